"""Which questions an exam asks: how many of each module, and in a module so that every outcome is examined.

All chance comes from `rank`, a digest of names: the same seed chooses the same on any machine, and a question that is
added moves no other one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct


def rank(*parts: object) -> str:
    """A place in an order by chance that follows from `parts` alone."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


class Candidate(Struct, frozen=True):
    """A question that may be asked, by its slide's id, with the outcomes it examines."""

    id: str
    outcomes: frozenset[str]


class Share(Struct, frozen=True):
    """A module's claim on the exam: its questions, its weight beside the other modules, and its number where that is fixed."""

    pool: Sequence[Candidate]
    weight: float
    fixed: int | None = None


def choose(shares: Mapping[str, Share], total: int, seed: int) -> Mapping[str, tuple[str, ...]]:
    """The ids of the questions asked of each module, in the order of its pool; `total` of them, or all there are.

    Where `total` is enough for all outcomes that have a question, each of them is examined, unless a fixed number is too small.
    """
    numbers = _numbers(shares, total, seed)
    return {name: _of_module(share.pool, numbers[name], seed) for name, share in shares.items()}


def _numbers(shares: Mapping[str, Share], total: int, seed: int) -> dict[str, int]:
    """How many questions each module has: the fixed ones first, the rest shared by weight (Sainte-Laguë)."""
    numbers = {name: min(share.fixed, len(share.pool)) for name, share in shares.items() if share.fixed is not None}
    free = {name: share for name, share in shares.items() if share.fixed is None}
    left = total - sum(numbers.values())
    every = {name: len(_covering(_in_turn(share.pool, seed))) for name, share in free.items()}
    one = {name: min(1, len(share.pool)) for name, share in free.items()}
    start = next((each for each in (every, one) if sum(each.values()) <= left), dict.fromkeys(free, 0))
    numbers |= start
    _fill(numbers, free, left - sum(start.values()))
    if sum(numbers.values()) < total:  # modules with a number of their own lend what others lack
        _fill(numbers, shares, total - sum(numbers.values()))
    return numbers


def _fill(numbers: dict[str, int], shares: Mapping[str, Share], left: int) -> None:
    for _ in range(left):
        open_ones = [name for name, share in shares.items() if numbers[name] < len(share.pool)]
        if not open_ones:
            return
        numbers[max(open_ones, key=lambda name: shares[name].weight / (2 * numbers[name] + 1))] += 1


def _in_turn(pool: Sequence[Candidate], seed: int) -> list[Candidate]:
    return sorted(pool, key=lambda each: rank(seed, "ask", each.id))


def _covering(pool: Sequence[Candidate]) -> list[Candidate]:
    """As many questions as it takes, one after the other, until every outcome of the pool is examined."""
    missing = {code for each in pool for code in each.outcomes}
    found: list[Candidate] = []
    for each in pool:
        if each.outcomes & missing:
            missing -= each.outcomes
            found.append(each)
    return found


def _of_module(pool: Sequence[Candidate], number: int, seed: int) -> tuple[str, ...]:
    """`number` questions, each time one for the outcome that was asked for least."""
    times: Counter[str] = Counter()
    left = _in_turn(pool, seed)
    chosen: set[str] = set()
    for _ in range(number):
        best = min(left, key=lambda each: min((times[code] for code in each.outcomes), default=0))
        left.remove(best)
        chosen.add(best.id)
        times.update(best.outcomes)
    return tuple(each.id for each in pool if each.id in chosen)
