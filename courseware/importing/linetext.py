"""The words of a line as Markdown: emphasis, links, code and equations, so that Markdown reads each sign as it was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from courseware.content.blocks import Break, Footnote, Inline, Inlines, MathRun, PictureRun, Run
from courseware.importing.markdown import signs_escaped

_SIGNS = {
    "bold": ("**", "**"),
    "italic": ("*", "*"),
    "strike": ("~~", "~~"),
    "underline": ("[", "]{.underline}"),
    "sub": ("~", "~"),
    "sup": ("^", "^"),
}
_SEAM = "<!-- -->"
"""Between two stretches of emphasis that touch: Markdown couldn't tell where one ends."""


class LineWriter(Struct, frozen=True):
    """Writes inlines. `smart` is for a file on its own, where straight quotes and rows of dots or dashes would be changed (pandoc's `smart`)."""

    smart: bool = False

    def line(self, inlines: Inlines) -> str:
        """Inlines as text; a break is a backslash and a line end."""
        return self._marked(_spaced(inlines), ("href", *_SIGNS), "", "")

    def title(self, inlines: Inlines) -> str:
        """A heading's text on one line, without a style that goes over all of it."""
        flat = tuple(Run(" ") if isinstance(each, Break) else each for each in inlines)
        words = [each for each in flat if isinstance(each, Run) and each.text.strip()]
        for mark in ("bold", "italic", "underline"):
            if words and all(getattr(run, mark) for run in words):
                flat = tuple(replace(each, **{mark: False}) if isinstance(each, Run) else each for each in flat)
        text = " ".join(self.line(flat).split("\n"))
        if text.endswith("}") and not text.endswith("\\}"):
            return text  # a span's own attributes
        text = f"{text[:-2]}&#125;" if text.endswith("\\}") else text
        return re.sub(r"(^|\s)(\\?#)+$", lambda found: found[0].replace("#", "\\#").replace("\\\\", "\\"), text)

    def flat(self, inlines: Inlines) -> str:
        """Inlines on one line: a break is a blank."""
        return " ".join(self.line(tuple(Run(" ") if isinstance(i, Break) else i for i in inlines)).split("\n"))

    def _marked(self, inlines: Sequence[Inline], marks: tuple[str, ...], before: str, after: str) -> str:
        """Inlines with the marks of `marks` around what has them; `before` and `after` are the signs that stand beside."""
        if not marks:
            return "".join(self._plain(inline) for inline in inlines)
        mark, rest = marks[0], marks[1:]
        groups = [(key, list(members)) for key, members in groupby(inlines, lambda i: _has(i, mark))]
        text = ""
        for n, (key, members) in enumerate(groups):
            follows = _first_sign(groups[n + 1][1]) if n + 1 < len(groups) else after
            if not key:
                text += self._marked(members, rest, text[-1:] or before, follows)
            elif mark == "href":
                inner = self._marked(members, rest, "[", "]")
                text += f"[{inner}]({address_of(str(key))})"
            else:
                text += self._emphasis(mark, members, rest, text[-1:] or before, follows)
        return text

    def _emphasis(self, mark: str, members: list[Inline], rest: tuple[str, ...], before: str, after: str) -> str:
        lead, core, trail = _trimmed(members)
        inner = self._marked(core, rest, "", "") if core else ""
        if not inner.strip():
            return self._marked(members, rest, before, after)
        before, after = (lead[-1:] or before), (trail[:1] or after)
        opening, closing = _SIGNS[mark]
        if mark in ("sub", "sup"):
            if opening in inner or "[" in inner or (self.smart and re.search(r"\\[-.\"']", inner)):
                return lead + inner + trail
            inner = re.sub(r"\s", r"\\ ", inner)
        if mark in ("bold", "italic", "strike"):
            if (_is_word(before) and not _is_word(inner[0])) or (_is_word(after) and not _is_word(inner[-1])):
                # Markdown would not see the mark: the words count.
                return lead + self._marked(core, rest, before, after) + trail
            opening = (_SEAM if before and before in "*~_" and not lead else "") + opening
            inner = opening + inner + closing
            if after in ("*", "~") and not trail:
                inner += _SEAM
            return lead + inner + trail
        return lead + opening + inner + closing + trail

    def _plain(self, inline: Inline) -> str:
        match inline:
            case Run(text=text, code=True) if text.strip():
                return _code(text)
            case Run(text=text):
                return signs_escaped(text, self.smart)
            case Break():
                return "\\\n"
            case MathRun(tex=tex):
                return f"${' '.join(tex.split())}$"
            case PictureRun(src=src, alt=alt):
                return f"![]({address_of(src)}){{fig-alt={quoted(alt)}}}"
            case Footnote(inlines=inner):
                return f"^[{self.line(inner).replace(chr(92) + chr(10), ' ')}]"
        raise TypeError(f"{type(inline).__name__} is nothing that an import makes")


