"""What a book designer sees at a glance, read from WeasyPrint's own boxes: lines beyond the page, headings alone at its foot, tables cut
without their header, pages that are nearly empty, single lines of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

MM = 96 / 25.4
"""WeasyPrint reckons in CSS pixels."""
SLACK = 1.5
"""Pixels: accents and italics may reach a little over."""
EMPTY = 1 / 3
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt")
FORCED = ("page", "left", "right", "recto", "verso", "always")
PARTED = ("p", "li", "dd", "pre")


@dataclass
class Sheet:
    """A page as set: its number from 1, its lines from the top, and what of it stands in the flow."""

    number: int
    box: Any
    lines: list[tuple[Any, tuple[Any, ...]]] = field(default_factory=list)
    blocks: list[Any] = field(default_factory=list)
    fixed: bool = False
    """Whether its first box begins a page because it was told to."""

    @property
    def left(self) -> float:
        return float(self.box.content_box_x())

    @property
    def right(self) -> float:
        return self.left + float(self.box.width)

    @property
    def top(self) -> float:
        return float(self.box.content_box_y())

    @property
    def foot(self) -> float:
        return self.top + float(self.box.height)


def faults(pages: Any) -> list[str]:
    """Every fault of a document's pages (of `engine.layout`), each with its page and the words where it is."""
    sheets = [_read(number, page._page_box) for number, page in enumerate(pages, 1)]
    found = [fault for sheet in sheets for fault in _overfull(sheet)]
    for sheet, after in pairwise(sheets):
        found += _heading_at_foot(sheet, after)
        found += _parted(sheet, after)
        found += _cut_tables(sheet, after)
        found += _empty(sheet, after)
    return found


def _read(number: int, page: Any) -> Sheet:
    import weasyprint.formatting_structure.boxes as boxes

    sheet = Sheet(number, page)

    def walk(box: Any, above: tuple[Any, ...]) -> None:
        if isinstance(box, boxes.MarginBox) or not isinstance(box, boxes.Box):
            return
        if isinstance(box, boxes.LineBox):
            sheet.lines.append((box, above))
            return
        if box.element is not None and isinstance(box, (boxes.BlockLevelBox, boxes.TableBox)):
            sheet.blocks.append(box)
        for child in box.children if isinstance(box, boxes.ParentBox) else ():
            walk(child, (*above, box))

    walk(page, ())
    sheet.lines.sort(key=lambda each: each[0].position_y)
    sheet.fixed = _told(page)
    return sheet


def _told(page: Any) -> bool:
    """Whether the page begins because something on it, or before it, asked for a new one."""
    box = page
    while getattr(box, "children", ()):
        inner = [child for child in box.children if type(child).__name__ not in ("MarginBox", "FootnoteAreaBox")]
        if not inner:
            return False
        box = inner[0]
        if hasattr(box, "style") and (box.style["break_before"] in FORCED):
            return True
    return False


def _words(box: Any) -> str:
    import weasyprint.formatting_structure.boxes as boxes

    texts = (each.text for each in box.descendants() if isinstance(each, boxes.TextBox))
    return " ".join("".join(texts).split())[:50]


def _flowing(above: tuple[Any, ...]) -> bool:
    return all(box.style["position"] not in ("absolute", "fixed") and box.style["float"] == "none" for box in above)


def _overfull(sheet: Sheet) -> Iterator[str]:
    import weasyprint.formatting_structure.boxes as boxes

    for line, above in sheet.lines:
        parts = [each for each in line.descendants() if isinstance(each, boxes.TextBox) and each.text.strip()]
        if not parts or any(box.transformation_matrix for box in above):
            continue
        if any(box.element is not None and box.element.get("class") in ("l", "drawing") for box in above):
            continue  # words of a drawing stand where the layout put them
        left, right = min(part.position_x for part in parts), max(part.position_x + part.width for part in parts)
        hang = max(
            SLACK + 1, 0.1 * max(part.style["font_size"] for part in parts)
        )  # large figures are set out to the left
        if left < sheet.left - hang or right > sheet.right + SLACK:
            yield f"page {sheet.number}: a line beyond the margins: {_words(line)}"
        elif _flowing(above) and line.position_y + line.height > sheet.foot + SLACK:
            yield f"page {sheet.number}: a line below the foot: {_words(line)}"
        cell = next((box for box in reversed(above) if isinstance(box, boxes.TableCellBox)), None)
        if cell is not None and right > cell.border_box_x() + cell.border_width() + SLACK:
            yield f"page {sheet.number}: a line beyond its cell: {_words(line)}"
    for box in sheet.blocks:
        if box.style["position"] == "absolute" or not _solid(box):
            continue
        if box.border_box_x() + box.border_width() > sheet.right + SLACK + 1:
            yield f"page {sheet.number}: {box.element_tag} reaches beyond the margin: {_words(box)}"
        if box.style["float"] == "none" and box.position_y + box.height > sheet.foot + 4:
            yield f"page {sheet.number}: {box.element_tag} reaches below the foot: {_words(box)}"


