"""`_brand.yml` becomes a `Brand`: the public brand.yml form, and our own keys under `defaults.courseware`.

The form is described at https://posit-dev.github.io/brand-yml/. All problems of the file are reported at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from courseware.brand.colors import PALETTE
from courseware.brand.hues import NO_PRIMARY, read_colors
from courseware.brand.logos import SIZES, LogoReader
from courseware.brand.model import Brand
from courseware.brand.spelling import modern
from courseware.brand.typefaces import heading_bold, read_fonts
from courseware.files import Files
from courseware.icons import icon_of, no_such_icon
from courseware.problems import NOWHERE, CoursewareError, Problem
from courseware.suggest import did_you_mean
from courseware.yamlfile import Loaded, check, load

FILE = "_brand.yml"
SHELVES = ("templates/brands", "@templates/brands")
"""Where brands are looked for by name: the project's own come before the package's."""

ICONS = "@templates/icons/kinds.yml"
"""Which icon stands for which kind of slide and box, in a brand that wants icons."""
TEMPLATES = ("template.pptx", "template.potx")
"""What a provider's own presentation is called where `_brand.yml` doesn't name one."""
FOOTER_FIELDS = ("code", "edition", "course", "module", "n", "client")


def brand_names(files: Files) -> tuple[str, ...]:
    """The names of all brands that can be built, sorted: the project's, the package's, and folders given by path."""
    names = {root.removeprefix("@brand/") for root in files.roots if root.startswith("@brand/")}
    for shelf in SHELVES:
        names |= {folder.rsplit("/", 1)[1] for folder in files.folders(shelf) if files.exists(f"{folder}/{FILE}")}
    return tuple(sorted(names))


def brand_folder(files: Files, name: str) -> str:
    """The folder of a brand as a name for `Files`; `CoursewareError` with the nearest name where there is none."""
    wanted = name.removeprefix("@brand/")
    folders = [f"@brand/{wanted}"] if f"@brand/{wanted}" in files.roots else [f"{shelf}/{wanted}" for shelf in SHELVES]
    found = files.first(f"{folder}/{FILE}" for folder in folders)
    if found is None:
        known = brand_names(files)
        hint = did_you_mean(name, known, f"there are {', '.join(known)}; a brand is a folder with a {FILE}")
        raise CoursewareError(Problem(NOWHERE, f"there is no brand {name!r}", hint))
    return found.removesuffix(f"/{FILE}")


def read_brand(files: Files, name: str) -> Brand:
    """The brand called `name`, complete: what its file doesn't say is derived from what it does.

    `CoursewareError` carries every problem of the file; what only deserves a look is in `Brand.warnings`.
    """
    folder = brand_folder(files, name)
    file = f"{folder}/{FILE}"
    loaded = load(files.text(file), file)
    if loaded.value is None:
        raise CoursewareError(Problem(loaded.place(), "the file is empty", "begin with meta, color and logo"))
    problems = check(loaded, schema())
    if problems:
        raise CoursewareError(problems)
    loaded, problems = modern(loaded)
    return _brand(files, name, folder, loaded, problems)


def _brand(files: Files, name: str, folder: str, loaded: Loaded, problems: list[Problem]) -> Brand:
    value: Mapping[str, Any] = loaded.value
    own = _with_template(files, folder, (value.get("defaults") or {}).get("courseware") or {})
    title = _title(value, name)
    logo_reader = LogoReader(files, folder, loaded, title)
    logos = logo_reader.read()
    colors, color_problems = read_colors(loaded)
    families, font_files, font_problems = read_fonts(files, folder, loaded)
    problems = [
        *problems, *color_problems, *logo_reader.problems, *font_problems, *_own_keys(files, folder, own, loaded),
    ]  # fmt: skip
    left = _open(value) if "template" in own else ()
    if "colors" in left:
        problems = [problem for problem in problems if problem.fact != NO_PRIMARY]
    if any(problem.severity == "error" for problem in problems):
        raise CoursewareError(problem for problem in problems if problem.severity == "error")
    link = (value.get("meta") or {}).get("link", "")
    return Brand(
        name=name,
        title=title,
        folder=folder,
        colors=colors,
        families=families,
        fonts=font_files,
        logo=next((logos[size] for size in SIZES if size in logos), None),
        logos=logos,
        heading_bold=heading_bold(value),
        template=f"{folder}/{own['template']}" if "template" in own else "",
        open=left,
        layouts=own.get("layouts") or {},
        keep_slides=tuple(own.get("keep_slides") or ()),
        legal=_lines(own.get("legal")),
        footer=own.get("footer") or "",
        paper=own.get("paper") or "A4",
        fit=own.get("fit") or {},
        vars={key: str(word) for key, word in (own.get("vars") or {}).items()},
        link=link if isinstance(link, str) else str(link.get("home", "")),
        settings=_settings(files, own),
        warnings=tuple(problems),
        place=loaded.place(),
    )


def _open(value: Mapping[str, Any]) -> tuple[str, ...]:
    """What the file leaves to its presentation's theme: colours where it names no primary one, letters where it names none."""
    held = (("colors", "primary" in (value.get("color") or {})), ("families", bool(value.get("typography"))))
    return tuple(name for name, said in held if not said)


