"""Builds a course in a process of its own, under an audit hook, and writes as JSON what files were opened.

`python -m tests.build.opened FOLDER WORD...`: `courseware -C FOLDER build WORD...` with one worker.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

OPENED: set[str] = set()


def listen(event: str, given: tuple[Any, ...]) -> None:
    """Remembers a file that is opened to be read."""
    if event == "open" and isinstance(given[0], (str, bytes)) and not (given[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        OPENED.add(os.path.realpath(os.fsdecode(given[0])))


def main() -> None:
    """Builds, and tells what was opened."""
    sys.addaudithook(listen)
    from tests.build.course import run

    folder, *words = sys.argv[1:]
    answer = run(Path(folder), "build", "-j", "1", "-q", *words)
    assert answer.return_value.code == 0, answer.return_value
    sys.stdout.write(json.dumps(sorted(OPENED)) + "\n")


if __name__ == "__main__":
    main()
