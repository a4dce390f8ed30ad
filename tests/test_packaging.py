"""The wheel is all that a trainer needs: it carries the templates and the fonts, and runs away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from courseware import __version__

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return zipfile.ZipFile(made)


def test_every_template_and_font_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    files = (path for path in (ROOT / "templates").rglob("*") if path.is_file())
    expected = {f"courseware/_{path.relative_to(ROOT).as_posix()}" for path in files}
    assert "courseware/_templates/fonts/carlito/Carlito-Regular.ttf" in expected
    assert expected - set(wheel.namelist()) == set()


def test_every_file_of_the_previews_page_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    expected = {path.relative_to(ROOT).as_posix() for path in (ROOT / "courseware/preview/page").iterdir()}
    assert "courseware/preview/page/index.html" in expected
    assert expected - set(wheel.namelist()) == set()


def test_every_licence_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    licences = {name.split("/licenses/")[1] for name in wheel.namelist() if "/licenses/" in name}
    fonts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates" / "fonts").glob("*/*.txt")}
    assert licences == {"LICENSE", "templates/icons/LICENSE.txt"} | fonts


def test_nothing_of_the_tests_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    folders = {name.split("/")[0] for name in wheel.namelist()}
    assert folders == {"courseware", f"courseware-{__version__}.dist-info"}


def test_the_wheel_asks_for_no_more_than_the_lock_holds(wheel: zipfile.ZipFile) -> None:
    text = wheel.read(f"courseware-{__version__}.dist-info/METADATA").decode()
    asked = Parser().parsestr(text).get_all("Requires-Dist", [])
    wanted = {line.split(">")[0] for line in asked if "extra ==" not in line}  # a cluster is for those who ask for it
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert wanted == {name for name in wanted if f"\n{name}==" in lock}


def test_the_command_runs_from_the_wheel(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    script = "import courseware.cli as c; print(c.__file__); c.main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    where, said = done.stdout.splitlines()
    assert Path(where).is_relative_to(tmp_path / "site")
    assert __version__ in said
