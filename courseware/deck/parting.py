"""A paragraph goes on, on the next slide: its lines are parted, not set again."""

from __future__ import annotations

from msgspec.structs import replace

from courseware.deck.measure import Measure
from courseware.deck.setting import Scale, SetItem, SetLine, TextItem, key_of
from courseware.deck.slides import Piece, Span


def part_item(found: SetItem, line: int, width: float, scale: Scale, measure: Measure) -> tuple[TextItem, TextItem]:
    """The paragraph `found`, set in `width` at `scale`, parted before its line number `line`.

    The second part goes on without a bullet and an indent of its own. Both are known to `measure` as set.
    """
    item = found.item
    head = _part(found, found.lines[:line], item)
    going_on = replace(item, bullet_text="", sign=None, style=replace(item.style, indent=0.0))
    tail = _part(replace(found, style=replace(found.style, indent=0.0)), found.lines[line:], going_on)
    for part in (head, tail):
        measure.known[key_of(part.item, width, scale)] = part
    return head.item, tail.item


def _part(found: SetItem, lines: tuple[SetLine, ...], item: TextItem) -> SetItem:
    """Some lines of a paragraph as a paragraph: the text on them, the breaks between them, no empty line at either end."""
    while lines and not lines[0].pieces:
        lines = lines[1:]
    while lines and not lines[-1].pieces:
        lines = lines[:-1]
    texts: list[tuple[int, list[str]]] = []
    moved: list[SetLine] = []
    for line in lines:
        pieces: list[Piece] = []
        for piece in line.pieces:
            if not texts or texts[-1][0] != piece.span:
                between = range(texts[-1][0] + 1, piece.span) if texts else ()
                texts += [(number, ["\n"]) for number in between if found.spans[number].text == "\n"]
                texts.append((piece.span, []))
            texts[-1][1].append(piece.text)
            pieces.append(replace(piece, span=len(texts) - 1))
        moved.append(replace(line, pieces=tuple(pieces)))
    return SetItem(
        replace(item, spans=_spans(texts, item.spans)),
        found.style,
        _spans(texts, found.spans),
        tuple(moved),
        found.overflow,
    )


def _spans(texts: list[tuple[int, list[str]]], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(replace(spans[number], text="".join(text)) for number, text in texts)
