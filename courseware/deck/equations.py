"""Displayed equations: from TeX to an element."""

from __future__ import annotations

from msgspec.structs import replace

from courseware.content.blocks import MathBlock, Run
from courseware.deck.elements.equation import EquationPart
from courseware.deck.kit import SlotBox
from courseware.deck.setting import TextItem
from courseware.deck.spans import Setter
from courseware.problems import Place


def equation_part(setter: Setter, slot: SlotBox, block: MathBlock, place: Place) -> EquationPart | None:
    """An equation on lines of its own, with the number that its `\\tag` gives; None, and a problem, where its TeX can't be read."""
    style = replace(slot.plain(), align="ctr", before=0.0, after=0.0, line=1.0, line_exact=False, caps=False)
    spans = setter.equation(block.tex, style, place, display=True)
    if not spans:
        return None
    from courseware.equation import read_equation

    tag = read_equation(block.tex).tag
    number = None
    if tag:
        plain = replace(style, align="r", bold=False)
        number = TextItem(setter.spans((Run(f"({tag})"),), plain, place), plain, place=place)
    item = TextItem(tuple(spans), style, block=block.id, build=setter.clicks, place=place)
    return EquationPart(item, number, block.id, place, setter.clicks)