def _lines(given: Any) -> tuple[str, ...]:
    """One line or several."""
    return (given,) if isinstance(given, str) else tuple(given or ())


def _with_template(files: Files, folder: str, own: Mapping[str, Any]) -> Mapping[str, Any]:
    """A brand's own keys, with the presentation that lies in its folder under the usual name where the file names none."""
    usual = next((name for name in TEMPLATES if "template" not in own and files.exists(f"{folder}/{name}")), "")
    return {**own, "template": usual} if usual else own


def _settings(files: Files, own: Mapping[str, Any]) -> dict[str, Any]:
    """Options of documents, and how slides look and move beyond their layouts."""
    icons = own.get("icons") or {}
    if icons:
        usual: Mapping[str, Any] = load(files.text(ICONS), ICONS).value
        icons = {**usual, **(icons if isinstance(icons, Mapping) else {})}
    looks = {"icons": icons, **{key: own.get(key) for key in ("deck", "progress", "transition", "chart_colors")}}
    looks |= {"options": own.get("options"), "print": own.get("print")}
    return {"handout": dict(own.get("handout") or {}), **{key: value for key, value in looks.items() if value}}


def _title(value: Mapping[str, Any], name: str) -> str:
    given = (value.get("meta") or {}).get("name")
    if isinstance(given, Mapping):
        given = given.get("full") or given.get("short")
    return str(given) if given else name


def _own_keys(files: Files, folder: str, own: Mapping[str, Any], loaded: Loaded) -> list[Problem]:
    path = ("defaults", "courseware")
    problems = []
    icons = own.get("icons")
    for kind, icon in (icons if isinstance(icons, Mapping) else {}).items():
        if icon != "none" and icon_of(icon, files) is None:
            problems.append(no_such_icon(icon, files, loaded.place(*path, "icons", kind)))
    for at, name in enumerate(own.get("chart_colors") or ()):
        known = (*PALETTE, *(loaded.value.get("color") or {}).get("palette", ()))
        if name not in known:
            hint = did_you_mean(name, known, "name colours of color: palette:, or accent to accent6")
            problems.append(Problem(loaded.place(*path, "chart_colors", at), f"nobody knows the colour {name}", hint))
    for word in re.findall(r"\{(\w*)\}", own.get("footer") or ""):
        if word not in FOOTER_FIELDS:
            fact, hint = f"nothing fills {{{word}}} in the foot of a slide", did_you_mean(word, FOOTER_FIELDS)
            problems.append(Problem(loaded.place(*path, "footer"), fact, hint))
    for key in ("layouts", "keep_slides"):
        if "template" not in own and own.get(key):
            fact = f"{key} says something about a template, and the brand names none"
            problems.append(Problem(loaded.place(*path, key), fact, "add template:"))
    if "template" in own:
        place = loaded.place(*path, "template")
        try:
            if not files.exists(f"{folder}/{own['template']}"):
                fact = f"there is no presentation {own['template']}"
                problems.append(Problem(place, fact, "paths are relative to the brand's folder"))
        except CoursewareError as error:  # it leads outside, or is hidden: told where it is named
            problems += [Problem(place, f"{own['template']}: {each.fact}", each.hint) for each in error.problems]
    return problems


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema of `_brand.yml`."""
    found: Mapping[str, Any] = json.loads(Path(__file__).with_name("schema.json").read_bytes())
    return found
