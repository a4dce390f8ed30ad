"""Text that never goes on, on a further slide: titles, single lines and feet, which shrink until they fit."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.content.blocks import Paragraph, Run
from courseware.deck.elements import Ground, Stack
from courseware.deck.flow import stack_of
from courseware.deck.kit import Kit, Layout, SlotBox
from courseware.deck.setting import Scale
from courseware.deck.slides import SlideBox, TextBox
from courseware.deck.spans import Setter
from courseware.problems import CoursewareError, Place, Problem

LEAST_FOOT = 7.0
"""Points below which a foot is not reduced."""
_FOOT_HINT = "shorten the module's title or the course's code, or write a shorter footer: into the brand's _brand.yml"
LOW = 0.5
"""Points by which a line may be higher than its box: providers draw the boxes of their feet that tight."""


class Shrinking(Struct, frozen=True):
    """Reduces text by whole points. `number` and `where` name the slide in what is said of it."""

    number: str
    where: Place
    hint: str = "shorten it"

    def place(self, stack: Stack, ground: Ground, floor: float, what: str) -> list[SlideBox]:
        """The boxes of `stack` in its slot, at the largest size that fits; an error where that is below `floor` points."""
        inner = ground.slot.inner
        size = ground.slot.style(0).size
        floor = min(floor, size)
        for step in range(max(int(size - floor), 0) + 2):
            wanted = max(size - step, floor)
            scale = Scale(wanted / size, floor) if wanted < size else Scale()
            fits = stack.height(inner.w, scale, ground) <= max(inner.h, 0.0) + LOW
            if fits and stack.overflow(inner.w, scale, ground)[0] == 0.0:
                return stack.place(inner, scale, ground)
        fact = f"there is no room for {what} of slide {self.number}, even at {floor:g} pt"
        raise CoursewareError(Problem(self.where, fact, self.hint))


class Feet(Struct, eq=False):
    """The feet of a deck's slides, in the layouts' own placeholders; what slides share is set once."""

    kit: Kit
    properties: Mapping[str, str]
    known: dict[tuple[str, str, str], list[SlideBox]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

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
                found = self._set(slot, text, Shrinking(number, where, _FOOT_HINT), name.lower(), setter)
                if text in self.told:
                    del setter.problems[before:]
                self.told.add(text)
                self.known[key] = [replace(box, name=name, kind=kind, artifact=True, blocks=()) for box in found]
            boxes += self.known[key] if text else []
        return boxes

    def _set(self, slot: SlotBox, text: str, shrinking: Shrinking, what: str, setter: Setter) -> list[TextBox]:
        stack = stack_of(setter.still(), (Paragraph((Run(text),)),), slot, shrinking.where)
        boxes = shrinking.place(stack, Ground(self.kit, slot, setter.measure), LEAST_FOOT, f"the {what}")
        return [box for box in boxes if isinstance(box, TextBox)]
