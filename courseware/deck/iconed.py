"""Which icons stand where: those that an author puts at the beginning of a line, those that a brand has for a kind of slide or box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from courseware.content.blocks import Inlines, PictureRun, Run
from courseware.deck.kit import Ink, TextStyle
from courseware.deck.signs import ROOM, Sign
from courseware.icons import PREFIX, icon_of, no_such_icon
from courseware.problems import Place

if TYPE_CHECKING:
    from courseware.deck.spans import Setter

NONE = "none"
"""In place of an icon's name: none, whatever the brand has."""
RIGHT = "check"
"""The icon beside the letter of a right answer."""


def named_icon(setter: Setter, name: str, kind: str, ink: Ink, place: Place) -> Sign | None:
    """The icon `name`, else the one that the brand has for slides or boxes of this kind; None for none."""
    wanted = name or str(setter.brand.settings.get("icons", {}).get(kind, ""))
    if not wanted or wanted == NONE:
        return None
    icon = icon_of(wanted, setter.files)
    if icon is None:
        setter.problems.append(no_such_icon(wanted, setter.files, place))
        return None
    return Sign("Icon", icon.steps, ink)


def leading_icon(setter: Setter, inlines: Inlines, ink: Ink, place: Place) -> tuple[Sign | None, Inlines]:
    """The icon that a line of text begins with, and the text after it."""
    match inlines:
        case (PictureRun(src=src, alt=alt), *rest) if src.startswith(PREFIX):
            found = named_icon(setter, src.removeprefix(PREFIX), "", ink, place)
            if rest and isinstance(rest[0], Run):
                rest[0] = replace(rest[0], text=rest[0].text.lstrip())
            return found and replace(found, alt=alt), tuple(rest)
    return None, inlines


def tick(setter: Setter, ink: Ink) -> Sign | None:
    """The tick beside the letter of a right answer."""
    icon = icon_of(RIGHT, setter.files)
    said = setter.labels["right_answer"]
    return Sign(said, icon.steps, ink, alt=said, beside=True) if icon else None


def with_room(style: TextStyle) -> TextStyle:
    """A style whose text leaves room for an icon where its bullet would stand."""
    begin = style.margin + style.indent if style.bullet is not None else style.margin
    return replace(style, margin=max(style.margin, begin + style.size * ROOM), indent=0.0, bullet=None)
