"""What a YAML parser and a schema validator complain about, in a trainer's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from courseware.problems import Place, Problem
from courseware.suggest import did_you_mean

if TYPE_CHECKING:
    from courseware.yamlfile import Loaded, Path


_WAYS = {
    "string": "put it in quotes",
    "object": "write keys with a colon and a space after each, one on a line: title: My first course",
    "array": "write each value on a line of its own, behind a dash and a space",
}
"""How a value of a type is written, where the schema says nothing of it."""


def broken(error: Any, text: str, name: str, line: int) -> Problem:
    """The parser's complaint in a trainer's words; `error` is PyYAML's."""
    import yaml

    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        place = Place(name, line + before.count("\n"), len(before) - before.rfind("\n"))
        fact = f"a control character (U+{int(error.character):04X}) stands in the text"
        return Problem(place, fact, "delete it: it may have come along when text was pasted")
    mark, context_mark = error.problem_mark, error.context_mark or error.problem_mark
    said = f"{error.context or ''} {error.problem or ''}"
    lines = text.split("\n")
    row = min(mark.line, len(lines) - 1)
    here = lines[row]
    place = Place(name, line + row, mark.column + 1)
    begun = Place(name, line + context_mark.line, context_mark.column + 1)
    if "\t" in here[: len(here) - len(here.lstrip())] or "tab" in said:
        return Problem(
            place, "the line is indented with a tab", "YAML allows only spaces there: put two spaces for each tab"
        )
    if "quoted scalar" in said and "end of stream" in said:
        return Problem(begun, "a quotation mark is opened here and never closed", "close it at the end of the value")
    if "flow" in said:
        return Problem(begun, "a bracket is opened here and never closed", "close it, and part its values with commas")
    if "mapping values are not allowed" in said:
        if here.count(":") > 1:
            return Problem(
                place,
                "a value that holds a colon and a space is not in quotes",
                f"put quotes around it: {_quoted(here)}",
            )
        return Problem(
            place, "this line can't hold a key", "is the line before it complete, and do both begin at the same column?"
        )
    if "undefined alias" in said:
        return Problem(
            place, "a value begins with *, which YAML reads as the name of another value", "put the value in quotes"
        )
    if "cannot start any token" in said:
        sign = here[mark.column : mark.column + 1]
        return Problem(place, f"a value can't begin with {sign}", "put the value in quotes")
    if "another document" in said:
        return Problem(
            place, "a second --- begins another YAML document", "keep one, without a line of dashes inside it"
        )
    if "escape" in said:
        return Problem(
            place, "a backslash in double quotes begins a special sign", "use single quotes, or write two backslashes"
        )
    hint = "do all keys of one group begin at the same column, each with a colon and a space after it?"
    return Problem(place, "this is not readable as YAML", hint)


def _quoted(line: str) -> str:
    key, _, value = line.strip().partition(": ")
    return f"{key}: '{value}'" if "'" not in value else f'{key}: "{value}"'


def told(error: Any, loaded: Loaded, schema: Mapping[str, Any]) -> list[Problem]:
    path: Path = tuple(error.instance_path)
    part, hint = _part(schema, error.schema_path)
    place = loaded.place(*path)
    called = _called(path)
    kind = error.kind
    match kind.name:
        case "additionalProperties" | "unevaluatedProperties":
            known = [*part.get("properties", {})]
            where = f" in {called}" if path else ""
            return [
                Problem(
                    loaded.place(*path, key),
                    f"unknown key '{key}'{where}",
                    did_you_mean(key, known, hint if not known else ""),
                )
                for key in kind.unexpected
            ]
        case "required":
            example = part.get("properties", {}).get(kind.property, {})
            if "$ref" in example:
                example = _referred(schema, example["$ref"])
            return [
                Problem(
                    place,
                    f"{called} has no '{kind.property}'" if path else f"the key '{kind.property}' is missing",
                    _hint(example),
                )
            ]
        case "enum":
            words = [str(option) for option in kind.options]
            return [
                Problem(
                    place,
                    f"{called} can't be {_shown(error.instance)}",
                    did_you_mean(str(error.instance), words, f"it is one of: {', '.join(words)}"),
                )
            ]
        case "anyOf" | "oneOf" | "oneOfNotValid":
            return _nearest_branch(kind, path, loaded, schema, error) or [
                Problem(place, f"{called} can't be {_shown(error.instance)}", hint)
            ]
        case "type":
            fact = f"{called} must be {_type_words(kind.types)}, not {_shown(error.instance)}"
            return [Problem(place, fact, hint or _WAYS.get(kind.types[0], ""))]
        case "minimum" | "exclusiveMinimum":
            return [
                Problem(
                    place, f"{called} is {error.instance}, which is too small", hint or f"the least is {kind.limit}"
                )
            ]
        case "maximum" | "exclusiveMaximum":
            return [
                Problem(place, f"{called} is {error.instance}, which is too large", hint or f"the most is {kind.limit}")
            ]
        case "pattern" | "format":
            return [Problem(place, f"{called} can't be {_shown(error.instance)}", hint)]
        case "propertyNames":
            return [Problem(place, f"a key of {called} is not as it should be: {kind.error.instance!r}", hint)]
        case "minItems" | "minLength" | "minProperties":
            return [
                Problem(
                    place,
                    f"{called} is empty" if kind.limit == 1 else f"{called} is too short: at least {kind.limit}",
                    hint,
                )
            ]
        case "maxItems" | "maxLength" | "maxProperties":
            return [Problem(place, f"{called} is too long: at most {kind.limit}", hint)]
        case "uniqueItems":
            return [Problem(place, f"{called} names something twice", "keep one of the two")]
        case _:
            return [Problem(place, f"{called} can't be {_shown(error.instance)}", hint)]


