"""Parts written with other prefixes than PowerPoint's (`ns0:sldLayout`, as XML libraries write them), brought to `p:`, `a:` and `r:`."""

from __future__ import annotations

from lxml import etree

from courseware.powerpoint.xml import DRAWING, OFFICE, PRESENTATION, parse, serialize

_OURS = {"p": PRESENTATION, "a": DRAWING, "r": OFFICE}
_SPACES = tuple(space.encode() for space in (PRESENTATION, DRAWING))


def usual_prefixes(data: bytes, name: str) -> bytes:
    """The part with PowerPoint's prefixes; as it is where it has them or is of another kind."""
    head = data[:2000]
    if not any(space in head for space in _SPACES):
        return data
    if (b'xmlns:p="' in head or _SPACES[0] not in head) and (b'xmlns:a="' in data or _SPACES[1] not in data):
        return data
    root = parse(data, name)
    others = {key: uri for key, uri in root.nsmap.items() if key and uri not in _OURS.values() and key not in _OURS}
    made = etree.Element(root.tag, nsmap={**others, **_OURS})
    for key, value in root.attrib.items():
        made.set(key, value)
    made.text = root.text
    made.extend(list(root))
    etree.cleanup_namespaces(made, keep_ns_prefixes=[*_OURS, *others])
    return serialize(made)
