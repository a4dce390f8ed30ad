"""LibreOffice as a converter, for imports: old formats into new ones, drawings into pictures. No build needs it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from courseware.build.office import FONTS, program
from courseware.files import packaged_templates
from courseware.problems import CoursewareError, Place, Problem

MINUTES = 5
_MOST = 25  # files a run: LibreOffice keeps all of them in memory


def drawn(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """PNGs of one-slide decks, EMF and WMF files by the same names; those that LibreOffice can't draw are missing."""
    if program() is None:
        return {}
    found: dict[str, bytes] = {}
    names = sorted(files)
    for n in range(0, len(names), _MOST):
        some = {name: files[name] for name in names[n : n + _MOST]}
        made = _converted(some, "png", "png")
        found |= {name: made[Path(name).stem + ".png"] for name in some if Path(name).stem + ".png" in made}
    return found


def as_office(name: str, data: bytes, to: str) -> bytes:
    """A file in an older or another program's format as `to` (pptx, docx). `CoursewareError` where LibreOffice isn't there or can't read it."""
    way = f"open it in PowerPoint or LibreOffice and save it as .{to}"
    if program() is None:
        raise CoursewareError(
            Problem(Place(name), f"only LibreOffice can read {Path(name).suffix} files, and it is not installed", way)
        )
    plain = f"old{Path(name).suffix.lower()}"
    made = _converted({plain: data}, to, to).get(f"old.{to}")
    if made is None:
        raise CoursewareError(Problem(Place(name), "LibreOffice can't read the file", way))
    return made


def _converted(files: Mapping[str, bytes], form: str, ending: str) -> dict[str, bytes]:
    """What LibreOffice makes of files, by name with the new ending. Runs with a profile of its own and the fonts of this package."""
    found = program()
    assert found is not None
    with tempfile.TemporaryDirectory(prefix="courseware-") as name:
        folder = Path(name)
        (folder / "out").mkdir()
        for file, data in files.items():
            (folder / file).write_bytes(data)
        (folder / "fonts.conf").write_text(FONTS.format(packaged_templates() / "fonts"), encoding="utf-8")
        command = [found, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", form]
        command += ["--outdir", str(folder / "out"), *(str(folder / file) for file in files)]
        try:
            subprocess.run(
                command, capture_output=True, timeout=MINUTES * 60, check=False,
                env=os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {}
        return {path.name: path.read_bytes() for path in sorted((folder / "out").glob(f"*.{ending}"))}
