"""`courseware doctor`: whether everything is here that a build needs, and what to do where it isn't."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from courseware import __version__
from courseware.commands import Answer, as_json
from courseware.files import packaged_templates

OLDEST = (3, 11)
LIBRARIES = (
    "click",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "msgspec",
    "pikepdf",
    "pillow",
    "pygments",
    "pypdfium2",
    "python-calamine",
    "pyyaml",
    "resvg-py",
    "segno",
    "uharfbuzz",
    "weasyprint",
    "xlsxwriter",
    "ziamath",
)
PANGO = (
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu), dnf install pango (Fedora), "
    "brew install pango (macOS); docs/install.md has Windows"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `state` is ok, missing, or absent for what a build can do without; `way` is the way out."""

    name: str
    state: str
    detail: str
    way: str = ""


@click.command("doctor", short_help="Check that all is here that a build needs.")
@click.option("--json", "json", is_flag=True, help="The findings as JSON.")
def command(json: bool) -> Answer:
    """Looks at Python, the libraries, Pango, the fonts, LibreOffice and the right to write here, and says what to do
    about each.
    """
    findings = [finding for look in (_python, _libraries, _pango, _fonts, _writing, _office) for finding in look()]
    code = 1 if any(finding.state == "missing" for finding in findings) else 0
    if json:
        return Answer(
            as_json([{"name": f.name, "state": f.state, "detail": f.detail, "way": f.way} for f in findings]), code=code
        )
    width = max(len(finding.name) for finding in findings)
    lines = []
    for finding in findings:
        lines.append(f"{finding.name.ljust(width)}  {finding.state:7}  {finding.detail}".rstrip())
        if finding.way:
            lines.append(f"{'':{width}}  hint: {finding.way}")
    return Answer("\n".join(lines), code=code)


def _python() -> Iterator[Finding]:
    yield Finding("courseware", "ok", __version__)
    version = platform.python_version()
    if sys.version_info[:2] < OLDEST:
        yield Finding("Python", "missing", version, "install Python 3.11 or later and set up anew")
    else:
        yield Finding("Python", "ok", version)


def _libraries() -> Iterator[Finding]:
    for name in LIBRARIES:
        try:
            yield Finding(name, "ok", importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, "missing", "", "make setup, or pip install courseware")


def _pango() -> Iterator[Finding]:
    """WeasyPrint loads Pango as it is imported: only the import tells."""
    try:
        from courseware.pdf.engine import pango_version

        yield Finding("Pango", "ok", pango_version())
    except (ImportError, OSError) as error:
        yield Finding("Pango", "missing", str(error).partition("\n")[0], PANGO)


def _fonts() -> Iterator[Finding]:
    found = sorted(path.name for path in (packaged_templates() / "fonts").glob("*") if any(path.glob("*.ttf")))
    if found:
        yield Finding("fonts", "ok", ", ".join(found))
    else:
        yield Finding("fonts", "missing", str(packaged_templates()), "the package is not complete: install it anew")


def _writing() -> Iterator[Finding]:
    here = Path.cwd()
    if os.access(here, os.W_OK):
        yield Finding("this folder", "ok", "may be written to")
    else:
        yield Finding(
            "this folder", "missing", "may not be written to", "build with -o FOLDER, or change its permissions"
        )


def _office() -> Iterator[Finding]:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        yield Finding("LibreOffice", "ok", found)
    else:
        yield Finding("LibreOffice", "absent", "only the project's own tests use it to look at decks")
