"""The things of an old slide that are content, and which of them are one drawing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from courseware.content.blocks import plain_text
from courseware.importing.pptxdiagrams import ARROWS, CHEVRONS
from courseware.powerpoint.reading.model import Connector, Group, Image, OldSlide, Thing, Words
from courseware.powerpoint.reading.shapes import around

_PLAIN = (
    "", "rect", "roundRect", "line", "snip1Rect", "snip2DiagRect", "round1Rect", "round2SameRect",
    "round2DiagRect", "textNoShape", "bracketPair", "plaque", "frame", "rtTriangle", "parallelogram",
)  # fmt: skip
"""Shapes that are panels and rules where they hold no words."""
_NEAR = 16.0
"""Points within which words belong to a line or an arrow."""
_SIGN = 48.0  # points: a shape that is smaller both ways is a sign


def content_of(
    old: OldSlide, repeated: Collection[tuple[int, int]], told: list[str], furniture: list[str]
) -> list[Thing]:
    """The things that are content: without furniture, ornaments and empty boxes, groups of plain things taken apart.

    `repeated` are the keys of what stands on most slides. What is left out is added to `told`, the furniture's words to `furniture`.
    """
    found: list[Thing] = []
    ornaments = 0
    for thing in old.things:
        if (old.number, thing.key) in repeated:
            furniture += words_of(thing)
            continue
        for part in _parts(thing):
            if isinstance(part, Words) and not part.paras:
                if part.kind:
                    continue
                if part.preset in _PLAIN or not part.drawn:
                    ornaments += part.drawn
                    if part.alt and not part.decorative and part.drawn:
                        told.append(f"a shape without words is left out: {part.alt}")
                    continue
            found.append(part)
    if ornaments:
        told.append(f"{ornaments} panel{'s' if ornaments > 1 else ''} or rules without words are left out")
    return found


def _parts(thing: Thing) -> list[Thing]:
    """A group's things where they stand apart from each other; else the group."""
    if not isinstance(thing, Group):
        return [thing]
    inner = [part for each in thing.things for part in _parts(each)]
    drawn = any(
        isinstance(t, Connector) or (isinstance(t, Words) and not t.paras and t.preset not in _PLAIN) for t in inner
    )
    if drawn or _entangled(inner):
        return [replace(thing, things=tuple(inner))]
    return inner


def with_drawings(things: list[Thing], area: float, told: list[str]) -> list[Thing]:
    """Things with each drawing of several shapes made one: those that lines tie together, and shapes that lie over each other.

    `area` is the slide's, in square points; what is left out is added to `told`.
    """
    lines = [t for t in things if isinstance(t, Connector)]
    signs = [t for t in things if isinstance(t, Words) and not t.paras and _is_small(t)]
    if signs and not lines:
        told.append("small shapes without words are left out")
        things = [t for t in things if t not in signs]
    loose = [t for t in things if isinstance(t, Words) and not t.paras and not t.kind]
    shapes = [t for t in things if (isinstance(t, Words) and not t.kind and (t.drawn or not t.paras)) or t in lines]
    chevrons = sum(isinstance(t, Words) and t.preset in CHEVRONS for t in shapes) > 2
    if len(loose) + len(lines) == 0 and not chevrons and not _entangled(shapes):
        return things
    tied = {key for line in lines for key in (line.begin, line.end) if key}
    texts = [t for t in things if isinstance(t, Words) and t.paras and not t.kind]
    joined = [
        t for t in texts if t.drawn or t.key in tied or any(t.rect.meets(o.rect, _NEAR) for o in [*lines, *loose])
    ]
    members = [t for t in things if t in lines or t in loose or t in joined]
    boxes = [t for t in members if isinstance(t, Words) and t.paras]
    if not boxes and not loose:
        told.append(f"{len(lines)} line{'s' if len(lines) > 1 else ''} without words left out")
        return [t for t in things if t not in lines]
    if not boxes and sum(t.rect.w * t.rect.h for t in loose) < 0.01 * area:
        told.append("small shapes without words are left out")
        return [t for t in things if t not in loose and t not in lines]
    keys = {t.key for t in members}
    group = Group(things=tuple(members), rect=around(tuple(members)), key=-1)
    at = next((n for n, t in enumerate(things) if t.key in keys and t in members), 0)
    rest = [t for t in things if t not in members]
    rest.insert(min(at, len(rest)), group)
    return rest


def says_something(thing: Thing) -> bool:
    """Whether a thing of a drawing that is taken apart still tells something: lines and shapes without words don't."""
    return not isinstance(thing, Connector) and (not isinstance(thing, Words) or bool(thing.paras))


def words_of(thing: Thing) -> list[str]:
    """The words of a thing, paragraph by paragraph."""
    match thing:
        case Words(paras=paras) | Image(paras=paras) if paras:
            return [
                text for para in paras if (text := para.display or " ".join(plain_text(para.inlines, tex=True).split()))
            ]
        case Group(things=things):
            return [word for inner in things for word in words_of(inner)]
        case Image(alt=alt):
            return [alt] if alt else []
    return []


def in_order(things: Sequence[Thing]) -> list[Thing]:
    """Things as they are read, line by line: boxes whose tops are less than a line apart stand in one."""
    return sorted(things, key=lambda thing: (round(thing.rect.y / 14), thing.rect.x))


def _entangled(things: Sequence[Thing]) -> bool:
    """Whether shapes with words lie partly over each other: then they are one drawing. A label on a panel is none."""
    worded = [t for t in things if isinstance(t, Words) and t.paras and (t.drawn or t.preset not in _PLAIN)]
    for n, a in enumerate(worded):
        for b in worded[n + 1 :]:
            wide = min(a.rect.right, b.rect.right) - max(a.rect.x, b.rect.x)
            high = min(a.rect.bottom, b.rect.bottom) - max(a.rect.y, b.rect.y)
            least = min(a.rect.w * a.rect.h, b.rect.w * b.rect.h)
            if (
                wide > 0
                and high > 0
                and least > 0
                and 0.15 < wide * high / least < 0.9
                and (a.preset == "ellipse" or b.preset == "ellipse")
            ):
                return True
    return False


def _is_small(thing: Thing) -> bool:
    """Whether a shape is a sign beside words rather than a part of a drawing."""
    arrow = isinstance(thing, Words) and thing.preset in ARROWS
    return max(thing.rect.w, thing.rect.h) < _SIGN and not arrow and not thing.kind
