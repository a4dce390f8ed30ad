"""Starting workers, each at one end of a socket of its own, and ending them.

Where the system can fork, workers come from one process that was forked first, when all was loaded, and has one thread: it can be forked
again at any time, which a parent with threads can't. It also sees to it that no worker outlives the parent: as soon as the
parent's end of its socket is closed, for whatever reason, it kills its workers. Elsewhere each worker is a new Python.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_LENGTH = struct.Struct(">Q")
_ORDER = struct.Struct(">cq")
_NEW, _REAP = b"n", b"r"

Work = Callable[[socket.socket], None]
"""What a worker does: takes messages from its socket until there are no more."""


class Worker(Protocol):
    """A running worker. `ended` kills it if need be and gives its exit status, negative for a signal."""

    line: socket.socket

    def kill(self) -> None:
        """Ends it at once."""

    def ended(self) -> int:
        """How it ended; waits for that."""


class Source(Protocol):
    """Where workers come from."""

    def worker(self) -> Worker:
        """A new one. `OSError` where the system gives none."""

    def close(self) -> None:
        """No more will be asked for; those that run are killed."""


def source(work: Work) -> Source:
    """The way to start workers that this system and this process can bear."""
    return Forks(work) if can_fork() else Spawns(work)


def can_fork() -> bool:
    """Whether a forked copy of this process can work: macOS's libraries don't survive it, and a library's own threads are not in the copy."""
    if sys.platform in ("win32", "darwin") or not hasattr(os, "fork"):
        return False
    import _thread

    with suppress(OSError):
        return len(os.listdir("/proc/self/task")) <= _thread._count() + 1
    return True


def send(line: socket.socket, value: Any) -> None:
    """Sends a value. `OSError` where nobody listens any more."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    line.sendall(_LENGTH.pack(len(data)))
    line.sendall(data)


def receive(line: socket.socket) -> Any:
    """The next value. `EOFError` where the other end is closed, in the midst of one too."""
    (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size))
    return pickle.loads(_exactly(line, length))


def _exactly(line: socket.socket, length: int) -> bytes:
    data = bytearray(length)
    view, got = memoryview(data), 0
    while got < length:
        try:
            more = line.recv_into(view[got:])
        except ConnectionError:
            more = 0
        if not more:
            raise EOFError
        got += more
    return bytes(data)


class Forks:
    """Workers forked from a copy of this process as it is now."""

    def __init__(self, work: Work) -> None:
        self._line, theirs = socket.socketpair()
        pid = _fork()
        if not pid:
            _alone(lambda: _breed(theirs, work), self._line)
        theirs.close()
        self._pid = pid

    def worker(self) -> Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._line, [_ORDER.pack(_NEW, 0)], [theirs.fileno()])
        return _Forked(self._line, ours, self._answer())

    def close(self) -> None:
        self._line.close()
        with suppress(OSError):
            os.waitpid(self._pid, 0)

    def _answer(self) -> int:
        try:
            return int(_ORDER.unpack(_exactly(self._line, _ORDER.size))[1])
        except EOFError:
            raise OSError("the process that workers come from has ended") from None


class _Forked:
    def __init__(self, orders: socket.socket, line: socket.socket, pid: int) -> None:
        self.line, self._orders, self._pid = line, orders, pid

    def kill(self) -> None:
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)

    def ended(self) -> int:
        self.kill()  # its number stays its own until it is asked for here
        self.line.close()
        try:
            self._orders.sendall(_ORDER.pack(_REAP, self._pid))
            return int(_ORDER.unpack(_exactly(self._orders, _ORDER.size))[1])
        except (OSError, EOFError):
            return -signal.SIGKILL


def _fork() -> int:
    import warnings

    with warnings.catch_warnings():
        # Python warns of threads in general. Those of this program wait while it forks; see `can_fork` for others.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _alone(act: Callable[[], None], *others: socket.socket) -> NoReturn:
    """Does one thing in a forked copy and ends it: nothing of what the original would do at its end is done twice."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent takes Ctrl-C and ends its workers
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for each in others:
            each.close()
        act()
        code = 0
    except EOFError:
        code = 0
    finally:
        os._exit(code)


def _breed(orders: socket.socket, work: Work) -> None:
    """Forks workers as they are ordered, until the parent is gone."""
    there: set[int] = set()
    gc.freeze()  # so that a worker that looks for cycles of objects doesn't copy what it shares with the others
    try:
        while True:
            order, lines, _, _ = socket.recv_fds(orders, _ORDER.size, 1)
            if len(order) < _ORDER.size:
                return
            kind, pid = _ORDER.unpack(order)
            if kind == _NEW:
                line = socket.socket(fileno=lines[0])
                pid = os.fork()
                if not pid:
                    _alone(lambda line=line: work(line), orders)  # type: ignore[misc]
                line.close()
                there.add(pid)
                orders.sendall(_ORDER.pack(_NEW, pid))
            else:
                there.discard(pid)
                status = os.waitpid(pid, 0)[1]
                orders.sendall(_ORDER.pack(_REAP, os.waitstatus_to_exitcode(status)))
    finally:
        for pid in there:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)


class Spawns:
    """Workers that are new Pythons: `work` has to be something that can be pickled."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._there: list[_Spawned] = []

    def worker(self) -> Worker:
        import multiprocessing

        ours, theirs = socket.socketpair()
        with theirs:
            context = multiprocessing.get_context("spawn")
            process = context.Process(target=_begin, args=(self._work, theirs), daemon=True)
            process.start()
        self._there.append(_Spawned(ours, process))
        return self._there[-1]

    def close(self) -> None:
        for each in self._there:
            each.ended()


class _Spawned:
    def __init__(self, line: socket.socket, process: BaseProcess) -> None:
        self.line, self._process = line, process

    def kill(self) -> None:
        self._process.kill()

    def ended(self) -> int:
        self.kill()
        self.line.close()
        self._process.join()
        return self._process.exitcode or 0


def _begin(work: Work, line: socket.socket) -> None:
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError):
        work(line)


def _end_with_parent() -> None:
    import multiprocessing.connection

    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
