"""Papers for each participant of a roster: the good rows are made, each bad one has a word, and nobody's data is anywhere else."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
from pathlib import Path
from typing import NamedTuple

import page
import pypdfium2
import pytest

from courseware import sealing
from courseware.cli import _run
from tests.build.course import write, write_course

LONG = "Maria Wilhelmina Anastasia van der Hoeven-Kapellmeister zu Unterlindau-Bergensee"
GIVEN = ["Åsa", "Tomás", "Nneka", "Jürgen", "Maëlle", "Þórdís", "Łukasz", "Ngọc", "ليلى", "נועה", "陽菜", "Ольга"]
FAMILY = ["Öberg", "Íñiguez", "Obiora", "Weiß", "Coëtquen", "Wójcik", "Nguyễn", "الحداد", "לוי", "山田", "Соколова"]
FULL = bool(os.environ.get("COURSEWARE_FULL"))


def names(count: int) -> list[str]:
    return [LONG, *(f"{GIVEN[n % 12]} {FAMILY[n * 7 % 11]} Q{n:03}z" for n in range(1, count))]


class Shown(NamedTuple):
    """What a command printed, to both streams, and its exit status."""

    exit_code: int
    output: str


def said(folder: Path, *words: str) -> Shown:
    """A command as somebody types it in `folder`."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = _run(["-C", str(folder), *words])
    return Shown(code, out.getvalue())


def built(folder: Path, *words: str) -> Shown:
    """A build without workers."""
    return said(folder, "build", "-j1", "-o", str(folder / "build"), *words)


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    return "\n".join(each.get_textpage().get_text_range() for each in document)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path / "cache"))
    return write_course(tmp_path / "course")


def roster(folder: Path, people: list[str]) -> Path:
    """People with an empty line and a duplicate among them, as Excel writes them."""
    rows = [f"{name};Firm {n}" for n, name in enumerate(people)]
    rows.insert(3, "")
    rows.append(rows[1])
    path = folder / "class.csv"
    path.write_bytes(("Name;Company\r\n" + "\r\n".join(rows) + "\r\n").encode("utf-8-sig"))
    return path


def test_everybody_gets_a_certificate_with_the_own_name_and_nobody_elses(course: Path, tmp_path: Path) -> None:
    people = names(200 if FULL else 15)
    shown = built(course, "--roster", str(roster(tmp_path, people)), "--only", "certificate.pdf")
    assert shown.exit_code == 0, shown.output
    folders = sorted((course / "build/house/participants").iterdir())
    assert len(folders) == len(people)
    for name, folder in zip(people, folders, strict=True):
        text = text_of(folder / "certificate.pdf")
        assert name.rpartition(" ")[2] in text
        assert [each for each in people if each is not name and each.rpartition(" ")[2] in text] == []
    for folder in folders[:3]:
        data = (folder / "certificate.pdf").read_bytes()
        assert page.is_pdf_compliant_bytes(data, profile="ua1")
    assert "class.csv:5: warning: this row is empty" in shown.output
    assert f"class.csv:{len(people) + 3}: warning: this row is the same as line 3" in shown.output
    assert [folder.name for folder in folders[2:4]] == ["003", "005"]


def test_what_a_roster_holds_is_in_no_record_log_or_cache(course: Path, tmp_path: Path) -> None:
    people = names(8)
    path = roster(tmp_path, people)
    first = built(course, "--roster", str(path), "--only", "certificate.pdf", "--only", "name-cards.pdf", "--json")
    again = built(
        course, "--roster", str(path), "--only", "certificate.pdf", "--set", "certificate.pdf:hours=false", "--why"
    )
    plain = json.loads(first.output)
    assert len(plain["outputs"]) == 9
    kept = [each for each in (course / "build/.courseware", tmp_path / "cache") for each in each.rglob("*")]
    texts = [each.read_bytes() for each in kept if each.is_file()]
    for name in people:
        for part in name.split():
            for told in (part.encode(), json.dumps(part).strip('"').encode(), part.encode("utf-16-le")):
                if len(told) > 3:
                    assert not any(told in text for text in texts), part
            if part not in ("van", "der", "zu"):
                assert part not in first.output + again.output


def test_no_digest_in_a_record_is_that_of_a_guess(course: Path, tmp_path: Path) -> None:
    """Whoever finds the records can't try rosters or certificates until one fits."""
    path = roster(tmp_path, names(3))
    built(course, "--roster", str(path), "--only", "certificate.pdf")
    records = "".join(each.read_text() for each in (course / "build/.courseware").rglob("*.json"))
    secret = [path, *(course / "build").rglob("certificate.pdf")]
    assert [each for each in secret if hashlib.sha256(each.read_bytes()).hexdigest() in records] == []
    assert "sealed:" in records


