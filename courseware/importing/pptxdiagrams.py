"""SmartArt, and boxes with arrows between them, as diagrams of ours where they clearly are one."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from courseware.content.blocks import Block, Drawing, Item, List, Paragraph, plain_text
from courseware.deck.kit import Rect
from courseware.diagram import labels, read_diagram
from courseware.powerpoint.reading.model import Connector, Node, Paras, Smart, Thing, Words
from courseware.problems import NOWHERE, CoursewareError

_LAYOUTS = (
    (re.compile(r"timeline", re.IGNORECASE), "timeline"),
    (re.compile(r"cycle|radial|gear", re.IGNORECASE), "cycle"),
    (re.compile(r"orgChart|hierarchy|HalfCircleOrganization|LabeledHierarchy", re.IGNORECASE), "hierarchy"),
    (re.compile(r"pyramid", re.IGNORECASE), "pyramid"),
    (re.compile(r"funnel", re.IGNORECASE), ""),
    (re.compile(r"process|chevron|arrow[0-9]|steps|equation", re.IGNORECASE), "process"),
)
_DECISIONS = ("diamond", "flowChartDecision")
_ENDS = ("flowChartTerminator",)
ARROWS = (
    "rightArrow", "downArrow", "notchedRightArrow", "stripedRightArrow", "leftArrow", "upArrow",
    "leftRightArrow", "curvedRightArrow", "bentArrow", "uturnArrow",
)  # fmt: skip
CHEVRONS = ("homePlate", "chevron", "pentagon")
_NEAR = 12.0  # points between the end of a line and the shape that it means
_MOST_WORDS = 14  # of a step; more is text, and no diagram


# -- SmartArt ------------------------------------------------------------------------------------------------------------------------------


def smart_blocks(smart: Smart) -> list[Block]:
    """The blocks of a SmartArt drawing: a diagram where we have its kind, else its outline as a list."""
    if not smart.nodes:
        return []
    kind = next((kind for pattern, kind in _LAYOUTS if pattern.search(smart.layout)), "")
    if kind and (drawing := _tree(kind, smart.nodes, smart.alt)):
        return [drawing]
    return [outline(smart.nodes)]


def outline(nodes: Sequence[Node]) -> List:
    """An outline as a nested list."""
    items = []
    for node in nodes:
        texts = [Paragraph(inlines=para.inlines) for para in node.paras if para.inlines]
        beneath = (outline(node.children),) if node.children else ()
        items.append(Item(blocks=(*(texts or [Paragraph(inlines=())]), *beneath)))
    return List(items=tuple(items))


def _tree(kind: str, nodes: Sequence[Node], alt: str) -> Drawing | None:
    """A diagram of an outline, None where it doesn't suit one or would lose a word."""
    if kind != "hierarchy" and (
        not 2 <= len(nodes) <= 10 or any(child.children for n in nodes for child in n.children)
    ):
        return None
    lines = [f"kind: {kind}"]
    wanted: list[str] = []

    def write(level: Sequence[Node], depth: int) -> bool:
        for node in level:
            text = _words(node.paras)
            if not text or len(text.split()) > 2 * _MOST_WORDS:
                return False
            wanted.append(text)
            if kind == "hierarchy":
                lines.append(f"{'  ' * depth}- {quoted(text)}")
                if not write(node.children, depth + 1):
                    return False
            else:
                inner = [_words(child.paras) for child in node.children]
                wanted.extend(inner)
                detail = "<br>".join(escaped(each) for each in inner if each)
                lines.append(f"- {quoted(text)}{': ' + detail if detail else ''}")
        return True

    return _checked("\n".join(lines), kind, wanted, alt) if write(nodes, 0) else None


# -- boxes and arrows ----------------------------------------------------------------------------------------------------------------------


def flow_of(things: Sequence[Thing]) -> tuple[Drawing, set[int]] | None:
    """A flow of the boxes among `things` that lines tie together, with the keys of all that is in it; None where it isn't clearly one."""
    lines = [t for t in things if isinstance(t, Connector)]
    boxes = [t for t in things if isinstance(t, Words) and t.paras and (t.drawn or t.preset in (*_DECISIONS, *_ENDS))]
    by_key = {box.key: box for box in boxes}
    edges: list[tuple[Words, Words, Connector]] = []
    for line in lines:
        begin = by_key.get(line.begin) or _nearest(line.start, boxes)
        end = by_key.get(line.end) or _nearest(line.stop, boxes)
        if begin is None or end is None or begin is end:
            return None
        edges.append((begin, end, line))
    tied = {box.key for begin, end, _ in edges for box in (begin, end)}
    if len(tied) < 2 or not edges or len(tied) > 24:
        return None
    names = {box.key: _words(box.paras) for box in boxes if box.key in tied}
    if len(set(names.values())) != len(names) or any(len(n.split()) > _MOST_WORDS for n in names.values()):
        return None
    loose = [t for t in things if isinstance(t, Words) and t.paras and t.key not in tied]
    said = _line_words(edges, [t for t in loose if not t.drawn])
    rows = []
    ordered = sorted(edges, key=lambda e: (round(e[0].rect.y / 20), e[0].rect.x, round(e[1].rect.y / 20), e[1].rect.x))
    shown: set[int] = set()
    for begin, end, line in ordered:
        if line.head and not line.tail:
            begin, end = end, begin
        arrow = (
            "<->"
            if line.head and line.tail
            else "--"
            if not (line.head or line.tail)
            else "-.->"
            if line.dashed
            else "->"
        )
        words = said.get(line.key)
        sides = []
        for box in (begin, end):
            name = quoted(names[box.key])
            sides.append(_signed(box, name) if box.key not in shown else name)
            shown.add(box.key)
        rows.append(f"{sides[0]} {arrow} {sides[1]}" + (f": {quoted(words[0])}" if words else ""))
    wanted = [*names.values(), *(words for words, _ in said.values())]
    used = tied | {line.key for line in lines} | {key for _, key in said.values()}
    drawing = _checked("\n".join(["kind: flow", *rows]), "flow", wanted, "")
    return (drawing, used) if drawing else None


