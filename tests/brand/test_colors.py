"""Colours: contrast by the formula of WCAG, and a palette that can be read whatever the brand's colour is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.brand.colors import PALETTE, complete, contrast, difference, mix, on, reach

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


@settings(max_examples=60, deadline=None)
@given(primary=HEX)
def test_the_accents_differ_also_for_people_who_see_red_and_green_alike(primary: str) -> None:
    colors = complete({"primary": primary})
    accents = [colors[f"accent{n}"] for n in range(2, 7)]
    assert all(contrast(accent, "FFFFFF") >= 3 for accent in accents)
    pairs = [(one, other) for n, one in enumerate(accents) for other in accents[:n]]
    assert min(difference(one, other) for one, other in pairs) > 0.05


def test_what_a_brand_names_is_never_changed() -> None:
    given = {"primary": "FFC20E", "foreground": "777777", "secondary": "123456", "muted": "999999"}
    assert {name: complete(given)[name] for name in given} == given
    assert complete(given)["accent2"] == "123456"


def test_a_colour_is_moved_only_as_far_as_it_must() -> None:
    assert reach("0B6E4F", 4.5, "FFFFFF") == "0B6E4F"
    assert 4.5 <= contrast(reach("FFC20E", 4.5, "FFFFFF"), "FFFFFF") < 5.2
    assert on("FFC20E", "FFFFFF", "19292E") == "19292E"
