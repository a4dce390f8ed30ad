"""What stands on most slides of a deck at the same place is furniture, whoever put it there: a logo, a line of rights, a client's name."""

from __future__ import annotations

from collections import defaultdict

from courseware.content.blocks import plain_text
from courseware.files import digest
from courseware.powerpoint.reading.model import Image, OldDeck, Thing, Words

_LEAST, _SHARE = 3, 0.6
_GRID = 6.0  # points within which places are one


def repeated(deck: OldDeck) -> frozenset[tuple[int, int]]:
    """(slide, shape) of each thing that most slides have alike, outside of placeholders."""
    found: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    for slide in deck.slides:
        for thing in slide.things:
            if (looks := _looks(thing)) is not None:
                found[looks].append((slide.number, thing.key))
    least = max(_LEAST, _SHARE * len(deck.slides))
    return frozenset(
        place for places in found.values() if len({slide for slide, _ in places}) >= least for place in places
    )


def _looks(thing: Thing) -> tuple[object, ...] | None:
    if thing.kind or thing.key == 0:
        return None
    place = tuple(round(value / _GRID) for value in (thing.rect.x, thing.rect.y, thing.rect.w, thing.rect.h))
    match thing:
        case Words(paras=paras) if paras:
            return ("words", " ".join(plain_text(para.inlines) for para in paras), *place)
        case Image(data=data):
            return ("image", digest(data), *place)
    return None
