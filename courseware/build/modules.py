"""The modules of a course as they were read, each kept as long as all that it was read from stays the same: in this process, and for those
to come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from courseware.build import cache
from courseware.build.freshness import Now
from courseware.files import Files
from courseware.problems import Problem

if TYPE_CHECKING:
    from courseware.course.modules import ReadModule
    from courseware.course.reading import Known

Kept = tuple["ReadModule", tuple[Problem, ...], Mapping[str, str]]
"""A module, what was noted about it, and what it was read from: its text, and whatever that includes."""


class ModuleShelf:
    """Modules by all that `read_module` is given beside the files."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Kept] = {}
        self._left = cache.MOST[cache.MODULES]
        """How many more this process keeps for others: of a course of thousands not all fit."""

    def read(
        self, now: Now, files: Files, file: str, name: str, number: int, known: Known, problems: list[Problem]
    ) -> ReadModule:
        """What `read_module` gives and notes, without reading the module again where everything reads as it did."""
        key = (str(files.project), file, name, number, tuple(sorted(known.brands)), known.language)
        kept = self._kept.get(key) or self._of_before(key, now)
        if kept is None or now.changed(kept[2]):
            kept = self._read(files, file, name, number, known)
            if self._left:
                self._left -= 1
                cache.keep(key, kept[:2], kept[2], cache.MODULES)
        self._kept[key] = kept
        module, found, reads = kept
        problems.extend(found)
        files.reads.update(reads)
        return module

    @staticmethod
    def _of_before(key: tuple[object, ...], now: Now) -> Kept | None:
        """The module as an earlier process read it, None where there is none that holds."""
        found = cache.kept(key, now, cache.MODULES)
        return found and (*found[0], found[1])

    @staticmethod
    def _read(files: Files, file: str, name: str, number: int, known: Known) -> Kept:
        from courseware.course.modules import read_module

        fresh, found = files.fresh(), list[Problem]()
        module = read_module(fresh, file, name, number, known, found)
        return module, tuple(found), fresh.reads
