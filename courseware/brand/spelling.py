"""Spellings that brand.yml had before its first release, read as today's: Quarto projects still have such files.

What was renamed stands in the history of https://github.com/posit-dev/brand-yml: `with` for `palette`, `images` and `fonts`, `color.theme`,
`typography.font` with `google: NAME` entries, underscores for hyphens, and `meta.links` on its home page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from courseware.problems import Place, Problem
from courseware.yamlfile import Loaded, Path

RENAMED: tuple[tuple[Path, Path], ...] = (
    (("meta", "links"), ("meta", "link")),
    (("logo", "with"), ("logo", "images")),
    (("color", "with"), ("color", "palette")),
    (("typography", "font"), ("typography", "fonts")),
    (("typography", "with"), ("typography", "fonts")),
    *(
        (("typography", part.replace("-", "_")), ("typography", part))
        for part in ("monospace-inline", "monospace-block")
    ),
)
"""The old way to a value, and today's."""
WORDS = ("line-height", "background-color")
"""Properties of text that could be written with an underscore."""
SOURCES = ("google", "bunny", "file", "system")


def modern(loaded: Loaded) -> tuple[Loaded, list[Problem]]:
    """The file as it would be written today, and a problem for each value that stands there in both spellings."""
    value, places = _copied(loaded.value), dict(loaded.places)
    problems: list[Problem] = []

    def move(old: Path, new: Path) -> None:
        around = _at(value, old[:-1])
        if not isinstance(around, dict) or old[-1] not in around:
            return
        target = _at(value, new[:-1])
        if new[-1] in target:
            around.pop(old[-1])
            fact = f"{'.'.join(map(str, old))} is the old spelling of {'.'.join(map(str, new))}, and both stand here"
            problems.append(Problem(loaded.place(*old), fact, "keep the new one"))
            return
        target[new[-1]] = around.pop(old[-1])
        for path in [path for path in places if path[: len(old)] == old]:
            places[(*new, *path[len(old) :])] = places.pop(path)

    for old, new in RENAMED:
        move(old, new)
    theme = _at(value, ("color", "theme"))
    for name in list(theme) if isinstance(theme, dict) else ():
        move(("color", "theme", name), ("color", name))
    if isinstance(theme, dict) and not theme:
        del value["color"]["theme"]
    for part, given in list((_at(value, ("typography",)) or {}).items()):
        for word in WORDS if isinstance(given, dict) else ():
            move(("typography", part, word.replace("-", "_")), ("typography", part, word))
    fonts = _at(value, ("typography", "fonts"))
    if fonts is not None:
        value["typography"]["fonts"] = list(_fonts(fonts, places))
    return Loaded(value, places, loaded.name), problems


def _fonts(given: Any, places: dict[Path, Place]) -> Iterator[dict[str, Any]]:
    """Each font as a mapping with `family` and `source`; `files` as a list."""
    path = ("typography", "fonts")
    named = isinstance(given, Mapping)
    for number, (name, font) in enumerate(given.items() if named else enumerate(given)):
        if named and (*path, name) in places:
            places[(*path, number)] = places[(*path, name)]
        if isinstance(font, str):
            font = {"family": font, "source": "system"}
        for source in SOURCES:
            if isinstance(font, dict) and source in font:
                about = font.pop(source)
                font |= {"family": about} if isinstance(about, str) else dict(about)
                font["source"] = source
        if named and isinstance(name, str):
            font.setdefault("family", name)
        if "files" in font and not isinstance(font["files"], list):
            font["files"] = [font["files"]]
        yield font


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
