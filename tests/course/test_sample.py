"""The sample course that comes with the project is read without a word of complaint."""

from __future__ import annotations

from pathlib import Path

from courseware.content.blocks import Block, Blocks, walk
from courseware.course.model import Slide
from courseware.course.read import read_course
from courseware.files import Files

PROJECT = Path(__file__).parents[2]


def test_the_sample_course_has_neither_errors_nor_warnings() -> None:
    course, warnings = read_course(Files(PROJECT))
    assert [str(problem) for problem in warnings] == []
    assert len(course.modules) == 8


def channels(slide: Slide) -> Blocks:
    """Everything in a slide, in all channels."""
    inside: tuple[Block, ...] = (*slide.blocks, *slide.notes, *slide.handout)
    if slide.activity:
        inside += (*slide.activity.hints, *slide.activity.solution)
    if slide.question:
        inside += (*slide.question.rationale, *(block for option in slide.question.options for block in option.blocks))
    return inside


def test_every_block_knows_its_line_and_has_an_id_of_its_own_on_its_slide() -> None:
    course, _ = read_course(Files(PROJECT))
    for slide in (slide for module in course.modules for slide in module.slides()):
        blocks = list(walk(channels(slide)))
        assert all(block.place.line >= slide.place.line for block in blocks)
        ids = [block.id for block in blocks]
        assert all(ids)
        assert len(set(ids)) == len(ids)


def test_ids_of_slides_are_unique_in_the_course() -> None:
    course, _ = read_course(Files(PROJECT))
    ids = [slide.id for module in course.modules for slide in module.slides()]
    assert len(set(ids)) == len(ids) > 70