def quoted(text: str) -> str:
    """An attribute's value in quotation marks."""
    flat = " ".join(text.split())
    return '"' + re.sub(r'([\\"])', r"\\\1", flat) + '"'


def address_of(target: str) -> str:
    """A link's address: blanks and brackets written out."""

    def written_out(found: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in found[0].encode())

    return re.sub(r"[\s<>()\[\]\\`\"{}|^]", written_out, target)


def _has(inline: Inline, mark: str) -> object:
    return getattr(inline, mark) if isinstance(inline, Run) else (False if mark != "href" else "")


def _spaced(inlines: Inlines) -> list[Inline]:
    """Inlines whose blanks at the ends of a line are gone: Markdown would cut them, or take them for a break."""
    found: list[Inline] = []
    for n, inline in enumerate(inlines):
        if isinstance(inline, Run):
            text = inline.text
            if not found or isinstance(found[-1], Break):
                text = text.lstrip(" ")
            if n + 1 < len(inlines) and isinstance(inlines[n + 1], Break):
                text = text.rstrip(" ")
            if text:  # ~~ and ~ can't touch, and a span in a link's brackets is no span
                crossed = inline.strike and not (inline.sub or inline.sup)
                code = inline.code and not (inline.sub or inline.sup)
                lined = inline.underline and not inline.href
                found.append(replace(inline, text=text, underline=lined, strike=crossed, code=code))
        elif not isinstance(inline, Break) or (found and not isinstance(found[-1], Break)):
            found.append(inline)
    while found and isinstance(found[-1], Break):
        found.pop()
    return found


def _trimmed(members: list[Inline]) -> tuple[str, list[Inline], str]:
    """Blanks before, what is between, blanks behind: marks stand at words only."""
    core = list(members)
    lead = trail = ""
    while core and isinstance(core[0], Run) and core[0].text[:1] in (" ", "\u00a0", ""):
        text = core[0].text
        if not text.strip(" \u00a0"):
            lead += text
            core.pop(0)
            continue
        lead += text[: len(text) - len(text.lstrip(" \u00a0"))]
        core[0] = replace(core[0], text=text.lstrip(" \u00a0"))
    while core and isinstance(core[-1], Run) and core[-1].text[-1:] in (" ", "\u00a0", ""):
        text = core[-1].text if isinstance(core[-1], Run) else ""
        trail = text[len(text.rstrip(" \u00a0")) :] + trail
        if not text.strip(" \u00a0"):
            core.pop()
            continue
        core[-1] = replace(core[-1], text=text.rstrip(" \u00a0"))
    return lead, core, trail


def _first_sign(members: Sequence[Inline]) -> str:
    """The sign that a stretch begins with as it will be written: an emphasis by its mark."""
    for inline in members:
        if isinstance(inline, Run) and inline.text:
            if inline.text[0] in " \u00a0":
                return " "
            if inline.href:
                return "["
            if inline.bold or inline.italic:
                return "*"
            if inline.strike or inline.sub:
                return "~"
            if inline.underline:
                return "["
            return "`" if inline.code else inline.text[0]
        if isinstance(inline, MathRun):
            return "$"
        return " "
    return ""


def _is_word(sign: str) -> bool:
    """Whether a sign is neither blank nor punctuation to Markdown."""
    return bool(sign) and not sign.isspace() and not unicodedata.category(sign).startswith(("P", "S"))


def _code(text: str) -> str:
    inner = text.strip(" ")
    lead, trail = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    runs = [len(run) for run in re.findall(r"`+", inner)]
    ticks = "`" * (1 + max(runs, default=0))
    room = " " if inner[:1] == "`" or inner[-1:] == "`" else ""
    return f"{lead}{ticks}{room}{inner}{room}{ticks}{trail}"
