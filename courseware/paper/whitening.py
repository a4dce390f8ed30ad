"""Slides as paper shows them: white grounds, dark words, full colours pale behind a frame. Nothing moves.

Every word is held to 4.5:1 against what lies beneath it once all grounds are light, which is what a grey copier leaves of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from courseware.brand.colors import LEAST_CONTRAST, SHAPE_CONTRAST, contrast, luminance, mix, reach, to_oklch
from courseware.deck.kit import Decor, Ink, Kit, Layout, Rect
from courseware.deck.slides import (
    ChartBox,
    DrawingBox,
    DrawnLine,
    DrawnShape,
    MediaBox,
    Page,
    PictureBox,
    ShapeBox,
    SlideBox,
    Slides,
    TableBox,
    TableCell,
    TextBox,
    TextParagraph,
)
from courseware.paper.inks import FULL, WHITE, for_diagram, printed

THIN = 16.0
"""Points: what is narrower is a rule or an edge, and keeps its colour."""
LARGE, GROUND = 0.12, 0.6
"""Shares of the slide: from the first on a full colour becomes a frame, from the second on a tint is a ground."""
PALE = 0.16
"""How much of its colour a smaller area keeps."""
FRAME, HAIRLINE, EDGE = 1.5, 0.75, 10.0
"""Widths in points: the frame of a full colour, the line around a pale one, the bar that marks a slide of full colour."""
HAZE = 0.92
"""How thickly a light veil covers a picture that carries words."""
SMALL = 0.1
"""The share of the slide up to which a picture on a dark ground may be a logo made for it: it keeps its ground."""
PLATE = 6.0
GREY = 0.04
"""Colours with less chroma (Oklch) are greys."""
QUIET, LOUD = "555555", 5.5
"""The grey of quiet words, and the contrast from which on words weren't quiet."""


def whitened(slides: Slides, kit: Kit, *, saver: bool = False) -> tuple[Slides, Kit]:
    """The slides and their layouts for paper; `saver` leaves out fills too."""
    light = kit.layouts["content"].background.rgb if "content" in kit.layouts else WHITE
    text = printed(kit.palette)["text"]
    size = slides.width * slides.height

    def layout(each: Layout) -> Layout:
        brush = _Brush(each.background.rgb, text, size, saver)
        decor = brush.decor(each.decor)
        if each.background.rgb != light and luminance(each.background.rgb) < 0.5:
            decor = (Decor("rect", Rect(0, 0, EDGE, slides.height), Ink(each.background.rgb)), *decor)
        return replace(each, background=Ink(WHITE), decor=decor)

    def page(each: Page) -> Page:
        from courseware.picture.drawing import layout_of

        own = layout_of(each, kit)
        brush = _Brush((each.background or own.background).rgb, text, size, saver)
        brush.decor(own.decor)
        boxes = tuple(part for box in each.boxes for part in brush.box(box))
        return replace(each, background=Ink(WHITE) if each.background else None, boxes=boxes)

    layouts = {name: layout(each) for name, each in kit.layouts.items()}
    named = {name: layout(each) for name, each in kit.named.items()}
    return replace(slides, pages=tuple(map(page, slides.pages))), replace(kit, layouts=layouts, named=named)


