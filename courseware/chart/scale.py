"""The scale of an axis: round ends and steps, and how its numbers are written."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from courseware.chart.model import Chart, reach
from courseware.chart.numbers import Writing, beside, is_extreme, shortened
from courseware.chart.words import exact

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
NARROW = 0.3
"""Lines whose values differ by less than this share of the largest begin above zero."""


class Scale(Struct, frozen=True):
    """An axis from `low` to `high` in steps of `step`; `ticks` are its values and `words` what stands at them."""

    low: float
    high: float
    step: float
    ticks: tuple[float, ...]
    words: tuple[str, ...]
    writing: Writing

    def share(self, value: float) -> float:
        """Where `value` lies between the ends, 0 to 1."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    @property
    def base(self) -> float:
        """The value that bars stand on: zero, or the end nearest to it."""
        return min(max(0.0, self.low), self.high)


def value_scale(chart: Chart, steps: int, labels: Mapping[str, str]) -> Scale:
    """The axis of the values, with about `steps` steps."""
    if chart.stack == "percent":
        low = -1.0 if any(value < 0 for value in chart.values()) else 0.0
        high = 1.0 if low == 0.0 or any(value > 0 for value in chart.values()) else 0.0
        step = 0.25 if steps < 5 else 0.2
        step = 0.5 if (low and high) or steps < 3 else step
        return _scale(low, high, step, Writing(percent=True), chart.language)
    low, high = reach(chart)
    zero = (
        chart.kind not in ("line", "scatter") or low <= 0 <= high or (high - low) >= NARROW * max(abs(low), abs(high))
    )
    if chart.kind == "radar":
        low = min(low, 0.0)
    return _round(low, high, chart.least, chart.most, zero, steps, chart, labels)


def across_scale(chart: Chart, steps: int, labels: Mapping[str, str]) -> Scale:
    """The axis of a scatter chart's x values."""
    xs = chart.series[0].xs or (0.0,)
    low, high = min(xs), max(xs)
    zero = low <= 0 <= high or (high - low) >= NARROW * max(abs(low), abs(high))
    plain = Chart(kind="scatter", categories=(), series=(), language=chart.language)
    found = _round(low, high, None, None, zero, steps, plain, labels)
    if max(abs(low), abs(high)) < 10_000 and found.writing.divisor == 1.0 and not found.writing.scientific:
        writing = Writing(found.writing.decimals, grouped=False)
        return _scale(found.low, found.high, found.step, writing, chart.language)
    return found


def _round(
    low: float,
    high: float,
    least: float | None,
    most: float | None,
    zero: bool,
    steps: int,
    chart: Chart,
    labels: Mapping[str, str],
) -> Scale:
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    low = least if least is not None else low
    high = most if most is not None else high
    if high <= low:  # one value: room around it
        spread = abs(low) * 0.1 or 1.0
        low = low if least is not None or low == 0 else low - spread
        high = high + spread
    step = nice_step((high - low) / max(steps, 1))
    if all(value.is_integer() for value in map(float, chart.values())) and chart.series and step < 10:
        step = max(math.ceil(step) if step != 2.5 else 5.0, 1.0)  # there are no half orders
    if least is None:
        low = math.floor(low / step + 1e-9) * step
    if most is None:
        high = math.ceil(high / step - 1e-9) * step
    return _scale(low, high, step, _writing(low, high, step, chart, labels), chart.language)


def nice_step(wanted: float) -> float:
    """The smallest step of 1, 2, 2.5 or 5 times a power of ten that is not below `wanted`."""
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(each * power for each in STEPS if each * power >= wanted * (1 - 1e-9))


def _scale(low: float, high: float, step: float, writing: Writing, language: str) -> Scale:
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    ticks = tuple(_clean(number * step) for number in range(first, last + 1))
    return Scale(low, high, step, ticks, tuple(writing.write(tick, language) for tick in ticks), writing)


def _clean(value: float) -> float:
    return float(f"{value:.12g}")


def _writing(low: float, high: float, step: float, chart: Chart, labels: Mapping[str, str]) -> Writing:
    """How the ticks are written: with as many decimals as the step needs, millions in short."""
    percent = chart.format.endswith("%")
    before, after = beside(chart.unit if len(chart.unit) <= LONGEST_UNIT else "", chart.language)
    largest = max(abs(low), abs(high))
    if percent:
        return Writing(_needed(step * 100), True, before=before, after=after)
    if is_extreme(largest):
        return Writing(
            _needed(step / 10.0 ** math.floor(math.log10(largest))), scientific=True, before=before, after=after
        )
    divisor, word = shortened(largest, labels)
    return Writing(_needed(step / divisor), divisor=divisor, before=before, after=word + after)


LONGEST_UNIT = 4
"""A unit with more letters stands once, over the axis, instead of at each of its numbers."""


def _needed(step: float) -> int:
    """The decimals that show `step` without rounding, six at most."""
    text = f"{step:.6f}".rstrip("0")
    return len(text.partition(".")[2])


def mark_writing(chart: Chart, labels: Mapping[str, str]) -> Writing:
    """How values at the marks are written: as typed, millions with three significant digits."""
    plain = exact(chart)
    largest = max((abs(value) for value in chart.values()), default=0.0)
    if plain.percent or chart.format:
        return plain
    after = plain.after if len(chart.unit) <= LONGEST_UNIT else ""
    if is_extreme(largest):
        return Writing(2, scientific=True, before=plain.before, after=after)
    divisor, word = shortened(largest, labels)
    if divisor > 1:
        scaled = largest / divisor
        decimals = 2 if scaled < 10 else 1 if scaled < 100 else 0
        decimals = min(decimals, _needed_by_all(chart, divisor))
        return Writing(decimals, divisor=divisor, before=plain.before, after=word + after)
    return Writing(
        min(plain.decimals, 1 if largest >= 100 else 2 if largest >= 1 else 4), before=plain.before, after=after
    )


def _needed_by_all(chart: Chart, divisor: float) -> int:
    return max((_needed(value / divisor) for value in chart.values()), default=0)
