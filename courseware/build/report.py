"""What a build did: one row an output, and every problem, for the summary and for programs that read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from courseware.problems import Problem
from courseware.values import Value

if TYPE_CHECKING:
    from courseware.build.planned import Plan

MADE, SAME, FRESH, BESIDE, FAILED = "made", "unchanged", "up to date", "beside", "failed"
"""Written; rendered again with the same result; nothing read has changed; edited by somebody, so the new one stands
beside; not made.
"""


class Row(Value, kw_only=True):
    """One output. `name` is its path in the output folder; `why` says why it was made; `other` is the file written
    beside an edited one, or the copy that `--replace` kept.
    """

    name: str
    delivery: str
    module: str
    document: str
    state: str
    path: Path
    slides: int = 0
    pages: int = 0
    warnings: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    why: str = ""
    other: Path | None = None


class Report(Value, kw_only=True):
    """A whole build. `problems` are what stopped outputs; `bugs` are tracebacks of ours; `memory` is the largest
    worker's peak in MB; `told` are warnings of no single output. `plan` is what the request could make, None where that
    can't be known; `zips` are the files to send. `dropped` are files that nothing makes any more, which were removed, `left` those of
    them that stay because somebody edited them.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    bugs: tuple[str, ...] = ()
    memory: int = 0
    told: tuple[Problem, ...] = ()
    plan: Plan | None = None
    zips: tuple[Path, ...] = ()
    dropped: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Every warning once, recorded ones included."""
        return tuple(sorted({*self.told, *(problem for row in self.rows for problem in row.warnings)}))

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What was scaled or continued, each once."""
        return tuple(sorted({problem for row in self.rows for problem in row.notices}))

    def code(self, strict: bool = False) -> int:
        """The exit status: 3 for our bug, 1 where an output isn't as asked for, or with warnings under `strict`; else
        0.
        """
        if self.bugs:
            return 3
        failed = self.problems or any(row.state in (BESIDE, FAILED) for row in self.rows)
        return 1 if failed or (strict and self.warnings) else 0


class Screen(Protocol):
    """Who hears how a build goes on."""

    def waiting(self, process: int) -> None:
        """Another build (its process's number, 0 where it is not known) holds the output folder."""

    def begin(self, units: int, files: int) -> None:
        """So many units with so many files are about to be made."""

    def done(self, folder: str, rows: tuple[Row, ...]) -> None:
        """A unit is done."""
