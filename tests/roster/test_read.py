"""A roster is read from whatever a spreadsheet wrote, and each bad row is told without what stands in it."""

from __future__ import annotations

import pytest

from courseware.problems import CoursewareError
from courseware.roster import read_roster

TABLE = "Name;Company;E-mail\nÅsa Öberg;Skerry;asa@x.example\nJürgen Weiß;Longreach;jw@x.example\n"


def names(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [person.values["name"] for person in read_roster(data, "class.csv").people]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_encoding_and_delimiter_will_do(encoding: str, delimiter: str) -> None:
    text = TABLE.replace(";", delimiter).replace("\n", "\r\n")
    assert names(text.encode(encoding)) == ["Åsa Öberg", "Jürgen Weiß"]


def test_excels_own_line_with_the_delimiter_is_none_of_the_people() -> None:
    roster = read_roster(b"sep=;\r\nname;company\r\nAda Onnes;A, B and C\r\n", "class.csv")
    assert [(person.values, person.line) for person in roster.people] == [
        ({"name": "Ada Onnes", "company": "A, B and C"}, 3)
    ]


@pytest.mark.parametrize(
    ("titles", "row", "expected"),
    [
        ("Full Name", "Ada Onnes", "Ada Onnes"),
        ("Teilnehmer/in", "Ada Onnes", "Ada Onnes"),
        ("Nom et prénom", "Ada Onnes", "Ada Onnes"),
        ("Nombre y apellidos", "Ada Onnes", "Ada Onnes"),
        ("First name,Last name", "Ada,Onnes", "Ada Onnes"),
        ("Name,Vorname", "Onnes,Ada", "Ada Onnes"),
        ("Nom,Prénom", "Onnes,Ada", "Ada Onnes"),
        ("Nombre,Apellidos", "Ada,Onnes", "Ada Onnes"),
        ("Nombre,Empresa", "Ada Onnes,Acme", "Ada Onnes"),
        ("Nom,Société", "Ada Onnes,Acme", "Ada Onnes"),
        ("First name,Name", "Ada,Ada Onnes", "Ada Onnes"),
    ],
)
def test_the_name_is_found_by_its_title_in_four_languages(titles: str, row: str, expected: str) -> None:
    assert names(f"{titles}\n{row}\n") == [expected]


def test_every_column_has_a_name_for_templates() -> None:
    person = read_roster(b'Name,Job title,E-mail,2nd,,E-mail\nAda,"Cook, head",a@x,b,c,d\n', "class.csv").people[0]
    assert person.values == {
        "name": "Ada",
        "job_title": "Cook, head",
        "e_mail": "a@x",
        "column_2nd": "b",
        "column_5": "c",
        "e_mail_2": "d",
    }


def test_numbers_are_those_of_the_rows_though_some_are_bad() -> None:
    roster = read_roster(b'name,company\nAda,"two\nlines"\n\n,x\nBo,y\nAda,"two\nlines"\nAda,z\nCy\n\n\n', "class.csv")
    assert [(person.number, person.line) for person in roster.people] == [(1, 2), (4, 6), (6, 9)]
    assert [(problem.place.line, problem.severity) for problem in roster.problems] == [
        (4, "warning"),  # empty
        (5, "error"),  # no name
        (7, "warning"),  # the same
        (9, "warning"),  # the same name
        (10, "error"),  # too few columns
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the roster is empty"),
        (b"Ada Onnes;Acme\nBo Yarrow;Uno\n", "names no column for the name"),
        (b"name\n", "has no participants"),
        (b'name\nAda "x\n"Bo\n', "quotation mark"),
        (b"PK\x03\x04 whatever", "workbook"),
        (b"name\n" + b"x\n" * 6000, "more than 5000 rows"),
    ],
)
def test_a_file_that_is_no_roster_is_told_without_its_content(data: bytes, told: str) -> None:
    try:
        problems = read_roster(data, "class.csv").problems
    except CoursewareError as error:
        problems = error.problems
    assert any(told in problem.fact for problem in problems)
    assert not any(name in str(problem) for problem in problems for name in ("Ada", "Onnes", "Yarrow"))


def test_a_person_does_not_show_when_printed() -> None:
    roster = read_roster(b"name\nAda Onnes\n", "class.csv")
    assert "Ada" not in repr((roster, roster.people[0]))


def test_signs_that_turn_text_round_are_taken_out_of_names() -> None:
    assert names("name\n\u202eAda\u202c  Onnes\n") == ["Ada Onnes"]


def test_names_with_marks_and_line_ends_in_their_cells_come_out_as_they_are_read() -> None:
    data = b'Name;Phone\n"Jo ""Jack"" Doe";+44 1632 960 114\n"Ada\r\nOnnes";-\n@da;x\n'
    assert names(data) == ['Jo "Jack" Doe', "Ada Onnes", "@da"]
