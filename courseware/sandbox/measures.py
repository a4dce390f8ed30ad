"""How large a value is, and how large what an operator, a method or a format would make of it: known before it is made.

Everything here raises `Spent` where that is more than a template may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AnySet
from itertools import islice
from typing import Any

from jinja2.utils import Namespace

from courseware.limits import LARGEST_NUMBER, MOST_BITS, MOST_TEMPLATE_ITEMS
from courseware.sandbox.budget import Budget, Spent

SCALARS = frozenset({int, float, bool, type(None)})
LONG = 1_000
"""Signs from which a text counts as work where it is compared or searched."""
A_STEP = 64
"""Signs that are read in the time of a step."""
_WIDE = re.compile(r"[0-9]{5}")
_PERCENT = re.compile(r"%(?:\([^()]*\))?[#0\- +]*(\*|[0-9]*)(?:\.(\*|[0-9]*))?")
_NESTED = re.compile(r"\{[^{}]*\{")
_SLOW = frozenset({"split", "rsplit", "splitlines", "striptags", "unescape", "title", "partition", "rpartition"})
"""Methods of texts that make many parts of one, or read it again and again."""
_WIDTHS = frozenset({"center", "ljust", "rjust", "zfill"})
_REFUSED = frozenset({"translate", "maketrans", "encode", "expandtabs", "to_bytes", "from_bytes", "fromhex"})
MOST_SLOW = 400_000
"""Signs of a text for what reads it again and again."""


def weigh(value: Any, budget: Budget) -> int:
    """Signs that `value` would take as text, counted through all that it holds: lists that hold each other unfold in it."""
    waiting = [value]
    signs = seen = 0
    while waiting:
        each = waiting.pop()
        seen += 1
        if isinstance(each, str):
            signs += len(each) + 2
        elif each.__class__ in SCALARS:
            signs += 24
        elif isinstance(each, Mapping):
            waiting += each.keys()
            waiting += each.values()
            signs += 4 * len(each)
        elif isinstance(each, (list, tuple, AnySet)):
            waiting += each
            signs += 2 * len(each)
        elif isinstance(each, Namespace):
            waiting.append(each._Namespace__attrs)  # its text shows them
        else:
            signs += 24
        if seen > MOST_TEMPLATE_ITEMS:
            raise Spent(f"it looks into more than {MOST_TEMPLATE_ITEMS:,} values")
    budget.work(seen + signs // A_STEP)
    return signs


def listed(value: Any, budget: Budget) -> Any:
    """`value`, or a list of what it yields: how much that is, is not known before it was asked for."""
    if isinstance(value, (list, tuple, str, Mapping, AnySet)) or not isinstance(value, Iterable):
        return value
    items = list(islice(value, MOST_TEMPLATE_ITEMS + 1))
    _items(len(items), budget)
    return items


def small(*numbers: Any) -> None:
    """Refuses widths, counts and digits that are no sizes."""
    for each in numbers:
        if isinstance(each, int) and abs(each) > LARGEST_NUMBER:
            shown = f"{each:,}" if each.bit_length() < 100 else "that"
            raise Spent(f"it asks for a size of {shown}, more than {LARGEST_NUMBER:,}")


def _items(count: int, budget: Budget) -> None:
    budget.work(count)
    enough(count)


def enough(count: int) -> None:
    """Refuses lists that are too long."""
    if count > MOST_TEMPLATE_ITEMS:
        raise Spent(f"it makes a list of more than {MOST_TEMPLATE_ITEMS:,} items")


def slow(text: Any, budget: Budget) -> None:
    """For what reads a text again and again."""
    size = len(text) if isinstance(text, str) else 0
    if size > MOST_SLOW:
        raise Spent(f"it works through a text of {size:,} signs, more than {MOST_SLOW:,}")
    budget.work(size // 16)


# -- operators -----------------------------------------------------------------------------------------------------------


def plus(left: Any, right: Any, budget: Budget) -> None:
    """`left + right`: texts and lists grow."""
    if isinstance(left, str) or isinstance(right, str):
        budget.text(_length(left) + _length(right))
    elif isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        budget.work((len(left) + len(right)) // A_STEP)
        enough(len(left) + len(right))


def times(left: Any, right: Any, budget: Budget) -> None:
    """`left * right`: a text or list so many times, a number with more digits."""
    for one, other in ((left, right), (right, left)):
        if isinstance(other, int):
            if isinstance(one, str):
                return budget.text(len(one) * max(other, 0))
            if isinstance(one, (list, tuple)):
                return _items(len(one) * max(other, 0), budget)
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > MOST_BITS:
        raise Spent("it makes a number of more than a thousand digits")
    return None


def power(left: Any, right: Any) -> None:
    """`left ** right`."""
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > MOST_BITS:
        raise Spent("it makes a number of more than a thousand digits")


def joined(parts: Iterable[Any], budget: Budget) -> None:
    """`a ~ b`."""
    budget.text(sum(_length(each) if isinstance(each, str) else weigh(each, budget) for each in parts))


def percent(text: Any, values: Any, budget: Budget) -> None:
    """`text % values`, where `text` is one."""
    if not isinstance(text, str):
        return
    if "%(" in text and re.search(r"%\([^()]*\(", text):
        raise Spent("the name of a value has brackets in it")
    fields = 0
    for each in _PERCENT.finditer(text):
        fields += 1
        if any(part == "*" or len(part or "") > 4 for part in each.groups()):
            raise Spent(f"it asks for a width of more than {LARGEST_NUMBER:,}")
    # A mapping's value may be asked for by every field, a tuple's by one.
    asked = fields if isinstance(values, Mapping) else 1
    budget.text(len(text) + fields * LARGEST_NUMBER // 100 + asked * weigh(values, budget))


def braces(text: str, args: Sequence[Any], named: Mapping[str, Any], budget: Budget) -> None:
    """`text.format(...)`."""
    fields = text.count("{")
    if _WIDE.search(text) or _NESTED.search(text.replace("{{", "")):
        raise Spent(f"it asks for a width of more than {LARGEST_NUMBER:,}, or one that is not written out")
    budget.text(len(text) + fields * (weigh(args, budget) + weigh(named, budget)))


# -- methods -------------------------------------------------------------------------------------------------------------


def method(owner: Any, name: str, args: Sequence[Any], named: Mapping[str, Any], budget: Budget) -> None:
    """`owner.name(...)`, a method of a text, number, list or mapping."""
    if isinstance(owner, bytes) or name in _REFUSED:
        raise Spent(f"{name}() is none of the methods that templates have")
    values = (*args, *named.values())
    small(*values)
    if isinstance(owner, str):
        _of_text(owner, name, values, budget)
    elif isinstance(owner, (list, tuple, Mapping)):
        budget.work(len(owner))
        if values or name in ("index", "count"):
            weigh(values, budget)
            if not isinstance(owner, Mapping):
                weigh(owner, budget)


def _of_text(owner: str, name: str, values: Sequence[Any], budget: Budget) -> None:
    if name in _SLOW:
        slow(owner, budget)
    if name == "replace":
        replace(owner, *values[:2], budget=budget)
    elif name == "join":
        join(values[0] if values else (), owner, budget)
    else:
        width = max((each for each in values if isinstance(each, int)), default=0) if name in _WIDTHS else 0
        budget.text(len(owner) + width)
        budget.work(len(owner) // A_STEP)


def replace(text: Any, old: Any = "", new: Any = "", *_: Any, budget: Budget) -> None:
    """`text` with every `old` as `new`."""
    if isinstance(text, str) and isinstance(old, str):
        size = len(text)
        if size > LONG:
            budget.work(size // A_STEP)
        budget.text(size + text.count(old) * _length(new))


def join(values: Any, between: Any, budget: Budget) -> None:
    """`values` as one text with `between` them; not for what yields them one by one (`listed`)."""
    if isinstance(values, (list, tuple, str, Mapping, AnySet)):
        _items(len(values), budget)
        size = len(values) if isinstance(values, str) else sum(_weight(each, budget) for each in values)
        budget.text(size + len(values) * _length(between))


def _weight(value: Any, budget: Budget) -> int:
    return len(value) if isinstance(value, str) else 8 if value.__class__ in SCALARS else weigh(value, budget)


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else 24
