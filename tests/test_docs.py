"""Every command and every example file that the documentation shows does what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# A page that shows a fence puts it into a longer one, so a block ends where its own length of fence comes again.
BLOCK = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n)?^(?P<fence>`{3,})(?P<language>[^\s`]*)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"(?<!\!)\[[^\]]*\]\((?!https?://|#)([^)#]+)")
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
# install.md is about machines other than this one; what it says of make is held by test_setup.py and by the chroot check.
RUN = [page for page in PAGES if page.name != "install.md"]
# make is run by CI itself.
NOT_RUN = ("make",)


def steps(page: Path) -> list[tuple[str, str]]:
    """The page's files to write and commands to run, in order: (file or "", text)."""
    found = []
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["file"]:
            found.append((block["file"], block["text"]))
        elif block["language"] == "sh":
            found += [("", line) for line in block["text"].splitlines() if line.strip() and not line.startswith("#")]
    return found


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.name)
def test_the_page_does_what_it_shows(page: Path, tmp_path: Path) -> None:
    """The files of a page are written and its commands run in an empty folder, one after the other; each succeeds."""
    here = tmp_path
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for file, text in steps(page):
        if file:
            target = here / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            continue
        words = shlex.split(text, comments=True)
        if words[0] in NOT_RUN:
            continue
        if words[0] == "cd":
            here = here / words[1]
            continue
        assert words[0] == "courseware", f"{page.name} shows {text!r}: say in NOT_RUN why no test runs it"
        done = subprocess.run(
            words, cwd=here, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    """A page links only to files that are there."""
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert not missing


def test_the_tutorials_module_has_what_the_tutorial_promises(tmp_path: Path) -> None:
    """The module of the tutorial becomes a cover, outcomes, an agenda, an exercise and a question with its answer."""
    text = next(text for file, text in steps(ROOT / "docs/tutorial.md") if file.endswith("02-the-first-minutes.md"))
    (tmp_path / "syllabus").mkdir()
    (tmp_path / "syllabus/first.md").write_text(text, encoding="utf-8")
    (tmp_path / "syllabus/course.yml").write_text("title: First aid\nmodules: [first]\n", encoding="utf-8")
    shown = subprocess.run(
        [Path(sys.executable).parent / "courseware", "show", "1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout
    roles = re.findall(r"^\S+ \[([\w-]+)\]", shown, re.MULTILINE)
    assert roles == [
        "cover", "objectives", "agenda",
        "section", "content", "table",
        "section", "content", "exercise", "question", "answer",
        "closing",
    ]  # fmt: skip