def _signed(box: Words, name: str) -> str:
    if box.preset in _DECISIONS:
        return f"{{{name}}}"
    return f"({name})" if box.preset in _ENDS else name


def _line_words(edges: Sequence[tuple[Words, Words, Connector]], loose: Sequence[Words]) -> dict[int, tuple[str, int]]:
    """The words on lines, by the line's key, with the key of the box they stand in: a small box near the middle of just one line."""
    said: dict[int, tuple[str, int]] = {}
    for box in loose:
        text = _words(box.paras)
        if len(text.split()) > 5:
            continue
        x, y = box.rect.x + box.rect.w / 2, box.rect.y + box.rect.h / 2
        far = [(math.dist((x, y), _middle(line)), line.key) for _, _, line in edges if line.key not in said]
        nearest = min(far, default=(math.inf, 0))
        if nearest[0] < 30 + box.rect.w / 2:
            said[nearest[1]] = (text, box.key)
    return said


def _middle(line: Connector) -> tuple[float, float]:
    return (line.start[0] + line.stop[0]) / 2, (line.start[1] + line.stop[1]) / 2


def _nearest(point: tuple[float, float], boxes: Sequence[Words]) -> Words | None:
    found = [(_gap(point, box.rect), n) for n, box in enumerate(boxes)]
    best = min(found, default=(math.inf, 0))
    return boxes[best[1]] if best[0] <= _NEAR else None


def _gap(point: tuple[float, float], rect: Rect) -> float:
    across = max(rect.x - point[0], 0.0, point[0] - rect.right)
    down = max(rect.y - point[1], 0.0, point[1] - rect.bottom)
    return math.hypot(across, down)


def process_of(things: Sequence[Thing]) -> tuple[Drawing, set[int]] | None:
    """A process: chevrons in a row, or boxes of one size in a row or column with an arrow between each two."""
    boxes = [t for t in things if isinstance(t, Words) and t.paras and t.drawn]
    arrows = [t for t in things if isinstance(t, Words) and not t.paras and t.preset in ARROWS]
    chevrons = [box for box in boxes if box.preset in CHEVRONS]
    if len(chevrons) >= 3:
        boxes, arrows = chevrons, []
    elif not (len(boxes) >= 2 and len(arrows) == len(boxes) - 1):
        return None
    lying = _in_line([box.rect.y + box.rect.h / 2 for box in boxes], boxes[0].rect.h)
    if not lying and not _in_line([box.rect.x + box.rect.w / 2 for box in boxes], boxes[0].rect.w):
        return None
    boxes = sorted(boxes, key=lambda box: box.rect.x if lying else box.rect.y)
    for a, b, arrow in zip(
        boxes, boxes[1:], sorted(arrows, key=lambda t: t.rect.x if lying else t.rect.y), strict=False
    ):
        middle = arrow.rect.x + arrow.rect.w / 2 if lying else arrow.rect.y + arrow.rect.h / 2
        ends = (a.rect.x, b.rect.right) if lying else (a.rect.y, b.rect.bottom)
        if not ends[0] < middle < ends[1]:
            return None
    lines, wanted = ["kind: process"], []
    for box in boxes:
        first, *rest = [plain_text(para.inlines).strip() for para in box.paras]
        if len(first.split()) > _MOST_WORDS:
            return None
        wanted += [first, *rest]
        lines.append(f"- {quoted(first)}" + (": " + "<br>".join(map(escaped, rest)) if rest else ""))
    drawing = _checked("\n".join(lines), "process", wanted, "")
    return (drawing, {t.key for t in (*boxes, *arrows)}) if drawing else None


def _in_line(middles: list[float], size: float) -> bool:
    return max(middles) - min(middles) < 0.4 * size


# -- words ---------------------------------------------------------------------------------------------------------------------------------


def _words(paras: Paras) -> str:
    return " ".join(" ".join(plain_text(para.inlines).split()) for para in paras if para.inlines)


def quoted(text: str) -> str:
    """A label that may hold any sign."""
    plain = " ".join(text.split())
    if (
        re.fullmatch(r"[\w&,.'’() /%+-]*[\w.')%]", plain)
        and plain[:1].isalnum()
        and " -" not in plain
        and "- " not in plain
        and " & " not in plain
    ):
        return plain
    return '"' + re.sub(r'(["\\])', r"\\\1", plain) + '"' if '"' not in plain else escaped(plain)


def escaped(text: str) -> str:
    """A detail that may hold any sign."""
    return re.sub(r"([\\*|:<>\"])", r"\\\1", " ".join(text.split()))


def _checked(source: str, kind: str, wanted: Sequence[str], alt: str) -> Drawing | None:
    """The drawing, if it reads without an error and shows every word."""
    try:
        shown = " ".join(labels(read_diagram(source, NOWHERE, "diagram")))
    except CoursewareError:
        return None
    have = sorted(re.findall(r"\w+", shown))
    if have != sorted(re.findall(r"\w+", " ".join(wanted))):
        return None
    return Drawing(form="diagram", kind=kind, source=source + (f"\nalt: {alt}" if alt else ""))


__all__ = ["flow_of", "outline", "process_of", "quoted", "smart_blocks"]
