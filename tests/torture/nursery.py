"""A process that has loaded everything and forks a child for each command: as new as a command typed in a shell, without what starting costs.

Started by `commands.Nursery`, it reads a line of JSON for each thing to do and answers with one. `{"run": [...]}` starts `courseware` with
these words in `folder` (see `_child` for the other keys) and answers with the child's number; `{"wait": PID}` answers with its exit status,
negative for a signal. A child leads a session of its own, so that whatever it leaves behind can be found.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import resource
import select
import signal
import sys
from typing import Any

import courseware

APART = ("branding", "checking", "importing", "preview")
"""Rooms that no build enters."""
PATIENCE = 60.0  # seconds after which a command that has not ended never will
WRITES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree")
"""Audit events by which a folder changes, beside `open` for writing."""


def load() -> None:
    """Loads all that a build may need, and leaves no value that one would have to work out."""
    for module in pkgutil.walk_packages(courseware.__path__, "courseware."):
        if not module.name.startswith(tuple(f"courseware.{name}" for name in APART)):
            importlib.import_module(module.name)
    for name in ("weasyprint", "pikepdf", "uharfbuzz", "multiprocessing.pool", "concurrent.futures.process"):
        importlib.import_module(name)
    gc.freeze()


def serve() -> None:
    """Answers until nobody asks any more; returns in a child, which then ends as every program does."""
    load()
    answer = os.fdopen(os.dup(1), "w")
    print("ready", file=answer, flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            print(json.dumps({"code": _end_of(asked["wait"])}), file=answer, flush=True)
            continue
        child = os.fork()
        if not child:
            answer.close()
            _child(asked)
            return
        print(json.dumps({"child": child}), file=answer, flush=True)


def _end_of(child: int) -> int | None:
    """The exit status of a child, None for one that had to be killed because it went on for ever."""
    handle = os.pidfd_open(child)
    try:
        ended = select.select([handle], [], [], PATIENCE)[0]
    finally:
        os.close(handle)
    if not ended:
        os.killpg(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status) if ended else None


def _child(asked: dict[str, Any]) -> None:
    """Runs one command. `folder` is where it stands, `told` the file for what it prints, `environment` what is set for it.

    `largest` limits the size of any file it writes, `mask` is its umask; `bound` has permissions bind it, which root passes over. `kill` names the
    process that is killed (`parent` or `worker`) and before which of its changes of a folder; `log` is a file for the paths that it opens for
    writing, a line each.
    """
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    told = os.open(asked["told"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    os.dup2(told, 1)
    os.dup2(told, 2)
    os.chdir(asked["folder"])
    os.environ.update(asked.get("environment", {}))
    if "largest" in asked:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest"], asked["largest"]))
    if "mask" in asked:
        os.umask(asked["mask"])
    if "bound" in asked:
        _drop_privileges()
    if "log" in asked:
        _log_writing(asked["log"])
    if "kill" in asked:
        _kill_before(*asked["kill"])
    from courseware.cli import main

    main(asked["run"])


def _drop_privileges() -> None:
    """Gives up what root may do beyond what permissions say (capset(2))."""
    import ctypes

    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    if ctypes.CDLL(None, use_errno=True).capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capset")


def _opens_for_writing(event: str, about: tuple[Any, ...]) -> bool:
    return event == "open" and isinstance(about[2], int) and bool(about[2] & (os.O_WRONLY | os.O_RDWR))


def _log_writing(log: str) -> None:
    """Notes each file that this process and its workers open for writing."""
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    def hook(event: str, about: tuple[Any, ...]) -> None:
        if _opens_for_writing(event, about) and isinstance(about[0], str):
            os.write(target, f"{about[0]}\n".encode())

    sys.addaudithook(hook)


def _kill_before(who: str, number: int) -> None:
    """Kills this process, or the first of its workers that comes so far, before its change `number` of a folder."""
    own, left = os.getpid(), number

    def hook(event: str, about: tuple[Any, ...]) -> None:
        nonlocal left
        if (event in WRITES or _opens_for_writing(event, about)) and (os.getpid() == own) == (who == "parent"):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    serve()
