"""A new brand's folder: everything is made first and written at once, and nothing that is there is touched."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from courseware.brand.read import FILE, brand_names, read_brand
from courseware.branding.proposal import Proposal
from courseware.branding.sources import LOGOS, PRESENTATIONS, from_logo, from_nothing, from_template
from courseware.branding.writing import brand_text
from courseware.files import Files
from courseware.problems import NOWHERE, CoursewareError, Place, Problem
from courseware.suggest import nearest

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
SPELT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "æ": "ae"}
RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[1-9]")
SPEC = "@templates/powerpoint/layouts.yml"


def proposed(name: str, source: Path | None, files: Files) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of the new brand `name` by their path in its folder, `_brand.yml` first, and what was found.

    Raises `CoursewareError` for a source that can't be used.
    """
    title = name.replace("-", " ").title()
    if source is None:
        return _whole(from_nothing(title), name)
    ending = source.suffix.lower()
    if ending in (".yml", ".yaml"):
        from courseware.branding.copying import copied_brand

        text, more, notes = copied_brand(_text(source), source.as_posix(), source.parent)
        return {FILE: text.encode(), **more}, notes
    data = _read(source)
    if ending in LOGOS:
        return _whole(from_logo(data, source.as_posix(), title, files), name)
    if ending in PRESENTATIONS:
        from courseware.yamlfile import load

        return _whole(from_template(data, source.as_posix(), title, files, load(files.text(SPEC), SPEC).value), name)
    known = "a logo (.svg, .png, .jpg), a presentation (.pptx, .potx) or a _brand.yml"
    hints = {
        ".ppt": "save it as .pptx in PowerPoint",
        ".pptm": "save it without macros, as .pptx",
        ".potm": "save it without macros, as .potx",
    }
    raise _bad(
        source, f"no brand can be made from a {ending or 'file without an ending'}", hints.get(ending, f"name {known}")
    )


def _whole(proposal: Proposal, name: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    return {FILE: brand_text(proposal, name).encode(), **proposal.files}, proposal.notes


def refuse_name(name: str, files: Files) -> None:
    """Raises `CoursewareError` where a brand can't be called that, or one is."""
    if not NAME.fullmatch(name):
        plain = re.sub(r"[^a-z0-9]+", "-", _in_letters(name)).strip("-")
        hint = "use small letters, digits and hyphens" + (f": {plain}" if NAME.fullmatch(plain) else "")
        raise CoursewareError(Problem(NOWHERE, f"a brand can't be called {name!r}", hint))
    if RESERVED.fullmatch(name):
        hint = f"Windows keeps this name for a device: {name}-training"
        raise CoursewareError(Problem(NOWHERE, f"a brand can't be called {name!r}", hint))
    if name in brand_names(files):
        hint = "choose another name, or change the one there is"
        raise CoursewareError(Problem(NOWHERE, f"there is a brand called {name} already", hint))


def _in_letters(name: str) -> str:
    """The name in small letters of ASCII: `größe` as `groesse`, `étude` as `etude`."""
    spelt = name.lower()
    for letter, letters in SPELT.items():
        spelt = spelt.replace(letter, letters)
    return unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()


def tried(name: str, files: Files) -> tuple[Problem, ...]:
    """What the reader says of a brand that was just written: errors and warnings."""
    try:
        return read_brand(files, name).warnings
    except CoursewareError as error:
        return error.problems


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except FileNotFoundError:
        near = nearest(source.name, (path.name for path in source.parent.glob("*"))) if source.parent.is_dir() else None
        raise _bad(
            source, "there is no such file", f"did you mean {near}?" if near else "check the file's name"
        ) from None
    except OSError as error:
        raise _bad(source, (error.strerror or str(error)).lower(), "check the file's name") from None


def _text(source: Path) -> str:
    try:
        return _read(source).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(source, "the file is not UTF-8 text", "save it as UTF-8") from None


def _bad(source: Path, fact: str, hint: str) -> CoursewareError:
    return CoursewareError(Problem(Place(source.as_posix()), fact, hint))
