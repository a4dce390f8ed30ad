"""A hostile case is a text file: what it is, how it is built, what must come of it, and its files.

    A loop that never ends.
    build: --only notes.txt
    says: templates/course/notes.txt.j2:2: the template wants more than it may have
    --- templates/course/notes.txt.j2
    ...

`build:` are the arguments of `courseware build`. `says:` is a part of what is printed, and the exit status is 1; without it the status is 0
(or what `exit:` says), and what is built holds none of the words after `lacks:`. A file whose content can't be read by people is made:
`--- syllabus/p.png = png(60000, 60000)` calls a function of made.py; `--- link.txt -> ../secret.txt` is a symbolic link.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.hostile import made

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One hostile case, read."""

    name: str
    about: str
    build: Sequence[str]
    exit: int
    says: Sequence[str]
    lacks: Sequence[str]
    full: bool
    files: Mapping[str, Callable[[], bytes]] = field(repr=False)
    links: Mapping[str, str] = field(repr=False)


def read(path: Path) -> Case:
    """The case in the file `path`."""
    head, *parts = path.read_text(encoding="utf-8").split("\n--- ")
    about, *lines = head.splitlines()
    said: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line.partition(": ")
        said.setdefault(key, []).append(value)
    files: dict[str, Callable[[], bytes]] = {}
    links: dict[str, str] = {}
    for part in parts:
        title, _, text = part.partition("\n")
        if " -> " in title:
            name, _, target = title.partition(" -> ")
            links[name] = target
        elif " = " in title:
            name, _, call = title.partition(" = ")
            files[name] = partial(_made, call)
        else:
            files[title] = partial(str.encode, text + "\n")
    return Case(
        name=path.relative_to(FOLDER).with_suffix("").as_posix(),
        about=about,
        build=shlex.split(" ".join(said.get("build", ["--only deck.pptx"]))),
        exit=int(said.get("exit", ["1" if "says" in said else "0"])[0]),
        says=said.get("says", []),
        lacks=said.get("lacks", []),
        full="full" in said,
        files=files,
        links=links,
    )


def _made(call: str) -> bytes:
    """What a function of made.py makes: `png(60000, 60000)`."""
    found: Any = eval(call, {"__builtins__": {}, "range": range}, vars(made))  # our own files, read by nobody else
    return found if isinstance(found, bytes) else str(found).encode()


def every() -> list[Case]:
    """All cases, by name."""
    return [read(path) for path in sorted(FOLDER.rglob("*.txt"))]
