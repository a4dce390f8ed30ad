"""Courses, templates and brands of strangers: each build ends within its limits, says what is wrong and where, and touches nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courseware.files import packaged_templates
from tests.hostile.cases import Case, every

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CASES = every()
FULL = bool(os.environ.get("COURSEWARE_FULL"))
SECONDS = 120
"""Wall seconds after which a build is ended: far above what any takes, for machines that have much else to do."""
CPU_SECONDS = 30.0
MEGABYTES = 3072
SECRET = "CANARY-4711"
"""Stands in files beside the project and in hidden files of it; nothing that is built may hold it."""
BASE = {
    "syllabus/course.yml": 'title: A course\ncode: AC\nedition: "1"\nmodules: [m]\n',
    "syllabus/m.md": '---\ntitle: A module\noutcomes:\n  "1.1": Explain it\nminutes: 30\n---\n# Basics {outcomes="1.1"}\n\n## Begin\n\n- A point\n',
    ".env": f"TOKEN={SECRET}\n",
    ".git/config": f"[remote]\n\turl = https://{SECRET}@example.com\n",
}
SYSTEM = (
    "/dev/null",
    "/dev/urandom",
    "/etc/mime.types",
    "/etc/httpd/",
    "/etc/apache",
    "/usr/share/zoneinfo",
    "/usr/local/etc/httpd",
    "/usr/local/lib/netscape",
    "/proc/self",
    "/proc/meminfo",
    "/sys/fs/cgroup",
    "/proc/cpuinfo",
    "/etc/localtime",
    "/etc/timezone",
)
"""What the system's own libraries look at: where chance comes from, which ending means which kind of file (mimetypes), zones of time,
and how much there is of the machine.
"""

TRIED = re.compile(re.escape(tempfile.gettempdir()) + "/[a-z0-9_]{8}")
"""How tempfile tries, once in a process, whether the temporary folder can be written to."""


class Watched:
    """The started process, and the log of what its builds do."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log"
        self.log.touch()
        self.cache = folder / "cache"
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(HERE / "watch"), str(ROOT))),
            "COURSEWARE_WATCHED": str(self.log),
            "COURSEWARE_CACHE": str(self.cache),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.started"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def build(self, project: Path, argv: list[str]) -> dict[str, Any]:
        """What came of a build, what it printed, and what it did."""
        begun = self.log.stat().st_size
        out = self.log.with_name("printed")
        about = {"argv": argv, "folder": str(project), "out": str(out), "seconds": SECONDS, "megabytes": MEGABYTES}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(about) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        with self.log.open("rb") as log:
            log.seek(begun)
            did = [json.loads(line) for line in log.read().splitlines()]
        return answer | {"printed": out.read_text(encoding="utf-8", errors="replace"), "did": did}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    started = Watched(tmp_path_factory.mktemp("watched"))
    yield started
    with started.process as process:  # closes what it reads from, and waits for it
        assert process.stdin


