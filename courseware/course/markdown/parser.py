"""Text to a tree of nodes: the one place that knows markdown-it's tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin
from msgspec import Struct, field

from courseware.course.attributes import NONE, Attributes
from courseware.course.markdown.dialect import common
from courseware.course.markdown.divisions import use_divisions
from courseware.course.markdown.findings import Finding
from courseware.course.markdown.grid import use_grid_tables
from courseware.course.markdown.html import paired
from courseware.course.markdown.inline import use_inline_rules
from courseware.course.markdown.lineblocks import use_line_blocks
from courseware.course.markdown.simpletables import use_simple_tables
from courseware.course.markdown.smart import use_smart
from courseware.course.markdown.tables import use_pipe_tables

DEEPEST = 90  # levels of nesting; markdown-it drops what lies deeper than its own limit, so ours is asked first


class Node(Struct, eq=False):
    """A block or inline of the text. `kind` is markdown-it's token type without `_open`; `first` and `end` are its lines from 0, -1 unknown."""

    kind: str
    content: str = ""
    info: str = ""
    tag: str = ""
    first: int = -1
    end: int = -1
    attrs: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    @property
    def attributes(self) -> Attributes:
        """Pandoc's attributes, empty where none are written."""
        found = self.meta.get("attributes", NONE)
        return found if isinstance(found, Attributes) else NONE


class Parsed(Struct, frozen=True):
    """A text as a tree, its footnotes by label (inline ones by number), and what its rules found wrong."""

    nodes: list[Node]
    notes: dict[str | int, list[Node]]
    findings: list[Finding]


@cache
def _parser(smart: bool = False) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 10}).enable("strikethrough")
    md.use(deflist_plugin)
    md.use(footnote_plugin, move_to_end=False)
    md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    md.use(sub_plugin)
    md.use(superscript_plugin)
    use_divisions(md)
    use_grid_tables(md)
    use_pipe_tables(md)
    use_simple_tables(md)
    use_line_blocks(md)
    use_inline_rules(md)
    if smart:
        use_smart(md)
    return md


def parse(lines: Sequence[str], code: frozenset[int], smart: bool = False) -> Parsed:
    """The tree of a Markdown text; `code` are its literal lines (`code_lines`). `smart` turns typewriters' quotes and dashes into printers'."""
    env: dict[str, Any] = {"code": code, "findings": []}
    tokens = _parser(smart).parse("\n".join(common(lines, code, env["findings"])), env)
    notes: dict[str | int, list[Node]] = {}
    nodes = _tree(tokens, env["findings"], notes)
    for number, note in env.get("footnotes", {}).get("list", {}).items():
        if "tokens" in note:
            notes[number] = [Node("inline", children=paired(_tree(note["tokens"], env["findings"], notes)))]
    return Parsed(nodes, notes, env["findings"])


def parse_inline(text: str, smart: bool = False) -> list[Node]:
    """The inlines of one line of text, such as a title in an attribute."""
    tokens = _parser(smart).parseInline(text, {})
    return paired(_tree(tokens[0].children or [], [], {}))


def _tree(tokens: Iterable[Token], findings: list[Finding], notes: dict[str | int, list[Node]]) -> list[Node]:
    top: list[Node] = []
    around: list[list[Node]] = [top]
    for token in tokens:
        if token.nesting < 0:
            around.pop()
            continue
        first, end = token.map if token.map else (-1, -1)
        kind = token.type.removesuffix("_open")
        node = Node(
            kind,
            token.content,
            token.info,
            token.tag,
            first,
            end,
            dict(token.attrs) if token.attrs else {},
            token.meta or {},
        )
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in notes:
                findings.append(
                    Finding(first, f"the footnote [^{label}] is written a second time", "give one of them another name")
                )
            notes[label] = node.children
        else:
            around[-1].append(node)
        if token.children:
            node.children = paired(_tree(token.children, findings, notes))
        if token.nesting > 0:
            around.append(node.children)
            if len(around) == DEEPEST and token.block:
                findings.append(
                    Finding(
                        max(first, 0),
                        f"blocks are nested more than {DEEPEST} deep here",
                        "is it a mistake of typing or of a conversion?",
                    )
                )
    return top
