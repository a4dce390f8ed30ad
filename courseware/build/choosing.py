"""Finding what somebody means on the command line: modules and documents by number, beginning or pattern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase


class Unknown(Exception):
    """A word on the command line that names nothing: `fact` and `hint` as in a `Problem`, but the mistake is in the
    command. `word` is that word, where it was to name one of several.
    """

    def __init__(self, fact: str, hint: str, word: str = "") -> None:
        super().__init__(f"{fact}\n  hint: {hint}")
        self.fact, self.hint, self.word = fact, hint, word


def choose(patterns: Iterable[str], names: Sequence[str], kind: str) -> tuple[str, ...]:
    """Those of `names` that a pattern means, in the order of `names`; all where there is no pattern.

    A pattern is a name, a number (`3` means `03-relationships`, else the third), a beginning (`03-rel`, `relation`),
    or holds `*`, `?` or `[`. `kind` is the word for what is chosen (`module`). Raises `Unknown`, with the nearest
    names, for the first that means nothing.
    """
    wanted = [(pattern, _meant(_bare(pattern), names)) for pattern in patterns]
    if not wanted:
        return tuple(names)
    for pattern, meant in wanted:
        if not meant:
            raise Unknown(f"there is no {kind} {pattern!r}", _nearest(_bare(pattern), names, kind), pattern)
    chosen = {name for _, meant in wanted for name in meant}
    return tuple(name for name in names if name in chosen)


def _bare(pattern: str) -> str:
    """A module's file is as good as its name: `syllabus/03-relationships.md`."""
    return pattern.removeprefix("syllabus/").removesuffix(".md") if pattern.endswith(".md") else pattern


def _meant(pattern: str, names: Sequence[str]) -> list[str]:
    if pattern in names:
        return [pattern]
    if pattern.isdecimal():
        number = int(pattern)
        by_name = [name for name in names if (first := name.partition("-")[0]).isdecimal() and int(first) == number]
        return by_name or list(names[number - 1 : number] if number else ())
    if any(sign in pattern for sign in "*?["):
        return [name for name in names if fnmatchcase(name, pattern)]
    begins = [name for name in names if name.startswith(pattern)]
    return begins or [name for name in names if name.partition("-")[2].startswith(pattern)] if pattern else []


def _nearest(pattern: str, names: Sequence[str], kind: str) -> str:
    from courseware.suggest import nearest

    bare = {name.partition("-")[2] or name: name for name in names}
    near = nearest(pattern, names) or bare.get(nearest(pattern, bare) or "")
    if near:
        return f"did you mean {near}?"
    return f"{kind}s: {', '.join(names)}" if names else f"there are no {kind}s yet"
