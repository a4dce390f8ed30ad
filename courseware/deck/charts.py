"""Fenced charts as elements of a slide."""

from __future__ import annotations

from msgspec.structs import replace

from courseware.chart.layout import LINED
from courseware.chart.model import Chart
from courseware.chart.read import read_chart
from courseware.chart.words import alt_text
from courseware.content.blocks import Drawing, Run
from courseware.deck.elements.chart import ChartPart
from courseware.deck.kit import SlotBox
from courseware.deck.objects import caption_item
from courseware.deck.spans import Setter
from courseware.deck.tones import chart_tones
from courseware.problems import CoursewareError, Place


def chart_part(setter: Setter, slot: SlotBox, block: Drawing, place: Place) -> ChartPart | None:
    """The element of a fenced chart; None, with problems, where it can't be read."""
    try:
        chart = read_chart(block.source, place, setter.language, setter.files.read)
    except CoursewareError as error:
        setter.problems.extend(error.problems)
        return None
    alt = block.alt or alt_text(replace(chart, language=setter.language), setter.labels)
    repeated = chart.title.strip().casefold() == setter.title.strip().casefold()
    chart = replace(chart, language=setter.language, title="" if repeated else chart.title)
    chosen = setter.brand.settings.get("chart_colors") or ()
    tones = chart_tones(setter.kit.palette, chosen, drawn_in_lines(chart))
    source = caption_item(setter, slot, (Run(chart.source),), place) if chart.source else None
    return ChartPart(chart, setter.labels, tones, alt, source, block.id, place, setter.clicks)


def drawn_in_lines(chart: Chart) -> bool:
    """Whether its series are thin lines, which need a stronger colour than areas do."""
    return chart.kind in LINED or (chart.kind == "area" and not chart.stack)
