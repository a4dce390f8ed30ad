"""What was probably meant: the nearest known name for one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, among: Iterable[str], likeness: float = 0.6) -> str | None:
    """The one of `among` that `word` was most likely meant to be, if any comes near; `likeness` is 0 to 1."""
    import difflib

    known = sorted(among)
    folded = {name.casefold(): name for name in reversed(known)}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=likeness)
    return folded[found[0]] if found else None


def did_you_mean(word: str, among: Iterable[str], otherwise: str = "") -> str:
    """The hint for an unknown name: the nearest known one, else all of them where they are few, else `otherwise`."""
    known = sorted(among)
    near = nearest(word, known)
    if near:
        return f"did you mean {near}?"
    if otherwise:
        return otherwise
    return f"known here: {', '.join(known)}" if 0 < len(known) <= 30 else ""
