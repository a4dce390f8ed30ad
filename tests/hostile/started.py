"""A process with everything heavy loaded that forks itself for each build: a hostile case costs its build and no more.

Reads one JSON line a build (`argv`, `folder`, `out`, `seconds`, `megabytes`) and answers with one: `status`, `seconds` of CPU, `ended` (whether it
ended by itself). What the build prints is in the file `out`.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def _load() -> None:
    """Builds a small course once, in this process: what a first build loads and keeps is here from then on."""
    from tests.hostile.test_hostile import BASE

    with tempfile.TemporaryDirectory(prefix="courseware-") as folder:
        for name, text in BASE.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        here = os.getcwd()
        os.chdir(folder)
        from courseware.cli import main as courseware

        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for argv in (["--only", "deck.pptx", "--only", "outline.pdf"], ["--only", "handout.html"]):
                with contextlib.suppress(SystemExit):
                    courseware(["build", "-j1", *argv])
        os.chdir(here)
    import jsonschema_rs
    import python_calamine
    import resvg_py
    import yamlcore
    from PIL import Image

    Image.init()
    assert all((jsonschema_rs, python_calamine, resvg_py, yamlcore))


def _build(about: dict[str, Any]) -> None:
    from courseware.cli import main

    out = os.open(about["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.chdir(about["folder"])
    most = about["megabytes"] << 20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    status = 70
    try:
        main(about["argv"])
        status = 0
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 70
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    _load()
    for line in sys.stdin:
        about = json.loads(line)
        before, ends = _spent(), time.monotonic() + about["seconds"]
        child = os.fork()
        if not child:
            os.setsid()
            _build(about)
        done, status = 0, 0
        while not done and time.monotonic() < ends:
            done, status = os.waitpid(child, os.WNOHANG)
            if not done:
                time.sleep(0.01)
        if not done:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        answer = {"status": os.waitstatus_to_exitcode(status), "seconds": _spent() - before, "ended": bool(done)}
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
