"""Charts: their kind, titles and numbers, as the chart part keeps them beside its workbook (21.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from courseware.powerpoint.package import Package
from courseware.powerpoint.reading.model import OldChart, Series
from courseware.powerpoint.xml import A, Element, elements, first, local, number, parse

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
MOST_POINTS = 2000
"""More points than this in a series are no chart that anybody reads."""


def read_chart_part(package: Package, part: str, common: dict[str, Any]) -> OldChart:
    """The chart in a chart part; one without any data where the part is missing."""
    if part not in package.parts:
        return OldChart(**common)
    root = parse(package.parts[part], part)
    chart = first(root, C + "chart")
    area = first(chart, C + "plotArea")
    if chart is None or area is None:
        return OldChart(**common)
    plots = [plot for plot in elements(area) if local(plot).endswith("Chart")]
    kinds = tuple(local(plot).replace("3D", "") for plot in plots)
    series: list[Series] = []
    categories: tuple[str, ...] = ()
    formats: list[str] = []
    for plot, kind in zip(plots, kinds, strict=True):
        for one in plot.iterfind(C + "ser"):
            names = _texts(first(one, C + "cat")) or categories
            categories = names if len(names) > len(categories) else categories
            xs = tuple(value for value in _numbers(first(one, C + "xVal")))
            values = _numbers(first(one, C + "val")) or _numbers(first(one, C + "yVal"))
            series.append(Series(_name(one), values, xs, kind, _numbers(first(one, C + "bubbleSize"))))
            if not xs and (labels := _texts(first(one, C + "xVal"))):
                categories = labels
            formats += [code.text or "" for code in one.iter(C + "formatCode")]
    grouping = next((_value(plot, "grouping") for plot in plots if _value(plot, "grouping")), "")
    horizontal = [_axis(area, pos) for pos in ("b", "t")]
    vertical = [_axis(area, pos) for pos in ("l", "r")]
    lying = any(_value(plot, "barDir") == "bar" for plot in plots)
    across, up = next(filter(None, horizontal), ""), next(filter(None, vertical), "")
    extra = [text for text in (*horizontal, *vertical) if text and text not in (across, up)]
    extra += _rich(area.iterfind(f".//{C}dLbl/{C}tx"))
    shown = [label for label in area.iter(C + "showVal") if (label.get("val") or "1") in ("1", "true")]
    user = [target for target in package.related(part, "chartUserShapes") if target in package.parts]
    for shapes in user:
        words = " ".join(t.text or "" for t in parse(package.parts[shapes], shapes).iter(A + "t"))
        extra += [words] if words.strip() else []
    return OldChart(
        kinds=kinds, title=_title(first(chart, C + "title")), x_title=up if lying else across, y_title=across if lying else up,
        categories=categories, series=tuple(series), grouping=grouping, lying=lying,
        number_format=next((code for code in formats if code and code != "General"), ""), labelled=bool(shown),
        extra=tuple(dict.fromkeys(extra)), **common,
    )  # fmt: skip


def _value(element: Element, name: str) -> str:
    child = first(element, C + name)
    return (child.get("val") or "") if child is not None else ""


def _axis(area: Element, pos: str) -> str:
    """The title of the axis that stands at a side (`b`, `l`) and isn't deleted."""
    for axis in elements(area):
        if (
            local(axis) in ("catAx", "valAx", "dateAx", "serAx")
            and _value(axis, "axPos") == pos
            and (title := _title(first(axis, C + "title")))
        ):
            return title
    return ""


def _title(title: Element | None) -> str:
    if title is None:
        return ""
    rich = " ".join(_rich([title]))
    return rich or " ".join(" ".join(v.text or "" for v in title.iter(C + "v")).split())


def _rich(elements: Iterable[Element]) -> list[str]:
    """The words of rich texts, paragraphs joined by blanks."""
    found = []
    for element in elements:
        lines = ("".join(t.text or "" for t in paragraph.iter(A + "t")) for paragraph in element.iter(A + "p"))
        if words := " ".join(" ".join(lines).split()):
            found.append(words)
    return found


