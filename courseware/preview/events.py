"""Telling the browsers that look what has changed: server-sent events, one queue a tab."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Any

MOST = 32
"""Tabs that may listen at once."""
BEHIND = 64
"""Events that a tab may be behind; then it is hung up on, and comes again."""
ALIVE = 15.0
"""Seconds after which silence is broken, so that a tab that is gone is noticed."""


class Hub:
    """The tabs that listen. `tell` may be called from any thread, everything else from the loop's."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tabs: set[asyncio.Queue[str | None]] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._tabs)

    def tell(self, event: str, data: Mapping[str, Any]) -> None:
        """Tells every tab."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._put, message(event, data))

    def begin(self) -> None:
        """Takes the loop that runs as its own."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """Hangs up on every tab."""
        self._closed = True
        for tab in self._tabs:
            _end(tab)

    @property
    def is_full(self) -> bool:
        """Whether no further tab may listen."""
        return self._closed or len(self._tabs) >= MOST

    async def listen(self, hello: Callable[[], Mapping[str, Any]]) -> AsyncIterator[str]:
        """The events for one tab, as text of the stream, until it goes."""
        tab: asyncio.Queue[str | None] = asyncio.Queue()
        self._tabs.add(tab)
        try:
            yield message("hello", hello())
            while True:
                try:
                    said = await asyncio.wait_for(tab.get(), ALIVE)
                except TimeoutError:
                    said = ": still here\n\n"
                if said is None:
                    return
                yield said
        finally:
            self._tabs.discard(tab)

    def _put(self, said: str) -> None:
        for tab in self._tabs:
            if tab.qsize() >= BEHIND:
                _end(tab)
            else:
                tab.put_nowait(said)


def _end(tab: asyncio.Queue[str | None]) -> None:
    while not tab.empty():
        tab.get_nowait()
    tab.put_nowait(None)


def message(event: str, data: Mapping[str, Any]) -> str:
    """An event as the stream has it: JSON holds no line break, so that one `data:` is enough."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