class _Brush:
    """Paints one page from the back to the front; `areas` are what has been painted: where, in which colour before and now (None: a picture)."""

    def __init__(self, ground: str, text: Ink, size: float, saver: bool) -> None:
        self.ground, self.text, self.size, self.saver = ground, text, size, saver
        self.areas: list[tuple[Rect, str | None, str | None]] = []

    def decor(self, parts: Iterable[Decor]) -> tuple[Decor, ...]:
        found: list[Decor] = []
        for part in parts:
            if part.kind == "picture":
                if self._share(part.rect) > (SMALL if luminance(self.ground) < 0.3 else 4 * SMALL):
                    continue  # a ground that is a picture, or one that was made for a dark slide
                found += [Decor("rect", plate, Ink(self.ground)) for plate in self._plate(part.rect)]
                found.append(part)
            elif part.kind == "text" and part.style:
                found.append(replace(part, style=replace(part.style, ink=self._fixed(part))))
            elif part.kind == "line":
                line = part.outline or part.fill
                found.append(replace(part, outline=line and self._line(line), fill=None))
            else:
                fill, outline, width = self._area(part.rect, part.fill, part.outline, part.outline_width)
                found.append(replace(part, fill=fill, outline=outline, outline_width=width))
        return tuple(found)

    def _fixed(self, part: Decor) -> Ink:
        """The colour of a layout's own text; what was too faint to be read is a decoration and stays faint."""
        assert part.style is not None
        at = _middle(part.rect)
        faint = contrast(part.style.ink.rgb, self._before(at) or WHITE) < SHAPE_CONTRAST
        return part.style.ink if faint else self._ink(part.style.ink, at)

    def box(self, box: SlideBox) -> Iterable[SlideBox]:
        match box:
            case TextBox():
                fill, outline, width = self._area(box.rect, box.fill, box.outline, box.outline_width)
                yield replace(
                    box,
                    fill=fill,
                    outline=outline,
                    outline_width=width,
                    paragraphs=self._words(box.paragraphs, box.rect),
                )
            case TableBox():
                yield self._table(box)
            case DrawingBox():
                parts = tuple(for_diagram(part, self.text) for part in box.parts)
                yield replace(box, parts=tuple(map(_bare, parts)) if self.saver else parts)
            case ChartBox():
                yield replace(box, drawing=replace(box.drawing, parts=tuple(map(self._mark, box.drawing.parts))))
            case PictureBox():
                if box.idx is None and self._share(box.rect) < SMALL:
                    for plate in self._plate(box.rect):
                        yield ShapeBox(rect=plate, kind="rect", name="", fill=Ink(self.ground))
                self.areas.append((box.rect, None, None))
                yield box
            case ShapeBox():
                yield self._shape(box)
            case MediaBox():
                self.areas.append((box.rect, None, None))
                yield box

    def _share(self, rect: Rect) -> float:
        return rect.w * rect.h / self.size

    def _plate(self, rect: Rect) -> tuple[Rect, ...]:
        """The piece of dark ground that a picture made for it keeps."""
        dark = luminance(self._before(_middle(rect)) or WHITE) < 0.3
        return (rect.inset(-PLATE, -PLATE, -PLATE, -PLATE),) if dark else ()

    def _area(
        self, rect: Rect, fill: Ink | None, outline: Ink | None = None, width: float = 0.0
    ) -> tuple[Ink | None, Ink | None, float]:
        """Fill, outline and its width for paper; what is painted is remembered."""
        edge = outline and self._line(outline)
        if fill is None:
            return None, edge, width
        before = self._before(_middle(rect)) or WHITE
        new: Ink | None = fill
        if luminance(before) < 0.3 and contrast(fill.rgb, before) < FULL:
            new = None if self._share(rect) > GROUND else Ink("F2F2F2")  # a panel of a dark house
        elif contrast(fill.rgb, WHITE) < FULL:
            new = None if self._share(rect) > GROUND else fill
        elif min(rect.w, rect.h) > THIN:
            large = self._share(rect) > LARGE
            new = None if large else Ink(mix(fill.rgb, WHITE, PALE))
            edge, width = edge or Ink(reach(fill.rgb, SHAPE_CONTRAST, WHITE)), width or (FRAME if large else HAIRLINE)
        if self.saver and min(rect.w, rect.h) > THIN and new is not None:
            new, edge, width = None, edge or Ink("8C8C8C"), width or HAIRLINE
        self.areas.append((rect, fill.rgb, new.rgb if new else WHITE))
        return new, edge, width

    def _shape(self, box: ShapeBox) -> ShapeBox:
        if box.veil and box.fill:
            thick = max(opacity for _, opacity in box.veil) or 1.0
            self.areas.append((box.rect, box.fill.rgb, mix(WHITE, "000000", HAZE)))
            return replace(box, fill=Ink(WHITE), veil=tuple((at, opacity / thick * HAZE) for at, opacity in box.veil))
        if box.kind in ("line", "path"):
            at = _middle(box.rect)
            small = self._share(box.rect) <= LARGE
            fill = self._ink(box.fill, at, SHAPE_CONTRAST) if box.fill and small else box.fill
            return replace(box, fill=fill, outline=box.outline and self._line(box.outline, at))
        fill, outline, width = self._area(box.rect, box.fill, box.outline, box.outline_width)
        return replace(box, fill=fill, outline=outline, outline_width=width)

    def _table(self, box: TableBox) -> TableBox:
        rows, y = [], box.rect.y
        for row in box.rows:
            x, cells = box.rect.right if box.rtl else box.rect.x, list[TableCell]()
            for width, cell in zip(box.widths, row.cells, strict=False):
                rect = Rect(x - width if box.rtl else x, y, width, row.height)
                fill, _, _ = self._area(rect, cell.fill)
                cells.append(replace(cell, fill=fill, paragraphs=self._words(cell.paragraphs, rect)))
                x += -width if box.rtl else width
            y += row.height
            rows.append(replace(row, cells=tuple(cells), rule=row.rule and self._line(row.rule)))
        return replace(box, rows=tuple(rows), top=box.top and self._line(box.top))

    def _mark(self, part: DrawnShape | DrawnLine) -> DrawnShape | DrawnLine:
        """A part of a chart: what shows a value keeps its colour, with an outline where it is pale."""
        if isinstance(part, DrawnLine):
            return replace(part, ink=self._line(part.ink))
        outline, width = part.outline, part.outline_width
        if outline and outline.rgb == self.ground:
            outline = Ink(WHITE)
        elif part.fill and outline is None and contrast(part.fill.rgb, WHITE) < SHAPE_CONTRAST:
            outline, width = Ink(reach(part.fill.rgb, SHAPE_CONTRAST, WHITE)), HAIRLINE
        words = self._words(part.paragraphs, part.rect) if luminance(self.ground) < 0.5 else part.paragraphs
        if part.fill and part.alpha >= 1:
            self.areas.append((part.rect, part.fill.rgb, part.fill.rgb))
        return replace(part, outline=outline, outline_width=width, paragraphs=words)

    def _words(self, paragraphs: tuple[TextParagraph, ...], rect: Rect) -> tuple[TextParagraph, ...]:
        return tuple(self._paragraph(each, rect) for each in paragraphs)

    def _paragraph(self, paragraph: TextParagraph, rect: Rect) -> TextParagraph:
        line = next((line for line in paragraph.lines if line.pieces), None)
        at = (line.pieces[0].x + 2, line.top + line.height / 2) if line else _middle(rect)
        spans = tuple(replace(span, ink=self._ink(span.ink, at)) if span.ink else span for span in paragraph.spans)
        bullet = paragraph.bullet
        if bullet and bullet.ink:
            bullet = replace(bullet, ink=self._ink(bullet.ink, at))
        return replace(
            paragraph,
            style=replace(paragraph.style, ink=self._ink(paragraph.style.ink, at)),
            spans=spans,
            bullet=bullet,
        )

    def _ink(self, ink: Ink, at: tuple[float, float], ratio: float = LEAST_CONTRAST) -> Ink:
        """A colour that is read on what lies beneath a point now; greys become black or a dark grey, as loud as they were."""
        now, before = self._now(at), self._before(at)
        if now is None or contrast(ink.rgb, now) >= ratio:
            return ink
        if to_oklch(ink.rgb)[1] < GREY:
            loud = before is None or contrast(ink.rgb, before) >= LOUD
            return self.text if loud else Ink(reach(QUIET, ratio, now))
        return Ink(reach(ink.rgb, ratio, now))

    def _line(self, ink: Ink, at: tuple[float, float] | None = None) -> Ink:
        """A line as visible on white as it was on its ground, that of the page or what lies beneath a point."""
        before = (self._before(at) if at else self.ground) or WHITE
        wanted = min(contrast(ink.rgb, before), SHAPE_CONTRAST)
        return ink if contrast(ink.rgb, WHITE) >= wanted else Ink(reach(ink.rgb, wanted, WHITE))

    def _now(self, at: tuple[float, float]) -> str | None:
        return next((now for rect, _, now in reversed(self.areas) if _holds(rect, at)), WHITE)

    def _before(self, at: tuple[float, float]) -> str | None:
        return next((before for rect, before, _ in reversed(self.areas) if _holds(rect, at)), self.ground)


def _middle(rect: Rect) -> tuple[float, float]:
    return rect.x + rect.w / 2, rect.y + rect.h / 2


def _holds(rect: Rect, at: tuple[float, float]) -> bool:
    return rect.x <= at[0] <= rect.right and rect.y <= at[1] <= rect.bottom


def _bare(part: DrawnShape | DrawnLine) -> DrawnShape | DrawnLine:
    """A part of a diagram without its fill, its outline kept."""
    if isinstance(part, DrawnLine) or part.fill is None:
        return part
    return replace(
        part, fill=Ink(WHITE), outline=part.outline or Ink("8C8C8C"), outline_width=part.outline_width or HAIRLINE
    )
