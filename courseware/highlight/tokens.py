"""Code as lines of tokens, each of a kind that a brand has a colour for."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from courseware.highlight import recall
from courseware.highlight.languages import PLAIN, lexer

KINDS = ("keyword", "string", "comment", "number", "name", "added", "removed")
"""What is set apart; all else is plain."""
BOLD = frozenset({"keyword", "name"})
ITALIC = frozenset({"comment"})
"""Kinds that are told without colour too."""

_KINDS = (
    ("Token.Comment.Preproc", "keyword"),
    ("Token.Comment", "comment"),
    ("Token.Keyword.Type", "name"),
    ("Token.Keyword", "keyword"),
    ("Token.Operator.Word", "keyword"),
    ("Token.Literal.String.Doc", "comment"),
    ("Token.Literal.String", "string"),
    ("Token.Literal.Number", "number"),
    ("Token.Literal.Date", "number"),
    ("Token.Name.Builtin.Pseudo", ""),
    ("Token.Name.Builtin", "name"),
    ("Token.Name.Function", "name"),
    ("Token.Name.Class", "name"),
    ("Token.Name.Decorator", "name"),
    ("Token.Name.Exception", "name"),
    ("Token.Name.Tag", "keyword"),
    ("Token.Name.Attribute", "name"),
    ("Token.Generic.Inserted", "added"),
    ("Token.Generic.Deleted", "removed"),
    ("Token.Generic.Heading", "keyword"),
    ("Token.Generic.Subheading", "keyword"),
    ("Token.Generic.Prompt", "comment"),
)


class Token(Struct, frozen=True):
    """A stretch of one line; `kind` is one of `KINDS`, `""` for plain."""

    text: str
    kind: str = ""

    @property
    def bold(self) -> bool:
        return self.kind in BOLD

    @property
    def italic(self) -> bool:
        return self.kind in ITALIC


@lru_cache(maxsize=256)
def lines_of(text: str, language: str) -> tuple[tuple[Token, ...], ...]:
    """The lines of `text`, neighbours of one kind as one token; plain where the language is unknown or none. Joined, they are `text` again."""
    if language.lower() in PLAIN:
        return _uncoloured(text)
    known = recall.recalled(text, language, _KINDS)
    if known is None:
        found = _coloured(text, language)
        recall.keep(text, language, _KINDS, [[(token.text, token.kind) for token in line] for line in found])
        return found
    return tuple(tuple(Token(*token) for token in line) for line in known)


def _uncoloured(text: str) -> tuple[tuple[Token, ...], ...]:
    return tuple((Token(line),) if line else () for line in text.split("\n"))


def _coloured(text: str, language: str) -> tuple[tuple[Token, ...], ...]:
    reader = lexer(language)
    if reader is None:
        return _uncoloured(text)
    lines: list[list[Token]] = [[]]
    for type, value in reader.get_tokens(text + "\n"):  # some languages know a line by its end
        kind = _kind(str(type))
        for number, part in enumerate(value.split("\n")):
            if number:
                lines.append([])
            if part:
                _add(lines[-1], part, kind)
    found = tuple(tuple(line) for line in (lines if lines[-1] else lines[:-1]))
    return found if [_plain(line) for line in found] == text.split("\n") else _uncoloured(text)


def _plain(line: tuple[Token, ...]) -> str:
    return "".join(token.text for token in line)


def _add(line: list[Token], text: str, kind: str) -> None:
    """Adds to the token before where it is of the same kind; blanks have none."""
    if line and (line[-1].kind == kind or not text.strip()):
        line[-1] = Token(line[-1].text + text, line[-1].kind)
    else:
        line.append(Token(text, kind if text.strip() else ""))


@lru_cache(maxsize=256)
def _kind(type: str) -> str:
    return next((kind for name, kind in _KINDS if type == name or type.startswith(name + ".")), "")
