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
from courseware.problems import CoursewareError, Problem

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

    @property
    def sets(self) -> tuple[tuple[str, str, str], ...]:
        """The options as `--set` has them."""
        return tuple((self.document, name, value) for name, value in self.options)


class Made(Struct, frozen=True):
    """A document as bytes with what deserves a look; without `data` where the problems kept it from being made."""

    data: bytes = b""
    problems: tuple[Problem, ...] = ()


_live: list[Live] = []  # this process's one


def begin(project: Path, roots: Mapping[str, Path], request: Request) -> None:
    """Readies this process for the documents of a project."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the preview takes Ctrl-C and ends its processes
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _live[:] = [Live(Files(project, roots), request)]


def make(wish: Wish) -> Made:
    """The document as it would be built now. Raises `KeyError` where there is no such delivery, module or document."""
    from courseware.build.choosing import Unknown
    from courseware.build.making import Target
    from courseware.build.making import make as make_documents
    from courseware.build.options import check, recorded
    from courseware.build.planned import PlannedDocument
    from courseware.problems import NOWHERE
    from courseware.values import replace

    look = _live[0].look()
    try:
        materials = look.materials(wish.delivery, wish.module)
        if wish.module and all(each.name != wish.module for each in look.course(wish.delivery).modules):
            raise KeyError(wish.module)
        document = materials.document("module" if wish.module else "course", wish.document)
        if document.private:
            raise KeyError(wish.document)
        sets = tuple((document.called, name, value) for _, name, value in wish.sets)
        check(sets, [(document.called, recorded(document))])
        about = (document.name, document.folder, document.title, document.audience)
        planned = PlannedDocument(*about, called=document.called, slides=document.slides, counts=document.counts)
        request = replace(materials.request, sets=(*materials.request.sets, *sets))
        unit = replace(materials.unit, documents=(planned,))
        results, problems = make_documents(Target(unit=unit, request=request, known={}), materials.shelf)
    except Unknown as error:
        return Made(problems=(Problem(NOWHERE, error.fact, error.hint),))
    except CoursewareError as error:
        return Made(problems=error.problems)
    if look.stale:
        problems = (*look.problems, *problems)
    if not results:
        return Made(problems=problems)
    return Made(results[0].data or b"", (*problems, *results[0].warnings))


def _end_with_parent() -> None:
    """Ends this process when the preview is killed: nobody else would."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
