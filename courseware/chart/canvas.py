"""What the drawing of a chart is put together from: text that fits, areas, lines and markers as shapes of a scene."""

from __future__ import annotations

import unicodedata

from courseware.chart.plan import Area, Tone
from courseware.scene import Paint, Scene, Shape, Sizer, Step, Wrapped

ENDLESS = 100_000.0
SLACK = 1.04
"""A text's box is this much wider than the text, so that a line set a hair wider is not broken again."""

GRID = Paint("rule", 0.6)
"""Grids stay behind what they help to read."""

_FORMS = {"circle": "ellipse", "square": "rect", "diamond": "diamond", "triangle": "triangle"}


class Canvas:
    """Collects the shapes of a chart from the back to the front; `size` is that of its text."""

    def __init__(self, sizer: Sizer, size: float) -> None:
        self.sizer, self.size = sizer, size
        self.title_size = size
        self.parts: list[Shape] = []
        self.smallest = size

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.wrap("Ág").height

    def wrap(self, text: str, width: float = ENDLESS, size: float = 0.0, bold: bool = False) -> Wrapped:
        """`text` in lines, at the chart's size where none is given."""
        return self.sizer.wrap(text, width, size or self.size, bold)

    def width(self, text: str, size: float = 0.0, bold: bool = False) -> float:
        """The width of `text` on one line."""
        return self.wrap(text, ENDLESS, size, bold).width

    def fitted(self, text: str, width: float, most: int = 1, size: float = 0.0, bold: bool = False) -> Wrapped:
        """`text` in at most `most` lines of `width`; what doesn't go in is left out at an ellipsis, and `fits` is then False."""
        found = self.wrap(text, width, size, bold)
        if _goes(found, width, most):
            return found
        low, high = 0, len(text)
        best = Wrapped(("",), 0.0, self.wrap("Ág", ENDLESS, size, bold).height, False)
        while low < high:
            middle = (low + high + 1) // 2
            cut = self.wrap(text[:middle].rstrip() + "…", width, size, bold)
            if _goes(cut, width, most):
                low, best = middle, Wrapped(cut.lines, cut.width, cut.height, False)
            else:
                high = middle - 1
        return best

    def text(
        self,
        lines: Wrapped,
        area: Area,
        align: str = "ctr",
        anchor: str = "ctr",
        ink: str | Paint = "text",
        size: float = 0.0,
        bold: bool = False,
        fill: Paint | None = None,
    ) -> None:
        """Text in `area`, which is widened where the lines need it, away from the side that it is aligned to; `fill` is what it lies on."""
        if not any(lines.lines):
            return
        if fill is not None:  # as large as its words, so that nothing but the area that it lies on is covered
            high = min(lines.height, area.h)
            area = Area(area.x + area.w / 2, area.y + (area.h - high) / 2, 0.0, high)
        wide = max(area.w, lines.width * SLACK)
        x = {"l": area.x, "ctr": area.x - (wide - area.w) / 2, "r": area.right - wide}[align]
        self.add(
            "text", x, area.y, wide, area.h,
            text="\n".join(lines.lines), size=size or self.size, bold=bold, align=align, anchor=anchor,
            ink=Paint(ink) if isinstance(ink, str) else ink, fill=fill,
        )  # fmt: skip

    def add(self, form: str, x: float, y: float, w: float, h: float, **look: object) -> None:
        """A shape; numbers are rounded to a thousandth of a point, so that the bytes are the same everywhere."""
        number = len(self.parts) + 1
        place = {"x": round(x, 3), "y": round(y, 3), "w": round(w, 3), "h": round(h, 3)}
        self.parts.append(Shape(id=f"c{number}", form=form, **place, **look))  # type: ignore[arg-type]

    def rect(self, area: Area, fill: Paint, edge: bool = False) -> None:
        """A filled area; `edge` parts it from its neighbours by a line of the ground."""
        outline = {"outline": Paint("ground"), "outline_width": 0.75} if edge else {}
        self.add("rect", area.x, area.y, area.w, area.h, fill=fill, **outline)

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: str | Paint = GRID, width: float = 0.5) -> None:
        """A straight line."""
        paint = Paint(ink) if isinstance(ink, str) else ink
        self.path([("M", (x1, y1)), ("L", (x2, y2))], outline=paint, width=width)

    def path(
        self,
        steps: list[Step],
        fill: Paint | None = None,
        outline: Paint | None = None,
        width: float = 0.0,
        dash: str = "",
    ) -> None:
        """A freeform; its rectangle is that of its points."""
        points = [pair for _, numbers in steps for pair in zip(numbers[::2], numbers[1::2], strict=True)]
        if not points:
            return
        left, top = min(x for x, _ in points), min(y for _, y in points)
        right, bottom = max(x for x, _ in points), max(y for _, y in points)
        rounded = tuple((name, tuple(round(number, 3) for number in numbers)) for name, numbers in steps)
        self.add(
            "path",
            left,
            top,
            right - left,
            bottom - top,
            path=rounded,
            fill=fill,
            outline=outline,
            outline_width=width,
            dash=dash,
        )

    def marker(self, x: float, y: float, tone: Tone, size: float) -> None:
        """A point's mark, `size` wide."""
        form = _FORMS[tone.marker]
        size = size * 1.2 if form in ("diamond", "triangle") else size
        fill = Paint("ground") if tone.hollow else tone.fill
        self.add(form, x - size / 2, y - size / 2, size, size, fill=fill, outline=tone.fill, outline_width=size / 6)

    def scene(self, width: float, height: float) -> Scene:
        """All that was drawn."""
        return Scene(width=width, height=height, parts=tuple(self.parts), smallest=self.smallest)


def reads_from_right(text: str) -> bool:
    """Whether the first letter with a direction runs right to left (UAX #9, rule P2)."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def _goes(found: Wrapped, width: float, most: int) -> bool:
    return found.fits and len(found.lines) <= most and found.width <= width + 1e-6
