"""Elements under each other and side by side, and panels around them."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.dress import PanelDress
from courseware.deck.elements.chart import ChartPart
from courseware.deck.elements.code import CodePart
from courseware.deck.elements.drawing import DrawingPart
from courseware.deck.elements.equation import EquationPart
from courseware.deck.elements.ground import Ground, top_rule
from courseware.deck.elements.icon import IconPart
from courseware.deck.elements.media import MediaPart
from courseware.deck.elements.picture import PicturePart
from courseware.deck.elements.qr import QrPart
from courseware.deck.elements.table import TablePart
from courseware.deck.elements.text import TextPart
from courseware.deck.kit import Rect
from courseware.deck.placing import place_all
from courseware.deck.setting import Scale, set_all
from courseware.deck.signs import sign_boxes
from courseware.deck.slides import ShapeBox, SlideBox, TextBox
from courseware.problems import Place

GAP = 14.0
LEADING = 3
"""Lines that a paragraph may have to stay with the table, picture or code after it."""
PANEL = (16.0, 10.0, 14.0, 10.0)
"""The insets of a panel in points: left, top, right, bottom."""


class Stack(Struct, frozen=True):
    """Elements under each other, `GAP` points (scaled) apart. Pictures and drawings take the height that the others leave."""

    elements: tuple[Element, ...]

    def gap(self, scale: Scale) -> float:
        return GAP * scale.factor

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        only = self.elements[0] if len(self.elements) == 1 else None
        if isinstance(only, DrawingPart) and width == ground.slot.inner.w:
            return only.wanted(width, ground)  # it has all of its slot, so it need not be laid out as low as it can
        return sum(each.height(width, scale, ground) for each in self.elements) + self.gap(scale) * max(
            len(self.elements) - 1, 0
        )

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        found = [each.overflow(width, scale, ground) for each in self.elements]
        return max(found, key=lambda each: each[0], default=(0.0, Place("")))

    def wanted(self, width: float, scale: Scale, ground: Ground) -> float:
        """The height at which its pictures are as large as they want to be."""
        heights = [_wanted(each, width, scale, ground) for each in self.elements]
        return sum(heights) + self.gap(scale) * max(len(heights) - 1, 0)

    def split(self, width: float, limit: float, scale: Scale, ground: Ground) -> tuple[Stack | None, Stack | None]:
        """What fits in `limit`, and the rest; None for an empty side."""
        used = 0.0
        for number, each in enumerate(self.elements):
            height = each.height(width, scale, ground)
            if used + height <= limit:
                used += height + self.gap(scale)
                continue
            fits, rest = each.split(width, limit - used, scale, ground)
            if fits is None and (led := self._led(number, width, scale, ground)) is not None:
                return led
            head = self.elements[:number] + ((fits,) if fits else ())
            tail = ((rest,) if rest else ()) + self.elements[number + 1 :]
            return Stack(head) if head else None, Stack(tail) if tail else None
        return self, None

    def _led(self, number: int, width: float, scale: Scale, ground: Ground) -> tuple[Stack, Stack] | None:
        """The stack parted before the short paragraph that leads to element `number`, such as a table's heading; None where there is none."""
        leading, led = (self.elements[number - 1] if number else None), self.elements[number]
        if not isinstance(leading, TextPart) or isinstance(led, TextPart):
            return None
        last = leading.items[-1]
        if last.bullet_text or len(set_all((last,), width, scale, ground.measure)[0].lines) > LEADING:
            return None
        head = (*self.elements[: number - 1], *((TextPart(leading.items[:-1]),) if leading.items[1:] else ()))
        return (Stack(head), Stack((TextPart((last,)), *self.elements[number:]))) if head else None

    def place(self, rect: Rect, scale: Scale, ground: Ground, inside: bool = False) -> list[SlideBox]:
        """The boxes of all elements in `rect`. `inside` another element, none of them is alone in its slot."""
        alone = len(self.elements) == 1 and not inside
        if alone and isinstance(self.elements[0], DrawingPart):
            return self.elements[0].place(rect, scale, ground, alone)
        heights = [each.height(rect.w, scale, ground) for each in self.elements]
        spare = rect.h - sum(heights) - self.gap(scale) * max(len(heights) - 1, 0)
        growing = [number for number, each in enumerate(self.elements) if _grows(each)]
        for left, number in zip(range(len(growing), 0, -1), growing, strict=True):
            wanted = _wanted(self.elements[number], rect.w, scale, ground)
            extra = min(max(wanted - heights[number], 0.0), max(spare, 0.0) / left)
            heights[number] += extra
            spare -= extra
        boxes: list[SlideBox] = []
        top = rect.y
        for each, height in zip(self.elements, heights, strict=True):
            if isinstance(each, TextPart) and each.foot is not None:
                top = max(top, rect.bottom - height)
            boxes.extend(each.place(Rect(rect.x, top, rect.w, rect.h if alone else height), scale, ground, alone))
            top += height + self.gap(scale)
        return boxes


