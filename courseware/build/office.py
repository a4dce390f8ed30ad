"""LibreOffice, run with a profile of its own and the fonts of this package. No build needs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from courseware.files import packaged_templates
from courseware.problems import NOWHERE, CoursewareError, Problem

PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
MINUTES = 5
PDF = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>
"""


def program() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def converted(files: Mapping[str, bytes], form: str, ending: str) -> tuple[dict[str, bytes], str]:
    """What LibreOffice makes of files, by name with the new ending; and its last words, `""` where it said nothing.

    `form` is the format as `--convert-to` takes it. Raises `TimeoutError` after five minutes, `FileNotFoundError` where
    LibreOffice isn't there.
    """
    found = program()
    if found is None:
        raise FileNotFoundError("LibreOffice")
    with tempfile.TemporaryDirectory(prefix="courseware-") as name:
        folder = Path(name)
        (folder / "out").mkdir()
        for file, data in files.items():
            (folder / file).write_bytes(data)
        (folder / "fonts.conf").write_text(FONTS.format(packaged_templates() / "fonts"), encoding="utf-8")
        command = [found, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", form]
        command += ["--outdir", str(folder / "out"), *(str(folder / file) for file in files)]
        environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=MINUTES * 60, check=False, env=environment
            )
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        told = (done.stderr.strip().splitlines() or [f"status {done.returncode}" if done.returncode else ""])[-1]
        return {path.name: path.read_bytes() for path in sorted((folder / "out").glob(f"*.{ending}"))}, told


def office_pdf(deck: bytes) -> bytes:
    """A deck as LibreOffice prints it, hidden slides too, a page each: a second pair of eyes beside our own drawing.

    Raises `CoursewareError` where LibreOffice is not there, fails, or takes more than five minutes.
    """
    try:
        made, told = converted({"deck.pptx": deck}, PDF, "pdf")
    except FileNotFoundError:
        hint = "install LibreOffice, or leave --office out: our own drawing needs nothing else"
        raise CoursewareError(Problem(NOWHERE, "LibreOffice is not installed", hint)) from None
    except TimeoutError:
        raise _failed(f"LibreOffice did not end within {MINUTES} minutes") from None
    if not made:
        raise _failed(f"LibreOffice could not draw the deck: {told or 'it gave no reason'}")
    return made["deck.pdf"]


def _failed(fact: str) -> CoursewareError:
    return CoursewareError(Problem(NOWHERE, fact, "close other windows of LibreOffice and try again"))
