"""Drafts to topics and slides: attributes checked, ids given, roles chosen, blocks divided over slots."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator

from courseware.content.blocks import Box, Conditional, plain_text, walk
from courseware.course.attributes import is_hidden
from courseware.course.divisions import ACTIVITIES
from courseware.course.ids import Ids
from courseware.course.media import read_narration
from courseware.course.model import Activity, Question, Slide, Topic
from courseware.course.pictures import checked_icon, find_file
from courseware.course.reading import Draft, Reading
from courseware.course.slots import BOX_ROLES, CannotDivide, Slots, divide, natural_role
from courseware.deck.roles import ROLES
from courseware.late import late
from courseware.problems import Place
from courseware.suggest import did_you_mean, nearest

KEYS = ("layout", "minutes", "outcomes", "outcome", "background-image", "priority", "icon", "transition", "narration")
CLASSES = ("unlisted", "hidden", "incremental", "nonincremental", "example")
EXAMPLES = ("example", "case")
"""Boxes that make their slide an example of what it teaches."""
ELSEWHERE_CLASSES = (
    "unnumbered",
    "center",
    "smaller",
    "scrollable",
    "nostretch",
    "inverse",
    "title-slide",
    "allowframebreaks",
    "fragile",
    "t",
    "b",
    "c",
)
"""Classes of other writers of pandoc and Quarto, which change nothing here."""
_ELSEWHERE_KEY = late(
    r"(?:data-|auto-|background-|transition|visibility|menu-|footer|state|timing|notes|lang|dir|style|width|height)"
)
TRANSITIONS = ("none", "fade", "push", "wipe")
_REVEAL = late(r"(?:none|fade|slide|convex|concave|zoom)(?:-in|-out| |$)")
"""Transitions of Quarto's reveal.js, which change nothing here."""
EXAM_USES = ("only", "no")
_LEVELS = ("BL1", "BL2", "BL3", "BL4", "BL5", "BL6")


def read_topics(drafts: list[Draft], module: str, reading: Reading) -> tuple[Topic, ...]:
    """The topics of a module; slides before its first section are a topic without an opening."""
    written = _written_ids(drafts, reading)
    ids = Ids(module, written)
    topics: list[Topic] = []
    slides: list[Slide] = []
    opening: Draft | None = None
    opened: Slide | None = None

    def close() -> None:
        if opening is None or opened is None:
            if slides:
                topics.append(Topic(id=module, title=(), slides=tuple(slides), place=slides[0].place))
        else:
            topics.append(
                Topic(
                    id=opened.id,
                    title=opened.title,
                    slides=tuple(slides),
                    opening=opened,
                    outcomes=opened.outcomes,
                    unlisted=opened.unlisted,
                    conditions=opened.conditions,
                    place=opened.place,
                )
            )

    for draft in drafts:
        slide = _slide(draft, ids, reading)
        if draft.kind == "section":
            close()
            opening, opened, slides = draft, slide, []
        else:
            slides.append(slide)
        slides.extend(_slide(follower, ids, reading) for follower in draft.followers)
    close()
    return tuple(topics)


def _all(drafts: Iterable[Draft]) -> Iterator[Draft]:
    for draft in drafts:
        yield draft
        yield from draft.followers


def _written_ids(drafts: list[Draft], reading: Reading) -> set[str]:
    found: dict[str, Place] = {}
    for draft in _all(drafts):
        name = draft.attributes.id
        if name and name in found:
            hint = f"it is at {found[name]} already: give one of them another id"
            reading.error(draft.place, f"the id '{name}' stands here a second time", hint)
        elif name:
            found[name] = draft.place
    return set(found)


def _slide(draft: Draft, ids: Ids, reading: Reading) -> Slide:
    values, classes, place = draft.attributes.values, draft.attributes.classes, draft.place
    if draft.kind in ("slide", "section"):
        _check_attributes(draft, reading)
    role, layout = _role(draft, reading)
    role, slots = _slots(role, draft, reading)
    if values.get("narration"):
        narration = read_narration(values["narration"], reading, place)
        (name, inner), *rest = slots or (("body", ()),)
        slots = ((name, (*inner, narration)), *rest)
    background = values.get("background-image", values.get("data-background-image", ""))
    kind = draft.kind
    found = walk((*draft.blocks, *draft.handout))
    return Slide(
        id=ids.give(
            draft.attributes.id, plain_text(draft.title, tex=True) or (kind if kind in ACTIVITIES.values() else "")
        ),
        title=draft.title,
        role=role,
        blocks=draft.blocks,
        slots=slots,
        notes=draft.notes,
        handout=draft.handout,
        glossary=draft.glossary,
        kind=kind,
        layout=layout,
        minutes=_number(draft, "minutes", reading),
        outcomes=codes(values.get("outcomes", values.get("outcome", ""))),
        priority=_priority(draft, reading),
        hidden=draft.hidden or is_hidden(draft.attributes),
        unlisted="unlisted" in classes,
        incremental=draft.incremental,
        background=find_file(background, reading, place, "background picture") if background else "",
        conditions=draft.conditions,
        activity=Activity(values.get("group", ""), draft.hints, draft.solution)
        if kind in ("exercise", "discussion")
        else None,
        transition=_transition(draft, reading),
        example="example" in classes or any(isinstance(block, Box) and block.kind in EXAMPLES for block in found),
        icon=checked_icon(values.get("icon", ""), reading, place),
        question=_question(draft, reading) if kind == "question" else None,
        place=place,
    )


