"""What somebody asked for on the command line, before anything is looked up."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from courseware.files import PRIVATE
from courseware.values import Value

USUAL = "build"
"""The output folder, in the project, where nobody names one."""


class Request(Value, kw_only=True):
    """A build as asked for.

    `modules` and `only` are patterns (choosing.py), empty for all. `brands` are names, or `@brand/NAME` for a folder
    that is a root of `Files`; `delivery` is a delivery's name. `file` is one Markdown file built on its own, a name
    for `Files`, `""` for a course. `out` is the folder for outputs. `sets` are options of documents: pattern, option, value
    as typed. `roster` is the name for `Files` of the participants' file, `""` for that of the delivery.

    `force` makes also what is up to date; with `keep_going` the modules that are in order are made though others are not.
    `executor` is where the work is done, `""` for workers of this machine, else `dask://HOST:PORT`. A unit may take `seconds` of time and
    each worker `megabytes` of memory; 0 means no limit, None for memory a share of the machine's.
    """

    out: Path
    modules: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    all_brands: bool = False
    delivery: str = ""
    file: str = ""
    jobs: int = 1
    draft: bool = False
    replace: bool = False
    sets: tuple[tuple[str, str, str], ...] = ()
    roster: str = ""
    force: bool = False
    keep_going: bool = False
    executor: str = ""
    seconds: float = 0.0
    megabytes: int | None = 0

    @property
    def plan_key(self) -> str:
        """What of the request decides which outputs there are."""
        return json.dumps([self.file, self.brands, self.all_brands, self.delivery, self.draft, self.roster])

    @property
    def course_key(self) -> str:
        """What of the request decides how the course is read."""
        return json.dumps([self.file, self.draft])

    def making_key(self, output: str, reads: Iterable[str] = ()) -> str:
        """What of the request decides an output's bytes beside its name and the files it is made from.

        The roster does only where one was looked for, found or absent, as `reads` (names, as of a `Record`) tells.
        """
        names = (output.rpartition("/")[2], "/".join(output.split("/")[-2:]))
        sets = [each for each in self.sets if any(fnmatchcase(name, each[0]) for name in names)]
        roster = [self.roster] if self.roster and any(name.startswith(PRIVATE) for name in reads) else []
        return json.dumps([self.draft, self.file, self.brands if self.file else (), self.delivery, *sets, *roster])


def cores() -> int:
    """How many workers run at once where nobody says: the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
