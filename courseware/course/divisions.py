"""What each division means: a channel, a condition, columns, a box, or an activity that becomes a slide of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from courseware.content.blocks import Blocks, Box, Columns, Conditional, Inlines, Part
from courseware.course.attributes import Attributes
from courseware.course.conditions import keeps_from_slides, read_conditions
from courseware.course.inlines import read_inlines
from courseware.course.markdown.parser import Node, parse_inline
from courseware.course.pictures import checked_icon
from courseware.problems import Place
from courseware.suggest import nearest

if TYPE_CHECKING:
    from courseware.course.reading import Draft, Reading, Scope

CHANNELS = {
    "notes": "notes",
    "instructor": "notes",
    "handout": "handout",
    "solution": "solution",
    "rationale": "rationale",
}
CONDITIONAL = ("content-visible", "content-hidden")
GLOSSARY = "glossary"
ACTIVITIES = {"exercise": "exercise", "challenge": "exercise", "discussion": "discussion", "question": "question"}
CALLOUTS = ("callout-note", "callout-tip", "callout-warning", "callout-caution", "callout-important")
BOXES = ("example", "case", "hint", "keypoints", "objectives", "questions", "prereq", "checklist", *CALLOUTS)
"""Divisions that show as a box of their own kind."""
PLAIN = ("incremental", "nonincremental", "columns", "column")
KNOWN = (*CHANNELS, *CONDITIONAL, *ACTIVITIES, *BOXES, *PLAIN, GLOSSARY)
OWN = frozenset({*CHANNELS, *ACTIVITIES, *BOXES, GLOSSARY}) - {"notes"}
"""Divisions that pandoc doesn't know, so that they are no content where its slide level is looked for."""

_SOLVED = ("exercise", "discussion")


def meaning(node: Node) -> str:
    """The class that gives a division its meaning, `""` where it has none that is known."""
    return next((name for name in node.attributes.classes if name in KNOWN), "")


