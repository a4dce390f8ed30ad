"""The colours that a `_brand.yml` names: in `color`, in its palette, and in `typography`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from courseware.brand.colors import BODY_CONTRAST, LEAST_CONTRAST, contrast
from courseware.brand.derive import complete
from courseware.problems import Problem, warning
from courseware.suggest import did_you_mean
from courseware.yamlfile import Loaded, Path

NO_PRIMARY = "the brand names no primary colour"
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_CLEAR = re.compile(r"#(?:[0-9a-fA-F]{4}|[0-9a-fA-F]{8})")
_MEANT: Mapping[tuple[str, str], str] = {
    ("base", "color"): "foreground",
    ("headings", "color"): "heading",
    ("link", "color"): "link",
}
"""Where a colour of `typography` is one of the palette's; the others are for web pages, and are only checked."""
_DARK = {"background": "dark", "foreground": "dark-text"}
"""Which of our colours the dark one of a pair is, where the brand names none."""


def read_colors(loaded: Loaded) -> tuple[dict[str, str], list[Problem]]:
    """All colours of the brand, those that it names and those that follow from them (derive.py)."""
    given: dict[str, Any] = dict(loaded.value.get("color") or {})
    named: dict[str, Any] = dict(given.pop("palette", None) or {})
    problems: list[Problem] = []
    if "primary" not in given:
        problems.append(warning(loaded.place("color"), NO_PRIMARY, "add color: primary:"))
    known = {**given, **named}
    colors: dict[str, str] = {}
    for path, key, value in _asked(loaded, named, given):
        palette = path[1] == "palette"
        found = _resolved(value, path[-1], known, {} if palette else named)
        if not isinstance(found, str):
            problems.append(Problem(loaded.place(*path), *found))
        elif key:
            colors.setdefault(key, found)
    if any(problem.severity == "error" for problem in problems):
        return colors, problems
    colors = complete(colors)
    return colors, problems + _pale(loaded, colors)


def _asked(loaded: Loaded, named: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[Path, str, Any]]:
    """Each colour of the file: where it stands, its name in the palette (`""` for none), and what it says; the most telling place first."""
    typography = loaded.value.get("typography") or {}
    asked = [
        (("typography", part, key), _MEANT.get((part, key), ""), about[key])
        for part, about in typography.items()
        for key in ("color", "background-color")
        if isinstance(about, Mapping) and key in about
    ]
    yield from (each for each in asked if each[1] != "foreground")
    for name, value in named.items():
        yield ("color", "palette", name), name, value
    for name, value in given.items():
        yield ("color", name), name, value
    for name, ours in _DARK.items():
        if isinstance(given.get(name), Mapping) and "dark" in given[name]:
            yield ("color", name, "dark"), ours, given[name]["dark"]
    yield from (each for each in asked if each[1] == "foreground")


def _resolved(
    value: Any, key: str | int, known: Mapping[str, Any], palette: Mapping[str, Any]
) -> str | tuple[str, str]:
    """The colour that `value` means under `key`, through names; or fact and hint where it means none."""
    word = _light(value)
    seen = [] if word in palette else [str(key)]
    while word in known and word not in seen:
        seen.append(word)
        word = _light(known[word])
    found = hexadecimal(word)
    if found is not None:
        return found
    if word in known and len(seen) > 1:
        return f"the colour {word} is named by itself", 'give one of them a value such as "#0B6E4F"'
    if _CLEAR.fullmatch(word) or word.startswith(("rgba", "hsla")) or word == "transparent":
        return f"{word!r} lets the ground shine through", 'write the colour that is seen in the end, as "#0B6E4F"'
    hint = 'write it in quotes, as "#0B6E4F", or name a colour of color.palette'
    return f"{word!r} is no colour", did_you_mean(word, known, hint)


def _light(value: Any) -> str:
    """The word for a colour; of a pair that for light grounds."""
    return str(value.get("light", value.get("dark")) if isinstance(value, Mapping) else value)


def hexadecimal(word: str) -> str | None:
    """A CSS colour without transparency as six hexadecimal digits; None where it is none."""
    if _HEX.fullmatch(word):
        digits = word[1:] if len(word) == 7 else "".join(2 * digit for digit in word[1:])
        return digits.upper()
    if word.startswith(("#", "rgba", "hsla")):
        return None
    from PIL import ImageColor

    try:
        return "{:02X}{:02X}{:02X}".format(*ImageColor.getrgb(word)[:3])
    except ValueError:
        return None


def _pale(loaded: Loaded, colors: Mapping[str, str]) -> list[Problem]:
    """Warnings for colours that the brand chose and that are hard to read on its ground."""
    found = []
    for name, paths, least in (
        ("foreground", (("color", "foreground"), ("typography", "base", "color")), BODY_CONTRAST),
        ("heading", (("typography", "headings", "color"),), LEAST_CONTRAST),
        ("link", (("typography", "link", "color"), ("color", "link"), ("color", "palette", "link")), LEAST_CONTRAST),
        ("muted", (("color", "palette", "muted"),), LEAST_CONTRAST),
    ):
        path = next((path for path in paths if path in loaded.places), None)
        ratio = contrast(colors[name], colors["background"])
        if path and ratio < least:
            fact = f"the colour {name} has a contrast of {ratio:.1f}:1 to the background; {least:g}:1 is needed"
            found.append(warning(loaded.place(*path), fact, "take a darker colour, or a lighter one on a dark ground"))
    return found
