"""The papers of a class: dates in words, calendar files, lists to sign, what to print."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import icalendar
import page
import pypdfium2
import pytest

from courseware.calendarfile import ical_lines, ical_text, ical_time
from courseware.marks import untouched
from tests.build.course import write, write_course
from tests.build.test_roster import built, said, text_of

SCHEDULE = """\
schedule:
  days: 2
  start: "09:00"
  end: "17:00"
  breaks: [{after: "10:30", minutes: 15, title: Coffee}, {after: "12:30", minutes: 60, title: "Lunch, with soup; and bread"}]
exam: {questions: 2, minutes: 45, pass: 1}
"""
DELIVERY = "{brand: fjordlight, client: Example Ltd, starts: 2027-03-26, timezone: Europe/Berlin, place: 'Room 1, Quay 2', participants: 12}"
PAPERS = ("schedule.pdf", "schedule-trainer.pdf", "attendance.pdf", "evaluation.pdf", "name-cards.pdf")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path / "cache"))
    folder = write_course(tmp_path / "course")
    facts = folder / "syllabus/course.yml"
    text = facts.read_text().replace("{brand: fjordlight, client: Example Ltd}", DELIVERY)
    facts.write_text(text + SCHEDULE)
    return folder


def made(folder: Path, *documents: str, more: tuple[str, ...] = ()) -> Path:
    shown = built(folder, "--delivery", "spring", *(word for each in documents for word in ("--only", each)), *more)
    assert shown.exit_code == 0, shown.output
    return folder / "build/spring/course"


def test_a_calendar_file_is_valid_and_the_same_every_time(course: Path) -> None:
    path = made(course, "schedule.ics") / "schedule.ics"
    data = path.read_bytes()
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    calendar: Any = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    events = calendar.walk("VEVENT")
    assert [str(event.errors) for event in events if event.errors] == []
    assert [str(event["dtstart"].dt) for event in events] == ["2027-03-26 08:00:00+00:00"]  # the empty day has none
    assert "9:00–9:30  Weather" in events[0]["description"]
    assert events[0]["location"] == "Room 1, Quay 2"
    digest = hashlib.sha256(data).hexdigest()
    path.unlink()
    assert hashlib.sha256((made(course, "schedule.ics") / "schedule.ics").read_bytes()).hexdigest() == digest


def test_a_calendar_may_have_an_event_for_each_half_day(course: Path) -> None:
    facts = course / "syllabus/course.yml"
    facts.write_text(facts.read_text().replace("days: 2", "days: 1"))
    for name in ("01-weather", "02-sports"):
        module = course / f"syllabus/{name}.md"
        module.write_text(
            module.read_text().replace("minutes: 30", "minutes: 150").replace("{minutes=10}", "{minutes=120}")
        )
    made(course, "schedule.ics", more=("--set", "schedule.ics:events=half"))
    calendar: Any = icalendar.Calendar.from_ical((course / "build/spring/course/schedule.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) == 2
    assert len({str(event["uid"]) for event in events}) == 2


def test_text_is_escaped_and_folded_between_letters() -> None:
    assert ical_text("a; b, c\\ d\ne") == "a\\; b\\, c\\\\ d\\ne"
    folded = ical_lines("SUMMARY:" + "ü" * 60 + "\n\n  END:X\n")
    lines = folded.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join(line.removeprefix(" ") for line in lines[:-2]) == "SUMMARY:" + "ü" * 60
    assert lines[-2:] == ["END:X", ""]


def test_clock_times_are_those_of_the_zone_on_that_day() -> None:
    assert ical_time("2027-03-26", 540, "Europe/Berlin") == "20270326T080000Z"
    assert ical_time("2027-03-29", 540, "Europe/Berlin") == "20270329T070000Z"  # summer time began between
    assert ical_time("2027-03-26", 540) == "20270326T090000"
    with pytest.raises(ValueError, match="time zone"):
        ical_time("2027-03-26", 540, "Europe/Nowhere")


def test_dates_are_printed_in_the_documents_language(course: Path) -> None:
    facts = course / "syllabus/course.yml"
    facts.write_text(facts.read_text().replace("{brand: fjordlight,", "{brand: fjordlight, language: de,"))
    text = text_of(made(course, "schedule.pdf") / "schedule.pdf")
    assert "26.\xa0März 2027, 29.\xa0März 2027" in text  # a weekend is between
    assert "Freitag" in text


def test_dates_that_are_given_as_days_are_words_too(course: Path) -> None:
    facts = course / "syllabus/course.yml"
    facts.write_text(
        facts.read_text().replace("starts: 2027-03-26,", "starts: 2027-03-26, dates: 2027-03-26/2027-03-27,")
    )
    assert "26–27 March 2027" in text_of(made(course, "schedule.pdf") / "schedule.pdf").replace("\xa0", " ")


def test_dates_that_are_given_as_text_stay_as_they_are(course: Path) -> None:
    facts = course / "syllabus/course.yml"
    facts.write_text(
        facts.read_text().replace("starts: 2027-03-26,", "starts: 2027-03-26, dates: in the last week of March,")
    )
    assert "in the last week of March" in text_of(made(course, "schedule.pdf") / "schedule.pdf")


def test_the_trainer_reads_on_the_page_and_in_check_what_stays_unused(course: Path) -> None:
    folder = made(course, "schedule-trainer.pdf", "schedule.pdf")
    assert "minutes unused" in text_of(folder / "schedule-trainer.pdf")
    assert "unused" not in text_of(folder / "schedule.pdf")
    shown = said(course, "check", "--delivery", "spring")
    assert "day 1 has 300 minutes unused" in shown.output
    again = built(course, "--delivery", "spring", "--only", "schedule.pdf")
    assert "warning: day 1 has 300 minutes unused" in again.output


def test_participants_read_no_inner_times(course: Path) -> None:
    folder = made(course, "schedule.pdf", "schedule-trainer.pdf")
    assert "9:15" in text_of(folder / "schedule-trainer.pdf")
    assert "9:15" not in text_of(folder / "schedule.pdf")
    assert "Try it" in text_of(folder / "schedule.pdf")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_all_papers_are_accessible_and_fill_no_page_by_a_line(course: Path, paper: str) -> None:
    write(course / "people.csv", "name;company\nÅsa Öberg;Acme\nليلى الحداد;Uno\n")
    more = ("--roster", str(course / "people.csv"), "--set", f"*.pdf:paper={paper}")
    folder = made(course, *PAPERS, "certificate.pdf", "joining.pdf", "print-order.pdf", more=more)
    there = [*folder.glob("*.pdf"), *folder.parent.glob("participants/*/*.pdf")]
    assert len(there) == len(PAPERS) + 1 + 4
    for path in there:
        data = path.read_bytes()
        assert page.is_pdf_compliant_bytes(data, profile="ua1"), path.name
        assert untouched(data)
        if path.name != "schedule-trainer.pdf":
            assert len(pypdfium2.PdfDocument(data)) == 1, path.name


def test_an_attendance_list_has_a_column_for_each_half_day_and_lines_where_nobody_is_known(course: Path) -> None:
    text = text_of(made(course, "attendance.pdf") / "attendance.pdf")
    assert "26 March 2027" in text.replace("\xa0", " ")
    assert text.split().count("16") == 1  # the last empty line
    write(course / "people.csv", "name\nÅsa Öberg\n")
    text = text_of(made(course, "attendance.pdf", more=("--roster", str(course / "people.csv"))) / "attendance.pdf")
    assert "Åsa Öberg" in text


def test_a_name_card_has_the_name_on_both_faces(course: Path) -> None:
    write(course / "people.csv", "name\nÅsa Öberg\n")
    text = text_of(made(course, "name-cards.pdf", more=("--roster", str(course / "people.csv"))) / "name-cards.pdf")
    assert text.count("Åsa Öberg") == 2


def test_the_print_order_counts_what_was_made_and_is_stale_when_that_is_made_anew(course: Path) -> None:
    made(course, "handout.pdf", "schedule.pdf")
    path = made(course, "print-order.pdf") / "print-order.pdf"
    first = text_of(path)
    assert "Copies for 12 participants" in first
    pages = len(pypdfium2.PdfDocument((course / "build/spring/01-weather/handout.pdf").read_bytes()))
    words = first.split()
    assert words[words.index("handout.pdf") + 1 :][:2] == [str(pages), "12"]
    assert "1 file up to date" in built(course, "--delivery", "spring", "--only", "print-order.pdf").output
    module = course / "syllabus/01-weather.md"
    module.write_text(module.read_text() + "\n".join(f"\n## More {n}\n\n- A point\n" for n in range(8)))
    shown = built(course, "--delivery", "spring", "--only", "handout.pdf", "--only", "print-order.pdf")
    assert "print-order.pdf" in shown.output.partition("files made")[0]
    assert text_of(path) != first


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("starts: 2027-02-30", "there is no day 2027-02-30"),
        ("starts: 2027-02-01, days: [2027-02-01, 2027-02-02]", "both starts and days"),
        ("days: [2027-02-01]", "the delivery names 1 days, the schedule has 2"),
        ("timezone: Europe/Berlim", "did you mean Europe/Berlin?"),
        ("starts: March", "starts"),
        ("roster: nobody.csv", "there is no roster nobody.csv"),
    ],
)
def test_mistakes_in_dates_zone_and_roster_are_told_at_their_line(course: Path, given: str, told: str) -> None:
    facts = course / "syllabus/course.yml"
    facts.write_text(facts.read_text().replace(DELIVERY, f"{{brand: fjordlight, {given}}}"))
    shown = built(course, "--delivery", "spring", "--only", "schedule.pdf")
    assert shown.exit_code == 1
    assert told in shown.output
    assert "course.yml:6" in shown.output


@pytest.mark.parametrize("brand", ["house", "fjordlight", "brackenrow"])
def test_on_half_a_sheet_nothing_of_a_certificate_or_a_card_lies_on_another(
    course: Path, tmp_path: Path, brand: str
) -> None:
    write(course / "people.csv", "name;company\nMaria Wilhelmina van der Hoeven-Kapellmeister;Acme\nليلى الحداد;Uno\n")
    facts = course / "syllabus/course.yml"
    licence = f"{{brand: {brand}, licensee: {{name: Example Ltd, number: L-77}},"
    facts.write_text(facts.read_text().replace("{brand: fjordlight,", licence))
    more = ("--roster", str(course / "people.csv"), "--set", "*.pdf:paper=A5")
    folder = made(course, "certificate.pdf", "name-cards.pdf", "evaluation.pdf", more=more)
    (first, second) = sorted(folder.parent.glob("participants/*/certificate.pdf"))
    for path in (first, second):
        heights = [
            place(path, words) for words in ("We confirm", "has attended", "Small talk", "Trainer", "Licensed to")
        ]
        assert heights == sorted(heights, reverse=True)
        assert min(above - below for above, below in pairwise(heights)) > 8
        assert page.is_pdf_compliant_bytes(path.read_bytes(), profile="ua1")
    assert len(pypdfium2.PdfDocument((folder / "name-cards.pdf").read_bytes())) == 2
    made(course, "name-cards.pdf", more=(*more, "--set", "name-cards.pdf:form=badges"))
    cards = pypdfium2.PdfDocument((folder / "name-cards.pdf").read_bytes())
    assert [len(cards), *map(round, cards[0].get_size())] == [1, 420, 595]


def place(path: Path, words: str) -> float:
    """How high the first letter of some words stands on the first page, in points from its foot."""
    text = pypdfium2.PdfDocument(path.read_bytes())[0].get_textpage()
    found = text.search(words).get_next()
    assert found, words
    return float(text.get_charbox(found[0])[1])


def test_a_print_order_says_where_a_file_is_and_what_wants_a_spiral(course: Path) -> None:
    made(course, "handout.pdf", "workbook.pdf")
    folder = made(course, "print-order.pdf", more=("--set", "print-order.pdf:bind=3"))
    text = text_of(folder / "print-order.pdf")
    assert "01-weather/" in text
    assert "spiral-bound" in text
    assert "spiral-bound" not in text_of(made(course, "print-order.pdf") / "print-order.pdf")


def test_sixteen_lines_to_sign_are_one_sheet(course: Path) -> None:
    facts = course / "syllabus/course.yml"
    facts.write_text(facts.read_text().replace("days: 2", "days: 3").replace("participants: 12", "participants: 16"))
    for name in ("01-weather", "02-sports"):
        module = course / f"syllabus/{name}.md"
        module.write_text(
            module.read_text().replace("minutes: 30", "minutes: 600").replace("minutes=10", "minutes=400")
        )
    assert len(pypdfium2.PdfDocument((made(course, "attendance.pdf") / "attendance.pdf").read_bytes())) == 1
