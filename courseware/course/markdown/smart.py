"""Pandoc's `smart` punctuation: curly quotes, dashes and an ellipsis for what a typewriter has (its manual, "Extension: smart")."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from courseware.late import late

_PLAIN = late(r"---|--|\.\.\.")
_SIGNS = {"---": "\u2014", "--": "\u2013", "...": "\u2026"}


def use_smart(md: MarkdownIt) -> None:
    """Adds the rules; text that is escaped, code and bare addresses stay as they are."""
    md.options["typographer"] = True
    md.core.ruler.before("text_join", "smart_signs", _signs)
    md.enable("smartquotes")


def _signs(state: StateCore) -> None:
    for block in state.tokens:
        bare = False  # inside an address in angle brackets
        for token in block.children or ():
            if token.type in ("link_open", "link_close") and token.info == "auto":
                bare = token.type == "link_open"
            elif token.type == "text" and not bare:
                token.content = _PLAIN.sub(lambda found: _SIGNS[found[0]], token.content)
