"""A shelf that serves one look at a course after another: what has not changed stays on it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from courseware.build.cache import SLIDES
from courseware.build.freshness import Now
from courseware.build.keeper import Keeper
from courseware.build.shelf import Shelf
from courseware.files import Files
from courseware.sights import Sights, local, signature

Kept = dict[Hashable, tuple[Any, Mapping[str, str]]]


class WarmShelf(Shelf):
    """The shared values of builds that follow one another in one process, with the slides and pictures of their modules.

    `again` gives the shelf for the next build: a value stays where all that it was made from reads as it did, and those of a module
    also where the course changed only in what this module can't see.
    """

    def __init__(self, files: Files, draft: bool = False) -> None:
        super().__init__(files, draft)
        self._units: dict[Hashable, _UnitKeeper] = {}
        self._before: dict[Hashable, _UnitKeeper] = {}
        self._latest: WarmShelf | None = None

    def again(self) -> WarmShelf:
        """The shelf for what stands in the files now: this very one where nothing has changed that it was made from."""
        now = self._look()
        held = still(self._kept, now)
        if not self.is_stale(now) and not any(unit.is_stale(now) for unit in self._units.values()):
            return self
        found = WarmShelf(self.files.fresh(), self.draft)
        found.now, found._kept = now, held
        found._modules = self._modules
        found._before = {**self._before, **self._units}
        return found

    def current(self) -> WarmShelf:
        """For a worker, which has one shelf from its beginning to its end: what has become of it."""
        self._latest = (self._latest or self).again()
        return self._latest

    def _look(self) -> Now:
        """How things read now; a file that has lain there for a while is not read again."""
        known = self.now.sights.settled()
        begun = signature(str(self.files.project))
        return Now(self.files.fresh(), sights=Sights(known, local(begun[0]) if begun else None))

    def keeper(self, scope: tuple[str, ...], part: str, texts: frozenset[str], under: Mapping[str, str]) -> Keeper:
        if scope not in self._units:
            made = _UnitKeeper(self, scope, part, texts, under)
            before = self._before.pop(scope, None)
            if before is not None:
                made.take_over(before)
            self._units[scope] = made
        return self._units[scope]


class _UnitKeeper(Keeper):
    """What was made of one unit: of its `part` of the course, read from `texts`, and of what was read before (`under`)."""

    def __init__(
        self, shelf: WarmShelf, scope: tuple[str, ...], part: str, texts: frozenset[str], under: Mapping[str, str]
    ) -> None:
        super().__init__(shelf.files, shelf.now, scope, SLIDES)
        self.part, self.texts, self.under = part, texts, under

    def is_stale(self, now: Now) -> bool:
        """Whether anything that was read for it reads otherwise."""
        return bool(now.changed(self.under)) or super().is_stale(now)

    def take_over(self, before: _UnitKeeper) -> None:
        """Takes what holds of the values that were made before."""
        alike = before.texts | self.texts if self.part and self.part == before.part else frozenset()
        if self.now.changed(before.under) <= alike:
            course = {name: self.under[name] for name in self.texts if name in self.under}
            self._kept = still(before._kept, self.now, alike, course)


def still(kept: Kept, now: Now, alike: frozenset[str] = frozenset(), instead: Mapping[str, str] | None = None) -> Kept:
    """The values whose files read as they did. Those `alike` may read otherwise; then `instead` of them is what the values were read from."""
    found: Kept = {}
    for key, (value, reads) in kept.items():
        changed = now.changed(reads)
        if not changed:
            found[key] = value, reads
        elif changed <= alike:
            found[key] = value, {**{name: then for name, then in reads.items() if name not in alike}, **(instead or {})}
    return found