def codes(text: str) -> tuple[str, ...]:
    """Outcome codes parted by spaces or commas."""
    return tuple(code for code in re.split(r"[\s,;]+", text) if code)


def _check_attributes(draft: Draft, reading: Reading) -> None:
    for key in draft.attributes.values:
        if key not in KEYS and not _ELSEWHERE_KEY.match(key):
            reading.error(draft.place, f"a slide has no '{key}'", did_you_mean(key, KEYS))
    for name in draft.attributes.classes:
        if name not in CLASSES and name not in ELSEWHERE_CLASSES:
            near = nearest(name, CLASSES)
            reading.warn(
                draft.place, f"the class '{name}' changes nothing on a slide", f"did you mean {near}?" if near else ""
            )


def _role(draft: Draft, reading: Reading) -> tuple[str, str]:
    """The role, and the layout of the provider's template that the author named instead of one."""
    named = draft.attributes.values.get("layout", "")
    if draft.role:
        natural = draft.role
    elif draft.kind == "section":
        natural = "section"
    else:
        natural = _box_role(draft) or natural_role(draft.title, draft.blocks, reading.pandoc)
    if not named:
        return natural, ""
    if named in ROLES:
        return named, ""
    near = nearest(named, ROLES)
    if near:
        hint = f"did you mean {near}? it is taken for the name of a layout in the provider's template"
        reading.warn(draft.place, f"no layout role is called '{named}'", hint)
    return natural, named


def _box_role(draft: Draft) -> str:
    """The role of a slide that holds one box and nothing else; the box gives way to its content."""
    match draft.blocks:
        case (Box(kind=kind, blocks=blocks, title=title),) if kind in BOX_ROLES:
            draft.blocks = blocks
            draft.title = draft.title or title
            return BOX_ROLES[kind]
    return ""


def _slots(role: str, draft: Draft, reading: Reading) -> tuple[str, Slots]:
    """The slots of a slide, with its role: the natural one where its blocks don't suit the one that the author named.

    That is an error, except where conditions have yet to decide: `select` divides what they leave.
    """
    try:
        return role, divide(role, draft.blocks)
    except CannotDivide as way_out:
        if any(isinstance(block, Conditional) for block in walk(draft.blocks)):
            return role, ()
        reading.error(draft.place, f"this slide can't have the layout {role}", str(way_out))
        natural = natural_role(draft.title, draft.blocks, reading.pandoc)
        return natural, divide(natural, draft.blocks)


def _transition(draft: Draft, reading: Reading) -> str:
    """How the slide comes in, `""` for what the brand says. Other tools' transitions change nothing."""
    text = draft.attributes.values.get("transition", "")
    if text and text not in TRANSITIONS:
        if _REVEAL.match(text):
            return ""
        hint = did_you_mean(text, TRANSITIONS, f"a slide may come in by {', '.join(TRANSITIONS)}")
        reading.warn(draft.place, f"a slide can't come in by {text!r}", hint)
        return ""
    return text


def _number(draft: Draft, key: str, reading: Reading) -> float | None:
    text = draft.attributes.values.get(key)
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 10_000:
        reading.error(draft.place, f"{key} is not a number: {text}", f"write {key}=5")
        return None
    return number


def _priority(draft: Draft, reading: Reading) -> int:
    text = draft.attributes.values.get("priority", "2")
    if text not in ("1", "2", "3"):
        reading.error(draft.place, f"there is no priority {text}", "1 is never cut, 2 is the usual one, 3 goes first")
        return 2
    return int(text)


def _question(draft: Draft, reading: Reading) -> Question:
    level = draft.attributes.values.get("level", "")
    if level and level not in _LEVELS:
        reading.error(draft.place, f"there is no Bloom level {level}", "Bloom's levels are BL1 to BL6")
    points = _number(draft, "points", reading)
    exam = draft.attributes.values.get("exam", "")
    if exam and exam not in EXAM_USES:
        hint = "write exam=only for a question that isn't shown in class, exam=no for one that is never examined"
        reading.error(draft.place, f"a question can't have exam={exam}", hint)
    return Question(
        draft.options, level, 1 if points is None else points, draft.rationale, _fixed(draft, reading), exam
    )


def _fixed(draft: Draft, reading: Reading) -> tuple[int, ...]:
    """The options (from 0) that keep their places: `all`, or their letters."""
    text = draft.attributes.values.get("fixed", "")
    letters = string.ascii_uppercase[: len(draft.options)]
    if text == "all":
        return tuple(range(len(letters)))
    named = [letter.upper() for letter in codes(text)]
    for letter in named:
        if len(letter) != 1 or letter not in letters:
            hint = f'write fixed="{letters[-1:]}" for the last one, or fixed=all'
            reading.error(draft.place, f"the question has no answer {letter}", hint)
    return tuple(sorted({letters.index(letter) for letter in named if len(letter) == 1 and letter in letters}))
