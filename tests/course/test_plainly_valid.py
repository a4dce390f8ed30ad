"""What passes for valid without the validator is valid by the validator."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st

from courseware.course.facts import schema
from courseware.yamlfile import TYPES, plainly_valid

leaves = st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-3, 3) | st.text("ab", max_size=3)
names = st.sampled_from(["a", "b", "title", "author"])
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=3))
schemas = st.recursive(
    st.fixed_dictionaries({}, optional={"type": st.sampled_from(sorted(TYPES)), "minLength": st.integers(0, 2)}),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "type": st.lists(st.sampled_from(sorted(TYPES)), min_size=1, max_size=3, unique=True),
            "properties": st.dictionaries(names, inner, max_size=2),
            "required": st.lists(names, max_size=1),
            "additionalProperties": st.booleans() | inner,
            "anyOf": st.lists(inner, min_size=1, max_size=2),
            "maxLength": st.integers(0, 2),
        },
    ),
    max_leaves=6,
)


@given(values, schemas)
def test_what_is_plainly_valid_is_valid(value: Any, wanted: dict[str, Any]) -> None:
    if plainly_valid(value, wanted):
        assert jsonschema_rs.Draft202012Validator(wanted).is_valid(value)


def test_the_front_matter_of_most_decks_is_plainly_valid() -> None:
    assert plainly_valid({"title": "A talk", "author": "A. Trainer", "date": "2026"}, schema("module"))
    assert not plainly_valid({"title": ""}, schema("module"))
    assert not plainly_valid({"author": "A. Trainer"}, schema("module"))
