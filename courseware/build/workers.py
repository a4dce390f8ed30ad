"""Workers on this machine: an `Executor` that loses only the unit of a worker that dies or takes too long.

`concurrent.futures` has a pool, but one dead worker breaks it for all, and it can't end a worker. pebble's can, but its workers share one
pipe under one lock, so that one that dies while it holds the lock stops the others, a worker that ends with status 0 is waited for for ever,
and a new worker is forked from a thread. Here each worker has a socket of its own: nothing that happens to one is seen by another.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING, Any

from courseware.build.allowance import TooLong, TooMuch, holding
from courseware.build.forking import Source, Worker, receive, send, source

if TYPE_CHECKING:
    from courseware.build.shelf import Shelf

BEGUN, DONE, LAST = "begun", "done", "last"
"""What a worker says: it has begun, it is done, it is done and ends."""


class Ended(Exception):
    """A worker ended in the midst of a unit. `code` is its exit status, negative for a signal."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Job:
    """Work that waits for a worker or has one; `end` is when it has to be done, by the monotonic clock. It has `begun` when its worker
    said so: one that died before, while it had nothing to do, is not to blame it for.
    """

    def __init__(self, call: Callable[..., Any], given: tuple[Any, ...]) -> None:
        self.call, self.given = call, given
        self.future = Future[Any]()
        self.end = float("inf")
        self.begun, self.tries = False, 0


class Workers(Executor):
    """So many workers of this machine, each with the shelf as it was when this was made. `submit(work, …)` calls `work(…, shelf)`.

    A future raises `Ended` where its worker died, `TooLong` where it took more than `seconds` (0: no limit), `TooMuch` where it wanted more
    than `megabytes` (0: no limit), else what the work raised.
    """

    at_once = 0  # all: they wait here in the order in which they came

    def __init__(
        self,
        shelf: Shelf,
        jobs: int,
        seconds: float = 0.0,
        megabytes: int = 0,
        start: Callable[[Callable[[socket.socket], None]], Source] = source,
    ) -> None:
        self._jobs, self._seconds = jobs, seconds
        self._source = start(partial(_work, shelf, megabytes))
        self._waiting, self._busy, self._idle = deque[Job](), dict[Worker, Job](), list[Worker]()
        self._lock, self._closed, self._given_up = threading.Lock(), False, False
        self._bell, self._rung = socket.socketpair()
        self._selector = DefaultSelector()
        self._selector.register(self._rung, EVENT_READ)
        self._thread: threading.Thread | None = None

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Does `call(*given, shelf)` in a worker."""
        job = Job(partial(call, **named) if named else call, given)
        with self._lock:
            if self._closed:
                raise RuntimeError("these workers have ended")
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._drive, name="courseware workers", daemon=True)
                self._thread.start()
        self._bell.send(b".")
        return job.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the workers: when they are done, or with `cancel_futures` at once."""
        with self._lock:
            again, self._closed = self._closed, True
            if cancel_futures:
                self._given_up = True
                while self._waiting:
                    self._waiting.popleft().future.cancel()
                for worker in self._busy:
                    worker.kill()
        if again:
            return
        self._bell.send(b".")
        if self._thread is not None:
            self._thread.join()
        self._source.close()
        for each in (self._bell, self._rung, self._selector):
            each.close()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.shutdown(cancel_futures=kind is not None)

    def _drive(self) -> None:
        """Gives out work and takes in results, in a thread of its own, until nothing more comes."""
        try:
            self._go_on()
        except BaseException as error:  # a bug of ours: nobody shall wait for what doesn't come
            with self._lock:
                self._closed = True
                for job in (*self._busy.values(), *self._waiting):
                    if not job.future.done():
                        job.future.set_exception(error)
        finally:
            for worker in (*self._idle, *self._busy):
                worker.ended()

    def _go_on(self) -> None:
        while True:
            with self._lock:
                self._give_out()
                if self._closed and not self._busy and not self._waiting:
                    return
                soonest = min((job.end for job in self._busy.values()), default=float("inf"))
            left = None if soonest == float("inf") else max(0.0, soonest - time.monotonic())
            for key, _ in self._selector.select(left):
                if key.fileobj is self._rung:
                    self._rung.recv(4096)
                else:
                    self._hear(key.data)
            now = time.monotonic()
            for worker in [worker for worker, job in self._busy.items() if job.end <= now]:
                self._lose(worker, TooLong(self._seconds))

    def _give_out(self) -> None:
        """Gives what waits to workers that have nothing to do, and to new ones. The lock is held."""
        while self._waiting and (self._idle or len(self._busy) < self._jobs):
            job = self._waiting[0]
            try:
                worker = self._idle.pop() if self._idle else self._new()
            except OSError as error:
                if self._busy:
                    return  # the system gives no more workers: those there are go on
                self._waiting.popleft().future.set_exception(error)
                continue
            self._waiting.popleft()
            if not job.tries and not job.future.set_running_or_notify_cancel():
                self._idle.append(worker)
                continue
            job.tries += 1
            job.end = time.monotonic() + self._seconds if self._seconds else float("inf")
            self._busy[worker] = job
            try:
                send(worker.line, (job.call, job.given))
            except OSError:
                pass  # it died while it had nothing to do: its socket says so next
            except Exception as error:  # what can't be pickled
                self._idle.append(worker)
                self._busy.pop(worker).future.set_exception(error)

    def _new(self) -> Worker:
        worker = self._source.worker()
        self._selector.register(worker.line, EVENT_READ, worker)
        return worker

    def _hear(self, worker: Worker) -> None:
        """Takes what a worker says, or that it says no more."""
        try:
            kind, value, error = receive(worker.line)
        except EOFError:
            self._lose(worker, None)
            return
        except Exception as unread:  # what it sent can't be read here
            self._lose(worker, unread)
            return
        job = self._busy[worker]
        if kind == BEGUN:
            job.begun = True
            return
        if kind == LAST:
            self._lose(worker, error)
            return
        with self._lock:
            del self._busy[worker]
            self._idle.append(worker)
        if error is None:
            job.future.set_result(value)
        else:
            job.future.set_exception(error)

    def _lose(self, worker: Worker, error: BaseException | None) -> None:
        """Ends a worker; what it was at fails with `error`, or with how it ended."""
        self._selector.unregister(worker.line)
        with self._lock:  # from here on nobody else kills it: its number may soon be another process's
            job = self._busy.pop(worker, None)
            if worker in self._idle:
                self._idle.remove(worker)
        code = worker.ended()
        if job is None:
            return
        with self._lock:
            again = not (job.begun or error or self._given_up) and job.tries < 2
            if again:
                self._waiting.appendleft(job)
        if not again:
            job.future.set_exception(error or Ended(code))


def _work(shelf: Shelf, megabytes: int, line: socket.socket) -> None:
    """A worker: does what its socket says, one thing after the other."""
    with holding(megabytes):
        while True:
            call, given = receive(line)
            send(line, (BEGUN, None, None))
            answer: tuple[str, Any, BaseException | None]
            try:
                answer = (DONE, call(*given, shelf), None)
            except MemoryError:  # what else may have failed for want of it is not known: this worker is done
                answer = (LAST, None, TooMuch(megabytes))
            except Exception as error:
                answer = (DONE, None, error)
            try:
                send(line, answer)
            except OSError:
                raise EOFError from None
            except MemoryError:
                send(line, (LAST, None, TooMuch(megabytes)))
            except Exception as error:  # what can't be pickled
                send(line, (DONE, None, RuntimeError(f"{type(error).__name__}: {error}")))
