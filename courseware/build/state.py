"""What earlier builds made, from what, and with which warnings: small JSON files in `build/.courseware/`.

Nothing here is needed to build: a lost or torn record only means that its output is made again. Each file begins with the digest of the
rest of it: one that was cut off, edited or half written is none.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from courseware.build.atomic import leftovers, remove, sweep, write_file
from courseware.files import ABSENT, STATE, digest
from courseware.problems import CoursewareError, Place, Problem
from courseware.sights import Signature
from courseware.values import Value

WHOLE = ""
"""The name under which the part stands that is all of a course."""
OUTPUTS, PLANS, COURSES, GLANCES, SETTLED = "outputs", "plans", "courses", "glances", "settled"
"""The folders of what is known of outputs, of plans, of courses as they were read, of what a build saw that found everything in place, and of
deliveries without orphans.
"""
AGAIN = "again"
"""What is noted of a delivery that is to be looked through for orphans again."""
VERSION = 2
SUM = b'{"sum": "%s",\n'
"""How a file begins, with the digest of what follows."""
BEGINNING = len(SUM) - 2 + 64


class Record(Value, kw_only=True):
    """One output as it was published.

    `hash` is the SHA-256 of its bytes; `reads` what it was made from, as `Files.reads`; `ingredients` the digest of what went to the
    writer, so that a new rendering that gives the same need not be written; `part` the digest of what of the course it could see, which
    stands for all that the course was read from; `maker` the digest of this program and its libraries; `request` what the command line
    asked for beside the files (`draft`). `beside` is (name, hash) of the file that was written beside an edited output. `traces` is the
    digest of what it was searched for of other brands. `coming` is the hash of what is about to be put in its
    place: where a build ends between an output and its record, the output is known nevertheless. `home` tells the course that it is of
    from others with the same output folder.
    """

    hash: str
    maker: str
    request: str
    ingredients: str
    part: str = ""
    reads: Mapping[str, str] = {}
    warnings: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    slides: int = 0
    pages: int = 0
    traces: str = ""
    beside: tuple[str, str] | None = None
    coming: str = ""
    home: str = ""


class CourseRecord(Value):
    """A course as it was read: `reads` what from, as `Files.reads`; `parts` the digests of what the documents of each module can see of it,
    by the module's name, and under `""` that of all of it. `maker` as in `Record`.
    """

    maker: str
    reads: Mapping[str, str]
    parts: Mapping[str, str]


class State:
    """The records of one output folder. Names are an output's path in it: `house/03-relationships/deck.pptx`.

    With the folder of a `project` what is kept is told to be of the course there: by the way to it from the output folder, so that both can be
    moved together.
    """

    def __init__(self, out: Path, project: Path | None = None) -> None:
        self.folder = out / STATE
        self.home = _way(out, project) if project else ""

    def record(self, name: str) -> Record | None:
        """The record of an output, None where there is none or it can't be read."""
        raw = _load(self._path(name))
        try:
            return _record(raw) if raw else None
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def pages(self, name: str) -> str:
        """How many pages an output has that was built, else what `Files` records of what isn't there."""
        record = self.record(name)
        return str(record.pages) if record is not None and record.hash else ABSENT

    def names(self, within: str = "") -> tuple[str, ...]:
        """Every output that has a record, or those in the folder `within`, sorted."""
        folder = self.folder / OUTPUTS
        found = (folder / within).rglob("*.json")
        return tuple(sorted(path.relative_to(folder).as_posix()[:-5] for path in found))

    def keep(self, name: str, record: Record) -> None:
        """Records an output. Call it after the output is in its place."""
        plain = {
            "hash": record.hash,
            "maker": record.maker,
            "request": record.request,
            "ingredients": record.ingredients,
            "part": record.part,
            "slides": record.slides,
            "pages": record.pages,
            "traces": record.traces,
            "beside": record.beside,
            "coming": record.coming,
            "home": record.home or self.home,
            "warnings": [plain_problem(problem) for problem in record.warnings],
            "notices": [plain_problem(problem) for problem in record.notices],
            "reads": dict(sorted(record.reads.items())),
        }
        _store(self._path(name), plain)

    def sweep(self, names: Iterable[str]) -> None:
        """Removes what killed builds left beside these outputs and their records, and among all that is not of one output. Call it while
        you hold the outputs.
        """
        sweep(*self._where(names))

    def is_swept(self, names: Iterable[str]) -> bool:
        """Whether there is nothing that `sweep` would remove."""
        return next(leftovers(*self._where(names)), None) is None

    def _where(self, names: Iterable[str]) -> tuple[Sequence[Path], Sequence[Path]]:
        """Outputs and their records, and the folders of what is not of one output."""
        every = [*names]
        own = [self.folder / folder for folder in ("", SETTLED, PLANS, COURSES, GLANCES)]
        return [*(self.folder.parent / name for name in every), *map(self._path, every)], own

    def forget(self, name: str) -> None:
        """Drops an output's record. Raises `CoursewareError` where it may not be removed."""
        remove(self._path(name))

    def settled(self, delivery: str) -> str:
        """What was noted of a delivery when no orphans were left of it, `""` where nothing was."""
        try:
            return (self.folder / SETTLED / delivery).read_text(encoding="ascii")
        except (OSError, ValueError):
            return ""

    def settle(self, delivery: str, token: str) -> None:
        """Notes that no orphans are left of a delivery whose outputs are those of `token`."""
        with suppress(CoursewareError):  # the next build looks for orphans again then
            _write(self.folder / SETTLED / delivery, token.encode())

    def unsettle(self) -> None:
        """Has the next build of each delivery look for orphans again."""
        with suppress(OSError):
            for each in os.listdir(self.folder / SETTLED):
                self.settle(each, AGAIN)

    def plan(self, key: str) -> dict[str, Any] | None:
        """The recorded plan of a request, None where there is none."""
        return _load(self._of(PLANS, key))

    def keep_plan(self, key: str, plan: Mapping[str, Any]) -> None:
        """Records the plan of a request, where that is possible."""
        with suppress(CoursewareError):
            _store(self._of(PLANS, key), plan)

    def course(self, key: str) -> CourseRecord | None:
        """What was read of a course (`Request.course_key`) when it was last read, None where that is not known."""
        raw = _load(self._of(COURSES, key))
        try:
            return CourseRecord(_text(raw, "maker"), _texts(raw, "reads"), _texts(raw, "parts")) if raw else None
        except (KeyError, TypeError):
            return None

    def keep_course(self, key: str, course: CourseRecord) -> None:
        """Records what was read of a course, where that is possible."""
        plain = {"maker": course.maker, "reads": dict(course.reads), "parts": dict(course.parts)}
        with suppress(CoursewareError):
            _store(self._of(COURSES, key), plain)

    def glance(self, key: str) -> dict[str, Any] | None:
        """What was kept of a build that found everything in place, None where nothing was."""
        return _load(self._of(GLANCES, key))

    def keep_glance(self, key: str, plain: Mapping[str, Any], most: int) -> None:
        """Keeps what a build looked at that found everything in place, with those of `most` requests."""
        path = self._of(GLANCES, key)
        _store(path, plain)
        kept = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime_ns, reverse=True)
        for each in kept[most:]:
            each.unlink(missing_ok=True)

    def sights(self) -> dict[str, tuple[Signature, str]]:
        """What files were when they were last read, as `Sights.settled`."""
        raw = _load(self.folder / "sights.json") or {}
        try:
            return {key: ((a, b, c, d, e), then) for key, (a, b, c, d, e, then) in raw.get("seen", {}).items()}
        except (TypeError, ValueError, AttributeError):
            return {}

    def keep_sights(self, seen: Mapping[str, tuple[Signature, str]]) -> None:
        """Keeps what files were when they were read."""
        _store(self.folder / "sights.json", {"seen": {key: [*sign, then] for key, (sign, then) in seen.items()}})

    def _of(self, kind: str, key: str) -> Path:
        return self.folder / kind / f"{digest(key.encode())[:16]}.json"

    def _path(self, name: str) -> Path:
        return self.folder / OUTPUTS / f"{name}.json"


