"""The outputs as rules for make: each with the files that it was made from, and how to make it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence

from courseware.build.overview import Seen
from courseware.build.request import Request
from courseware.commands.naming import build_words
from courseware.commands.project import near
from courseware.files import ABSENT, PRIVATE, Files
from courseware.problems import CoursewareError, Place, Problem, warning

HEAD = "# Made by courseware list --files --make, anew with each make: an edit in here is lost.\n"
UNFIT = frozenset(":;|=&\\\n\r\t\0\"'`<>")
"""Characters that no name may hold in a rule of make, whatever stands before them."""
SIGNS = {"$": "$$", "#": "\\#", " ": "\\ ", "*": "\\*", "?": "\\?", "[": "\\["}


def rules(
    found: Iterable[tuple[Request, Mapping[str, str], Sequence[Seen]]], files: Files
) -> tuple[str, list[Problem]]:
    """The rules for outputs as (request, what its plan was read from, outputs), and a warning for each that make can't hold.

    A stale output also hangs on `FORCE`, so that make does what courseware would even where no time tells: a file that is gone, one
    that is new but old by its time, another version. Besides, the times hold: what was touched runs a build that finds nothing to do, and
    the output's time is set. A folder is a goal too, of all that a build without more words makes there.
    """
    lines: list[str] = []
    folders: dict[str, list[str]] = {}
    told: list[Problem] = []
    sources: dict[str, None] = {}
    for request, reads, seen in found:
        of_plan = _paths(reads, files)
        for each in seen:
            path = (request.out / each.name).as_posix()
            goal = _escaped(path, "\\%")
            if goal is None:
                hint = "give it a plainer name, or make it with courseware build"
                told.append(warning(Place(path), "make has no word for a file with such a name", hint))
                continue
            record = each.status.record
            needed = sorted({*_paths(record.reads, files), *_texts(each, files)}) if record else of_plan
            sources |= dict.fromkeys(needed)
            lines += _rule(goal, path, needed, each, build_words(request, each, files))
            needed_there = _escaped(path)
            if needed_there is not None and _is_usual(each):
                for folder in _folders(path, request.out.as_posix()):
                    folders.setdefault(folder, []).append(needed_there)
    lines += [f"{source}:" for source in sources]  # one that is gone is no error, but a reason
    lines += [f".PHONY: {name} {name}/\n{name} {name}/: {' '.join(goals)}" for name, goals in folders.items()]
    return HEAD + "\n".join(lines) + "\n", told


def _rule(goal: str, path: str, needed: Sequence[str], seen: Seen, words: Sequence[str]) -> list[str]:
    command = " ".join(shlex.quote(word).replace("$", "$$") for word in words)
    why = " ".join(seen.why.split())
    touch = shlex.quote(path).replace("$", "$$")
    return [
        f"# {why}",
        f"{goal}: {' '.join([*needed, *(['FORCE'] if seen.is_stale else [])])}",
        f"\t$(COURSEWARE) build --quiet -j 1 {command}",
        f"\t@touch -c {touch}",
    ]


def _is_usual(seen: Seen) -> bool:
    """Whether a build of the delivery makes it where no document is named."""
    asked = seen.unit.delivery.asked
    return seen.document.called in asked if asked else not seen.document.request


def _folders(path: str, out: str) -> list[str]:
    """The folders of the output folder that an output is in, as goals."""
    found = []
    folder = path.rpartition("/")[0]
    while len(folder) > len(out):
        goal = _escaped(folder)
        if goal is not None:
            found.append(goal)
        folder = folder.rpartition("/")[0]
    return found


def _paths(reads: Mapping[str, str], files: Files) -> list[str]:
    """What was read, as make names it: files that there were, from where make runs."""
    found = set()
    for name, digest in reads.items():
        plain = name.removeprefix(PRIVATE)
        if digest == ABSENT or not plain or plain.endswith("/") or ":" in plain:
            continue
        try:
            path = files.path(plain)
        except CoursewareError:  # leads elsewhere now: the build says so
            continue
        escaped = _escaped(near(path).as_posix())
        if escaped is not None and path.is_file():
            found.add(escaped)
    return sorted(found)


def _texts(seen: Seen, files: Files) -> list[str]:
    """The course's facts, and the module's own text: a record tells by a digest what was seen of them."""
    names = ("syllabus/course.yml", *([f"syllabus/{seen.unit.module}.md"] if seen.unit.module else []))
    return _paths(dict.fromkeys(names, ""), files)


def _escaped(path: str, percent: str = "") -> str | None:
    """A path as make reads it, None where it can't. A percent sign is written in one way left of the colon and has none right of it."""
    if UNFIT & set(path) or path.endswith(")") or ("%" in path and not percent):
        return None
    return "".join(percent if sign == "%" else SIGNS.get(sign, sign) for sign in path)
