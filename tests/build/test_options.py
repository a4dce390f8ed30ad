"""Options of documents: who may say them, which of them wins, and what a mistake is told as."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from courseware.brand.model import Brand
from courseware.brand.read import read_brand
from courseware.build.choosing import Unknown
from courseware.build.documents import Document, documents
from courseware.build.options import Sets, check, options_of, recorded, split
from courseware.course.model import Delivery
from courseware.files import Files
from courseware.problems import CoursewareError

FRONT = "---\noptions: {lines: 6, cover: true, style: {default: lines, choices: [lines, text, slides]}}\n---\n"


def document(folder: Path, front: str = FRONT) -> Document:
    (folder / "templates/module").mkdir(parents=True, exist_ok=True)
    (folder / "templates/module/handout.pdf.j2").write_text(front)
    [found] = documents(Files(folder, {}), ("templates",))
    return found


def options(
    folder: Path,
    own: dict[str, Any] | None = None,
    delivery: dict[str, Any] | None = None,
    sets: Sets = (),
    paper: str = "",
) -> dict[str, Any]:
    brand: Brand = replace(read_brand(Files(folder), "house"), settings=own or {})
    given = Delivery(name="acme", brand="house", options=delivery or {}, paper=paper)
    return options_of(document(folder), brand, given, sets, Files(folder))


def test_every_pdf_has_the_options_of_print(tmp_path: Path) -> None:
    found = options(tmp_path)
    assert {name: found[name] for name in ("paper", "duplex", "ink", "sheets")} == {
        "paper": "", "duplex": True, "ink": "full", "sheets": "single",
    }  # fmt: skip


def test_the_nearer_to_the_printer_somebody_says_it_the_more_it_counts(tmp_path: Path) -> None:
    brand = {
        "print": {"ink": "saver", "lines": 3},
        "handout": {"lines": 4},
        "options": {"handout.pdf": {"style": "text"}},
    }
    found = options(tmp_path, brand)
    assert (found["ink"], found["lines"], found["style"]) == ("saver", 4, "text")
    delivery = {"handout.pdf": {"lines": 7}, "*.pdf": {"lines": 5, "ink": "full"}}
    found = options(tmp_path, brand, delivery)
    assert (found["ink"], found["lines"], found["style"]) == ("full", 7, "text")
    found = options(tmp_path, brand, delivery, (("*.pdf", "lines", "9"), ("handout.pdf", "style", "slides")))
    assert (found["lines"], found["style"]) == (9, "slides")


def test_the_paper_of_a_delivery_counts_more_than_the_brands_and_less_than_its_own_options(tmp_path: Path) -> None:
    brand = {"print": {"paper": "A5"}}
    assert options(tmp_path, brand)["paper"] == "A5"
    assert options(tmp_path, brand, paper="letter")["paper"] == "Letter"
    assert options(tmp_path, brand, {"handout.pdf": {"paper": "a4"}}, paper="letter")["paper"] == "A4"


def test_a_wrong_value_of_a_delivery_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "syllabus").mkdir()
    (tmp_path / "syllabus/course.yml").write_text(
        "title: A\ndeliveries:\n  acme:\n    options:\n      handout.pdf:\n        lines: many\n        stlye: text\n        style: txt\n"
    )
    from courseware.yamlfile import load

    loaded = load((tmp_path / "syllabus/course.yml").read_text(), "syllabus/course.yml")
    given = Delivery(
        name="acme",
        brand="house",
        options=loaded.value["deliveries"]["acme"]["options"],
        place=loaded.place("deliveries", "acme"),
    )
    with pytest.raises(CoursewareError) as caught:
        options_of(document(tmp_path), read_brand(Files(tmp_path), "house"), given, (), Files(tmp_path))
    told = [(problem.place.line, problem.fact, problem.hint) for problem in caught.value.problems]
    assert told == [
        (6, "handout.pdf: lines can't be 'many'", "write a whole number"),
        (7, "handout.pdf has no option 'stlye'", "did you mean style?"),
        (8, "handout.pdf: style can't be 'txt'", "did you mean text?"),
    ]


def test_front_matter_that_contradicts_itself_is_told(tmp_path: Path) -> None:
    with pytest.raises(CoursewareError, match="style can't be 'line'"):
        document(tmp_path, "---\noptions: {style: {default: line, choices: [lines, text]}}\n---\n")
    with pytest.raises(CoursewareError, match="another shape"):
        document(tmp_path, "---\noptions: {style: {default: lines, choice: [lines, text]}}\n---\n")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("handuot.pdf:style=text", r"no document 'handuot.pdf'(?s:.*)did you mean handout.pdf"),
        ("handout.pdf:stlye=text", r"no option 'stlye'(?s:.*)did you mean style"),
        ("handout.pdf:style=txt", r"style can't be 'txt'(?s:.*)did you mean text"),
        ("handout.pdf:lines=many", r"lines can't be 'many'(?s:.*)whole number"),
        ("*.pdf:duplex=perhaps", r"duplex can't be 'perhaps'(?s:.*)true or false"),
        ("*.pdf:paper=A3", r"paper can't be 'A3'"),
        ("handout.pdf", r"write document, option and value"),
        ("handout.pdf:style", r"write document, option and value"),
    ],
)
def test_a_mistake_behind_set_is_told_before_anything_is_made(tmp_path: Path, typed: str, told: str) -> None:
    there = [("handout.pdf", recorded(document(tmp_path)))]
    with pytest.raises(Unknown, match=told):
        check((split(typed),), there)


def test_what_set_may_say_is_taken_as_the_option_wants_it(tmp_path: Path) -> None:
    sets = (split("*.pdf:duplex=no"), split("handout.pdf:paper=letter"), split("handout.pdf:cover=off"))
    check(sets, [("handout.pdf", recorded(document(tmp_path)))])
    found = options(tmp_path, sets=sets)
    assert (found["duplex"], found["paper"], found["cover"]) == (False, "Letter", False)
