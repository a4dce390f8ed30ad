"""Two pages on a side of a sheet: beside each other, or in the order of a booklet that is folded and stitched along its back.

The pages are placed as drawings, at the size in which they were set. Title, language, bookmarks and links stay; the tags that
readers of text need don't: an imposed file is for the printer, the single pages are for reading.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf

from courseware.pdf.finishing import save

UA = "http://www.aiim.org/pdfua/ns/id/"
SHEET_SIZES = ((841.89, 595.28), (792.0, 612.0))
"""Sides of sheets in points that two pages may fill: A4 and Letter, lying."""
NEAR = 3.0
Spot = tuple[int, float, float]
"""Where a page went: the side, and by how much to the right and up."""


def impose(data: bytes, sheets: str, *, from_right: bool = False) -> bytes:
    """The pages of a finished PDF two on a side: `two-up` in their order, `booklet` for folding, with blank pages at the end.

    `from_right` is for languages that are read from right to left: the first page of a pair stands at the right, a booklet's
    back too. The sheet is as large as two pages, or A4 or Letter where that is near.
    """
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as pdf:
        width, height = _size(source)
        beside = sheets == "booklet" or width < height
        across, down = (2 * width, height) if beside else (width, 2 * height)
        sheet = next(
            (each for each in SHEET_SIZES if abs(each[0] - across) + abs(each[1] - down) < NEAR), (across, down)
        )
        slots = ((0.0, 0.0), (sheet[0] / 2, 0.0)) if beside else ((0.0, sheet[1] / 2), (0.0, 0.0))
        room = (sheet[0] / 2, sheet[1]) if beside else (sheet[0], sheet[1] / 2)
        centre = (room[0] - width) / 2, (room[1] - height) / 2
        spots: dict[int, Spot] = {}
        for side, pair in enumerate(_pairs(len(source.pages), sheets)):
            drawn = []
            for slot, number in enumerate(reversed(pair) if from_right and beside else pair):
                if number is not None:
                    left, up = slots[slot][0] + centre[0], slots[slot][1] + centre[1]
                    spots[number] = side, left, up
                    drawn.append((source.pages[number], left, up))
            _add(pdf, sheet, drawn)
        _take_along(source, pdf, spots)
        return save(pdf)


def sides(count: int, sheets: str) -> int:
    """How many sides `count` pages take."""
    return len(list(_pairs(count, sheets)))


def _size(pdf: pikepdf.Pdf) -> tuple[float, float]:
    """The size of the largest page."""
    boxes = [[float(each) for each in page.mediabox] for page in pdf.pages]
    return max(box[2] - box[0] for box in boxes), max(box[3] - box[1] for box in boxes)


def _pairs(count: int, sheets: str) -> Iterator[tuple[int | None, int | None]]:
    """The pages of each side from left to right; None is a blank one."""
    if sheets == "two-up":
        for first in range(0, count, 2):
            yield first, first + 1 if first + 1 < count else None
        return
    whole = -(-count // 4) * 4

    def page(number: int) -> int | None:
        return number if number < count else None

    for side in range(whole // 2):
        outer, inner = page(whole - 1 - side), page(side)
        yield (outer, inner) if side % 2 == 0 else (inner, outer)


def _add(pdf: pikepdf.Pdf, sheet: tuple[float, float], drawn: Sequence[tuple[pikepdf.Page, float, float]]) -> None:
    """A side with its pages, each a form of its own resources."""
    page = pdf.add_blank_page(page_size=sheet)
    content, forms = "", pikepdf.Dictionary()
    for number, (each, left, up) in enumerate(drawn):
        name = f"/Page{number}"
        forms[name] = pdf.copy_foreign(each.as_form_xobject())
        box = [float(value) for value in each.mediabox]
        content += f"q 1 0 0 1 {left - box[0]:.3f} {up - box[1]:.3f} cm {name} Do Q\n"
    page.Resources = pikepdf.Dictionary(XObject=forms)
    page.Contents = pdf.make_stream(content.encode())


def _take_along(source: pikepdf.Pdf, pdf: pikepdf.Pdf, spots: Mapping[int, Spot]) -> None:
    """What the file says of itself, its bookmarks and its links."""
    for key in ("/Lang", "/ViewerPreferences"):
        if key in source.Root:
            pdf.Root[key] = _copied(source, pdf, source.Root[key])
    for key, value in source.docinfo.items():
        pdf.docinfo[key] = pikepdf.String(str(value))
    with source.open_metadata() as old, pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as new:
        for key in old:
            if not key.startswith(f"{{{UA}}}"):
                new[key] = old[key]
    aims = _Aims(source, pdf, spots)
    for number, page in enumerate(source.pages):
        side, left, up = spots[number]
        notes = [note for each in page.obj.get("/Annots", ()) if (note := _link(each, left, up, aims)) is not None]
        if notes:
            there = pdf.pages[side].obj
            there["/Annots"] = pikepdf.Array([*there.get("/Annots", ()), *map(pdf.make_indirect, notes)])
    with source.open_outline() as old_outline, pdf.open_outline() as new_outline:
        new_outline.root.extend(_bookmarks(old_outline.root, aims))


class _Aims:
    """Where places in the source are on the sheets."""

    def __init__(self, source: pikepdf.Pdf, pdf: pikepdf.Pdf, spots: Mapping[int, Spot]) -> None:
        self.pdf, self.spots = pdf, spots
        self.numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
        names: Any = source.Root.get("/Names")
        tree = names.get("/Dests") if names is not None else None
        self.named: dict[str, Any] = (
            {str(key): aim for key, aim in pikepdf.NameTree(tree).items()} if tree is not None else {}
        )

    def of(self, aim: Any) -> pikepdf.Array | None:
        """A destination of the source as one of the sheets, None where it leads nowhere."""
        if isinstance(aim, pikepdf.String):
            aim = self.named.get(str(aim))
        if isinstance(aim, pikepdf.Dictionary):
            aim = aim.get("/D")
        if not isinstance(aim, pikepdf.Array) or aim[0].objgen not in self.numbers:
            return None
        side, left, up = self.spots[self.numbers[aim[0].objgen]]
        x, y = (_number(aim[at]) if at < len(aim) else 0.0 for at in (2, 3))
        page = self.pdf.pages[side].obj
        return pikepdf.Array([page, pikepdf.Name("/XYZ"), round(x + left, 3), round(y + up, 3), 0])


def _number(value: Any) -> float:
    """A number of a destination; where it says none, the page's corner."""
    return 0.0 if value is None else float(value)


