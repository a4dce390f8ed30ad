"""Text that never goes on, on a further slide: titles, single lines and feet, which shrink until they fit."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.brand.model import Brand
from courseware.content.blocks import Paragraph, Run
from courseware.deck.elements import Ground, Stack
from courseware.deck.flow import stack_of
from courseware.deck.kit import Kit, Layout, SlotBox
from courseware.deck.setting import Scale
from courseware.deck.slides import SlideBox, TextBox
from courseware.deck.spans import Setter
from courseware.problems import CoursewareError, Place, Problem, warning

LEAST_FOOT = 6.0
"""Points below which a foot is not reduced but left out: who could read it?"""
_SHORTER = "write a shorter `footer` under defaults.courseware into _brand.yml"
_FOOT_HINTS = {
    "footer": f"enlarge the footer's box in the template's slide master, or {_SHORTER}",
    "slide number": "enlarge the slide number's box in the template's slide master, so that it holds a number like 12-34b",
}
_OWN_HINTS = {
    "footer": f"shorten the module's title or the course's code, or {_SHORTER}",
    "slide number": "enlarge `number` under `foot` in the brand's layouts.yml, so that it holds a number like 12-34b",
}
LOW = 0.5
"""Points by which a line may be higher than its box: providers draw the boxes of their feet that tight."""


class Shrinking(Struct, frozen=True):
    """Reduces text by whole points. `number` and `where` name the slide in what is said of it."""

    number: str
    where: Place

    def place(self, stack: Stack, ground: Ground, floor: float, what: str) -> list[SlideBox]:
        """The boxes of `stack` in its slot, at the largest size that fits; an error where that is below `floor` points."""
        found = reduced(stack, ground, floor)
        if found is None:
            floor = min(floor, ground.slot.style(0).size)
            fact = f"there is no room for {what} of slide {self.number}, even at {floor:g} pt"
            raise CoursewareError(Problem(self.where, fact, "shorten it"))
        return found


def reduced(stack: Stack, ground: Ground, floor: float) -> list[SlideBox] | None:
    """The boxes of `stack` in its slot, at the largest size that fits; None where that is below `floor` points."""
    inner = ground.slot.inner
    size = ground.slot.style(0).size
    floor = min(floor, size)
    for step in range(max(int(size - floor), 0) + 2):
        wanted = max(size - step, floor)
        scale = Scale(wanted / size, floor) if wanted < size else Scale()
        fits = stack.height(inner.w, scale, ground) <= max(inner.h, 0.0) + LOW
        if fits and stack.overflow(inner.w, scale, ground)[0] == 0.0:
            return stack.place(inner, scale, ground)
    return None


class Feet(Struct, eq=False):
    """The feet of a deck's slides, in the layouts' own placeholders; what slides share is set once.

    A provider's box may be too small for any text: what doesn't fit is left out and told, since no slide is to blame.
    """

    kit: Kit
    properties: Mapping[str, str]
    known: dict[tuple[str, str, str], list[SlideBox]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    held: dict[str, dict[str, bool]] = field(default_factory=dict)
    """Of each kind of foot the names of the layouts it was wanted on, and whether all of its texts had room there."""

    def boxes(self, layout: Layout, number: str, setter: Setter, where: Place) -> list[SlideBox]:
        """Footer and number of one slide. The number is module-slide, so it is text and no field."""
        words = {
            "ftr": ("Footer", "footer", self.properties.get("footer", "")),
            "sldNum": ("Slide number", "number", number),
        }
        boxes: list[SlideBox] = []
        for slot in layout.foot:
            name, kind, text = words.get(slot.kind, ("", "", ""))
            key = (layout.key, kind, text)
            if text and key not in self.known:
                self.known[key] = []  # told once, where the first slide has it: the others' is the same
                before = len(setter.problems)
                found = self._set(slot, text, where, setter)
                if text in self.told:
                    del setter.problems[before:]
                self.told.add(text)
                held = self.held.setdefault(name.lower(), {})
                held[layout.name] = found is not None and held.get(layout.name, True)
                self.known[key] = [
                    replace(box, name=name, kind=kind, artifact=True, blocks=())
                    for box in found or ()
                    if isinstance(box, TextBox)
                ]
            boxes += self.known[key] if text else []
        return boxes

    def warnings(self, brand: Brand) -> tuple[Problem, ...]:
        """One warning for each kind of foot that was left out, at the brand's own file."""
        hints = _FOOT_HINTS if brand.template else _OWN_HINTS
        return tuple(
            warning(brand.place, _left_out(what, held), hints[what])
            for what, held in self.held.items()
            if not all(held.values())
        )

    def _set(self, slot: SlotBox, text: str, where: Place, setter: Setter) -> list[SlideBox] | None:
        stack = stack_of(setter.still(), (Paragraph((Run(text),)),), slot, where)
        return reduced(stack, Ground(self.kit, slot, setter.measure), LEAST_FOOT)


def _left_out(what: str, held: Mapping[str, bool]) -> str:
    """Layouts are named where others have the room: then it isn't the master's box that is too small."""
    lacking = [repr(layout) for layout, room in held.items() if not room]
    on = (
        ""
        if len(lacking) == len(held)
        else f" on {'the layout' if len(lacking) == 1 else 'the layouts'} {', '.join(lacking)}"
    )
    return f"the {what} is left out{on}: its box is too small for it, even at {LEAST_FOOT:g} pt"