@pytest.fixture(scope="module")
def built(watched: Watched, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good course, built once: what stands there when the hostile files come."""
    project = tmp_path_factory.mktemp("built") / "project"
    _put(project, {name: text.encode() for name, text in BASE.items()})
    made = watched.build(project, ["build", "--only", "deck.pptx", "--only", "outline.pdf", "-j1"])
    assert made["status"] == 0, made["printed"]
    return project


@pytest.mark.parametrize("case", [case for case in CASES if FULL or not case.full], ids=lambda case: case.name)
def test_a_hostile_case_is_told_or_harmless_and_touches_nothing_else(
    case: Case, watched: Watched, built: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(built, project, symlinks=True)
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    _put(project, {name: make() for name, make in case.files.items()})
    for name, target in case.links.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.symlink_to(target)
    before, stood = _hashes(tmp_path), _hashes(project / "build")
    come = watched.build(project, ["build", *case.build, "-j1"])
    printed = " ".join(come["printed"].split())
    assert come["ended"], f"it went on for {SECONDS} seconds: {printed}"
    assert come["seconds"] < CPU_SECONDS, printed
    assert come["status"] == case.exit, come["printed"]
    for words in case.says:
        assert words in printed, come["printed"]
    assert "Traceback" not in printed
    assert case.exit == 0 or "hint: " in printed, come["printed"]
    assert outside(come["did"], project, watched) == []
    after = _hashes(tmp_path)
    if case.exit:
        assert {name: after.get(name) for name in before if _is_output(name)} == {
            name: value for name, value in before.items() if _is_output(name)
        }, "what was built before is as it was"
    assert {name: value for name, value in after.items() if not name.startswith("project/build/")} == {
        name: value for name, value in before.items() if not name.startswith("project/build/")
    }, "nothing outside build/ is written"
    _lacks(project / "build", (SECRET, *case.lacks), stood)


def test_there_are_at_least_sixty_cases_each_with_an_expectation() -> None:
    assert len(CASES) >= 60
    assert all(case.says or case.lacks or case.exit == 0 for case in CASES)


def test_the_watch_sees_what_it_is_to_see(watched: Watched, tmp_path: Path) -> None:
    did = [["read", "/etc/passwd"], ["write", "/tmp/x"], ["connect", "socket.connect"], ["start", "os.system"]]
    assert outside(did, tmp_path, watched) == did


def test_a_watched_process_writes_down_opens_sockets_and_programs(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = (
        "import socket, subprocess, sys\nopen('/etc/passwd').close()\n"
        "s = socket.socket()\ns.bind(('127.0.0.1', 0))\nsubprocess.run([sys.executable, '-c', ''])"
    )
    environment = os.environ | {"PYTHONPATH": str(HERE / "watch"), "COURSEWARE_WATCHED": str(log)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    kinds = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert ["read", "/etc/passwd"] in kinds
    assert {"connect", "start"} <= {kind for kind, *_ in kinds}


def outside(did: list[list[str]], project: Path, watched: Watched) -> list[list[str]]:
    """What a build may not do: open what is none of its own, connect, start a program, write elsewhere than into build/.

    Its own are the project, the package with its templates, Python with its libraries, the user's cache folder, and folders called `courseware-*`
    and `weasyprint-*` in the temporary folder, where WeasyPrint finds a brand's fonts and their names.
    """
    temporary = os.path.join(tempfile.gettempdir(), "courseware-")
    weasyprint = os.path.join(tempfile.gettempdir(), "weasyprint-")  # where it puts a page's fonts for Pango
    written = (str(project / "build"), str(watched.cache), temporary, weasyprint, "/dev/null")
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, *(path for path in sys.path if path)}
    own = (
        str(project),
        str(ROOT / "courseware"),
        str(packaged_templates()),
        str(watched.cache),
        temporary,
        *python,
        *SYSTEM,
    )
    found = []
    for kind, path, *more in did:
        where = os.path.normpath(os.path.join(project, path)) if kind in ("read", "write") else ""
        if kind in ("start", "connect") or not where.startswith(written if kind == "write" else own + written):
            if kind == "write" and "__pycache__" in where:
                continue  # Python's compiled files
            if kind == "write" and (where == str(watched.log.with_name("printed")) or TRIED.fullmatch(where)):
                continue
            found.append([kind, path, *more])
    return found


def _put(project: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): "" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def _is_output(name: str) -> bool:
    return name.startswith("project/build/") and "/.courseware/" not in name


def _lacks(out: Path, words: tuple[str, ...], stood: dict[str, str]) -> None:
    """No file that was built holds any of `words`, not in a part of it and not in a stream of a PDF."""
    now = _hashes(out)
    for name in now:
        if stood.get(name) == now[name] or name.startswith(".courseware"):
            continue
        for part, text in _texts(out / name):
            for word in words:
                assert word not in text, f"{name} {part} holds {word}"


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    data = path.read_bytes()
    yield "", data.decode("utf-8", "replace")
    if data[:2] == b"PK":
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                yield member, archive.read(member).decode("utf-8", "replace")
    if data[:4] == b"%PDF":
        import pikepdf
        import pypdfium2

        with pikepdf.open(path) as pdf:
            for number, item in enumerate(pdf.objects):
                if isinstance(item, pikepdf.Stream):
                    yield f"object {number}", item.read_raw_bytes().decode("utf-8", "replace")
        with pypdfium2.PdfDocument(path) as document:
            yield "its words", "".join(page.get_textpage().get_text_bounded() for page in document)
