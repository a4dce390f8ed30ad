"""Modules are found by number, beginning or pattern, and a wrong name is answered with the nearest."""

from __future__ import annotations

import pytest

from courseware.build.choosing import Unknown, choose

NAMES = ("01-customer-journeys", "02-markets", "03-relationships", "10-closing", "appendix")


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("03-relationships", ["03-relationships"]),
        ("3", ["03-relationships"]),
        ("03", ["03-relationships"]),
        ("10", ["10-closing"]),
        ("5", ["appendix"]),
        ("03-rel", ["03-relationships"]),
        ("rel", ["03-relationships"]),
        ("0*", ["01-customer-journeys", "02-markets", "03-relationships"]),
        ("*clos*", ["10-closing"]),
        ("syllabus/02-markets.md", ["02-markets"]),
        ("02-markets.md", ["02-markets"]),
    ],
)
def test_a_pattern_means_these_modules(pattern: str, meant: list[str]) -> None:
    assert list(choose([pattern], NAMES, "module")) == meant


def test_several_patterns_give_each_module_once_in_the_order_of_the_course() -> None:
    assert choose(["3", "0*", "1"], NAMES, "module") == NAMES[:3]


def test_no_pattern_means_all() -> None:
    assert choose([], NAMES, "module") == NAMES


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("03-relatoinships", "did you mean 03-relationships?"),
        ("relatoinships", "did you mean 03-relationships?"),
        ("99", "modules: 01-customer-journeys, 02-markets, 03-relationships, 10-closing, appendix"),
        ("0", "modules: 01-customer-journeys, 02-markets, 03-relationships, 10-closing, appendix"),
        ("", "modules: 01-customer-journeys, 02-markets, 03-relationships, 10-closing, appendix"),
        ("z*", "modules: 01-customer-journeys, 02-markets, 03-relationships, 10-closing, appendix"),
    ],
)
def test_what_means_nothing_is_answered_with_a_way_out(pattern: str, hint: str) -> None:
    with pytest.raises(Unknown) as found:
        choose([pattern], NAMES, "module")
    assert found.value.fact == f"there is no module {pattern!r}"
    assert found.value.hint == hint
