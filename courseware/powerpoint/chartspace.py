"""A chart part (ISO 29500-1, 21.2): the same areas, scales, colours and labels as in the drawing on paper.

PowerPoint lays charts out anew each time; what is written here as manual layout keeps the plot, the titles and the legend where they were planned.
"""

from __future__ import annotations

from courseware.chart.frame import lying_title, standing_title
from courseware.chart.model import ROUND
from courseware.chart.plan import Area, Plan
from courseware.chart.scale import Scale
from courseware.deck.kit import Ink
from courseware.deck.slides import ChartBox
from courseware.powerpoint.chartseries import SeriesWriter
from courseware.powerpoint.text import TextWriter, language_tag
from courseware.powerpoint.xml import DRAWING, HEAD, OFFICE, attribute, emu, escape

_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CATEGORY_AXIS, VALUE_AXIS = 111111111, 222222222
"""Ids within the chart; the schema wants them unsigned."""
_CROSSED = f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'


def chart_space(box: ChartBox, text: TextWriter) -> str:
    """The XML of a chart part; its relation rId1 is the workbook."""
    writer = _Space(box, text)
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{_SPACE}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"><c:date1904 val="0"/>'
        f'<c:lang val="{attribute(language_tag(box.chart.language))}"/><c:roundedCorners val="0"/>{writer.chart()}'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{writer.words("text")}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


