"""The slides of a lesson: title, bullets, participant text and what the trainer tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from courseware.importing.bullets import is_filler, short
from courseware.importing.handout import write_handout
from courseware.importing.markdown import escape, paragraph
from courseware.importing.plan import MOST_POINTS, MOST_SLIDES, Group, Unit, group, units_of
from courseware.importing.points import Point, every_point, examples_of, fitted, one_point, points_of, sentences_of
from courseware.importing.rules import rules
from courseware.importing.titles import own_words, slide_title
from courseware.importing.tree import Node
from courseware.importing.words import count_words

MOST_EXAMPLES = 3
LONGEST_JOINED = 104
"""Characters of a title made of several: two lines."""
LONGEST_WHOLE = 30
"""Words of a sentence that stands on a slide uncut, where there is nothing else to show."""
MOST_NOTE_WORDS = 160
"""Words of the notes of a slide beside its examples: what can be told in the time that a slide has."""
MOST_LAST_WORDS = 3
SIDE_WORDS = 9
"""Words of a bullet in one of two columns."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as it is written: `body`, `handout` and `notes` are Markdown, `minutes` whole.

    `mark` is the number (`2.`) of the heading that became the title, where the participant text has it no more.
    """

    title: str
    body: str
    handout: str = ""
    notes: str = ""
    minutes: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands under a topic's heading: a sentence for its section slide (or none), participant text and notes."""

    line: str = ""
    handout: str = ""
    notes: str = ""


def write_slides(root: Node, language: str, most: int = MOST_SLIDES) -> tuple[Opening, list[Slide]]:
    """The slides of a lesson, at most `most`, with every word of it in their participant texts and the opening's."""
    units, closing = units_of(root)
    first = Unit(root, [(-1, root)], None)
    points = points_of(root, MOST_POINTS)
    on_slide = len(points) > 1 or bool(points and not units)
    line = escape(points[0].text) if points and not is_filler(points[0].text) else ""
    opening = Opening() if on_slide else Opening(line, _handout(first), _notes([root], line, language))
    room = max(1, most - on_slide - (closing is not None))
    groups = _split_large(group(units, room), room) if units else []
    slides = [_alone(first, _opening_title(root, language), language)] if on_slide else []
    slides += [_slide(members, part, language) for members, part in groups]
    if closing:
        slides.append(_alone(closing, closing.node.title, language))
    return opening, slides


def minutes_for(text: str, least: int | None = None) -> int:
    """How long a trainer talks about a participant text, in whole minutes; at least those of a slide."""
    timing = rules("timing")
    return max(
        int(timing["least_minutes"]) if least is None else least,
        round(count_words(text) / float(timing["words_per_minute"])),
    )


def write_points(points: Sequence[Point], indent: str = "") -> str:
    """Points as a list."""
    return "\n".join(paragraph(_point(point), f"{indent}- ") for point in points)


def _point(point: Point) -> str:
    label, text = escape(point.label), escape(point.text)
    return f"**{label}**: {text}" if label and text else f"**{label}**" if label else text


# -- one slide --------------------------------------------------------------------------------------------------------------------------


def _slide(members: Group, part: tuple[int, int], language: str) -> Slide:
    units = members.units
    if len(units) == 1:
        return _alone(units[0], slide_title(units[0].node.title or units[0].node.mark), language, part)
    title = _group_title(units, language)
    side_by_side = len(units) == 2 and all(unit.size > 1 for unit in units)
    body = _columns(units) if side_by_side else write_points(fitted(_group_points(units)))
    handout = _handout(*units)
    return Slide(title, body, handout, _notes([unit.node for unit in units], body, language), minutes_for(handout))


