"""Adding a module to the text of `course.yml`, all else left as the author wrote it."""

from __future__ import annotations

from courseware.problems import CoursewareError, Place, Problem
from courseware.yamlfile import load


def with_module(text: str, file: str, name: str) -> str:
    """`text` with `name` as the last of its `modules`; `CoursewareError` where they are written in a way that hides
    their end.
    """
    loaded = load(text, file)
    modules = loaded.value.get("modules") if isinstance(loaded.value, dict) else None
    lines = text.split("\n")
    if modules is None:
        if isinstance(loaded.value, dict) and "modules" in loaded.value:
            lines[loaded.place("modules").line - 1] = f"modules: [{name}]"
            return "\n".join(lines)
        return f"{text.rstrip()}\nmodules:\n  - {name}\n"
    if isinstance(modules, list) and not modules:
        return (
            text.replace("[]", f"[{name}]", 1)
            if text.count("[]") == 1
            else _unclear(file, loaded.place("modules").line, name)
        )
    last = loaded.place("modules", len(modules) - 1)
    line = lines[last.line - 1]
    before, rest = line[: last.column - 1], line[last.column - 1 :]
    word = str(modules[-1])
    if before.strip() == "-":
        lines.insert(last.line, f"{before}{name}")
    elif rest.startswith(word):
        lines[last.line - 1] = f"{before}{word}, {name}{rest[len(word) :]}"
    else:
        return _unclear(file, last.line, name)
    return "\n".join(lines)


def _unclear(file: str, line: int, name: str) -> str:
    raise CoursewareError(
        Problem(Place(file, line), "the end of the list of modules can't be told", f"add {name} to it by hand")
    )
