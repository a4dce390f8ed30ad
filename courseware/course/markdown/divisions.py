"""Pandoc's fenced divisions as a block rule of markdown-it.

A fence of three or more colons with a word or attributes opens a division; a bare fence closes the innermost one,
whatever its length (pandoc's manual, `fenced_divs`).
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from courseware.course.attributes import MALFORMED, Attributes, looks_meant, read_attributes
from courseware.course.markdown.findings import report
from courseware.late import late

_OPEN = late(r":{3,}[ \t]*(?:(?P<braces>\{.*\})|(?P<word>[^\s{}:]+))[ \t]*:*[ \t]*$")
_CLOSE = late(r":{3,}[ \t]*$")
_HEADING = late(r"#{1,2}([ \t]|$)")


def use_divisions(md: MarkdownIt) -> None:
    """Adds the rule. Tokens are `division_open`, with its `Attributes` in `meta`, and `division_close`."""
    md.block.ruler.before("fence", "division", _division, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", begin, state.eMarks[start]) or state.is_code_block(start):
        return False
    fence = _line(state, start)
    if silent:
        return True
    if _CLOSE.match(fence):
        report(
            state.env,
            start,
            "a fence closes a division, but none is open",
            "delete it, or open the division with ::: and a name",
        )
        state.line = start + 1
        return True
    attributes = _opening(state, start, fence)
    last = _closing_line(state, start, end)
    if last is None:
        report(
            state.env,
            start,
            f"the division is opened here and never closed: {fence.strip()}",
            "put a line of ::: where it ends",
        )
    inner_end = last if last is not None else _recovery_line(state, start, end)
    token = state.push("division_open", "div", 1)
    token.map = [start, inner_end + 1]
    token.block = True
    token.meta = {"attributes": attributes}
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "division", inner_end
    state.md.block.tokenize(state, start + 1, inner_end)
    state.parentType, state.lineMax = parent, line_max
    state.push("division_close", "div", -1).block = True
    state.line = inner_end + 1 if last is not None else inner_end
    return True


def _opening(state: StateBlock, number: int, fence: str) -> Attributes:
    found = _OPEN.match(fence)
    if found is None:
        first = fence.lstrip(":").split()[0].strip("{}.")
        hint = f'a division has one name, or attributes in braces: ::: {{.{first} title="..."}}'
        report(
            state.env,
            number,
            f"this opens no division: {fence.strip()}",
            MALFORMED if looks_meant(fence, fence.find("{")) else hint,
        )
        return Attributes()
    if found["word"]:
        return Attributes(classes=(found["word"],))
    read = read_attributes(found["braces"])
    if read is None or read[1] != len(found["braces"]):
        report(state.env, number, f"the attributes can't be read: {found['braces']}", MALFORMED)
        return Attributes()
    return read[0]


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    depth = 1
    code = state.env.get("code", ())
    for number in range(start + 1, end):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return None
        text = _line(state, number)
        if not text.startswith(":::") or number in code:
            continue
        depth += -1 if _CLOSE.match(text) else 1
        if depth == 0:
            return number
    return None


def _recovery_line(state: StateBlock, start: int, end: int) -> int:
    """Where reading goes on after an unclosed division, so that the rest of the file is checked as meant: the next slide."""
    code = state.env.get("code", ())
    for number in range(start + 1, end):
        if number not in code and state.sCount[number] <= state.blkIndent and _HEADING.match(_line(state, number)):
            return number
    return end
