"""Frozen values: equal by their fields, never changed, and ready to cross processes."""

from __future__ import annotations

import pickle

import pytest

from courseware.late import late
from courseware.values import Value, fields, replace


class Point(Value):
    x: int
    y: int = 0


class Other(Value):
    x: int
    y: int = 0


def test_values_with_equal_fields_are_equal_and_hash_alike() -> None:
    assert Point(1) == Point(1, 0) == Point(y=0, x=1)
    assert len({Point(1), Point(1, 0), Point(1, 2)}) == 2
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert repr(Point(1)) == "Point(x=1, y=0)"
    assert fields(Point(3, 4)) == {"x": 3, "y": 4}


def test_a_value_is_replaced_and_never_changed() -> None:
    point = Point(1, 2)
    assert (replace(point, y=5), point) == (Point(1, 5), Point(1, 2))
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        point.z = 2


@pytest.mark.parametrize(("given", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"z": 3}), ((), {"y": 1})])
def test_a_field_too_many_or_too_few_is_refused(given: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Point has the fields x, y"):
        Point(*given, **named)


def test_values_cross_processes() -> None:
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)


def test_a_late_pattern_does_what_a_pattern_does() -> None:
    pattern = late(r"(\d)-(\d)")
    assert [found[2] for found in pattern.finditer("1-2 3-4")] == ["2", "4"]
    assert pattern.sub(r"\2", "a1-2") == "a2"
    assert pattern.pattern == r"(\d)-(\d)"
