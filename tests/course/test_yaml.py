"""YAML as trainers write it: values, lines, and what is said of mistakes."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware import yamlfile
from courseware.problems import CoursewareError
from courseware.yamlfile import check, load
from courseware.yamlplain import read_plain
from courseware.yamlvalid import surely_valid


def complaint(text: str) -> str:
    """What is said of a YAML text that can't be used, places without the file."""
    with pytest.raises(CoursewareError) as found:
        load(text, "f")
    return str(found.value).replace("f:", "").replace("\n  hint: ", " / ")


def test_keys_are_text_and_values_follow_yaml_1_2() -> None:
    text = "1.10: x\nno: no\ntime: 9:30\nnumber: 12.5\nday: 2026-01-05\nyes: true\nnothing:\nlist: [a, 1]"
    assert load(text, "f").value == {
        "1.10": "x", "no": "no", "time": "9:30", "number": 12.5, "day": "2026-01-05", "yes": True, "nothing": None, "list": ["a", 1],
    }  # fmt: skip


def test_every_value_knows_its_line_also_when_the_text_begins_further_down() -> None:
    loaded = load("a: 1\nb:\n  - c\n  - d: 2\n", "f.md", line=3)
    assert [str(loaded.place(*path)) for path in (("a",), ("b", 1), ("b", 1, "d"), ("b", 1, "d", "unknown"))] == [
        "f.md:3:1", "f.md:6:5", "f.md:6:5", "f.md:6:5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c", "1:5: a value that holds a colon and a space is not in quotes / put quotes around it: a: 'b: c'"),
        ("a: 1\n\tb: 2", "2:1: the line is indented with a tab / YAML allows only spaces there: put two spaces for each tab"),
        ("a: 1\na: 2\nb: {c: 1, c: 2}", "2:1: the key 'a' stands here a second time / it is on line 1 already: keep one of the two\n"
         "3:11: the key 'c' stands here a second time / it is on line 3 already: keep one of the two"),
        ("a: 'b\nc: d", "1:4: a quotation mark is opened here and never closed / close it at the end of the value"),
        ("a: [b, c\nd: e", "1:4: a bracket is opened here and never closed / close it, and part its values with commas"),
        ("a: @b", "1:4: a value can't begin with @ / put the value in quotes"),
        ("a: *b", "1:4: a value begins with *, which YAML reads as the name of another value / put the value in quotes"),
        ("a: !!python/object:os.system x", "1:4: the tag tag:yaml.org,2002:python/object:os.system has no meaning here / "
         "write the value without it, in quotes where it begins with a sign"),
        ("a: &x [*x]", "1:4: an alias stands inside the value that it names / write the value out"),
        ("a: \x01", "1:4: a control character (U+0001) stands in the text / delete it: it may have come along when text was pasted"),
        ("a: 1\n---\nb: 2", "2:1: a second --- begins another YAML document / keep one, without a line of dashes inside it"),
        ("{{ a }}: 1", '1:1: a key must be a word / does the value begin with { or [? put it in quotes: "{...}"'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_plain_words(text: str, said: str) -> None:
    assert complaint(text) == said


def test_aliases_that_unfold_without_end_are_refused() -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "unfolds to more than 100000 values" in complaint("\n".join(lines))


SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["title"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "minLength": 1, "description": "The title."},
        "minutes": {"type": "number", "minimum": 1, "maximum": 90, "description": "A length in minutes, such as 60."},
        "mode": {"enum": ["room", "online"]},
        "outcome": {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "required": ["text"], "properties": {"text": {"$ref": "#/$defs/text"}}},
            ]
        },
        "lines": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/text"}},
    },
    "$defs": {"text": {"type": "string", "pattern": "^[a-z]+$", "description": "Small letters."}},
}


def test_all_departures_from_a_schema_are_told_at_once() -> None:
    text = "minuts: 3\nminutes: 0\nmode: rom\noutcome: {txt: a}\nlines: [a, B]\n"
    assert [str(problem).replace("\n  hint: ", " / ") for problem in sorted(check(load(text, "f"), SCHEMA))] == [
        "f:1:1: the key 'title' is missing / the title",
        "f:1:1: unknown key 'minuts' / did you mean minutes?",
        "f:2:1: minutes is 0, which is too small / a length in minutes, such as 60",
        "f:3:1: mode can't be 'rom' / did you mean room?",
        "f:4:1: outcome has no 'text' / small letters",
        "f:5:12: lines no. 2 can't be 'B' / small letters",
    ]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 100)
    | st.floats(0, 100)
    | st.sampled_from(["", "a", "B", "room", "a\n"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*SCHEMA["properties"], "text", "x"]), inner, max_size=4)
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(
    VALUES,
    st.fixed_dictionaries(
        {"title": st.text("ab", min_size=1)},
        optional={"minutes": VALUES | st.floats(-3, 100), "lines": VALUES, "outcome": VALUES},
    ),
)
def test_what_the_quick_check_passes_is_valid(loose: object, near: object) -> None:
    """It may doubt what is valid, never pass what isn't."""
    for value in (loose, near):
        if surely_valid(value, SCHEMA, SCHEMA):
            assert jsonschema_rs.is_valid(SCHEMA, value)


def test_the_quick_check_passes_what_is_usual() -> None:
    value = {"title": "A", "minutes": 60, "mode": "room", "outcome": {"text": "a"}, "lines": ["a", "b"]}
    assert surely_valid(value, SCHEMA, SCHEMA)


KEYS = st.sampled_from(["title", "author", "x-y", "Null", "true", "a_1"])
PIECES = st.sampled_from(
    [
        *"ab T1.09,;'\"()[]{}&*-_+!?%@`|><=~:#\\/\tß日\xa0\u2028\x85\ufeff",
        "true",
        "Null",
        "NaN",
        ".inf",
        "0x1",
        "1e3",
        ": ",
        " #",
        "\n",
        "\n\n",
    ]
)


@settings(max_examples=600)
@given(st.lists(st.tuples(KEYS, st.lists(PIECES, min_size=1, max_size=5).map("".join)), min_size=1, max_size=3))
def test_plain_text_is_read_without_the_library_as_the_library_reads_it(rows: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{key}: {value}" for key, value in rows)
    if read_plain(text) is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        plain = load(text, "f", line=2)
        patch.setattr(yamlfile, "read_plain", lambda text: None)
        full = load(text, "f", line=2)
    assert repr(plain) == repr(full)


@pytest.mark.parametrize(
    "text",
    [
        "title: A day, well spent",
        "title: 'tis",
        "title: Day & night (2)\n\nlanguage: de\nminutes: 90",
        'title: "1: Why?"',
    ],
)
def test_most_front_matter_is_plain(text: str) -> None:
    assert (read_plain(text) is not None) == (text != "title: 'tis")
