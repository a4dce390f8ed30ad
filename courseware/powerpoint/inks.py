"""The palette's colours in a stranger's theme, on the ground that a layout really has."""

from __future__ import annotations

from courseware.brand.colors import LEAST_CONTRAST, SHAPE_CONTRAST, contrast, mix, on, reach
from courseware.deck.kit import Ink
from courseware.powerpoint.places import TITLES
from courseware.powerpoint.template import Sheet
from courseware.powerpoint.theme import Palette


def sheet_palette(sheet: Sheet, ground: Ink) -> dict[str, Ink]:
    """The palette for what is set on a layout.

    Where its theme's text can't be read on its `ground` (a dark picture or fill, the letters set white box by box), text has the colour of its boxes.
    """
    theme = sheet.palette
    if contrast(theme.named("tx1"), ground.rgb) >= LEAST_CONTRAST or ground.rgb == theme.named("bg1"):
        return theme_palette(theme)
    said = [p.levels[0].ink for p in (*sheet.content, *sheet.of(*TITLES))]
    readable = [ink for ink in said if contrast(ink.rgb, ground.rgb) >= LEAST_CONTRAST]
    other = Ink(theme.named("bg1"), "bg1")
    if not readable and contrast(other.rgb, ground.rgb) > contrast(theme.named("tx1"), ground.rgb):
        readable = [other]
    return theme_palette(theme, ground, readable[0]) if readable else theme_palette(theme)


def theme_palette(theme: Palette, under: Ink | None = None, letters: Ink | None = None) -> dict[str, Ink]:
    """A foreign theme's colours by the palette's names; what is derived reaches the contrast that look.md asks for."""
    paper, print_ = under or Ink(theme.named("bg1"), "bg1"), letters or Ink(theme.named("tx1"), "tx1")
    ground, text, accent = paper.rgb, print_.rgb, theme.named("accent1")
    tint = mix(accent, ground, 0.05)
    read = {
        "muted": reach(mix(text, ground, 0.6), LEAST_CONTRAST, ground, tint),
        "accent-text": on(accent, ground, text),
        "tint": tint,
        "rule": mix(text, ground, 0.28),
        "good": reach("1B7A46", LEAST_CONTRAST, ground, tint),
        "bad": reach("B3261E", LEAST_CONTRAST, ground, tint),
    }
    inks = {
        "ground": paper,
        "text": print_,
        "accent": Ink(accent, "accent1"),
        **{f"accent{n}": Ink(theme.named(f"accent{n}"), f"accent{n}") for n in range(2, 7)},
        **{name: Ink(rgb) for name, rgb in read.items()},
        "muted": Ink(read["muted"], print_.scheme, 0.6) if print_.scheme else Ink(read["muted"]),
        "rule": Ink(read["rule"], print_.scheme, 0.28) if print_.scheme else Ink(read["rule"]),
        "accent-text": Ink(
            read["accent-text"], {ground: paper.scheme, text: print_.scheme}.get(read["accent-text"], "")
        ),
        "tint": Ink(tint, "accent1", 0.05),
        "link": Ink(theme.named("hlink"), "hlink"),
    }
    if under is not None:
        inks["tint"] = Ink(tint)
        inks["link"] = Ink(reach(theme.named("hlink"), LEAST_CONTRAST, ground))
    if contrast(accent, ground) < SHAPE_CONTRAST:
        inks["accent"] = Ink(reach(accent, SHAPE_CONTRAST, ground))
        inks["accent-text"] = Ink(on(inks["accent"].rgb, ground, text))
    return inks
