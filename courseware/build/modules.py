"""The modules of a course as they were read, each kept as long as all that it was read from stays the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from courseware.build.freshness import Now
from courseware.files import Files
from courseware.problems import Problem

if TYPE_CHECKING:
    from courseware.course.modules import ReadModule
    from courseware.course.reading import Known


class ModuleShelf:
    """Modules by name, each with its problems and with the record of what it was read from: its text, and whatever that includes."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[int, Known], ReadModule, tuple[Problem, ...], Mapping[str, str]]] = {}

    def read(
        self, now: Now, files: Files, file: str, name: str, number: int, known: Known, problems: list[Problem]
    ) -> ReadModule:
        """What `read_module` gives and notes, without reading the module again where everything reads as it did."""
        kept = self._kept.get(file)
        if kept is None or kept[0] != (number, known) or now.changed(kept[3]):
            kept = self._kept[file] = self._read(files, file, name, number, known)
        _, read, found, reads = kept
        problems.extend(found)
        files.reads.update(reads)
        return read

    @staticmethod
    def _read(
        files: Files, file: str, name: str, number: int, known: Known
    ) -> tuple[tuple[int, Known], ReadModule, tuple[Problem, ...], Mapping[str, str]]:
        from courseware.course.modules import read_module

        fresh, found = files.fresh(), list[Problem]()
        read = read_module(fresh, file, name, number, known, found)
        return (number, known), read, tuple(found), fresh.reads
