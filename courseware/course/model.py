"""A course as the trainer wrote it: frozen values that know their file and line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from courseware.content.blocks import Blocks, Inlines
from courseware.problems import NOWHERE, Place


class Outcome(Struct, frozen=True):
    """A learning outcome: `code` as printed (`1.2`), `level` a Bloom level (`BL1` to `BL6`), `""` where neither key nor verb tells it."""

    code: str
    text: str
    level: str = ""
    place: Place = NOWHERE


class Option(Struct, frozen=True):
    """An answer to choose in a question: its text and whether it is right."""

    blocks: Blocks
    right: bool


class Activity(Struct, frozen=True):
    """What makes a slide an exercise or a discussion. `group` as written (`pairs`); `solution` is the trainer's."""

    group: str = ""
    hints: Blocks = ()
    solution: Blocks = ()


class Question(Struct, frozen=True):
    """What makes a slide a question. The stem is in the slide's `blocks`; `rationale` is the trainer's.

    `fixed` are the options (from 0) that keep their places when an exam shuffles. `exam` is `only` for a question that is
    no slide and stands in the exam alone, `no` for one that the exam never asks.
    """

    options: tuple[Option, ...]
    level: str = ""
    points: float = 1
    rationale: Blocks = ()
    fixed: tuple[int, ...] = ()
    exam: str = ""


class Slide(Struct, frozen=True, kw_only=True):
    """One slide of the source in its four channels. `blocks` show on the slide, `notes` are the trainer's, `handout` is participant text.

    `id` is unique in the course (`01-customer-journeys/seven-steps`). `role` is a layout role of `courseware.deck.roles`; `layout` a layout
    of the provider's template that the author named instead, else `""`. `slots` hold `blocks` as the role divides them, in order.
    `glossary` has the terms that it adds to the course's glossary.
    `icon` is an icon's name, `none` for none at all, `""` for what the brand has for its kind; `transition` how it comes in (none, fade, push, wipe).
    `minutes` is None where nothing is said. `priority`: 1 is never cut, 3 goes first. `example` says that the author marked it as one.
    """

    id: str
    title: Inlines
    role: str
    blocks: Blocks = ()
    slots: tuple[tuple[str, Blocks], ...] = ()
    notes: Blocks = ()
    handout: Blocks = ()
    glossary: Blocks = ()
    kind: str = "slide"  # slide, section, exercise, discussion, question
    layout: str = ""
    minutes: float | None = None
    outcomes: tuple[str, ...] = ()
    priority: int = 2
    hidden: bool = False
    unlisted: bool = False
    incremental: bool = False
    background: str = ""
    transition: str = ""
    icon: str = ""
    example: bool = False
    conditions: tuple[tuple[str, str], ...] = ()
    activity: Activity | None = None
    question: Question | None = None
    place: Place = NOWHERE


class Topic(Struct, frozen=True, kw_only=True):
    """A topic (`#`) with its slides. `opening` is its section slide, None for slides before the first `#`."""

    id: str
    title: Inlines
    slides: tuple[Slide, ...]
    opening: Slide | None = None
    outcomes: tuple[str, ...] = ()
    unlisted: bool = False
    conditions: tuple[tuple[str, str], ...] = ()
    place: Place = NOWHERE


class Module(Struct, frozen=True, kw_only=True):
    """A module: `name` is its file's name without `.md` (`03-relationships`), `number` its place in the course from 1.

    `bank` holds the questions that only the exam asks, in a course that `select` made; before, they stand among the slides.
    """

    name: str
    number: int
    title: str
    topics: tuple[Topic, ...]
    subtitle: str = ""
    outcomes: tuple[Outcome, ...] = ()
    minutes: float | None = None
    materials: tuple[str, ...] = ()
    room: str = ""
    language: str = ""
    bank: tuple[Slide, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    place: Place = NOWHERE

    def slides(self) -> tuple[Slide, ...]:
        """Every slide in order, section slides included."""
        return tuple(
            slide
            for topic in self.topics
            for slide in ((topic.opening, *topic.slides) if topic.opening else topic.slides)
        )


class Delivery(Struct, frozen=True, kw_only=True):
    """A named set to be made. `brand` is a brand's name or folder; `cut` and `modules` choose what of the course; `modules` empty means all.

    `options` go to the documents' front matter options: `{"handout.pdf": {"style": "lines"}}`. `mode` is room or online.
    `dates` are printed; `starts` and `days` are dates as `2027-03-09`, of which days.py makes the calendar. `venue` is
    where it is held, `timezone` a name such as `Europe/Berlin`; `roster` names the file of the participants, and
    `seats` says how many they are where there is none.
    """

    name: str
    brand: str
    language: str = ""
    paper: str = ""
    cut: str = ""
    client: str = ""
    dates: str = ""
    starts: str = ""
    days: tuple[str, ...] = ()
    venue: str = ""
    timezone: str = ""
    roster: str = ""
    seats: int = 0
    mode: str = "room"
    licensee: Mapping[str, str] = field(default_factory=dict)
    vars: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    profiles: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    place: Place = NOWHERE


class Cut(Struct, frozen=True, kw_only=True):
    """A shorter course: keeps slides of `priority` and better (1 is best) in `modules` (all where empty); `minutes` is the time there is."""

    name: str
    minutes: float | None = None
    modules: tuple[str, ...] = ()
    priority: int = 3
    place: Place = NOWHERE


class Break(Struct, frozen=True, kw_only=True):
    """A pause of the day: begins at `after` (`"10:30"`)."""

    after: str
    minutes: int
    title: str = ""


class Schedule(Struct, frozen=True, kw_only=True):
    """The days of a course: clock times as `"09:00"`."""

    days: int = 1
    start: str = "09:00"
    end: str = "17:00"
    breaks: tuple[Break, ...] = ()


class Exam(Struct, frozen=True, kw_only=True):
    """The exam's facts: `minutes` long, passed with `passed` of `questions`.

    There are `versions` of the same questions in other orders, all of them following from `seed`. `shuffle` is `both`,
    `questions`, `options` or `none`. `per_module` fixes how many questions a module by its name has; the others share the
    rest by their `outcomes` or `minutes`, as `share` says. `rules` are lines for the cover.
    """

    questions: int
    minutes: int
    passed: int
    versions: int = 1
    seed: int = 1
    shuffle: str = "both"
    share: str = "outcomes"
    per_module: Mapping[str, int] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    place: Place = NOWHERE


class Course(Struct, frozen=True, kw_only=True):
    """One course. `glossary` has the terms of its own file.
    `rights` is `ours`, or `unknown`: then DRAFT stands on every page. `single` marks one Markdown file built on its own."""

    title: str
    code: str = ""
    subtitle: str = ""
    level: str = ""
    language: str = "en"
    edition: str = ""
    author: str = ""
    date: str = ""
    description: str = ""
    audience: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    you_will_learn: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    acknowledgements: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    hours: float | None = None
    videos: int | None = None
    price: str = ""
    rights: str = "ours"
    vars: Mapping[str, str] = field(default_factory=dict)
    deliveries: tuple[Delivery, ...] = ()
    cuts: tuple[Cut, ...] = ()
    schedule: Schedule | None = None
    exam: Exam | None = None
    modules: tuple[Module, ...] = ()
    glossary: Blocks = ()
    single: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)
    place: Place = NOWHERE
