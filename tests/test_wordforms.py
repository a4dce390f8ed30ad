"""Numbers, dates, clock times and amounts as each language prints them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from courseware.files import Files
from courseware.labels import read_labels
from courseware.wordforms import clock, date, days, money, number


def words(language: str) -> Mapping[str, str]:
    return read_labels(Files(Path(__file__).parent), ["@templates"], language)


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("en", "2027-03-09", "9 March 2027"),
        ("en-US", "2027-03-09", "March 9, 2027"),
        ("de", "2027-03-09", "9. März 2027"),
        ("fr", "2027-03-01", "1er mars 2027"),
        ("es", "2027-03-09", "9 de marzo de 2027"),
        ("en", "2027-03-09/2027-03-11", "9–11 March 2027"),
        ("en-US", "2027-03-09/2027-03-11", "March 9–11, 2027"),
        ("de", "2027-03-09 – 2027-03-11", "9.–11. März 2027"),
        ("fr", "2027-03-09/2027-03-11", "du 9 au 11 mars 2027"),
        ("es", "2027-03-09/2027-03-11", "del 9 al 11 de marzo de 2027"),
        ("de", "2027-03-31/2027-04-01", "31. März – 1. April 2027"),
        ("fr", "2027-03-31/2027-04-01", "du 31 mars au 1er avril 2027"),
        ("es", "2026-12-30/2027-01-02", "del 30 de diciembre de 2026 al 2 de enero de 2027"),
        ("fr", "2027-08", "août 2027"),
        ("de", "im Frühjahr", "im Frühjahr"),
        ("en", "2027-02-30", "2027-02-30"),
        ("en", "2027-03-11/2027-03-09", "2027-03-11/2027-03-09"),
    ],
)
def test_dates_are_printed_as_the_language_writes_them(language: str, text: str, printed: str) -> None:
    assert date(text, words(language)).replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "Tuesday, 9 March 2027"),
        ("de", "Dienstag, 9. März 2027"),
        ("fr", "mardi 9 mars 2027"),
        ("es", "martes, 9 de marzo de 2027"),
    ],
)
def test_a_day_may_name_its_day_of_the_week(language: str, printed: str) -> None:
    assert date("2027-03-09", words(language), weekday=True).replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("language", "value", "printed"),
    [
        ("en", 1950.5, "1,950.5"),
        ("de", 1950.5, "1.950,5"),
        ("fr", 1950.0, "1\u202f950"),
        ("es", 1950.0, "1950"),
        ("es", 19500.0, "19\u202f500"),
        ("de", 18.0, "18"),
        ("en", 1 / 3, "0.33"),
        ("fr", -0.001, "0"),
        ("de", -1234.5, "-1.234,5"),
    ],
)
def test_numbers_have_the_signs_of_the_language(language: str, value: float, printed: str) -> None:
    assert number(value, words(language)) == printed


@pytest.mark.parametrize(
    ("language", "value", "printed"),
    [
        ("en", "EUR 1,950", "EUR 1,950"),
        ("de", "EUR 1,950", "1.950 EUR"),
        ("fr", "€1,950.50", "1\u202f950,50 €"),
        ("es", "1.950 €", "1950 €"),
        ("en", "19,50 €", "€19.50"),
        ("de", "on request", "on request"),
        ("de", "EUR 1,950 plus VAT", "EUR 1,950 plus VAT"),
    ],
)
def test_amounts_have_their_currency_where_the_language_puts_it(language: str, value: str, printed: str) -> None:
    assert money(value, words(language)).replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("language", "minutes", "printed"),
    [
        ("en", 870, "14:30"),
        ("en-US", 870, "2:30 pm"),
        ("en-US", 720, "12:00 pm"),
        ("de", 540, "9:00"),
        ("fr", 870, "14 h 30"),
        ("fr", 840, "14 h"),
        ("es", 545, "9:05"),
    ],
)
def test_clock_times_are_printed_as_the_language_writes_them(language: str, minutes: int, printed: str) -> None:
    assert clock(minutes, words(language)).replace("\u00a0", " ") == printed


def test_a_span_of_time_has_both_ends() -> None:
    assert clock(540, words("de"), until=1020) == "9:00–17:00"


def test_days_are_read_from_dates_and_from_nothing_else() -> None:
    assert days("2027-03-09") is not None
    assert days("9–11 March 2027") is None
