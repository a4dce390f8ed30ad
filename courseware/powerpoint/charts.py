"""Charts as native objects: a frame on the slide, a chart part, and the workbook that "Edit data" opens."""

from __future__ import annotations

from courseware.deck.slides import ChartBox
from courseware.powerpoint.chartspace import chart_space
from courseware.powerpoint.media import Media
from courseware.powerpoint.package import OFFICE_TYPE, Package, Relation
from courseware.powerpoint.text import TextWriter
from courseware.powerpoint.workbook import workbook
from courseware.powerpoint.xml import attribute, emu

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def chart(box: ChartBox, id: int, placeholder: str, text: TextWriter, media: Media) -> str:
    """The graphic frame of a chart, whose parts are put into the deck; `placeholder` is the `p:ph` that it fills, `""` for none."""
    relation = media.relate(OFFICE_TYPE + "chart", _add_parts(box, text, media.store.package))
    described = f' descr="{attribute(box.alt)}"' if box.alt else ""
    rect = box.rect
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{id}" name="{attribute(box.name)}"{described}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{placeholder}</p:nvPr></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{emu(rect.x)}" y="{emu(rect.y)}"/><a:ext cx="{emu(rect.w)}" cy="{emu(rect.h)}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{_SPACE}"><c:chart xmlns:c="{_SPACE}" r:id="{relation}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def _add_parts(box: ChartBox, text: TextWriter, package: Package) -> str:
    """Puts the chart and its workbook into the package; gives the chart's part."""
    part = package.free_name("ppt/charts/chart{}.xml")
    book = package.free_name("ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx")
    package.parts[book] = workbook(box.chart)
    package.types[book] = BOOK_TYPE
    package.parts[part] = chart_space(box, text).encode()
    package.types[part] = CHART_TYPE
    package.relations[part] = [Relation("rId1", OFFICE_TYPE + "package", book)]
    return part
