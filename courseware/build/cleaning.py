"""Removing what builds made, and nothing else."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from courseware.build.atomic import remove, sweep
from courseware.build.fence import is_within
from courseware.build.locking import locked
from courseware.build.publishing import drop_empty, is_ours, standing
from courseware.build.state import State


def clean(out: Path, waiting: Callable[[int], None]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Removes from `out` every output that stands as a build left it, the records, and the folders that get empty.

    Gives the files removed and those that stay because somebody edited them. `waiting` is as in `locked`.
    """
    state = State(out)
    if not state.folder.is_dir():
        return (), ()
    removed: list[Path] = []
    edited: list[Path] = []
    with locked(state.folder, waiting):
        for name in state.names():
            record = state.record(name)
            path = out / name
            beside = path.with_name(record.beside[0]) if record and record.beside else None
            for each in filter(None, (path, beside)) if is_within(out, path) else ():
                data = standing(each)
                if data is not None:
                    (removed if is_ours(data, record) else edited).append(each)
            if is_within(out, path):
                sweep((), [path.parent])
        for path in removed:
            remove(path)
        shutil.rmtree(state.folder, ignore_errors=True)  # whoever waits for the lock sees that it is another one then
    if sys.platform == "win32":  # there the lock's file stays as long as it is open
        shutil.rmtree(state.folder, ignore_errors=True)
    for folder in sorted({path.parent for path in removed}, reverse=True):
        drop_empty(folder, out)
    with suppress(OSError):  # not empty: somebody keeps files there
        out.rmdir()
    return tuple(removed), tuple(edited)
