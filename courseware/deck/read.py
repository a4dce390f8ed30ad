"""Deck markup becomes a `Deck`.

The markup is a page of `<section>`s in reveal.js's manner: `id`, `data-layout` (a role), `data-source` (file:line), then `<h1>`, `<div data-slot>` for
each slot, `<aside class="notes">`. Every block of the author's is checked here for what a slide can show today.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree
from msgspec.structs import replace

from courseware.content.blocks import Blocks
from courseware.content.read import Reader, parse
from courseware.deck.model import Deck, DeckSlide, Join
from courseware.deck.roles import ROLES
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import did_you_mean

Element = Any  # lxml's element class is private to its stubs

SWITCHES = frozenset({"data-hidden", "data-incremental"})
ATTRIBUTES = SWITCHES | {
    "id",
    "data-layout",
    "data-named-layout",
    "data-section",
    "data-source",
    "data-line",
    "data-background",
    "data-icon",
    "data-transition",
    "data-number",
    "data-kept",
}
"""What a `<section>` may have."""
JOIN = {"data-module", "data-without", "data-from", "data-to", "data-source", "data-line"}
"""What a `<section>` may have that stands for slides of a module."""


def read_deck(markup: str, name: str, draft: bool = False) -> Deck:
    """The deck that `markup`, rendered by the template `name`, describes. Raises `CoursewareError` with every problem in it; with `draft` those of a
    slide stay with the slide.
    """
    markup = markup.strip()
    try:
        root = parse(markup)
    except etree.XMLSyntaxError as error:
        raise CoursewareError(_not_well_formed(markup, name, error)) from None
    problems: list[Problem] = []
    reader = Reader(name, problems)
    head, body = root.find("head"), root.find("body")
    if root.tag != "html" or body is None:
        raise CoursewareError(
            Problem(Place(name), "the deck's markup is not a page", "begin with <html lang=...><head>...</head><body>")
        )
    properties = {} if head is None else {meta.get("name", ""): meta.get("content", "") for meta in head.iter("meta")}
    title = "" if head is None else (head.findtext("title") or "").strip()
    slides: list[DeckSlide] = []
    joins: list[Join] = []
    for section in body.iterchildren("section"):
        if section.get("data-module") is not None:
            joins.append(_join(reader, section, len(slides)))
        else:
            slides.append(_drafted(reader, section) if draft else _slide(reader, section))
    for stray in body.iterchildren():
        if isinstance(stray.tag, str) and stray.tag != "section":
            reader.problem(stray, f"a deck can't hold <{stray.tag}>", "a deck is a row of <section>s")
    reader.check_bare(body, "a <section>")
    if list(root.iter(etree.Entity)):
        reader.problem(root, "the deck's markup uses an entity of its own", "write the character itself")
    _check_ids(reader, slides)
    if problems:
        raise CoursewareError(problems)
    number = properties.pop("number", "0")
    return Deck(
        title=title,
        language=root.get("lang", "en"),
        slides=tuple(slides),
        joins=tuple(joins),
        place=Place(name),
        number=int(number) if number.isdigit() else 0,
        properties=properties,
    )


def _join(reader: Reader, section: Element, at: int) -> Join:
    """The place where slides of a module go."""
    for name in section.attrib:
        if name not in JOIN:
            reader.problem(section, f"slides of a module can't have {name}", did_you_mean(name, JOIN))
    if len(section) or (section.text or "").strip():
        reader.problem(section, "a section that stands for slides of a module holds something", "leave it empty")
    return Join(
        at=at,
        module=section.get("data-module", ""),
        without=tuple(section.get("data-without", "").split()),
        first=section.get("data-from", ""),
        last=section.get("data-to", ""),
        place=reader.place(section),
    )


def _drafted(reader: Reader, section: Element) -> DeckSlide:
    """The slide with its problems, which count no longer as the deck's."""
    before = len(reader.problems)
    slide = _slide(reader, section)
    found = tuple(reader.problems[before:])
    del reader.problems[before:]
    return replace(slide, problems=found)


def _slide(reader: Reader, section: Element) -> DeckSlide:
    role = section.get("data-layout", "content")
    place = reader.place(section)
    _check_attributes(reader, section)
    reader.check_bare(section, 'a <div data-slot="...">')
    if role not in ROLES:
        reader.problem(section, f"there is no layout {role!r}", did_you_mean(role, ROLES))
        role = "content"
    title: Any = ()
    notes: Blocks = ()
    slots: dict[str, Blocks] = {}
    for child in section:
        if not isinstance(child.tag, str):
            continue
        slot = child.get("data-slot")
        if child.tag == "h1":
            title = reader.inlines(child)
        elif child.tag == "aside" and child.get("class") == "notes":
            notes = reader.blocks(child)
        elif child.tag == "div" and slot:
            if slot not in ROLES[role] or slot == "title":
                known = ", ".join(name for name in ROLES[role] if name != "title")
                reader.problem(child, f"the layout {role!r} has no slot {slot!r}", f"its slots are {known}")
            elif slot in slots:
                reader.problem(
                    child, f"the slot {slot!r} is filled twice on one slide", "put both parts into one <div data-slot>"
                )
            else:
                slots[slot] = reader.blocks(child)
        else:
            reader.problem(
                child,
                f"a slide can't hold <{child.tag}> outside of a slot",
                'write <h1>, <div data-slot="..."> or <aside class="notes">',
            )
    return DeckSlide(
        id=section.get("id", ""),
        role=role,
        title=title,
        slots=tuple((name, slots[name]) for name in ROLES[role] if slots.get(name)),
        notes=notes,
        hidden=section.get("data-hidden") == "true",
        layout=section.get("data-named-layout", ""),
        section=section.get("data-section", ""),
        background=section.get("data-background", ""),
        incremental=section.get("data-incremental") == "true",
        icon=section.get("data-icon", ""),
        transition=section.get("data-transition", ""),
        number=section.get("data-number", ""),
        kept=int(section.get("data-kept", "0")),
        place=place,
    )


def _check_attributes(reader: Reader, section: Element) -> None:
    for name, value in section.attrib.items():
        if name not in ATTRIBUTES:
            reader.problem(section, f"a slide can't have {name}={value!r}", did_you_mean(name, ATTRIBUTES))
        elif name in SWITCHES and value not in ("true", "false"):
            reader.problem(section, f"{name} can't be {value!r}", "write true or false")


def _not_well_formed(markup: str, name: str, error: etree.XMLSyntaxError) -> Problem:
    """The problem in the template `name`, with the last place of the author's before it: what came from there may be the cause."""
    before = markup.split("\n")[: error.lineno or 0]
    places = re.findall(r'data-source="([^"]*)"', "\n".join(before))
    after = f", after {places[-1]}" if places else ""
    reason = (error.msg or "").rpartition(", line ")[0] or error.msg or ""
    fact = f"the deck's markup is not well-formed{after}: {reason} (line {error.lineno} of what was rendered)"
    hint = "every element needs its end tag; text is escaped by itself, markup made by hand is not"
    return Problem(Place(name), fact, hint)


def _check_ids(reader: Reader, slides: Sequence[DeckSlide]) -> None:
    seen: dict[str, Place] = {}
    for slide in slides:
        if not slide.id:
            reader.problems.append(Problem(slide.place, "a slide without an id", "give the <section> an id"))
        elif slide.id in seen:
            reader.problems.append(
                Problem(slide.place, f"two slides have the id {slide.id!r}", f"the other is at {seen[slide.id]}")
            )
        seen[slide.id] = slide.place
