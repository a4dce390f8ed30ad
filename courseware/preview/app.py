"""What the preview answers: the page, the course as data, pictures, fonts and events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from courseware.preview.assets import Assets
from courseware.preview.documents import Printer
from courseware.preview.events import Hub
from courseware.preview.following import Follower
from courseware.preview.guard import Guard
from courseware.preview.making import Wish
from courseware.preview.overview import Missing
from courseware.preview.statics import PAGES, Static
from courseware.problems import CoursewareError

FOREVER = "private, max-age=31536000, immutable"
"""For what is asked for by its digest: it never changes."""
DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For a picture of the course, which may be an SVG from a stranger: opened by itself it runs nothing."""
WIDEST = 4000
"""Pixels across a page's picture."""
LOOKED_AFTER = 0.2
"""Seconds after which it is looked whether somebody still waits for a document."""

Answer = TypeVar("Answer")


class Preview:
    """The parts of a preview that its answers come from."""

    def __init__(
        self,
        follower: Follower,
        assets: Assets,
        printer: Printer,
        hub: Hub,
        page: Mapping[str, Static],
        bug: Callable[[str], None],
    ) -> None:
        self.follower, self.assets, self.printer, self.hub, self.page = follower, assets, printer, hub, page
        self.bug = bug

    def app(self, port: int) -> ASGIApp:
        """The application, guarded."""
        routes = [
            *(Route(address, self._static) for address in self.page),
            Route("/api/course", self._course),
            Route("/api/module", self._module),
            Route("/api/document", self._document),
            Route("/api/picture", self._picture),
            Route("/made/{digest}", self._made),
            Route("/file/{digest}/{name}", self._file),
            Route("/font/{digest}", self._file),
            Route("/events", self._events),
        ]
        handlers = {HTTPException: _failed, Exception: self._broken}
        app = Starlette(routes=routes, lifespan=self._life, exception_handlers=handlers)
        app.router.redirect_slashes = False
        return Guard(app, port, PAGES)

    @asynccontextmanager
    async def _life(self, app: Starlette) -> AsyncIterator[None]:
        self.hub.begin()
        yield

    async def _static(self, request: Request) -> Response:
        found = self.page[request.url.path]
        return Response(found.data, media_type=found.kind, headers={"cache-control": "no-cache"})

    async def _course(self, request: Request) -> Response:
        try:
            return _json(await asyncio.wrap_future(self.follower.course(_asked(request, "delivery"))))
        except Missing as error:
            raise HTTPException(404, str(error)) from None

    async def _module(self, request: Request) -> Response:
        try:
            found = self.follower.module(_asked(request, "delivery"), _asked(request, "module"))
            return _json(await asyncio.wrap_future(found))
        except Missing as error:
            raise HTTPException(404, str(error)) from None
        except CoursewareError as error:
            return _json({"pages": [], "stale": True, "problems": [each.as_data() for each in error.problems]})

    async def _document(self, request: Request) -> Response:
        try:
            wish = Wish.of(request.query_params.multi_items())
            with suppress(CoursewareError):  # what is wrong is told with the document
                await asyncio.wrap_future(self.follower.document(wish.delivery, wish.module, wish.document))
            return _json(await _while_there(request, self.printer.pages(wish)))
        except ValueError as error:
            raise HTTPException(400, str(error)) from None
        except Missing as error:
            raise HTTPException(404, str(error)) from None

    async def _picture(self, request: Request) -> Response:
        page, width = _number(request, "page", 1, 100_000), _number(request, "width", 16, WIDEST)
        found = await self.printer.picture(_asked(request, "digest"), page, width)
        if found is None:
            raise HTTPException(404, "there is no such page")
        return Response(found, media_type="image/png", headers={"cache-control": FOREVER})

    async def _made(self, request: Request) -> Response:
        found = self.printer.made(request.path_params["digest"])
        if found is None:
            raise HTTPException(404, "there is no such document")
        data, kind, policy = found
        return Response(data, media_type=kind, headers={"cache-control": FOREVER, **policy})

    async def _file(self, request: Request) -> Response:
        found = await asyncio.to_thread(self.assets.get, request.path_params["digest"])
        if found is None:
            raise HTTPException(404, "there is no such file")
        data, kind = found
        headers = {"cache-control": FOREVER, "content-security-policy": DRAWING}
        return Response(data, media_type=kind, headers=headers)

    async def _events(self, request: Request) -> Response:
        if self.hub.is_full:
            raise HTTPException(503, "too many tabs listen")
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        said = self.hub.listen(lambda: {"version": self.follower.version})
        return StreamingResponse(said, media_type="text/event-stream")

    async def _broken(self, request: Request, error: Exception) -> Response:
        import traceback

        self.bug("".join(traceback.format_exception(error)))
        return _json({"error": f"a bug in courseware: {type(error).__name__}"}, 500)


async def _while_there(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """What `work` gives, for as long as somebody waits for it: who has gone on to another document is not in that one's way."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=LOOKED_AFTER)
            if not task.done() and await request.is_disconnected():
                raise HTTPException(400, "nobody waits for this any more")
    finally:
        task.cancel()
    return task.result()


def _json(value: Mapping[str, Any], status: int = 200) -> Response:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(data, status, media_type="application/json")


def _asked(request: Request, name: str) -> str:
    """The one value of a name in the address, `""` where there is none."""
    found = request.query_params.getlist(name)
    if len(found) > 1:
        raise HTTPException(400, f"{name} stands there twice")
    return found[0] if found else ""


def _number(request: Request, name: str, least: int, most: int) -> int:
    said = _asked(request, name)
    if not (said.isascii() and said.isdigit() and len(said) < 8 and least <= int(said) <= most):
        raise HTTPException(400, f"{name} is a number from {least} to {most}")
    return int(said)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _json({"error": error.detail}, error.status_code)
