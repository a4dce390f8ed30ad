"""Tables as native objects: no style of PowerPoint's, so that every rule and fill is the one that was set."""

from __future__ import annotations

from courseware.deck.kit import Ink
from courseware.deck.slides import TableBox, TableCell, TableRow
from courseware.powerpoint.text import TextWriter
from courseware.powerpoint.xml import attribute, emu

_NO_STYLE_NO_GRID = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def table(box: TableBox, id: int, text: TextWriter) -> str:
    """The graphic frame of a table. A row's rule is written on both sides of it, for PowerPoint asks the cell above and the one below."""
    described = f' descr="{attribute(box.alt)}"' if box.alt else ""
    head = ' rtl="1"' if box.rtl else ""
    head += ' firstRow="1"' if box.header else ""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in box.widths)
    rows = []
    above: TableRow | None = None
    for row in box.rows:
        over = (above.rule, above.rule_width) if above is not None else (box.top, box.top_width)
        cells = "".join(_cell(cell, row, over, text) for cell in row.cells)
        rows.append(f'<a:tr h="{emu(row.height)}">{cells}</a:tr>')
        above = row
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{id}" name="{attribute(box.name)}"{described}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{emu(box.rect.x)}" y="{emu(box.rect.y)}"/><a:ext cx="{emu(box.rect.w)}" cy="{emu(box.rect.h)}"/></p:xfrm>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"<a:tbl><a:tblPr{head}><a:tableStyleId>{_NO_STYLE_NO_GRID}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cell: TableCell, row: TableRow, over: tuple[Ink | None, float], text: TextWriter) -> str:
    left, top, right, bottom = cell.insets
    rules = text.line("lnL", None, 0) + text.line("lnR", None, 0)
    rules += text.line("lnT", *over)
    rules += text.line("lnB", row.rule, row.rule_width)
    return (
        f"<a:tc><a:txBody><a:bodyPr/>{text.list_style(cell.paragraphs, None)}{text.paragraphs(cell.paragraphs, None)}</a:txBody>"
        f'<a:tcPr marL="{emu(left)}" marR="{emu(right)}" marT="{emu(top)}" marB="{emu(bottom)}" anchor="{cell.anchor}">'
        f"{rules}{text.fill(cell.fill)}</a:tcPr></a:tc>"
    )