class ColumnsPart(Struct, frozen=True):
    """Stacks side by side; each has its share of the width, None for an even part of what is left."""

    parts: tuple[tuple[float | None, Stack], ...]
    gutter: float

    def widths(self, width: float) -> list[float]:
        """The columns' widths in points: the shares given, less where they are more than the whole; the others share what is left."""
        room = width - self.gutter * (len(self.parts) - 1)
        shares = [share for share, _ in self.parts]
        given = [share for share in shares if share is not None]
        left = 1.0 - sum(given)
        others = len(shares) - len(given)
        even = (
            left / others if others and left > 0.0 else sum(given) / max(len(given), 1)
        )  # none left: as the others are
        wanted = [even if share is None else share for share in shares]
        most = max(sum(wanted), 1.0)
        return [room * share / most for share in wanted]

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return max(
            stack.height(wide, scale, ground) for wide, (_, stack) in zip(self.widths(width), self.parts, strict=True)
        )

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return max(
            (
                stack.overflow(wide, scale, ground)
                for wide, (_, stack) in zip(self.widths(width), self.parts, strict=True)
            ),
            key=lambda each: each[0],
        )

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[ColumnsPart | None, ColumnsPart | None]:
        pairs = [
            stack.split(wide, limit, scale, ground)
            for wide, (_, stack) in zip(self.widths(width), self.parts, strict=True)
        ]
        if all(rest is None for _, rest in pairs):
            return self, None
        if any(fits is None and rest is not None and rest.elements for fits, rest in pairs):
            return None, self
        heads = tuple((share, fits or Stack(())) for (share, _), (fits, _) in zip(self.parts, pairs, strict=True))
        rests = tuple((share, rest or Stack(())) for (share, _), (_, rest) in zip(self.parts, pairs, strict=True))
        return replace(self, parts=heads), replace(self, parts=rests)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        boxes: list[SlideBox] = []
        left = rect.x
        for wide, (_, stack) in zip(self.widths(rect.w), self.parts, strict=True):
            boxes.extend(stack.place(Rect(left, rect.y, wide, rect.h), scale, ground, inside=True))
            left += wide + self.gutter
        return boxes


