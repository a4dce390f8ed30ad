"""A specimen of a brand: a deck with every layout role, and a page with its colours, letters, logos and slides."""

from __future__ import annotations

from pathlib import Path

from courseware.brand.model import Brand
from courseware.build.building import build
from courseware.build.report import FAILED, Row
from courseware.build.request import Request, cores
from courseware.files import Files, packaged_templates
from courseware.problems import Problem

COURSE = "gallery"
"""The folder of templates/ with the course that shows one of everything."""
MODULE = "01-rooms"
"""Its module with each layout role."""
DOCUMENTS = ("deck.pptx", "specimen.pdf")


def make_specimen(brand: Brand, files: Files, out: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Makes the specimen in `out/NAME/01-rooms`; gives the files' names, and what could not be made.

    Raises `CoursewareError` where nothing could.
    """
    folder = files.path(f"{brand.folder}/_brand.yml").parent
    packaged = packaged_templates()
    roots = {"@templates": packaged, f"@brand/{brand.name}": folder}
    request = Request(
        out=out, modules=(MODULE,), only=DOCUMENTS, brands=(f"@brand/{brand.name}",), jobs=min(2, cores())
    )
    report = build(request, Files(packaged / COURSE, roots), _Silent())
    made = tuple((out / row.name).as_posix() for row in report.rows if row.state != FAILED)
    return made, report.problems


class _Silent:
    """A build that nobody listens to."""

    def waiting(self, process: int) -> None: ...

    def begin(self, units: int, files: int) -> None: ...

    def done(self, folder: str, rows: tuple[Row, ...]) -> None: ...
