"""Carrying out units of work: in this process, or in workers forked once everything heavy is loaded."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from courseware.problems import CoursewareError, Place, Problem
from courseware.values import Value

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from courseware.build.making import Result, Target
    from courseware.build.shelf import Shelf


SELDOM, USUAL = (50_000, 20, 20), (700, 10, 10)
"""When Python looks for cycles of objects. What a deck is made of stays to the end, and looking for cycles finds
none; pages of print are full of them, and hold much memory until they are found.
"""


class Outcome(Value):
    """What came of a unit: its results, or in part or whole problems. `bug` is a traceback of ours; `memory` the
    worker's peak in MB.
    """

    results: tuple[Result, ...] = ()
    problems: tuple[Problem, ...] = ()
    bug: str = ""
    memory: int = 0


def run(targets: Sequence[Target], shelf: Shelf, jobs: int) -> Iterator[tuple[Target, Outcome]]:
    """Carries out `targets` with `jobs` workers and yields each with its outcome as it is done.

    A worker that is killed costs only its own unit: those it took along are tried again, one at a time.
    """
    print_too = any(document.name.endswith(".pdf") for target in targets for document in target.unit.documents)
    gc.set_threshold(*(USUAL if print_too else SELDOM))
    if jobs == 1 or len(targets) == 1:
        for target in targets:
            yield target, _carry_out(target, shelf)
        return
    left = list(targets)
    for target, outcome in _together(targets, shelf, min(jobs, len(targets))):
        left.remove(target)
        yield target, outcome
    for target in left:
        alone = next(_together([target], shelf, 1), None)
        yield alone or (target, Outcome(problems=(_killed(target),)))


def _together(targets: Sequence[Target], shelf: Shelf, jobs: int) -> Iterator[tuple[Target, Outcome]]:
    """Yields what got done; what a killed worker took along is left out."""
    import multiprocessing
    from concurrent.futures import as_completed
    from concurrent.futures.process import BrokenProcessPool

    pool = _workers(shelf, jobs)
    try:
        waiting = {pool.submit(_work, target): target for target in targets}
        for future in as_completed(waiting):
            try:
                outcome = future.result()
            except BrokenProcessPool:
                continue
            yield waiting[future], outcome
        pool.shutdown()
    except BaseException:  # Ctrl-C, or the caller stopped listening: nobody waits for the rest
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise


def _workers(shelf: Shelf, jobs: int) -> Executor:
    """A pool whose workers inherit the shelf, filled and with all libraries loaded, where the system can fork."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if sys.platform in ("win32", "darwin"):  # macOS's own libraries don't survive a fork
        start, shelf = "spawn", shelf.empty()
    else:
        start = "fork"
    context = multiprocessing.get_context(start)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(shelf,))


_inherited: list[Shelf] = []  # a worker's one shelf, put there as it begins


def _begin(shelf: Shelf) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent takes Ctrl-C and ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _inherited.append(shelf)


def _end_with_parent() -> None:
    """Ends this worker when its parent is killed: the pool would wait for work for ever."""
    import multiprocessing.connection

    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _work(target: Target) -> Outcome:
    return _carry_out(target, _inherited[-1])


def _carry_out(target: Target, shelf: Shelf) -> Outcome:
    from courseware.build.making import make

    try:
        results, problems = make(target, shelf)
    except CoursewareError as error:
        return Outcome(problems=error.problems, memory=_memory())
    except Exception as error:  # a bug in one unit: it is told at the end, and the others are made
        import traceback

        told = traceback.format_exc()
        if target.unit.person or any(document.roster for document in target.unit.documents):
            # What went wrong may be told in words of the roster: where it did is all that a report gets.
            told = "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
        return Outcome(bug=f"{target.unit.folder}\n{told}", memory=_memory())
    return Outcome(results, problems, memory=_memory())


def _memory() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)


def _killed(target: Target) -> Problem:
    hint = "was the memory used up? try with -j 1"
    return Problem(Place(target.unit.folder), "the worker that made these files was ended from outside", hint)
