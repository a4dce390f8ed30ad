"""Numbers from CSV files and workbooks; what is wrong in them is told at their lines."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from courseware.chart.model import Chart
from courseware.chart.read import read_chart
from courseware.problems import CoursewareError, Place

AT = Place("syllabus/m.md", 10)


def of_file(name: str, data: bytes, *lines: str, language: str = "en") -> Chart:
    given = "\n".join(("kind: column", f"file: {name}", *lines))
    return read_chart(given, AT, language, {name: data}.__getitem__)


def numbers(chart: Chart) -> list[tuple[float | None, ...]]:
    return [series.values for series in chart.series]


def book(write: Callable[[Any, Any], None], *sheets: str) -> bytes:
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True})
    for name in sheets or ("Data",):
        write(workbook, workbook.add_worksheet(name))
    workbook.close()
    return made.getvalue()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Quarter,North\nQ1,1950.5\nQ2,\n", "en"),
        ('Quarter,North\nQ1,"1,950.5"\nQ2,n/a\n', "en"),
        ("Quarter;North\r\nQ1;1.950,5\r\nQ2;-\r\n", "de"),
        ("\ufeffQuarter\tNorth\nQ1\t1950.5\nQ2\t\n\n", "en"),
        ("Quarter|North|\nQ1|1950.5|\nQ2||\n", "en"),
        ("Quarter,North,,\nQ1,1950.5,,\nQ2,,,\n,,,\n", "en"),
    ],
)
def test_a_csv_file_is_read_as_programs_and_languages_write_it(text: str, language: str) -> None:
    chart = of_file("d.csv", text.encode(), language=language)
    assert (chart.corner, chart.categories, numbers(chart)) == ("Quarter", ("Q1", "Q2"), [(1950.5, None)])


@pytest.mark.parametrize("code", ["utf-16", "utf-16-be"])
def test_a_table_saved_as_unicode_text_is_read(code: str) -> None:
    mark = "\ufeff" if code.endswith("be") else ""
    chart = of_file("d.txt", f"{mark}Städte\tNorth\r\nKöln\t1,950.5\r\n".encode(code))
    assert (chart.corner, chart.categories, numbers(chart)) == ("Städte", ("Köln",), [(1950.5,)])


def test_a_category_may_hold_line_ends_marks_and_what_looks_like_a_formula() -> None:
    chart = of_file("d.csv", b'A,B\n"two\nlines, one ""cell""",1\n=SUM(A1),2\n@x,3\n')
    assert chart.categories == ('two\nlines, one "cell"', "=SUM(A1)", "@x")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"A,B\nx,1\ny,ten\nz,2,3\n",
            ["d.csv:3: 'ten' under 'B' is no number", "d.csv:4: the row has 3 cells, the first row 2"],
        ),
        (b'A,B\n"a\nb",1\nx,y\n', ["d.csv:4: 'y' under 'B' is no number"]),
        (b"A,B\nx,\xff\n", ["d.csv:2: the file is not UTF-8 text"]),
        (b"A,B\nx,\0\n", ["d.csv:2: the file holds a NUL character"]),
        (b'A,B\n"x,1\n', ["d.csv:2: the row can't be read: unexpected end of data"]),
        (b"", ["d.csv: the chart has no rows"]),
        (b"A,B\n", ["d.csv:1: the chart has a first row, but no numbers under it"]),
    ],
)
def test_what_is_wrong_in_a_file_is_told_at_its_line(data: bytes, told: list[str]) -> None:
    with pytest.raises(CoursewareError) as error:
        of_file("d.csv", data)
    assert [str(problem).partition("\n")[0] for problem in error.value.problems] == told


def test_a_workbook_gives_its_values_and_no_formula_is_computed() -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(1, 1, ("Quarter", "North", "South"))
        sheet.write_row(2, 1, ("Q1", 10, 2.5))
        sheet.write_row(3, 1, (2024, "1,950.5"))
        sheet.write_formula(4, 2, '=WEBSERVICE("https://x.example")', None, 7)
        sheet.write_string(4, 1, "=SUM(A1)")

    chart = of_file("d.xlsx", book(write))
    assert chart.categories == ("Q1", "2024", "=SUM(A1)")
    assert numbers(chart) == [(10.0, 1950.5, 7.0), (2.5, None, None)]


def test_dates_of_a_workbook_become_categories() -> None:
    def write(workbook: Any, sheet: Any) -> None:
        form = workbook.add_format({"num_format": "dd.mm.yyyy"})
        first = 1 if sheet.name == "Months" else 31
        sheet.write_row(0, 0, ("Day", "Visits"))
        for row, month in enumerate((1, 3, 5), 1):
            sheet.write_datetime(row, 0, datetime.datetime(2026, month, first), form)
            sheet.write_number(row, 1, row)

    data = book(write, "Days", "Months")
    assert of_file("d.xlsx", data).categories == ("2026-01-31", "2026-03-31", "2026-05-31")
    assert of_file("d.xlsx", data, "sheet: Months").categories == ("2026-01", "2026-03", "2026-05")


def test_what_is_wrong_in_a_workbook_is_told_at_its_row() -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ("Quarter", "North"))
        sheet.write_row(4, 0, ("Q1", "ten"))

    with pytest.raises(CoursewareError, match=r"d\.xlsx:5: 'ten' under 'North' is no number"):
        of_file("d.xlsx", book(write))
    with pytest.raises(
        CoursewareError, match=r"m\.md:13: the file d\.xlsx has no sheet 'Mai'\n  hint: did you mean Main\?"
    ):
        of_file("d.xlsx", book(write, "Main"), "sheet: Mai")


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (90 * 1024 * 1024))
    return made.getvalue()


def other() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (bomb, "d.xlsx: the workbook unpacks to 90 MB in 2 parts, more than a chart's data take"),
        (other, "d.xlsx: the file is a zip archive but no Excel workbook"),
        (lambda: b"not a zip", "d.xlsx: the file is no Excel workbook"),
        (lambda: book(lambda *_: None)[:-40], "d.xlsx: the file is no Excel workbook"),
    ],
)
def test_a_file_that_is_no_workbook_or_grows_is_refused(data: Callable[[], bytes], told: str) -> None:
    with pytest.raises(CoursewareError) as error:
        of_file("d.xlsx", data())
    assert str(error.value).startswith(told)


def test_a_damaged_workbook_is_told() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(CoursewareError, match=r"d\.xlsx: the workbook can't be read"):
        of_file("d.xlsx", made.getvalue())
