"""Which layout of a template serves a role, and which of its placeholders serves a slot."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct

from courseware.brand.model import Brand
from courseware.deck.roles import ROLES
from courseware.powerpoint.masters import by_role
from courseware.powerpoint.names import NATIVE, TITLE_ONLY, plain, spoken_role, spoken_slot
from courseware.powerpoint.places import FOOT, TITLES
from courseware.powerpoint.template import Placeholder, Sheet
from courseware.problems import CoursewareError, Problem

_FIGURE = 1.8  # how much larger than a title a figure is
TEXT_KINDS = ("body", "obj", "subTitle", "tbl", "chart", "dgm", "media", "clipArt")
# Slots that take a placeholder of their own only where the template names it: a small label must not swallow a content box.
_LABELS = ("minutes", "group", "legal", "details", "rationale")


class Match(Struct, frozen=True):
    """The layout for a role and how it was found; a `stand_in` has none of the role's own places."""

    sheet: Sheet
    found: str
    stand_in: bool = False


def match_roles(sheets: Sequence[Sheet], brand: Brand, names: Mapping[str, str], height: float) -> dict[str, Match]:
    """A layout for every role.

    `sheets` begin with those of the master that the content stands on (masters.py).
    The brand's mapping comes first, then (in our own base, where `names` gives each role's layout) the name, then the layout's type, its placeholders and
    the words of its name. What is left gets the nearest layout as a stand-in. Raises `CoursewareError` where the brand maps a role to no layout.
    """
    upright = [sheet for sheet in sheets if all(p.kind in FOOT for p in sheet.turned)]
    if not any(sheet.of(*TITLES) for sheet in upright):
        upright = list(sheets)
    serving = by_role(upright)
    spoken = {sheet.key: spoken_role(sheet.name) for sheet in upright}
    named = {sheet.name.casefold(): sheet for sheet in reversed(sheets)}
    matches: dict[str, Match] = {}
    problems = []
    for role in ROLES:
        found = serving(role)
        if (wanted := brand.layouts.get(role)) is not None:
            if wanted.casefold() in named:
                matches[role] = Match(named[wanted.casefold()], "mapping")
            else:
                problems.append(_unknown(brand, role, wanted, [sheet.name for sheet in sheets]))
        elif (own := names.get(role, "").casefold()) in named and own:
            matches[role] = Match(named[own], "name")
        elif (sheet := _by_type(role, found, spoken)) is not None:
            matches[role] = Match(sheet, f"type {sheet.type}")
        elif (sheet := _by_signature(role, found, spoken, height)) is not None:
            matches[role] = Match(sheet, "placeholders")
        elif (sheet := _by_name(role, found, spoken)) is not None:
            matches[role] = Match(sheet, "name")
    if problems:
        raise CoursewareError(problems)
    for role in ROLES:
        if role not in matches:
            matches[role] = _stand_in(role, matches, upright)
    return {role: matches[role] for role in ROLES}


def _unknown(brand: Brand, role: str, wanted: str, names: Sequence[str]) -> Problem:
    near = get_close_matches(wanted, names, 1)
    hint = f"did you mean {near[0]!r}?" if near else "it has " + ", ".join(repr(name) for name in names)
    return Problem(brand.place, f"the template has no layout {wanted!r} for {role}", hint)


def _by_type(role: str, sheets: Sequence[Sheet], spoken: Mapping[str, str]) -> Sheet | None:
    """PowerPoint keeps the type when a layout is copied and renamed: one whose name speaks of another role is passed over."""
    for type in NATIVE.get(role, ()):
        found = [sheet for sheet in sheets if sheet.type == type]
        for wish in (role, ""):
            for sheet in found:
                if spoken[sheet.key] == wish:
                    return sheet
        if found and type != "obj":
            return found[0]
    return None


def _by_signature(role: str, sheets: Sequence[Sheet], spoken: Mapping[str, str], height: float) -> Sheet | None:
    test = _SIGNATURES.get(role)
    if test is None:
        return None
    fitting = [sheet for sheet in sheets if test(sheet, height)]
    found = next((sheet for wish in (role, "") for sheet in fitting if spoken[sheet.key] == wish), None)
    return found or (fitting[0] if fitting and role in _PLAIN_TO_SEE else None)


def _by_name(role: str, sheets: Sequence[Sheet], spoken: Mapping[str, str]) -> Sheet | None:
    """By the words of the name, where the layout has a title and, for roles that hold text, something to hold it."""
    needs_title = "title" in ROLES[role]
    for sheet in sheets:
        if role == "picture" and sheet.of(*TEXT_KINDS):
            continue
        if role == "big-number" and _title_is_the_figure(sheet):
            continue
        if spoken[sheet.key] == role and (sheet.of(*TITLES) or not needs_title):
            return sheet
    return None


def _title_is_the_figure(sheet: Sheet) -> bool:
    """Whether a layout for a figure has no title but in the figure's own size, as Google's `BIG_NUMBER`."""
    usual = sheet.master.levels("title", None, sheet.palette)[0].size
    return any(p.levels[0].size > _FIGURE * usual for p in sheet.of(*TITLES))


