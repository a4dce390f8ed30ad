"""Making one document for the preview, in a process of its own: setting pages must not hold up the slides.

The process stays, with the engine warm and the course as it last saw it. What it makes goes the way of every build.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from courseware.build.live import Live
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.problems import NOWHERE, CoursewareError, Problem

NOT_WISHES = ("delivery", "module", "document", "version")


class Wish(Struct, frozen=True):
    """A document of a `module`, or of the course where that is `""`, with further options by name as they were typed."""

    delivery: str
    module: str
    document: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, said: Iterable[tuple[str, str]]) -> Wish:
        """The wish that a query spells. Raises `ValueError` where a name stands there twice."""
        pairs = list(said)
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a name stands there twice")
        options = sorted((name, value) for name, value in found.items() if name not in NOT_WISHES and value)
        return cls(found.get("delivery", ""), found.get("module", ""), found.get("document", ""), tuple(options))


class Made(Struct, frozen=True):
    """A document as bytes with what deserves a look; the last one in order where it is `stale`, without `data` where there never was one."""

    data: bytes = b""
    problems: tuple[Problem, ...] = ()
    stale: bool = False


_live: dict[str, Live] = {}  # this process's one, by what it was asked for


def make(wish: Wish, request: Request, shelf: Shelf) -> Made:
    """The document as it would be built now. Raises `Missing` where there is no such delivery, module or document.

    `shelf` knows the folders. The process keeps the course as it last saw it.
    """
    from courseware.build.choosing import Unknown
    from courseware.build.options import check, recorded
    from courseware.preview.overview import find_document

    asked = repr((shelf.files.project, request))
    if asked not in _live:
        _live[asked] = Live(shelf.files.fresh(), request)
    look = _live[asked].look()
    try:
        document = find_document(look, wish.delivery, wish.module, wish.document)
        sets = tuple((document.called, name, value) for name, value in wish.options)
        check(sets, [(document.called, recorded(document))])
        printed = look.printed(wish.delivery, wish.module, wish.document, sets)
    except Unknown as error:
        return Made(problems=(Problem(NOWHERE, error.fact, error.hint),))
    except CoursewareError as error:
        return Made(problems=error.problems)
    problems = (*look.problems, *printed.problems) if look.stale else printed.problems
    return Made(printed.data, problems, printed.stale or look.stale)
