"""The contrast of every pair of colours that text and ground make in a brand, by WCAG 2.2, level AA (1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from courseware.brand.colors import LEAST_CONTRAST, SHAPE_CONTRAST, contrast
from courseware.branding.findings import LOOK, OK, WRONG, Row, Section
from courseware.deck.kit import Kit, Layout, SlotBox

LARGE, LARGE_BOLD = 18.0, 14.0
"""From this size on, in points, text is large, which 3:1 is enough for."""
_DEEP = 2  # levels of lists that are looked at: deeper ones have the ink of the level above
_BLOCKS = (
    ("text", "tint", False), ("muted", "ground", False), ("muted", "tint", False), ("link", "ground", False), ("link", "tint", False),
    ("good", "ground", False), ("bad", "ground", False), ("accent-text", "accent", False),
)  # fmt: skip
"""Pairs that blocks make beside the layouts' own text: boxes, tables, links, answers."""


class Pair(Struct, frozen=True):
    """Text in `ink` on `ground`, as six hexadecimal digits; where; and whether all of it is large."""

    ink: str
    ground: str
    where: tuple[str, ...]
    large: bool

    @property
    def ratio(self) -> float:
        return contrast(self.ink, self.ground)

    @property
    def least(self) -> float:
        return SHAPE_CONTRAST if self.large else LEAST_CONTRAST


def pairs(kit: Kit) -> tuple[Pair, ...]:
    """Every pair on the slides of `kit`, the faintest first. On paper all words are dark (context.py)."""
    found: dict[tuple[str, str, bool], dict[str, None]] = {}

    def add(ink: str, ground: str, large: bool, where: str) -> None:
        found.setdefault((ink, ground, large), {})[where] = None

    for role, layout in kit.layouts.items():
        for slot in (*layout.slots.values(), *layout.foot):
            under = _under(slot, layout)
            for level in range(_DEEP if slot.kind in ("body", "obj") else 1):
                style = slot.style(level)
                if under and slot.kind != "pic":
                    large = style.size >= LARGE or (style.bold and style.size >= LARGE_BOLD)
                    add(style.ink.rgb, under, large, f"{role}: {slot.name}")
    for ink, ground, large in _BLOCKS:
        add(kit.palette[ink].rgb, kit.palette[ground].rgb, large, f"{ink} on {ground}")
    made = (Pair(ink, ground, tuple(where), large) for (ink, ground, large), where in found.items())
    return tuple(sorted(made, key=lambda pair: (pair.ratio, pair.ink, pair.ground, pair.large)))


def _under(slot: SlotBox, layout: Layout) -> str:
    """The colour that a box stands on: the last filled shape that holds it, else the layout's ground; `""` over a picture."""
    found = layout.background.rgb
    for shape in layout.decor:
        holds = shape.rect.holds(slot.rect, 1)
        if holds and shape.kind == "picture":
            found = ""
        elif holds and shape.kind in ("rect", "ellipse") and shape.fill is not None:
            found = shape.fill.rgb
    return found


def contrast_section(kit: Kit, template: bool) -> Section:
    """A row for each pair; those that fall short are wrong in our own layouts, and worth a look in a provider's template."""
    names = {ink.rgb: name for name, ink in reversed(list(kit.palette.items()))}
    return Section("contrast", tuple(_rows(kit, template, names)), "text 4.5:1, large text 3:1 (WCAG 2.2, level AA)")


def _rows(kit: Kit, template: bool, names: Mapping[str, str]) -> Iterator[Row]:
    for pair in pairs(kit):
        enough = pair.ratio >= pair.least
        state = OK if enough else LOOK if template else WRONG
        where = pair.where[0] + (f" and {len(pair.where) - 1} more" if len(pair.where) > 1 else "")
        cells = (f"{pair.ratio:.1f}:1", f"of {pair.least:g}:1", where)
        called = f"{_called(pair.ink, names)} on {_called(pair.ground, names)}"
        way = (
            ""
            if enough
            else "change one of the two in the template"
            if template
            else "change one of the two under color:"
        )
        yield Row(called, state, cells, way)


def _called(rgb: str, names: Mapping[str, str]) -> str:
    return f"{names[rgb]} #{rgb}" if rgb in names else f"#{rgb}"
