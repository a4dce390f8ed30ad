"""Values by name: dotted keys of front matter, and variables written into plain texts such as titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from courseware.late import late

_VARIABLE = late(r"\{\{<\s*(var|meta)\s+([^\s>]+)\s*>\}\}")


def look_up(key: str, *sources: Mapping[str, Any]) -> str | None:
    """The value of a dotted key (`author.name`) as text, from the first of `sources` that has it; lists with commas."""
    for source in sources:
        value: Any = source.get(key)
        if value is None:
            value = source
            for step in key.split("."):
                value = value.get(step) if isinstance(value, Mapping) else None
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, (str, int, float)):
            return str(value)
        if isinstance(value, list) and all(isinstance(each, (str, int, float)) for each in value):
            return ", ".join(str(each) for each in value)
    return None


def fill_variables(text: str, value: Callable[[str], str]) -> str:
    """A plain text with its variables put in; `value` gives what each is called (`var.client`) its text."""
    return _VARIABLE.sub(lambda found: value(f"{found[1]}.{found[2]}"), text) if "{{<" in text else text
