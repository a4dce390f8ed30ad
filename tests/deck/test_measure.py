"""Where lines may end, how wide text is, and in which font each sign stands."""

from __future__ import annotations

import pytest

from courseware.deck.measure import Measure, is_rtl, words
from tests.deck.kits import house


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("two words", "two |words"),
        ("a  b", "a  |b"),
        ("well-known, 5-10 and -5", "well-|known, |5-10 |and |-5"),
        ("stop — go–on", "stop |— |go–|on"),
        ("10\u00a0km and 1\u202f000", "10|\u00a0|km |and |1|\u202f|000"),
        ("long\u200bword\u200b here", "long\u200b|word\u200b |here"),
        ("日本語。はい", "日|本|語。|は|い"),
        ("日本 and", "日|本 |and"),
        (" begins", " |begins"),
        ("", ""),
    ],
)
def test_text_is_parted_where_a_line_may_end(text: str, parts: str) -> None:
    found = words(text)
    assert "|".join(found) == parts
    assert "".join(found) == text


@pytest.mark.parametrize(("text", "joined"), [("10\u00a0km", True), ("10 km", False), ("1\u202f000", True)])
def test_a_line_ends_at_no_blank_that_forbids_it(text: str, joined: bool) -> None:
    here = house("house")
    face = Measure(here.brand, here.files).face("Calibri")
    assert [face.word(word)[2] for word in words(text)[:-1]] == [not joined] * (len(words(text)) - 1)


def test_a_width_counts_kerning_and_grows_with_the_size() -> None:
    here = house("house")
    measure = Measure(here.brand, here.files)
    assert measure.width("AV", "Calibri", 24) < measure.width("A", "Calibri", 24) + measure.width("V", "Calibri", 24)
    assert measure.width("word", "Calibri", 48) == pytest.approx(2 * measure.width("word", "Calibri", 24))
    assert measure.width("word", "Calibri", 24, bold=True) > measure.width("word", "Calibri", 24)


def test_a_sign_that_the_font_lacks_is_lent_by_another_and_never_by_the_mono_where_arial_has_it() -> None:
    here = house("house")
    measure = Measure(here.brand, here.files)
    assert measure.stretches("see שלום עולם now", "Calibri") == [
        ("see ", "Calibri"),
        ("שלום עולם ", "Arial"),
        ("now", "Calibri"),
    ]
    assert measure.missing == set()
    measure.stretches("日", "Calibri")
    measure.stretches("日", "Calibri")
    assert measure.missing == {"日"}


@pytest.mark.parametrize(
    ("text", "rtl"), [("שלום", True), ("123 שלום", True), ("a שלום", False), ("", False), ("…", False)]
)
def test_the_first_letter_tells_the_direction(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl
