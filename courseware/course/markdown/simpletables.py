"""Pandoc's simple and multiline tables, whose columns are drawn by runs of dashes (`simple_tables`, `multiline_tables`).

Tokens are those of pipe tables.
"""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from courseware.course.markdown.findings import report
from courseware.late import late

_RUNS = late(r" {0,3}-+(?: +-+)+ *$")
_LONG = late(r" {0,3}-{5,} *$")
_RUN = late(r"-+")
_OTHER_BLOCK = late(r" {0,3}(?::::|#{1,6} |>|[-*+] |\d+[.)] |```|~~~|<|\|)")


def use_simple_tables(md: MarkdownIt) -> None:
    """Adds the rule."""
    md.block.ruler.before("code", "simple_table", _simple_table, {"alt": []})


def _simple_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = _line(state, start)
    if not first.strip() or start + 1 >= end or _OTHER_BLOCK.match(first):
        return False
    second = _line(state, start + 1)
    if _RUNS.match(second) and not _LONG.match(first):
        return silent or _push(state, start, [first], second, *_rows(state, start + 2, end, False), first)
    if _RUNS.match(first) and "-" in first and second.strip():
        rows, after = _rows(state, start + 1, end, False)
        if not rows or not _RUNS.match(rows[-1][1][0]):
            return False
        return silent or _push(state, start, [], first, rows[:-1], after, rows[0][1][0])
    if _LONG.match(first) and second.strip():
        return _multiline(state, start, end, silent)
    return False


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]][state.blkIndent :].rstrip()


def _rows(state: StateBlock, start: int, end: int, multiline: bool) -> tuple[list[tuple[int, list[str]]], int]:
    """The rows from `start`, each with its first line's number; and the line after the table. Blank lines part rows of several lines."""
    rows: list[tuple[int, list[str]]] = []
    fresh = True
    for number in range(start, end):
        line = _line(state, number)
        if multiline and _LONG.match(line):
            return rows, number + 1
        if line.startswith(":::"):
            return ([], start) if multiline else (rows, number)
        if not line.strip():
            if not multiline:
                return rows, number
            fresh = True
        elif fresh or not multiline:
            rows.append((number, [line]))
            fresh = False
        else:
            rows[-1][1].append(line)
    return ([], start) if multiline else (rows, end)


def _multiline(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    head: list[str] = []
    for number in range(start + 1, end):
        line = _line(state, number)
        if not line.strip() or _LONG.match(line):
            return False
        if _RUNS.match(line):
            rows, after = _rows(state, number + 1, end, True)
            return bool(rows) and (
                silent or _push(state, start, head, line, rows, after, head[0] if head else rows[0][1][0], True)
            )
        head.append(line)
    return False


def _push(
    state: StateBlock,
    start: int,
    head: list[str],
    dashes: str,
    rows: list[tuple[int, list[str]]],
    after: int,
    shaping: str,
    wide: bool = False,
) -> bool:
    runs = [(run.start(), run.end()) for run in _RUN.finditer(dashes)]
    edges = [0, *(left for left, _ in runs[1:]), 10_000]
    lengths = [right - left for left, right in runs]
    token = state.push("ptable_open", "table", 1)
    token.map = [start, after]
    token.meta = {
        "aligns": [_align(shaping, left, right) for left, right in runs],
        "widths": [length / sum(lengths) for length in lengths] if wide else [None] * len(runs),
        "header": 1 if head else 0,
    }
    for number, lines in [(start, head), *rows] if head else rows:
        if any(line[edge - 1] != " " for line in lines for edge in edges[1:-1] if len(line) > edge):
            hint = "begin each cell under the dashes of its column, or write a pipe table"
            report(state.env, number, "a cell of this table reaches into the next column", hint)
        state.push("ptr_open", "tr", 1).map = [number, number + len(lines)]
        for left, right in pairwise(edges):
            state.push("ptd_open", "td", 1)
            inline = state.push("inline", "", 0)
            inline.content = "\n".join(cell for line in lines if (cell := line[left:right].strip()))
            inline.map, inline.children = [number, number + len(lines)], []
            state.push("ptd_close", "td", -1)
        state.push("ptr_close", "tr", -1)
    state.push("ptable_close", "table", -1)
    state.line = after
    return True


def _align(text: str, left: int, right: int) -> str:
    """How a column is aligned: by which ends of its dashes the header's text reaches."""
    flush_left = text[left : left + 1].strip() != ""
    flush_right = text[right - 1 : right].strip() != ""
    if flush_right and not flush_left:
        return "right"
    return "center" if not flush_left and not flush_right and text[left:right].strip() else "left"
