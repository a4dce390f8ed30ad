"""Colours: contrast by the formula of WCAG, and a palette that can be read whatever the brand's colour is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.brand.colors import PALETTE, contrast, difference, from_oklch, luminance, mix, on, reach, to_oklch
from courseware.brand.derive import complete

HEX = st.integers(0, 0xFFFFFF).map(lambda value: f"{value:06X}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("000000", "FFFFFF", 21.0),
        ("767676", "FFFFFF", 4.54),
        ("FF0000", "FFFFFF", 4.0),
        ("FFFFFF", "FFFFFF", 1.0),
        ("0000FF", "FFFF00", 8.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_mixing_goes_from_the_ground_to_the_colour() -> None:
    assert [mix("000000", "FFFFFF", share) for share in (0, 0.05, 0.5, 1)] == ["FFFFFF", "F2F2F2", "808080", "000000"]


@settings(max_examples=60, deadline=None)
@given(primary=HEX, ground=st.sampled_from(["FFFFFF", "FDF6E3", "101820", "000000"]))
def test_any_primary_colour_gives_a_palette_that_can_be_read(primary: str, ground: str) -> None:
    colors = complete({"primary": primary, "background": ground})
    assert set(PALETTE) <= set(colors)
    assert contrast(colors["text"], ground) >= 7
    assert contrast(colors["text"], colors["tint"]) >= 7
    for name in ("muted", "link", "good", "bad"):
        assert min(contrast(colors[name], ground), contrast(colors[name], colors["tint"])) >= 4.5, name
    assert contrast(colors["accent-text"], colors["accent"]) >= 4.5
    assert contrast(colors["dark-text"], colors["dark"]) >= 7


PRIMARIES = (
    "FFC20E", "FFF200", "39FF14", "FF0000", "00A651", "808080", "222222", "000000", "F2E6D8", "E6007E", "00A3E0", "5B2D8E", "8E2B1E", "F58220",
    "FFFFFF", "1F4E79", "0B6E4F", "2446A8",
)  # fmt: skip
"""Yellow, neon, pure red and green, grey, nearly black, nearly white: what providers have."""


@pytest.mark.parametrize("primary", PRIMARIES)
def test_the_accents_differ_for_every_kind_of_eye_and_on_a_grey_copy(primary: str) -> None:
    """Measured in Oklab with protanopia, deuteranopia and tritanopia simulated; 0.02 is just to be seen."""
    colors = complete({"primary": primary})
    accents = [colors["accent"], *(colors[f"accent{n}"] for n in range(2, 7))]
    assert all(contrast(accent, "FFFFFF") >= 3 for accent in accents[1:])
    pairs = [(one, other) for n, one in enumerate(accents) for other in accents[:n]]
    assert min(difference(one, other, rare=True) for one, other in pairs) > 0.06
    assert min(abs(luminance(one) ** (1 / 3) - luminance(other) ** (1 / 3)) for one, other in pairs) > 0.035


@settings(max_examples=60, deadline=None)
@given(primary=HEX)
def test_the_accents_of_any_colour_are_told_apart(primary: str) -> None:
    colors = complete({"primary": primary})
    accents = [colors["accent"], *(colors[f"accent{n}"] for n in range(2, 7))]
    assert min(difference(one, other, rare=True) for n, one in enumerate(accents) for other in accents[:n]) > 0.05


@pytest.mark.parametrize("primary", PRIMARIES)
def test_a_panel_in_the_accent_and_a_pale_ground_are_seen_on_the_plain_one(primary: str) -> None:
    colors = complete({"primary": primary})
    assert contrast(colors["accent"], "FFFFFF") >= 1.1
    assert colors["tint"] != "FFFFFF"
    assert contrast(colors["dark"], "FFFFFF") >= 12


@settings(max_examples=60, deadline=None)
@given(rgb=HEX)
def test_a_colour_comes_back_from_lightness_chroma_and_hue(rgb: str) -> None:
    back = from_oklch(*to_oklch(rgb))
    assert max(abs(int(rgb[n : n + 2], 16) - int(back[n : n + 2], 16)) for n in (0, 2, 4)) <= 1


def test_what_a_brand_names_is_never_changed() -> None:
    given = {"primary": "FFC20E", "foreground": "777777", "secondary": "123456", "muted": "999999"}
    assert {name: complete(given)[name] for name in given} == given
    assert complete(given)["accent2"] == "123456"


def test_a_colour_is_moved_only_as_far_as_it_must() -> None:
    assert reach("0B6E4F", 4.5, "FFFFFF") == "0B6E4F"
    assert 4.5 <= contrast(reach("FFC20E", 4.5, "FFFFFF"), "FFFFFF") < 5.2
    assert on("FFC20E", "FFFFFF", "19292E") == "19292E"
