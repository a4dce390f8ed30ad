"""Making one document for the preview, in a process of its own: setting pages must not hold up the slides.

The process stays, with the engine warm and the course as it last saw it. What it makes goes the way of every build.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from courseware.build.live import Live
from courseware.build.request import Request
from courseware.files import Files
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


_live: list[Live] = []  # this process's one


def begin(project: Path, roots: Mapping[str, Path], request: Request) -> None:
    """Readies this process for the documents of a project."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the preview takes Ctrl-C and ends its processes
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _live[:] = [Live(Files(project, roots), request)]


def make(wish: Wish) -> Made:
    """The document as it would be built now. Raises `Missing` where there is no such delivery, module or document."""
    from courseware.build.choosing import Unknown
    from courseware.build.options import check, recorded
    from courseware.preview.overview import find_document

    look = _live[0].look()
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


def _end_with_parent() -> None:
    """Ends this process when the preview is killed: nobody else would."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
