"""What earlier builds made, from what, and with which warnings: small JSON files in `build/.courseware/`.

Nothing here is needed to build: a lost or torn record only means that its output is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from courseware.build.atomic import sweep, write_file
from courseware.files import ABSENT
from courseware.problems import Place, Problem
from courseware.values import Value

FOLDER = ".courseware"
VERSION = 1


class Record(Value, kw_only=True):
    """One output as it was published.

    `hash` is the SHA-256 of its bytes; `reads` what it was made from, as `Files.reads`; `ingredients` the digest of
    what went to the writer, so that a new rendering that gives the same need not be written; `part` the digest of
    what of the course it could see; `maker` the digest of this program and its libraries; `request` what the command
    line asked for beside the files (`draft`). `beside` is (name, hash) of the file that was written beside an edited
    output. `traces` is the digest of what it was searched for of other brands. `coming` is the hash of what is about to be put in its
    place: where a build ends between an output and its record, the output is known nevertheless.
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


class State:
    """The records of one output folder. Names are an output's path in it: `house/03-relationships/deck.pptx`."""

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER

    def record(self, name: str) -> Record | None:
        """The record of an output, None where there is none or it can't be read."""
        raw = _load(self._path(name))
        try:
            return _record(raw) if raw else None
        except (KeyError, TypeError, ValueError):
            return None

    def pages(self, name: str) -> str:
        """How many pages an output has that was built, else what `Files` records of what isn't there."""
        record = self.record(name)
        return str(record.pages) if record is not None and record.hash else ABSENT

    def names(self, within: str = "") -> tuple[str, ...]:
        """Every output that has a record, or those in the folder `within`, sorted."""
        folder = self.folder / "outputs"
        found = (folder / within).rglob("*.json")
        return tuple(sorted(path.relative_to(folder).as_posix()[:-5] for path in found))

    def keep(self, name: str, record: Record) -> None:
        """Records an output. Call it after the output is in its place."""
        plain = {
            "version": VERSION,
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
            "warnings": [plain_problem(problem) for problem in record.warnings],
            "notices": [plain_problem(problem) for problem in record.notices],
            "reads": dict(sorted(record.reads.items())),
        }
        _store(self._path(name), plain)

    def sweep(self, names: Iterable[str]) -> None:
        """Removes what killed builds left beside these outputs, their records and the plans. Call it while you hold the outputs."""
        out = self.folder.parent
        sweep([self.folder / "plans.json", *(out / name for name in names), *(self._path(name) for name in names)])

    def forget(self, name: str) -> None:
        """Drops an output's record."""
        self._path(name).unlink(missing_ok=True)

    def settled(self, delivery: str) -> str:
        """What was noted of a delivery when no orphans were left of it, `""` where nothing was."""
        try:
            return (self.folder / "settled" / delivery).read_text(encoding="ascii")
        except (OSError, ValueError):
            return ""

    def settle(self, delivery: str, token: str) -> None:
        """Notes that no orphans are left of a delivery whose outputs are those of `token`."""
        write_file(self.folder / "settled" / delivery, token.encode())

    def plan(self, key: str) -> Any:
        """The recorded plan of a request, None where there is none."""
        plans = _load(self.folder / "plans.json")
        return plans.get("plans", {}).get(key) if plans else None

    def keep_plan(self, key: str, plan: Any) -> None:
        """Records the plan of a request beside those of others."""
        path = self.folder / "plans.json"
        plans = (_load(path) or {}).get("plans", {})
        _store(path, {"version": VERSION, "plans": {**plans, key: plan}})

    def _path(self, name: str) -> Path:
        return self.folder / "outputs" / f"{name}.json"


def _load(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("version") == VERSION else None


def _store(path: Path, plain: dict[str, Any]) -> None:
    write_file(path, (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode())


def _record(raw: Mapping[str, Any]) -> Record:
    return Record(
        hash=raw["hash"],
        maker=raw["maker"],
        request=raw["request"],
        ingredients=raw["ingredients"],
        part=raw["part"],
        reads=dict(raw["reads"]),
        warnings=tuple(read_problem(each) for each in raw["warnings"]),
        notices=tuple(read_problem(each) for each in raw["notices"]),
        slides=int(raw["slides"]),
        pages=int(raw["pages"]),
        traces=raw.get("traces", ""),
        beside=tuple(raw["beside"]) if raw["beside"] else None,
        coming=raw.get("coming", ""),
    )


def plain_problem(problem: Problem) -> list[Any]:
    """A problem as a list for JSON."""
    place = problem.place
    return [place.file, place.line, place.column, problem.fact, problem.hint, problem.severity]


def read_problem(raw: list[Any]) -> Problem:
    """The problem of a list that `plain_problem` made."""
    file, line, column, fact, hint, severity = raw
    return Problem(Place(file, line, column), fact, hint, severity)
