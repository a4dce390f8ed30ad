"""The one thread that looks at the course: after every edit first at what somebody sees, then at the rest."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from traceback import format_exc
from typing import TYPE_CHECKING, Any

from courseware.build.live import Live, Look
from courseware.preview.assets import Assets
from courseware.preview.drawing import View, view
from courseware.preview.overview import Missing, find_document, module_of, overview
from courseware.problems import CoursewareError

if TYPE_CHECKING:
    from courseware.course.model import Course

Key = tuple[str, str]
"""A delivery's name and a module's."""
WATCHED = 4
"""How many modules count as looked at: those that were asked for last."""


class Follower:
    """Follows a course: `tell(event, data)` is called with what changed, `log` with a line for each edit, `bug` with the traceback of an
    error of ours.

    Questions are answered through futures; all looking is done by one thread of its own.
    """

    def __init__(
        self,
        live: Live,
        assets: Assets,
        tell: Callable[[str, Mapping[str, Any]], None],
        log: Callable[[str], None],
        bug: Callable[[str], None],
    ) -> None:
        self._live, self._assets, self._tell, self._log, self._bug = live, assets, tell, log, bug
        self._turn = threading.Condition()
        self._stirred: float | None = None  # when the first edit came that nobody has looked at yet
        self._asked: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._idle: deque[Key] = deque()
        self._watched: OrderedDict[Key, None] = OrderedDict()
        self._views: dict[Key, View] = {}
        self._now: set[Key] = set()  # the keys whose view is of this look
        self._minutes: dict[str, Mapping[str, float]] = {}
        self._overviews: dict[str, Mapping[str, Any]] = {}  # of this look, by delivery
        self._told: dict[str, Mapping[str, Any]] = {}  # those that were given out before
        self._closing = False
        self._look: Look | None = None
        self.version = 0
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)

    def start(self) -> None:
        """Begins with a first look."""
        self._stirred = time.perf_counter()
        self._thread.start()

    def close(self) -> None:
        """Ends the thread after what it is doing; questions that wait are not answered."""
        with self._turn:
            self._closing = True
            waiting, self._asked = list(self._asked), deque()
            self._turn.notify()
        for _, future in waiting:
            future.cancel()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def stir(self) -> None:
        """Something changed on the disk. May come at any moment, also during a look."""
        with self._turn:
            self._stirred = self._stirred or time.perf_counter()
            self._turn.notify()

    def course(self, delivery: str = "") -> Future[Mapping[str, Any]]:
        """The course in a delivery, or in the one that is shown first, as the browser gets it. `Missing` for a delivery that there isn't."""
        return self._ask(lambda: self._overviewed(delivery))

    def module(self, delivery: str, module: str) -> Future[Mapping[str, Any]]:
        """A module as the browser gets it: the last form that could be drawn. `Missing` for a delivery or module that there isn't,
        `CoursewareError` where it never could be.
        """

        def answer() -> Mapping[str, Any]:
            key = (delivery, module)
            found = self._view(key)
            self._watched[key] = None
            self._watched.move_to_end(key)
            while len(self._watched) > WATCHED:
                self._watched.popitem(last=False)
            self._queue_rest()
            return {**found.plain, "version": self.version}

        return self._ask(answer)

    def document(self, delivery: str, module: str, document: str) -> Future[None]:
        """Nothing where there is such a document, of a module or (`""`) of the course, that a browser can show; else `Missing`."""
        return self._ask(lambda: find_document(self._looked(), delivery, module, document))

    def _ask(self, answer: Callable[[], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        with self._turn:
            if self._closing:
                future.cancel()
            else:
                self._asked.append((answer, future))
                self._turn.notify()
        return future

    def _run(self) -> None:
        while True:
            with self._turn:
                while not (self._closing or self._stirred is not None or self._asked or self._idle):
                    self._turn.wait()
                if self._closing:
                    return
                since, self._stirred = self._stirred, None
                question = self._asked.popleft() if since is None and self._asked else None
            try:
                if since is not None:
                    self._look_again(since)
                elif question:
                    self._answer(*question)
                else:
                    self._do_rest()
            except Exception:  # the next edit finds somebody who looks
                self._bug(format_exc())

    def _look_again(self, since: float) -> None:
        """Looks, and tells what differs in the modules that somebody sees."""
        look = self._live.look()
        if look is self._look:
            return
        first = self._look is None
        self._look, self._now, self._minutes = look, set(), {}
        self.version += 1
        changed = [] if first else self._changed(reversed(list(self._watched)))
        if not first:
            self._send(changed)
            took = (time.perf_counter() - since) * 1000
            self._log(f"{', '.join(changed) or 'no slide in view'} changed, {took:.0f} ms")
        if look.stale:
            self._tell("failed", {"version": self.version, "problems": [each.as_data() for each in look.problems]})
        self._idle.clear()
        self._told, self._overviews = {**self._told, **self._overviews}, {}
        self._idle.extend((delivery, "") for delivery in self._told)
        self._queue_rest()

    def _changed(self, keys: Iterable[Key]) -> list[str]:
        """The modules among `keys` whose view is another than before."""
        found = []
        for key in keys:
            before = self._views.get(key)
            try:
                after = self._view(key)
            except (Missing, CoursewareError):
                continue
            if before is not None and after.digest != before.digest:
                found.append(key[1])
        return list(dict.fromkeys(found))

    def _do_rest(self) -> None:
        """One piece of what nobody waits for."""
        key = self._idle.popleft()
        if not key[1]:
            before = self._told.pop(key[0], None)
            with suppress(Missing):
                self._overviewed(key[0])
            if before != self._overviews.get(key[0]):
                self._send([], course=True)
            return
        changed = self._changed([key])
        if changed:
            self._send(changed)

    def _queue_rest(self) -> None:
        """What else of the deliveries in view is to be drawn when there is time."""
        there = set(self._idle)
        for delivery in dict.fromkeys(delivery for delivery, _ in self._watched):
            try:
                modules = self._looked().course(delivery).modules
            except (Missing, CoursewareError):
                continue
            keys = ((delivery, module.name) for module in modules)
            self._idle.extend(key for key in keys if key not in self._now and key not in there)

    def _overviewed(self, delivery: str) -> Mapping[str, Any]:
        look = self._looked()
        name = delivery or look.first
        if name not in self._overviews:
            self._overviews[name] = overview(look, name)
        return {**self._overviews[name], "version": self.version}

    def _view(self, key: Key) -> View:
        """The view of a module in this look; `_views` has the last one of each."""
        if key in self._now:
            return self._views[key]
        delivery, name = key
        look = self._looked()
        module = module_of(look, delivery, name)
        seen = look.module(delivery, name)
        if delivery not in self._minutes:
            self._minutes[delivery] = _minutes(look.course(delivery))
        every = self._minutes[delivery]
        minutes = {slide.id: every[slide.id] for slide in module.slides() if slide.id in every}
        known = self._views.get(key)
        if known is None or not known.shows(module, seen, minutes):
            self._views[key] = view(module, delivery, seen, minutes, look.shelf, self._assets)
        self._now.add(key)
        return self._views[key]

    def _looked(self) -> Look:
        assert self._look is not None  # the first thing that the thread does
        return self._look

    def _send(self, modules: list[str], course: bool = False) -> None:
        self._tell("changed", {"version": self.version, "modules": modules, "course": course})

    def _answer(self, answer: Callable[[], Any], future: Future[Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(answer())
        except BaseException as error:
            future.set_exception(error)


def _minutes(course: Course) -> Mapping[str, float]:
    """The minutes of each slide, in whole ones where nobody said them."""
    from courseware.course.timing import turns

    return {id: max(1, round(turn.minutes)) if turn.estimated else turn.minutes for id, turn in turns(course).items()}
