"""Pandoc's grid tables: cells drawn with + - | and =, which may hold several lines and any blocks.

Tokens are those of pipe tables (`ptable_open`, `ptr_open`, `ptd_open`), with blocks instead of one `inline` in a cell.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from courseware.course.markdown.code import code_lines
from courseware.course.markdown.findings import report
from courseware.late import late

_BORDER = late(r"\+(?:[-=:]+\+)+$")
_SEGMENT = late(r"[-=:]+")


def use_grid_tables(md: MarkdownIt) -> None:
    """Adds the rule."""
    md.block.ruler.before("fence", "grid_table", _grid_table, {"alt": ["paragraph", "reference"]})


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _grid_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not _BORDER.match(_line(state, start)):
        return False
    last = start + 1
    while last < end and state.sCount[last] >= state.blkIndent and _line(state, last)[:1] in ("|", "+"):
        last += 1
    if last == start + 1:
        return False
    if silent:
        return True
    state.line = last
    lines = [_line(state, number) for number in range(start, last)]
    borders = [n for n, line in enumerate(lines) if _BORDER.match(line)]
    edges = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    for number, line in enumerate(lines):
        wrong = _wrong_line(line, edges)
        if wrong:
            report(
                state.env,
                start + number,
                wrong,
                "draw every line of the table to the same width, with its | and + above one another",
            )
            return True
    if borders[-1] != len(lines) - 1:
        report(state.env, start + borders[-1], "the grid table has no line of +---+ beneath its last row", "add one")
        return True
    _push(state, start, lines, borders, edges)
    return True


def _push(state: StateBlock, start: int, lines: list[str], borders: list[int], edges: list[int]) -> None:
    under_head = next((n for n, border in enumerate(borders[:-1]) if "=" in lines[border] and n), 0)
    shaping = lines[borders[under_head]]
    segments = _SEGMENT.findall(shaping)
    widths = [right - left for left, right in pairwise(edges)]
    token = state.push("ptable_open", "table", 1)
    token.map = [start, start + len(lines)]
    token.meta = {
        "aligns": [_align(segment) for segment in segments],
        "widths": [width / sum(widths) for width in widths],
        "header": under_head,
    }
    for top, bottom in pairwise(borders):
        if bottom == top + 1:
            continue
        state.push("ptr_open", "tr", 1).map = [start + top + 1, start + bottom]
        for left, right in pairwise(edges):
            cell = [_cut(line, left + 1, right).rstrip() for line in lines[top + 1 : bottom]]
            state.push("ptd_open", "td", 1)
            _parse_cell(state, cell, start + top + 1)
            state.push("ptd_close", "td", -1)
        state.push("ptr_close", "tr", -1)
    state.push("ptable_close", "table", -1)


def _parse_cell(state: StateBlock, cell: list[str], line: int) -> None:
    indent = min((len(text) - len(text.lstrip()) for text in cell if text.strip()), default=0)
    inner = [text[indent:] for text in cell]
    code, _ = code_lines(inner)
    outer = state.env.get("code", frozenset())
    found = state.env.setdefault("findings", [])
    already = len(found)
    state.env["code"] = code
    tokens_before = len(state.tokens)
    state.md.block.parse("\n".join(inner), state.md, state.env, state.tokens)
    state.env["code"] = outer
    for token in state.tokens[tokens_before:]:
        if token.map:
            token.map = [token.map[0] + line, token.map[1] + line]
    for finding in found[already:]:
        finding.line += line


def _wrong_line(line: str, edges: list[int]) -> str:
    """What keeps a line from fitting the columns that the first line draws, `""` where it fits."""
    if _width(line) != edges[-1] + 1:
        return "this line of a grid table is not as wide as its first line"
    signs = [_cut(line, edge, edge + 1) for edge in edges]
    if _BORDER.match(line):
        if any(sign != "+" for sign in signs) or line.count("+") != len(edges):
            return "a cell of this grid table reaches over several columns or rows, which can't be read"
        return ""
    if any(sign != "|" for sign in signs):
        return "a cell of this grid table reaches over several columns or rows, which can't be read"
    return ""


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(_columns(sign) for sign in text)


def _cut(text: str, left: int, right: int) -> str:
    """The signs in the columns from `left` to before `right`; a wide (East Asian) sign takes two."""
    if text.isascii():
        return text[left:right]
    column, cut = 0, ""
    for sign in text:
        if left <= column < right:
            cut += sign
        column += _columns(sign)
    return cut


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _align(segment: str) -> str:
    if segment.startswith(":") and segment.endswith(":"):
        return "center"
    return "right" if segment.endswith(":") else "left"
