"""Pandoc's and Quarto's inline forms as rules of markdown-it: spans, attributes, shortcodes, the space that doesn't break."""

from __future__ import annotations

import re
import shlex

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from courseware.course.attributes import MALFORMED, looks_meant, read_attributes
from courseware.course.markdown.findings import report
from courseware.late import late

_SHORTCODE = late(r"\{\{<[ \t]*(.*?)[ \t]*>\}\}")
_SHOWN_SHORTCODE = late(r"\{(\{\{<.*?>\}\})\}")
_RAW = late(r"\{=[\w-]+\}")
CAPTION = late(r"(?:[Tt]able)?:\s+")
"""How a table's caption begins (pandoc's manual, `table_captions`)."""


def use_inline_rules(md: MarkdownIt) -> None:
    """Adds the rules. Tokens are `span_open`/`span_close` and `shortcode` (meta: `words`); `attributes` stand in the meta of what has them."""
    md.inline.ruler.before("escape", "hard_space", _hard_space)
    md.inline.ruler.before("link", "span", _span)
    md.inline.ruler.before("link", "shortcode", _shortcode)
    md.inline.ruler.before("link", "attributes", _attributes)
    md.core.ruler.before("inline", "line_attributes", _line_attributes)


def _hard_space(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("\\ ", state.pos) or state.pos + 1 >= state.posMax:
        return False
    if not silent:
        state.pending += "\N{NO-BREAK SPACE}"
    state.pos += 2
    return True


def _shortcode(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{{", state.pos):
        return False
    shown = _SHOWN_SHORTCODE.match(state.src, state.pos)
    if shown:
        if not silent:
            state.pending += shown[1]
        state.pos = shown.end()
        return True
    found = _SHORTCODE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("shortcode", "", 0)
        token.content = found[0]
        token.meta = {"words": shortcode_words(found[1])}
    state.pos = found.end()
    return True


def shortcode_words(inside: str) -> list[str]:
    """The words of a shortcode, quotation marks taken off."""
    try:
        return shlex.split(inside)
    except ValueError:
        return inside.split()


def _span(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "[":
        return False
    end = parseLinkLabel(state, start)
    if end < 0 or not state.src.startswith("{", end + 1):
        return False
    read = read_attributes(state.src, end + 1)
    close = state.src.find("}", end + 1)
    if read is None and (close < 0 or not looks_meant(state.src, end + 1)):
        return False
    if not silent:
        meta = {"attributes": read[0]} if read else {"malformed": state.src[end + 1 : close + 1]}
        state.push("span_open", "span", 1).meta = meta
        maximum = state.posMax
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.posMax = maximum
        state.push("span_close", "span", -1)
    state.pos = read[1] if read else close + 1
    return True


def _attributes(state: StateInline, silent: bool) -> bool:
    """Attributes directly after a picture, code or a link; those that can't be read are kept in the meta as `malformed`."""
    if state.src[state.pos] != "{" or silent or state.pending or not state.tokens:
        return False
    before = state.tokens[-1]
    if before.type not in ("image", "code_inline", "link_close"):
        return False
    if before.type == "link_close":
        before = next(
            token for token in reversed(state.tokens) if token.type == "link_open" and token.level == before.level
        )
    raw = _RAW.match(state.src, state.pos) if before.type == "code_inline" else None
    if raw:
        before.meta["raw"] = raw[0]
        state.pos = raw.end()
        return True
    read = read_attributes(state.src, state.pos)
    if read is not None:
        before.meta["attributes"] = read[0]
        state.pos = read[1]
        return True
    close = state.src.find("}", state.pos)
    if looks_meant(state.src, state.pos) and close >= 0:
        before.meta["malformed"] = state.src[state.pos : close + 1]
        state.pos = close + 1
        return True
    return False


def _line_attributes(state: StateCore) -> None:
    """Takes the attributes off the end of headings and table captions before their text is read."""
    before = None
    for token in state.tokens:
        if token.type == "inline" and before is not None and token.content.rstrip().endswith("}"):
            heading = before.type == "heading_open"
            if heading or (before.type == "paragraph_open" and CAPTION.match(token.content)):
                text = token.content.rstrip()
                at = _opening_brace(text)
                read = read_attributes(text, at) if at >= 0 else None
                if read is not None and read[1] == len(text):
                    before.meta["attributes"] = read[0]
                    text = text[:at].rstrip()
                    token.content = re.sub(r"(^|[ \t])#+$", "", text).rstrip() if heading else text
                elif at >= 0 and looks_meant(text, at) and token.map:
                    report(state.env, token.map[0], f"the attributes can't be read: {text[at:]}", MALFORMED)
        before = token


def _opening_brace(text: str) -> int:
    """Where the braces at the end of `text` open; braces inside quotation marks don't count. -1 where they don't."""
    at = last = text.rfind("{")
    while at > 0 and text.count('"', at) % 2:
        at = text.rfind("{", 0, at)
    if at < 0:
        at = last
    return -1 if text.startswith("{{", max(at - 1, 0)) else at
