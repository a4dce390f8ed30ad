"""layouts.yml: where the slots of our base presentation stand and how they look, a brand's laid over the house's.

The files found on the brand's search path (`powerpoint/layouts.yml`) are laid over each other, the brand's on top: mappings are merged, lists and
single values replaced. `like: content` lets a layout begin as another one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from courseware.brand.model import Brand
from courseware.deck.roles import ROLES
from courseware.files import Files
from courseware.problems import CoursewareError, Problem
from courseware.suggest import did_you_mean
from courseware.yamlfile import Loaded, check, load

NAME = "powerpoint/layouts.yml"
MIXED = re.compile(r"([\w-]+) (\d{1,3})% ([\w-]+)")
"""`accent 80% ground`: four parts of the accent colour on one of the ground."""

NONE = "none"
"""The word for no colour, where a brand takes away one that the house has."""

BOXES = ("at", "rect", "ellipse", "line", "frame")
"""The keys whose value, where it is a list, is a place on the page (`line` is also the spacing of lines)."""

Spec = Mapping[str, Any]


def layers(brand: Brand) -> tuple[str, ...]:
    """The folders that a brand's templates are looked for in, the first that has a file wins."""
    return (brand.folder, "templates", "@templates")


def read_spec(files: Files, brand: Brand) -> Spec:
    """The layouts of a brand, whole: every role with all its slots, nothing left to inherit.

    Raises `CoursewareError` with all problems of the files, each at its line.
    """
    problems: list[Problem] = []
    spec: dict[str, Any] = {}
    seen: set[str] = set()
    for layer in reversed(layers(brand)):
        name = f"{layer}/{NAME}"
        if not files.exists(name) or (text := files.text(name)) in seen:
            continue
        seen.add(text)
        loaded = load(text, name)
        wrong = check(loaded, _schema())
        if not wrong:
            given: Mapping[str, Any] = loaded.value or {}
            spec = _merged(_scaled(spec, given.get("page") or {}), given)
            wrong = _problems(loaded, brand, spec)
        problems += wrong
        if not spec:
            break  # without the house's own file, nothing lies under a brand's
    if problems:
        raise CoursewareError(problems)
    layouts: Mapping[str, Any] = spec["layouts"]
    variants = [{**_whole(layouts, variant), "role": variant["like"]} for variant in spec.get("variants", ())]
    return {**spec, "layouts": {role: _whole(layouts, layouts[role]) for role in ROLES}, "variants": variants}


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(value, Mapping) and isinstance(below, Mapping) else value
    return merged


def _scaled(spec: Mapping[str, Any], page: Mapping[str, Any]) -> Mapping[str, Any]:
    """The spec with all its boxes on a page of another size: a brand of 4:3 has the house's layouts, narrower."""
    old = spec.get("page", {})
    across, down = (page[side] / old[side] if side in page and side in old else 1.0 for side in ("width", "height"))
    if across == down == 1.0:
        return spec

    def scaled(key: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {name: scaled(name, each) for name, each in value.items()}
        if key in BOXES and isinstance(value, list):
            return [number * factor for number, factor in zip(value, (across, down, across, down), strict=True)]
        return [scaled("", each) for each in value] if isinstance(value, list) else value

    return {key: scaled(key, value) for key, value in spec.items()}


def _whole(layouts: Mapping[str, Any], layout: Mapping[str, Any]) -> dict[str, Any]:
    """A layout with what it takes from the one it is like; PowerPoint's type of a layout is its own."""
    if "like" not in layout:
        return dict(layout)
    base = _whole(layouts, layouts[layout["like"]])
    return _merged({key: value for key, value in base.items() if key != "type"}, layout)


def _problems(loaded: Loaded, brand: Brand, spec: Spec) -> list[Problem]:
    """What the schema can't see: names of slots, colours, pictures and layouts, and boxes off the page."""
    value: Mapping[str, Any] = loaded.value or {}
    width, height = spec["page"]["width"], spec["page"]["height"]
    found = []
    for path, key, given in _leaves(value, ()):
        problem = None
        if _is_ink(path, key, given):
            problem = _no_ink(str(given), brand)
        elif key == "picture":
            problem = _no_picture(str(given), brand)
        elif key == "like" and given not in ROLES:
            problem = f"there is no layout {given!r} to begin as", did_you_mean(str(given), ROLES)
        elif key == "like" and _circular(spec["layouts"], str(given)):
            problem = "the layout begins as itself", "say like: only of a layout that begins as nothing else"
        elif key in ("at", "rect", "ellipse") and not _inside(given, width, height):
            problem = (
                f"the box {given} leaves the slide",
                f"a slide is {width:g} x {height:g} points, from its top left",
            )
        elif key == "line" and isinstance(given, list) and not _inside([*given[:2], 0, 0], width, height):
            problem = (
                f"the line {given} leaves the slide",
                f"a slide is {width:g} x {height:g} points, from its top left",
            )
        if problem:
            found.append(Problem(loaded.place(*path, key), *problem))
    for role, layout in (value.get("layouts") or {}).items():
        found += [
            Problem(
                loaded.place("layouts", role, "slots", slot),
                f"a {role} has no slot {slot!r}",
                did_you_mean(slot, ROLES[role]),
            )
            for slot in layout.get("slots") or {}
            if slot not in ROLES[role]
        ]
    return found


def _leaves(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
    """Every key with a value that is no mapping, with the path of what holds it; a list of numbers is one value."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            if isinstance(each, Mapping) or (
                isinstance(each, list) and any(isinstance(item, Mapping) for item in each)
            ):
                yield from _leaves(each, (*path, key))
            else:
                yield path, key, each
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, (*path, number))


def _is_ink(path: tuple[str | int, ...], key: str, given: Any) -> bool:
    """Whether a value names a colour; in `blocks`, an outline is a width, and no colour has a name."""
    if path[:1] == ("blocks",):
        return (key in ("ink", "fill", "band") or path[-1:] == ("inks",)) and given != NONE
    return key in ("ink", "bullet_ink", "fill", "outline", "background")


def _no_ink(name: str, brand: Brand) -> tuple[str, str] | None:
    mixed = MIXED.fullmatch(name)
    names = (mixed[1], mixed[3]) if mixed else (name,)
    wrong = next((one for one in names if one not in brand.colors), None)
    if wrong is None:
        return None
    return f"there is no colour {wrong!r}", did_you_mean(
        wrong, brand.colors, "take a name of the palette, or mix two: accent 80% ground"
    )


def _no_picture(name: str, brand: Brand) -> tuple[str, str] | None:
    if name == "logo" or name in brand.logos:
        return None
    return f"there is no picture {name!r}", did_you_mean(name, ("logo", *brand.logos))


def _circular(layouts: Mapping[str, Any], role: str) -> bool:
    seen: list[str] = []
    while role in layouts and role not in seen:
        seen.append(role)
        role = layouts[role].get("like", "")
    return role in seen


def _inside(box: Sequence[float], width: float, height: float) -> bool:
    x, y, w, h = box
    return x >= 0 and y >= 0 and w >= 0 and h >= 0 and x + w <= width + 0.5 and y + h <= height + 0.5


@cache
def _schema() -> Mapping[str, Any]:
    schema: Mapping[str, Any] = json.loads(Path(__file__).with_name("layouts.schema.json").read_bytes())
    return schema
