"""Old decks of five origins: every word that goes in comes out, in the text that is made and in the deck that is built of it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from courseware.build.building import build
from courseware.build.officefiles import drawn
from courseware.build.request import Request
from courseware.cli import Screen
from courseware.commands.olddecks import groups
from courseware.commands.project import course_files
from courseware.importing import Imported, write_course
from courseware.importing.course import LEFTOVERS
from courseware.importing.pptx import import_deck
from courseware.importing.wish import SINGLE, Wish
from courseware.powerpoint.lint import lint
from courseware.powerpoint.outline import outline
from courseware.problems import CoursewareError
from tests.importing import olddecks as old

ROOT = Path(__file__).resolve().parents[2]
BRANDS = ("house", "fjordlight")
HAS_OFFICE = shutil.which("soffice") is not None


@cache
def _ours(brand: str = "brackenrow") -> bytes:
    """A module of the gallery in a brand."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "tests/importing/data/ours", folder / "syllabus")
        return _built(folder, folder / "out", brand, "")


def _built(folder: Path, out: Path, brand: str, file: str) -> bytes:
    files, names = course_files(folder, (brand,))
    report = build(Request(out=out, file=file, only=("deck.pptx",), brands=names, jobs=1), files, Screen().quiet())
    assert not report.problems, report.problems
    assert not report.bugs, report.bugs
    return next(iter(sorted(out.rglob("deck.pptx")))).read_bytes()


@cache
def _pandocs() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        return old.talk(Path(name))


def _offices() -> bytes:
    """`old.plain()` as LibreOffice 7.4 writes it, by way of its own format: kept, because making it takes half a minute."""
    return (ROOT / "tests/importing/data/libreoffice.pptx").read_bytes()


DECKS: dict[str, Callable[[], bytes]] = {
    "ours in another brand": _ours,
    "pandoc's": _pandocs,
    "python-pptx's with charts": cache(old.charts),
    "LibreOffice's": _offices,
    "one with every oddity": cache(old.oddities),
}


def _imported(origin: str, draws: bool = False, **wish: Any) -> tuple[bytes, Imported]:
    data = DECKS[origin]()
    return data, import_deck(
        f"{origin}.pptx", data, Wish(groups=groups(), **wish), drawn if draws and HAS_OFFICE else None
    )


# Pictures' alt texts that are file names say nothing; pandoc and python-pptx write such.
NOT_WORDS = Counter(("png", "square", "image", "bmp", "file", "C", "secret", "xlsx"))


def _missing(wanted: Counter[str], found: Counter[str]) -> Counter[str]:
    return Counter({word: n for word, n in (wanted - found).items() if word not in NOT_WORDS})


@pytest.mark.parametrize("single", [True, False], ids=["file", "course"])
@pytest.mark.parametrize("origin", DECKS)
def test_every_word_of_a_deck_is_in_what_the_import_makes(origin: str, single: bool) -> None:
    """Words of text frames, tables, charts, SmartArt, notes, comments and descriptions, counted against the Markdown and the list of leftovers."""
    data, imported = _imported(origin, single=single)
    alts = not origin.startswith("ours")  # what we say of tables and marks is said anew
    assert not _missing(old.words_in(data, alts), old.words_written(dict(imported.files)))


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("origin", DECKS)
def test_a_rebranded_deck_has_every_word_and_is_valid(origin: str, brand: str, tmp_path: Path) -> None:
    """Words are counted in the deck that is built; what the list at the end says was left out may be missing."""
    data, imported = _imported(origin, single=True)
    write_course(imported, tmp_path / "text")
    deck = _built(tmp_path / "text", tmp_path / "out", brand, SINGLE)
    report = str(imported.files[LEFTOVERS])
    left = old.tokens(report.replace("\\", "")) + old.further(report)
    assert not _missing(old.words_in(data, alts=False), old.words_in(deck) + left)
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck)
    assert not OpenXmlValidator().validate(str(path)).errors
    assert not lint(deck)
    slides = len(Presentation(io.BytesIO(data)).slides)
    assert len(Presentation(io.BytesIO(deck)).slides) >= slides


def _told(deck: bytes) -> list[str]:
    """An outline without the foot and without what says that the rights are not cleared."""
    lines = [line.replace("DRAFT · ", "") for line in outline(deck).splitlines()]
    return [line for line in lines if "foot:" not in line]


def test_our_own_deck_comes_back_with_titles_roles_bullets_and_notes(tmp_path: Path) -> None:
    """Deck, import, build in the same brand: the same outline, slide by slide."""
    data, imported = _imported("ours in another brand")
    assert "agenda (" in str(imported.files[LEFTOVERS])
    write_course(imported, tmp_path)
    again = _built(tmp_path, tmp_path / "out", "brackenrow", "")
    assert _told(again) == _told(data)


def test_a_deck_of_every_oddity_becomes_this(tmp_path: Path) -> None:
    """The whole text of the odd deck: numbers go on, links lead on, SmartArt is a process, the film lies beside, comments stand in the notes."""
    _, imported = _imported("one with every oddity", single=True)
    text = str(imported.files[SINGLE])
    for line in (
        "subtitle: One of each", "# Words first", "4. fourth", "   - beneath", "H~2~O and **bold** *slanted*, [lined]{.underline}",
        "equation $\\frac{a}{b}=c^{2}$", "[the handbook](https://example.org/handbook)", "[back to the signs](#slide-3)", "{#slide-3 .incremental}",
        "kind: process", "- Answer: in one sentence", "**Comment:** Ann Reader: Shorten this please", '![Figure 1: the wall](pictures/slide-09.png){fig-alt="An orange wall in the evening"}',  # noqa: E501
        "![A bird taking off](pictures/slide-08.mp4)",
    ):  # fmt: skip
        assert line in text, line
    report = str(imported.files[LEFTOVERS])
    for said in ("the macros", "Oldhouse confidential", "links to file:///C:/secret.xlsx", "an embedded object"):
        assert said in report


