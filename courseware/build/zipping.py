"""A delivery as one file to send: its documents under speaking names, with a list of what is in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from courseware.build.locking import locked
from courseware.build.planned import COURSE, PEOPLE, Plan, PlannedDelivery, PlannedDocument
from courseware.build.publishing import put_extra, standing
from courseware.build.report import Report, Row
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.build.state import State
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem
from courseware.values import replace

CONTENTS = "contents.txt"
WAY_OUT = "mend what is told above, and build with --zip again"
EPOCH = (1980, 1, 1, 0, 0, 0)
PACKED = (".txt", ".html", ".ics", ".csv", ".xml")
"""Endings of files that a zip makes smaller; decks and PDFs are packed already."""
UNFIT = re.compile(r"[^\w.\-]+")


def with_zips(request: Request, report: Report, files: Files, waiting: Callable[[int], None]) -> Report:
    """The report of a build with a zip of each delivery, `NAME.zip` beside its folder: what the build made or found up to
    date, without papers about single people. Equal outputs give an equal zip.

    Nothing is written, and the report says why, where something isn't fit to be sent: a draft, a file that could not be
    made or that somebody edited.
    """
    if report.plan is None or report.code():
        fact = "nothing was zipped: not all files could be made as they should"
        return replace(report, problems=(*report.problems, Problem(Place(request.out.as_posix()), fact, WAY_OUT)))
    drafts = tuple(delivery.name for delivery in report.plan.deliveries if delivery.drafted)
    if drafts:
        fact = f"{', '.join(drafts)} is a draft, and no draft goes into a zip"
        hint = "build without --draft, and write rights: ours in course.yml once the text is yours to use"
        return replace(report, problems=(*report.problems, Problem(Place("syllabus/course.yml"), fact, hint)))
    try:
        return replace(report, zips=_zips(request, report.plan, report, files, waiting))
    except CoursewareError as error:
        return replace(report, problems=(*report.problems, *error.problems))


def _zips(
    request: Request, plan: Plan, report: Report, files: Files, waiting: Callable[[int], None]
) -> tuple[Path, ...]:
    state = State(request.out)
    written = []
    with locked(state.folder, waiting):
        for delivery in plan.deliveries:
            rows = [row for row in report.rows if _of(delivery, row)]
            if rows:
                data = _zip(delivery, rows, _words(delivery, files))
                written.append(put_extra(state, f"{_name(delivery)}.zip", data, "move it away, then zip again"))
    return tuple(written)


def _of(delivery: PlannedDelivery, row: Row) -> bool:
    return row.name.startswith(f"{delivery.name}/") and not row.name.startswith(f"{delivery.name}/{PEOPLE}/")


def _name(delivery: PlannedDelivery) -> str:
    code, language, edition = delivery.zipped
    return _joined(code, delivery.name, language, edition)


def _joined(*words: str) -> str:
    return "-".join(UNFIT.sub("-", word).strip("-.") for word in words if word)


def _inside(delivery: PlannedDelivery, row: Row) -> str:
    """`DSV-03-relationships-handout-en-2026.1.pdf`."""
    code, language, edition = delivery.zipped
    stem, _, ending = row.document.rpartition(".")
    module = row.module or COURSE
    return f"{_joined(code, module, stem, language, edition)}.{ending}"


def _zip(delivery: PlannedDelivery, rows: Sequence[Row], words: dict[str, str]) -> bytes:
    documents = {(each.folder, each.name): each for each in delivery.documents}
    out = io.BytesIO()
    lines: dict[str, list[str]] = {"participant": [], "trainer": []}
    with zipfile.ZipFile(out, "w") as archive:
        members: dict[str, bytes] = {}
        for row in rows:
            document = documents["module" if row.module else COURSE, row.document]
            folder = words["zip_for_trainer"] if document.audience == "trainer" else words["zip_for_participants"]
            name = f"{UNFIT.sub('-', folder)}/{_inside(delivery, row)}"
            members[name] = _data(row)
            lines[document.audience].append(f"{name}  {_about(document, row, words)}".rstrip())
        members[CONTENTS] = _contents(delivery, lines, words).encode()
        for name in sorted(members):
            about = zipfile.ZipInfo(name, EPOCH)
            about.external_attr = 0o644 << 16
            about.compress_type = zipfile.ZIP_DEFLATED if name.endswith(PACKED) else zipfile.ZIP_STORED
            archive.writestr(about, members[name])
    return out.getvalue()


def _data(row: Row) -> bytes:
    data = standing(row.path)
    if data is None:
        raise CoursewareError(Problem(Place(row.path.as_posix()), "the file is gone", "build with --zip again"))
    return data


def _about(document: PlannedDocument, row: Row, words: dict[str, str]) -> str:
    count = row.slides or row.pages
    counted = words["slides_n" if row.slides else "pages_n"].replace("{n}", str(count)) if count > 1 else ""
    return ", ".join(filter(None, (words.get(document.title, document.title), counted)))


def _contents(delivery: PlannedDelivery, lines: dict[str, list[str]], words: dict[str, str]) -> str:
    parts = [words["zip_contents"].replace("{name}", _name(delivery))]
    for audience, heading in (("participant", "zip_for_participants"), ("trainer", "zip_for_trainer")):
        if lines[audience]:
            parts.append("\n".join([words[heading], *(f"  {line}" for line in sorted(lines[audience]))]))
    return "\n\n".join(parts) + "\n"


def _words(delivery: PlannedDelivery, files: Files) -> dict[str, str]:
    shelf = Shelf(files.fresh())
    brand = shelf.brand(files.fresh(), delivery.brand)
    return dict(shelf.labels(files.fresh(), brand, delivery.zipped[1]))
