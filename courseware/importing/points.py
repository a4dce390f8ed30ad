"""The bullets of one part of a lesson: its entries in short, as many as there is room for."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.importing.bullets import begins_alone, is_filler, short
from courseware.importing.markdown import escape
from courseware.importing.rules import words_of
from courseware.importing.tree import RANKS, Node


@dataclass(frozen=True, slots=True)
class Point:
    """A bullet: a label in bold (or none) and a short text (or none)."""

    label: str
    text: str


def points_of(node: Node, room: int, most_words: int | None = None) -> list[Point]:
    """The points of a part, at most `room`: entries one by one where they fit, else lists gathered under their label."""
    entries = [(child, _of_entry(child, most_words)) for child in node.entries]
    own = _own_points(node, most_words)

    def count() -> int:
        return len(own) + sum(len(points) for _, points in entries)

    while count() > room:
        large = [i for i, (child, points) in enumerate(entries) if len(points) > 1 and _gathered(child)]
        texts = [i for i, (child, points) in enumerate(entries) if child.kind == "text" and points and points[0].label]
        if texts and count() - room <= len(texts) and own + [p for c, p in entries if c.kind != "text"]:
            entries[texts[-1]] = (entries[texts[-1]][0], [])
        elif large:
            at = max(large, key=lambda i: (len(entries[i][1]), -i))
            entries[at] = (entries[at][0], [point for point in (_gathered(entries[at][0]),) if point])
        elif texts:
            entries[texts[-1]] = (entries[texts[-1]][0], [])
        elif own:
            own.pop()
        else:
            break
    points = [*own, *(point for _, found in entries for point in found)]
    return _without_repeats(points if len(points) <= room else _two_by_two(points, room))


LINE = 70
"""Characters of a line on a slide at full size."""
ROOM = 356
"""Points from the title to the foot of a slide, of which a line takes 34 and a bullet 10 more."""


def fitted(points: list[Point]) -> list[Point]:
    """The points so that they stand on a slide at full size: while there are too many lines, the longest gets shorter."""
    points = list(points)
    tried: set[int] = set()
    while sum(34 * _lines(point) + 10 for point in points) > ROOM:
        long = [at for at, point in enumerate(points) if _lines(point) > 1 and point.text and at not in tried]
        if not long:
            break
        at = max(long, key=lambda i: len(points[i].label + points[i].text))
        tried.add(at)
        words = points[at].text.split()
        room = max(3, (LINE - len(points[at].label) - 2) * len(words) // max(1, len(points[at].text)))
        text = short(points[at].text, room)
        if text and len(text) < len(points[at].text):
            points[at] = Point(points[at].label, text)
    return points


def _lines(point: Point) -> int:
    return -(-(len(point.label) + len(point.text) + 2) // LINE)


def every_point(node: Node) -> list[Point]:
    """All points of a part, however many: what it would show if there were room."""
    return points_of(node, 99)


def one_point(node: Node) -> Point:
    """A part in one bullet: its title, and the first of its texts that can be said shortly, else the labels in it."""
    for sentence in _texts(node):
        text = short(sentence)
        if text:
            return Point(node.title, text)
    labels = [child.title for child in _labelled(node)]
    return Point(node.title, _listing(labels))


def examples_of(node: Node) -> list[Point]:
    """The examples in a part, whole: what a trainer tells while the slide is shown."""
    found = [
        Point(node.title if node.kind != "root" else "", " ".join(child.sentences))
        for child in node.children
        if child.kind == "aside" and child.sentences
    ]
    for child in node.children:
        found += examples_of(child)
    return found


def sentences_of(node: Node, shown: str, owner: str = "") -> list[Point]:
    """The sentences of a part and of what stands in it that `shown` (Markdown) does not hold whole, under their labels; no examples.

    `owner` is the part's title where a slide shows several: it tells whose `Definition` it is.
    """
    told: list[str] = []
    for before, sentence in zip(["", *node.sentences], node.sentences, strict=False):
        if sentence.endswith(":") or escape(sentence.rstrip(".")) in shown:
            continue
        if before and before not in told and not begins_alone(sentence) and not before.endswith(":"):
            told.append(before)  # `This ...` needs it
        told.append(sentence)
    label = owner if node.kind in RANKS else node.title
    if owner and node.kind in ("text", "list"):
        label = owner if node.title.casefold() in words_of("prose", "unsaid_labels") else f"{owner}, {node.title}"
    found = [Point(label, " ".join(told))] if told else []
    for child in node.entries:
        if child.kind != "aside":
            found += sentences_of(child, shown, owner)
    return found


def _texts(node: Node) -> list[str]:
    """The sentences that say what a part is, the best first."""
    definition = [s for child in node.entries if child.kind == "text" for s in child.sentences]
    rest = [s for child in node.entries if child.kind in ("text", "entry") for s in child.sentences]
    return [
        s
        for n, s in enumerate((*definition, *node.sentences, *rest))
        if not s.endswith(":") and (n == 0 or begins_alone(s))
    ]


def _own_points(node: Node, most_words: int | None) -> list[Point]:
    sentences = [s for n, s in enumerate(node.sentences) if not s.endswith((":", "?")) and (n == 0 or begins_alone(s))]
    points = [Point("", text) for sentence in sentences if (text := short(sentence, most_words))]
    telling = [point for point in points if not is_filler(point.text)]
    return (telling or ([] if node.entries else points))[:3]


def _of_entry(node: Node, most_words: int | None) -> list[Point]:
    """The points of one entry: one for an item or a text, several for a list or a group."""
    if node.kind == "aside":
        return []
    if node.drawing:
        return [Point("", item) for item in node.drawing.items]
    inner = [child for child in node.children if child.kind != "aside"]
    if node.kind == "list" or (inner and not node.sentences):
        if all(child.kind == "text" for child in inner) and inner:  # `Service Utility: Definition: ... Importance: ...`
            return [
                Point(
                    node.title, next((t for child in inner for s in child.sentences if (t := short(s, most_words))), "")
                )
            ]
        points = [point for child in inner for point in _of_entry(child, most_words)]
        said = [text for sentence in node.sentences if (text := short(sentence, most_words))]
        if len(node.sentences) == 1 and not points:
            return [Point(node.title, said[0] if said else "")]
        if said and not points:
            return [Point(node.title, said[0]), *(Point("", text) for text in said[1:])]
        return [*(Point("", text) for text in said), *points]
    alone = [s for n, s in enumerate(node.sentences) if not s.endswith(":") and (n == 0 or begins_alone(s))]
    text = next((t for sentence in alone if (t := short(sentence, most_words))), "")
    if node.kind == "text" and not text:
        return []
    if node.kind == "text" and node.title.casefold() in words_of("prose", "unsaid_labels"):
        return [Point("", text)]
    if node.kind == "entry":
        return [Point("", text)] if text else []
    nested = [point for child in inner if child.kind == "item" for point in _of_entry(child, most_words)]
    return [Point(node.title, text or _listing([child.title for child in inner if child.title])), *nested]


def _gathered(node: Node) -> Point | None:
    """A list in one bullet: its label and the labels or first words in it."""
    labels = [child.title for child in _labelled(node)]
    if len(labels) > 1:
        return Point(node.title, _listing(labels))
    text = next((t for sentence in node.sentences if (t := short(sentence))), "")
    return Point(node.title, text) if node.title else None


def _labelled(node: Node) -> list[Node]:
    found: list[Node] = []
    for child in node.children:
        if child.kind == "item":
            found.append(child)
        elif child.kind in ("list", "lettered"):
            found += _labelled(child) if child.kind == "list" else [child]
    return found


MOST_LISTED = 90
"""Characters of a bullet that lists labels: two lines on a slide."""


def _listing(labels: list[str]) -> str:
    """Labels in one line, as many as two lines of a slide hold."""
    text = ""
    for label in labels:
        longer = f"{text}, {label}" if text else label
        if len(longer) > MOST_LISTED:
            break
        text = longer
    return text


def _two_by_two(points: list[Point], room: int) -> list[Point]:
    """Where there are too many entries: several to a bullet, their labels only."""
    labels = [point.label or point.text for point in points]
    each = -(-len(labels) // max(1, room))
    return [Point("", _listing(labels[at : at + each])) for at in range(0, len(labels), each)]


def _without_repeats(points: list[Point]) -> list[Point]:
    return [point for point in dict.fromkeys(points) if point.label or point.text]
