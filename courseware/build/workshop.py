"""What a build works with: a shelf and workers of its own, or those of a workshop that stands, in which builds follow one another and each
finds what was made before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from courseware.build.choosing import Unknown
from courseware.build.shelf import Shelf
from courseware.build.warmshelf import WarmShelf
from courseware.files import Files
from courseware.problems import CoursewareError

if TYPE_CHECKING:
    from courseware.build.making import Target
    from courseware.build.request import Request


class Stirred(Exception):
    """Something has changed: what is under way is given up, and the workers stay."""


class Workshop:
    """A shelf and workers for one build."""

    prompt = False
    """Whether somebody waits for the deck: it comes before what takes longer."""

    def shelf(self, request: Request, files: Files) -> Shelf:
        """The shelf of a build that begins."""
        return Shelf(files.fresh(), request.draft)

    @contextmanager
    def executor(self, request: Request, shelf: Shelf, targets: Sequence[Target]) -> Iterator[Executor]:
        """Who carries out `targets`."""
        from courseware.build.running import executor_for

        with executor_for(request, shelf, targets) as found:
            yield found


class StandingWorkshop(Workshop):
    """A shelf and workers that stay for the next build. End it with `close`.

    The workers are forked when a build has something for two of them, so no library may have started threads of its own before.
    """

    prompt = True

    def __init__(self) -> None:
        self._shelf: WarmShelf | None = None
        self._workers: Executor | None = None
        self._many = 0

    def shelf(self, request: Request, files: Files) -> Shelf:
        self._shelf = WarmShelf(files.fresh(), request.draft) if self._shelf is None else self._shelf.again()
        return self._shelf

    @contextmanager
    def executor(self, request: Request, shelf: Shelf, targets: Sequence[Target]) -> Iterator[Executor]:
        many = min(request.jobs, len(targets))
        if request.executor or many < 2:
            with super().executor(request, shelf, targets) as found:
                yield found
            return
        if many > self._many:
            from courseware.build.running import executor_for

            self.close()
            self._workers, self._many = executor_for(request, shelf, targets), many
        assert self._workers is not None
        try:
            yield self._workers
        except Stirred:
            raise
        except BaseException:
            self.close(at_once=True)  # what they are at is of no use any more
            raise

    def prepare(self, request: Request, files: Files) -> None:
        """Begins the workers with what builds of `request` have in common, while nobody waits. Where the course can't be read they begin later."""
        from courseware.build.making import Target
        from courseware.build.planning import make_plan, units

        try:
            shelf = self.shelf(request, files)
            unit = next((each for each in units(make_plan(request, shelf), request) if each.module), None)
            if unit is not None and not self._many and request.jobs > 1:
                with self.executor(request, shelf, [Target(unit=unit, request=request, known={})] * request.jobs):
                    pass
        except (CoursewareError, Unknown):
            pass

    def close(self, at_once: bool = False) -> None:
        """Ends the workers."""
        workers, self._workers, self._many = self._workers, None, 0
        if workers is not None:
            workers.shutdown(cancel_futures=at_once)