def _stand_in(role: str, matches: Mapping[str, Match], sheets: Sequence[Sheet]) -> Match:
    if role == "answer" and "question" in matches:
        return Match(matches["question"].sheet, "stand-in", matches["question"].stand_in)
    titled = [sheet for sheet in sheets if sheet.of(*TITLES)]
    opening = {matches[role].sheet.key for role in ("cover", "section") if role in matches}
    bare = next((sheet for sheet in titled if sheet.type == TITLE_ONLY), None)
    bare = bare or next((s for s in titled if not s.content and s.key not in opening and s.of("title")), None)
    content = matches["content"].sheet if "content" in matches else None
    order = (bare, content) if role in ("picture", "blank") else (content, bare)
    sheet = next((sheet for sheet in (*order, *titled, *sheets) if sheet is not None), None)
    assert sheet is not None  # read_kit refuses a template without layouts
    return Match(sheet, "stand-in", stand_in=True)


_PLAIN_TO_SEE = ("comparison", "picture-caption")
"""Roles whose placeholders tell more than a layout's name: no other role has them."""


def _side_by_side(sheet: Sheet, count: int) -> bool:
    boxes = sorted(sheet.of("body", "obj"), key=lambda p: p.rect.x)
    if len(sheet.content) != count or len(boxes) != count or not sheet.of(*TITLES):
        return False
    apart = all(
        a.rect.right <= b.rect.x + 1 and abs(a.rect.y - b.rect.y) < 0.2 * a.rect.h for a, b in itertools.pairwise(boxes)
    )
    return apart and max(p.rect.w for p in boxes) < 1.35 * min(p.rect.w for p in boxes)


def _columns(sheet: Sheet, height: float) -> bool:
    boxes: Sequence[Placeholder] = sheet.of("body", "obj")
    if len(boxes) != 4 or len(sheet.content) != 4 or not sheet.of(*TITLES):
        return False
    boxes = sorted(boxes, key=lambda p: p.rect.h)
    heads, texts = boxes[:2], boxes[2:]
    told_apart = heads[1].rect.h < 0.2 * height and texts[0].rect.h > 1.5 * heads[1].rect.h
    return told_apart and len({round(p.rect.x / 12) for p in boxes}) == 2


_SIGNATURES: Mapping[str, Callable[[Sheet, float], bool]] = {
    "cover": lambda s, h: bool(s.of("ctrTitle")) or bool(s.of("title") and s.of("subTitle")),
    "content": lambda s, h: bool(s.of("title")) and len(s.content) == 1 and any(p.rect.h > 0.4 * h for p in s.of("obj", "body")),
    "two-content": lambda s, h: _side_by_side(s, 2),
    "three-content": lambda s, h: _side_by_side(s, 3),
    "comparison": _columns,
    "picture": lambda s, h: bool(s.of("title")) and len(s.content) == 1 and bool(s.of("pic")),
    "picture-caption": lambda s, h: bool(s.of("title")) and len(s.content) == 2 and bool(s.of("pic") and s.of("body", "obj")),
    "blank": lambda s, h: not s.of(*TITLES) and not s.content,
}  # fmt: skip


def match_slots(role: str, sheet: Sheet) -> dict[str, Placeholder]:
    """The placeholder of each of the role's slots that has one: by its name, then by its type and its place in reading order."""
    slots = ROLES[role]
    taken: dict[str, Placeholder] = {}
    titles = sheet.of(*TITLES)
    if "title" in slots and titles:
        taken["title"] = titles[0]
    called = Counter(plain(placeholder.name) for placeholder in sheet.content)
    for placeholder in sheet.content:
        if called[plain(placeholder.name)] > 1:
            continue  # numbered by the program that wrote them
        slot = spoken_slot(placeholder.name, slots)
        if slot and slot not in taken and _holds(slot, placeholder) and not _powerpoint_named(placeholder):
            taken[slot] = placeholder

    def free(*kinds: str) -> list[Placeholder]:
        return [p for p in sheet.of(*kinds) if p not in taken.values()]

    for slot, kind in (("picture", "pic"), ("subtitle", "subTitle")):
        if slot in slots and slot not in taken and (found := free(kind)):
            taken[slot] = found[0]
    open_slots = [slot for slot in slots if slot not in taken and slot not in ("title", "picture", *_LABELS)]
    boxes = free(*TEXT_KINDS)
    if role == "content-caption" and set(open_slots) == {
        "caption",
        "body",
    }:  # objTx has the object first, its caption is the text
        captions = sorted(boxes, key=lambda p: (p.kind != "body", p.rect.w * p.rect.h))
        boxes = [*captions[:1], *captions[:0:-1][:1]]
    elif role == "comparison":
        boxes.sort(key=lambda p: (round(p.rect.x / 24), p.rect.y))
    elif len(open_slots) == 1:
        boxes.sort(key=lambda p: -p.rect.w * p.rect.h)
    elif role in ("two-content", "three-content"):
        boxes.sort(key=lambda p: (p.rect.x, p.rect.y))
    else:
        boxes.sort(key=lambda p: (round(p.rect.y / 12), p.rect.x))
    if role == "big-number" and len(open_slots) > len(boxes):
        open_slots.remove("number")  # a lone box is for the text: the figure stands free
    if role == "section" and "number" in open_slots:
        open_slots.remove("number")
    taken.update(zip(open_slots, boxes, strict=False))
    return {slot: taken[slot] for slot in slots if slot in taken}


def _holds(slot: str, placeholder: Placeholder) -> bool:
    return (placeholder.kind == "pic") == (slot == "picture")


def _powerpoint_named(placeholder: Placeholder) -> bool:
    """Whether the name is the one that PowerPoint gives any box of this kind (`Content Placeholder 2`), which says nothing of its use."""
    return (
        placeholder.name.split(" ")[0]
        in ("Content", "Text", "Picture", "Inhaltsplatzhalter", "Textplatzhalter", "Bildplatzhalter")
        and placeholder.name[-1:].isdigit()
    )
