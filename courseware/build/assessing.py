"""Exam and coverage of a delivery, for the documents that need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courseware.build.documents import Document
from courseware.files import Files
from courseware.problems import Problem

if TYPE_CHECKING:
    from courseware.build.materials import Materials
    from courseware.course.exam import Sitting


def assessed(materials: Materials, document: Document, files: Files) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """`exam` and `coverage` for a document that needs them, and what is to be told of the exam."""
    if "exam" not in document.needs and "outcomes" not in document.needs:
        return {}, ()
    from courseware.assessment import coverage, exam_paper

    sitting = _sitting(materials, files)
    trainer = document.audience == "trainer"
    found: dict[str, Any] = {}
    told: tuple[Problem, ...] = ()
    if "exam" in document.needs and sitting:
        found["exam"] = exam_paper(sitting, trainer)
        told = sitting.problems
    if "outcomes" in document.needs and trainer:
        course = materials.shelf.selected(files, materials.request.file, materials.delivery, "trainer", "pdf")
        found["coverage"] = coverage(course, sitting)
    return found, told


def _sitting(materials: Materials, files: Files) -> Sitting | None:
    """The exam of this delivery: of questions that participants may see, as the trainer sees them."""
    from courseware.course.exam import compose

    mine, theirs = (
        materials.shelf.selected(files, materials.request.file, materials.delivery, audience, "pdf")
        for audience in ("trainer", "participant")
    )
    shown = {slide.id for module in theirs.modules for slide in (*module.slides(), *module.bank)}
    return compose(mine, mine.exam, shown, cut=bool(materials.delivery.cut)) if mine.exam else None