def _solid(box: Any) -> bool:
    """Whether a box shows itself: a picture, a table, or one with a frame."""
    import weasyprint.formatting_structure.boxes as boxes

    framed = any(
        box.style[f"border_{side}_width"] and box.style[f"border_{side}_style"] != "none" for side in ("left", "right")
    )
    return framed or isinstance(box, (boxes.BlockReplacedBox, boxes.TableBox))


def _ruled(box: Any) -> bool:
    """Whether a box is a line to write on."""
    return bool(box.style["border_bottom_width"]) and box.style["border_bottom_style"] != "none"


def _heading_at_foot(sheet: Sheet, after: Sheet) -> Iterator[str]:
    if after.fixed or not sheet.lines:
        return
    flowing = [(line, above) for line, above in sheet.lines if _words(line)]
    if not flowing:
        return
    last, above = max(flowing, key=lambda each: each[0].position_y)
    pictures = [box for box in sheet.blocks if type(box).__name__ == "BlockReplacedBox"]
    if any(box.position_y > last.position_y for box in pictures):
        return
    told = [box for box in above if box.element_tag in HEADINGS and box.element is not None]
    if told and last.position_y + last.height > sheet.top + 0.3 * (sheet.foot - sheet.top):
        yield f"page {sheet.number}: {told[-1].element_tag} at the foot: {_words(last)}"


def _lines_of(sheet: Sheet) -> dict[Any, int]:
    """How many lines each paragraph has on a page."""
    count: dict[Any, int] = {}
    for line, above in sheet.lines:
        if any(getattr(box, "is_header", False) for box in above):
            continue  # a table's header stands on every page
        parent = above[-1] if above else None
        if parent is not None and parent.element is not None and parent.element_tag in PARTED and _words(line):
            count[parent.element] = count.get(parent.element, 0) + 1
    return count


def _parted(sheet: Sheet, after: Sheet) -> Iterator[str]:
    here, there = _lines_of(sheet), _lines_of(after)
    for element in here.keys() & there.keys():
        if here[element] < 2 or there[element] < 2:
            words = " ".join("".join(element.itertext()).split())[:50]
            yield f"page {sheet.number}: a paragraph parted as {here[element]} + {there[element]} lines: {words}"


def _cut_tables(sheet: Sheet, after: Sheet) -> Iterator[str]:
    import weasyprint.formatting_structure.boxes as boxes

    here = {box.element: box for box in sheet.blocks if isinstance(box, boxes.TableBox)}
    for box in after.blocks:
        if isinstance(box, boxes.TableBox) and box.element in here:
            head = box.element.find("thead")
            if head is not None and not (box.children and box.children[0].is_header):
                yield f"page {after.number}: a table goes on without its header: {_words(box)}"
            if head is not None and all(group.is_header for group in here[box.element].children):
                yield f"page {sheet.number}: a table's header alone at the foot: {_words(here[box.element])}"


def _empty(sheet: Sheet, after: Sheet) -> Iterator[str]:
    if after.fixed or not after.lines or sheet.box.style["page"] != after.box.style["page"]:
        return  # a chapter ends here, before a new page or the blank one that brings it to the right
    ends = [line.position_y + line.height for line, _ in sheet.lines if _words(line)]
    ends += [box.position_y + box.height for box in sheet.blocks if _solid(box) or _ruled(box)]
    if ends and max(ends) - sheet.top < EMPTY * (sheet.foot - sheet.top):
        share = round(100 * (max(ends) - sheet.top) / (sheet.foot - sheet.top))
        yield f"page {sheet.number}: only {share} % full, and what follows could have begun on it: {_words(after.box)}"
