"""A specimen of a brand: a deck with every layout role, and a page with its colours, letters, logos and slides."""

from __future__ import annotations

from pathlib import Path

from courseware.brand.model import Brand
from courseware.build.building import build
from courseware.build.report import FAILED, Row
from courseware.build.request import Request, cores
from courseware.files import Files, packaged_templates
from courseware.problems import Problem
from courseware.values import Value

COURSE = "gallery"
"""The folder of templates/ with the course that shows one of everything."""
MODULE = "01-rooms"
"""Its module with each layout role."""
DOCUMENTS = ("deck.pptx", "specimen.pdf")


class Specimen(Value):
    """The files that were made, what could not be made, and tracebacks of ours."""

    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    bugs: tuple[str, ...] = ()


def make_specimen(brand: Brand, files: Files, out: Path) -> Specimen:
    """Makes the specimen in `out/NAME/01-rooms`.

    Raises `CoursewareError` where nothing could.
    """
    folder = files.path(f"{brand.folder}/_brand.yml").parent
    packaged = packaged_templates()
    roots = {"@templates": packaged, f"@brand/{brand.name}": folder}
    request = Request(out=out, modules=(MODULE,), only=DOCUMENTS, brands=(brand.name,), jobs=min(2, cores()))
    report = build(request, Files(packaged / COURSE, roots), _Silent())
    made = tuple((out / row.name).as_posix() for row in report.rows if row.state != FAILED)
    return Specimen(made, report.problems, report.bugs)


class _Silent:
    """A build that nobody listens to."""

    def waiting(self, process: int) -> None: ...

    def begin(self, units: int, files: int) -> None: ...

    def done(self, folder: str, rows: tuple[Row, ...]) -> None: ...
