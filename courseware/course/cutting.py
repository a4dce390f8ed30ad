"""What a delivery's cut leaves out of the course: its modules, its slides and the outcomes that nothing is left for."""

from __future__ import annotations

from msgspec import Struct

from courseware.course.model import Course, Module, Outcome
from courseware.course.serving import served


class LeftOut(Struct, frozen=True):
    """`modules` as they would be taught; `slides` by id, of the modules that stay; `outcomes` of all modules that no slide serves any more."""

    modules: tuple[Module, ...] = ()
    slides: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.modules or self.slides)


def left_out(course: Course, selected: Course) -> LeftOut:
    """What `selected`, the trainer's course in a delivery, has no more of `course`, the same without the delivery's cut; nothing where
    nothing is cut.
    """
    stay = {module.name: module for module in selected.modules}
    gone = tuple(module for module in course.modules if module.name not in stay)
    cut = tuple(
        slide.id
        for module in selected.modules
        for topic in module.topics
        if topic.id == cut_topic(module)
        for slide in topic.slides
    )
    if not gone and not cut:
        return LeftOut()
    taught = {
        code for module in selected.modules for slide, codes in served(module) if slide.id not in cut for code in codes
    }
    before = {code for module in course.modules for _, codes in served(module) for code in codes}
    outcomes = tuple(
        outcome
        for module in course.modules
        for outcome in module.outcomes
        if outcome.code not in taught and (outcome.code in before or module.name not in stay)
    )
    return LeftOut(gone, cut, outcomes)


def cut_topic(module: Module) -> str:
    """The id of the topic at a module's end that holds the slides which a cut takes out."""
    return f"{module.name}/cut"
