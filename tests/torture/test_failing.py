"""What can't be made keeps its last good version and is named; what else was asked for is made; once mended, all is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.torture.commands import Nursery, clean_tree, leftovers, tree
from tests.torture.course import TEXTS, only, some, write

WORDS = ("-j", "2", *only("deck.pptx", *TEXTS))
SWARM = "syllabus/02-swarm.md"


class Fault(NamedTuple):
    """A mistake: the file that has it, what is written after its text, the outputs that can't be made, and what is told."""

    file: str
    text: str
    failed: tuple[str, ...]
    told: str


OF_SWARM = tuple(
    f"house/02-swarm/{name}" for name in ("deck.pptx", "brief.txt", "hand.txt", "figures.csv", "page.html")
)
FAULTS: Mapping[str, Fault] = {
    "a picture that is missing": Fault(SWARM, "\n## More\n\n![Gone](gone.png)\n", OF_SWARM, "the picture is missing"),
    "a layout that nobody knows": Fault(
        SWARM,
        '\n## More {layout="nowhere"}\n',
        ("house/02-swarm/deck.pptx",),
        "there is no layout 'nowhere'",
    ),
    "a word that is wider than the slide": Fault(
        SWARM, f"\n## More\n\n- {'W' * 400}\n", ("house/02-swarm/deck.pptx",), f"{SWARM}:"
    ),
    "another brand's name": Fault(
        SWARM,
        "\n## More\n\n- Acorn Lane\n",
        tuple(f"house/02-swarm/{name}" for name in ("deck.pptx", "brief.txt", "hand.txt")),
        "the text names Acorn Lane",
    ),
    "a template with a mistake": Fault(
        "templates/module/hand.txt.j2",
        "{{ module.nothing }}\n",
        tuple(f"house/{name}/hand.txt" for name in ("01-hive", "02-swarm", "03-honey")),
        "templates/module/hand.txt.j2",
    ),
    "a template that goes wrong in one module": Fault(
        "templates/module/hand.txt.j2",
        "{% if module.number == 2 %}{{ 1 // 0 }}{% endif %}\n",
        ("house/02-swarm/hand.txt",),
        "templates/module/hand.txt.j2",
    ),
}


@pytest.mark.parametrize("fault", some(FAULTS, 3))
def test_what_fails_keeps_its_last_good_version_until_it_is_mended(nursery: Nursery, course: Path, fault: str) -> None:
    file, text, failed, fact = FAULTS[fault]
    nursery.rows(course, *WORDS)
    before = tree(course / "build")
    honey = course / "syllabus/03-honey.md"
    write(honey, honey.read_text() + "\n## More\n\n- Honey keeps\n")
    sound = clean_tree(nursery, course, *WORDS)
    good = (course / file).read_text()
    write(course / file, good + text)
    for words in (("--keep-going",), ("--keep-going",), ()):
        code, told = nursery.run(course, "build", *WORDS, *words)
        assert code == 1, told
        assert fact in told
        found = tree(course / "build")
        for name in before:
            if name in failed:
                assert found[name] == before[name], f"{name} did not stay"
                assert not words or f"{Path(name).name}" in told
            elif "/03-" in name:
                assert found[name] == sound[name], f"{name} was not made"
    write(course / file, good)
    nursery.rows(course, *WORDS)
    assert tree(course / "build") == sound
    assert leftovers(course / "build") == []


def test_what_never_could_be_made_is_no_file(nursery: Nursery, course: Path) -> None:
    good = (course / SWARM).read_text()
    write(course / SWARM, good + FAULTS["a picture that is missing"].text)
    code, told = nursery.run(course, "build", *WORDS)
    assert (code, tree(course / "build")) == (1, {}), told
    code, told = nursery.run(course, "build", "--keep-going", *WORDS)
    assert code == 1, told
    made = tree(course / "build").keys()
    assert {"house/01-hive/deck.pptx", "house/03-honey/deck.pptx"} <= made
    assert not made & set(OF_SWARM)
    write(course / SWARM, good)
    wanted = clean_tree(nursery, course, *WORDS)
    nursery.rows(course, *WORDS)
    assert tree(course / "build") == wanted
