"""Icons: each of the set can be drawn, each is found by its name or by a word, and a name that nobody knows is told with the nearest."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from courseware.files import Files, packaged_templates
from courseware.icons import GRID, find_icons, icon_of, no_such_icon, placed
from courseware.icons.paths import steps_of
from courseware.problems import Place

FILES = Files(Path())
NAMES = [name for name, _ in find_icons((), FILES)]


def test_the_set_comes_with_its_licence_and_is_light() -> None:
    folder = packaged_templates() / "icons"
    assert "ISC License" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert (folder / "lucide.tsv").stat().st_size < 600_000
    assert len(NAMES) > 1500


@pytest.mark.parametrize("name", NAMES[::37])
def test_an_icon_stays_on_its_grid(name: str) -> None:
    icon = icon_of(name, FILES)
    assert icon is not None
    assert {step for step, _ in icon.steps} <= {"M", "L", "C", "Z"}
    assert all(0 <= value <= GRID for _, values in icon.steps for value in values)


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("M2 3l4 0v5H1z", "M2,3 L6,3 L6,8 L1,8 Z"),
        ("m2 3 1 1 1-1", "M2,3 L3,4 L4,3"),
        ("M0 0c1 0 2 1 2 2s1 2 2 2", "M0,0 C1,0,2,1,2,2 C2,3,3,4,4,4"),
        ("M0 0q3 0 3 3", "M0,0 C2,0,3,1,3,3"),
        ("M4 0a4 4 0 0 1 4 4", "M4,0 C6.21,0,8,1.79,8,4"),
        ("M4 0a4 4 0 014 4", "M4,0 C6.21,0,8,1.79,8,4"),
    ],
)
def test_the_notation_of_paths_becomes_absolute_steps(path: str, steps: str) -> None:
    found = [name + ",".join(f"{round(value, 2):g}" for value in values) for name, values in steps_of(path)]
    assert " ".join(found) == steps


def test_a_path_moves_and_grows_with_its_place() -> None:
    assert placed((("M", (0.0, 12.0)), ("L", (24.0, 24.0))), 100, 50, 48) == (("M", (100, 74)), ("L", (148, 98)))


def test_icons_are_found_by_a_word() -> None:
    assert "triangle-alert" in dict(find_icons(["warning"], FILES))
    assert dict(find_icons(["clock", "alarm"], FILES)).keys() <= dict(find_icons(["clock"], FILES)).keys()


@pytest.mark.parametrize(
    ("name", "near"), [("lightblub", "lightbulb"), ("warning", "triangle-alert"), ("Clock", "clock")]
)
def test_an_unknown_name_is_told_with_the_nearest(name: str, near: str) -> None:
    problem = no_such_icon(name, FILES, Place("m.md", 4))
    assert str(problem).startswith(f"m.md:4: there is no icon '{name}'")
    assert near in problem.hint


def test_every_kind_that_has_an_icon_has_one_of_the_set() -> None:
    kinds = yaml.safe_load((packaged_templates() / "icons/kinds.yml").read_text(encoding="utf-8"))
    assert {kind: name for kind, name in kinds.items() if name not in NAMES} == {}
