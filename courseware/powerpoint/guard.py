"""What a stranger's presentation may hold: checked before anything of it is unpacked or opened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

from courseware.archives import is_swollen, unpacked
from courseware.limits import LARGEST_DECK, MOST_DECK_PARTS
from courseware.problems import CoursewareError, Place, Problem

_SAVE_PLAIN = "save it in PowerPoint as a plain presentation (.pptx) or template (.potx)"


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse, with every reason at once, an archive that would grow, escape or is no presentation. Reads only its directory."""
    members = archive.infolist()
    facts: list[tuple[str, str]] = []
    if len(members) > MOST_DECK_PARTS:
        facts.append(
            (
                f"the presentation holds {len(members)} parts, more than {MOST_DECK_PARTS}",
                "delete the slides that the template doesn't need",
            )
        )
    total = unpacked(members)
    if total > LARGEST_DECK:
        facts.append(
            (
                f"the presentation unpacks to {total // 1024**2} MB, more than {LARGEST_DECK // 1024**2} MB",
                "compress its pictures in PowerPoint",
            )
        )
    seen: set[str] = set()
    for member in members:
        path = member.orig_filename.replace("\\", "/")  # older .NET programs write it so
        if is_swollen(member):
            facts.append(
                (
                    f"the part {path!r} unpacks to {member.file_size // max(member.compress_size, 1)} times its size",
                    "this is no file that PowerPoint wrote",
                )
            )
        if path.startswith("/") or ":" in path or ".." in path.split("/") or any(ord(c) < 32 for c in path):
            facts.append((f"the part's name {path!r} leads outside the file", "this is no file that PowerPoint wrote"))
        if path.lower() in seen:
            facts.append(
                (f"two parts have the name {path!r}", "open the file in PowerPoint, let it repair the file and save it")
            )
        if member.flag_bits & 0x1:
            facts.append((f"the part {path!r} is encrypted", "take the password off in PowerPoint"))
        seen.add(path.lower())
    _refuse(facts, name)


def check_contents(
    types: Iterable[tuple[str, str]], relations: Iterable[tuple[str, str, str, bool]], name: str
) -> None:
    """Refuse macros, embedded programs and references out of the file.

    `types` are (part, content type); `relations` are (part it belongs to, type, target, external). A reference out of the file may only be a link to
    an https or mailto address: everything else would be fetched when the deck is opened.
    """
    facts: list[tuple[str, str]] = []
    for part, kind in types:
        lowered = kind.lower()
        if "macroenabled" in lowered or "vbaproject" in lowered or part.lower().endswith("vbaproject.bin"):
            facts.append(("the presentation holds macros", _SAVE_PLAIN))
        elif "activex" in lowered or "/activex/" in f"/{part.lower()}":
            facts.append((f"the presentation holds an ActiveX control ({part})", "delete it in PowerPoint"))
        elif "oleobject" in lowered:
            facts.append(
                (f"the presentation holds an embedded OLE object ({part})", "paste it as a picture in PowerPoint")
            )
    for part, kind, target, external in relations:
        tail = kind.rpartition("/")[2].lower()
        if tail in ("oleobject", "control", "activexcontrolbinary") and not external:
            facts.append(
                (
                    f"{part or 'the presentation'} holds an embedded object ({target})",
                    "paste it as a picture in PowerPoint",
                )
            )
        if external and not (tail == "hyperlink" and target.lower().startswith(("https://", "mailto:"))):
            facts.append(
                (
                    f"{part or 'the presentation'} refers to {target!r} outside the file",
                    "links may lead to https and mailto addresses; embed everything else",
                )
            )
    _refuse(facts, name)


def _refuse(facts: Iterable[tuple[str, str]], name: str) -> None:
    problems = [Problem(Place(name), fact, hint) for fact, hint in dict.fromkeys(facts)]
    if problems:
        raise CoursewareError(problems)
