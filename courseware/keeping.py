"""The user's cache folder, and bytes kept there by what they were made from: what takes long to make is made once on a machine.

Whatever is wrong with a kept file, it is made anew; without a folder to write to nothing is kept.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

VARIABLE = "COURSEWARE_CACHE"
"""Names another folder; empty means that nothing is kept."""
MOST = 400
"""Files of one kind in the folder where nothing else is said; the oldest go."""
LEFT = 600.0
"""Seconds after which what is half written was left by a process that was killed: others write there at any time."""


def cache_folder() -> Path | None:
    """The folder for kept values on this system, None where the user wants none."""
    if VARIABLE in os.environ:
        return Path(os.environ[VARIABLE]) if os.environ[VARIABLE] else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")
    return Path(base) / "courseware" if os.path.isabs(base) else None


def kept(name: str) -> bytes | None:
    """The bytes kept as `name`, None where there are none."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        return (folder / name).read_bytes() or None
    except OSError:
        return None


def keep(name: str, data: bytes, most: int = MOST) -> None:
    """Keeps bytes as `name` (a digest with an ending that tells their kind), with the newest `most` of this kind, for the processes to come,
    where that is possible.
    """
    folder = cache_folder()
    if folder is None:
        return
    target = folder / name
    beside = folder / f".{name}.tmp-{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        os.replace(beside, target)
        _trim(folder, target.suffix, most)


def _trim(folder: Path, ending: str, most: int) -> None:
    there = list(folder.iterdir())
    paths = [path for path in there if path.suffix == ending and not path.name.startswith(".")]
    if len(paths) > most:
        for path in sorted(paths, key=lambda each: each.stat().st_mtime)[: len(paths) - most]:
            path.unlink(missing_ok=True)
    latest = time.time() - LEFT
    for path in there:
        if path.name.startswith(".") and ".tmp-" in path.name and path.stat().st_mtime < latest:
            path.unlink(missing_ok=True)
