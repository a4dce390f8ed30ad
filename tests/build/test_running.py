"""A worker that dies or fails costs its own unit and no other."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

import courseware.build.making as making
from courseware.build.making import Target
from courseware.build.planned import PlannedDelivery, Unit
from courseware.build.request import Request
from courseware.build.running import run
from courseware.build.shelf import Shelf
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem

UNITS = ("a", "b", "c", "d", "e")


def outcomes(folder: Path, jobs: int) -> dict[str, Any]:
    """What comes of five units, by name."""
    delivery = PlannedDelivery("house", "house", (), ())
    request = Request(out=folder)
    targets = [Target(unit=Unit(delivery, name, name, (), name), request=request, known={}) for name in UNITS]
    return {target.unit.module: outcome for target, outcome in run(targets, Shelf(Files(folder)), jobs)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker's death is arranged before a fork")
def test_a_killed_worker_fails_its_own_unit_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(target: Target, shelf: Shelf) -> Any:
        if target.unit.module == "c":
            os.kill(os.getpid(), signal.SIGKILL)
        return (), ()

    monkeypatch.setattr(making, "make", make)
    found = outcomes(tmp_path, 2)
    assert set(found) == set(UNITS)
    assert {name for name, outcome in found.items() if outcome.problems} == {"c"}
    assert "ended from outside" in found["c"].problems[0].fact


@pytest.mark.parametrize("jobs", [1, 2])
def test_problems_and_bugs_stay_with_their_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    def make(target: Target, shelf: Shelf) -> Any:
        if target.unit.module == "b":
            raise CoursewareError(Problem(Place("x.md", 3), "a fact", "a hint"))
        if target.unit.module == "d":
            raise ZeroDivisionError("ours")
        return (), ()

    monkeypatch.setattr(making, "make", make)
    found = outcomes(tmp_path, jobs)
    assert [problem.fact for problem in found["b"].problems] == ["a fact"]
    assert "ZeroDivisionError: ours" in found["d"].bug
    assert not any(found[name].problems or found[name].bug for name in "ace")
