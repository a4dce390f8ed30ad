"""Tables on paper that their column is too narrow or their page too low for: columns shared out by their words, smaller type, and rows that may
go on overleaf.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from courseware.paper.dress import Paper, attribute
from courseware.paper.plain import plain

SIZE, SMALL, LINE = 9.5, 8.5, 13.0
"""The type of tables in print.css.j2, of tight ones, and a line of them, in points."""
PADDING = 6.0
"""What print.css.j2 leaves at the right of a cell, in points."""
TALL = 170.0
"""From which height in points a row may be parted: what is left empty where one is kept whole is a third of a small page at most."""
PICTURE = 110.0
"""What a picture in a cell is reckoned at, in points."""
_COLUMN = re.compile(r"<col((?:[^>\"]|\"[^\"]*\")*?)/>")
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t([hd])(?:[^>\"]|\"[^\"]*\")*>(.*?)</t[hd]>", re.DOTALL)
_PIECE = re.compile(r"</?(?:p|li|br|h\d|div|dt|dd)\b[^>]*>")
_LINK = re.compile(r"<(a|code)\b.*?</\1>", re.DOTALL)
_WORDS = re.compile(r"[^\s\u00ad\u200b-]+-?")


def table(match: re.Match[str], paper: Paper) -> str:
    """A table as it is, but for what would run beyond its column or leave a hole before a row."""
    caption, columns, rows = match["caption"] or "", _COLUMN.findall(match["columns"]), match["rows"]
    if paper.format != "pdf" or not columns or "<table" in rows:
        return match[0]
    width = paper.width(match.start())
    cells = [[(kind == "h", inner) for kind, inner in _CELL.findall(row)] for row in _ROW.findall(rows)]
    needs = [_most(cells, each, paper, _longest) for each in range(len(columns))]
    tight = sum(needs) + PADDING * len(columns) > width
    wants = [min(_most(cells, each, paper, _line), width) for each in range(len(columns))]
    shares = _shares(needs, wants, width - PADDING * len(columns), tight)
    if not tight:
        shares = _told(columns) or shares
    heights = [_height(row, shares, width, paper) for row in cells]
    if any(height > TALL for height in heights):
        paper.rules["tr.tall"] = "break-inside:auto;break-before:auto;break-after:auto"
        tall = iter(height > TALL for height in heights)
        rows = _ROW.sub(lambda row: f'<tr class="tall">{row[1]}</tr>' if next(tall) else row[0], rows)
    if not tight:
        return f"<table>{caption}<colgroup>{match['columns']}</colgroup>{rows}</table>"
    paper.rules["table.tight"] = (
        f"table-layout:fixed;font-size:{SMALL}pt;line-height:11.5pt;hyphens:auto;hyphenate-limit-chars:6 3 3;overflow-wrap:anywhere"
    )
    made = "".join(_column(each, share) for each, share in zip(columns, shares, strict=True))
    return f'<table class="tight">{caption}<colgroup>{made}</colgroup>{rows}</table>'


def _most(
    cells: list[list[tuple[bool, str]]], column: int, paper: Paper, measure: Callable[[str, bool, Paper], float]
) -> float:
    """The largest of what `measure` says of a column's cells."""
    return max((measure(row[column][1], row[column][0], paper) for row in cells if column < len(row)), default=0.0)


def _longest(inner: str, bold: bool, paper: Paper) -> float:
    """The width of a cell's longest word; links and code break anywhere (print.css.j2)."""
    words = _WORDS.findall(plain(_LINK.sub(" ", inner)))
    return _width(max(words, key=len, default=""), bold, paper)


def _line(inner: str, bold: bool, paper: Paper) -> float:
    """The width of a cell's longest paragraph, if it were set on one line."""
    return max((_width(piece, bold, paper) for piece in map(plain, _PIECE.split(inner))), default=0.0)


def _height(row: list[tuple[bool, str]], shares: list[float], width: float, paper: Paper) -> float:
    """About how high a row is in points."""
    return max(
        (
            sum(
                LINE * int(_width(piece, bold, paper) / max(share * width - PADDING, 12) * 1.06 + 1)
                for piece in map(plain, _PIECE.split(inner))
                if piece
            )
            + PICTURE * inner.count("<img")
            for (bold, inner), share in zip(row, shares, strict=False)
        ),
        default=0.0,
    )


def _width(text: str, bold: bool, paper: Paper) -> float:
    return paper.measure.width(text, paper.fonts["body"], SIZE, bold)


def _told(columns: list[str]) -> list[float]:
    """The shares that the author gave the columns."""
    found = [re.search(r"width:([\d.]+)%", each) for each in columns]
    return [float(each[1]) / 100 for each in found if each] if all(found) else []


def _shares(needs: list[float], wants: list[float], width: float, tight: bool) -> list[float]:
    """Each column's share of the width: what its longest word takes, and of the rest in the measure of its longest paragraph."""
    room = sum(needs) * (SMALL / SIZE if tight else 1)
    spare = max(width - room, 0)
    wishes = [max(want - need, 0) for want, need in zip(wants, needs, strict=True)]
    whole = [
        need * min(width, room) / max(sum(needs), 1) + spare * (wish / sum(wishes) if sum(wishes) else 1 / len(needs))
        for need, wish in zip(needs, wishes, strict=True)
    ]
    total = sum(whole) + PADDING * len(whole)
    return [(each + PADDING) / total for each in whole]


def _column(attributes: str, share: float) -> str:
    align = attribute(attributes, "data-align")
    return f'<col style="width:{share * 100:.2f}%"' + (f' data-align="{align}"' if align else "") + "/>"
