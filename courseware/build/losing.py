"""What is told of a unit whose worker ended, took too long or wanted too much memory."""

from __future__ import annotations

import math
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from courseware.build.allowance import TooLong, TooMuch
from courseware.problems import Place, Problem

if TYPE_CHECKING:
    from courseware.build.making import Target

SHOWN = 4  # files that are named; of more, how many there are


def lost(target: Target, error: BaseException) -> Problem | None:
    """The problem of a unit that `error` ended, with its files and a way out; None where it is a bug of ours."""
    made = listed([document.name for document in target.unit.documents])
    place = Place(target.unit.folder)
    if isinstance(error, TooLong):
        minutes = error.seconds / 60
        more = math.ceil(minutes * 3)
        hint = f"look for a very large table or picture in it, or allow more: --time-limit {more}"
        return Problem(place, f"{made} took longer than {_minutes(error.seconds)}", hint)
    if isinstance(error, TooMuch):
        hint = f"look for a very large picture or table in it, or allow more: --memory-limit {error.megabytes * 2}"
        return Problem(place, f"{made} can't be made with {error.megabytes} MB of memory", hint)
    code = getattr(error, "code", None)
    if isinstance(code, int) and not isinstance(error, OSError):
        return Problem(place, f"the worker that made {made} was ended{_how(code)}", _way_out(code))
    if isinstance(error, OSError):
        hint = "close other programs, or build with -j 1"
        return Problem(place, f"no worker could be started for {made}: {(error.strerror or str(error)).lower()}", hint)
    return None


def listed(names: Sequence[str]) -> str:
    """Files by name, as far as a line holds them."""
    if len(names) > SHOWN:
        return f"{', '.join(names[: SHOWN - 1])} and {len(names) - SHOWN + 1} more files"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "nothing"


def _minutes(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:g} seconds"
    return "a minute" if seconds == 60 else f"{seconds / 60:g} minutes"


def _how(code: int) -> str:
    """How a worker ended: from outside by the system or somebody, or by a crash."""
    if code == -9:
        return " from outside"
    if code < 0:
        with suppress(ValueError):
            return f" by {signal.Signals(-code).name}"
    return f" with exit status {code}"


def _way_out(code: int) -> str:
    if code == -9:
        return "was the memory used up? try with -j 1"
    return "try again with -j 1; if it ends like this again, look for a damaged picture or font in it"