def _link(note: Any, left: float, up: float, aims: _Aims) -> pikepdf.Dictionary | None:
    """A link where its words are now."""
    if note.get("/Subtype") != "/Link":
        return None
    box = [float(value) for value in note["/Rect"]]
    rect = [round(value + (up if at % 2 else left), 3) for at, value in enumerate(box)]
    link = pikepdf.Dictionary(
        Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name("/Link"), Rect=rect, Border=[0, 0, 0], F=4
    )
    if "/Contents" in note:
        link["/Contents"] = pikepdf.String(str(note["/Contents"]))
    action = note.get("/A")
    if action is not None and "/URI" in action:
        link["/A"] = pikepdf.Dictionary(S=pikepdf.Name("/URI"), URI=pikepdf.String(str(action["/URI"])))
        return link
    aim = aims.of(note.get("/Dest") if action is None else action.get("/D"))
    if aim is None:
        return None
    link["/Dest"] = aim
    return link


def _bookmarks(items: Sequence[pikepdf.OutlineItem], aims: _Aims) -> list[pikepdf.OutlineItem]:
    found = []
    for item in items:
        action = item.action
        aim = aims.of(item.destination if action is None else action.get("/D"))
        new = pikepdf.OutlineItem(item.title, aim)
        new.is_closed = item.is_closed
        new.children.extend(_bookmarks(item.children, aims))
        found.append(new)
    return found


def _copied(source: pikepdf.Pdf, pdf: pikepdf.Pdf, value: Any) -> Any:
    """A direct or an indirect value of the source as one of `pdf`."""
    if isinstance(value, pikepdf.Object) and isinstance(value, (pikepdf.Dictionary, pikepdf.Array)):
        return pdf.copy_foreign(value if value.is_indirect else source.make_indirect(value))
    return value
