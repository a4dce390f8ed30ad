"""What a unit of work may use: so much time, so much memory. What takes more is ended, and the rest of the build goes on."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LEAST = 1024
"""Megabytes that a worker always gets: a large handout takes about 300."""
SHARE = 2 / 3
"""Of the machine's memory, for all workers together."""
AGAIN = 1.0  # seconds between two tries to end what doesn't end
_QUOTAS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


class TooLong(BaseException):
    """A unit took longer than it may. No `Exception`, so that nothing on the way takes it for a fault of a document."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class TooMuch(Exception):
    """A unit wanted more memory than it may have."""

    def __init__(self, megabytes: int = 0) -> None:
        super().__init__(megabytes)
        self.megabytes = megabytes


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises `TooLong` in what runs longer than `seconds` (0: no limit) in this thread.

    It comes between two steps of Python: a library that computes for long without coming back is not interrupted.
    """
    if not seconds:
        yield
        return
    watch = _Watch(threading.get_ident(), seconds)
    watch.start()
    try:
        yield
    except TooLong:
        raise TooLong(seconds) from None
    finally:
        watch.end()


class _Watch(threading.Thread):
    """Raises `TooLong` in another thread when its time is over, and again until it ends."""

    def __init__(self, thread: int, seconds: float) -> None:
        super().__init__(daemon=True)
        self.thread, self.seconds = thread, seconds
        self.over, self.lock, self.fired = threading.Event(), threading.Lock(), False

    def run(self) -> None:
        wait = self.seconds
        while not self.over.wait(wait):
            with self.lock:
                if not self.over.is_set():
                    self.fired = True
                    _raise(self.thread, TooLong)
            wait = AGAIN

    def end(self) -> None:
        while not self.over.is_set():
            with suppress(TooLong), self.lock:
                self.over.set()
        if self.fired:
            _raise(self.thread, None)  # one that was on its way has nothing to end any more


def _raise(thread: int, error: type[BaseException] | None) -> None:
    import ctypes

    value = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), value)


@contextmanager
def holding(megabytes: int) -> Iterator[None]:
    """Lets this process have no more than so much memory (0: no limit): `MemoryError` in what wants more.

    Only Linux holds a process to it (`RLIMIT_DATA`: what it can write to, whether or not it did yet).
    """
    if not megabytes or sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * 1024 * 1024
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def usual_megabytes(jobs: int) -> int:
    """What each of `jobs` workers may have where nobody says; 0 where the machine's memory is not known."""
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return 0
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    for path in map(Path, _QUOTAS):
        with suppress(OSError, ValueError):  # "max": a container without a limit
            there = min(there, int(path.read_text(encoding="ascii")))
    return max(LEAST, int(there / 1024 / 1024 * SHARE / jobs))


def peak() -> int:
    """The most memory that this process has had, in megabytes; 0 where the system doesn't tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
