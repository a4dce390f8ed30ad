"""After any number of edits of any kind the tree is that of a clean build, with the same problems told."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from courseware.files import digest
from tests.torture.commands import Nursery, tree
from tests.torture.course import FULL, TEXTS, only, write_course
from tests.torture.edits import EDITS

COURSES, STEPS = (10, 50) if FULL else (1, 12)
USUAL = only(*TEXTS)
REQUESTS = {
    "house": USUAL,
    "acorn": ("--brand", "acorn", *USUAL),
    "spring": ("--delivery", "spring", *USUAL),
    "both": ("--brand", "house", "--brand", "acorn", *USUAL),
    "a module": ("2", *USUAL),
    "an option": ("--set", "brief.txt:lines=5", *USUAL),
    "a document": only("brief.txt"),
    "a draft": ("--draft", *USUAL),
    "keep going": ("--keep-going", *USUAL),
    "all kinds": ("--brand", "acorn", *only("deck.pptx", "sheet.pdf", "papers.txt")),
}
FAILS = (0, 1, 2)
"""Exit statuses that a course with errors may have; a bug has another."""


class Course(RuleBasedStateMachine):
    """A course in somebody's hands. After each step what was asked for is compared with a clean build of the same."""

    nursery: ClassVar[Nursery]
    all_steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.nursery.folder))
        self.course = write_course(self.folder / "course")
        self.out = self.course / "build"
        self.request, self.steps = "house", 0
        self.edited: dict[str, str] = {}  # digests of outputs that somebody changed
        self.past: dict[Path, bytes] = {}
        self.failed = False
        self._compare("the first build")

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(number=st.integers(0, 2**32))
    def step(self, number: int) -> None:
        """Somebody does something. Which it is depends on the step too: Hypothesis begins with the same number again and again."""
        chance = random.Random(f"{number} {self.steps}")
        act = Course.mend if self.failed and chance.random() < 0.4 else chance.choices(ACTS, WEIGHTS)[0]
        self._compare(f"{act.__name__}: {act(self, chance)}")

    def edit(self, chance: random.Random) -> str:
        """Somebody works on the course, and builds after each edit or after a few."""
        self.past = {path: path.read_bytes() for path in self._sources()}
        done = []
        for _ in range(chance.choice((1, 1, 1, 3))):
            edit, number = chance.choice(EDITS), chance.randrange(1000)
            edit(self.course, number)
            done.append(f"{edit.__name__} {number}")
        return ", ".join(done)

    def revert(self, chance: random.Random) -> str:
        """Somebody takes the last edit back."""
        for path, data in self.past.items():
            if not path.is_dir() and path.parent.is_dir() and not (path.exists() and path.read_bytes() == data):
                path.write_bytes(data)
        return ""

    def mend(self, chance: random.Random) -> str:
        """Somebody gives up, and takes everything back to how it began."""
        shutil.rmtree(self.course / "syllabus")
        shutil.rmtree(self.course / "templates")
        write_course(self.course)
        return ""

    def ask(self, chance: random.Random) -> str:
        """Somebody wants something else."""
        self.request = chance.choice([*REQUESTS])
        return self.request

    def edit_an_output(self, chance: random.Random) -> str:
        """Somebody works on a finished file."""
        names = [name for name in self._outputs() if name.endswith(".txt") and name not in self.edited]
        if not names:
            return ""
        name = chance.choice(names)
        path = self.out / name
        path.write_text(path.read_text() + "My own words.\n")
        self.edited[name] = digest(path.read_bytes())
        return name

    def delete_an_output(self, chance: random.Random) -> str:
        """Somebody cleans up by hand."""
        names = list(self._outputs())
        if not names:
            return ""
        path = self.out / chance.choice(names)
        shutil.rmtree(path.parent) if chance.random() < 0.3 else path.unlink()
        self.edited = {name: kept for name, kept in self.edited.items() if (self.out / name).exists()}
        return str(path)

    def _sources(self) -> Iterator[Path]:
        for path in sorted(self.course.rglob("*")):
            if path.is_file() and path.relative_to(self.course).parts[0] != "build":
                yield path

    def _outputs(self) -> Iterator[str]:
        return (name for name in tree(self.out) if ".new" not in name)

    def _compare(self, what: str) -> None:
        """Builds, and compares with what a new machine would give: files, rows, problems, and the exit status."""
        self.steps += 1
        Course.all_steps += 1
        words = REQUESTS[self.request]
        before = tree(self.out)
        wanted_code, wanted_told, wanted = _clean(self.nursery, self.course, *words)
        jobs = str(1 + self.steps % 2)
        code, told = _build(self.nursery, self.course, "-j", jobs, *words)
        found = tree(self.out)
        self.failed = bool(wanted_code)
        about = f"after {what}, asked for {self.request}: {told}"
        for name, kept in self.edited.items():
            assert found[name] == kept, f"{name} was overwritten {about}"
        rows = {row["file"]: row["state"] for row in told.get("outputs", ())}
        beside = {name for name, state in rows.items() if state == "beside"}
        assert beside <= {f"build/{name}" for name in self.edited}, about
        assert code == (1 if beside and not wanted_code else wanted_code), about
        assert told.get("problems") == wanted_told.get("problems"), f"{about}\nclean: {wanted_told}"
        assert told.get("warnings") == wanted_told.get("warnings"), f"{about}\nclean: {wanted_told}"
        assert [row["file"] for row in wanted_told.get("outputs", ())] == [*rows], about
        for name, state in rows.items():
            short = name.removeprefix("build/")
            others = any(each.endswith(".pdf") and each not in wanted for each in found)
            if short in self.edited or (short.endswith("papers.txt") and (wanted_code or others)):
                continue  # papers names the pages of what stands there: of last good versions, and of what was asked for before
            if short in wanted:
                assert found.get(short) == wanted[short], f"{short} {about}"
            else:
                assert state == "failed", about
                assert found.get(short) == before.get(short), f"{short} {about}"
        if told.get("outputs") and self.request in ("house", "acorn", "spring") and code == 0:
            folder = f"{self.request}/"
            of_ours = {name for name in found if name.startswith(folder) and not name.endswith((".pptx", ".pdf"))}
            assert of_ours - wanted.keys() - self.edited.keys() == set(), about
        again = tree(self.out)
        code_again, told_again = _build(self.nursery, self.course, "-j", "1", *words)
        assert (code_again, told_again.get("problems")) == (code, told.get("problems")), about
        assert {row["state"] for row in told_again.get("outputs", ())} <= {"up to date", "beside", "failed"}, about
        assert tree(self.out) == again, about


