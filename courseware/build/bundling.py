"""What a unit of work needs of the project, for a machine that has no folder of it: known beforehand as far as can be, told on asking."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from courseware.build.abroad import OWN, Sent
from courseware.files import ABSENT, PRIVATE, SETTING, Files, digest
from courseware.moment import VARIABLE
from courseware.problems import CoursewareError
from courseware.sealing import own_key

if TYPE_CHECKING:
    from courseware.build.making import Target
    from courseware.build.shelf import Shelf

DEEP = 12
"""Folders inside of each other that are looked through: a link may lead around in a circle."""
BRANDS = "templates/brands"


class Untold(Exception):
    """What was asked for is not to be told, or can't be: the unit is for this machine."""


class Bundles:
    """The inputs of units. `data` are all contents that were named so far, by digest."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._files = shelf.files.fresh()
        self.data: dict[str, bytes] = {}
        self._known: dict[str, str] = {}
        self._folders: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._absent: set[str] = set()
        self._settings = {VARIABLE: os.environ.get(VARIABLE, "")}
        self._asked: dict[str, list[str]] = {}
        for root in ("syllabus", "templates", *(name for name in self._files.roots if name.startswith("@brand/"))):
            self._walk(root)

    def sent(self, target: Target) -> Sent:
        """What comes along with a unit: what it most likely reads, and what units of its delivery asked for."""
        people = bool(target.unit.person) or any(document.roster for document in target.unit.documents)
        roster = self._roster(target)
        names = {*self._likely(target), *self._asked.get(target.unit.delivery.name, ())} - {roster}
        contents = {name: known for name in sorted(names) if (known := self._content(name))}
        private = {}
        if people and roster:
            try:
                private = {roster: self._shelf.files.fresh().read(roster)}
            except (FileNotFoundError, CoursewareError):
                raise Untold from None
        return Sent(
            contents=contents,
            folders=dict(self._folders),
            absent=frozenset(self._absent),
            settings=dict(self._settings),
            private=private,
            key=own_key() if people else b"",
        )

    def tell(self, target: Target, name: str) -> None:
        """Has the next `sent` of units of this delivery answer `name`. Raises `Untold`."""
        if name.removeprefix(PRIVATE) == self._roster(target) or name.startswith(PRIVATE):
            raise Untold
        files = self._files.fresh()
        try:
            if name.startswith(SETTING):
                variable = name.removeprefix(SETTING)
                self._settings[variable] = os.environ.get(variable, "")
            elif name.endswith("/"):
                self._list(name.rstrip("/"), files)
            elif self._content(name):
                self._asked.setdefault(target.unit.delivery.name, []).append(name)
            else:
                self._absent.add(name)
        except CoursewareError:
            raise Untold from None

    def put(self, data: bytes) -> str:
        """Makes bytes a content; its digest."""
        name = digest(data)
        self.data[name] = data
        return name

    def _likely(self, target: Target) -> Iterator[str]:
        """Templates, labels and the brand of the unit; what the course read that the module names; what it was made from before."""
        brand = target.unit.delivery.brand
        for folder, (files, _) in self._folders.items():
            other = folder.startswith(f"{BRANDS}/") and folder.split("/")[2] != brand
            if folder.startswith("@") and not (folder == brand or folder.startswith(f"{brand}/")):
                other = True
            if not other and not folder.startswith("syllabus"):
                yield from (f"{folder}/{name}" for name in files)
        course, _ = self._shelf.course(self._files.fresh(), target.request.file)
        shown = [each for each in course.modules if not target.unit.module or each.name == target.unit.module]
        text = repr(shown)
        for name in self._shelf.course_reads(target.request.file):
            if name.rpartition("/")[2] in text and not name.endswith("/"):
                yield name
        for record in target.known.values():
            yield from (name for name in record.reads if self._is_file(name))

    def _is_file(self, name: str) -> bool:
        folder, _, own = name.rpartition("/")
        return own in self._folders.get(folder, ((), ()))[0]

    def _roster(self, target: Target) -> str:
        if target.request.roster:
            return target.request.roster
        files = self._files.fresh()
        found = {each.name: each for each in self._shelf.deliveries(files, target.request)}
        return found[target.unit.delivery.name].roster

    def _content(self, name: str) -> str:
        """The digest of a file's content, `""` where there is none."""
        if name.startswith(OWN):
            return ""
        if name not in self._known:
            try:
                self._known[name] = self.put(self._files.fresh().read(name))
            except (
                FileNotFoundError,
                CoursewareError,
            ):  # the second: it may not be read, as who asks for it is told at home
                return ""
        return self._known[name]

    def _walk(self, folder: str, depth: int = 0) -> None:
        try:
            self._list(folder, self._files.fresh())
        except CoursewareError:
            return
        for name in self._folders.get(folder, ((), ()))[1]:
            if depth < DEEP:
                self._walk(f"{folder}/{name}", depth + 1)

    def _list(self, folder: str, files: Files) -> None:
        names = tuple(each[len(folder) + 1 :] for each in files.list(folder))
        inside = tuple(each[len(folder) + 1 :] for each in files.folders(folder))
        if files.reads[f"{folder}/"] == ABSENT:
            self._absent.add(f"{folder}/")
        else:
            self._folders[folder] = names, inside
