"""Modules that are imported into a course that exists: their numbers go on, and course.yml lists them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from courseware.problems import CoursewareError, Place, Problem
from courseware.yamlfile import load

COURSE = "syllabus/course.yml"


def names_of(folder: Path) -> tuple[str, ...] | None:
    """The names of the modules in a course's folder, None where there is no course."""
    if not (folder / COURSE).is_file():
        return None
    found = {path.stem for path in (folder / "syllabus").glob("*.md")}
    listed = load((folder / COURSE).read_text(encoding="utf-8"), COURSE).value
    named = listed.get("modules") if isinstance(listed, dict) else None
    return tuple(sorted(found | {str(name).removesuffix(".md") for name in named or ()}))


def next_number(names: Sequence[str]) -> int:
    """The number after the highest that a module's name begins with."""
    return 1 + max((int(found[0]) for name in names if (found := re.match(r"\d+", name))), default=0)


def listed(folder: Path, modules: Sequence[str]) -> str:
    """course.yml with `modules` at the end of its list; unchanged where it lists none, because then every file is a module."""
    text = (folder / COURSE).read_text(encoding="utf-8")
    value = load(text, COURSE).value
    if not isinstance(value, dict) or "modules" not in value:
        return text
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if re.match(r"modules\s*:", line))
    inline = re.match(r"(modules\s*:\s*\[)(.*)(\].*)$", lines[at])
    if inline:
        lines[at] = inline[1] + ", ".join(filter(None, [inline[2].strip().rstrip(","), *modules])) + inline[3]
        return "\n".join(lines) + "\n"
    last, indent = at, "  "
    for n in range(at + 1, len(lines)):
        item = re.match(r"(\s*)- ", lines[n])
        if item:
            last, indent = n, item[1]
        elif lines[n].strip() and not lines[n].lstrip().startswith("#") and not lines[n].startswith(" "):
            break
    if lines[at].rstrip().endswith("["):
        hint = "write modules as a list with a dash before each, then import again"
        raise CoursewareError(Problem(Place(COURSE, at + 1), "the list of modules can't be added to", hint))
    lines[last + 1 : last + 1] = [f"{indent}- {name}" for name in modules]
    return "\n".join(lines) + "\n"
