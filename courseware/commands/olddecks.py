"""What `import` and `rebrand` share: reading an old file in whichever format it is."""

from __future__ import annotations

from pathlib import Path

from courseware.importing.course import Imported
from courseware.importing.pptx import import_deck
from courseware.importing.wish import Wish
from courseware.problems import CoursewareError, Place, Problem

DECKS = (".pptx", ".potx", ".ppsx", ".pptm", ".ppsm", ".potm")
OLD_DECKS = (".ppt", ".pps", ".pot", ".odp", ".otp", ".fodp", ".key")
DOCUMENTS = (".docx", ".docm", ".dotx")
OLD_DOCUMENTS = (".doc", ".odt", ".rtf", ".fodt")


def is_old(path: Path) -> bool:
    """Whether a file is a deck or a document, not an outline in plain text."""
    return path.suffix.lower() in (*DECKS, *OLD_DECKS, *DOCUMENTS, *OLD_DOCUMENTS)


def read_bytes(path: Path) -> bytes:
    """A file's bytes; `CoursewareError` where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        hint = "check the file's name"
        raise CoursewareError(Problem(Place(path.as_posix()), (error.strerror or str(error)).lower(), hint)) from None


def imported(path: Path, wish: Wish) -> Imported:
    """The course that an old deck or document becomes. Formats that we don't read ourselves go through LibreOffice, where it is."""
    from courseware.build.officefiles import as_office, drawn

    data, name, ending = read_bytes(path), path.as_posix(), path.suffix.lower()
    if ending in (*DOCUMENTS, *OLD_DOCUMENTS):
        from courseware.importing.docx import import_document

        if ending in OLD_DOCUMENTS:
            data = as_office(name, data, "docx")
        return import_document(name, data, wish)
    if ending in OLD_DECKS:
        data = as_office(name, data, "pptx")
    return import_deck(name, data, wish, drawn)


def groups() -> tuple[tuple[str, str], ...]:
    """The words for sizes of groups in every language, with the key of each: decks of ours are read back by them."""
    from courseware.files import packaged_templates
    from courseware.yamlfile import load

    found: dict[str, str] = {}
    for path in sorted((packaged_templates() / "labels").glob("*.yml")):
        words = load(path.read_text(encoding="utf-8"), path.name).value or {}
        for key, word in words.items():
            if key.startswith("group_"):
                found.setdefault(str(word), key.removeprefix("group_"))
    return tuple(found.items())


def languages() -> tuple[str, ...]:
    """The languages that there are printed words for."""
    from courseware.files import packaged_templates

    return tuple(sorted(path.stem for path in (packaged_templates() / "labels").glob("*.yml")))
