"""The families that a `_brand.yml` sets text in, and the files that it brings for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from courseware.brand import fonts
from courseware.brand.derive import families as derived
from courseware.brand.model import FontFile
from courseware.files import Files
from courseware.problems import Problem
from courseware.yamlfile import Loaded, load

FAMILIES = {"body": ("base", "sans"), "heading": ("headings", "sans"), "mono": ("monospace", "mono")}
"""`Brand.families`' keys -> the key under `typography`, and the kind of letter that stands in."""
LENDER = "Arial"
"""The family that lends characters which none of the brand's has (Greek, Hebrew, arrows): every Office machine has it."""
BOLD_WORDS = frozenset({"semi-bold", "demi-bold", "bold", "extra-bold", "ultra-bold", "black"})
_WEB = ("google", "bunny")

Found = tuple[dict[str, str], dict[tuple[str, bool, bool], FontFile], list[Problem]]


ODD = re.compile(r"[\"\\;{}<>\x00-\x1f]")
"""Signs that no font's name has: they would end the name where a style sheet says it."""


def _odd_names(loaded: Loaded, typography: Mapping[str, Any]) -> list[Problem]:
    """Families whose names are more than names."""
    said: dict[tuple[str | int, ...], str] = {
        ("typography", part): _family(typography.get(part)) or "" for part, _ in FAMILIES.values()
    }
    own = typography.get("fonts") or ()
    said |= {("typography", "fonts", number): str(font.get("family", "")) for number, font in enumerate(own)}
    hint = "write the font's name as Word or PowerPoint shows it"
    return [
        Problem(loaded.place(*path), f"{name!r:.60} is no name of a font", hint)
        for path, name in said.items()
        if name and ODD.search(name)
    ]


def read_fonts(files: Files, folder: str, loaded: Loaded) -> Found:
    """The brand's families (heading, body, mono), the file of each in four styles, and what is wrong with them."""
    typography: Mapping[str, Any] = loaded.value.get("typography") or {}
    own: list[fonts.OwnFont] = []
    problems: list[Problem] = []
    settled: set[str] = set()
    for number, font in enumerate(typography.get("fonts") or ()):
        path = ("typography", "fonts", number)
        source = font.get("source", "file")
        family = font.get("family", "")
        if not family:
            problems.append(Problem(loaded.place(*path), "the font has no name", "add family:"))
        elif source in _WEB:
            fact = f"fonts are not fetched from a network: {family} from {source}"
            hint = (
                "save its TTF files in the brand's folder, and write source: file and files: [fonts/NAME.ttf, ...]; "
                "or write source: system where your readers' machines have it"
            )
            problems.append(Problem(loaded.place(*path, "source"), fact, hint))
        elif source == "file" and not font.get("files"):
            hint = "add files:, or write source: system"
            problems.append(Problem(loaded.place(*path), f"the font {family} names no files", hint))
        elif source == "system":
            settled.add(family)
        else:
            found, wrong = _own(font, folder, loaded, path)
            own += found
            problems += wrong
    problems += _odd_names(loaded, typography)
    families = derived({key: _family(typography.get(part)) for key, (part, _) in FAMILIES.items()} | _code(typography))
    wanted = [
        fonts.Wanted(families[key], kind, loaded.place("typography", part), families[key] in settled)
        for key, (part, kind) in FAMILIES.items()
    ]
    wanted.append(fonts.Wanted(LENDER, "sans", loaded.place()))
    package = load(files.text(f"{fonts.FOLDER}/fonts.yml"), f"{fonts.FOLDER}/fonts.yml").value
    resolved, more = fonts.resolve(files, package, wanted, own)
    return families, resolved, problems + more


def heading_bold(value: Mapping[str, Any]) -> bool:
    """Whether titles are bold: where nothing is said, they are."""
    headings = (value.get("typography") or {}).get("headings")
    return _is_bold(headings.get("weight", "bold")) if isinstance(headings, Mapping) else True


def _own(
    font: Mapping[str, Any], folder: str, loaded: Loaded, path: tuple[str | int, ...]
) -> tuple[list[fonts.OwnFont], list[Problem]]:
    """The font's files."""
    own: list[fonts.OwnFont] = []
    problems: list[Problem] = []
    for at, given in enumerate(font["files"]):
        entry = {"path": given} if isinstance(given, str) else given
        place = loaded.place(*path, "files", at)
        if "://" in entry["path"]:
            fact = f"fonts are not fetched from a network: {entry['path']}"
            problems.append(Problem(place, fact, "save the file in the brand's folder, and write its path"))
            continue
        bold, italic = _is_bold(entry.get("weight", "normal")), entry.get("style") in ("italic", "oblique")
        own.append(fonts.OwnFont(font["family"], bold, italic, f"{folder}/{entry['path']}", place))
    return own, problems


def _code(typography: Mapping[str, Any]) -> dict[str, str]:
    """The family of code, where it is said only for code in blocks or within lines."""
    parts = ("monospace", "monospace-block", "monospace-inline")
    found = next((family for part in parts if (family := _family(typography.get(part)))), "")
    return {"mono": found}


def _family(given: Any) -> str:
    if isinstance(given, Mapping):
        given = given.get("family")
    return str(given).partition(",")[0].strip().strip("'\"") if given else ""


def _is_bold(weight: Any) -> bool:
    return weight >= fonts.BOLD if isinstance(weight, int) else weight in BOLD_WORDS
