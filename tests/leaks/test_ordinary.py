"""What names a provider is found, however it is called; what only uses the words of its name is no leak."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from courseware.files import Files, digest, packaged_templates
from courseware.leaks import Traces, find_leaks, read_traces


def brand(*names: str, **said: object) -> Traces:
    return Traces(**{"brand": "theirs", "names": names, "domains": (), "pictures": {}, **said})  # type: ignore[arg-type]


def hits(text: str, traces: Traces, own: str = "Ours", name: str = "house/a.txt") -> list[str]:
    return [problem.fact for problem in find_leaks(text.encode(), name, {}, own, (traces,))]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Summit", "Summit meetings and how to lead them"),
        ("Summit", "The Summit at last"),
        ("House", "House rules\nThe House of Quality"),
        ("House", "What we learn from House Rules"),
        ("Open Learning", "Open learning is a method of its own"),
        ("Open Learning", "Open Learning in Practice: what open learning means"),
        ("Open Learning", "an open-learning course"),
        ("Haus", "Das Haus der Qualität"),
    ],
)
def test_ordinary_words_are_no_leak(name: str, text: str) -> None:
    assert hits(text, brand(name)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Summit", "© 2026 Summit. All rights reserved"),
        ("Summit", "A course by Summit."),
        ("Summit", "SUMMIT® certified"),
        ("House", "House GmbH, Berlin"),
        ("Open Learning", "Join Open Learning today"),
        ("Open Learning", "OPEN LEARNING"),
        ("Open Learning", "logo openlearning.png"),
        ("Open Learning", "see /open-learning/start"),
        ("Pellwyn", "the pellwyn way"),
    ],
)
def test_a_provider_of_ordinary_words_is_found_where_it_is_named(name: str, text: str) -> None:
    assert hits(text, brand(name))


def test_a_name_inside_of_an_own_word_is_still_searched_for() -> None:
    assert hits("By Arc.", brand("Arc"), own="Search Academy")
    assert not hits("By Arc.", brand("Arc"), own="Search Academy, with Arc.")


def test_a_legal_line_without_the_name_is_found() -> None:
    traces = brand("Pellwyn", lines=("Registered in Ludlow, no. 4711 088",))
    assert hits("registered in Ludlow no. 4711 088", traces)
    assert not hits("Registered in Ludlow", traces)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("house/a.html", "<p>Text</p><!-- made for Pellwyn -->"),
        ("house/a.html", "<meta name=author content=Pellwyn>"),
        ("house/a.ics", "SUMMARY:Training with Pell\r\n wyn\r\n"),
        ("house/01-pellwyn/deck.txt", "nothing"),
    ],
)
def test_it_is_found_in_comments_broken_lines_and_the_names_of_files(name: str, text: str) -> None:
    assert hits(text, brand("Pellwyn"), name=name)


def test_the_output_folder_of_a_delivery_may_be_called_anything() -> None:
    assert hits("nothing", brand("Pellwyn"), name="pellwyn-march/01-start/deck.txt") == []


def test_the_same_providers_logo_and_that_of_one_who_is_mentioned_may_be_shown() -> None:
    traces = brand("Pellwyn", pictures={digest(b"logo"): "the logo"})
    reads = {"syllabus/logo.png": digest(b"logo")}
    assert find_leaks(b"", "a.txt", reads, "Ours", (traces,))
    assert not find_leaks(b"", "a.txt", reads, "Pellwyn (dark)", (traces,))
    assert not find_leaks(b"", "a.txt", reads, "Ours", (traces,), ["Pellwyn"])


@pytest.mark.parametrize("own", ["Pellwyn\npellwyn\n", "Other\nother\nhttps://pellwyn.example"])
def test_two_brands_of_one_provider_may_share_a_logo(own: str) -> None:
    traces = brand("Pellwyn Berlin", domains=("pellwyn.example",), pictures={digest(b"logo"): "the logo"})
    assert not find_leaks(b"", "a.txt", {"logo.png": digest(b"logo")}, own, (traces,))


def test_traces_hold_what_a_presentation_that_nobody_named_shows_and_addresses_in_what_is_printed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "templates/brands/theirs"
    folder.mkdir(parents=True)
    picture = bytes(range(256)) * 4
    with zipfile.ZipFile(folder / "template.pptx", "w") as archive:
        archive.writestr("ppt/media/image1.png", picture)
    said = "legal: [© Pellwyn - www.pellwyn.example]\n    vars: {contact: desk@mail.example}"
    (folder / "_brand.yml").write_text(
        f"meta: {{name: Pellwyn}}\ndefaults:\n  courseware:\n    {said}\n", encoding="utf-8"
    )
    found = read_traces(Files(tmp_path, {"@templates": packaged_templates()}), "theirs")
    assert found is not None
    assert found.domains == ("pellwyn.example", "desk@mail.example")
    deck = io.BytesIO()
    with zipfile.ZipFile(deck, "w") as archive:
        archive.writestr("ppt/media/image9.png", picture)
    assert find_leaks(deck.getvalue(), "deck.pptx", {}, "Ours", (found,))