def test_a_changed_row_makes_only_that_persons_papers_anew(course: Path, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("name,company\nAda Onnes,Uno\nBo Yarrow,Due\nCy Tarn,Tre\n")
    words = ("--roster", str(path), "--only", "certificate.pdf")
    built(course, *words)
    assert "3 files up to date" in built(course, *words).output
    path.write_text("name,company\nAda Onnes,Uno\nBea Yarrow,Due\nCy Tarn,Tre\n")
    shown = built(course, *words).output
    assert "1 file made, 2 files unchanged" in shown
    path.write_text("name,company\nAda Onnes,Uno\n")
    built(course, *words)
    assert [each.name for each in (course / "build/house/participants").iterdir()] == ["001"]


def test_papers_sealed_with_a_lost_key_are_still_known_as_ours(course: Path, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("name\nAda Onnes\n")
    built(course, "--roster", str(path), "--only", "certificate.pdf")
    (tmp_path / "cache/seal.key").unlink()
    sealing._keys.clear()
    shown = built(course, "--roster", str(path), "--only", "certificate.pdf")
    assert shown.exit_code == 0
    assert "edited" not in shown.output


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",Acme", "this row has no name"),
        ("Bo Yarrow", "this row has 1 column, the first line names 2"),
        ("Bo Yarrow,Acme,Extra", "this row has 3 columns, the first line names 2"),
        ("Bo\x01 Yarrow,Acme", "this row holds a sign that can't be printed"),
        ('"=HYPERLINK(""https://yarrow.example"",""Bo Yarrow"")",Acme', "this row holds a formula"),
    ],
)
def test_a_bad_row_has_a_clear_word_and_the_good_ones_are_made(
    course: Path, tmp_path: Path, row: str, told: str
) -> None:
    path = tmp_path / "class.csv"
    path.write_text(f"name,company\nAda Onnes,Uno\n{row}\nCy Tarn,Tre\n")
    for _ in range(2):  # the second build finds nothing to do, and tells it again
        shown = built(course, "--roster", str(path), "--only", "certificate.pdf")
        assert shown.exit_code == 1
        assert f"class.csv:3: {told}" in shown.output
        assert "Yarrow" not in shown.output
    assert sorted(each.name for each in (course / "build/house/participants").iterdir()) == ["001", "003"]


def test_letters_that_no_font_has_are_told_without_them(course: Path, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("name\nAda Onnes\n\U00012000\U00012001 Enki\n")
    shown = built(course, "--roster", str(path), "--only", "certificate.pdf")
    assert shown.exit_code == 1
    assert "class.csv:3: certificate.pdf can't be made: no font" in shown.output
    assert "Enki" not in shown.output
    assert "\U00012000" not in shown.output


def test_a_template_that_fails_on_a_persons_value_does_not_tell_the_value(course: Path, tmp_path: Path) -> None:
    write(
        course / "templates/participant/age.txt.j2", "{{ participant.age | int(none) + 1 }}\n{{ participant.age[9] }}\n"
    )
    path = tmp_path / "class.csv"
    path.write_text("name,age\nAda Onnes,forty\n")
    shown = built(course, "--roster", str(path), "--only", "age.txt")
    assert shown.exit_code == 1
    assert "forty" not in shown.output
    assert "Onnes" not in shown.output


def test_a_documents_own_template_gets_every_column(course: Path, tmp_path: Path) -> None:
    write(
        course / "templates/participant/mail.txt.j2",
        "{{ participant.name }}|{{ participant.job_title }}|{{ participant.number }}\n",
    )
    path = tmp_path / "class.csv"
    path.write_bytes("Vorname;Nachname;Job title\r\nJürgen;Weiß;Koch\r\n".encode("cp1252"))
    built(course, "--roster", str(path), "--only", "mail.txt")
    assert (course / "build/house/participants/001/mail.txt").read_text() == "Jürgen Weiß|Koch|001\n"


def test_without_a_roster_a_persons_paper_is_asked_for_in_vain(course: Path) -> None:
    shown = built(course, "--only", "certificate.pdf")
    assert shown.exit_code == 2
    assert "--roster FILE" in shown.output


def test_a_delivery_names_its_roster_and_clean_removes_the_papers(course: Path) -> None:
    write(course / "people.csv", "name\nAda Onnes\n")
    facts = course / "syllabus/course.yml"
    facts.write_text(facts.read_text().replace("client: Example Ltd", "client: Example Ltd, roster: people.csv"))
    built(course, "--delivery", "spring", "--only", "certificate.pdf")
    assert (course / "build/spring/participants/001/certificate.pdf").exists()
    assert "for each participant" in said(course, "list", "--delivery", "spring").output
    said(course, "clean", "-o", str(course / "build"))
    assert not (course / "build/spring").exists()
