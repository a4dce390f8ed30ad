"""Numbers as trainers type them and as charts write them."""

from __future__ import annotations

import pytest

from courseware.chart.model import Chart, Series
from courseware.chart.numbers import Writing, read_format, read_number
from courseware.chart.scale import mark_writing, nice_step, value_scale

LABELS = {"chart_millions": "M", "chart_billions": "bn", "chart_trillions": "tn"}
GERMAN = {"chart_millions": "Mio.", "chart_billions": "Mrd.", "chart_trillions": "Bio."}


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1950", "en", 1950.0),
        ("1,950.5", "en", 1950.5),
        ("1.950,5", "en", 1950.5),
        ("1.950,5", "de", 1950.5),
        ("1,950.5", "de", 1950.5),
        ("1.950", "de", 1950.0),
        ("1.950", "en", 1.95),
        ("1,950", "en", 1950.0),
        ("1,950", "de", 1.95),
        ("12,5", "de", 12.5),
        ("12,5", "en", 12.5),
        ("0.125", "de", 0.125),
        ("1.234.567", "de", 1234567.0),
        ("1 234 567,8", "fr", 1234567.8),
        ("1\u202f234", "fr", 1234.0),
        ("1'950.25", "de-CH", 1950.25),
        ("1’950", "de-CH", 1950.0),
        ("-5", "en", -5.0),
        ("−5", "en", -5.0),
        ("(5)", "en", -5.0),
        ("+7", "en", 7.0),
        ("25%", "en", 0.25),
        ("12,5 %", "de", 0.125),
        ("€1,200", "en", 1200.0),
        ("1.200 €", "de", 1200.0),
        ("-$3.50", "en", -3.5),
        ("$-3.50", "en", -3.5),
        ("1e6", "en", 1e6),
        ("1.5E-3", "en", 0.0015),
        (".5", "en", 0.5),
        ("٣٫٥", "ar", 3.5),
        ("-0", "en", 0.0),
    ],
)
def test_a_number_is_read_in_the_signs_of_its_language(text: str, language: str, value: float) -> None:
    found = read_number(text, language)
    assert found is not None
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "N/A", "k. A.", "null", "..."])
def test_a_missing_number_is_none(text: str) -> None:
    assert read_number(text, "en") is None


@pytest.mark.parametrize(
    "text", ["ten", "1.2.3", "1,23,4", "12abc", "=1+1", "nan", "inf", "1..2", "--5x", "1-2", "10 %%", "€€5", "1,2.3,4"]
)
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as told:
        read_number(text, "en")
    assert text in str(told.value)


@pytest.mark.parametrize("text", ["1e101", "9" * 200])
def test_a_number_beyond_measure_is_told(text: str) -> None:
    with pytest.raises(OverflowError):
        read_number(text, "en")


@pytest.mark.parametrize(
    ("writing", "language", "value", "text", "code"),
    [
        (Writing(), "en", 12345.0, "12,345", "#,##0"),
        (Writing(1), "de", 12345.6, "12.345,6", "#,##0.0"),
        (Writing(1), "fr", 12345.6, "12\u202f345,6", "#,##0.0"),
        (Writing(percent=True), "en", 0.25, "25%", "#,##0%"),
        (Writing(percent=True), "de", 0.25, "25\u00a0%", '#,##0"\u00a0"%'),
        (Writing(before="€"), "en", -3.0, "−€3", '"€"#,##0'),
        (Writing(after="\u00a0kg"), "en", 3.0, "3\u00a0kg", '#,##0"\u00a0kg"'),
        (Writing(1, divisor=1e6, after="\u00a0M"), "en", 1.2e6, "1.2\u00a0M", '#,##0.0,,"\u00a0M"'),
        (Writing(2, scientific=True), "de", 1.5e20, "1,50E+20", "0.00E+0"),
        (Writing(grouped=False), "en", 2024.0, "2024", "0"),
        (Writing(), "en", -0.2, "0", "#,##0"),
    ],
)
def test_a_number_is_written_alike_on_paper_and_in_the_deck(
    writing: Writing, language: str, value: float, text: str, code: str
) -> None:
    assert (writing.write(value, language), writing.code(language)) == (text, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "0"),
        ("0.0", "0.0"),
        ("0,00", "0.00"),
        ("#,##0.0", "0.0"),
        ("0%", "0%"),
        ("0.0 %", "0.0%"),
        ("00.0", None),
        ("red", None),
    ],
)
def test_a_format_is_one_of_a_few(text: str, code: str | None) -> None:
    assert read_format(text) == code


@pytest.mark.parametrize(
    ("wanted", "step"), [(0.9, 1.0), (1.1, 2.0), (2.1, 2.5), (3.0, 5.0), (70.0, 100.0), (0.021, 0.025)]
)
def test_steps_are_round(wanted: float, step: float) -> None:
    assert nice_step(wanted) == pytest.approx(step)


def chart(*values: float | None, kind: str = "column", **said: object) -> Chart:
    names = tuple(str(number) for number in range(len(values)))
    return Chart(kind=kind, categories=names, series=(Series("A", values),), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "ticks"),
    [
        (chart(3, 9), ["0", "2", "4", "6", "8", "10"]),
        (chart(-3, 9), ["−5", "0", "5", "10"]),
        (chart(0), ["0", "1"]),
        (chart(94, 98, kind="line"), ["94", "95", "96", "97", "98"]),
        (chart(94, 98), ["0", "20", "40", "60", "80", "100"]),
        (chart(1.2e6, 3.4e6), ["0\u00a0M", "1\u00a0M", "2\u00a0M", "3\u00a0M", "4\u00a0M"]),
        (chart(0.1, 0.24, format="0%"), ["0%", "5%", "10%", "15%", "20%", "25%"]),
        (chart(3, 9, least=0.0, most=20.0), ["0", "5", "10", "15", "20"]),
    ],
)
def test_an_axis_has_round_ticks_that_hold_every_value(given: Chart, ticks: list[str]) -> None:
    scale = value_scale(given, 5, LABELS)
    assert list(scale.words) == ticks
    assert scale.low <= min(given.values()) <= max(given.values()) <= scale.high


def test_large_numbers_are_shortened_in_the_words_of_the_language() -> None:
    given = chart(1_234_567, 987_654, language="de")
    assert mark_writing(given, GERMAN).write(1_234_567, "de") == "1,23\u00a0Mio."
