"""A preview inside the tests' own process: its answers as data, its events as they come."""

from __future__ import annotations

import http.client
import json
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from courseware.build.request import Request
from courseware.files import Files
from courseware.preview.serving import Server, listen

Event = tuple[str, Any]


class Shown:
    """A preview of the course in `folder` that answers at `port`; `log` has its lines where it runs in this process."""

    def __init__(self, folder: Path, server: Server | None, port: int) -> None:
        self.folder, self.server, self.port = folder, server, port
        self.log: list[str] = []

    def get(self, path: str, **query: str | int) -> Any:
        """The data at an address."""
        status, body = self.ask(path, **query)
        assert status == 200, (status, body[:300])
        return json.loads(body)

    def ask(self, path: str, **query: str | int) -> tuple[int, bytes]:
        """Status and body of an answer."""
        status, body, _ = self.answer(f"{path}?{urlencode(query)}" if query else path)
        return status, body

    def answer(self, address: str, method: str = "GET") -> tuple[int, bytes, dict[str, str]]:
        """Status, body and headers of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, address)
            found = connection.getresponse()
            headers = {name.lower(): value for name, value in found.getheaders()}
            return found.status, found.read(), headers
        finally:
            connection.close()

    def raw(self, said: bytes) -> tuple[int, bytes]:
        """Status (0 where there is none) and all of an answer to these very bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as wire:
            got = b""
            try:
                wire.sendall(said)
                if b"\r\n\r\n" not in said:
                    wire.shutdown(socket.SHUT_WR)
                while part := wire.recv(65536):
                    got += part
            except (ConnectionResetError, BrokenPipeError):  # hung up on in the middle of a question that is too long
                pass
        return (int(got[9:12]) if got.startswith(b"HTTP/1.1 ") else 0), got

    def write(self, name: str, text: str) -> None:
        """Saves a file of the course."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def titles(self, module: str, delivery: str = "house") -> list[str]:
        """The titles of a module's slides as they are shown."""
        return [page["title"] for page in self.get("/api/module", delivery=delivery, module=module)["pages"]]


class Listener:
    """A tab that listens."""

    def __init__(self, port: int) -> None:
        self._wire = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._wire.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        self._events: queue.Queue[Event] = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        assert self.next()[0] == "hello"

    def next(self, seconds: float = 15.0) -> Event:
        """The next event."""
        return self._events.get(timeout=seconds)

    def until(self, name: str, **data: Any) -> Any:
        """The data of the next event of this name that holds these values."""
        while True:
            event, found = self.next()
            if event == name and all(found.get(key) == value for key, value in data.items()):
                return found

    def changed(self, module: str) -> Any:
        """The next event that names a module."""
        while True:
            event, found = self.next()
            if event == "changed" and module in found["modules"]:
                return found

    def nothing(self, seconds: float = 0.6) -> bool:
        """Whether no event comes for a while."""
        try:
            self.next(seconds)
        except queue.Empty:
            return True
        return False

    def close(self) -> None:
        with suppress(OSError):  # hung up on before
            self._wire.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=5)
        self._wire.close()

    def _read(self) -> None:
        name = ""
        try:
            for line in self._wire.makefile(encoding="utf-8"):
                if line.startswith("event: "):
                    name = line[7:].strip()
                elif line.startswith("data: "):
                    self._events.put((name, json.loads(line[6:])))
        except (OSError, ValueError):
            return


@contextmanager
def shown(folder: Path, **asked: Any) -> Iterator[Shown]:
    """A preview of the course in `folder`, as long as the block lasts."""
    taken = listen(0)
    ready = threading.Event()
    lines: list[str] = []
    request = Request(out=folder / "build", **asked)
    server = Server(Files(folder), request, taken, began=ready.set, log=lines.append)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert ready.wait(30)
        found = Shown(folder, server, taken.getsockname()[1])
        found.log = lines
        yield found
    finally:
        server.end()
        thread.join(timeout=20)
        assert not thread.is_alive(), "a preview ends when it is told to"
    assert server.bugs == []


@contextmanager
def listening(preview: Shown) -> Iterator[Listener]:
    """A tab that listens as long as the block lasts."""
    found = Listener(preview.port)
    try:
        yield found
    finally:
        found.close()
