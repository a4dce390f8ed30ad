"""Carrying out units of work: in this process, in workers of this machine, or on a cluster. To who asks they are all an `Executor`."""

from __future__ import annotations

import gc
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from courseware.build.allowance import TooLong, TooMuch, holding, peak, usual_megabytes, within
from courseware.problems import CoursewareError, Problem
from courseware.values import Value

if TYPE_CHECKING:
    from courseware.build.making import Result, Target
    from courseware.build.request import Request
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


class Here(Executor):
    """Does what is submitted at once, in this thread, with `shelf`. Futures raise `TooLong` and `TooMuch` as those of `Workers` do, as far as
    one process can hold itself to limits.
    """

    at_once = 1

    def __init__(self, shelf: Shelf, seconds: float = 0.0, megabytes: int = 0) -> None:
        self._shelf, self._seconds, self._megabytes = shelf, seconds, megabytes

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Does `call(*given, shelf)`."""
        future = Future[Any]()
        try:
            with holding(self._megabytes), within(self._seconds):
                done = call(*given, self._shelf, **named)
        except MemoryError:
            future.set_exception(TooMuch(self._megabytes))
        except (TooLong, Exception) as error:
            future.set_exception(error)
        else:
            future.set_result(done)
        return future


def executor_for(request: Request, shelf: Shelf, targets: Sequence[Target]) -> Executor:
    """Who carries out `targets`: the cluster that `request` names; else as many workers as it wants, where that pays; else this process.

    Workers have what is on the shelf now, so this is made anew for each build: from a process that is warm it takes milliseconds.
    Raises `CoursewareError` where the cluster can't be used.
    """
    print_too = any(document.name.endswith(".pdf") for target in targets for document in target.unit.documents)
    gc.set_threshold(*(USUAL if print_too else SELDOM))
    jobs = min(request.jobs, len(targets))
    megabytes = usual_megabytes(max(1, jobs)) if request.megabytes is None else request.megabytes
    if not targets or (jobs < 2 and not request.executor):
        return Here(shelf, request.seconds, megabytes)
    from courseware.build.preparing import prepare

    prepare(targets, shelf)
    if request.executor:
        from courseware.build.cluster import cluster

        return cluster(request, shelf)
    from courseware.build.workers import Workers

    return Workers(shelf, jobs, request.seconds, megabytes)


def run(targets: Sequence[Target], executor: Executor) -> Iterator[tuple[Target, Outcome]]:
    """Carries out `targets` in the order given and yields each with its outcome as it is done. What stops one stops no other.

    `executor` calls what it is given with a shelf as its last argument. It is asked for no more than its `at_once` (0: all) at a time.
    """
    at_once = getattr(executor, "at_once", 0) or len(targets)
    work = cast("Callable[..., Outcome]", carry_out)
    left, after = deque(each for each in targets if not _follows(each)), [each for each in targets if _follows(each)]
    begun: dict[Future[Outcome], Target] = {}
    modules = Counter[str]()  # units under way by delivery whose slides others want
    done = SimpleQueue[Future[Outcome]]()
    try:
        while left or after or begun:
            while len(begun) < at_once and (target := _next(left, after, modules)):
                modules[_delivery(target)] += target.shared
                future = executor.submit(work, target)
                begun[future] = target
                future.add_done_callback(done.put)
            future = done.get()
            target = begun.pop(future)
            modules[_delivery(target)] -= target.shared
            yield target, _outcome(target, future)
    finally:
        for future in begun:  # Ctrl-C, or the caller stopped listening: nobody waits for the rest
            future.cancel()


def _next(left: deque[Target], after: list[Target], modules: Mapping[str, int]) -> Target | None:
    """Takes out what can be begun now, None where all that is left waits for modules under way."""
    if left:
        return left.popleft()
    at = next((at for at, each in enumerate(after) if not modules[_delivery(each)]), None)
    return None if at is None else after.pop(at)


def _follows(target: Target) -> bool:
    """Whether it wants the slides of all modules: it finds them where those units are done, and would lay them out again before."""
    return not target.unit.module and any(document.slides for document in target.unit.documents)


def _delivery(target: Target) -> str:
    return target.unit.delivery.name


def carry_out(target: Target, shelf: Shelf) -> Outcome:
    """A unit's documents, as what came of it."""
    from courseware.build.making import make

    try:
        results, problems = make(target, shelf.current())
    except CoursewareError as error:
        return Outcome(problems=error.problems, memory=peak())
    except MemoryError:
        raise
    except Exception as error:  # a bug in one unit: it is told at the end, and the others are made
        import traceback

        told = traceback.format_exc()
        if target.unit.person or any(document.roster for document in target.unit.documents):
            # What went wrong may be told in words of the roster: where it did is all that a report gets.
            told = "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
        return Outcome(bug=f"{target.unit.folder}\n{told}", memory=peak())
    return Outcome(results, problems, memory=peak())


def _outcome(target: Target, future: Future[Outcome]) -> Outcome:
    """What came of a unit, where its worker ended too."""
    try:
        return future.result()
    except CoursewareError as error:
        return Outcome(problems=error.problems)
    except (TooLong, TooMuch, Exception) as error:
        from courseware.build.losing import lost

        problem = lost(target, error)
        return Outcome(problems=(problem,)) if problem else Outcome(bug=f"{target.unit.folder}\n{error!r}")
