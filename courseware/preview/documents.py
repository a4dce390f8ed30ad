"""Documents on the screen: made in the background, each page as a picture."""

from __future__ import annotations

import asyncio
import io
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.build.workers import Workers
from courseware.files import Files, digest
from courseware.preview.making import Made, Wish, make
from courseware.problems import NOWHERE, Problem

SECONDS = 300.0
"""What a document may take."""
WISHES, DOCUMENTS = 64, 24
"""How many answers and documents are kept; the longest unused go."""
PICTURES = 96_000_000
"""Bytes of pages as pictures that are kept."""
WEB = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'; sandbox"
"""For a document that is a web page: it shows what is in it and runs nothing."""
PAPER = "default-src 'none'; frame-ancestors 'self'; style-src 'unsafe-inline'"


class Printer:
    """Makes documents, one after the other, and draws their pages. `version` tells which state of the course is the newest.

    The process that makes them comes from this one as it is now: it is best made before there are threads.
    """

    def __init__(self, files: Files, request: Request, version: Callable[[], int]) -> None:
        self._files, self._request, self._version = files, request, version
        self._workers = Workers(Shelf(files.fresh(), draft=True), 1, SECONDS)
        self._answers: OrderedDict[Wish, _Slot] = OrderedDict()
        self._made: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._weight = 0
        self._drawing = Lock()  # PDFium is no library for several threads

    def close(self) -> None:
        """Ends the process that makes documents, in the midst of one too."""
        self._workers.shutdown(cancel_futures=True)

    async def pages(self, wish: Wish) -> Mapping[str, Any]:
        """What a document looks like as of now: asked for while it is made, everybody gets the same. `Missing` where there is none."""
        asked_at = self._version()
        slot = self._answers.setdefault(wish, _Slot())
        self._answers.move_to_end(wish)
        while len(self._answers) > WISHES:
            self._answers.popitem(last=False)
        async with slot.lock:
            if slot.version < asked_at:
                now = self._version()
                slot.answer = await self._answer(wish, await self._make(wish), slot.answer)
                slot.version = now
        return {**slot.answer, "version": slot.version}

    def made(self, key: str) -> tuple[bytes, str, Mapping[str, str]] | None:
        """A document that was shown, what it is, and what it may do in a browser."""
        if key not in self._made:
            return None
        data, ending = self._made[key]
        if ending == "pdf":
            return data, "application/pdf", {"content-security-policy": PAPER, "x-frame-options": "SAMEORIGIN"}
        policy = {"content-security-policy": WEB, "x-frame-options": "SAMEORIGIN"}
        return data, "text/html; charset=utf-8", policy

    async def picture(self, key: str, page: int, width: int) -> bytes | None:
        """A page (from 1) of a document as PNG, `width` pixels wide; None where there is no such page."""
        found = self._pictures.get((key, page, width))
        if found is None:
            data, ending = self._made.get(key, (b"", ""))
            if ending != "pdf":
                return None
            found = await asyncio.to_thread(self._drawn, data, page, width)
            if found is None:
                return None
            self._keep((key, page, width), found)
        if (key, page, width) in self._pictures:
            self._pictures.move_to_end((key, page, width))
        return found

    async def _make(self, wish: Wish) -> Made:
        from courseware.build.allowance import TooLong
        from courseware.build.workers import Ended

        try:
            return await asyncio.wrap_future(self._workers.submit(make, wish, self._request))
        except TooLong:
            fact = f"{wish.document} took longer than {SECONDS:.0f} seconds"
            return Made(problems=(Problem(NOWHERE, fact, "does a template go round in circles?"),))
        except (Ended, OSError):
            hint = "was the memory used up?"
            return Made(problems=(Problem(NOWHERE, f"what made {wish.document} was ended from outside", hint),))

    async def _answer(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the browser is told; where nothing could be made, what stood there before, with the problems."""
        problems = [each.as_data() for each in made.problems]
        if not made.data:
            empty = {"pages": 0, "digest": "", "width": 0.0, "height": 0.0}
            return {**empty, **before, "problems": problems, "stale": True}
        key = digest(made.data)
        ending = wish.document.rpartition(".")[2]
        self._made[key] = (made.data, ending)
        self._made.move_to_end(key)
        while len(self._made) > DOCUMENTS:
            self._made.popitem(last=False)
        size = await asyncio.to_thread(self._measured, made.data) if ending == "pdf" else (0, 0.0, 0.0)
        pages, width, height = size
        return {
            "kind": ending,
            "pages": pages,
            "digest": key,
            "address": f"/made/{key}",
            "width": width,
            "height": height,
            "problems": problems,
            "stale": made.stale,
        }

    def _measured(self, data: bytes) -> tuple[int, float, float]:
        """How many pages a PDF has, and the width and height of the first one in points."""
        import pypdfium2

        with self._drawing, pypdfium2.PdfDocument(data) as pdf:
            first = pdf[0]
            size = (len(pdf), first.get_width(), first.get_height())
            first.close()
            return size

    def _drawn(self, data: bytes, number: int, width: int) -> bytes | None:
        import pypdfium2

        out = io.BytesIO()
        with self._drawing, pypdfium2.PdfDocument(data) as pdf:
            if number > len(pdf):
                return None
            page = pdf[number - 1]
            image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
            page.close()
        image.save(out, "PNG", compress_level=1)
        return out.getvalue()

    def _keep(self, key: tuple[str, int, int], data: bytes) -> None:
        self._pictures[key] = data
        self._weight += len(data)
        while self._weight > PICTURES and len(self._pictures) > 1:
            _, gone = self._pictures.popitem(last=False)
            self._weight -= len(gone)


class _Slot:
    """The last answer for a wish, and whose turn it is to make the next."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.version = 0
        self.answer: Mapping[str, Any] = {}
