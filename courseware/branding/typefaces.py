"""Whether the fonts of a brand are there, may be embedded, and are on the machines that show a deck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from courseware.brand.model import Brand
from courseware.branding.findings import LOOK, OK, SAID, WRONG, Row, Section
from courseware.files import Files
from courseware.yamlfile import load

OFFICE = "@templates/fonts/office.yml"
RESTRICTED, PREVIEW, BITMAP = 0x0002, 0x0004, 0x0200
"""OS/2.fsType: no embedding at all, for viewing and printing only, pictures only (OpenType 1.9, OS/2 table)."""


def font_section(brand: Brand, families: Mapping[str, Sequence[str]], files: Files) -> Section:
    """A row for each family in use; `families` maps them to what they are used for."""
    office: Mapping[str, Any] = load(files.text(OFFICE), OFFICE).value
    rows = tuple(row for family, uses in families.items() for row in _rows(brand, family, uses, office, files))
    return Section("fonts", rows)


def _rows(brand: Brand, family: str, uses: Sequence[str], office: Mapping[str, Any], files: Files) -> Iterator[Row]:
    file = brand.font(family)
    own = file.file.startswith(f"{brand.folder}/")
    used = ", ".join(uses)
    if own:
        styles = {brand.font(family, bold, italic).file for bold in (False, True) for italic in (False, True)}
        for name in sorted(styles):
            yield _licence(family, name, files)
        hint = "install it on the machines that show the deck, or hand out PDFs"
        known = _machines(family, office)
        yield Row(
            family,
            OK if known == "everywhere" else SAID,
            (used, f"{len(styles)} files of its own", _told(known)),
            "" if known else hint,
        )
        return
    known = _machines(family, office)
    measured = f"measured with {file.stand_in}" if file.stand_in else "measured exactly"
    if not known:
        hint = f"bring its files under typography.fonts, and install {family} where decks are shown"
        yield Row(family, LOOK, (used, measured, _told(known)), hint)
    elif known != "everywhere" or file.stand_in:
        hint = "bring its files under typography.fonts for print as it is meant" if file.stand_in else ""
        yield Row(family, SAID, (used, measured, _told(known)), hint)
    else:
        yield Row(family, OK, (used, measured, _told(known)))


def _machines(family: str, office: Mapping[str, Any]) -> str:
    return next((kind for kind in ("everywhere", "windows", "new") if family in office[kind]), "")


def _told(known: str) -> str:
    return {
        "everywhere": "every Office machine has it",
        "windows": "Windows has it, macOS doesn't",
        "new": "Microsoft 365 has it, older Office doesn't",
        "": "Office doesn't bring it",
    }[known]


def _licence(family: str, file: str, files: Files) -> Row:
    """Whether the font's maker lets it be embedded in PDFs that are handed out."""
    name = file.rpartition("/")[2]
    allowed = fs_type(files.read(file))
    if allowed is None:
        return Row(
            name,
            LOOK,
            (family, "doesn't say whether it may be embedded"),
            "ask its maker for a file with an OS/2 table",
        )
    if allowed & RESTRICTED and not allowed & (PREVIEW | 0x0008):
        return Row(
            name,
            WRONG,
            (family, "its licence forbids embedding"),
            "PDFs hold the font: get a licence that allows it, or take another font",
        )
    if allowed & BITMAP:
        return Row(
            name,
            WRONG,
            (family, "only pictures of it may be embedded"),
            "get a licence that allows it, or take another font",
        )
    said = "for viewing and printing" if allowed & PREVIEW else "for editing" if allowed & 0x0008 else "without limits"
    return Row(name, OK, (family, f"may be embedded {said}"))


def fs_type(data: bytes) -> int | None:
    """`fsType` of a TrueType or OpenType file; None where it has none."""
    for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
        if data[at : at + 4] == b"OS/2":
            start = int.from_bytes(data[at + 8 : at + 12], "big")
            found = data[start + 8 : start + 10]
            return int.from_bytes(found, "big") if len(found) == 2 else None
    return None
