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

from courseware.brand import fonts
from courseware.brand.colors import BODY_CONTRAST, LEAST_CONTRAST, PALETTE, complete, contrast
from courseware.brand.logos import SIZES, LogoReader
from courseware.brand.model import Brand, FontFile
from courseware.files import Files
from courseware.icons import icon_of, no_such_icon
from courseware.problems import NOWHERE, CoursewareError, Problem, warning
from courseware.suggest import did_you_mean
from courseware.yamlfile import Loaded, check, load

FILE = "_brand.yml"
SHELVES = ("templates/brands", "@templates/brands")
"""Where brands are looked for by name: the project's own come before the package's."""

FAMILIES = {"body": ("base", "sans"), "heading": ("headings", "sans"), "mono": ("monospace", "mono")}
"""`Brand.families`' keys -> the key under `typography`, and the kind of letter that stands in."""
ICONS = "@templates/icons/kinds.yml"
TEMPLATES = ("template.pptx", "template.potx")
"""What a provider's own presentation is called where `_brand.yml` doesn't name one."""
"""Which icon stands for which kind of slide and box, in a brand that wants icons."""
LENDER = "Arial"
"""The family that lends characters which none of the brand's has (Greek, Hebrew, arrows): every Office machine has it."""
FOOTER_FIELDS = ("code", "edition", "course", "module", "n", "client")
DEFAULT_FAMILY = {"body": "Calibri", "mono": "Courier New"}
BOLD_WORDS = frozenset({"semi-bold", "demi-bold", "bold", "extra-bold", "ultra-bold", "black"})
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


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
    problems = check(loaded, _schema())
    if problems:
        raise CoursewareError(problems)
    return _brand(files, name, folder, loaded)


def _brand(files: Files, name: str, folder: str, loaded: Loaded) -> Brand:
    value: Mapping[str, Any] = loaded.value
    own = _with_template(files, folder, (value.get("defaults") or {}).get("courseware") or {})
    title = _title(value, name)
    logo_reader = LogoReader(files, folder, loaded, title, for_slides="template" not in own)
    logos = logo_reader.read()
    colors, problems = _colors(loaded)
    families, font_files, font_problems = _fonts(files, folder, loaded)
    problems += [*logo_reader.problems, *font_problems, *_own_keys(files, folder, own, loaded)]
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
        heading_bold=_heading_bold(value),
        template=f"{folder}/{own['template']}" if "template" in own else "",
        layouts=own.get("layouts") or {},
        keep_slides=tuple(own.get("keep_slides") or ()),
        legal=tuple(own.get("legal") or ()),
        footer=own.get("footer") or "",
        paper=own.get("paper") or "A4",
        fit=own.get("fit") or {},
        vars={key: str(word) for key, word in (own.get("vars") or {}).items()},
        link=link if isinstance(link, str) else str(link.get("home", "")),
        settings=_settings(files, own),
        warnings=tuple(problems),
        place=loaded.place(),
    )


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
    return {"handout": dict(own.get("handout") or {}), **{key: value for key, value in looks.items() if value}}


def _title(value: Mapping[str, Any], name: str) -> str:
    given = (value.get("meta") or {}).get("name")
    if isinstance(given, Mapping):
        given = given.get("full") or given.get("short")
    return str(given) if given else name


def _colors(loaded: Loaded) -> tuple[dict[str, str], list[Problem]]:
    """All colours of the brand, those that it names and those that follow from them."""
    given: dict[str, Any] = dict(loaded.value.get("color") or {})
    named: dict[str, Any] = dict(given.pop("palette", None) or {})
    asked: list[tuple[tuple[str, ...], Any]] = [(("color", "palette", key), value) for key, value in named.items()]
    asked += [(("color", key), value) for key, value in given.items()]
    typography = loaded.value.get("typography") or {}
    for part in ("headings", "link"):
        if isinstance(typography.get(part), Mapping) and "color" in typography[part]:
            asked.append((("typography", part, "color"), typography[part]["color"]))
    problems: list[Problem] = []
    if "primary" not in given:
        problems.append(warning(loaded.place("color"), "the brand names no primary colour", "add color: primary:"))
    colors: dict[str, str] = {}
    for path, value in asked:
        found = _resolved(value, path[-1], {**given, **named}, named if "palette" not in path else {})
        key = {"headings": "heading"}.get(path[1], path[1]) if path[0] == "typography" else path[-1]
        if isinstance(found, str):
            colors[key] = found
        else:
            problems.append(Problem(loaded.place(*path), found[0], found[1]))
    if any(problem.severity == "error" for problem in problems):
        return colors, problems
    colors = complete(colors)
    return colors, problems + _pale(loaded, colors)


def _resolved(value: Any, key: str, known: Mapping[str, Any], palette: Mapping[str, Any]) -> str | tuple[str, str]:
    """The colour that `value` means under `key`, through names; or fact and hint where it means none."""
    word = str(value["light"] if isinstance(value, Mapping) else value)
    seen = [] if word in palette else [key]
    while word in known and word not in seen:
        seen.append(word)
        word = str(known[word]["light"] if isinstance(known[word], Mapping) else known[word])
    found = hexadecimal(word)
    if found is not None:
        return found
    if word in known and len(seen) > 1:
        return f"the colour {word} is named by itself", 'give one of them a value such as "#0B6E4F"'
    hint = 'write it in quotes, as "#0B6E4F", or name a colour of color.palette'
    return f"{word!r} is no colour", did_you_mean(word, known, hint)


