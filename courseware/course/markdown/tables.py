"""Pipe tables as pandoc reads them.

Unlike GitHub's, every row holds a pipe, a header may be empty, and where a line of the source has more than 72 characters the lengths
of the dashes are the columns' relative widths (pandoc's manual, pipe_tables); otherwise their content decides. Colons alone only
align. Tokens are `ptable_open` (meta: `aligns`, `widths`, `header`), `ptr_open`, `ptd_open`, and an `inline` a cell.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from courseware.course.markdown.findings import report
from courseware.late import late

WIDE = 72
"""From this many characters on a line says that the lengths of the dashes mean widths: pandoc's `--columns`."""
_DELIMITER = late(r"\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?$")
_DASHES = late(r":?-+:?")


def use_pipe_tables(md: MarkdownIt) -> None:
    """Adds the rule in place of GitHub's tables."""
    md.block.ruler.before("paragraph", "pipe_table", _pipe_table, {"alt": ["paragraph", "reference"]})


def split_row(line: str) -> list[str]:
    """The cells of a row: pipes in code or after a backslash part nothing."""
    cells: list[str] = []
    cell = ""
    at = 0
    line = line.strip()
    if line.startswith("|"):
        at = 1
    while at < len(line):
        sign = line[at]
        if sign == "\\" and line[at + 1 : at + 2]:
            cell += line[at + 1] if line[at + 1] == "|" else line[at : at + 2]
            at += 2
        elif sign == "`":
            run = len(line[at:]) - len(line[at:].lstrip("`"))
            close = re.compile(rf"(?<!`){'`' * run}(?!`)").search(line, at + run)
            until = close.end() if close else at + run
            cell += line[at:until]
            at = until
        elif sign == "|":
            cells.append(cell.strip())
            cell = ""
            at += 1
        else:
            cell += sign
            at += 1
    if cell.strip() or not line.endswith("|"):
        cells.append(cell.strip())
    return cells


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _is_delimiter(line: str) -> bool:
    return "-" in line and ("|" in line) and _DELIMITER.match(line) is not None


def _pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end or state.is_code_block(start) or state.sCount[start + 1] < state.blkIndent:
        return False
    head = _line(state, start)
    if "|" not in head or not _is_delimiter(_line(state, start + 1)):
        return False
    if silent:
        return True
    dashes: list[str] = _DASHES.findall(_line(state, start + 1))
    count = len(dashes)
    last = start + 2
    while (
        last < end
        and state.sCount[last] >= state.blkIndent
        and "|" in _line(state, last)
        and not state.is_code_block(last)
    ):
        last += 1
    lengths = [len(dash) for dash in dashes]
    wide = any(len(_line(state, number)) > WIDE for number in range(start, last))
    meant = wide and len(set(lengths)) > 1 and len({dash.count("-") for dash in dashes}) > 1
    token = state.push("ptable_open", "table", 1)
    token.map = [start, last]
    token.meta = {
        "aligns": [_align(dash) for dash in dashes],
        "widths": [length / sum(lengths) for length in lengths] if meant else [None] * count,
        "header": 1 if any(split_row(head)) else 0,
    }
    for number in (start, *range(start + 2, last)):
        cells = split_row(_line(state, number))
        if number == start and not any(cells):
            continue
        if len(cells) > count:
            hint = "write | as \\| where it is text, or give the line of dashes a further column"
            report(state.env, number, f"the row has {len(cells)} cells, the table {count} columns", hint)
        state.push("ptr_open", "tr", 1).map = [number, number + 1]
        for cell in [*cells, *[""] * (count - len(cells))][:count]:
            state.push("ptd_open", "td", 1)
            inline = state.push("inline", "", 0)
            inline.content, inline.map, inline.children = cell, [number, number + 1], []
            state.push("ptd_close", "td", -1)
        state.push("ptr_close", "tr", -1)
    state.push("ptable_close", "table", -1)
    state.line = last
    return True


def _align(dash: str) -> str:
    if dash.startswith(":") and dash.endswith(":"):
        return "center"
    return "right" if dash.endswith(":") else "left"
