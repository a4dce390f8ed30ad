"""Charts on paper: laid out anew for the text column, their series told apart in grey too."""

from __future__ import annotations

import re
from html import escape, unescape

from msgspec.structs import replace

from courseware.chart.layout import lay_out_chart
from courseware.chart.read import read_chart
from courseware.chart.words import alt_text
from courseware.deck.charts import drawn_in_lines
from courseware.deck.sizer import FontSizer
from courseware.deck.tones import chart_tones
from courseware.paper.drawings import figure
from courseware.paper.dress import Paper, attribute
from courseware.paper.inks import printed
from courseware.problems import CoursewareError
from courseware.scene import scaled

SIZE = 9.0
"""The size of a chart's words on paper in points."""
SCREEN = 14.0
"""The size that charts are laid out for."""
HEIGHT = 0.56
"""A chart's height as a share of its width; round ones are a little lower than the column is wide."""


def chart(match: re.Match[str], paper: Paper) -> str:
    """A fenced chart as a figure with vectors and words, the source of its numbers beneath."""
    attributes, source = match[2], unescape(match[3])
    place = paper.place(attributes)
    try:
        found = replace(read_chart(source, place, paper.language, paper.files.read), language=paper.language)
    except CoursewareError as error:
        paper.problems.extend(error.problems)
        return ""
    share = SIZE / SCREEN
    width = paper.width(match.start())
    chosen = paper.brand.settings.get("chart_colors") or ()
    tones = chart_tones(printed(paper.palette), chosen, drawn_in_lines(found))
    sizer = FontSizer(paper.measure, paper.fonts["body"])
    laid = lay_out_chart(
        found, width / share, width * HEIGHT / share, sizer, labels=paper.labels, tones=tones, size=SCREEN
    )
    alt = attribute(attributes, "aria-label") or alt_text(found, paper.labels)
    caption = f"<figcaption>{escape(found.source)}</figcaption>" if found.source else ""
    return figure(scaled(laid.scene, share), alt, paper, caption=caption, for_diagrams=False)
