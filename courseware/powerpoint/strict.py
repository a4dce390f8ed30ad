"""Presentations in the format's strict form (ISO 29500-1) brought into the transitional one (ISO 29500-4), in which all other parts of a deck are written."""

from __future__ import annotations

import re

STRICT = b"http://purl.oclc.org/ooxml/"
_SPACES = {
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/extendedProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    b"officeDocument/docPropsVTypes": b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    b"officeDocument/customXml": b"http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"presentationml/main": b"http://schemas.openxmlformats.org/presentationml/2006/main",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"drawingml/chartDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/chartDrawing",
    b"drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"drawingml/diagram": b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
    b"drawingml/lockedCanvas": b"http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas",
    b"drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
    b"drawingml/table": b"http://schemas.openxmlformats.org/drawingml/2006/table",
    b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}
"""The strict namespaces and kinds of relations -> the transitional ones, longer ones before their beginnings."""
_KINDS = {
    b"relationships/extendedProperties": b"relationships/extended-properties",
    b"relationships/customProperties": b"relationships/custom-properties",
}
"""Kinds of relations that have another last word in the two forms."""
_CONFORMANCE = re.compile(rb'\sconformance="strict"')
_OF_CHART = re.compile(rb'(<c:[^<>]*?\sval=")(-?\d+)(?:\.\d+)?%"')
_PERCENT = re.compile(rb'="(-?\d+(?:\.\d+)?)%"')


def to_transitional(name: str, data: bytes) -> bytes:
    """A part or relations part; one that isn't in the strict form stays as it is."""
    if STRICT not in data[:20_000] or not name.endswith((".xml", ".rels")):
        return data
    for one, other in _SPACES.items():
        data = data.replace(STRICT + one, other)
    for one, other in _KINDS.items():
        data = data.replace(one, other)
    if name.endswith(".rels"):
        return data
    data = _OF_CHART.sub(rb'\1\2"', _CONFORMANCE.sub(b"", data))
    return _PERCENT.sub(lambda found: b'="%d"' % round(float(found[1]) * 1000), data)
