"""Who may ask the preview, and how: this machine's own browser, for reading only.

A page elsewhere can make a browser ask 127.0.0.1, also under a name of its own that it lets point there. So the name that was asked for
counts, and where the question comes from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, MutableMapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = ("GET", "HEAD")
LONGEST = 2048
"""Bytes of an address with its query."""
LONGEST_HEAD = 16 * 1024
"""Bytes of a question's head."""
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
"""What every answer says, where it says nothing else of its own."""


class Guard:
    """An ASGI application that lets through only what this machine's browser may ask of `port`."""

    def __init__(self, app: ASGIApp, port: int, pages: Iterable[str]) -> None:
        self._app = app
        names = ("127.0.0.1", "localhost", "[::1]")
        self._hosts = {f"{name}:{port}" for name in names} | ({*names} if port == 80 else set())
        self._origins = {f"http://{host}" for host in self._hosts}
        self._pages = frozenset(pages)
        """The addresses that a link elsewhere may lead to."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a question, or says why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        refused = self._refused(scope)
        if refused:
            await _refuse(send, scope["method"], *refused)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_headers(message)
            await send(message)

        await self._app(scope, receive, dressed)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """Status and reason where the question is not answered."""
        headers: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value.decode("latin-1"))
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 400, "this preview answers to 127.0.0.1 and localhost, and to no other name"
        if scope["method"] not in METHODS:
            return 405, "a preview can only be read"
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST:
            return 414, "the address is too long"
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEAD:
            return 431, "the head of the question is too long"
        if any(origin not in self._origins for origin in headers.get(b"origin", [])):
            return 403, "another page may not ask"
        site = headers.get(b"sec-fetch-site", ["none"])[-1]
        if site not in ("same-origin", "none") and scope["path"] not in self._pages:
            return 403, "another page may not ask"
        return None


def _with_headers(message: MutableMapping[str, Any]) -> list[tuple[bytes, bytes]]:
    own = list(message.get("headers", ()))
    there = {name.lower() for name, _ in own}
    return own + [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in there]


async def _refuse(send: Send, method: str, status: int, reason: str) -> None:
    body = json.dumps({"error": reason}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(b"allow", b"GET, HEAD")] if status == 405 else []
    start: dict[str, Any] = {"type": "http.response.start", "status": status, "headers": headers}
    await send({**start, "headers": _with_headers(start)})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
