"""What a screen reader finds in a deck: a title of its own on every slide, words for every object or a mark that it is for looks, tables with a header, a
language on every run, the deck's own title and language. Walked through the gallery and the starter course, in the house and a provider's template."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from courseware.files import packaged_templates
from tests.foreign import write_nordwall
from tests.powerpoint.open import A, P

DC = "{http://purl.org/dc/elements/1.1/}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
TITLES = ("title", "ctrTitle")
SILENT = ("ftr", "sldNum", "dt")


def decks(course: str, brand: str, folder: Path) -> dict[str, bytes]:
    """The decks of a course that comes with the project, in a brand."""
    from courseware.cli import courseware as command

    project = folder / "project"
    shutil.copytree(packaged_templates() / course, project)
    if brand == "nordwall":
        write_nordwall(project, wide=True)
    command.main(
        ["--course", str(project), "build", "--brand", brand, "-o", str(folder / "out"), "--only", "deck.pptx", "-q"],
        standalone_mode=False,
    )
    return {path.parent.name: path.read_bytes() for path in sorted((folder / "out").rglob("deck.pptx"))}


@pytest.fixture(
    scope="module", params=[("gallery", "house"), ("gallery", "nordwall"), ("starter", "house")], ids="-".join
)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    course, brand = request.param
    found = decks(course, brand, tmp_path_factory.mktemp("walk"))
    assert found
    return found


def slides(data: bytes) -> dict[int, etree._Element]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    return {int(name[16:-4]): etree.fromstring(archive.read(name)) for name in names}


def the(found: etree._Element | None) -> etree._Element:
    """An element that must be there."""
    assert found is not None
    return found


def words(element: etree._Element) -> str:
    return " ".join("".join(t.text or "" for t in element.iter(A + "t")).split())


def kind(shape: etree._Element) -> str:
    ph = shape.find(f"./*/{P}nvPr/{P}ph")
    return "" if ph is None else ph.get("type", "obj")


def test_every_slide_has_a_title_of_its_own(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        titles = {n: [words(s) for s in root.iter(P + "sp") if kind(s) in TITLES] for n, root in slides(data).items()}
        assert {n: found for n, found in titles.items() if len(found) != 1 or not found[0]} == {}, name
        again = {title: count for title, count in Counter(found[0] for found in titles.values()).items() if count > 1}
        assert again == {}, name


def test_every_object_has_words_or_is_marked_as_for_looks(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        for n, root in slides(data).items():
            tree = the(root.find(f"{P}cSld/{P}spTree"))
            for shape in tree:
                named = shape.find(f"./*/{P}cNvPr")
                if named is None or shape.tag == P + "nvGrpSpPr":
                    continue
                told = named.get("descr") or (shape.tag == P + "sp" and words(shape))
                assert told or named.find(f".//{DECORATIVE}") is not None, (name, n, named.get("name"))


def test_every_table_with_a_header_says_so_and_every_run_has_a_language(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        for n, root in slides(data).items():
            for table in root.iter(A + "tbl"):
                properties = the(table.find(A + "tblPr"))
                first = [words(cell) for cell in the(table.find(A + "tr")).iter(A + "tc")]
                assert properties.get("firstRow") == "1" or not any(first) or len(table.findall(A + "tr")) == 1, (
                    name,
                    n,
                )
            runs = [
                run
                for run in root.iter(A + "r")
                if run.find(A + "rPr") is None or not the(run.find(A + "rPr")).get("lang")
            ]
            assert runs == [], (name, n)


def test_the_title_is_read_before_the_text_and_the_foot_last(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        for n, root in slides(data).items():
            shapes = [s for s in the(root.find(f"{P}cSld/{P}spTree")).iter(P + "sp") if words(s)]
            kinds = ["title" if kind(s) in TITLES else "foot" if kind(s) in SILENT else "text" for s in shapes]
            assert kinds == sorted(kinds, key=["title", "text", "foot"].index), (name, n, kinds)


def test_the_file_says_its_title_and_language(made: dict[str, bytes]) -> None:
    for data in made.values():
        core = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml"))
        assert core.findtext(DC + "title")
        assert core.findtext(DC + "language") == "en"