ACTS = (Course.edit, Course.revert, Course.ask, Course.edit_an_output, Course.delete_an_output)
WEIGHTS = (12, 2, 3, 1, 1)


def _build(nursery: Nursery, folder: Path, *words: str, **how: Any) -> tuple[int, Mapping[str, Any]]:
    code, text = nursery.run(folder, "build", "--json", *words, **how)
    assert code in FAILS, text
    return code, json.loads(text[text.index("{") :]) if "{" in text and code != 2 else {}


def _clean(nursery: Nursery, folder: Path, *words: str) -> tuple[int, Mapping[str, Any], Mapping[str, str]]:
    elsewhere = nursery.folder / "clean"
    shutil.copytree(folder, elsewhere, symlinks=True, ignore=shutil.ignore_patterns("build"))
    try:
        code, told = _build(nursery, elsewhere, "-j", "1", *words, cache=elsewhere / "empty")
        return code, told, tree(elsewhere / "build")
    finally:
        shutil.rmtree(elsewhere)


def test_random_edits_leave_the_tree_of_a_clean_build(nursery: Nursery) -> None:
    Course.nursery, Course.all_steps = nursery, 0
    run_state_machine_as_test(
        Course,
        settings=settings(
            max_examples=COURSES,
            stateful_step_count=STEPS,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Course.all_steps >= COURSES * STEPS / 2
