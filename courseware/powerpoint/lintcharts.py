"""Rules of chart parts: their axes, series, counted points and the workbook behind them."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable

from courseware.powerpoint.package import Package
from courseware.powerpoint.xml import Element, R, local

Say = Callable[[str, str], None]

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_AXES = tuple(_C + name for name in ("catAx", "valAx", "dateAx", "serAx"))


def check_chart(part: str, root: Element, package: Package, say: Say) -> None:
    """Say what PowerPoint would repair in the chart `part`, or could not edit."""
    axes = {_value(axis.find(_C + "axId")): axis for axis in root.iter(*_AXES)}
    for id, axis in axes.items():
        if not id.isdigit():
            say(part, f"an axis has the id {id!r}")
        if (crossed := _value(axis.find(_C + "crossAx"))) not in axes:
            say(part, f"an axis crosses axis {crossed}, which is not there")
    plots = [plot for plot in root.iter() if isinstance(plot.tag, str) and local(plot).endswith("Chart")]
    for plot in plots:
        for named in plot.findall(_C + "axId"):
            if _value(named) not in axes:
                say(part, f"a chart stands on axis {_value(named)}, which is not there")
    for key in ("idx", "order"):
        values = Counter(_value(series.find(_C + key)) for plot in plots for series in plot.findall(_C + "ser"))
        for value, count in values.items():
            if count > 1:
                say(part, f"{count} series have the {key} {value}")
    for count_of in root.iter(_C + "ptCount"):
        cache = count_of.getparent()
        points = [point.get("idx") or "" for point in cache.findall(_C + "pt")] if cache is not None else []
        if any(not idx.isdigit() or int(idx) >= int(_value(count_of) or 0) for idx in points):
            say(part, f"a series counts {_value(count_of)} points and holds one beyond")
    _workbook(part, root, package, say)


def _workbook(part: str, root: Element, package: Package, say: Say) -> None:
    data = root.find(_C + "externalData")
    target = package.target(part, data.get(R + "id") or "") if data is not None else ""
    if target not in package.parts:
        say(part, "the chart has no workbook, so nobody can edit its numbers")
    elif not zipfile.is_zipfile(io.BytesIO(package.parts[target])):
        say(target, "the chart's workbook is none")


def _value(element: Element | None) -> str:
    return (element.get("val") or "") if element is not None else ""
