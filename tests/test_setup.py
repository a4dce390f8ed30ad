"""Setting up stops with status 1 and says what to type, when the machine can't do its part."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ("sh", "dirname", "id", "sed", "tail", "grep")
APT = "sudo apt-get install --no-install-recommends"
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that is all the machine has, beside a checkout at `../checkout`."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    (tmp_path / "checkout" / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "setup", tmp_path / "checkout" / ".ci")
    return programs


def add(machine: Path, name: str, script: str) -> None:
    program = machine / name
    program.write_text(f"#!{shutil.which('sh')}\n{script}\n")
    program.chmod(0o755)


def set_up(machine: Path, *options: str, python: str = "") -> list[str]:
    """What it says on its way to status 1."""
    done = subprocess.run(
        [machine / "sh", ".ci/setup", *options],
        cwd=machine.parent / "checkout",
        env={"PATH": str(machine), "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stderr.splitlines()


def environment_without_pango(machine: Path) -> None:
    """A `.venv` that stands, with everything in it but WeasyPrint's libraries."""
    folder = machine.parent / "checkout" / ".venv" / "bin"
    folder.mkdir(parents=True)
    add(folder, "python", 'case "$*" in *"import weasyprint"*) echo "no pango" >&2; exit 1;; esac')


def test_no_python_at_all(machine: Path) -> None:
    assert set_up(machine) == [
        "setup: Python 3.11 or later is needed, and none was found",
        "setup: hint: on Debian and Ubuntu: sudo apt-get install python3 python3-venv",
        "setup: hint: on Fedora: sudo dnf install python3; on macOS: brew install python",
        "setup: hint: if it is somewhere else: make setup PYTHON=/path/to/python3.12",
    ]


def test_only_an_old_python(machine: Path) -> None:
    add(machine, "python3", "exit 1")
    assert set_up(machine)[0] == "setup: Python 3.11 or later is needed, and none was found"


def test_the_named_python_is_too_old(machine: Path) -> None:
    add(machine, "python3.9", "exit 1")
    assert set_up(machine, python="python3.9") == [
        "setup: python3.9 is no Python of 3.11 or later",
        "setup: hint: make setup PYTHON=/path/to/python3.12",
    ]


def test_a_python_without_venv(machine: Path) -> None:
    real = os.path.realpath(sys.executable)
    add(machine, "python3", f'case "$2" in *ensurepip*) exit 1;; esac; exec {real} "$@"')
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert set_up(machine) == [
        "setup: python3 can't make a virtual environment: its venv module is not installed",
        f"setup: hint: on Debian and Ubuntu: sudo apt-get install python3-venv (or {version}-venv)",
    ]


@pytest.mark.parametrize(
    ("manager", "options", "typed"),
    [
        ("apt-get", [], f"{APT} {PANGO}"),
        ("apt-get", ["--dev"], f"{APT} {PANGO} libreoffice-impress poppler-utils chromium chromium-driver"),
        ("dnf", [], "sudo dnf install pango harfbuzz"),
        ("dnf", ["--dev"], "sudo dnf install pango harfbuzz libreoffice-impress poppler-utils chromium chromedriver"),
        ("brew", [], "brew install pango harfbuzz"),
        ("brew", ["--dev"], "brew install pango harfbuzz libreoffice poppler chromium chromedriver"),
    ],
)
def test_missing_libraries_give_the_command_to_type(
    machine: Path, manager: str, options: list[str], typed: str
) -> None:
    environment_without_pango(machine)
    add(machine, manager, "echo it must not be called >&2")
    (machine / "id").unlink()
    add(machine, "id", "echo 1000")
    assert set_up(machine, *options) == [
        "setup: packages of the system are missing",
        f"setup: type: {typed}",
        "setup: then: make",
    ]


def test_a_system_of_another_kind_is_told_all_commands(machine: Path) -> None:
    environment_without_pango(machine)
    said = set_up(machine)
    assert said[0] == "setup: libraries that printing needs are missing: Pango and HarfBuzz (with its subset library)"
    assert [line.split(":")[1].strip() for line in said[1:]] == ["on Debian and Ubuntu", "on Fedora", "on macOS"]
