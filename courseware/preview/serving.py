"""A preview from beginning to end: the parts put together, on a port of this machine, until somebody ends it."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from courseware.build.live import Live
from courseware.build.request import Request
from courseware.files import Files
from courseware.preview.app import Preview
from courseware.preview.assets import Assets
from courseware.preview.documents import Printer
from courseware.preview.events import Hub
from courseware.preview.following import Follower
from courseware.preview.statics import statics
from courseware.preview.watching import Watcher

HOST = "127.0.0.1"
TRIED = 20
"""How many ports are tried from the one that is asked for."""


def listen(port: int, exactly: bool = False) -> socket.socket:
    """A socket on `port` of this machine, or on the next free one. Raises `OSError` where none is free; 0 means any."""
    for offset in range(1 if exactly or not port else TRIED):
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, port + offset))
            found.listen(128)  # so that the port is ours from now on
        except OSError as error:
            found.close()
            last = error
            continue
        return found
    raise last


def serve(
    files: Files,
    request: Request,
    taken: socket.socket,
    *,
    began: Callable[[], None],
    log: Callable[[str], None],
) -> tuple[str, ...]:
    """Shows the course at the socket `taken` until SIGINT or SIGTERM; `began` is called when it answers, `log` with a line for each edit.

    The answer are the tracebacks of our own bugs on the way.
    """
    import uvicorn

    bugs: list[str] = []

    def bug(told: str) -> None:
        if told not in bugs and len(bugs) < 10:
            bugs.append(told)

    hub = Hub()
    assets = Assets(files)
    follower = Follower(Live(files, request), assets, hub.tell, log, bug)
    printer = Printer(files, request, lambda: follower.version)
    preview = Preview(follower, assets, printer, hub, statics(), bug)
    watcher = Watcher(files.project, files.roots.values(), request.out, follower.stir)
    config = uvicorn.Config(
        preview.app(taken.getsockname()[1]),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        http="h11",
        loop="asyncio",
        h11_max_incomplete_event_size=16 * 1024,
        limit_concurrency=200,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
    )
    follower.start()
    watcher.start()
    try:
        asyncio.run(_server(config, hub, began).serve(sockets=[taken]))
    finally:
        watcher.close()
        follower.close()
        printer.close()
    return tuple(bugs)


def _server(config: Any, hub: Hub, began: Callable[[], None]) -> Any:
    """uvicorn's server, which hangs up on the tabs that listen when it ends: it would wait for them."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            began()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            hub.close()
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

    return Server(config)
