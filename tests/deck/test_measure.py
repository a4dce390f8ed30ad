"""Where lines may end, how wide text is, and in which font each sign stands."""

from __future__ import annotations

import pytest

from courseware.deck.breaking import signs, words
from courseware.deck.measure import Measure
from courseware.deck.scripts import is_rtl
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
        ("「日本」（ア）", "「日|本」|（ア）"),
        ("キャッチー、と", "キャッ|チー、|と"),
        ("한국어 낱말은", "한국어 |낱말은"),
        ("日本and中国", "日|本|and|中|国"),
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
    assert [(each.text, each.family, each.slot) for each in measure.stretches("see שלום עולם now", "Calibri")] == [
        ("see ", "Calibri", ""),
        ("שלום עולם ", "Arial", "cs"),
        ("now", "Calibri", ""),
    ]
    assert measure.missing == set()
    measure.stretches("ሀ", "Calibri")
    measure.stretches("ሀ", "Calibri")
    assert measure.missing == {"ሀ"}


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "漢字", ("Droid Sans Fallback", "ea", "Microsoft YaHei", "zh")),
        ("zh-TW", "漢字", ("Droid Sans Fallback", "ea", "Microsoft JhengHei", "")),
        ("en", "漢字かな", ("Droid Sans Fallback", "ea", "Yu Gothic", "ja")),
        ("en", "한국어", ("Droid Sans Fallback", "ea", "Malgun Gothic", "ko")),
        ("en", "مرحبا", ("Noto Sans Arabic UI", "cs", "Arial", "ar")),
        ("fa", "مرحبا", ("Noto Sans Arabic UI", "cs", "Arial", "")),
        ("en", "✓", ("DejaVu Sans", "sym", "Segoe UI Symbol", "")),
        ("en", "🚀", ("Noto Emoji", "sym", "Segoe UI Emoji", "")),
        ("en", "❤\ufe0f", ("Noto Emoji", "sym", "Segoe UI Emoji", "")),
        ("en", "→", ("Calibri", "", "", "")),
    ],
)
def test_another_script_gets_the_font_that_office_has_for_it(
    language: str, text: str, found: tuple[str, str, str, str]
) -> None:
    here = house("house")
    (only,) = Measure(here.brand, here.files, language).stretches(text, "Calibri")
    assert (only.family, only.slot, only.typeface, only.lang) == found


def test_a_line_is_as_high_as_the_lent_font_asks() -> None:
    here = house("house")
    measure = Measure(here.brand, here.files)
    measure.stretches("漢مرحبا", "Calibri")
    assert measure.face("Droid Sans Fallback").line == pytest.approx(1.34)
    assert measure.face("Noto Sans Arabic UI").line == pytest.approx(1.362)


@pytest.mark.parametrize(
    "sign", ["👩\u200d🚀", "👍🏽", "🇩🇪", "e\u0301", "❤\ufe0f", "1\ufe0f\u20e3", "🏴\U000e0067\U000e0062\U000e007f"]
)
def test_what_a_reader_sees_as_one_sign_is_never_cut(sign: str) -> None:
    assert signs(f"a{sign}b{sign}{sign}") == ["a", sign, "b", sign, sign]


@pytest.mark.parametrize(
    ("text", "rtl"), [("שלום", True), ("123 שלום", True), ("a שלום", False), ("", False), ("…", False)]
)
def test_the_first_letter_tells_the_direction(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl
