"""A scene becomes a drawing: its colours are the kit's, its text is set in the brand's fonts, line by line."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from courseware.brand.colors import LEAST_CONTRAST, contrast, mix
from courseware.deck.kit import Ink, Rect, TextStyle
from courseware.deck.measure import Measure
from courseware.deck.placing import place_all
from courseware.deck.scripts import is_rtl
from courseware.deck.setting import FULL, TextItem, set_item
from courseware.deck.slides import DrawnLine, DrawnShape, Span, TextParagraph
from courseware.presets import outline
from courseware.scene import Line, Paint, Scene, Shape, Step


class Pen(Struct, eq=False):
    """What a drawing is drawn with: the palette, the family of its text, and the fonts' measure."""

    palette: Mapping[str, Ink]
    family: str
    measure: Measure

    def ink(self, paint: Paint) -> Ink:
        """A paint as a colour of the palette, mixed with its ground."""
        ink = self.palette[paint.name]
        if paint.tint >= 1:
            return ink
        ground = self.palette["ground"].rgb
        return Ink(mix(ink.rgb, ground, paint.tint), ink.scheme, ink.tint * paint.tint)

    def draw(self, scene: Scene, x: float, y: float) -> tuple[DrawnShape | DrawnLine, ...]:
        """The parts of `scene` with its top left corner at `x`, `y`."""
        shapes = {part.id: part for part in scene.parts if isinstance(part, Shape)}
        return tuple(
            self._shape(part, x, y) if isinstance(part, Shape) else self._line(docked(part, shapes), x, y)
            for part in scene.parts
        )

    def _shape(self, shape: Shape, x: float, y: float) -> DrawnShape:
        rect = Rect(x + shape.x, y + shape.y, shape.w, shape.h)
        fill = self.ink(shape.fill) if shape.fill is not None else None
        alpha = shape.fill.alpha if shape.fill is not None else 1.0
        return DrawnShape(
            key=shape.id,
            form=shape.form,
            rect=rect,
            name=shape.role or shape.text.replace("\n", " ")[:40] or shape.id,
            paragraphs=self._text(shape, rect, fill, alpha) if shape.text or shape.detail else (),
            fill=fill,
            alpha=alpha,
            outline=self.ink(shape.outline) if shape.outline is not None else None,
            outline_width=shape.outline_width,
            dash=shape.dash,
            adjust=shape.adjust,
            path=tuple(moved(step, x, y) for step in shape.path),
            insets=shape.insets,
            anchor=shape.anchor,
        )

    def _text(self, shape: Shape, rect: Rect, fill: Ink | None, alpha: float) -> tuple[TextParagraph, ...]:
        """The label in lines, its detail under it."""
        ink = self._readable(self.ink(shape.ink), fill, alpha)
        style = TextStyle(self.family, shape.size, ink, shape.bold, shape.italic, align=shape.align)
        words = [(text, style) for text in shape.text.split("\n")] if shape.text else []
        if shape.detail:
            small = replace(style, size=shape.detail_size or shape.size, bold=False)
            words += [(text, small) for text in shape.detail.split("\n")]
        inner = rect.inset(*shape.insets)
        found = tuple(set_item(self._item(text, style), inner.w, FULL, self.measure) for text, style in words)
        return place_all(found, inner.x, inner.y, inner.w, inner.h, shape.anchor, self.measure)

    def _item(self, text: str, style: TextStyle) -> TextItem:
        rtl = is_rtl(text)
        if rtl:
            style = replace(style, rtl=True, align={"l": "r", "r": "l"}.get(style.align, style.align))
        spans = tuple(
            Span(
                each.text,
                each.family,
                style.size,
                bold=style.bold,
                italic=style.italic,
                lang=each.lang,
                slot=each.slot,
                typeface=each.typeface,
            )
            for each in self.measure.stretches(text, self.family)
            if each.text
        )
        return TextItem(spans, style, rtl=rtl)

    def _readable(self, ink: Ink, fill: Ink | None, alpha: float) -> Ink:
        """`ink`, or what of text, ground and text on accent stands out best where it can't be read on the fill. What lies under words
        without a fill of their own is known to the layout alone."""
        if fill is None:
            return ink
        beneath = fill.rgb if alpha >= 1 else mix(fill.rgb, self.palette["ground"].rgb, alpha)
        if contrast(ink.rgb, beneath) >= LEAST_CONTRAST:
            return ink
        others = [self.palette[name] for name in ("text", "accent-text", "ground")]
        return max((ink, *others), key=lambda each: contrast(each.rgb, beneath))

    def _line(self, line: Line, x: float, y: float) -> DrawnLine:
        return DrawnLine(
            points=tuple((x + a, y + b) for a, b in line.points),
            name=line.role or "Line",
            form=line.form,
            begin=line.begin,
            begin_side=line.begin_side,
            end=line.end,
            end_side=line.end_side,
            ink=self.ink(line.ink),
            width=line.width,
            dash=line.dash,
            head=line.head,
            tail=line.tail,
        )


def docked(line: Line, shapes: Mapping[str, Shape]) -> Line:
    """`line` with its ends drawn out to the sites that it is glued to, where they lie on its way: a slanted edge, a wavy foot."""
    points = list(line.points)
    for end, beside, id, side in ((0, 1, line.begin, line.begin_side), (-1, -2, line.end, line.end_side)):
        shape = shapes.get(id)
        if shape is None or not side or shape.form == "path":
            continue
        known = outline(shape.form, shape.w, shape.h, shape.adjust)
        site = known.sites[known.site(side)]
        x, y = shape.x + site.x, shape.y + site.y
        (ax, ay), (bx, by) = points[end], points[beside]
        level, upright = abs(ay - by) < 0.01 and abs(y - ay) < 0.5, abs(ax - bx) < 0.01 and abs(x - ax) < 0.5
        if level and side in ("left", "right"):
            points[end] = (x, ay)
        elif upright and side in ("top", "bottom"):
            points[end] = (ax, y)
    return line if tuple(points) == line.points else replace(line, points=tuple(points))


def moved(step: Step, x: float, y: float) -> Step:
    """A step of a path, moved."""
    name, values = step
    return name, tuple(value + (y if number % 2 else x) for number, value in enumerate(values))