class BoxPart(Struct, frozen=True):
    """A panel with an edge in its colour, for callouts, examples and the like."""

    stack: Stack
    dress: PanelDress
    kind: str
    where: Place
    build: int = 0

    @property
    def insets(self) -> tuple[float, float, float, float]:
        """A panel's margins; text between rules alone lines up with the text around it."""
        framed = self.dress.fill is not None or self.dress.edge or self.dress.outline
        return PANEL if framed else (0.0, PANEL[1], 0.0, PANEL[3])

    def inside(self, width: float) -> float:
        """The width that its content has."""
        return width - self.insets[0] - self.insets[2]

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return self.stack.height(self.inside(width), scale, ground) + PANEL[1] + PANEL[3]

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return self.stack.overflow(self.inside(width), scale, ground)

    def split(self, width: float, limit: float, scale: Scale, ground: Ground) -> tuple[BoxPart | None, BoxPart | None]:
        fits, rest = self.stack.split(self.inside(width), limit - PANEL[1] - PANEL[3], scale, ground)
        return (replace(self, stack=fits) if fits else None, replace(self, stack=rest) if rest else None)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        high = min(max(rect.h, self.height(rect.w, scale, ground)), _wanted(self, rect.w, scale, ground))
        box = Rect(rect.x, rect.y, rect.w, high)
        inner = box.inset(*self.insets)
        ink = self.dress.colour(self.kind)
        text = self.stack.elements[0] if len(self.stack.elements) == 1 else None
        if isinstance(text, TextPart):
            found = set_all(text.items, inner.w, scale, ground.measure)
            paragraphs = place_all(found, inner.x, inner.y, inner.w, inner.h, "t", ground.measure)
            return [
                TextBox(
                    rect=box,
                    paragraphs=paragraphs,
                    name=ground.name("Box"),
                    kind="text",
                    moved=True,
                    scale=scale.factor,
                    insets=self.insets,
                    fill=self.dress.fill,
                    outline=ink if self.dress.outline else None,
                    outline_width=self.dress.outline,
                    edge=ink if self.dress.edge else None,
                    edge_width=self.dress.edge,
                    blocks=tuple(dict.fromkeys(item.block for item in text.items if item.block)),
                    build=self.build,
                ),
                *sign_boxes((item.sign for item in text.items), paragraphs),
                *top_rule(box, self.dress, self.kind, ground, self.build),
            ]
        outline, edge = (ink if width else None for width in (self.dress.outline, self.dress.edge))
        boxes: list[SlideBox] = [
            ShapeBox(
                rect=box,
                kind="rect",
                name=ground.name("Panel"),
                fill=self.dress.fill,
                outline=outline,
                outline_width=self.dress.outline,
                build=self.build,
            ),
            *top_rule(box, self.dress, self.kind, ground, self.build),
        ]
        if edge is not None:
            bar = Rect(box.x, box.y, self.dress.edge, box.h)
            boxes.append(ShapeBox(rect=bar, kind="rect", name=ground.name("Edge"), fill=edge, build=self.build))
        held, ground.free = ground.free, False
        boxes.extend(self.stack.place(inner, scale, ground, inside=True))
        ground.free = held
        return boxes


Element: TypeAlias = (
    TextPart
    | TablePart
    | CodePart
    | PicturePart
    | IconPart
    | DrawingPart
    | ChartPart
    | EquationPart
    | MediaPart
    | QrPart
    | ColumnsPart
    | BoxPart
)


def _grows(element: Element) -> bool:
    """Whether a picture or a drawing in it would take more height than the least."""
    match element:
        case PicturePart() | MediaPart() | DrawingPart() | ChartPart():
            return True
        case ColumnsPart(parts=parts):
            return any(_grows(each) for _, stack in parts for each in stack.elements)
        case BoxPart(stack=stack):
            return any(map(_grows, stack.elements))
    return False


def _wanted(element: Element, width: float, scale: Scale, ground: Ground) -> float:
    """The height at which the pictures in an element are as large as they want to be."""
    match element:
        case PicturePart() | MediaPart():
            return element.size(width)[1] + element.below(width, ground)
        case DrawingPart() | ChartPart():
            return element.wanted(width, ground)
        case ColumnsPart(parts=parts):
            widths = element.widths(width)
            return max(stack.wanted(wide, scale, ground) for wide, (_, stack) in zip(widths, parts, strict=True))
        case BoxPart(stack=stack):
            return stack.wanted(element.inside(width), scale, ground) + PANEL[1] + PANEL[3]
    return element.height(width, scale, ground)
