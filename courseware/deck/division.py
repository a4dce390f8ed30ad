"""Dividing a slide: one scale for all its text, and as few further slides as that allows."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.elements import (
    BoxPart,
    ChartPart,
    CodePart,
    ColumnsPart,
    DrawingPart,
    Element,
    EquationPart,
    Ground,
    IconPart,
    MediaPart,
    PicturePart,
    QrPart,
    Stack,
    TablePart,
    TextPart,
)
from courseware.deck.kit import Policy
from courseware.deck.setting import Scale
from courseware.problems import NOWHERE, CoursewareError, Place, Problem

STEPS = (1.0, 0.95, 0.9, 0.85, 0.8)
MOST = 60  # slides that one slide of the author's may become
ROUNDS = 7  # halvings when parts are balanced: to a hundredth of the slot's height


def scales_of(policy: Policy) -> list[Scale]:
    """How far a slide's text may be reduced, the largest first."""
    return [Scale(step, policy.body_floor) for step in STEPS if step >= policy.least]


class Division(Struct, frozen=True):
    """Divides the stacks of one slide's slots. `number` and `where` name the slide in what is said of it."""

    number: str
    where: Place

    def divide(self, flowing: dict[str, Stack], ground: dict[str, Ground]) -> tuple[Scale, dict[str, list[Stack]]]:
        """The largest scale at which all fits on one slide; else the largest that needs as few slides as the smallest does."""
        if not flowing:
            return Scale(), {}
        scales = scales_of(next(iter(ground.values())).policy)
        for number, scale in enumerate(scales):
            if all(self.fits(flowing[name], ground[name], scale) for name in flowing):
                return scale, {name: [stack] for name, stack in flowing.items()}
            if number == 0:  # most slides fit as they are, and are measured once
                self.check_length(flowing, ground, scales[-1])
        self.check_words(flowing, ground, scales[-1])
        fewest = self.parts(flowing, ground, scales[-1])
        least = max(len(each) for each in fewest.values())
        for scale in scales[:-1]:
            if all(self.words_fit(flowing[name], ground[name], scale) for name in flowing):
                parts = self.parts(flowing, ground, scale)
                if max(len(each) for each in parts.values()) == least:
                    return scale, self.balance(flowing, ground, scale, parts)
        return scales[-1], self.balance(flowing, ground, scales[-1], fewest)

    def limit(self, ground: Ground) -> float:
        return ground.slot.inner.h * (1 - ground.policy.slack)

    def fits(self, stack: Stack, ground: Ground, scale: Scale) -> bool:
        width = ground.slot.inner.w
        return (
            stack.height(width, scale, ground) <= self.limit(ground) and stack.overflow(width, scale, ground)[0] == 0.0
        )

    def words_fit(self, stack: Stack, ground: Ground, scale: Scale) -> bool:
        return stack.overflow(ground.slot.inner.w, scale, ground)[0] == 0.0

    def check_length(self, flowing: dict[str, Stack], ground: dict[str, Ground], scale: Scale) -> None:
        """Raises `CoursewareError` before hours go into dividing what nobody will show."""
        for name, stack in flowing.items():
            high = stack.height(ground[name].slot.inner.w, scale, ground[name])
            if high > MOST * max(self.limit(ground[name]), 1.0):
                fact = f"slide {self.number} would go on over more than {MOST} slides"
                hint = "divide it under headings (##) of its own, or put the text into ::: handout"
                raise CoursewareError(Problem(self.where, fact, hint))

    def check_words(self, flowing: dict[str, Stack], ground: dict[str, Ground], scale: Scale) -> None:
        for name, stack in flowing.items():
            factor, place = stack.overflow(ground[name].slot.inner.w, scale, ground[name])
            if factor:
                what, hint = "a word", "put a blank or a hyphen into it, or choose a wider layout"
                if place in _equations(stack):
                    what, hint = "an equation", r"break it with \\ and &, or choose a wider layout"
                fact = f"{what} on slide {self.number} is {factor:.0%} as wide as its box, at the smallest size"
                raise CoursewareError(Problem(place if place.file else self.where, fact, hint))

    def parts(self, flowing: dict[str, Stack], ground: dict[str, Ground], scale: Scale) -> dict[str, list[Stack]]:
        return {name: self.cut(stack, ground[name], scale, self.limit(ground[name])) for name, stack in flowing.items()}

    def cut(self, stack: Stack, ground: Ground, scale: Scale, limit: float) -> list[Stack]:
        """The stack in parts none of which is higher than `limit`."""
        parts: list[Stack] = []
        rest: Stack | None = stack
        while rest is not None:
            part, after = rest.split(ground.slot.inner.w, limit, scale, ground)
            if part is None and limit >= self.limit(ground):
                part, after = rest.split(ground.slot.inner.w, limit, scale, replace(ground, tight=True))
            if part is None:
                place, what = _described(rest.elements[0])
                fact = f"{what} on slide {self.number} is higher than its box, even at the smallest size"
                raise CoursewareError(Problem(place if place.file else self.where, fact, "shorten or divide it"))
            parts.append(part)
            rest = after
        return parts or [stack]

    def balance(
        self, flowing: dict[str, Stack], ground: dict[str, Ground], scale: Scale, parts: dict[str, list[Stack]]
    ) -> dict[str, list[Stack]]:
        """The same number of parts, of about the same height: no last slide with one lonely line."""
        balanced = {}
        for name, found in parts.items():
            if len(found) == 1:
                balanced[name] = found
                continue
            high = self.limit(ground[name])
            low = high / len(found)
            for _ in range(ROUNDS):
                middle = (low + high) / 2
                try:
                    tried = self.cut(flowing[name], ground[name], scale, middle)
                except CoursewareError:
                    low = middle
                    continue
                if len(tried) <= len(found):
                    found, high = tried, middle
                else:
                    low = middle
            balanced[name] = found
        return balanced


def _equations(stack: Stack) -> list[Place]:
    """Where the equations on lines of their own stand, those in columns and boxes too."""
    found = []
    for each in stack.elements:
        match each:
            case EquationPart(where=where):
                found.append(where)
            case BoxPart(stack=inner):
                found += _equations(inner)
            case ColumnsPart(parts=parts):
                found += [place for _, inner in parts for place in _equations(inner)]
    return found


def _described(element: Element) -> tuple[Place, str]:
    """Where an element that can't be parted stands, and what it is."""
    match element:
        case TextPart(items=items):
            return items[0].place, "a paragraph"
        case TablePart(rows=rows, where=where):
            return next((cell[0].place for cell in rows[0] if cell[0].spans), where), "a row of the table"
        case IconPart(where=where):
            return where, "an icon"
        case PicturePart(where=where):
            return where, "the picture with its caption"
        case DrawingPart(where=where):
            return where, "the diagram"
        case ChartPart(where=where):
            return where, "the chart"
        case MediaPart(where=where):
            return where, "the film or sound with its caption"
        case QrPart(where=where):
            return where, "the QR code"
        case EquationPart(where=where):
            return where, "an equation"
        case CodePart(where=where):
            return where, "a line of code"
        case BoxPart(where=where, stack=stack):
            inner = _described(stack.elements[0])[1] if stack.elements else "something"
            return where, f"{inner} in a box"
        case ColumnsPart(parts=parts):
            stack = max((stack for _, stack in parts), key=lambda each: len(each.elements))
            return _described(stack.elements[0]) if stack.elements else (NOWHERE, "a column")
