"""The Makefile says what it can do, builds what it is asked to, and sets up only when there is something to install.

It runs in a folder with stand-ins: a `.ci/setup` that only says that it was called, and a `courseware` that prints its
arguments.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

SETUP = """\
echo "set up $*"
mkdir -p .venv/bin
printf '#!/bin/sh\\necho "courseware $*"\\n' > .venv/bin/courseware
chmod +x .venv/bin/courseware
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "setup").write_text(SETUP)
    return tmp_path


# Nothing of the `make test` that may run this: its goals, options and variables would reach the inner make.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith("MAKE") and name not in ("MFLAGS", "BRAND", "JOBS", "PYTHON")
}


def make(folder: Path, *goals: str, status: int = 0) -> list[str]:
    """What `make` printed, line by line, without the commands that it echoes."""
    done = subprocess.run(
        ["make", "--no-print-directory", *goals],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if not line.startswith((".venv/", "PYTHON=", "touch "))]


def goals() -> list[str]:
    found = re.search(r"^GOALS := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert found
    return found[1].split()


@pytest.mark.parametrize("goal", goals())
def test_help_names_every_goal(goal: str) -> None:
    lines = make(ROOT, "help")
    assert any(line.split()[:2] == ["make", goal] for line in lines)


def test_help_needs_no_setup(project: Path) -> None:
    make(project, "help")
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("goal", goals())
def test_every_goal_can_be_planned(project: Path, goal: str) -> None:
    make(project, "-n", goal)


@pytest.mark.parametrize(
    ("typed", "built"),
    [
        ([], "courseware build"),
        (["build"], "courseware build"),
        (["all"], "courseware build --all-brands"),
        (["BRAND=fjordlight"], "courseware build --brand fjordlight"),
        (["01-customer-journeys", "BRAND=fjordlight"], "courseware build 01-customer-journeys --brand fjordlight"),
        (["03", "04", "BRAND=house acme", "JOBS=2"], "courseware build -j 2 03 04 --brand house --brand acme"),
        (["list"], "courseware list"),
        (["check"], "courseware check"),
    ],
)
def test_a_goal_sets_up_and_runs_one_command(project: Path, typed: list[str], built: str) -> None:
    assert make(project, *typed) == ["set up ", built]


def test_a_second_make_installs_nothing_until_a_lock_changes(project: Path) -> None:
    assert make(project, "list") == ["set up ", "courseware list"]
    assert make(project, "list") == ["courseware list"]
    lock = project / "requirements.lock"
    stamp = (project / ".venv" / "ready").stat().st_mtime
    os.utime(lock, (stamp + 10, stamp + 10))
    assert make(project, "list") == ["set up ", "courseware list"]


def test_setting_up_for_tests_is_enough_for_building(project: Path) -> None:
    make(project, ".venv/ready-to-test")
    assert make(project, "list") == ["courseware list"]


def test_clean_without_a_setup_says_that_nothing_is_there(project: Path) -> None:
    (project / "build").mkdir()
    assert make(project, "clean") == ["nothing was built here yet"]
    assert (project / "build").exists()
