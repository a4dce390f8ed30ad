"""Jinja's filters and tests, each asked first what it is going to make: known to the `Budget` before it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context, pass_environment, pass_eval_context
from jinja2.filters import make_attrgetter
from jinja2.utils import _PassArg

from courseware.sandbox.budget import Budget, Spent
from courseware.sandbox.measures import (
    A_STEP,
    LONG,
    SCALARS,
    enough,
    join,
    listed,
    percent,
    replace,
    slow,
    small,
    weigh,
)

Guard = Callable[[Any, tuple[Any, ...], Mapping[str, Any], Budget], Any]
"""Looks at a filter's value and arguments, and gives the value back: as a list where it was a source of items."""

LEFT_OUT = frozenset({"random"})
"""Filters that Jinja has and templates have not: the same input makes the same bytes."""
MOST_LINKED = 20_000
"""Signs of a text in which addresses are looked for."""


def guarded(name: str, filter: Callable[..., Any]) -> Callable[..., Any]:
    """The filter called `name`, held to the budget of its environment."""
    return _held(filter, GUARDS.get(name, _text))


def guarded_test(name: str, test: Callable[..., Any]) -> Callable[..., Any]:
    """The test called `name`; those that don't compare need no guard."""
    return _held(test, _compared) if name in COMPARING else test


def _held(inner: Callable[..., Any], guard: Guard) -> Callable[..., Any]:
    wanted = _PassArg.from_obj(inner)
    if wanted is None:

        @pass_environment
        def plain(environment: Any, value: Any, *args: Any, **named: Any) -> Any:
            return inner(guard(value, args, named, environment.budget), *args, **named)

        return plain

    def about(given: Any, value: Any, *args: Any, **named: Any) -> Any:
        environment = given if wanted is _PassArg.environment else given.environment
        return inner(given, guard(value, args, named, environment.budget), *args, **named)

    ways = {
        _PassArg.context: pass_context,
        _PassArg.eval_context: pass_eval_context,
        _PassArg.environment: pass_environment,
    }
    held: Callable[..., Any] = ways[wanted](about)
    return held


@pass_environment
def summed(environment: Any, value: Any, attribute: str | int | None = None, start: Any = 0) -> Any:
    """Jinja's `sum`: numbers, or with `start=[]` lists one after the other, in time that grows as they do."""
    budget: Budget = environment.budget
    items = listed(value, budget)
    if attribute is not None:
        items = map(make_attrgetter(environment, attribute), items)
    if not isinstance(start, (list, tuple)):
        return sum(items, start)
    found = list(start)
    for each in items:
        if not isinstance(each, (list, tuple)):
            raise TypeError(f"sum adds lists here, and {each!r:.40} is none")
        budget.work(1 + len(each))
        enough(len(found) + len(each))
        found += each
    return found


# -- guards --------------------------------------------------------------------------------------------------------------