def _alone(unit: Unit, title: str, language: str, part: tuple[int, int] = (0, 1)) -> Slide:
    """A slide for one unit, or one of several for a large one; the first of them carries its participant text."""
    number, of = part
    node = unit.node
    drawing = next((child.drawing for child in node.entries if child.drawing), None)
    if unit.inner:
        body = write_points([_inner_point(inner) for inner in unit.inner][:MOST_POINTS])
    elif drawing and len(node.entries) == 1:
        body = "\n".join(paragraph(escape(item), f"{n}. ") for n, item in enumerate(drawing.items, 1))
    elif of > 1:
        points = every_point(node)
        each = -(-len(points) // of)
        body = write_points(fitted(points[number * each : (number + 1) * each]))
    elif node.kind == "closing":
        body = write_points(_last_words(node))
    else:
        body = write_points(fitted(points_of(node, MOST_POINTS)) or _whole(node))
    titled = len(unit.nodes) == 1 + len(unit.inner) and title == node.title != ""
    handout = _handout(unit, titled=titled) if number == 0 else ""
    if of > 1:
        title = f"{title} ({number + 1}/{of})"
    notes = _notes([node, *unit.inner], body, language) if number == 0 else ""
    minutes = max(2, minutes_for(_handout(unit)) // of)
    return Slide(title, body, handout, notes, minutes, node.mark if titled and number == 0 else "")


def _last_words(node: Node) -> list[Point]:
    """The points of a conclusion: its sentences, short or (there are few) whole."""
    told = [sentence for sentence in node.sentences if not sentence.endswith(":")]
    points = [Point("", short(s) or (s.rstrip(".") if len(s.split()) <= LONGEST_WHOLE else "")) for s in told]
    return [point for point in points if point.text][:MOST_LAST_WORDS] or _whole(node)


def _whole(node: Node) -> list[Point]:
    """Where nothing can be shortened: the shortest sentence as it is, else the title."""
    sentences = [sentence for sentence in node.sentences if not sentence.endswith(":")]
    shortest = min(sentences, key=len, default="")
    return [Point("", shortest.rstrip("."))] if 0 < len(shortest.split()) <= LONGEST_WHOLE else [Point("", node.title)]


def _handout(*units: Unit, titled: bool = False) -> str:
    """The participant text of units on one slide. Its headings begin at the same level on every slide and skip none.

    The heading of the first is left out where the slide is `titled` by it: the title stands above the text on paper.
    """
    nodes = [member for unit in units for member in unit.nodes]
    if titled:
        depth, node = nodes[0]
        nodes[0] = (depth + 1, Node("root", sentences=node.sentences, children=node.entries))
    least = min((depth for depth, node in nodes if node.kind != "root"), default=0)
    texts, last = [], -1
    for depth, node in nodes:
        last = min(depth - least, last + 1) if node.kind != "root" else -1
        texts.append(write_handout(node, last))
    return "\n\n".join(text for text in texts if text)


def _inner_point(node: Node) -> Point:
    labels = [child.title for child in node.entries if child.kind == "item"]
    return Point(node.title, ", ".join(labels)) if labels else one_point(node)


def _group_points(units: Sequence[Unit]) -> list[Point]:
    if sum(unit.size for unit in units) <= MOST_POINTS and all(unit.size == 1 for unit in units):
        return [_named(unit) for unit in units]
    return [one_point(unit.node) for unit in units]


def _named(unit: Unit) -> Point:
    points = every_point(unit.node)
    if unit.node.title and points and not points[0].label:
        return Point(unit.node.title, points[0].text)
    return points[0] if points and not unit.node.title else one_point(unit.node)


def _columns(units: Sequence[Unit]) -> str:
    lines = ["::: columns"]
    for unit in units:
        points = (
            points_of(unit.node, MOST_POINTS // 2, SIDE_WORDS)
            if not unit.inner
            else [_inner_point(inner) for inner in unit.inner][:3]
        )
        lines += ["::: column", f"### {escape(unit.node.title)}", "", write_points(points), ":::"]
    return "\n".join([*lines, ":::"])


def _notes(nodes: Sequence[Node], body: str, language: str) -> str:
    """What a trainer tells while the slide is shown: the sentences that it has not or only in short, and the examples."""
    shown = " ".join(body.split())
    more: list[Point] = []
    owners = [node.title if len(nodes) > 1 else "" for node in nodes]
    every = [p for node, owner in zip(nodes, owners, strict=True) for p in sentences_of(node, shown, owner)]
    for point in every:
        if more and sum(count_words(p.text) for p in [*more, point]) > MOST_NOTE_WORDS:
            break
        more.append(point)
    examples = [example for node in nodes for example in examples_of(node)][:MOST_EXAMPLES]
    words = own_words(language)
    parts = [(words["more"], more), (words["example"], examples)]
    return "\n\n".join(f"{head}\n\n{_told(points)}" for head, points in parts if points)


def _told(points: Sequence[Point]) -> str:
    """Points as paragraphs that begin with a cue in bold, as trainers write notes."""
    return "\n\n".join(
        paragraph(f"**{escape(p.label)}:** {escape(p.text)}" if p.label else escape(p.text)) for p in points
    )


# -- titles -----------------------------------------------------------------------------------------------------------------------------


def _opening_title(root: Node, language: str) -> str:
    """What the first sentence is about (`The customer journey refers to ...`), else our own words for an overview."""
    first = root.sentences[0] if root.sentences else ""
    found = re.match(r"(.{4,64}?)\s(?:is|are|refers?|involves?|plays?|encompass(?:es)?|means?)\s", first)
    if found and len(found.group(1).split()) <= 9 and "," not in found.group(1):
        subject = re.sub(r"^(?:Understanding|Know how|The concepts? of)\s+", "", found.group(1))
        return slide_title(subject[:1].upper() + subject[1:])
    return own_words(language)["overview"]


def _group_title(units: Sequence[Unit], language: str) -> str:
    words = own_words(language)
    section = units[0].section
    if section and len(units) > 2 and all(unit.section is section for unit in units):
        return slide_title(section.title)
    titles = [unit.node.title for unit in units]
    several = any(f" {words['and']} " in title for title in titles)
    *before, last = titles
    joined = f"{', '.join(before)}{', ' if several else ' ' + words['and'] + ' '}{last}"
    if len(joined) <= LONGEST_JOINED:
        return joined
    spanned = f"{titles[0]} {words['to']} {last}" if len(units) > 2 else titles[0]
    return spanned if len(spanned) <= LONGEST_JOINED else slide_title(titles[0])


def unique(slides: list[Slide]) -> list[Slide]:
    """The slides with a title of its own for each."""
    seen: dict[str, int] = {}
    unique = []
    for slide in slides:
        key = slide.title.casefold()
        seen[key] = seen.get(key, 0) + 1
        unique.append(slide if seen[key] == 1 else replace(slide, title=f"{slide.title} ({seen[key]})"))
    return unique


def _split_large(groups: list[Group], room: int) -> list[tuple[Group, tuple[int, int]]]:
    """Gives spare slides to units with more points than one slide shows."""
    spare = room - len(groups)
    parts: list[tuple[Group, tuple[int, int]]] = []
    for members in groups:
        size = members.units[0].size if len(members.units) == 1 and not members.units[0].inner else 0
        of = min(1 + spare, -(-size // MOST_POINTS)) if size > MOST_POINTS else 1
        spare -= of - 1
        parts += [(members, (number, of)) for number in range(of)]
    return parts