def test_charts_and_drawings_stay_what_they_are() -> None:
    """Charts are charts, arrows between boxes a flow, chevrons a process; a line of rights on every slide is told and left out."""
    _, imported = _imported("python-pptx's with charts", single=True)
    text = str(imported.files[SINGLE])
    for kind in ("column", "bar", "line", "area", "radar", "pie"):
        assert f"```chart\nkind: {kind}\n" in text
    assert '{"In stock?"}\n"In stock?" -> Ship it: yes' in text
    assert "kind: process\n- Plan\n- Do\n- Check\n- Act" in text
    assert text.index("Read me first") < text.index("Read me second")
    assert "## Two sides {.hidden" in text
    assert "Oldhouse" not in text
    assert "1-13: © Oldhouse Ltd" in str(imported.files[LEFTOVERS])


@pytest.mark.skipif(not HAS_OFFICE, reason="LibreOffice is not installed")
def test_what_has_no_counterpart_is_kept_as_a_picture() -> None:
    """Circles that lie over each other are drawn by LibreOffice, cut to the shapes, with their words as description."""
    _, imported = _imported("one with every oddity", draws=True, single=True)
    assert '](pictures/slide-06-drawing.png){fig-alt="People Process Tools"}' in str(imported.files[SINGLE])
    data = imported.files["pictures/slide-06-drawing.png"]
    assert isinstance(data, bytes)
    assert data.startswith(b"\x89PNG")


def test_sections_and_long_decks_make_modules() -> None:
    """One module for each section where it is asked for."""
    _, imported = _imported("one with every oddity", modules="sections")
    assert imported.modules == ("01-beginning", "02-drawings")
    assert "rights: unknown" in str(imported.files["syllabus/course.yml"])
    _, one = _imported("one with every oddity", modules="one")
    assert len(one.modules) == 1
    assert "\n# Drawings\n" in str(one.files[f"syllabus/{one.modules[0]}.md"])


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100, "encrypted"),
        (b"just text", "no PowerPoint presentation"),
        (b"", "no PowerPoint presentation"),
    ],
)
def test_what_is_no_deck_is_refused_with_a_way_out(data: bytes, fact: str) -> None:
    """Encrypted, damaged or empty files."""
    with pytest.raises(CoursewareError, match=fact) as told:
        import_deck("old.pptx", data, Wish())
    assert all(problem.hint for problem in told.value.problems)


def test_a_zip_bomb_is_refused_before_it_is_read() -> None:
    """A part that unpacks to a thousand times its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/slides/slide1.xml", b" " * 30_000_000)
    with pytest.raises(CoursewareError, match="times its size"):
        import_deck("old.pptx", out.getvalue(), Wish())


def test_slides_of_a_rebranded_deck_that_name_the_old_house_are_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(old.plain())) as deck, zipfile.ZipFile(out, "w") as archive:
        for name in deck.namelist():
            data = deck.read(name)
            if name == "docProps/app.xml":
                data = re.sub(
                    rb"<Company>.*?</Company>|(?=</Properties>)", b"<Company>Another Thing</Company>", data, count=1
                )
            archive.writestr(name, data)
    report = str(import_deck("old.pptx", out.getvalue(), Wish(single=True)).files[LEFTOVERS])
    assert report.count("the old house is named in its text or notes: Another Thing") == 1


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from courseware.cli import main; main()"
    import sys

    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_deck_is_imported_into_a_course_that_is_there_and_rebranded(tmp_path: Path) -> None:
    """The commands: a course, a second module in it, and the same deck in a brand; nothing is overwritten."""
    (tmp_path / "old.pptx").write_bytes(old.plain())
    assert _run(tmp_path, "import", "old.pptx", "--into", "course").returncode == 0
    first = (tmp_path / "course/syllabus/course.yml").read_text(encoding="utf-8")
    assert first.endswith("modules:\n  - 01-first-thoughts\n")
    assert _run(tmp_path, "import", "old.pptx", "--into", "course").returncode == 0
    both = (tmp_path / "course/syllabus/course.yml").read_text(encoding="utf-8")
    assert both.endswith("modules:\n  - 01-first-thoughts\n  - 02-first-thoughts\n")
    assert _run(tmp_path, "-C", "course", "check").returncode in (0, 1)
    done = _run(tmp_path, "rebrand", "old.pptx", "--brand", "fjordlight", "--keep", "kept")
    assert done.returncode == 0, done.stderr
    made = outline((tmp_path / "old-fjordlight.pptx").read_bytes())
    assert "Ümläute und Zeichen" in made
    assert (tmp_path / "old-fjordlight-look.md").is_file()
    assert (tmp_path / "kept/deck.md").is_file()
    again = _run(tmp_path, "rebrand", "old.pptx", "--brand", "fjordlight")
    assert again.returncode == 1
    assert "exists already" in again.stderr


def test_a_deck_without_slides_is_refused_with_what_it_is_good_for() -> None:
    made = io.BytesIO()
    Presentation().save(made)
    with pytest.raises(CoursewareError, match="holds no slides") as error:
        import_deck("empty.pptx", made.getvalue(), Wish())
    assert "brand new" in error.value.problems[0].hint
