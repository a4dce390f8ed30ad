"""Code: its tokens in the brand's colours, each of which can be read on the ground that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec.structs import replace

from courseware.brand.colors import LEAST_CONTRAST, contrast, difference, mix, reach
from courseware.content.blocks import Code, Run
from courseware.deck.elements.code import CodePart
from courseware.deck.kit import Ink, SlotBox, TextStyle
from courseware.deck.setting import TextItem
from courseware.deck.slides import Span
from courseware.deck.spans import Setter
from courseware.highlight import lines_of, read_ranges
from courseware.problems import Place

LINE = 1.2
"""The height of a line of code as a share of its size: the same in every program, so that numbers and marks beside it don't drift."""
BAND = 0.14
"""How much of the accent is in the band behind a line that stands out."""
APART = 0.07
"""How far apart two colours of code look at least (Oklab); 0.02 is just to be seen."""
_WISHES = {
    "keyword": ("accent", "link", "accent2"),
    "string": ("good", "accent3", "accent2"),
    "number": ("accent2", "accent4", "accent5"),
    "name": ("accent3", "accent2", "accent5", "link"),
    "added": ("good",),
    "removed": ("bad",),
    "comment": ("muted",),
}
"""Names of the palette that each kind of token would like, the first that can be told from those before it."""


def code_part(setter: Setter, slot: SlotBox, block: Code, place: Place) -> CodePart:
    """Lines of code under the name of their file."""
    kit = setter.kit
    marked = read_ranges(block.highlight) or frozenset()
    fill = kit.dress.code.fill or kit.ink("ground")
    band = Ink(mix(kit.ink("accent").rgb, fill.rgb, BAND))
    plain = _readable(kit.ink("text"), fill, band) if marked else kit.ink("text")
    size = kit.policy.code_size
    style = TextStyle(kit.fonts["mono"], size, plain, line=size * LINE, line_exact=True)
    inks = code_inks(tuple(kit.palette.items()), fill, band if marked else fill)
    lines = []
    for number, tokens in enumerate(lines_of(block.text.expandtabs(4), block.language)):
        where = Place(place.file, place.line + 1 + number)
        spans: list[Span] = []
        for token in tokens:
            for span in setter.spans((Run(token.text, code=True),), style, where):
                ink = inks.get(token.kind)
                spans.append(replace(span, ink=ink, bold=token.bold, italic=token.italic) if token.kind else span)
        lines.append(TextItem(tuple(spans), style, block=block.id, build=setter.clicks, breakable=True, place=place))
    name = None
    if block.filename:
        small = _small(setter, slot)
        name = TextItem(setter.spans((Run(block.filename),), small, place), small, place=place)
    return CodePart(
        tuple(lines),
        name,
        kit.dress.code,
        block.id,
        place,
        setter.clicks,
        first=block.first,
        numbers=block.numbers,
        marked=marked,
        band=band,
        mark=_readable(kit.ink("accent"), fill, band, 3.0),
        quiet=_readable(kit.ink("muted"), fill, band),
    )


def _small(setter: Setter, slot: SlotBox) -> TextStyle:
    return replace(
        slot.style(0),
        bullet=None,
        margin=0.0,
        indent=0.0,
        size=setter.kit.policy.caption_size,
        bold=True,
        ink=setter.kit.ink("muted"),
        before=0.0,
        after=4.0,
    )


@lru_cache(maxsize=64)
def code_inks(palette: tuple[tuple[str, Ink], ...], fill: Ink, band: Ink) -> Mapping[str, Ink]:
    """The colour of each kind of token, of 4.5:1 or more on both grounds. A brand names its own in its palette: `code-keyword`, `code-string`."""
    names = dict(palette)
    found: dict[str, Ink] = {}
    for kind, wishes in _WISHES.items():
        own = names.get(f"code-{kind}")
        choices = [_readable(ink, fill, band) for name in wishes if (ink := own or names.get(name)) is not None]
        taken = [names["text"].rgb, *(ink.rgb for ink in found.values())]
        apart = (ink for ink in choices if all(difference(ink.rgb, other) >= APART for other in taken))
        found[kind] = choices[0] if own or len(wishes) == 1 else next(apart, choices[0])
    return found


def _readable(ink: Ink, fill: Ink, band: Ink, ratio: float = LEAST_CONTRAST) -> Ink:
    """`ink`, or the nearest colour of its hue that can be read on both grounds."""
    if all(contrast(ink.rgb, ground.rgb) >= ratio for ground in (fill, band)):
        return ink
    return Ink(reach(ink.rgb, ratio, fill.rgb, band.rgb))
