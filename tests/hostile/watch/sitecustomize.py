"""Every process of a watched build writes down what it opens, changes, connects to and starts: one line of JSON each.

Python loads this by its name where PYTHONPATH leads here, so workers that are started anew are watched as those that are forked.
"""

import json
import os
import sys
from typing import Any

STARTED = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.spawn", "os.startfile", "pty.spawn")
CONNECTED = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "urllib.Request",
    "http.client.connect",
    "ftplib.connect",
    "smtplib.connect",
)
CHANGED = ("os.mkdir", "os.chmod", "os.chown", "os.truncate", "os.utime")
MOVED = ("os.rename", "os.link", "os.symlink")
LISTED = ("os.listdir", "os.scandir")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _line(kind: str, *what: object) -> None:
    shown = [each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in what]
    os.write(_log, (json.dumps([kind, *shown]) + "\n").encode())


def _below(path: Any, folder: Any) -> Any:
    """A path that is told relative to an open folder, as it is from the root."""
    return os.path.join(os.readlink(f"/proc/self/fd/{folder}"), os.fsdecode(path)) if folder not in (-1, None) else path


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        if isinstance(args[0], (str, bytes, os.PathLike)):
            writes = (args[2] or 0) & WRITES or any(sign in (args[1] or "") for sign in "wax+")
            _line("write" if writes else "read", os.fspath(args[0]))
    elif event in STARTED:
        _line("start", event, args)
    elif event == "urllib.Request" and str(args[0]).startswith("data:"):
        pass  # how WeasyPrint takes apart what stands in the address itself
    elif event in CONNECTED:
        _line("connect", event, args)
    elif event in ("os.remove", "os.rmdir"):
        _line("write", _below(*args[:2]))
    elif event in CHANGED:
        _line("write", os.readlink(f"/proc/self/fd/{args[0]}") if isinstance(args[0], int) else args[0])
    elif event in MOVED:
        _line("write", args[0])
        _line("write", args[1])
    elif event in LISTED and isinstance(args[0], (str, bytes, os.PathLike)):
        _line("read", os.fspath(args[0]))


if "COURSEWARE_WATCHED" in os.environ:
    _log = os.open(os.environ["COURSEWARE_WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.addaudithook(_watch)
