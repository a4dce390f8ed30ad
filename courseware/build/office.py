"""LibreOffice as a second pair of eyes: its rendering of a deck, to lay beside ours. No build needs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
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


def office_pdf(deck: bytes) -> bytes:
    """A deck as LibreOffice prints it, hidden slides too, a page each. It sees the fonts of this package beside the system's.

    Raises `CoursewareError` where LibreOffice is not there, fails, or takes more than five minutes.
    """
    found = program()
    if found is None:
        hint = "install LibreOffice, or leave --office out: our own drawing needs nothing else"
        raise CoursewareError(Problem(NOWHERE, "LibreOffice is not installed", hint))
    with tempfile.TemporaryDirectory(prefix="courseware-") as name:
        folder = Path(name)
        (folder / "deck.pptx").write_bytes(deck)
        (folder / "fonts.conf").write_text(FONTS.format(packaged_templates() / "fonts"), encoding="utf-8")
        command = [found, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", PDF, "--outdir", name, str(folder / "deck.pptx")]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                timeout=MINUTES * 60,
                env=os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")},
            )
        except subprocess.TimeoutExpired:
            raise _failed(f"LibreOffice did not end within {MINUTES} minutes") from None
        made = folder / "deck.pdf"
        if not made.is_file():
            told = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
            raise _failed(f"LibreOffice could not draw the deck: {told}")
        return made.read_bytes()


def _failed(fact: str) -> CoursewareError:
    return CoursewareError(Problem(NOWHERE, fact, "close other windows of LibreOffice and try again"))
