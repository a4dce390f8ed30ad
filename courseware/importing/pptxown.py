"""Decks that we made: what the deck template had added goes again, parts of one slide become one, exercises and questions are themselves again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from courseware.content.blocks import Block, Item, List, Run, Table, plain_text
from courseware.importing.pptxtext import text_blocks
from courseware.powerpoint.reading.model import OldSlide, Paras, Thing, Words
from courseware.powerpoint.reading.text import words

_PIECE = re.compile(r"^(.*?)(?: (\d+)/(\d+))?$")
MADE = ("cover", "objectives", "agenda", "closing", "legal")
"""The slides that the deck template makes of a module's facts."""
_ANSWER = "/answer"


class Activity(Struct, frozen=True):
    """An exercise, a discussion or a question: `minutes` and `group` as the slide says them, `options` with whether each is right."""

    kind: str
    minutes: str = ""
    group: str = ""
    options: tuple[tuple[Paras, bool], ...] = ()
    rationale: tuple[Block, ...] = ()


def id_and_piece(source: str) -> tuple[str, int]:
    """A slide's id, and which of its parts it is (1 for the first or only one)."""
    found = _PIECE.match(source)
    assert found is not None
    return found[1], int(found[2] or 1)


def is_made(slide: OldSlide) -> str:
    """The name of the made slide that this is (`cover`), `""` for one that the author wrote."""
    id, _ = id_and_piece(slide.source)
    tail = id.partition("/")[2]
    if tail.endswith(_ANSWER):
        return "answer"
    return next((name for name in MADE if tail == name or (name == "agenda" and re.fullmatch(r"agenda-\d+", tail))), "")


def without_furniture(slide: OldSlide, role: str) -> tuple[OldSlide, list[str]]:
    """A slide of ours without what its layout or the brand put there: a section's number, legal lines, marks of right answers."""
    dropped: list[str] = []
    kept: list[Thing] = []
    for thing in slide.things:
        made = isinstance(thing, Words) and (
            (thing.kind and thing.name == "Legal")
            or (role == "section" and thing.name == "Number")
            or (not thing.paras and thing.name == "Right answer")
        )
        if made and isinstance(thing, Words):
            dropped += [plain_text(para.inlines) for para in thing.paras]
        else:
            kept.append(thing)
    title = () if role == "blank" else slide.title
    return replace(slide, things=tuple(kept), title=title), dropped


def activity(
    slide: OldSlide, role: str, answers: Mapping[str, OldSlide], groups: Mapping[str, str]
) -> tuple[OldSlide, Activity | None]:
    """What an activity's slide says, and the slide without its minutes, group and options; None for other slides.

    `answers` are the answer slides by the question's id, `groups` the words for sizes of groups with their keys (`in pairs` -> `pairs`).
    """
    if role not in ("exercise", "discussion", "question"):
        return slide, None
    said = {thing.name: thing for thing in slide.things if isinstance(thing, Words) and thing.kind}
    id, _ = id_and_piece(slide.source)
    if role == "question":
        options = said.get("Options")
        answer = answers.get(id)
        key = next((t for t in answer.things if isinstance(t, Words) and t.name == "Options"), None) if answer else None
        if options is None or key is None or len(key.paras) != len(options.paras):
            return slide, None
        right = [not para.tinted for para in key.paras]
        if all(right):
            return slide, None
        rest = tuple(thing for thing in slide.things if thing is not options)
        title, answered = words(slide.title), words(answer.title) if answer else ""
        if answered.startswith(title) and answered != title:  # "Question 1: the answer": the template numbered it
            slide = replace(slide, title=())
        rationale = tuple(text_blocks(answer.notes)) if answer else ()
        found = tuple(((replace(para, mark="", level=0),), key) for para, key in zip(options.paras, right, strict=True))
        return replace(slide, things=rest), Activity("question", options=found, rationale=rationale)
    minutes, group = said.get("Minutes"), said.get("Group")
    rest = tuple(thing for thing in slide.things if thing is not minutes and thing is not group)
    spoken = " ".join(plain_text(para.inlines) for para in group.paras) if group else ""
    size = next((key for word, key in groups.items() if spoken.endswith(word)), "")
    if group is not None and not size and "," in spoken:
        size = spoken.partition(",")[2].strip()
    number = " ".join(plain_text(para.inlines) for para in minutes.paras) if minutes else ""
    return replace(slide, things=rest), Activity(role, number if number.replace(".", "").isdigit() else "", size)


def joined(before: Sequence[Block], after: Sequence[Block]) -> list[Block]:
    """The blocks of a slide and of the part that continues it: a list goes on, a table goes on under its header."""
    if not before or not after:
        return [*before, *after]
    last, first = before[-1], after[0]
    if isinstance(last, List) and isinstance(first, List) and last.ordered == first.ordered:
        return [*before[:-1], replace(last, items=_items(last, first)), *after[1:]]
    if isinstance(last, Table) and isinstance(first, Table) and len(last.columns) == len(first.columns):
        return [*before[:-1], replace(last, rows=last.rows + first.rows), *after[1:]]
    return [*before, *after]


def _items(last: List, first: List) -> tuple[Item, ...]:
    return last.items + first.items


def outcomes(slide: OldSlide) -> dict[str, str]:
    """The outcomes on the slide that lists them: each a code in bold and its words."""
    found: dict[str, str] = {}
    for thing in slide.things:
        for para in thing.paras if isinstance(thing, Words) else ():
            match para.inlines:
                case (Run(bold=True, text=code), *rest) if rest and " " not in code.strip():
                    found[code.strip()] = plain_text(rest).strip()
                case _:
                    return {}
    return found
