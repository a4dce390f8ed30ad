"""Values that are made once in a process, each with a record of what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from courseware.build import cache
from courseware.build.freshness import Now
from courseware.files import Files
from courseware.reads import Reads

Made = TypeVar("Made")


class Keeper:
    """Makes values once and keeps them with the record of what they were made from. `scope` and `kind` are what its lasting
    values are kept under. What was read `aside`, for which the scope stands, is not kept with them.
    """

    def __init__(
        self,
        files: Files,
        now: Now | None = None,
        scope: tuple[str, ...] = (),
        kind: str = cache.VALUES,
        aside: Mapping[str, str] | None = None,
    ) -> None:
        self.files = files
        self.now = now or Now(files)
        self.scope, self._kind, self._aside = scope, kind, aside
        self._kept: dict[Hashable, tuple[Any, Mapping[str, str]]] = {}
        self._shared: dict[Hashable, Any] = {}
        self.anew = False
        """Whether nothing is taken from earlier processes: who forces a build trusts none."""
        self.missed: dict[str, str] = {}
        """What was read for values that could not be made, as it was read first: that is what was told of."""

    def keep(self, key: Hashable, files: Files, make: Callable[[Files], Made], *, lasting: bool = False) -> Made:
        """What `make` gives for `key`, made at the first call; what it read counts as read by `files` at each.

        A `lasting` value is also taken from earlier processes and kept for later ones.
        """
        if key not in self._kept:
            known = lasting and not self.anew
            kept = cache.kept(self._lasting(key), self.now, self._kind) if known else None
            value, reads = kept or self._make(key, make, lasting)
            self._kept[key] = value, self._with_aside(reads) if isinstance(reads, dict) else reads
        value, reads = self._kept[key]
        files.reads.update(reads)
        made: Made = value
        return made

    def share(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives for `key`, made at the first call: for things that record themselves what they read."""
        if key not in self._shared:
            self._shared[key] = make()
        made: Made = self._shared[key]
        return made

    def values(self) -> dict[Hashable, tuple[Any, Mapping[str, str]]]:
        """Its values, each with the record of what it was made from."""
        return dict(self._kept)

    def take(self, values: Mapping[Hashable, tuple[Any, Mapping[str, str]]]) -> None:
        """Keeps values that another made."""
        for key, (value, reads) in values.items():
            self._kept[key] = value, reads if isinstance(reads, Reads) else Reads(reads).frozen()

    def is_stale(self, now: Now) -> bool:
        """Whether anything that its values were made from, or could not be made from, reads otherwise."""
        return bool(now.changed(self.missed)) or any(now.changed(reads) for _, reads in self._kept.values())

    def _make(self, key: Hashable, make: Callable[[Files], Made], lasting: bool) -> tuple[Made, Mapping[str, str]]:
        fresh = self.files.fresh()
        try:
            value = make(fresh)
        except Exception:  # raised again: what it read is kept, so that a change there has it tried once more
            self.missed = {**dict(fresh.reads.items()), **self.missed}
            raise
        if lasting:
            cache.keep(self._lasting(key), value, fresh.reads.whole(but=self._aside), self._kind)
        return value, fresh.reads.frozen()

    def _with_aside(self, kept: Mapping[str, str]) -> Reads:
        found = Reads(kept).frozen()
        if self._aside:
            found.shared[id(self._aside)] = self._aside
        return found

    def _lasting(self, key: Hashable) -> Hashable:
        return (*self.scope, key) if self.scope else key
