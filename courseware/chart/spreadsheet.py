"""The values of a workbook's sheet: nothing in it is computed or run, and it is looked at before it is unpacked."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib

from courseware.archives import is_swollen, unpacked
from courseware.chart.rows import Row
from courseware.limits import LARGEST_BOOK, MOST_BOOK_PARTS, MOST_CELLS
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import did_you_mean


def sheet_rows(data: bytes, name: str, sheet: str, place: Place) -> list[Row]:
    """The rows of `sheet` (`""`: the first one) with the values that were last computed; the line of a row is its number in the sheet.

    Dates are written as `2026-03-31`, or `2026-03` where all are firsts of a month. Raises `CoursewareError` at `name`, and at `place` for a
    sheet that isn't there.
    """
    _check(data, name)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            names = workbook.sheet_names
            if sheet and sheet not in names:
                hint = did_you_mean(sheet, names, f"it has: {', '.join(names)}")
                raise CoursewareError(Problem(place, f"the file {name} has no sheet '{sheet}'", hint))
            if not names:
                raise CoursewareError(Problem(Place(name), "the workbook has no sheet", "put the numbers into one"))
            found = workbook.get_sheet_by_name(sheet or names[0])
            top = found.start[0] if found.start else 0
            values = found.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, OSError) as error:
        hint = "open it in Excel or LibreOffice, and save it as .xlsx without a password"
        raise CoursewareError(Problem(Place(name), f"the workbook can't be read: {error}", hint)) from None
    dates = [cell for row in values for cell in row if isinstance(cell, (datetime.date, datetime.datetime))]
    monthly = bool(dates) and all(date.day == 1 for date in dates)
    rows = [
        Row(tuple(_cell(cell, monthly) for cell in row), Place(name, top + number))
        for number, row in enumerate(values, 1)
    ]
    return [row for row in rows if any(cell != "" for cell in row.cells)]


def _cell(cell: object, monthly: bool) -> str | float:
    """A cell as a number, or as the text that it shows."""
    match cell:
        case bool():
            return str(cell).upper()
        case int() | float():
            return float(cell)
        case datetime.datetime() if cell.hour or cell.minute:
            return cell.strftime("%Y-%m-%d %H:%M")
        case datetime.date():
            return cell.strftime("%Y-%m" if monthly else "%Y-%m-%d")
        case datetime.time():
            return cell.strftime("%H:%M")
        case datetime.timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
    return str(cell).strip() if cell is not None else ""


CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)


def _check_area(archive: zipfile.ZipFile, name: str) -> None:
    """Refuses cells so far out that the rectangle around them, which a reader lays out, fills the memory (ISO 29500-1, 18.3.1.4)."""
    from lxml import etree

    for member in archive.namelist():
        if not member.lower().endswith(".xml"):
            continue
        rows = columns = at = 0
        try:
            with archive.open(member) as part:
                for _, element in etree.iterparse(
                    part, tag=("{*}c", "{*}row"), resolve_entities=False, no_network=True
                ):
                    found = CELL.fullmatch(element.get("r", ""))
                    if found:
                        columns, rows = max(columns, _column(found[1])), max(rows, int(found[2]))
                    elif (element.get("r") or "").isdecimal():
                        rows = max(rows, int(element.get("r", "0")[:9]))
                    at += 1
                    columns = max(columns, len(element))
                    element.clear()
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            hint = "open it in Excel or LibreOffice, and save it anew"
            raise CoursewareError(
                Problem(Place(name), f"the workbook can't be read: {member}: {error}", hint)
            ) from None
        if max(rows, at) * columns > MOST_CELLS:
            fact = f"the sheet reaches to row {rows:,} and column {columns:,}, further than a chart's data"
            raise CoursewareError(
                Problem(Place(name), fact, "delete what stands far out, or save the numbers as a file of its own")
            )


def _column(letters: str) -> int:
    """The number of a column: A is 1, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _check(data: bytes, name: str) -> None:
    """Refuse an archive that would grow beyond measure or is no workbook. Reads only its directory."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError):
        hint = "save it in Excel or LibreOffice as .xlsx, without a password"
        raise CoursewareError(Problem(Place(name), "the file is no Excel workbook", hint)) from None
    if "xl/workbook.xml" not in {member.filename for member in members}:
        fact = "the file is a zip archive but no Excel workbook"
        raise CoursewareError(Problem(Place(name), fact, "save it in Excel or LibreOffice as .xlsx"))
    total = unpacked(members)
    swollen = any(map(is_swollen, members))
    if len(members) > MOST_BOOK_PARTS or total > LARGEST_BOOK or swollen:
        fact = (
            f"the workbook unpacks to {total // 1024 // 1024} MB in {len(members)} parts, more than a chart's data take"
        )
        raise CoursewareError(
            Problem(Place(name), fact, "save the sheet with the chart's numbers as a file of its own")
        )
    with archive:
        _check_area(archive, name)
