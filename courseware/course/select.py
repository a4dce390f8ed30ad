"""The one place that decides what a reader may see: what isn't here can't leak into a file.

Conditions are resolved, variables put in, cuts made; participants get no trainer notes, no solutions and no hidden slides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from courseware.content.blocks import Blocks, Inlines
from courseware.course.conditions import holds
from courseware.course.cutting import cut_topic
from courseware.course.days import schedule_of
from courseware.course.lookup import fill_variables, look_up
from courseware.course.model import Activity, Course, Cut, Delivery, Module, Option, Question, Schedule, Slide, Topic
from courseware.course.resolve import Resolver
from courseware.course.slots import CannotDivide, Slots, divide, natural_role
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import did_you_mean

AUDIENCES = ("trainer", "participant")
ANSWERS = ("none", "key", "full")
"""What a participants' document may hold of the answers: nothing, which options are right, solutions and rationales too."""
_EVERYTHING = Cut(name="", priority=3)


def select(
    course: Course,
    delivery: Delivery,
    audience: str,
    format: str,
    found: list[Problem] | None = None,
    answers: str = "none",
) -> Course:
    """The course as `audience` (`trainer` or `participant`) may see it in a document of `format` (`pptx`, `pdf`, ...).

    Slides that the delivery's cut leaves out stay for trainers, hidden, at the end of their module; participants don't
    get them. `CoursewareError` for variables that the delivery has no value for, each at its place; `found`, where it is
    given, takes these problems instead, and the variables stay empty. `answers` is one of `ANSWERS`: how much of them
    participants get in this document; trainers get all.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"no such audience: {audience}")
    if answers not in ANSWERS:
        raise ValueError(f"no such share of the answers: {answers}")
    view = _View(course, delivery, audience == "trainer", format, answers)
    selected = replace(
        course,
        title=view.text(course.title, course.place),
        subtitle=view.text(course.subtitle, course.place),
        description=view.text(course.description, course.place),
        acknowledgements=tuple(view.text(line, course.place) for line in course.acknowledgements),
        hours=course.hours if view.cut.minutes is None else view.cut.minutes / 60,
        schedule=schedule_of(course.schedule, view.cut),
        modules=tuple(view.module(module) for module in course.modules if view.keeps(module)),
        glossary=view.glossary(),
    )
    if found is not None:
        found.extend(view.problems)
    elif view.problems:
        raise CoursewareError(view.problems)
    return selected


def schedule_in(course: Course, delivery: Delivery) -> Schedule | None:
    """The course's schedule as the delivery's cut makes it."""
    return schedule_of(course.schedule, next((cut for cut in course.cuts if cut.name == delivery.cut), _EVERYTHING))


class _View:
    """One reader's view of the course while it is made."""

    def __init__(self, course: Course, delivery: Delivery, trainer: bool, format: str, answers: str) -> None:
        self.course, self.delivery, self.trainer = course, delivery, trainer
        self.solved = trainer or answers == "full"
        self.keyed = self.solved or answers == "key"
        self.problems: dict[Problem, None] = {}
        self.facts: Mapping[str, frozenset[str]] = {
            "format": frozenset({format}),
            "brand": frozenset({delivery.brand.rstrip("/").rsplit("/", 1)[-1]}),
            "audience": frozenset({"trainer" if trainer else "participant"}),
            "mode": frozenset({delivery.mode}),
            "profile": frozenset(delivery.profiles),
        }
        own = {"client": delivery.client, "dates": delivery.dates, "mode": delivery.mode, "delivery": delivery.name}
        self.values = {**course.vars, **{key: value for key, value in own.items() if value}, **delivery.vars}
        self.cut = next((cut for cut in course.cuts if cut.name == delivery.cut), _EVERYTHING)
        self.meta: Mapping[str, Any] = {}
        self.resolver = Resolver(
            lambda conditions: holds(conditions, self.facts),
            lambda variable: self.value(variable.name, variable.place),
            marks=format != "pptx",
        )

    def keeps(self, module: Module) -> bool:
        """Whether the cut leaves the module in."""
        return not self.cut.modules or module.name in self.cut.modules

    def glossary(self) -> Blocks:
        """The terms of the glossary's own file; no slide can be linked to from there."""
        self.meta, self.resolver.targets = {}, frozenset()
        return self.resolver.blocks(self.course.glossary)

    def value(self, name: str, place: Place) -> str:
        """The text of a variable (`var.client`, `meta.title`); where it has none, that is noted."""
        kind, _, key = name.partition(".")
        found = self.values.get(key) if kind == "var" else look_up(key, self.meta, self.course.meta)
        if found is None:
            fact = f"the delivery '{self.delivery.name}' gives the variable '{key}' no value"
            hint = did_you_mean(
                key,
                self.values,
                f"give it one in course.yml, under vars or under deliveries: {self.delivery.name}: vars",
            )
            self.problems[Problem(place, fact, hint)] = None
            return ""
        return found

    def text(self, text: str, place: Place) -> str:
        """A plain text with its variables put in."""
        return fill_variables(text, lambda name: self.value(name, place))

    def module(self, module: Module) -> Module:
        """The module as it may be seen."""
        self.meta = module.meta
        self.resolver.targets = frozenset(
            slide.id for slide in module.slides() if self._goes_to(slide) is not None and self._on_screen(slide)
        )
        kept: list[Topic] = []
        cut: list[Slide] = []
        bank: list[Slide] = []
        for topic in module.topics:
            self._topic(topic, kept, cut, bank)
        if cut:
            kept.append(Topic(id=cut_topic(module), title=(), slides=tuple(cut), unlisted=True, place=module.place))
        place = module.place
        return replace(
            module,
            title=self.text(module.title, place),
            subtitle=self.text(module.subtitle, place),
            outcomes=tuple(
                replace(outcome, text=self.text(outcome.text, outcome.place)) for outcome in module.outcomes
            ),
            materials=tuple(self.text(line, place) for line in module.materials),
            room=self.text(module.room, place),
            topics=tuple(kept),
            bank=tuple(bank),
        )

    def _topic(self, topic: Topic, kept: list[Topic], cut: list[Slide], bank: list[Slide]) -> None:
        """Adds what is left of a topic to `kept`, the slides that the cut takes out to `cut`, and to `bank` what only the exam asks.

        Slides whose section this reader doesn't get follow those of the topic before.
        """
        slides: list[Slide] = []
        for slide in topic.slides:
            if self._on_screen(slide):
                self._sort(slide, slides, cut)
            elif self._goes_to(slide) == "kept":
                bank.append(replace(self._slide(slide), outcomes=slide.outcomes or topic.outcomes))
        opening: list[Slide] = []
        if topic.opening is not None and (slides or not any(self._on_screen(slide) for slide in topic.slides)):
            self._sort(topic.opening, opening, cut)
        if opening:
            kept.append(replace(topic, title=opening[0].title, opening=opening[0], slides=tuple(slides)))
        elif slides and kept:
            kept[-1] = replace(kept[-1], slides=(*kept[-1].slides, *slides))
        elif slides:
            kept.append(Topic(id=topic.id.partition("/")[0], title=(), slides=tuple(slides), place=slides[0].place))

    def _on_screen(self, slide: Slide) -> bool:
        return slide.question is None or slide.question.exam != "only"

    def _shown(self, slide: Slide) -> bool:
        return holds(slide.conditions, self.facts)

    def _goes_to(self, slide: Slide) -> str | None:
        """Where a slide goes: `kept`, `cut` (to the end of the module, hidden), or None where this reader doesn't get it."""
        if not self._shown(slide) or (slide.hidden and not self.trainer):
            return None
        if slide.priority > self.cut.priority:
            return "cut" if self.trainer else None
        return "kept"

    def _sort(self, slide: Slide, kept: list[Slide], cut: list[Slide]) -> None:
        match self._goes_to(slide):
            case "kept":
                kept.append(self._slide(slide))
            case "cut":
                cut.append(replace(self._slide(slide), hidden=True))

    def _slide(self, slide: Slide) -> Slide:
        blocks = self.resolver.blocks(slide.blocks)
        title = self.resolver.inlines(slide.title)
        role, slots = slide.role, slide.slots
        if blocks is not slide.blocks:
            role, slots = self._divided(slide, title, blocks)
        return replace(
            slide,
            title=title,
            role=role,
            blocks=blocks,
            slots=slots,
            notes=self.resolver.blocks(slide.notes) if self.trainer else (),
            handout=self.resolver.blocks(slide.handout),
            glossary=self.resolver.blocks(slide.glossary),
            conditions=(),
            activity=slide.activity and self._activity(slide.activity),
            question=slide.question and self._question(slide.question),
        )

    def _divided(self, slide: Slide, title: Inlines, blocks: Blocks) -> tuple[str, Slots]:
        """Role and slots of a slide whose blocks have changed: a role that its author named stays where it still suits."""
        pandoc = self.course.single or self.meta.get("compat") == "pandoc"
        natural = natural_role(title, blocks, pandoc)
        role = natural if slide.role == natural_role(slide.title, slide.blocks, pandoc) else slide.role
        try:
            return role, divide(role, blocks)
        except CannotDivide:
            return natural, divide(natural, blocks)

    def _activity(self, activity: Activity) -> Activity:
        return replace(activity, hints=self.resolver.blocks(activity.hints), solution=self._answer(activity.solution))

    def _question(self, question: Question) -> Question:
        options = tuple(
            Option(self.resolver.blocks(option.blocks), option.right and self.keyed) for option in question.options
        )
        return replace(question, options=options, rationale=self._answer(question.rationale))

    def _answer(self, blocks: Blocks) -> Blocks:
        """A solution or a rationale: the trainer's, and the participants' only where the trainer asked for it."""
        return self.resolver.blocks(blocks) if self.solved else ()
