"""Text of two directions on one line: which stretches stand where (the Unicode bidirectional algorithm, UAX #9).

Explicit embeddings and isolates count as neutral: a slide's paragraph has one direction, and its numbers, names and words of the other
direction find their places by the rules for implicit levels.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

_STRONG = {"L": "L", "R": "R", "AL": "AL"}
_KNOWN = ("L", "R", "AL", "EN", "AN", "ES", "ET", "CS", "NSM", "S", "WS", "B")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "「": "」", "（": "）"}


def levels(text: str, rtl: bool) -> list[int]:
    """The embedding level of each character of a line, in a paragraph that runs right to left or not. Odd levels run right to left."""
    base = "R" if rtl else "L"
    kinds = [kind if kind in _KNOWN else "ON" for kind in map(unicodedata.bidirectional, text)]
    originals = list(kinds)
    _weak(kinds, base)
    _brackets(text, kinds, base)
    _neutral(kinds, base)
    level = int(rtl)
    found = []
    for kind in kinds:  # I1, I2
        if level % 2 == 0:
            found.append(level + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0))
        else:
            found.append(level + (1 if kind in ("L", "EN", "AN") else 0))
    for number in range(len(text) - 1, -1, -1):  # L1: blanks at the line's end
        if originals[number] not in ("WS", "S", "B"):
            break
        found[number] = level
    return found


def order(found: list[int]) -> list[tuple[int, int, int]]:
    """Stretches of one level, as (start, end, level), in the order in which they are seen from the left (L2)."""
    runs: list[tuple[int, int, int]] = []
    for level, group in groupby(range(len(found)), key=found.__getitem__):
        numbers = list(group)
        runs.append((numbers[0], numbers[-1] + 1, level))
    highest = max((level for _, _, level in runs), default=0)
    lowest = min((level for _, _, level in runs if level % 2), default=highest + 1)
    for level in range(highest, lowest - 1, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[at:end] = reversed(runs[at:end])
            at = max(end, at + 1)
    return runs


def _weak(kinds: list[str], base: str) -> None:
    """Rules W1 to W7: numbers and what belongs to them."""
    before = base
    for number, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[number] = before
        before = kinds[number]
    strong = base
    for number, kind in enumerate(kinds):  # W2, W3
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[number] = "AN"
    for number, kind in enumerate(kinds):
        if kind == "AL":
            kinds[number] = "R"
    for number in range(1, len(kinds) - 1):  # W4
        left, kind, right = kinds[number - 1 : number + 2]
        if (kind == "ES" and left == right == "EN") or (kind == "CS" and left == right and left in ("EN", "AN")):
            kinds[number] = left
    at = 0
    while at < len(kinds):  # W5, W6
        if kinds[at] != "ET":
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = (kinds[at - 1] if at else "", kinds[end] if end < len(kinds) else "")
        kinds[at:end] = ["EN" if "EN" in beside else "ON"] * (end - at)
        at = end
    strong = base
    for number, kind in enumerate(kinds):
        if kind in ("ES", "CS"):
            kinds[number] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[number] = "L"


def _direction(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _brackets(text: str, kinds: list[str], base: str) -> None:
    """Rule N0: a pair of brackets runs as what it holds, or as what stands before it."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for number, character in enumerate(text):
        if kinds[number] != "ON":
            continue
        if character in _PAIRS:
            opened.append((_PAIRS[character], number))
        elif any(closer == character for closer, _ in opened):
            while opened:
                closer, start = opened.pop()
                if closer == character:
                    pairs.append((start, number))
                    break
    for start, end in sorted(pairs):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {""}
        if base in inside:
            kinds[start] = kinds[end] = base
        elif inside:
            before = next((_direction(kind) for kind in reversed(kinds[:start]) if _direction(kind)), base)
            kinds[start] = kinds[end] = before if before in inside else base


def _neutral(kinds: list[str], base: str) -> None:
    """Rules N1 and N2: blanks and punctuation run as both their neighbours do, else as the paragraph."""
    at = 0
    while at < len(kinds):
        if _direction(kinds[at]):
            at += 1
            continue
        end = at
        while end < len(kinds) and not _direction(kinds[end]):
            end += 1
        left = _direction(kinds[at - 1]) if at else base
        right = _direction(kinds[end]) if end < len(kinds) else base
        kinds[at:end] = [left if left == right else base] * (end - at)
        at = end