class _Space:
    """Writes one chart."""

    def __init__(self, box: ChartBox, text: TextWriter) -> None:
        self.box, self.text, self.chart_, self.plan = box, text, box.chart, box.plan
        self.face = attribute(text.fonts.get(box.family, box.family))
        self.lang = attribute(language_tag(box.chart.language))
        self.series = SeriesWriter(box, text, self.words)

    def chart(self) -> str:
        title = self.title(self.chart_.title, self.plan.title, self.plan.title_size, "text", bold=True)
        legend = self.legend() if self.plan.legend is not None else ""
        return (
            f'<c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/><c:plotArea>{self.layout(self.plan.plot, inner=True)}'
            f'{self.plot()}{self.axes()}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{legend}<c:plotVisOnly val="1"/>'
            '<c:dispBlanksAs val="gap"/></c:chart>'
        )

    def plot(self) -> str:
        """The chart itself with its series."""
        series, chart, plan = self.series.all(), self.chart_, self.plan
        grouping = {"stacked": "stacked", "percent": "percentStacked"}.get(chart.stack, "")
        match chart.kind:
            case "bar" | "column":
                way = "bar" if chart.kind == "bar" else "col"
                overlap = '<c:overlap val="100"/>' if chart.stack else '<c:overlap val="0"/>'
                return (
                    f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping or "clustered"}"/><c:varyColors val="0"/>{series}'
                    f'<c:gapWidth val="{plan.gap}"/>{overlap}{_CROSSED}</c:barChart>'
                )
            case "line":
                return f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{_CROSSED}</c:lineChart>'
            case "area":
                return f'<c:areaChart><c:grouping val="{grouping or "standard"}"/><c:varyColors val="0"/>{series}{_CROSSED}</c:areaChart>'
            case "pie":
                return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'
            case "doughnut":
                return f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/><c:holeSize val="60"/></c:doughnutChart>'
            case "radar":
                return f'<c:radarChart><c:radarStyle val="marker"/><c:varyColors val="0"/>{series}{_CROSSED}</c:radarChart>'
        return f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}{_CROSSED}</c:scatterChart>'

    def axes(self) -> str:
        chart, plan = self.chart_, self.plan
        if chart.kind in ROUND or plan.values is None:
            return ""
        lying = chart.kind == "bar"
        below, beside = lying_title(chart), standing_title(chart)
        upper = self.title(beside, plan.upper, plan.size, "muted", upright=True)
        lower = self.title(below, plan.lower, plan.size, "muted")
        between = (
            "midCat" if chart.kind == "scatter" or (chart.kind == "area" and len(chart.categories) > 1) else "between"
        )
        values = self.value_axis(
            plan.values,
            VALUE_AXIS,
            CATEGORY_AXIS,
            "b" if lying else "l",
            title=lower if lying else upper,
            shown=plan.ticks,
            grid=plan.ticks,
            crosses="max" if lying else "autoZero" if chart.kind != "scatter" else "min",
            between=between,
            line=chart.kind == "radar",
        )
        if plan.across is not None:
            across = self.value_axis(
                plan.across,
                CATEGORY_AXIS,
                VALUE_AXIS,
                "b",
                title=lower,
                shown=True,
                grid=False,
                crosses="min",
                between=between,
                line=True,
            )
            return across + values
        return self.category_axis("l" if lying else "b", upper if lying else lower) + values

    def category_axis(self, place: str, title: str) -> str:
        plan, chart = self.plan, self.chart_
        way = "maxMin" if chart.kind == "bar" else "minMax"
        grid = f"<c:majorGridlines>{self.outline('rule', 0.5)}</c:majorGridlines>" if chart.kind == "radar" else ""
        # Where every label is shown they lie; where some are left out, programs that know no skipping choose themselves, if nothing fixes the angle.
        skip = f'<c:tickLblSkip val="{plan.every}"/>' if chart.kind != "radar" else ""
        skip += '<c:tickMarkSkip val="1"/>' if skip else ""
        return (
            f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="{way}"/></c:scaling><c:delete val="0"/>'
            f'<c:axPos val="{place}"/>{grid}{title}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{self.outline("muted", 1.0)}{self.words("text", still=plan.every == 1)}'
            f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
            f'{skip}<c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def value_axis(
        self,
        scale: Scale,
        id: int,
        other: int,
        place: str,
        *,
        title: str,
        shown: bool,
        grid: bool,
        crosses: str,
        between: str,
        line: bool,
    ) -> str:
        lines = f"<c:majorGridlines>{self.outline('rule', 0.5)}</c:majorGridlines>" if grid else ""
        code = attribute(scale.writing.code(self.chart_.language))
        edge = (
            self.outline("muted", 1.0)
            if line and self.chart_.kind != "radar"
            else self.outline("rule", 0.5 if line else 0)
        )
        tick = "out" if line and self.chart_.kind != "radar" else "none"
        return (
            f'<c:valAx><c:axId val="{id}"/><c:scaling><c:orientation val="minMax"/><c:max val="{_number(scale.high)}"/>'
            f'<c:min val="{_number(scale.low)}"/></c:scaling><c:delete val="{int(not shown)}"/><c:axPos val="{place}"/>{lines}{title}'
            f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="{tick}"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="nextTo"/>{edge}{self.words("muted", still=True)}'
            f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="{between}"/><c:majorUnit val="{_number(scale.step)}"/></c:valAx>'
        )

    def legend(self) -> str:
        area = self.plan.legend
        assert area is not None
        return f'<c:legend><c:legendPos val="{self.plan.legend_side}"/>{self.layout(area)}<c:overlay val="0"/>{self.words("text")}</c:legend>'

    def title(
        self, words: str, area: Area | None, size: float, ink: str, *, bold: bool = False, upright: bool = False
    ) -> str:
        """A title where it was planned; `""` where there is none. `upright` keeps a standing axis' title lying."""
        if not words or area is None:
            return ""
        turn = ' rot="0" vert="horz"' if upright else ""
        run = self.look(ink, size, bold).replace("<a:rPr ", f'<a:rPr lang="{self.lang}" ', 1)
        place = f'<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{_share(area.x, self.plan.width)}"/><c:y val="{_share(area.y, self.plan.height)}"/>'
        return (
            f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>{self.look(ink, size, bold, 'defRPr')}</a:pPr>"
            f"<a:r>{run}<a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx>"
            f'<c:layout><c:manualLayout>{place}</c:manualLayout></c:layout><c:overlay val="0"/></c:title>'
        )

    def words(self, ink: str | Ink, size: float = 0.0, *, still: bool = False) -> str:
        """The look of text without words of its own; `still` keeps it from being turned."""
        turn = ' rot="0" vert="horz"' if still else ""
        return (
            f"<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>{self.look(ink, size or self.plan.size, False, 'defRPr')}</a:pPr>"
            f'<a:endParaRPr lang="{self.lang}"/></a:p></c:txPr>'
        )

    def look(self, ink: str | Ink, size: float, bold: bool, tag: str = "rPr") -> str:
        colour = self.box.palette[ink] if isinstance(ink, str) else ink
        return f'<a:{tag} sz="{round(size * 100)}" b="{int(bold)}">{self.text.fill(colour)}<a:latin typeface="{self.face}"/></a:{tag}>'

    def outline(self, ink: str, width: float) -> str:
        """A line of an axis or a grid; none at a width of nothing."""
        inner = (
            f'<a:ln w="{emu(width)}">{self.text.fill(self.box.palette[ink])}</a:ln>'
            if width
            else "<a:ln><a:noFill/></a:ln>"
        )
        return f"<c:spPr>{inner}</c:spPr>"

    def layout(self, area: Area, inner: bool = False) -> str:
        """An area as shares of the chart."""
        plan: Plan = self.plan
        target = '<c:layoutTarget val="inner"/>' if inner else ""
        return (
            f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{_share(area.x, plan.width)}"/>'
            f'<c:y val="{_share(area.y, plan.height)}"/><c:w val="{_share(area.w, plan.width)}"/><c:h val="{_share(area.h, plan.height)}"/>'
            "</c:manualLayout></c:layout>"
        )


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.5f}"


def _number(value: float) -> str:
    return f"{value:.12g}"
