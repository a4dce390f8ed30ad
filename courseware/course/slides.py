"""Where slides begin: the nodes of a file parted into topics and slides, each read into its channels.

In a course `#` is a topic and `##` a slide. Pandoc's rule (its manual, "Structuring the slide show") holds for a file on its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from courseware.course.attributes import NONE, Attributes, is_hidden
from courseware.course.blocks import read_blocks
from courseware.course.conditions import read_conditions
from courseware.course.divisions import CONDITIONAL, OWN, meaning
from courseware.course.inlines import read_inlines
from courseware.course.markdown.parser import Node
from courseware.course.reading import Conditions, Draft, Reading, Scope
from courseware.problems import Place

_TRANSPARENT = ("", "incremental", "nonincremental")
_DEEPEST_LEVEL = 6


class Begin(Struct, eq=False):
    """A slide or section as it begins, with the nodes that follow it. `heading` is None where a line of dashes began it."""

    place: Place
    heading: Node | None = None
    level: int = 0
    conditions: Conditions = ()
    classes: tuple[str, ...] = ()
    nodes: list[Node] = field(default_factory=list)


def slide_level(nodes: list[Node]) -> int:
    """The smallest level of a heading that is directly followed by content; 6 where none is, as in pandoc."""
    least = _DEEPEST_LEVEL
    outline = [node for node in nodes if node.kind != "html_block" and not _is_own(node)]
    for node, following in zip(outline, [*outline[1:], None], strict=False):
        if node.kind == "heading" and following and following.kind not in ("heading", "hr"):
            least = min(least, int(node.tag[1]))
    return least


def _is_own(node: Node) -> bool:
    return node.kind == "division" and meaning(node) in OWN


def read_drafts(nodes: list[Node], reading: Reading) -> list[Draft]:
    """Every slide and section of a file in order; activities are the `followers` of the slide that they stand in."""
    begins = [Begin(reading.source.place(0))]
    _part(nodes, reading, begins, (), ())
    drafts: list[Draft] = []
    for n, begin in enumerate(begins):
        draft = _read(begin, reading)
        if n == 0:
            drafts.extend(_before_first(draft, begin, reading))
        elif _is_meant(begin, draft, reading):
            drafts.append(draft)
    return drafts


def _is_meant(begin: Begin, draft: Draft, reading: Reading) -> bool:
    """Whether a beginning makes a slide: a heading does, but pandoc makes none of an empty one above the level of slides."""
    if begin.heading and not (reading.pandoc and draft.kind == "section" and not draft.title):
        return True
    return not _is_empty(draft)


def _is_empty(draft: Draft) -> bool:
    return not (draft.blocks or draft.notes or draft.handout or draft.glossary or draft.followers)


def _before_first(draft: Draft, begin: Begin, reading: Reading) -> Iterator[Draft]:
    """What stands before the first slide: pandoc makes a slide of it, in a course only activities can stand alone."""
    if reading.pandoc:
        if not _is_empty(draft):
            yield draft
        return
    if draft.blocks or draft.notes or draft.handout or draft.glossary:
        first = next(node for node in begin.nodes if node.kind not in ("html_block", "footnote_reference"))
        reading.error(
            reading.place(first), "this stands before the first slide", "begin a slide with ## and its title above it"
        )
    yield from draft.followers


def _part(
    nodes: list[Node], reading: Reading, begins: list[Begin], conditions: Conditions, classes: tuple[str, ...]
) -> None:
    """Parts nodes at headings of slide level and above and at lines of dashes, also inside divisions around whole slides."""
    for n, node in enumerate(nodes):
        if node.kind == "heading" and int(node.tag[1]) <= reading.slide_level:
            begins.append(Begin(reading.place(node), node, int(node.tag[1]), conditions, classes))
        elif node.kind == "hr":
            begins.append(Begin(reading.place(node), conditions=conditions, classes=classes))
        elif node.kind == "division" and _holds_slides(node, reading):
            inner, inner_classes = conditions, classes
            if meaning(node) in CONDITIONAL:
                hide = "content-hidden" in node.attributes.classes
                inner = conditions + read_conditions(node.attributes, hide, reading, reading.place(node))
            elif meaning(node):
                inner_classes = (*classes, meaning(node))
            before = len(begins)
            at = next((n for n, child in enumerate(node.children) if child.kind in ("heading", "hr")), 0)
            if at:  # what stands in the division before its first slide belongs to the slide before
                lead = Node("division", first=node.first, end=node.end, meta=node.meta, children=node.children[:at])
                begins[-1].nodes.append(lead)
            _part(node.children[at:], reading, begins, inner, inner_classes)
            following = next((later for later in nodes[n + 1 :] if later.kind != "html_block"), None)
            if len(begins) > before and inner != conditions and following and not _begins_slide(following, reading):
                hint = "begin a slide with ## first: it's not clear whether this belongs to the slide in the division"
                reading.error(reading.place(following), "text follows a division that holds whole slides", hint)
        else:
            begins[-1].nodes.append(node)


def _begins_slide(node: Node, reading: Reading) -> bool:
    if node.kind == "heading":
        return int(node.tag[1]) <= reading.slide_level
    return node.kind == "hr" or (node.kind == "division" and _holds_slides(node, reading))


def _holds_slides(node: Node, reading: Reading) -> bool:
    """Whether a division stands around whole slides: one with a condition, or one that has no meaning of its own."""
    if meaning(node) not in (*CONDITIONAL, *_TRANSPARENT):
        return False
    return any(
        (child.kind == "heading" and int(child.tag[1]) <= reading.slide_level)
        or child.kind == "hr"
        or (child.kind == "division" and _holds_slides(child, reading))
        for child in node.children
    )


def _read(begin: Begin, reading: Reading) -> Draft:
    attributes: Attributes = begin.heading.attributes if begin.heading else NONE
    section = bool(begin.heading) and begin.level < reading.slide_level
    classes = (*begin.classes, *attributes.classes)
    steps = [name for name in classes if name in ("incremental", "nonincremental")]
    incremental = steps[-1] == "incremental" if steps else reading.incremental
    draft = Draft(
        "section" if section else "slide", begin.place, attributes, conditions=begin.conditions, incremental=incremental
    )
    if begin.heading:
        draft.title = read_inlines(begin.heading.children, reading, begin.place)
    above = begin.level or reading.slide_level
    draft.blocks = read_blocks(begin.nodes, reading, draft, Scope(incremental=incremental, above=above))
    for follower in draft.followers:
        follower.conditions = begin.conditions + follower.conditions
        follower.hidden = is_hidden(attributes)
    return draft
