"""The section `blocks` of layouts.yml as a `Dress`, in the colours of a kit: the brand's own, or those of a provider's theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courseware.brand.colors import LEAST_CONTRAST, contrast, mix, on
from courseware.deck.dress import Dress, PanelDress, Rule, TableDress, WordsDress
from courseware.deck.kit import Ink
from courseware.powerpoint.spec import MIXED, NONE, Spec


def read_dress(
    spec: Spec, palette: Mapping[str, Ink], fonts: Mapping[str, str], names: Mapping[str, str] | None = None
) -> Dress:
    """How the spec dresses blocks. `names` renames colours of the house where a theme has no equal; a colour that can't be read on its ground
    gives way to one that can.
    """
    blocks: Mapping[str, Any] = spec.get("blocks") or {}
    colours = _Colours(palette, names or {})
    return Dress(
        table=_table(blocks.get("table") or {}, colours),
        code=_panel(blocks.get("code") or {}, colours),
        box=_panel(blocks.get("box") or {}, colours),
        term=_words(blocks.get("term") or {}, colours, fonts),
        heading=_words(blocks.get("heading") or {}, colours, fonts),
        quote=_words({"bold": False, "italic": True, **(blocks.get("quote") or {})}, colours, fonts),
        footnote=_rule(blocks.get("footnote"), colours),
    )


class _Colours:
    """Finds colours by the names of layouts.yml; a name that the palette doesn't have is none."""

    def __init__(self, palette: Mapping[str, Ink], names: Mapping[str, str]) -> None:
        self.palette, self.names = palette, names

    def ink(self, name: str) -> Ink | None:
        if not name or name == NONE:
            return None
        mixed = MIXED.fullmatch(name)
        if mixed is None:
            return self.palette.get(self.names.get(name, name))
        one, other = self.ink(mixed[1]), self.ink(mixed[3])
        return Ink(mix(one.rgb, other.rgb, int(mixed[2]) / 100)) if one and other else one

    def read_on(self, ink: Ink | None, fill: Ink) -> Ink:
        """`ink`, or where it can't be read on `fill`, the first of ground, text, white and black that can."""
        if ink is not None and contrast(ink.rgb, fill.rgb) >= LEAST_CONTRAST:
            return ink
        ground, text = self.palette["ground"], self.palette["text"]
        found = on(fill.rgb, text.rgb, ground.rgb)
        return next((each for each in (text, ground) if each.rgb == found), Ink(found))


def _rule(said: Mapping[str, Any] | None, colours: _Colours) -> Rule:
    return Rule(colours.ink(str(said.get("ink", "rule"))), float(said.get("width", 0.5))) if said else Rule()


def _table(said: Mapping[str, Any], colours: _Colours) -> TableDress:
    head = said.get("head") or {}
    fill = colours.ink(str(head.get("fill", "")))
    ink = colours.ink(str(head.get("ink", "")))
    return TableDress(
        head_fill=fill,
        head_ink=colours.read_on(ink, fill) if fill is not None else ink,
        head_bold=bool(head.get("bold", True)),
        top=_rule(said.get("top"), colours),
        head=_rule(head.get("rule"), colours),
        row=_rule(said.get("row"), colours),
        bottom=_rule(said.get("bottom"), colours),
        band=colours.ink(str(said.get("band", ""))),
    )


def _panel(said: Mapping[str, Any], colours: _Colours) -> PanelDress:
    ground = colours.palette["ground"]
    fill = colours.ink(str(said.get("fill", "")))
    under = fill or ground
    inks = {kind: colours.ink(str(name)) for kind, name in (said.get("inks") or {}).items()}
    ink = colours.ink(str(said.get("ink", "accent")))
    return PanelDress(
        fill=fill,
        ink=colours.read_on(ink, under),
        inks={kind: colours.read_on(each, under) for kind, each in inks.items() if each is not None},
        edge=float(said.get("edge", 0.0)),
        outline=float(said.get("outline", 0.0)),
        top=float(said.get("top", 0.0)),
    )


def _words(said: Mapping[str, Any], colours: _Colours, fonts: Mapping[str, str]) -> WordsDress:
    ink = colours.ink(str(said.get("ink", "")))
    return WordsDress(
        ink=colours.read_on(ink, colours.palette["ground"]) if ink is not None else None,
        family=fonts.get(str(said.get("font", "")), ""),
        bold=bool(said.get("bold", True)),
        italic=bool(said.get("italic", False)),
    )