def _name(series: Element) -> str:
    text = first(series, C + "tx")
    return " ".join(" ".join(v.text or "" for v in text.iter(C + "v")).split()) if text is not None else ""


def _points(cache: Element) -> list[str | None]:
    count = first(cache, C + "ptCount")
    points = {int(number(point, "idx")): first(point, C + "v") for point in cache.iterfind(C + "pt")}
    size = min(MOST_POINTS, max([int(number(count, "val")) if count is not None else 0, *(n + 1 for n in points)]))
    return [(v.text if (v := points.get(n)) is not None else None) for n in range(size)]


def _texts(data: Element | None) -> tuple[str, ...]:
    """Categories as text; those of several levels are joined, the outer before the inner."""
    if data is None:
        return ()
    levels = list(data.iter(C + "lvl"))
    if levels:
        size = max((int(number(point, "idx")) + 1 for level in levels for point in level.iterfind(C + "pt")), default=0)
        named: list[list[str]] = [[] for _ in range(min(size, MOST_POINTS))]
        for level in reversed(levels):  # an outer name stands once, at the first of those beneath it
            for names, value in zip(named, _points(level), strict=False):
                names += [value] if value else []
        return tuple(" ".join(names) for names in named)
    for cache in data.iter(C + "strCache", C + "strLit"):
        return tuple(" ".join((point or "").split()) for point in _points(cache))
    for cache in data.iter(C + "numCache", C + "numLit"):
        code = first(cache, C + "formatCode")
        dated = code is not None and _is_date(code.text or "")
        return tuple(_dated(point) if dated else point or "" for point in _points(cache))
    return ()


def _is_date(code: str) -> bool:
    return any(sign in code.lower() for sign in ("yy", "mmm", "d/m", "m/d", "dd"))


def _dated(serial: str | None) -> str:
    """Excel's day number as a date (18.17.4.1)."""
    from datetime import date, timedelta

    try:
        return (date(1899, 12, 30) + timedelta(days=float(serial or ""))).isoformat()
    except (ValueError, OverflowError):
        return serial or ""


def _numbers(data: Element | None) -> tuple[float | None, ...]:
    if data is None:
        return ()
    for cache in data.iter(C + "numCache", C + "numLit"):
        return tuple(_number(point) for point in _points(cache))
    return ()


def _number(text: str | None) -> float | None:
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if abs(found) < 1e300 else None


def read_extended_chart(package: Package, part: str, common: dict[str, Any]) -> OldChart:
    """One of the newer charts (waterfall, funnel, treemap): their data, of a kind that we have no chart for."""
    if part not in package.parts:
        return OldChart(kinds=("chartex",), **common)
    root = parse(package.parts[part], part)
    title = " ".join(_rich(root.iterfind(f".//{CX}title")))
    kind = next((one.get("layoutId") or "" for one in root.iter(CX + "series")), "") or "chartex"
    categories: tuple[str, ...] = ()
    series = []
    names = [" ".join(" ".join(v.text or "" for v in one.iter(CX + "v")).split()) for one in root.iter(CX + "series")]
    for n, data in enumerate(root.iter(CX + "data")):
        for texts in data.iterfind(CX + "strDim"):
            levels = [[p.text or "" for p in level.iterfind(CX + "pt")] for level in texts.iterfind(CX + "lvl")]
            if levels:
                categories = tuple(" ".join(filter(None, row)) for row in zip(*reversed(levels), strict=False))
        for values in data.iterfind(CX + "numDim"):
            points = [_number(p.text) for level in values.iterfind(CX + "lvl") for p in level.iterfind(CX + "pt")]
            series.append(Series(names[n] if n < len(names) else "", tuple(points)))
    return OldChart(kinds=(kind,), title=title, categories=categories, series=tuple(series), **common)
