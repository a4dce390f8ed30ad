"""HTML inside a line of text, where it says what Markdown can say too: `<sub>2</sub>`, `<span class="accent">`.

A pair of tags becomes the node that its Markdown gives; tags that mean nothing on a slide stay `html_inline`, for the reader to complain of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.course.attributes import Attributes
from courseware.late import late

if TYPE_CHECKING:
    from courseware.course.markdown.parser import Node

_TAG = late(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^>]*)>")
_ATTRIBUTE = late(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_KINDS = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "s", "del": "s", "strike": "s", "sub": "sub", "sup": "sup",
    "u": "span", "mark": "span", "small": "span", "span": "span", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_CLASSES = {"u": ("underline",), "mark": ("mark",), "small": ("small",)}


def html_attributes(text: str) -> Attributes:
    """The attributes in a tag; `class` holds any number of classes."""
    values = {key.lower(): next((each for each in found if each), "") for key, *found in _ATTRIBUTE.findall(text)}
    classes = tuple(values.pop("class", "").split())
    return Attributes(values.pop("id", ""), classes, values)


def paired(nodes: list[Node]) -> list[Node]:
    """The nodes of a line, pairs of tags with a meaning turned into nodes around what stands between them."""
    if not any(node.kind == "html_inline" for node in nodes):
        return nodes
    found: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        tag = _TAG.fullmatch(node.content) if node.kind == "html_inline" else None
        end = _closing(nodes, at, tag["name"].lower()) if tag and not tag["close"] else 0
        if tag and end:
            name = tag["name"].lower()
            read = html_attributes(tag["rest"])
            node.kind, node.content = _KINDS[name], ""
            node.meta = {"attributes": Attributes(read.id, _CLASSES.get(name, ()) + read.classes, read.values)}
            node.children = paired(nodes[at + 1 : end])
            at = end
        found.append(node)
        at += 1
    return found


def _closing(nodes: list[Node], start: int, name: str) -> int:
    """Where the tag that opens at `start` is closed; 0 where it isn't, or where it means nothing here."""
    if name not in _KINDS:
        return 0
    depth = 0
    for at in range(start, len(nodes)):
        tag = _TAG.fullmatch(nodes[at].content) if nodes[at].kind == "html_inline" else None
        if tag and tag["name"].lower() == name and not tag["rest"].endswith("/"):
            depth += -1 if tag["close"] else 1
            if depth == 0:
                return at
    return 0
