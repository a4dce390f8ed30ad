"""The exam of a course: which questions it asks, and in which order each version has them and their answers."""

from __future__ import annotations

import math
import string
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from courseware.course.choosing import Candidate, Share, choose, rank
from courseware.course.model import Course, Exam, Module, Outcome, Question, Slide
from courseware.course.serving import WITHOUT_CONTENT, served
from courseware.problems import Problem, warning

ATTEMPTS = 24
"""How often another order is looked for that no version before has."""


class Asked(Struct, frozen=True):
    """A question as a version of the exam asks it: `order` are the author's options (from 0) as they stand there.

    `taught` are the ids of the slides that taught it, `outcomes` the codes it examines.
    """

    slide: Slide
    question: Question
    module: Module
    outcomes: tuple[str, ...]
    taught: tuple[str, ...]
    order: tuple[int, ...]

    @property
    def right(self) -> tuple[str, ...]:
        """The letters of the right answers in this version."""
        return tuple(letter(n) for n, option in enumerate(self.order) if self.question.options[option].right)


class Version(Struct, frozen=True):
    """One version of the exam, `A`, `B` and so on."""

    letter: str
    questions: tuple[Asked, ...]


class Sitting(Struct, frozen=True):
    """The exam of a course: its versions, each with the same questions.

    `minutes` and `passed` (in points) are those of course.yml where it has as many questions as asked, else as great a share of
    them. `unexamined` are outcomes for which it has no question.
    """

    exam: Exam
    minutes: int
    points: float
    passed: int
    versions: tuple[Version, ...]
    unexamined: tuple[Outcome, ...]
    problems: tuple[Problem, ...]


