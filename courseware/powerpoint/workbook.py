"""The workbook inside a chart: what "Edit data" opens. Values and text only; nothing in it is a formula."""

from __future__ import annotations

import datetime
import io

from courseware.chart.model import Chart
from courseware.chart.words import exact

SHEET = "Sheet1"
_MADE = datetime.datetime(2000, 1, 1)
"""The workbook's date: a real one would make each build another file."""


def workbook(chart: Chart) -> bytes:
    """The data of `chart` as .xlsx: categories (or x values) in column A, a series in each further column, their names in row 1.

    Text is written as text, whatever it begins with; a missing value is an empty cell.
    """
    import xlsxwriter

    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    book = xlsxwriter.Workbook(made, options)
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet(SHEET)
    numbers = book.add_format({"num_format": exact(chart).code(chart.language)})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(chart.series), 14)
    sheet.write_string(0, 0, chart.corner or chart.x_title)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name)
    for point, category in enumerate(chart.categories):
        if chart.kind == "scatter":
            sheet.write_number(point + 1, 0, chart.series[0].xs[point])
        else:
            sheet.write_string(point + 1, 0, category)
        for column, series in enumerate(chart.series, 1):
            value = series.values[point]
            if value is not None:
                sheet.write_number(point + 1, column, value, numbers)
    book.close()
    return made.getvalue()


def cells(column: int, rows: int) -> str:
    """The reference to the data of a column (from 0) under its name: `Sheet1!$B$2:$B$5`."""
    name = chr(ord("A") + column)
    return f"{SHEET}!${name}$2:${name}${rows + 1}"


def head(column: int) -> str:
    """The reference to the name of a column."""
    return f"{SHEET}!${chr(ord('A') + column)}$1"
