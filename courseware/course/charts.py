"""Fenced charts: read where they stand, with the numbers of their files, so that everything later has them inline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from courseware.chart.read import read_chart
from courseware.chart.words import advice
from courseware.chart.write import write_chart
from courseware.content.blocks import Drawing
from courseware.course.attributes import Attributes
from courseware.course.markdown.parser import Node
from courseware.course.pictures import find_file
from courseware.problems import CoursewareError

if TYPE_CHECKING:
    from courseware.course.reading import Draft, Reading

_FILE = re.compile(r"^([ \t]*file:[ \t]*)(.*?)[ \t]*$", re.MULTILINE)


def chart_block(node: Node, attributes: Attributes, reading: Reading, draft: Draft) -> Drawing:
    """The chart of a fenced block, its file's numbers taken in; what is wrong is an error at its line, in the file at that file's."""
    place = reading.place(node)
    source = node.content.removesuffix("\n")
    named = _FILE.search(source)
    known = True
    if named:
        found = len(reading.problems)
        where = reading.source.find(named[0], node.first, node.end)
        name = find_file(named[2].strip("\"'"), reading, where, "data file")
        known = len(reading.problems) == found
        source = _FILE.sub(lambda match: match[1] + name, source, count=1)

    def data(name: str) -> bytes:
        if not known:
            raise CoursewareError(())  # told already
        return reading.files.read(name)

    said = attributes.values.get("fig-alt", attributes.values.get("alt", ""))
    number = draft.number()
    try:
        chart = read_chart(source, place, reading.language, data)
    except CoursewareError as error:
        reading.problems.extend(error.problems)
        return Drawing(form="chart", kind="", source=source, alt=said, place=place, id=number)
    for fact, hint in advice(chart):
        reading.warn(place, fact, hint)
    return Drawing(
        form="chart", kind=chart.kind, source=write_chart(chart), alt=said or chart.alt, place=place, id=number
    )
