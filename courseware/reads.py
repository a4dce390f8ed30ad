"""What was read, by name, with a digest of what it was: the record that tells whether something has to be made again."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, MutableMapping
from typing import Any

TORN = "torn"
"""What is recorded of a name that was read with different contents: nothing ever reads so, and what was made of it is made again."""


class Reads(MutableMapping[str, str]):
    """Digests by name. A name that comes with another digest than before is `TORN`, whatever comes later.

    What many records have in common (what a course or a brand was read from) is held as it is, in `shared`, so that
    taking it over costs nothing.
    """

    __slots__ = ("own", "shared")

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self.own: dict[str, str] = dict(own or {})
        self.shared: dict[int, Mapping[str, str]] = {}  # by id; nobody changes them

    def __setitem__(self, name: str, then: str) -> None:
        known = self.get(name)
        self.own[name] = then if known is None or known == then else TORN

    def __getitem__(self, name: str) -> str:
        found = {each[name] for each in (self.own, *self.shared.values()) if name in each}
        if not found:
            raise KeyError(name)
        return found.pop() if len(found) == 1 else TORN

    def __delitem__(self, name: str) -> None:
        raise TypeError("what was read stays read")

    def __contains__(self, name: object) -> bool:
        return name in self.own or any(name in each for each in self.shared.values())

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())

    def __repr__(self) -> str:
        return repr(self.whole())

    def __reduce__(self) -> tuple[Any, ...]:
        """Crosses processes; what several records share, they share there too where they travel together."""
        return _arrived, (self.own, tuple(self.shared.values()))

    def items(self) -> ItemsView[str, str]:
        return self.whole().items()

    def update(self, other: Any = (), /, **named: str) -> None:
        """Takes over another record; what is shared there stays shared."""
        if isinstance(other, Reads):
            self.shared.update(other.shared)
            other = other.own
        for name, then in {**dict(other), **named}.items():
            self[name] = then

    def whole(self, but: Mapping[str, str] | None = None) -> dict[str, str]:
        """All of it as one new mapping; without what stands in the shared record `but` alone. What reads otherwise there is torn."""
        found: dict[str, str] = {}
        left = but or {}
        for part in (*(each for each in self.shared.values() if each is not but), self.own):
            torn = [name for name in found.keys() & part.keys() if found[name] != part[name]]
            torn += [name for name in left.keys() & part.keys() if left[name] != part[name]] if left else []
            found.update(part)
            found.update(dict.fromkeys(torn, TORN))
        return found

    def frozen(self) -> Reads:
        """The same with nothing of its own: for a value that many ask for."""
        found = Reads()
        found.shared = dict(self.shared)
        if self.own:
            own = dict(self.own)
            found.shared[id(own)] = own
        return found


def _arrived(own: dict[str, str], shared: tuple[Mapping[str, str], ...]) -> Reads:
    found = Reads(own)
    found.shared = {id(part): part for part in shared}
    return found