def _text(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    """Makes a text about as long as its value's."""
    if isinstance(value, str):
        size = len(value)
        if size > LONG:
            budget.work(size // A_STEP)
        budget.text(size)
    elif value.__class__ not in SCALARS:
        budget.text(weigh(value, budget))
    return value


def _passed(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    """Looks at no more than it is asked for, one by one."""
    budget.step()
    return value


def _counted(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    """Takes all items at once."""
    value = listed(value, budget)
    if isinstance(value, (str, list, tuple, Mapping)):
        budget.work(len(value))
    return value


def _parted(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    small(*args, *named.values())
    return _counted(value, args, named, budget)


def _ordered(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    """Compares items with each other: as often as sorting does."""
    value = listed(value, budget)
    count = len(value) if isinstance(value, (str, list, tuple, Mapping)) else 1
    budget.work(count.bit_length() * (count + weigh(value, budget) // A_STEP))
    return value


def _joined(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    value = listed(value, budget)
    join(value, args[0] if args else named.get("d", ""), budget)
    return value


def _replaced(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    old, new = args[:2] if len(args) > 1 else (named.get("old", *args[:1] or ("",)), named.get("new", ""))
    replace(value, old, new, budget=budget)
    return value


def _formatted(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    percent(value, named or args, budget)
    return value


def _filled(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    if isinstance(value, str):
        budget.text(len(value) + value.count("{") * weigh(named, budget))
    return value


def _widened(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    """Puts blanks around a text, or in front of each of its lines."""
    given = (*args, *named.values())
    small(*given)
    width = max(
        (len(each) if isinstance(each, str) else each for each in given if isinstance(each, (int, str))), default=80
    )
    if isinstance(value, str):
        budget.text(len(value) + (value.count("\n") + 1) * max(width, 80))
    return value


def _sized(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    small(*args, *named.values())
    return _text(value, args, named, budget)


def _stripped(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    slow(value, budget)
    if isinstance(value, str):
        budget.work(value.count("<") * len(value) // 4096)  # each mark that is taken out moves all that follows
    return _sized(value, args, named, budget)


def _wrapped(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    width = args[0] if args else named.get("width", 79)
    slow(value, budget)
    if isinstance(value, str):
        budget.work(len(value) * len(value) // (4096 * max(width if isinstance(width, int) else 79, 1)))
    return _widened(value, args, named, budget)


def _linked(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    if isinstance(value, str) and len(value) > MOST_LINKED:
        raise Spent(f"it looks for addresses in a text of {len(value):,} signs, more than {MOST_LINKED:,}")
    return _sized(value, args, named, budget)


def _encoded(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    """Makes a text of all that a value holds, which may be a dozen times as long."""
    small(*args, *named.values())
    size = weigh(value, budget)
    budget.work(size)
    budget.text(size * 12)
    return value


def _word(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    """Reads a number, an amount or a day."""
    small(*args, *named.values())
    if isinstance(value, str) and len(value) > LONG:
        raise Spent(f"it reads a number or a day out of {len(value):,} signs")
    return value


def _compared(value: Any, args: tuple[Any, ...], named: Mapping[str, Any], budget: Budget) -> Any:
    comparable(value, budget)
    for each in args:
        comparable(each, budget)
    return value


def comparable(value: Any, budget: Budget) -> Any:
    """`value`, which is about to be compared with something."""
    if value.__class__ in SCALARS:
        return value
    if isinstance(value, str):
        if len(value) > LONG:
            budget.work(len(value) // A_STEP)
        return value
    weigh(value, budget)
    return value


COMPARING = frozenset(
    ("in", "==", "eq", "equalto", "!=", "ne", ">", "gt", "greaterthan", "ge", ">=", "<", "lt", "lessthan", "<=", "le")
)
GUARDS: Mapping[str, Guard] = {
    **dict.fromkeys(("map", "select", "reject", "selectattr", "rejectattr", "default", "d", "attr", "items"), _passed),
    **dict.fromkeys(("first", "int", "float", "abs", "safe"), _passed),
    **dict.fromkeys(("list", "length", "count", "last", "reverse"), _counted),
    **dict.fromkeys(("batch", "slice"), _parted),
    **dict.fromkeys(("sort", "unique", "groupby", "min", "max", "dictsort"), _ordered),
    **dict.fromkeys(("center", "indent"), _widened),
    **dict.fromkeys(("striptags", "title", "truncate", "wordcount", "ical_lines", "ical_text"), _stripped),
    **dict.fromkeys(("urlencode", "xmlattr", "tojson", "pprint"), _encoded),
    **dict.fromkeys(("clock", "number", "money", "date", "ical_time", "round", "filesizeformat"), _word),
    "join": _joined,
    "replace": _replaced,
    "format": _formatted,
    "fill": _filled,
    "wordwrap": _wrapped,
    "urlize": _linked,
}
"""The guards of filters; those that aren't named here make a text about as long as their value's."""
