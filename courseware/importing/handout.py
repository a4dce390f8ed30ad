"""Participant text: a part of a lesson as readable Markdown, with every sentence, in order."""

from __future__ import annotations

from courseware.importing.markdown import escape, heading, paragraph
from courseware.importing.tree import RANKS, Node

TOP = 3
"""The level of the outermost headings inside participant text; `#` is the topic, `##` the slide."""


def write_handout(node: Node, depth: int) -> str:
    """A heading's own text and entries, not the parts under it. `depth` counts from 0, -1 for text without a heading."""
    blocks: list[str] = []
    if node.kind in RANKS and node.kind != "root" and (node.title or node.mark):
        blocks.append(heading(min(6, TOP + max(0, depth)), f"{node.mark} {node.title}".strip()))
    if node.sentences:
        blocks.append(paragraph(escape(" ".join(node.sentences))))
    lines: list[str] = []
    for child in node.entries:
        if child.drawing:
            if lines:
                blocks.append("\n".join(lines))
                lines = []
            blocks.append(_steps(child))
        elif child.kind == "entry" and not (
            child.title or child.mark or child.children or lines or _listed(node, child)
        ):
            blocks.append(paragraph(escape(" ".join(child.sentences))))
        else:
            lines.append(_entry(child, ""))
    if lines:
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _listed(node: Node, child: Node) -> bool:
    """Whether an entry without a label is one of several, so that it is an item of a list."""
    return sum(other.kind == "entry" for other in node.entries) > 1 and child.sentences != []


def _steps(node: Node) -> str:
    items = node.drawing.items if node.drawing else ()
    return "\n".join(paragraph(escape(item), f"{n}. ") for n, item in enumerate(items, 1))


def _entry(node: Node, indent: str) -> str:
    """An entry and what stands under it, as an item of a list."""
    label = ""
    if node.title:
        label = f"*{escape(node.title)}*:" if node.kind == "aside" else f"**{escape(node.title)}**:"
    apart = node.kind == "list" and len(node.sentences) > 1
    text = "" if apart else escape(" ".join(node.sentences))
    mark = f"{int(node.mark[:-1])}. " if node.mark[:-1].isdigit() else "- "
    text = f"{escape(node.mark)} {text}" if node.mark and mark == "- " else text
    inner = indent + " " * len(mark)
    lines = [paragraph(f"{label} {text}".strip(), indent + mark)]
    if apart:
        lines += [paragraph(escape(sentence), f"{inner}- ") for sentence in node.sentences]
    lines += [_entry(child, inner) for child in node.children]
    return "\n".join(lines)
