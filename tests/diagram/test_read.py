"""What a diagram's source means, and what is said where it can't be read."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from courseware.diagram import labels, read_diagram
from courseware.diagram.model import KINDS
from courseware.diagram.words import Label, read_label
from courseware.problems import CoursewareError, Place, Problem
from tests.cases import Case, cases

HERE = Path(__file__).parent
PLACE = Place("m.md", 10)


@pytest.mark.parametrize("case", cases(HERE / "problems.txt"))
def test_a_source_that_cant_be_read_is_an_error_at_its_line(case: Case) -> None:
    with pytest.raises(CoursewareError) as caught:
        read_diagram(case.given, PLACE)
    assert str(caught.value) == case.expected


@pytest.mark.parametrize(
    ("written", "text", "detail", "strong"),
    [
        ("Explore", "Explore", "", False),
        ("Explore: before anyone has met", "Explore", "before anyone has met", False),
        ("**Explore**: before", "Explore", "before", True),
        ("**Explore:** before", "Explore", "before", True),
        ("at 10:30", "at 10:30", "", False),
        ("10:30: Coffee", "10:30", "Coffee", False),
        ('"Phase 1: Explore": first', "Phase 1: Explore", "first", False),
        ("„Phase 1: Erkunden“: zuerst", "Phase 1: Erkunden", "zuerst", False),
        (r"Phase 1\: Explore", "Phase 1: Explore", "", False),
        ("two<br>lines: and<br/>more", "two\nlines", "and\nmore", False),
        ("说明：细节", "说明", "细节", False),
        ("استكشاف: قبل اللقاء", "استكشاف", "قبل اللقاء", False),
        ("Explore:", "Explore", "", False),
        (r"2 \* 3", "2 * 3", "", False),
        ("https://example.org: a link", "https://example.org", "a link", False),
    ],
)
def test_a_label_ends_at_its_first_colon_before_a_blank(written: str, text: str, detail: str, strong: bool) -> None:
    assert read_label(written) == Label(text, detail, strong)


def test_items_nest_by_their_indent_and_go_on_in_further_lines() -> None:
    source = "kind: hierarchy\n* A\n  goes on\n\t+ B\n\t\t1. C\n   2) D\n- E"
    diagram = read_diagram(source, PLACE)
    found = [(entry.text, [child.text for child in entry.children]) for entry in diagram.entries]
    assert found == [("A goes on", ["B", "D"]), ("E", [])]
    assert diagram.entries[0].children[0].children[0].place == Place("m.md", 15)


def test_keys_may_stand_anywhere_and_in_any_case() -> None:
    diagram = read_diagram('- one\nKind: Process\n- two\nTITLE: "Two: steps"\ndirection: TD', PLACE)
    assert (diagram.kind, diagram.title, diagram.direction) == ("process", "Two: steps", "down")
    assert [entry.text for entry in diagram.entries] == ["one", "two"]


def test_a_journey_means_the_same_as_a_table_and_as_a_list() -> None:
    table = "kind: journey\n| | Ask | Buy |\n|--|--|--|\n| We | listen | |\n| Stimmung | 1 | -2 |"
    listed = "kind: journey\n- Ask\n  - We: listen\n  - Stimmung: 1\n- Buy\n  - Stimmung: -2"
    one, other = read_diagram(table, PLACE), read_diagram(listed, PLACE)
    assert [entry.text for entry in one.entries] == [entry.text for entry in other.entries] == ["Ask", "Buy"]
    assert [lane.moods for lane in one.lanes] == [lane.moods for lane in other.lanes] == [(), (0.5, -1.0)]
    assert labels(one) == labels(other) == ("Ask", "Buy", "We", "listen", "Stimmung")


def test_moods_from_one_to_five_have_their_middle_at_three() -> None:
    diagram = read_diagram("kind: journey\n| | A | B | C |\n| mood | 1 | 3 | 4,5 |", PLACE)
    assert diagram.lanes[0].moods == (-1.0, 0.0, 0.75)


def test_an_ampersand_makes_an_overlap_only_between_names_of_sets() -> None:
    diagram = read_diagram("kind: venn\n- Research & Development\n- Sales\n- 1 & Sales: **Launch**", PLACE)
    assert [entry.text for entry in diagram.entries] == ["Research & Development", "Sales"]
    assert [(each.sets, each.text, each.strong) for each in diagram.overlaps] == [((0, 1), "Launch", True)]


def test_a_matrix_of_a_table_knows_the_names_of_its_columns_and_rows() -> None:
    diagram = read_diagram("kind: matrix\ny: Risk\n| | A | B |\n|---|---|---|\n| high | 1 | |\n| low | 3 | 4 |", PLACE)
    assert (diagram.columns, diagram.heads) == (("A", "B"), ("high", "low"))
    assert [[entry.text if entry else None for entry in row] for row in diagram.rows] == [["1", None], ["3", "4"]]


def test_a_list_takes_as_many_columns_as_its_axis_has_marks() -> None:
    diagram = read_diagram("kind: matrix\nx: Time (now, next, later)\n- a\n- b\n- c", PLACE)
    assert [len(row) for row in diagram.rows] == [3]


PIECES = (
    "- ", "  - ", "    - ", "kind: ", "| a | b |", "|---|---|", "|", "||", "- a & b: c", "- 1 & 2", "- : x", "-", "x: A (b, c", "y: (,)",
    "x: ()", "columns: 0", "columns: -3", "columns: 99999999999999999999", "accent: 3", "direction: LR", "mood: 3", "- **", "- ****: **",
    '- "x', '- ":":', "“”", "\t- x", "**bold**: detail", "- a: <br> <br>", "- \\", "- 5", "  - mood: 99", "  - m: 2", "| | 1 | 2 |",
    "| mood | 3 | x |", "| mood | 3 |", "a -> b", "- 说明：", "- \u202e x", "- " + "w" * 200, "- one\n- two\n- three", "- \u200b", '- "": ""',
)  # fmt: skip
"""What comes of typing in haste."""


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_typed_is_a_diagram_or_an_error_in_one_of_its_lines(kind: str) -> None:
    for seed in range(200):
        random = Random(seed)
        source = f"kind: {kind}\n" + "\n".join(random.choice(PIECES) for _ in range(random.randint(0, 6)))
        problems = _problems(source)
        lines = {problem.place.line for problem in problems}
        assert lines <= set(range(10, 12 + source.count("\n"))), source
        assert [problem.fact for problem in problems if not problem.hint] == [], source


def _problems(source: str) -> tuple[Problem, ...]:
    try:
        read_diagram(source, PLACE)
    except CoursewareError as error:
        return error.problems
    return ()