def read_division(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Blocks:
    """The blocks that a division leaves where it stands; what belongs elsewhere goes to `draft`."""
    name = meaning(node)
    place = reading.place(node)
    classes = node.attributes.classes
    if "incremental" in classes or "nonincremental" in classes:
        scope = replace(scope, incremental="incremental" in classes)
    if name in CHANNELS:
        _channel(CHANNELS[name], node, reading, draft, scope)
        return ()
    if name == GLOSSARY:
        return _glossary(node, reading, draft, scope)
    if name in ACTIVITIES:
        _activity(ACTIVITIES[name], node, reading, draft, scope)
        return ()
    if name == "hint" and draft.kind in _SOLVED and scope.channel == "slide":
        draft.hints += _within_conditions(_inner(node, reading, draft, scope, "hint"), scope, place)
        return ()
    if name in CONDITIONAL:
        return _conditional(node, reading, draft, scope)
    if name == "columns":
        return _columns(node, reading, draft, scope)
    if name == "column":
        reading.error(place, "a column stands outside of columns", "put ::: columns around the columns")
    if name in BOXES:
        return (_box(name, node, reading, draft, scope),)
    if classes and not name:
        reading.unknown.setdefault(classes[0], []).append(place)
    return _blocks(node, reading, draft, scope)


def _blocks(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Blocks:
    from courseware.course.blocks import read_blocks

    return read_blocks(node.children, reading, draft, scope)


def _inner(node: Node, reading: Reading, draft: Draft, scope: Scope, channel: str) -> Blocks:
    """The blocks of a channel, whose headings count on their own."""
    outer, draft.headings = draft.headings, []
    found = _blocks(node, reading, draft, scope.inside(channel))
    draft.headings = outer
    return found


def _within_conditions(blocks: Blocks, scope: Scope, place: Place) -> Blocks:
    """Blocks that leave a conditional division take its conditions along."""
    return (
        (Conditional(conditions=scope.conditions, blocks=blocks, place=place),)
        if scope.conditions and blocks
        else blocks
    )


def _channel(channel: str, node: Node, reading: Reading, draft: Draft, scope: Scope) -> None:
    place = reading.place(node)
    if channel in ("solution", "rationale") and draft.kind == "question":
        channel = "rationale"
    wrong = {
        "solution": draft.kind not in _SOLVED and (f"a {channel} stands outside of an exercise", "put it inside ::: exercise, before its closing :::"),
        "rationale": draft.kind != "question" and ("a rationale stands outside of a question", "put it inside ::: question, before its closing :::"),
        "handout": scope.channel not in ("slide", "handout")
        and (f"participant text stands inside {_SAID[scope.channel]}", "close the division around it first: what is the trainer's stays the trainer's"),
    }.get(channel)  # fmt: skip
    if wrong:
        reading.error(place, *wrong)
        return
    blocks = _within_conditions(_inner(node, reading, draft, scope, channel), scope, place)
    setattr(draft, channel, (*getattr(draft, channel), *blocks))


_SAID = {"notes": "trainer notes", "solution": "a solution", "rationale": "a rationale", "hint": "a hint"}


def _glossary(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Blocks:
    """Terms for the course's glossary. Inside participant text they are read there too, elsewhere in the glossary only."""
    from courseware.course.glossary import terms_of

    place = reading.place(node)
    if scope.channel not in ("slide", "handout"):
        fact = f"a glossary stands inside {_SAID[scope.channel]}"
        reading.error(place, fact, "close the division around it first: everybody reads a glossary")
        return ()
    blocks = _inner(node, reading, draft, scope, "handout")
    draft.glossary += _within_conditions(terms_of(blocks, place, reading), scope, place)
    return blocks if scope.channel == "handout" else ()


def _activity(kind: str, node: Node, reading: Reading, draft: Draft, scope: Scope) -> None:
    from courseware.course.activities import read_activity

    place = reading.place(node)
    if draft.kind in ACTIVITIES.values():
        reading.error(
            place,
            f"a {kind} stands inside a {draft.kind}".replace("a e", "an e"),
            "close the first one before the second begins",
        )
    elif scope.channel != "slide":
        reading.error(
            place,
            f"a {kind} stands inside {_SAID.get(scope.channel, 'participant text')}",
            "put it outside: it is a slide of its own",
        )
    else:
        draft.followers.append(read_activity(kind, node, reading, scope))


def _conditional(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Blocks:
    place = reading.place(node)
    conditions = read_conditions(node.attributes, "content-hidden" in node.attributes.classes, reading, place)
    number = draft.number()
    blocks = _blocks(node, reading, draft, replace(scope, conditions=scope.conditions + conditions))
    if blocks and scope.channel == "slide" and not reading.pandoc and keeps_from_slides(conditions):
        fact = "no slide will show this: those in print are drawn from the deck"
        reading.warn(place, fact, 'put it under ::: handout, or let the condition include "pptx"')
    return (Conditional(conditions=conditions, blocks=blocks, place=place, id=number),) if blocks else ()


def _columns(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Blocks:
    number = draft.number()
    place = reading.place(node)
    parts: list[Part] = []
    for child in node.children:
        if child.kind == "division" and "column" in child.attributes.classes:
            inner = scope
            if {"incremental", "nonincremental"} & set(child.attributes.classes):
                inner = replace(scope, incremental="incremental" in child.attributes.classes)
            width = _share(child.attributes.values.get("width", ""), reading, reading.place(child))
            draft.headings.clear()
            parts.append(Part(_blocks(child, reading, draft, inner), width))
        elif (child.kind == "division" and meaning(child) in CHANNELS) or child.kind == "html_block":
            _blocks(replace(node, children=[child]), reading, draft, scope)
        else:
            reading.error(
                reading.place(child),
                "something stands between columns",
                "put it into a ::: column, or outside of ::: columns",
            )
    if len(parts) >= 2:
        return (Columns(parts=tuple(parts), place=place, id=number),)
    if not parts:
        reading.error(place, "the columns hold no column", "put a ::: column around each part")
        return ()
    return parts[0].blocks


def _share(text: str, reading: Reading, place: Place) -> float | None:
    """A column's width as a share: `40%` is 0.4."""
    if not text:
        return None
    try:
        share = float(text.removesuffix("%")) / 100
    except ValueError:
        share = 0.0
    if not text.endswith("%") or not 0 < share <= 1:
        reading.error(place, f"a column can't be {text} wide", 'write its share of the width: width="40%"')
        return None
    return round(share, 4)


def _box(kind: str, node: Node, reading: Reading, draft: Draft, scope: Scope) -> Box:
    number = draft.number()
    place = reading.place(node)
    title = title_of(node.attributes, reading, place)
    children = node.children
    if (
        not title and kind in CALLOUTS and children and children[0].kind == "heading"
    ):  # Quarto's second way to write a title
        title = read_inlines(children[0].children, reading, reading.place(children[0]))
        children = children[1:]
    blocks = _blocks(replace(node, children=children), reading, draft, scope)
    icon = checked_icon(node.attributes.values.get("icon", ""), reading, place)
    return Box(kind=kind, blocks=blocks, title=title, icon=icon, place=place, id=number)


def title_of(attributes: Attributes, reading: Reading, place: Place) -> Inlines:
    """The title in a division's attributes, which may hold emphasis and code."""
    text = attributes.values.get("title", "")
    return read_inlines(parse_inline(text, smart=reading.pandoc), reading, place) if text else ()


def warn_of_unknown(reading: Reading) -> None:
    """Tells the divisions that nobody knows, each name once for the whole file."""
    for name, places in reading.unknown.items():
        more = f", which stands here {len(places)} times" if len(places) > 1 else ""
        near = nearest(name, KNOWN)
        hint = f"did you mean {near}? what stands in it is kept" if near else "what stands in it is kept"
        reading.warn(places[0], f"nobody knows the division '{name}'{more}", hint)