def letter(n: int) -> str:
    """The letter of the option or version at place `n`, from 0: A to Z, AA, AB ..."""
    first = string.ascii_uppercase[n // 26 - 1] if n >= 26 else ""
    return first + string.ascii_uppercase[n % 26]


def compose(course: Course, exam: Exam, shown: Collection[str] | None = None, cut: bool = False) -> Sitting:
    """The exam of `course` as the trainer may see it; with `shown`, only of the questions with these ids.

    `problems` are warnings: fewer questions than asked (not after a `cut`, which leaves out some of them), and versions that
    don't differ.
    """
    pools = {module.name: tuple(_askable(module, shown)) for module in course.modules}
    shares = {module.name: _share(module, pools[module.name], exam) for module in course.modules}
    chosen = choose(shares, exam.questions, exam.seed)
    asked = [each for name, ids in chosen.items() for each in pools[name] if each.slide.id in ids]
    points = sum(each.question.points for each in asked)
    examined = {code for each in asked for code in each.outcomes}
    problems = () if cut else tuple(_shortage(course, exam, pools))
    return Sitting(
        exam=exam,
        minutes=math.ceil(exam.minutes * len(asked) / exam.questions),
        points=points,
        passed=math.ceil(round(points * exam.passed / exam.questions, 6)),
        versions=_versions(asked, exam),
        unexamined=tuple(each for module in course.modules for each in module.outcomes if each.code not in examined),
        problems=(*problems, *_alike(exam)),
    )


def _askable(module: Module, shown: Collection[str] | None) -> Iterator[Asked]:
    """The questions that the exam may ask, in the order of the course."""
    slides = list(served(module))
    for at, (slide, codes) in enumerate(slides):
        question = slide.question
        if question is None or question.exam == "no" or slide.hidden or (shown is not None and slide.id not in shown):
            continue
        order = tuple(range(len(question.options)))
        taught = tuple(_taught(slides, codes, at if question.exam != "only" else None))
        yield Asked(slide, question, module, tuple(sorted(codes)), taught, order)


def _taught(
    slides: Sequence[tuple[Slide, frozenset[str]]], outcomes: frozenset[str], asked: int | None
) -> Iterator[str]:
    """The slides that teach these outcomes: the last ones in a row before the question is `asked` in class, else all of them."""
    teach = [
        slide.kind == "slide" and slide.role not in WITHOUT_CONTENT and bool(codes & outcomes)
        for slide, codes in slides
    ]
    last = next((n for n in range(asked - 1, -1, -1) if teach[n]), None) if asked else None
    first = last
    while first and teach[first - 1]:
        first -= 1
    for n, (slide, _) in enumerate(slides):
        if teach[n] and (first is None or last is None or first <= n <= last):
            yield slide.id


def _share(module: Module, pool: Sequence[Asked], exam: Exam) -> Share:
    minutes = module.minutes or sum(slide.minutes or 0 for slide in module.slides())
    weight = minutes if exam.share == "minutes" else len(module.outcomes)
    candidates = [Candidate(each.slide.id, frozenset(each.outcomes)) for each in pool]
    return Share(candidates, weight or 1, exam.per_module.get(module.name))


def _versions(asked: Sequence[Asked], exam: Exam) -> tuple[Version, ...]:
    """The versions, each in an order that none before it has, as far as there are so many."""
    versions: list[Version] = []
    for n in range(exam.versions):
        name = letter(n)
        before = [tuple(each.slide.id for each in version.questions) for version in versions]
        ids = [each.slide.id for each in asked]
        if exam.shuffle in ("both", "questions"):
            ids = _shuffled(ids, before, f"{exam.seed}{name}")
        taken: Mapping[str, list[tuple[int, ...]]] = {
            id: [each.order for version in versions for each in version.questions if each.slide.id == id] for id in ids
        }
        found = {each.slide.id: each for each in asked}
        versions.append(Version(name, tuple(_ordered(found[id], taken[id], exam, name) for id in ids)))
    return tuple(versions)


def _ordered(asked: Asked, taken: Sequence[tuple[int, ...]], exam: Exam, version: str) -> Asked:
    """The question with its options in an order of this version's own; `fixed` ones keep their places."""
    if exam.shuffle not in ("both", "options"):
        return asked
    fixed = asked.question.fixed
    free = [str(n) for n in asked.order if n not in fixed]
    before = [tuple(str(n) for n in order if n not in fixed) for order in taken]
    moved = iter(_shuffled(free, before, f"{exam.seed}{version}{asked.slide.id}"))
    return replace(asked, order=tuple(n if n in fixed else int(next(moved)) for n in asked.order))


def _shuffled(ids: Sequence[str], before: Collection[tuple[str, ...]], salt: str) -> list[str]:
    """`ids` in an order by chance that isn't among those `before`, where one is found."""
    found: list[str] = []
    for attempt in range(ATTEMPTS):
        found = sorted(ids, key=lambda id: rank(salt, attempt, id))
        if tuple(found) not in before:
            break
    return found


def _shortage(course: Course, exam: Exam, pools: Mapping[str, Sequence[Asked]]) -> Iterator[Problem]:
    """What the course lacks to ask as many questions as course.yml says, with the modules and outcomes that want one."""
    there = sum(map(len, pools.values()))
    if there < exam.questions:
        asked = {code for pool in pools.values() for each in pool for code in each.outcomes}
        outcomes = ((each.code, module.name) for module in course.modules for each in module.outcomes)
        missing = [f"{code} ({name})" for code, name in outcomes if code not in asked]
        few = sorted(pools, key=lambda name: len(pools[name]))[:3]
        wanted = f"none asks for {', '.join(missing)}" if missing else f"fewest are in {', '.join(few)}"
        fact = f"the exam asks {exam.questions} questions, the course has {there}"
        yield warning(exam.place, fact, f"{wanted}; exam=only adds one that isn't shown in class")
    for name, number in exam.per_module.items():
        if number > len(pools.get(name, ())) and name in pools:
            fact = f"the exam asks {number} questions of {name}, which has {len(pools[name])}"
            yield warning(exam.place, fact, "write more, or make its number in per_module smaller")


def _alike(exam: Exam) -> Iterator[Problem]:
    if exam.versions > 1 and exam.shuffle == "none":
        yield warning(
            exam.place, "the versions of the exam are all alike", "write shuffle: both in course.yml, or versions: 1"
        )
