"""Cases in a text file, input beside expectation: `== what is expected, as a sentence`, the input, `--`, the outcome."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet


class Case(NamedTuple):
    """One case: what goes in, what must come out, both without the blank lines around them."""

    given: str
    expected: str


def cases(*files: Path) -> list[ParameterSet]:
    """The cases of some files, each named by its first line."""
    found = []
    for file in files:
        for text in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = text.partition("\n")
            given, mark, expected = rest.partition("\n--\n")
            assert mark, f"{file.name}: the case {name!r} has no line --"
            found.append(pytest.param(Case(given.strip("\n"), expected.strip("\n")), id=name))
    return found
