"""The series of a chart part: references into the workbook with the values kept beside them, looks, and labels of values."""

from __future__ import annotations

from collections.abc import Callable

from courseware.chart.circle import slices
from courseware.chart.frame import LINE, MARKER
from courseware.chart.lines import VEIL
from courseware.chart.model import ROUND, Series
from courseware.chart.words import exact
from courseware.deck.kit import Ink
from courseware.deck.slides import ChartBox
from courseware.powerpoint.freeforms import see_through
from courseware.powerpoint.text import TextWriter
from courseware.powerpoint.workbook import cells, head
from courseware.powerpoint.xml import attribute, emu, escape

_DASHES = {"": "solid", "dash": "dash", "dot": "sysDot"}
_FLAGS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


class SeriesWriter:
    """Writes the series of one chart; `words` gives the look of text in an ink."""

    def __init__(self, box: ChartBox, text: TextWriter, words: Callable[[Ink], str]) -> None:
        self.box, self.text, self.words = box, text, words
        self.chart, self.plan = box.chart, box.plan
        self.code = attribute(exact(box.chart).code(box.chart.language))

    def all(self) -> str:
        return "".join(self._series(number, series) for number, series in enumerate(self.chart.series))

    def _series(self, number: int, series: Series) -> str:
        kind = self.chart.kind
        name = f"<c:tx><c:strRef><c:f>{head(number + 1)}</c:f>{_texts((series.name,))}</c:strRef></c:tx>"
        begin = f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{name}'
        look, labels = self._look(number), self._labels(number)
        rows = len(self.chart.categories)
        values = f"<c:numRef><c:f>{cells(number + 1, rows)}</c:f>{self._numbers(series.values)}</c:numRef>"
        if kind == "scatter":
            xs = f"<c:numRef><c:f>{cells(0, rows)}</c:f>{_plain_numbers(series.xs)}</c:numRef>"
            return f'{begin}{look}{labels}<c:xVal>{xs}</c:xVal><c:yVal>{values}</c:yVal><c:smooth val="0"/></c:ser>'
        names = f"<c:strRef><c:f>{cells(0, rows)}</c:f>{_texts(self.chart.categories)}</c:strRef>"
        end = '<c:smooth val="0"/>' if kind == "line" else ""
        return f"{begin}{look}{labels}<c:cat>{names}</c:cat><c:val>{values}</c:val>{end}</c:ser>"

    def _look(self, number: int) -> str:
        kind, chart, plan = self.chart.kind, self.chart, self.plan
        if kind in ROUND:
            return "".join(self._slice(point) for point in range(len(chart.categories)))
        ink, tone = self.box.inks[number][0], plan.tones[number]
        ground = self.text.fill(self.box.palette["ground"])
        dash = tone.dash if kind in ("line", "radar") else ""
        line = f'<a:ln w="{emu(plan.size * LINE)}" cap="rnd">{self.text.fill(ink)}<a:prstDash val="{_DASHES[dash]}"/><a:round/></a:ln>'
        if kind in ("line", "radar", "scatter"):
            own = "<a:ln><a:noFill/></a:ln>" if kind == "scatter" else line
            return f"<c:spPr>{own}</c:spPr>{self._marker(number)}"
        if kind == "area" and not chart.stack:
            veil = f"<a:solidFill>{see_through(self.text.ink(ink), VEIL)}</a:solidFill>"
            return f"<c:spPr>{veil}{line}</c:spPr>"
        edge = f'<a:ln w="{emu(0.75)}">{ground}</a:ln>' if chart.stack else "<a:ln><a:noFill/></a:ln>"
        plain = '<c:invertIfNegative val="0"/>' if kind in ("bar", "column") else ""
        return f"<c:spPr>{self.text.fill(ink)}{edge}</c:spPr>{plain}"

    def _slice(self, point: int) -> str:
        edge = f'<a:ln w="{emu(1.0)}">{self.text.fill(self.box.palette["ground"])}</a:ln>'
        look = f"<c:spPr>{self.text.fill(self.box.inks[point][0])}{edge}</c:spPr>"
        return f'<c:dPt><c:idx val="{point}"/><c:bubble3D val="0"/>{look}</c:dPt>'

    def _marker(self, number: int) -> str:
        plan, tone = self.plan, self.plan.tones[number]
        if not plan.markers and self.chart.kind != "scatter":
            return '<c:marker><c:symbol val="none"/></c:marker>'
        many = self.chart.kind == "scatter" and len(self.chart.categories) > 100
        size = plan.size * (0.35 if many else MARKER + (0.1 if self.chart.kind == "scatter" else 0))
        ink = self.box.inks[number][0]
        fill = self.text.fill(self.box.palette["ground"] if tone.hollow else ink)
        return (
            f'<c:marker><c:symbol val="{tone.marker}"/><c:size val="{min(max(round(size), 2), 72)}"/>'
            f'<c:spPr>{fill}<a:ln w="{emu(size / 6)}">{self.text.fill(ink)}</a:ln></c:spPr></c:marker>'
        )

    def _labels(self, number: int) -> str:
        """The values at the marks: those that don't fit are taken out one by one."""
        shown = [point for at, point in sorted(self.plan.labelled) if at == number]
        if not shown:
            return ""
        chart, plan = self.chart, self.plan
        code = f'<c:numFmt formatCode="{attribute(plan.marks.code(chart.language))}" sourceLinked="0"/>'
        round_ = chart.kind in ROUND
        there = (
            [each.point for each in slices(chart)]
            if round_
            else [point for point, value in enumerate(chart.series[number].values) if value is not None]
        )
        every = len(chart.categories) if round_ else 0
        gone = [point for point in (range(every) if round_ else there) if point not in shown]
        single = "".join(f'<c:dLbl><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>' for point in gone)
        flags = {"Val": not round_, "Percent": round_, "CatName": plan.named}
        said = "".join(f'<c:show{flag} val="{int(flags.get(flag, False))}"/>' for flag in _FLAGS)
        said += "<c:separator>\n</c:separator>" if plan.named else ""
        place = self._place()
        look = f"{code}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        if round_ and not plan.named:  # each share in the ink that can be read on its slice
            own = "".join(
                f'<c:dLbl><c:idx val="{point}"/>{look}{self.words(self.box.inks[point][1])}{place}{said}</c:dLbl>'
                if point in shown
                else f'<c:dLbl><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>'
                for point in range(every)
            )
            single = own
        ink = self.box.inks[number][1] if chart.stack else self.box.palette["text"]
        leader = (
            '<c:showLeaderLines val="1"/>'
            if round_ and plan.named
            else '<c:showLeaderLines val="0"/>'
            if round_
            else ""
        )
        if leader and plan.named:
            hair = f'<a:ln w="{emu(0.5)}">{self.text.fill(self.box.palette["muted"])}</a:ln>'
            leader += f"<c:leaderLines><c:spPr>{hair}</c:spPr></c:leaderLines>"
        return f"<c:dLbls>{single}{look}{self.words(ink)}{place}{said}{leader}</c:dLbls>"

    def _place(self) -> str:
        chart = self.chart
        match chart.kind:
            case "bar" | "column":
                return f'<c:dLblPos val="{"ctr" if chart.stack else "outEnd"}"/>'
            case "line" | "scatter":
                return '<c:dLblPos val="t"/>'
            case "pie":
                return f'<c:dLblPos val="{"outEnd" if self.plan.named else "ctr"}"/>'
        return ""

    def _numbers(self, values: tuple[float | None, ...]) -> str:
        points = "".join(
            f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
        )
        return (
            f'<c:numCache><c:formatCode>{self.code}</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'
        )


def _plain_numbers(values: tuple[float, ...]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values))
    return f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'


def _texts(texts: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(each)}</c:v></c:pt>' for at, each in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
