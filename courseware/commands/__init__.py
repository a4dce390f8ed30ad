"""The commands, one file each. A command returns an `Answer`; only `cli.py` prints it and exits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from courseware.problems import Problem
from courseware.values import Value


class Part(Value):
    """Problems that belong together, under a heading of their own; a hint that all of them have is told once, at the end."""

    heading: str
    problems: tuple[Problem, ...]


class Answer(Value):
    """What a command has to say: `text` for standard output, `problems` and `parts` for standard error, `code` for the shell.

    `bugs` are tracebacks of ours, to be kept in a file and reported.
    """

    text: str = ""
    problems: tuple[Problem, ...] = ()
    code: int = 0
    bugs: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def as_json(value: Any) -> str:
    """Plain data as JSON for a program to read."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def styled(problem: Problem) -> str:
    """The problem as `str` has it, coloured for a terminal."""
    first, _, hint = str(problem).partition("\n")
    colour = "yellow" if problem.severity == "warning" else "red"
    return click.style(first, fg=colour) + (f"\n{hint}" if hint else "")


def table(rows: Sequence[tuple[str, ...]], indent: str = "") -> str:
    """Rows of words in columns as wide as their widest word, the last one free."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = (
        "  ".join([*(word.ljust(width) for word, width in zip(row, widths, strict=False)), row[-1]]) for row in rows
    )
    return "\n".join(indent + line.rstrip() for line in lines)


def count(number: int, one: str, many: str = "") -> str:
    """`1 slide`, `3 slides`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
