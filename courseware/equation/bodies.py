"""What parts of an equation make of each other: sums take what they run over, letters become words, signs are negated."""

from __future__ import annotations

from courseware.equation.model import Large, Node, Row, Sign, row

_RELATION = frozenset("=<>≤≥≠≈≡∼≃≅∝→←↔⇒⇐⇔⟹⟸⟺∈∉⊂⊃⊆⊇≔↦,;:+−±∓∣")
"""Signs at which what a sum or an integral runs over has come to its end."""


def with_bodies(found: list[Node]) -> list[Node]:
    """Each sum and integral takes what it runs over: the parts up to the next relation, plus or comma."""
    for start, item in enumerate(found):
        if isinstance(item, Large) and item.body == Row():
            end = start + 1
            while end < len(found) and not (end > start + 1 and _ends_body(found[end])):
                end += 1
            body = row(with_bodies(found[start + 1 : end]))
            large = Large(item.sign, body, item.below, item.above, item.limits)
            return [*found[:start], large, *with_bodies(found[end:])]
    return found


def _ends_body(item: Node) -> bool:
    return isinstance(item, Sign) and item.form == "o" and item.text in _RELATION


def joined(node: Node) -> Node:
    """Letters in upright type are one word."""
    items = node.items if isinstance(node, Row) else (node,)
    if items and all(isinstance(item, Sign) and item.form in "in" and len(item.text) == 1 for item in items):
        return Sign("".join(item.text for item in items if isinstance(item, Sign)), "i", "normal")
    return node


_NEGATED = {
    "=": "≠", "<": "≮", ">": "≯", "∈": "∉", "⊂": "⊄", "⊆": "⊈", "≡": "≢", "∼": "≁", "≈": "≉", "∃": "∄", "≤": "≰",
    "≥": "≱", "∣": "∤", "∥": "∦",
}  # fmt: skip


def negated(node: Node) -> Node:
    if isinstance(node, Sign):
        return Sign(_NEGATED.get(node.text, node.text + "\u0338"), "o", node.font)
    return node