def hexadecimal(word: str) -> str | None:
    """A CSS colour without transparency as six hexadecimal digits; None where it is none."""
    if _HEX.fullmatch(word):
        digits = word[1:] if len(word) == 7 else "".join(2 * digit for digit in word[1:])
        return digits.upper()
    from PIL import ImageColor

    try:
        return "{:02X}{:02X}{:02X}".format(*ImageColor.getrgb(word)[:3]) if not word.startswith("#") else None
    except ValueError:
        return None


def _pale(loaded: Loaded, colors: Mapping[str, str]) -> list[Problem]:
    """Warnings for colours that the brand chose and that are hard to read on its ground."""
    found = []
    for name, paths, least in (
        ("foreground", (("color", "foreground"),), BODY_CONTRAST),
        ("heading", (("typography", "headings", "color"),), LEAST_CONTRAST),
        ("link", (("typography", "link", "color"), ("color", "palette", "link")), LEAST_CONTRAST),
        ("muted", (("color", "palette", "muted"),), LEAST_CONTRAST),
    ):
        path = next((path for path in paths if path in loaded.places), None)
        ratio = contrast(colors[name], colors["background"])
        if path and ratio < least:
            fact = f"the colour {name} has a contrast of {ratio:.1f}:1 to the background; {least:g}:1 is needed"
            found.append(warning(loaded.place(*path), fact, "take a darker colour, or a lighter one on a dark ground"))
    return found


def _fonts(
    files: Files, folder: str, loaded: Loaded
) -> tuple[dict[str, str], dict[tuple[str, bool, bool], FontFile], list[Problem]]:
    typography: Mapping[str, Any] = loaded.value.get("typography") or {}
    own: list[fonts.OwnFont] = []
    problems: list[Problem] = []
    for number, font in enumerate(typography.get("fonts") or ()):
        path = ("typography", "fonts", number)
        if font.get("source", "file") in ("google", "bunny"):
            fact = f"fonts are not fetched from a network: {font['family']} from {font['source']}"
            hint = "save its TTF files in the brand's folder, and write source: file and files: [fonts/NAME.ttf, ...]"
            problems.append(Problem(loaded.place(*path, "source"), fact, hint))
        elif font.get("source", "file") == "file" and not font.get("files"):
            fact = f"the font {font['family']} names no files"
            problems.append(Problem(loaded.place(*path), fact, "add files:, or write source: system"))
        for at, given in enumerate(font.get("files") or ()):
            entry = {"path": given} if isinstance(given, str) else given
            bold = _is_bold(entry.get("weight", "normal"))
            place = loaded.place(*path, "files", at)
            italic = entry.get("style") == "italic"
            own.append(fonts.OwnFont(font["family"], bold, italic, f"{folder}/{entry['path']}", place))
    families = {key: _family(typography.get(part)) for key, (part, _) in FAMILIES.items()}
    families["body"] = families["body"] or DEFAULT_FAMILY["body"]
    families["heading"] = families["heading"] or families["body"]
    families["mono"] = families["mono"] or DEFAULT_FAMILY["mono"]
    wanted = [
        fonts.Wanted(families[key], kind, loaded.place("typography", part)) for key, (part, kind) in FAMILIES.items()
    ]
    wanted.append(fonts.Wanted(LENDER, "sans", loaded.place()))
    package = load(files.text(f"{fonts.FOLDER}/fonts.yml"), f"{fonts.FOLDER}/fonts.yml").value
    found, more = fonts.resolve(files, package, wanted, own)
    return families, found, problems + more


def _family(given: Any) -> str:
    if isinstance(given, Mapping):
        given = given.get("family")
    return str(given).partition(",")[0].strip() if given else ""


def _is_bold(weight: Any) -> bool:
    return weight >= fonts.BOLD if isinstance(weight, int) else weight in BOLD_WORDS


def _heading_bold(value: Mapping[str, Any]) -> bool:
    headings = (value.get("typography") or {}).get("headings")
    return _is_bold(headings.get("weight", "bold")) if isinstance(headings, Mapping) else True


def _own_keys(files: Files, folder: str, own: Mapping[str, Any], loaded: Loaded) -> list[Problem]:
    path = ("defaults", "courseware")
    problems = []
    if own.get("keep_slides"):
        fact = "slides of a provider's presentation can't be kept in every deck yet"
        hint = "write them into module/deck.pptx.j2 in the brand's folder"
        problems.append(Problem(loaded.place(*path, "keep_slides"), fact, hint))
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
    if "template" not in own and own.get("layouts"):
        fact = "layouts says something about a template, and the brand names none"
        problems.append(Problem(loaded.place(*path, "layouts"), fact, "add template:"))
    if "template" in own and not files.exists(f"{folder}/{own['template']}"):
        fact = f"there is no presentation {own['template']}"
        problems.append(Problem(loaded.place(*path, "template"), fact, "paths are relative to the brand's folder"))
    return problems


@cache
def _schema() -> Mapping[str, Any]:
    schema: Mapping[str, Any] = json.loads(Path(__file__).with_name("schema.json").read_bytes())
    return schema