def _nearest_branch(kind: Any, path: Path, loaded: Loaded, schema: Mapping[str, Any], error: Any) -> list[Problem]:
    """The problems of the one alternative whose type fits the value, where there is just one."""
    at = len(path)
    branches = [
        branch for branch in kind.context
        if not any(inner.kind.name == "type" and len(tuple(inner.instance_path)) <= at for inner in branch)
    ]  # fmt: skip
    if len(branches) != 1:
        return []
    return [problem for inner in branches[0] for problem in told(_Within(inner, path, error), loaded, schema)]


class _Within:
    """An inner error whose paths are made absolute where the library gives them relative to the alternative."""

    def __init__(self, inner: Any, path: Path, outer: Any) -> None:
        inner_path = tuple(inner.instance_path)
        self.instance_path = inner_path if inner_path[: len(path)] == path else (*path, *inner_path)
        outer_schema, inner_schema = list(outer.schema_path), list(inner.schema_path)
        self.schema_path = (
            inner_schema if inner_schema[: len(outer_schema)] == outer_schema else [*outer_schema, *inner_schema]
        )
        self.instance, self.kind, self.message = inner.instance, inner.kind, inner.message


def _part(schema: Mapping[str, Any], path: Sequence[str | int]) -> tuple[Mapping[str, Any], str]:
    """The part of the schema that holds the failing keyword, and the hint of the nearest described part above it."""
    here: Any = schema
    part: Mapping[str, Any] = schema
    hint = _hint(schema)
    for step in path:
        if isinstance(here, Mapping) and "$ref" in here and step == "$ref":
            here = _referred(schema, str(here["$ref"]))
        elif isinstance(here, Mapping) and step in here:
            here = here[str(step)]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            break
        if isinstance(here, Mapping):
            part = here
            hint = _hint(here) or hint
    return part, hint if len(path) > 1 else ""


def _referred(schema: Mapping[str, Any], reference: str) -> Any:
    here: Any = schema
    for step in reference.removeprefix("#").strip("/").split("/"):
        here = here.get(step, {}) if isinstance(here, Mapping) else {}
    return here


def _hint(part: Any) -> str:
    """A description as a hint: lower case, no full stop; an acronym's capital stays."""
    text = (
        str(part.get("description", ""))
        if isinstance(part, Mapping) and isinstance(part.get("description", ""), str)
        else ""
    )
    text = text.removesuffix(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _called(path: Path) -> str:
    """A path as a trainer reads it: `schedule.breaks` with the item's number from 1."""
    called = ""
    for step in path:
        called += f" no. {step + 1}" if isinstance(step, int) else f".{step}" if called else step
    return called or "the file"


def _shown(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}'" if len(value) <= 60 else f"'{value[:57]}...'"
        case dict():
            return "a group of keys"
        case list():
            return "a list"
    return str(value)


def _type_words(types: Sequence[str]) -> str:
    words = {
        "string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
        "array": "a list", "object": "a group of keys", "null": "empty",
    }  # fmt: skip
    return " or ".join(words.get(name, name) for name in types)