def _way(out: Path, project: Path) -> str:
    try:
        return Path(os.path.relpath(project, out)).as_posix()
    except ValueError:  # another drive
        return project.absolute().as_posix()


def _load(path: Path) -> dict[str, Any] | None:
    """What `_store` wrote there, None for whatever else."""
    try:
        raw = path.read_bytes()
        if raw[:BEGINNING] != SUM % digest(raw[BEGINNING:]).encode():
            return None
        found = json.loads(raw)
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("version") == VERSION else None


def _store(path: Path, plain: Mapping[str, Any]) -> None:
    rest = json.dumps({"version": VERSION, **plain}, ensure_ascii=False, indent=0).encode()[2:] + b"\n"
    _write(path, SUM % digest(rest).encode() + rest)


def _write(path: Path, data: bytes) -> None:
    try:
        write_file(path, data)
    except CoursewareError:
        if not _cleared(path):
            raise
        write_file(path, data)


def _cleared(path: Path) -> bool:
    """Whether something stood in a record's place that is none, a folder or a file for a folder, and is gone now."""
    folder = next(each for each in path.parents if each.name == STATE)
    with suppress(OSError):  # it may not be removed
        for each in (path, *path.parents):
            if each == folder:
                break
            if each == path and each.is_dir():
                shutil.rmtree(each)
                return True
            if each != path and each.is_file():
                each.unlink()
                return True
    return False


def _record(raw: Mapping[str, Any]) -> Record:
    beside = raw["beside"]
    return Record(
        hash=_text(raw, "hash"),
        maker=_text(raw, "maker"),
        request=_text(raw, "request"),
        ingredients=_text(raw, "ingredients"),
        part=_text(raw, "part"),
        reads=_texts(raw, "reads"),
        warnings=tuple(read_problem(each) for each in raw["warnings"]),
        notices=tuple(read_problem(each) for each in raw["notices"]),
        slides=int(raw["slides"]),
        pages=int(raw["pages"]),
        traces=_text(raw, "traces"),
        beside=_beside(*beside) if beside else None,
        coming=_text(raw, "coming"),
        home=str(raw.get("home", "")),
    )


def _beside(name: object, hash: object) -> tuple[str, str]:
    """A file that stands beside an output: a name that leads elsewhere is a `ValueError`."""
    if not (isinstance(name, str) and isinstance(hash, str)):
        raise TypeError(name)
    if Path(name).name != name or name in ("", "..") or "\0" in name:
        raise ValueError(name)
    return name, hash


def _text(raw: Mapping[str, Any], key: str) -> str:
    if not isinstance(raw[key], str):
        raise TypeError(key)
    return str(raw[key])


def _texts(raw: Mapping[str, Any], key: str) -> dict[str, str]:
    found = raw[key]
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise TypeError(key)
    return found


def plain_problem(problem: Problem) -> list[Any]:
    """A problem as a list for JSON."""
    place = problem.place
    return [place.file, place.line, place.column, problem.fact, problem.hint, problem.severity]


def read_problem(raw: list[Any]) -> Problem:
    """The problem of a list that `plain_problem` made."""
    file, line, column, fact, hint, severity = raw
    return Problem(Place(file, line, column), fact, hint, severity)
