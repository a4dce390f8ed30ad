"""A quick yes: whether a value surely meets a JSON Schema.

Most files are right, and the validator that tells what is wrong takes longer to import than a short deck takes to read. What this file is not
sure of, it leaves to the validator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
}
_SAYS_NOTHING = frozenset({"$schema", "$defs", "$id", "$comment", "title", "description", "default", "examples"})


def surely_valid(value: Any, schema: Any, root: Mapping[str, Any]) -> bool:
    """Whether `value` meets `schema`, a part of `root`; False also where a keyword is not known here."""
    if isinstance(schema, bool):
        return schema
    return all(word in _SAYS_NOTHING or _meets(word, asked, value, schema, root) for word, asked in schema.items())


def _meets(word: str, asked: Any, value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    match word:
        case "type":
            return any(_TYPES[name](value) for name in ([asked] if isinstance(asked, str) else asked))
        case "$ref":
            return surely_valid(value, _referred(asked, root), root)
        case "anyOf":
            return any(surely_valid(value, branch, root) for branch in asked)
        case "enum":
            return isinstance(value, str) and value in asked
        case "required":
            return not isinstance(value, dict) or all(key in value for key in asked)
        case "properties":
            return not isinstance(value, dict) or all(
                surely_valid(each, asked[key], root) for key, each in value.items() if key in asked
            )
        case "additionalProperties":
            known = schema.get("properties", {})
            return not isinstance(value, dict) or all(
                surely_valid(each, asked, root) for key, each in value.items() if key not in known
            )
        case "propertyNames":
            return not isinstance(value, dict) or all(surely_valid(key, asked, root) for key in value)
        case "items":
            return not isinstance(value, list) or all(surely_valid(each, asked, root) for each in value)
        case "minItems" | "maxItems":
            return not isinstance(value, list) or (len(value) >= asked if word == "minItems" else len(value) <= asked)
        case "minLength":
            return not isinstance(value, str) or len(value) >= asked
        case "pattern":
            return not isinstance(value, str) or (value.isprintable() and re.search(asked, value) is not None)
        case "minimum" | "maximum" | "exclusiveMinimum":
            return not _TYPES["number"](value) or _in_range(word, asked, value)
    return False


def _in_range(word: str, asked: float, value: float) -> bool:
    match word:
        case "minimum":
            return value >= asked
        case "maximum":
            return value <= asked
    return value > asked


def _referred(reference: str, root: Mapping[str, Any]) -> Any:
    """The part of the schema that a local reference (`#/$defs/name`) names; False where there is none."""
    here: Any = root
    for step in reference.removeprefix("#/").split("/"):
        here = here.get(step, False) if isinstance(here, Mapping) else False
    return here
