"""LibreOffice as a converter, for imports: old formats into new ones, drawings into pictures."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from courseware.build.office import converted, program
from courseware.problems import CoursewareError, Place, Problem

_MOST = 25  # files a run: LibreOffice keeps all of them in memory


def drawn(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """PNGs of one-slide decks, EMF and WMF files by the same names; those that LibreOffice can't draw are missing."""
    if program() is None:
        return {}
    found: dict[str, bytes] = {}
    names = sorted(files)
    for n in range(0, len(names), _MOST):
        some = {name: files[name] for name in names[n : n + _MOST]}
        with suppress(TimeoutError):
            made, _ = converted(some, "png", "png")
            found |= {name: made[Path(name).stem + ".png"] for name in some if Path(name).stem + ".png" in made}
    return found


@lru_cache(maxsize=1)  # `rebrand` reads its deck again where a slide has to be set in another way
def as_office(name: str, data: bytes, to: str) -> bytes:
    """A file in an older or another program's format as `to` (pptx, docx). `CoursewareError` where LibreOffice isn't there or can't read it."""
    way = f"open it in PowerPoint or LibreOffice and save it as .{to}"
    if program() is None:
        raise CoursewareError(
            Problem(Place(name), f"only LibreOffice can read {Path(name).suffix} files, and it is not installed", way)
        )
    made: dict[str, bytes] = {}
    with suppress(TimeoutError):
        made, _ = converted({f"old{Path(name).suffix.lower()}": data}, to, to)
    if f"old.{to}" not in made:
        raise CoursewareError(Problem(Place(name), "LibreOffice can't read the file", way))
    return made[f"old.{to}"]
