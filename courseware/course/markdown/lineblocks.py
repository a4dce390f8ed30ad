"""Pandoc's line blocks: lines after `| ` keep their breaks and their indentation."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock


def use_line_blocks(md: MarkdownIt) -> None:
    """Adds the rule. The token is `lineblock` with one `inline` a line."""
    md.block.ruler.before("paragraph", "line_block", _line_block, {"alt": []})


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _is_line(state: StateBlock, number: int) -> bool:
    text = _line(state, number)
    return not state.is_code_block(number) and (text.startswith("| ") or text.strip() == "|")


def _line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _is_line(state, start):
        return False
    if silent:
        return True
    last = start
    while last < end and state.sCount[last] >= state.blkIndent and _is_line(state, last):
        last += 1
    token = state.push("lineblock_open", "div", 1)
    token.map = [start, last]
    for number in range(start, last):
        text = _line(state, number)[2:]
        inner = text.lstrip(" ")
        inline = state.push("inline", "", 0)
        inline.content = "\N{NO-BREAK SPACE}" * (len(text) - len(inner)) + inner.rstrip()
        inline.map, inline.children = [number, number + 1], []
    state.push("lineblock_close", "div", -1)
    state.line = last
    return True
