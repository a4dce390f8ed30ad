"""Units of work on a dask cluster: what a unit needs travels by content, each content once to a worker that wants it, and bytes come back.

The cluster is dask's, and dask's workers do whatever a client sends them, as pickles: who may speak to its scheduler may do anything on its
machines, and a machine of the cluster gets to see what of the course is built there. Only the parent publishes.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from courseware.build.abroad import ASK, DONE, LONG, OTHER, Parcel, about, forget, work
from courseware.build.allowance import TooLong, within
from courseware.build.bundling import Bundles, Untold
from courseware.build.losing import listed
from courseware.problems import NOWHERE, CoursewareError, Place, Problem

if TYPE_CHECKING:
    from courseware.build.making import Target
    from courseware.build.request import Request
    from courseware.build.shelf import Shelf

SCHEME = "dask://"
PATIENCE = 10.0  # seconds for a cluster to answer
SAME = "install the same version on all machines: with the same lock file, they have the same libraries"
ROUNDS = 40
"""Times that a unit asks for more before it is carried out here."""


def cluster(request: Request, shelf: Shelf) -> Executor:
    """The cluster that a request names, looked over. Raises `CoursewareError` where it can't be used."""
    return Cluster(_connected(request.executor), shelf, request.seconds)


class Cluster(Executor):
    """Workers anywhere. `submit(call, target)` does `call(target, shelf)`, which is `carry_out`, on one of them; a unit that can't travel is
    carried out here.
    """

    at_once = 0  # all: the scheduler gives them out

    def __init__(self, client: Any, shelf: Shelf, seconds: float = 0.0) -> None:
        self._client, self._shelf, self._seconds = client, shelf, seconds
        self._workers: Executor = client.get_executor(pure=False)
        self._desk = ThreadPoolExecutor(
            1, "courseware cluster"
        )  # packs, answers, and does what stays here, one after the other
        self._contents: dict[str, Any] = {}
        self._bundles: Bundles | None = None
        self._packed = ""

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Carries out a unit somewhere."""
        (target,) = given
        future = Future[Any]()
        future.set_running_or_notify_cancel()
        self._desk.submit(self._safely, self._send, target, call, future, ROUNDS)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the work, and lets the workers forget what came with it."""
        self._desk.shutdown(wait=not cancel_futures, cancel_futures=cancel_futures)
        with suppress(Exception):  # they forget it with the next build at the latest
            self._workers.shutdown(wait=False)
            self._client.cancel(list(self._contents.values()))
            self._client.run(forget)
        with suppress(Exception):
            self._client.close(timeout=PATIENCE)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.shutdown(cancel_futures=kind is not None)

    def _safely(
        self, act: Callable[..., None], target: Target, call: Callable[..., Any], future: Future[Any], *more: Any
    ) -> None:
        try:
            act(target, call, future, *more)
        except (TooLong, Exception) as error:
            if not future.done():
                future.set_exception(error)

    def _send(self, target: Target, call: Callable[..., Any], future: Future[Any], rounds: int) -> None:
        """Packs a unit and gives it to the scheduler."""
        if target.unit.counts or not rounds:  # it counts the pages of files, and these are here
            self._do_here(target, call, future)
            return
        try:
            parcel = self._parcel(target)
        except Untold:
            self._do_here(target, call, future)
            return
        wanted = {digest: self._content(digest) for digest in {parcel.shelf, *parcel.sent.contents.values()}}
        asked = self._workers.submit(work, parcel, wanted)
        asked.add_done_callback(lambda done: self._hand_over(self._hear, target, call, future, rounds, done))

    def _hand_over(self, act: Callable[..., None], *given: Any) -> None:
        with suppress(RuntimeError):  # nobody waits any more
            self._desk.submit(self._safely, act, *given)

    def _hear(
        self, target: Target, call: Callable[..., Any], future: Future[Any], rounds: int, done: Future[Any]
    ) -> None:
        """Takes what came back of a unit."""
        assert self._bundles is not None
        try:
            kind, value = done.result()
        except (Exception, CancelledError) as error:
            raise CoursewareError(_gone(target, error)) from None
        if kind == DONE:
            future.set_result(value)
        elif kind == LONG:
            future.set_exception(TooLong(value))
        elif kind == OTHER:
            raise CoursewareError(
                Problem(Place(target.unit.folder), "a worker that came late has another courseware", SAME)
            )
        else:
            assert kind == ASK
            try:
                self._bundles.tell(target, value)
            except Untold:
                rounds = 1
            self._send(target, call, future, rounds - 1)

    def _do_here(self, target: Target, call: Callable[..., Any], future: Future[Any]) -> None:
        with within(self._seconds):
            future.set_result(call(target, self._shelf))

    def _parcel(self, target: Target) -> Parcel:
        if self._bundles is None:
            self._bundles = Bundles(self._shelf)
            kept = {key: made for key, made in self._shelf.values().items() if not _is_private(key)}
            self._packed = self._bundles.put(pickle.dumps((self._shelf.draft, kept), pickle.HIGHEST_PROTOCOL))
        return Parcel(
            program=about(),
            project=self._shelf.files.project.as_posix(),
            shelf=self._packed,
            target=pickle.dumps(target, pickle.HIGHEST_PROTOCOL),
            sent=self._bundles.sent(target),
            seconds=self._seconds,
        )

    def _content(self, digest: str) -> Any:
        """The scheduler's handle of a content. It is a task, so that it can be made again where a worker that had it ends."""
        if digest not in self._contents:
            assert self._bundles is not None
            data = self._bundles.data[digest]
            self._contents[digest] = self._client.submit(_same, data, key=f"courseware-{digest}", pure=True)
        return self._contents[digest]


