"""The lines in a channel between two ranks: each on a track of its own, or with those of the same node on one; few crossings, no line on another."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

CLOSE = 7.0
"""Lines along the flow that stand nearer than this look like one."""
_NEVER = 1000


class Crossing(Struct, eq=False):
    """A wire's way through a channel: `tops` and `bottoms` are the places where it meets the upper and the lower rank.

    `source` and `target` name the ends that it may share with others ('' for none). What comes out: `turns`, the tracks (from 0) that it
    takes, with the place of its jog between two.
    """

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    source: str = ""
    target: str = ""
    turns: tuple[int, ...] = ()
    jog: float = 0.0


class _Net(Struct, eq=False):
    tops: list[float]
    bottoms: list[float]
    ends: set[str]
    parts: list[Crossing] = field(default_factory=list)
    low: float = 0.0
    high: float = 0.0
    above: list[_Net] = field(default_factory=list)
    """Nets that must lie above this one whatever it costs."""

    def close(self) -> _Net:
        every = self.tops + self.bottoms
        self.low, self.high = min(every), max(every)
        return self


def run_tracks(crossings: Sequence[Crossing]) -> int:
    """Gives each of `crossings` its tracks; returns how many there are. Straight ones take none."""
    nets = _nets(list(crossings))
    if not nets:
        return 0
    taken = [place for each in crossings for place in (*each.tops, *each.bottoms)]
    ordered = _ordered(nets)
    for _ in range(len(nets)):
        pair = _contradiction(ordered)
        if not pair:
            break
        nets = _split(nets, pair, taken)
        ordered = _ordered(nets)
    return _number(ordered)


def _straight(crossing: Crossing) -> bool:
    return len(crossing.tops) == len(crossing.bottoms) == 1 and abs(crossing.tops[0] - crossing.bottoms[0]) < 0.01


def _nets(crossings: list[Crossing]) -> list[_Net]:
    sources: dict[str, int] = {}
    targets: dict[str, int] = {}
    for each in crossings:
        if each.source:
            sources[each.source] = sources.get(each.source, 0) + 1
        if each.target:
            targets[each.target] = targets.get(each.target, 0) + 1
    whole = _everyone(crossings)
    found: dict[str, _Net] = {}
    for number, each in enumerate(crossings):
        if each.source in whole:
            key = f"all {whole[each.source]}"
        elif sources.get(each.source, 0) > 1:
            key = f"from {each.source}"
        elif targets.get(each.target, 0) > 1:
            key = f"to {each.target}"
        else:
            key = str(number)
        net = found.setdefault(key, _Net([], [], set()))
        net.parts.append(each)
        net.tops += [place for place in each.tops if place not in net.tops]
        net.bottoms += [place for place in each.bottoms if place not in net.bottoms]
        net.ends |= {
            end for end in (f"from {each.source}" * bool(each.source), f"to {each.target}" * bool(each.target)) if end
        }
    for net in found.values():
        net.parts = [each for each in net.parts if not _straight(each)]
    return [net.close() for net in found.values() if net.parts]


def _everyone(crossings: list[Crossing]) -> dict[str, int]:
    """Sources whose lines go to the same targets, which have no others: all of them may run on one track. Each with a number of its set."""
    to: dict[str, set[str]] = {}
    of: dict[str, set[str]] = {}
    for each in crossings:
        if each.source and each.target:
            to.setdefault(each.source, set()).add(each.target)
            of.setdefault(each.target, set()).add(each.source)
    found: dict[str, int] = {}
    for source, targets in to.items():
        mates = of[min(targets)]
        if (
            len(targets) > 1
            and len(mates) > 1
            and all(to[mate] == targets for mate in mates)
            and all(of[each] == mates for each in targets)
        ):
            found[source] = min(number for number, each in enumerate(crossings) if each.source in mates)
    return found


def _cost(upper: _Net, lower: _Net) -> int:
    """Crossings where `upper` lies above `lower`; very many where one line would run on another."""
    count = 0
    for place in upper.bottoms:
        count += lower.low < place < lower.high
        for other in lower.tops:
            if abs(place - other) < CLOSE:
                count += _NEVER
    for place in lower.tops:
        count += upper.low < place < upper.high
    if upper in lower.above:
        return count
    return count + _NEVER * (lower in upper.above)


def _apart(one: _Net, other: _Net) -> bool:
    return one.high + CLOSE < other.low or other.high + CLOSE < one.low


def _ordered(nets: list[_Net]) -> list[_Net]:
    """Nets from above to below, each put where it costs least, then neighbours exchanged while that helps."""
    costs = {(id(a), id(b)): 0 if _apart(a, b) else _cost(a, b) for a in nets for b in nets if a is not b}
    found: list[_Net] = []
    for net in sorted(nets, key=lambda each: (-(each.high - each.low), each.low)):
        price = sum(costs[id(net), id(other)] for other in found)
        best, place = price, 0
        for number, other in enumerate(found, start=1):
            price += costs[id(other), id(net)] - costs[id(net), id(other)]
            if price < best:
                best, place = price, number
        found.insert(place, net)
    for _ in range(len(found)):
        changed = False
        for number in range(len(found) - 1):
            one, other = found[number], found[number + 1]
            if costs[id(other), id(one)] < costs[id(one), id(other)]:
                found[number], found[number + 1] = other, one
                changed = True
        if not changed:
            break
    return found


def _contradiction(ordered: list[_Net]) -> tuple[_Net, _Net] | None:
    for number, upper in enumerate(ordered):
        for lower in ordered[number + 1 :]:
            if not _apart(upper, lower) and _cost(upper, lower) >= _NEVER and len(upper.parts) + len(lower.parts) > 0:
                one = upper if len(upper.parts) == 1 and not upper.parts[0].jog else lower
                if len(one.parts) == 1 and not one.parts[0].jog and one.tops and one.bottoms:
                    return one, lower if one is upper else upper
    return None


def _split(nets: list[_Net], pair: tuple[_Net, _Net], taken: list[float]) -> list[_Net]:
    """A net that must lie above and below another gets a jog between its ends, at a free place."""
    net, other = pair
    jog = _free(net, other, taken)
    taken.append(jog)
    part = net.parts[0]
    part.jog = jog
    upper = _Net(list(net.tops), [jog], set(net.ends), [part]).close()
    lower = _Net([jog], list(net.bottoms), set(net.ends), [part]).close()
    lower.above.append(upper)
    return [each for each in nets if each is not net] + [upper, lower]


def _free(net: _Net, other: _Net, taken: list[float]) -> float:
    """A place for a jog: between the ends where all others are far enough, else where the nearest is farthest."""
    low, high = net.low, net.high
    tries = [low + (high - low) * number / 12 for number in range(1, 12)] + [low - 14.0, high + 14.0]
    return max(
        tries, key=lambda place: (min(12.0, min(abs(place - each) for each in taken)), -abs(place - (low + high) / 2))
    )


def _number(ordered: list[_Net]) -> int:
    levels: list[int] = []
    for number, net in enumerate(ordered):
        level = max((levels[place] + 1 for place in range(number) if not _apart(ordered[place], net)), default=0)
        level = max([level, *(levels[place] + 1 for place in range(number) if ordered[place] in net.above)])
        levels.append(level)
        for part in net.parts:
            part.turns = (*part.turns, level)
    for net in ordered:
        for part in net.parts:
            part.turns = tuple(sorted(part.turns))
    return max(levels) + 1
