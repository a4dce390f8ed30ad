"""The examples of the documentation build, and their pictures are there; `.ci/pictures` draws them."""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
MOST = 60_000  # bytes of a picture: pages are read over slow lines too


def _tool() -> ModuleType:
    loader = SourceFileLoader("pictures", str(ROOT / ".ci/pictures"))
    spec = spec_from_loader("pictures", loader)
    assert spec
    module = module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


TOOL = _tool()
HERE = [name for name in TOOL.PAGES if (ROOT / "docs" / name).exists()]


@pytest.mark.parametrize("name", HERE)
def test_every_example_of_the_page_builds_and_its_picture_is_there(name: str) -> None:
    for example, data in TOOL.pictures(ROOT / "docs" / name):
        assert len(data) <= MOST, f"{name}:{example.line}"
        if example.picture:
            file = ROOT / f"docs/pictures/{example.picture}.png"
            assert file.exists(), f"{file.name} is missing: run .ci/pictures"
            assert file.stat().st_size <= MOST
            with Image.open(file) as there:
                assert there.format == "PNG"


def test_an_example_is_a_fence_with_its_picture_beneath_and_may_read_files_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "<!-- file: visits.csv -->\n```csv\n,Visits\nMay,3\nJune,5\n```\n\n```chart\nkind: column\nfile: visits.csv\n```\n\n"
        "![Visits](pictures/visits.png)\n\n```sh\ncourseware build\n```\n\n````markdown\n1. one\n2. two\n````\n\n![A list](pictures/list.png)\n",
        encoding="utf-8",
    )
    found = [(example.line, example.picture, data[:4]) for example, data in TOOL.pictures(page)]
    assert found == [(8, "visits", b"\x89PNG"), (19, "list", b"\x89PNG")]
