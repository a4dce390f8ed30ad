"""What mermaid's signs and words stand for: shapes, texts, the other sorts of diagram."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

BRACKETS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("(((", ((")))", "circle"),)),
    ("((", (("))", "circle"),)),
    ("([", (("])", "start"),)),
    ("(-", (("-)", "circle"),)),
    ("(", ((")", "rounded"),)),
    ("[[", (("]]", "subprocess"),)),
    ("[(", ((")]", "store"),)),
    ("[/", (("/]", "data"), ("\\]", "manual"))),
    ("[\\", (("\\]", "data"), ("/]", "manual"))),
    ("[", (("]", "step"),)),
    ("{{", (("}}", "prepare"),)),
    ("{", (("}", "decision"),)),
    (">", (("]", "step"),)),
)
"""Brackets that may open a node's text, longest first; for each how it closes, and the form that this gives the node."""

SHAPES: Mapping[str, str] = {
    **dict.fromkeys(("rect", "proc", "process", "rectangle"), "step"),
    **dict.fromkeys(("rounded", "event"), "rounded"),
    **dict.fromkeys(("stadium", "terminal", "pill"), "start"),
    **dict.fromkeys(("fr-rect", "subproc", "subprocess", "subroutine", "framed-rectangle"), "subprocess"),
    **dict.fromkeys(("cyl", "cylinder", "database", "db"), "store"),
    **dict.fromkeys(
        ("circle", "circ", "sm-circ", "small-circle", "start", "dbl-circ", "double-circle", "stop", "framed-circle"), "circle"
    ),
    **dict.fromkeys(("diam", "diamond", "decision", "question"), "decision"),
    **dict.fromkeys(("hex", "hexagon", "prepare"), "prepare"),
    **dict.fromkeys(("lean-r", "lean-l", "lean-right", "lean-left", "in-out", "out-in"), "data"),
    **dict.fromkeys(("doc", "document", "docs", "documents"), "document"),
    **dict.fromkeys(("trap-b", "trap-t", "manual", "priority", "trapezoid", "inv-trapezoid"), "manual"),
}  # fmt: skip
"""Names of shapes in `@{ shape: name }`."""

OTHERS: Mapping[str, str] = {
    "sequencediagram": "write a flow with the messages as words on its arrows: kind: flow",
    "gantt": "write a timeline: kind: timeline",
    "timeline": "write it as a diagram of ours: kind: timeline",
    "journey": "write it as a diagram of ours: kind: journey",
    "mindmap": "write a hierarchy: kind: hierarchy",
    "quadrantchart": "write a matrix: kind: matrix",
    "pie": "write a chart: ```chart with kind: pie",
    "xychart": "write a chart: ```chart with kind: column or line",
    "radar": "write a chart: ```chart with kind: radar",
    "statediagram": "write the states as steps of a flow: kind: flow",
    "classdiagram": "write a hierarchy or a flow: kind: hierarchy",
    "erdiagram": "write the things and what joins them as a flow: kind: flow",
    "requirementdiagram": "write the things and what joins them as a flow: kind: flow",
    "block": "write a flow: kind: flow",
    "architecture": "write a flow: kind: flow",
    "c4context": "write a flow: kind: flow",
    "gitgraph": "write a flow or a timeline: kind: flow",
    "sankey": "write a flow, or the amounts as a chart: kind: flow",
    "kanban": "write the columns as a table",
    "packet": "write the fields as a table",
}
"""Mermaid's other sorts, by how their first word begins, and what of ours serves."""

_BREAK = re.compile(r"\s*<br\s*/?>\s*|\\n", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|span|small|big|sub|sup|code|font|div|p|center)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"[#&](#?\w{1,10});")
_ICON = re.compile(r"\bfa[bsrlk]?:fa-[\w-]+\s*")
_MARKS = re.compile(r"(\*\*|__|\*|_|~~)(?=\S)(.+?)(?<=\S)\1")


def read_words(written: str, markdown: bool = False) -> str:
    """A text as it is printed: `<br>` ends a line, tags and emphasis go, `#35;` is its sign."""
    text = _TAG.sub("", _BREAK.sub("\n", _ICON.sub("", written)))
    if markdown:
        while (plain := _MARKS.sub(r"\2", text)) != text:
            text = plain
    text = _ENTITY.sub(_sign, text)
    return "\n".join(line for each in text.split("\n") if (line := " ".join(each.split())))


def _sign(match: re.Match[str]) -> str:
    name = match[1].lstrip("#")
    return html.unescape(f"&#{name};" if name.isdigit() else f"&{name};")


def has_icon(written: str) -> bool:
    """Whether an icon's name stands in a text."""
    return bool(_ICON.search(written))
