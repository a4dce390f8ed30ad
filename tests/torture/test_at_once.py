"""Builds at the same time in one folder: the tree is right, each ends well, and nothing is rendered twice."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.torture.commands import Nursery, Run, clean_tree, leftovers, tree
from tests.torture.course import FULL, only, some

TEXTS = only("brief.txt", "hand.txt", "overview.txt", "papers.txt", "deck.pptx")
ROUNDS = 10 if FULL else 1
TOGETHER: Mapping[str, Sequence[Sequence[str]]] = {
    "two of the same": (TEXTS, TEXTS),
    "three of the same": (TEXTS, TEXTS, TEXTS),
    "a brand each": (("--brand", "house", *TEXTS), ("--brand", "acorn", *TEXTS)),
    "a module each": (("1", *TEXTS), ("2", *TEXTS), ("3", *TEXTS)),
    "modules that overlap": (("1", "2", *TEXTS), ("2", "3", *TEXTS)),
    "a document each": (only("brief.txt"), only("hand.txt"), only("deck.pptx")),
    "a part and the whole": (("2", *TEXTS), TEXTS, ("--delivery", "spring", *only("*.txt"))),
}


@pytest.mark.parametrize("together", some(TOGETHER, 3))
def test_builds_at_once_render_nothing_twice(nursery: Nursery, course: Path, together: str) -> None:
    requests = TOGETHER[together]
    wanted: dict[str, str] = {}
    for request in requests:
        wanted |= clean_tree(nursery, course, *request)
    for turn in range(ROUNDS):
        out = f"build-{turn}"
        runs = [_start(nursery, course, out, *request) for request in requests]
        told = [_ended(run) for run in runs]
        made = [row["file"] for each in told for row in each["outputs"] if row["state"] == "made"]
        assert sorted(made) == sorted(f"{out}/{name}" for name in wanted)
        states = {row["state"] for each in told for row in each["outputs"]}
        assert states <= {"made", "up to date"}
        assert tree(course / out) == wanted
        assert leftovers(course / out) == []
        for request in requests:
            again = _ended(_start(nursery, course, out, *request))
            assert {row["state"] for row in again["outputs"]} == {"up to date"}


@pytest.mark.parametrize("moment", [number / 20 for number in range(20)] if FULL else [0.3])
def test_a_build_that_waits_goes_on_when_the_other_is_killed(nursery: Nursery, course: Path, moment: float) -> None:
    wanted = clean_tree(nursery, course, *TEXTS)
    first = _start(nursery, course, "build", *TEXTS)
    second = _start(nursery, course, "build", *TEXTS)
    time.sleep(moment)
    first.kill()
    assert first.wait() in (0, -9)
    _ended(second)
    assert first.strays() == second.strays() == ()
    assert tree(course / "build") == wanted
    assert leftovers(course / "build") == []


def test_a_clean_beside_a_build_leaves_nothing_half(nursery: Nursery, course: Path) -> None:
    wanted = clean_tree(nursery, course, *TEXTS)
    for turn in range(20 if FULL else 2):
        build = _start(nursery, course, "build", *TEXTS)
        time.sleep(0.05 * turn)
        clean = nursery.start(course, "clean")
        assert clean.wait() == 0, clean.text()
        _ended(build)
        found = tree(course / "build")
        assert found == {name: wanted[name] for name in found}
        _ended(_start(nursery, course, "build", *TEXTS))
        assert tree(course / "build") == wanted


def _start(nursery: Nursery, course: Path, out: str, *words: str) -> Run:
    return nursery.start(course, "build", "--json", "-o", out, "-j", "1", *words)


def _ended(run: Run) -> Any:
    """What a build told, which has to end well."""
    code, text = run.wait(), run.text()
    assert code == 0, text
    return json.loads(text[text.index("{") :])