def _same(data: bytes) -> bytes:
    return data


def _is_private(key: object) -> bool:
    """Whether a value on the shelf is about people."""
    return isinstance(key, tuple) and key[0] == "roster"


def _connected(executor: str) -> Any:
    """A client of the cluster, whose workers all have this very program."""
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise _refused("a build on a cluster needs dask", "install it: pip install 'courseware[dask]'") from None
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
    address = executor.removeprefix(SCHEME)
    try:
        client = Client(f"tcp://{address}", timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        hint = f"start one: dask scheduler, and on each machine dask worker {address}; or build without --executor"
        raise _refused(f"no cluster answers at {executor}", hint) from error
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise _refused(f"the cluster at {executor} has no workers", f"start some: dask worker {address}") from None
        _look_over(client)
    except BaseException:
        client.close(timeout=PATIENCE)
        raise
    return client


def _look_over(client: Any) -> None:
    """Refuses a cluster on which another program would make other files."""
    try:
        found: dict[str, tuple[str, str]] = client.run(about)
    except Exception as error:
        fact = f"the workers of the cluster can't load courseware: {str(error).strip() or type(error).__name__}"
        raise _refused(fact.splitlines()[0], SAME) from None
    others = sorted(worker for worker, theirs in found.items() if theirs != about())
    if others:
        shown = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
        raise _refused(f"these workers have another courseware, Python or library than this machine: {shown}", SAME)


def _refused(fact: str, hint: str) -> CoursewareError:
    return CoursewareError(Problem(NOWHERE, fact, hint))


def _gone(target: Target, error: BaseException) -> Problem:
    """The problem of a unit that the cluster lost."""
    made = listed([document.name for document in target.unit.documents])
    place = Place(target.unit.folder)
    if type(error).__name__ == "KilledWorker":
        hint = (
            "was their memory used up? build it here, without --executor, or give them more: dask worker --memory-limit"
        )
        return Problem(place, f"the workers that were to make {made} ended, one after the other", hint)
    told = (str(error).strip() or type(error).__name__).splitlines()[0]
    return Problem(place, f"the cluster lost {made}: {told}", "do its scheduler and its workers still run? build again")
