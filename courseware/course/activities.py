"""Exercises, discussions and questions: divisions that become slides of their own."""

from __future__ import annotations

from courseware.content.blocks import List
from courseware.course.attributes import Attributes
from courseware.course.blocks import read_blocks
from courseware.course.divisions import title_of
from courseware.course.inlines import read_inlines
from courseware.course.markdown.parser import Node
from courseware.course.model import Option
from courseware.course.reading import Draft, Reading, Scope
from courseware.problems import Place
from courseware.suggest import did_you_mean

KEYS = {
    "exercise": ("title", "minutes", "outcomes", "outcome", "group", "priority", "layout", "icon"),
    "discussion": ("title", "minutes", "outcomes", "outcome", "group", "priority", "layout", "icon"),
    "question": ("title", "outcome", "outcomes", "level", "points", "minutes", "priority", "icon", "fixed", "exam"),
}
"""The attributes that each kind of activity may have."""


def read_activity(kind: str, node: Node, reading: Reading, scope: Scope) -> Draft:
    """The slide that an activity becomes, with its own channels."""
    place = reading.place(node)
    _check_keys(kind, node.attributes, reading, place)
    draft = Draft(kind, place, node.attributes, title_of(node.attributes, reading, place), scope.conditions)
    children = node.children
    if not draft.title and children and children[0].kind == "heading":
        draft.title = read_inlines(children[0].children, reading, reading.place(children[0]))
        children = children[1:]
    levels = [int(child.tag[1]) for child in children if child.kind == "heading"]
    inner = Scope(above=min(levels, default=2) - 1, incremental=scope.incremental)
    draft.blocks = read_blocks(children, reading, draft, inner)
    if kind == "question":
        _take_options(draft, reading, place)
    elif not draft.blocks and not draft.title:
        reading.error(place, f"the {kind} holds no task", "write what participants are to do")
    draft.role = kind
    return draft


def _check_keys(kind: str, attributes: Attributes, reading: Reading, place: Place) -> None:
    for key in attributes.values:
        if key not in KEYS[kind]:
            reading.error(place, f"a {kind} has no '{key}'".replace("a e", "an e"), did_you_mean(key, KEYS[kind]))


def _take_options(draft: Draft, reading: Reading, place: Place) -> None:
    """Parts the stem from the options, the first task list of the question."""
    at = next(
        (n for n, block in enumerate(draft.blocks) if isinstance(block, List) and block.items[0].checked is not None),
        None,
    )
    if at is None:
        reading.error(
            place, "the question has no answers to choose from", "write each as an item: - [x] right, - [ ] wrong"
        )
        return
    options = draft.blocks[at]
    assert isinstance(options, List)
    draft.options = tuple(Option(item.blocks, bool(item.checked)) for item in options.items)
    if at + 1 < len(draft.blocks):
        reading.error(
            draft.blocks[at + 1].place,
            "something stands after the question's answers",
            "put it before them, or into ::: rationale",
        )
    draft.blocks = draft.blocks[:at]
    unmarked = [item for item in options.items if item.checked is None]
    if unmarked:
        reading.error(unmarked[0].place, "an answer is marked neither right nor wrong", "begin it with [x] or [ ]")
    elif len(options.items) < 2:
        reading.error(options.place, "the question has one answer only", "give it at least two to choose from")
    elif not any(item.checked for item in options.items):
        reading.error(options.place, "the question has no right answer", "mark it with [x]")
    if not draft.blocks and not draft.title:
        reading.error(place, "the question asks nothing", "write the question above its answers")
