"""Numbers, amounts of money, dates and clock times as a language prints them, from the labels that begin with `form_`.

Where a label is missing the plain form stands: `1950.5`, `2027-03-09`, `9:30`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MONTH = re.compile(r"(\d{4})-(\d\d)")
SPAN = re.compile(r"\s*(?:/|–|—|\.\.|\bto\b|\bbis\b|\bau\b|\bal?\b|\s-\s)\s*")
AMOUNT = re.compile(
    r"(?P<before>[A-Z]{3}|[^\w\s])?\s*(?P<figures>\d[\d.,'’\u00a0\u202f ]*)\s*(?P<behind>[A-Z]{3}|[^\w\s])?"
)
SEPARATORS = re.compile(r"[.,'’\u00a0\u202f ]")


def number(value: float, labels: Mapping[str, str], decimals: int | None = None) -> str:
    """A number with the language's signs: 1950.5 → `1.950,5` in German.

    Without `decimals` an empty fraction falls away and at most two figures of another stay.
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".") if decimals is None else f"{value:.{decimals}f}"
    whole, _, fraction = ("0" if text == "-0" else text).partition(".")
    group = labels.get("form_thousands", "")
    if group and abs(value) >= float(labels.get("form_thousands_from", "1000")):
        whole = f"{int(whole):,}".replace(",", group)
    return whole + (labels.get("form_decimal", ".") + fraction if fraction else "")


def money(value: float | str, labels: Mapping[str, str], currency: str = "") -> str:
    """An amount with its currency (`EUR` or `€`) where the language puts it. A text is read for both (`EUR 1,950`); what isn't an
    amount and nothing else stays as it is. Whole amounts have no fraction, others two figures.
    """
    if isinstance(value, str):
        found = AMOUNT.fullmatch(value.strip())
        currency = currency or (found and (found["before"] or found["behind"])) or ""
        if found is None or not currency:
            return value
        value = _figures(found["figures"].strip())
    amount = number(value, labels, None if value == int(value) else 2)
    form = labels.get("form_money_sign" if not currency.isalpha() else "form_money", "{currency} {amount}")
    return _filled(form, currency=currency, amount=amount)


def _figures(text: str) -> float:
    """What the figures of an amount say: three figures behind its last sign are thousands, one or two are cents."""
    last = SEPARATORS.split(text)[-1]
    whole = SEPARATORS.sub("", text)
    cents = len(last) if last != whole and len(last) < 3 else 0
    return int(whole) / float(10**cents)


def days(text: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of `2027-03-09` or `2027-03-09/2027-03-11` (`–`, `..` or `to` between them will do too), None for words."""
    parts = SPAN.split(text.strip())
    if len(parts) > 2 or not all(DAY.fullmatch(part) for part in parts):
        return None
    try:
        found = [datetime.date.fromisoformat(part) for part in parts]
    except ValueError:
        return None
    return (found[0], found[-1]) if found[0] <= found[-1] else None


def date(value: str, labels: Mapping[str, str], weekday: bool = False) -> str:
    """A day, or a span of days, in words: `2027-03-09/2027-03-11` → `9–11 March 2027`. `weekday` names the day of the week of a single
    one. A month (`2027-03`) is one too; words stay as they are.
    """
    span = days(value)
    month = MONTH.fullmatch(value.strip())
    if span is None and month and 1 <= int(month[2]) <= 12:
        return _filled(labels.get("form_month", "{year}-{month}"), month=_month(int(month[2]), labels), year=month[1])
    if span is None or "form_date" not in labels:
        return value
    first, last = span
    if first == last:
        day = _day(first, labels)
        name = labels.get(f"form_weekday_{first.isoweekday()}", "")
        return _filled(labels["form_date_weekday"], weekday=name, date=day) if weekday and name else day
    if first.year != last.year:
        return _filled(labels["form_dates_years"], first=_day(first, labels), last=_day(last, labels))
    parts = {"first": _ordinal(first, labels), "last": _ordinal(last, labels), "year": str(last.year)}
    if first.month != last.month:
        months = {"first_month": _month(first.month, labels), "last_month": _month(last.month, labels)}
        return _filled(labels["form_dates_months"], **parts, **months)
    return _filled(labels["form_dates_month"], **parts, month=_month(last.month, labels))


def clock(minutes: float, labels: Mapping[str, str], until: float | None = None) -> str:
    """Minutes since midnight as a clock time: 570 → `9:30`, `9 h 30` in French; with `until` as a span of time."""
    if until is not None:
        return _filled(
            labels.get("form_clocks", "{start}–{end}"), start=clock(minutes, labels), end=clock(until, labels)
        )
    whole = round(minutes)
    hour, minute = whole // 60, whole % 60
    form = labels.get("form_clock" if minute else "form_clock_whole", "{hour}:{minute}")
    half = labels.get("form_am" if hour % 24 < 12 else "form_pm", "")
    return _filled(form, hour=str(hour), hour12=str(hour % 12 or 12), minute=f"{minute:02}", half=half)


def _day(day: datetime.date, labels: Mapping[str, str]) -> str:
    month = _month(day.month, labels)
    return _filled(labels["form_date"], day=_ordinal(day, labels), month=month, year=str(day.year))


def _ordinal(day: datetime.date, labels: Mapping[str, str]) -> str:
    return labels.get("form_first", "1") if day.day == 1 else str(day.day)


def _month(month: int, labels: Mapping[str, str]) -> str:
    return labels.get(f"form_month_{month}", f"{month:02}")


def _filled(form: str, **fields: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: fields.get(match[1], match[0]), form)
