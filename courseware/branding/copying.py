"""A new brand from somebody's `_brand.yml`: the file as it is, with the pictures and fonts that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from courseware.brand.read import schema
from courseware.brand.spelling import modern
from courseware.problems import CoursewareError, Place, Problem
from courseware.yamlfile import check, load

_SOURCE = re.compile(r"(\bsource\s*:\s*)[\"']?(google|bunny)[\"']?")
_OLD = re.compile(r"(?m)^(\s*-\s*|\s*-?\s*\{\s*)(google|bunny)(\s*:)")
LARGEST = 40 * 1024 * 1024
"""Bytes of a font or picture that is copied."""


def copied_brand(text: str, name: str, folder: Path) -> tuple[str, dict[str, bytes], tuple[str, ...]]:
    """The text of the new `_brand.yml`, the files it names by their path in the new folder, and what was changed.

    Fonts of a web service become fonts that the machines have, since nothing is fetched. Raises `CoursewareError` with every problem of the
    file `name`, which lies in `folder`.
    """
    loaded = load(text, name)
    problems = (
        check(loaded, schema())
        if loaded.value
        else [Problem(Place(name), "the file is empty", "name a _brand.yml that says something")]
    )
    if problems:
        raise CoursewareError(problems)
    value = modern(loaded)[0].value
    files: dict[str, bytes] = {}
    for relative in dict.fromkeys(_named(value)):
        data = _read(folder, relative, name, problems)
        if data is not None:
            files[relative] = data
    if problems:
        raise CoursewareError(problems)
    changed, notes = text, [f"{count} with it" for count in (_counted(files),) if count]
    if _SOURCE.search(changed) or _OLD.search(changed):
        changed = _OLD.sub(r"\1system\3", _SOURCE.sub(r"\1system", changed))
        fonts = value.get("typography", {}).get("fonts", ())
        web = [font["family"] for font in fonts if font.get("source") in ("google", "bunny")]
        notes.append(
            f"fonts of the web are fonts of the machines now ({', '.join(web)}): save their files in fonts/ for print as it is meant"
        )
    return changed, files, tuple(notes)


def _counted(files: Mapping[str, bytes]) -> str:
    return f"{len(files)} file{'' if len(files) == 1 else 's'}" if files else ""


def _named(value: Mapping[str, Any]) -> Iterator[str]:
    """The local files that a brand names."""
    logo = value.get("logo")
    yield from _pictures(logo, set(logo.get("images") or {}) if isinstance(logo, Mapping) else set())
    for font in (value.get("typography") or {}).get("fonts") or ():
        for file in font.get("files") or ():
            yield file if isinstance(file, str) else file["path"]
    own = (value.get("defaults") or {}).get("courseware") or {}
    yield from [own["template"]] if "template" in own else []


def _pictures(given: Any, names: set[str]) -> Iterator[str]:
    if isinstance(given, str):
        yield from [] if given in names else [given]
    elif isinstance(given, Mapping):
        for key, each in given.items():
            if key != "alt":
                yield from _pictures(each, names)


def _read(folder: Path, relative: str, name: str, problems: list[Problem]) -> bytes | None:
    """A file beside the brand's; None where it isn't copied."""
    if "://" in relative:
        return None  # the reader tells it
    path = PurePosixPath(relative)
    if path.is_absolute() or ".." in path.parts or not (folder / relative).resolve().is_relative_to(folder.resolve()):
        problems.append(
            Problem(Place(name), f"{relative} lies outside the brand's folder", "put it beside the _brand.yml first")
        )
        return None
    try:
        data = (folder / relative).read_bytes()
    except OSError:
        problems.append(Problem(Place(name), f"there is no file {relative}", "paths are relative to the _brand.yml"))
        return None
    if len(data) > LARGEST:
        problems.append(Problem(Place(name), f"{relative} is larger than {LARGEST // 1024**2} MB", "make it smaller"))
        return None
    return data
