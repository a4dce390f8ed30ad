"""Columns of a table share its width."""

from __future__ import annotations

import pytest

from courseware.deck.elements.widths import shared


@pytest.mark.parametrize(
    ("expectation", "wanted", "least", "widths"),
    [
        ("room for all: each gets its part of what is over", (100, 300), (50, 50), (250, 750)),
        ("a short column keeps its line, a long one wraps", (90, 2000), (40, 60), (90, 910)),
        ("two long ones share what is left by what they lack", (100, 1060, 2060), (50, 60, 60), (100, 320, 580)),
        ("long ones alike share evenly", (2000, 2000), (50, 50), (500, 500)),
        ("a long word is given its room first", (300, 900, 900), (40, 400, 400), (73, 463.5, 463.5)),
        ("words that are too long for all are told later", (900, 900), (800, 800), (500, 500)),
    ],
)
def test_columns_share_the_width(
    expectation: str, wanted: tuple[float, ...], least: tuple[float, ...], widths: tuple[float, ...]
) -> None:
    found = shared(wanted, least, 1000)
    assert sum(found) == pytest.approx(1000)
    assert found == pytest.approx(widths, abs=0.1), expectation
