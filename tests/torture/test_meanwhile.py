"""Sources that change while a build runs: whatever that build makes of them, the next one makes right."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.torture import edits
from tests.torture.commands import Nursery, clean_tree, leftovers, tree
from tests.torture.course import EVERY, FULL, TEXTS, only, some

EDITS: tuple[edits.Edit, ...] = (
    edits.append_a_slide,
    edits.change_a_macro,
    edits.change_a_module_title,
    edits.change_a_template,
    edits.change_the_brand,
    edits.change_the_courses_title,
    edits.change_the_data,
    edits.change_the_include,
    edits.change_the_picture,
    edits.change_the_roster,
    edits.link_the_include_elsewhere,
    edits.override_in_the_brand,
    edits.override_in_the_project,
    edits.add_a_brand_or_take_it_away,
)
WORDS = ("--delivery", "spring", *only(*(EVERY if FULL else TEXTS)))
ROUNDS = 60 if FULL else 2


@pytest.mark.parametrize("jobs", some(["2", "1"], 2))
def test_what_is_edited_while_a_build_runs_is_noticed_by_the_next(nursery: Nursery, course: Path, jobs: str) -> None:
    chance, words = random.Random(jobs), ("-j", jobs, *WORDS)
    nursery.rows(course, *words)
    for turn in range(ROUNDS):
        chance.choice(EDITS)(course, chance.randrange(1000))
        run, done = nursery.start(course, "build", *words), []
        for _ in range(chance.randrange(1, 5)):
            time.sleep(chance.random() * 0.2)
            edit, number = chance.choice(EDITS), chance.randrange(1000)
            edit(course, number)
            done.append(f"{edit.__name__} {number}")
        code, told = run.wait(), run.text()
        assert code in (0, 1), told
        assert "a bug in courseware" not in told, told
        code, told = nursery.run(course, "build", *words)
        if code:  # a brand whose name stands in the course
            edits.add_a_brand_or_take_it_away(course, turn)
            code, told = nursery.run(course, "build", *words)
        assert code == 0, f"{done}: {told}"
        wanted = clean_tree(nursery, course, *words)
        found = tree(course / "build")
        assert {name: found.get(name) for name in wanted} == wanted, done
        assert leftovers(course / "build") == []
