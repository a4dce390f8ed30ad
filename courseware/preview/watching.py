"""Noticing edits: the project's folders, its brands' and the templates, and nothing else."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

STEP, LONGEST = 15, 60
"""Milliseconds of quiet after which an edit counts as over, and after which it counts anyway."""
BEGUN = 500
"""Milliseconds without an edit after which it is looked whether to go on."""
POLLED = 150
"""Milliseconds between two looks where the system does not tell of edits."""
PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv"})
SCRATCH = re.compile(r"~$|\.(?:sw[a-z]|tmp|part|crdownload)$|^4913$|^\.|^#.*#$")
"""Names of what editors and browsers put down for a moment."""


class Watcher:
    """Calls `stirred` after each edit in the folders of a project, from a thread of its own; `unsure`, where it is given, in its stead when
    there may have been one that nobody was told of: as the watch begins.
    """

    def __init__(
        self,
        project: Path,
        roots: Iterable[Path],
        out: Path,
        stirred: Callable[[], None],
        unsure: Callable[[], None] | None = None,
    ) -> None:
        self._project, self._out = project.resolve(), out.resolve()
        self._roots = tuple(root.resolve() for root in roots)
        self._stirred, self._unsure = stirred, unsure or stirred
        self._polling = False
        self._end = threading.Event()
        self._moved = threading.Event()  # the folders are others than those that are watched
        self._threads = (
            threading.Thread(target=self._flat, name="watch-folders", daemon=True),
            threading.Thread(target=self._deep, name="watch-files", daemon=True),
        )

    def start(self) -> None:
        """Begins to watch."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Ends both threads."""
        self._end.set()
        self._moved.set()
        for thread in self._threads:
            thread.join(timeout=2)

    def _flat(self) -> None:
        """What stands directly in the project, and whether folders come or go: a folder that was renamed away and back is another one."""
        above = dict.fromkeys((self._project, *(root.parent for root in self._roots)))
        names = {str(root) for root in self._roots}
        while not self._end.is_set():
            for paths in self._changes(above, self._end, recursive=False):
                mine = [path for path in paths if Path(path).parent == self._project or path in names]
                if any(os.path.isdir(path) or not os.path.exists(path) for path in mine):
                    self._moved.set()
                if mine:
                    self._stirred()
                elif not paths:
                    self._unsure()

    def _deep(self) -> None:
        """What stands in the folders, at any depth."""
        while not self._end.is_set():
            self._moved.clear()
            for paths in self._changes(self._folders(), self._moved, recursive=True):
                (self._stirred if paths else self._unsure)()
            if not self._end.is_set():
                self._unsure()  # what happened between two watches counts too

    def _folders(self) -> list[Path]:
        with suppress(OSError):
            inside = [each for each in sorted(self._project.iterdir()) if self._counts(each) and each.is_dir()]
            return [*inside, *(root for root in self._roots if root.is_dir())]
        return []

    def _counts(self, path: Path) -> bool:
        """Whether a folder of the project may hold something of the course: not what is built, not somebody's programs."""
        name = path.name
        if name.startswith(".") or name in PASSED_OVER or path == self._out:
            return False
        return not (path / "pyvenv.cfg").exists()

    def _changes(self, folders: Iterable[Path], end: threading.Event, recursive: bool) -> Iterator[list[str]]:
        """The paths of each edit, until `end` is set or the folders can't be watched any more. First, when the system has begun to tell of
        edits, none: what was edited before that nobody was told of.
        """
        import watchfiles

        there = [folder for folder in folders if folder.is_dir()]
        if not there:
            end.wait(1.0)
            return
        changes = watchfiles.watch(
            *there,
            watch_filter=None,
            debounce=LONGEST,
            step=STEP,
            stop_event=end,
            rust_timeout=BEGUN,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=recursive,
            ignore_permission_denied=True,
            force_polling=self._polling or None,
            poll_delay_ms=POLLED,
        )
        begun = False
        try:
            for found in changes:
                paths = [path for _, path in found if self._matters(path)]
                if paths or not begun:
                    begun = True
                    yield paths
        except FileNotFoundError:  # a folder went as the watch began
            end.wait(0.2)
        except (
            OSError,
            RuntimeError,
        ):  # the system gives no more watches: its folders are asked again and again instead
            self._polling = True
            end.wait(0.2)

    def _matters(self, path: str) -> bool:
        if path.startswith(f"{self._out}{os.sep}") or path == str(self._out):
            return False
        return not SCRATCH.search(os.path.basename(path))
