"""A preview from beginning to end: the parts put together, on a port of this machine, until somebody ends it."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.types import ASGIApp

from courseware.build.live import Live
from courseware.build.request import Request
from courseware.files import Files
from courseware.preview.app import Preview
from courseware.preview.assets import Assets
from courseware.preview.documents import Printer
from courseware.preview.events import Hub
from courseware.preview.following import Follower
from courseware.preview.guard import LONGEST_HEAD
from courseware.preview.statics import statics
from courseware.preview.watching import Watcher

HOST = "127.0.0.1"
TRIED = 20
"""How many ports are tried from the one that is asked for."""
MOST_BUGS = 10


def listen(port: int, exactly: bool = False) -> socket.socket:
    """A socket on `port` of this machine, or on the next free one. Raises `OSError` where none is free; 0 means any."""
    last = min(port + TRIED, 65536) if port and not exactly else port + 1
    while True:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # where it means something else
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, port))
            found.listen(128)  # so that the port is ours from now on
        except OSError:
            found.close()
            port += 1
            if port >= last:
                raise
        else:
            return found


class Server:
    """A preview that runs until it is ended. `bugs` are the tracebacks of our own errors on the way."""

    def __init__(
        self,
        files: Files,
        request: Request,
        taken: socket.socket,
        *,
        began: Callable[[], None],
        log: Callable[[str], None],
    ) -> None:
        """Shows a course at the socket `taken`. `began` is called when it answers, `log` with a line for each edit."""
        self.bugs: list[str] = []
        self._taken, self._began = taken, began
        self._hub, self._assets = Hub(), Assets(files)
        self._follower = Follower(Live(files, request), self._assets, self._hub.tell, log, self._bug)
        self._printer = Printer(files, request, lambda: self._follower.version)
        self._watcher = Watcher(files.project, files.roots.values(), request.out, self._follower.stir)
        self._web: Any = None

    def run(self) -> None:
        """Answers until `end`, or in the main thread until SIGINT or SIGTERM."""
        preview = Preview(self._follower, self._assets, self._printer, self._hub, statics(), self._bug)
        self._web = _web(preview.app(self._taken.getsockname()[1]), self._began, self._hang_up)
        self._follower.start()
        self._watcher.start()
        try:
            asyncio.run(self._web.serve(sockets=[self._taken]))
        finally:
            self._watcher.close()
            self._follower.close()
            self._printer.close()

    def end(self) -> None:
        """Ends it, from another thread."""
        if self._web is not None:
            self._web.should_exit = True

    async def _hang_up(self) -> None:
        """Keeps nobody waiting: neither tabs that listen nor those who asked for a document that is still being made."""
        self._hub.close()
        await asyncio.to_thread(self._printer.close)

    def _bug(self, told: str) -> None:
        if told not in self.bugs and len(self.bugs) < MOST_BUGS:
            self.bugs.append(told)


def _web(app: ASGIApp, began: Callable[[], None], hang_up: Callable[[], Awaitable[None]]) -> Any:
    """uvicorn's server, silent; `hang_up` ends what it would wait for at its end."""
    import logging

    import uvicorn

    for name in ("uvicorn", "uvicorn.error"):  # our own errors are told where they happen
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False

    class Web(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            began()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await hang_up()
            await super().shutdown(sockets)

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """As uvicorn does, but a signal that ended the preview is not raised once more: it ended as it should."""
            if threading.current_thread() is not threading.main_thread():
                yield
                return
            before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
            try:
                yield
            finally:
                for each, handler in before.items():
                    signal.signal(each, handler)

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        http="h11",
        loop="asyncio",
        h11_max_incomplete_event_size=LONGEST_HEAD,
        limit_concurrency=200,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
    )
    return Web(config)
