"""YAML 1.2 as trainers write it: values with their lines, and every mistake told in plain words.

Keys are text exactly as typed (`1.10` stays `1.10`). Values follow YAML 1.2's core schema: `9:30` and `no` are words,
`60` a number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from courseware.limits import MOST_YAML_SIGNS, MOST_YAML_VALUES
from courseware.problems import CoursewareError, Place, Problem
from courseware.yamlplain import read_plain
from courseware.yamlvalid import surely_valid
from courseware.yamlwords import broken, told

Path: TypeAlias = tuple[str | int, ...]


class Loaded(Struct, frozen=True):
    """What a YAML text holds.

    `places` maps the path of each value (`("schedule", "breaks", 0)`) to where its key or its item stands.
    """

    value: Any
    places: Mapping[Path, Place]
    name: str

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` stands, or the nearest value around it that does."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place(self.name)


def load(text: str, name: str, line: int = 1) -> Loaded:
    """The value of a YAML text that begins on `line` of the file `name`; `CoursewareError` with every problem found.

    An empty text has the value None.
    """
    plain = read_plain(text)
    if plain is not None:
        lines: dict[Path, Place] = {(key,): Place(name, line + number, 1) for key, (number, _) in plain.items()}
        values = {key: value for key, (_, value) in plain.items()}
        return Loaded(values, {(): next(iter(lines.values())), **lines}, name)

    import yaml
    import yamlcore

    if len(text) > MOST_YAML_SIGNS:
        fact = f"the YAML is longer than {MOST_YAML_SIGNS // 1_000_000} million signs"
        raise CoursewareError(Problem(Place(name, line), fact, "is it the right file? texts belong into modules"))
    loader = yamlcore.CCoreLoader(text)
    builder = _Builder(loader, name, line)
    try:
        root = loader.get_single_node()
        if root is None:
            return Loaded(None, {(): Place(name, line)}, name)
        value = builder.build(root, (), ())
    except RecursionError:
        fact = "values stand in values, a hundred deep and more"
        raise CoursewareError(Problem(Place(name, line + _deepest(text)), fact, "write them less deeply")) from None
    except yaml.YAMLError as error:
        raise CoursewareError(broken(error, text, name, line)) from None
    if builder.problems:
        raise CoursewareError(builder.problems)
    return Loaded(value, builder.places, name)


def _deepest(text: str) -> int:
    """The number, from 0, of the line with the most brackets or the widest indent."""
    lines = text.split("\n")
    return max(
        range(len(lines)),
        key=lambda n: (lines[n].count("[") + lines[n].count("{"), len(lines[n]) - len(lines[n].lstrip())),
    )


class _Builder:
    """Turns composed nodes into values, noting places and problems."""

    def __init__(self, loader: Any, name: str, line: int) -> None:
        self.loader, self.name, self.line = loader, name, line
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.count = 0

    def build(self, node: Any, path: Path, around: tuple[int, ...]) -> Any:
        """The value of `node`; `around` are the identities of the nodes it stands in."""
        place = Place(self.name, self.line + node.start_mark.line, node.start_mark.column + 1)
        self.places.setdefault(path, place)
        self.count += 1
        if id(node) in around:
            return self._wrong(place, "an alias stands inside the value that it names", "write the value out")
        if self.count > MOST_YAML_VALUES:
            if self.count == MOST_YAML_VALUES + 1:
                self._wrong(
                    place,
                    f"the file unfolds to more than {MOST_YAML_VALUES} values",
                    "write values out instead of nesting aliases",
                )
            return None
        match node.id:
            case "mapping" if node.tag == "tag:yaml.org,2002:map":
                return self._mapping(node, path, (*around, id(node)))
            case "sequence" if node.tag == "tag:yaml.org,2002:seq":
                return [self.build(item, (*path, n), (*around, id(node))) for n, item in enumerate(node.value)]
            case "scalar" if node.tag in self.loader.yaml_constructors:
                return self._scalar(node, place)
        return self._wrong(
            place,
            f"the tag {node.tag} has no meaning here",
            "write the value without it, in quotes where it begins with a sign",
        )

    def _mapping(self, node: Any, path: Path, around: tuple[int, ...]) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = Place(self.name, self.line + key_node.start_mark.line, key_node.start_mark.column + 1)
            if key_node.id != "scalar":
                self._wrong(
                    place, "a key must be a word", 'does the value begin with { or [? put it in quotes: "{...}"'
                )
                continue
            key: str = key_node.value
            if key in value:
                first = self.places[(*path, key)].line
                self._wrong(
                    place,
                    f"the key '{key}' stands here a second time",
                    f"it is on line {first} already: keep one of the two",
                )
                continue
            self.places[(*path, key)] = place
            value[key] = self.build(value_node, (*path, key), around)
        return value

    def _scalar(self, node: Any, place: Place) -> Any:
        try:
            value = self.loader.construct_object(node)
        except ValueError:  # a tag such as !!int before a word
            return self._wrong(place, f"'{node.value}' is not what its tag says", "write the value without a tag")
        if isinstance(value, float) and not math.isfinite(value):
            return str(node.value)
        return value

    def _wrong(self, place: Place, fact: str, hint: str) -> None:
        self.problems.append(Problem(place, fact, hint))


def check(loaded: Loaded, schema: Mapping[str, Any]) -> list[Problem]:
    """Every way in which the value departs from a JSON Schema (2020-12), in a trainer's words and at the author's line.

    A hint is the `description` of the schema's nearest part, so that editors and error messages say the same.
    """
    if surely_valid(loaded.value, schema, schema):
        return []
    if plainly_valid(loaded.value, schema):
        return []
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator(dict(schema))
    problems: dict[Problem, None] = {}
    for error in validator.iter_errors(loaded.value):
        for problem in told(error, loaded, schema):
            problems[problem] = None
    return list(problems)


PLAIN = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "default", "type", "properties", "required",
                   "additionalProperties", "minLength", "anyOf"})  # fmt: skip
"""The keywords of a schema that `plainly_valid` knows."""
TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def plainly_valid(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether `value` meets `schema` beyond doubt: loading the validator takes longer than reading most front matter.

    False where a keyword is not among `PLAIN`, or the value may be wrong: then the validator has the word.
    """
    if not PLAIN.issuperset(schema):
        return False
    kinds = schema.get("type", ())
    if kinds and not any(_is_a(value, kind) for kind in ((kinds,) if isinstance(kinds, str) else kinds)):
        return False
    if "anyOf" in schema and not any(plainly_valid(value, each) for each in schema["anyOf"]):
        return False
    if isinstance(value, str):
        return len(value) >= int(schema.get("minLength", 0))
    if not isinstance(value, dict):
        return True
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    if any(name not in value for name in schema.get("required", ())):
        return False
    schemas = ((each, known.get(name, others)) for name, each in value.items())
    return all(wanted is True or (wanted is not False and plainly_valid(each, wanted)) for each, wanted in schemas)


def _is_a(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
