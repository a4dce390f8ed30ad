"""TeX becomes a tree, or an error that tells what can't be read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NoReturn

from courseware.equation.bodies import joined, negated, with_bodies
from courseware.equation.grids import GridReader
from courseware.equation.model import (
    Accent,
    Bar,
    Brace,
    Equation,
    EquationError,
    Fence,
    Fraction,
    Framed,
    Grid,
    Large,
    Node,
    Root,
    Row,
    Script,
    Sign,
    Space,
    Stack,
    row,
)
from courseware.equation.signs import (
    ACCENTS,
    ARROWS,
    BRACES,
    FONTS,
    FUNCTIONS,
    INTEGRALS,
    KEPT,
    LARGE,
    LIMITS,
    REFUSED,
    SIZES,
    SPACES,
    WIDE,
    WORDS,
    form_of,
    known,
    signs,
)
from courseware.suggest import nearest

DEEPEST = 40
"""How deep groups may stand in each other."""
LONGEST = 4000
"""Signs of one equation: more is no equation that anybody reads."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PLAIN = {"-": "−", "*": "∗", "`": "‘"}


@lru_cache(maxsize=512)
def read_equation(tex: str) -> Equation:
    """The tree of an equation. Raises `EquationError` for a command that nobody knows, and for braces, brackets and environments that are not closed."""
    if not tex.strip():
        raise EquationError("an equation is empty", "write it between the dollar signs, or take them out")
    if len(tex) > LONGEST:
        raise EquationError(f"an equation of {len(tex)} signs can't be set", "divide it into several")
    parser = _Parser(tex)
    body = parser.whole()
    return Equation(tex, body, parser.tag)


class _Parser(GridReader):
    """Reads one equation from its start to its end."""

    def whole(self) -> Node:
        """Everything; lines parted by `\\\\` stand under each other, aligned where there is an `&`."""
        rows = self.rows("")
        if self.at < len(self.tex):
            self.fail("a } closes nothing", "take it out, or write \\} for the sign itself")
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        lined = any(len(cells) > 1 for cells in rows)
        return Grid(rows, "" if lined else "c", lined)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def parts(self, stops: tuple[str, ...] = ()) -> Node:
        """Parts up to a closing brace, `&`, `\\\\` or one of the commands in `stops`, which stays."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail("groups stand too deep in each other", "divide the equation")
        found: list[Node] = []
        while True:
            self.blanks()
            if self.at >= len(self.tex) or self.tex[self.at] in "}&" or self.stopped(stops):
                break
            if self.tex.startswith("]", self.at) and "]" in stops:
                break
            name = self.peek()
            if name in ("over", "choose", "atop"):
                self.take()
                parted = Fraction(row(found), self.parts(stops), bar=name == "over")
                found = [Fence("(", (parted,), ")") if name == "choose" else parted]
                break
            item = self.scripted()
            if item is not None:
                found.append(item)
        self.depth -= 1
        return row(with_bodies(found))

    def scripted(self) -> Node | None:
        """A part with what is raised and lowered at it; None for a command that shows nothing."""
        start = self.at
        base = Row() if self.tex[self.at] in "^_'" else self.atom()
        if base is None:
            return None
        below: Node | None = None
        above: Node | None = None
        limits: bool | None = None
        while True:
            self.blanks()
            sign = self.tex[self.at : self.at + 1]
            if self.peek() in ("limits", "nolimits"):
                limits = self.take() == "limits"
            elif sign == "_" and below is None:
                self.at += 1
                below = self.argument("_")
            elif sign == "^":
                self.at += 1
                added = self.argument("^")
                above = added if above is None else row([above, added])
            elif sign == "'":
                primes = len(self.tex[self.at :]) - len(self.tex[self.at :].lstrip("'"))
                self.at += primes
                mark = Sign("′" * primes, "i", "normal")
                above = mark if above is None else row([above, mark])
            elif sign == "_":
                self.fail("something is lowered twice", "put braces around what belongs together, as in {x_1}_2")
            else:
                break
        if isinstance(base, Large):
            wanted = base.limits if limits is None else limits
            return Large(base.sign, base.body, below, above, wanted)
        if below is None and above is None:
            return base if self.at > start else None
        if isinstance(base, Brace) and (above if not base.under else below) is not None:
            label, other = (below, above) if base.under else (above, below)
            braced = Brace(base.base, base.mark, base.under, label)
            return braced if other is None else Script(braced, *((None, other) if base.under else (other, None)))
        named = isinstance(base, Sign) and base.form == "f" and base.text in LIMITS.values()
        stacked = isinstance(base, Stack)
        return Script(base, below, above, limits if limits is not None else named or stacked)

    def atom(self) -> Node | None:
        """One sign, group or command."""
        sign = self.tex[self.at]
        if sign == "\\":
            return self.command(self.take())
        if sign == "{":
            return self.group()
        number = _NUMBER.match(self.tex, self.at)
        if number:
            self.at = number.end()
            return Sign(number[0], "n", self.font)
        if sign in "#$%":
            self.fail(f"{sign} means nothing in an equation", f"write \\{sign} for the sign itself")
        self.at += 1
        if sign == "~":
            return Space(0.25)
        shown = _PLAIN.get(sign, sign)
        return Sign(shown, form_of(shown), self.font)

    def group(self) -> Node:
        """What stands between braces."""
        opened = self.at
        self.at += 1
        inner = self.parts()
        if not self.tex.startswith("}", self.at):
            self.at = opened
            self.fail("a { is never closed", "close it with }")
        self.at += 1
        if isinstance(inner, Sign) and inner.form == "o":
            return Sign(inner.text, "t" if inner.text in ",." else "i", inner.font)  # {,} and {=} lose their gaps
        return inner

    def argument(self, of: str) -> Node:
        """What a command, `^` or `_` works on: a group, a sign or a command."""
        self.blanks()
        if self.at >= len(self.tex) or self.tex[self.at] in "}&":
            self.fail(f"nothing stands after {of}", f"write {of}{{…}}")
        if self.tex[self.at].isdigit():
            self.at += 1
            return Sign(self.tex[self.at - 1], "n", self.font)
        return self.atom() or Row()

    def command(self, name: str) -> Node | None:
        """What a command stands for."""
        said = "\\" + name
        if name in LARGE:
            return Large(LARGE[name], Row(), limits=LARGE[name] not in INTEGRALS)
        if name in FUNCTIONS or name in LIMITS:
            return Sign(LIMITS.get(name, name), "f")
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            style = {"d": "display", "c": "display", "t": "text"}.get(name[0], "")
            return Fraction(self.argument(said), self.argument(said), style=style)
        if name in ("binom", "dbinom", "tbinom"):
            return Fence("(", (Fraction(self.argument(said), self.argument(said), bar=False),), ")")
        if name == "sqrt":
            degree = self.optional()
            return Root(self.argument(said), degree)
        if name in FONTS:
            return self.in_font(FONTS[name], said)
        if name in WORDS:
            return self.words(WORDS[name], said)
        if name == "operatorname":
            below = self.tex.startswith("*", self.at)
            self.at += below
            words = Sign(self.raw(said).replace("\\,", "\u2009").replace("~", " "), "f")
            return Stack(words) if below else words
        if name in SPACES:
            return Space(SPACES[name])
        if name == "hspace":
            return self.length(self.raw(said))
        if name in SIZES:
            return Sign(self.fence(said), "o", grow=SIZES[name])
        return self.marked(name, said) or self.structure(name, said)

    def marked(self, name: str, said: str) -> Node | None:
        """What stands over or under something; None where `name` is nothing of that kind."""
        if name in ACCENTS:
            return Accent(self.argument(said), ACCENTS[name])
        if name in WIDE:
            return Accent(self.argument(said), WIDE[name], wide=True)
        if name in ("overline", "underline"):
            return Bar(self.argument(said), under=name == "underline")
        if name in BRACES:
            return Brace(self.argument(said), *BRACES[name])
        if name in ("overset", "stackrel"):
            above = self.argument(said)
            return Stack(self.argument(said), above)
        if name == "underset":
            below = self.argument(said)
            return Stack(self.argument(said), below=below)
        if name in ARROWS:
            below = self.optional() or Row()
            return Stack(Sign(ARROWS[name], "o"), self.argument(said), None if below == Row() else below, stretch=True)
        if name == "boxed":
            return Framed(self.argument(said))
        if name in ("phantom", "hphantom", "vphantom"):
            return Framed(self.argument(said), hidden=True)
        return None

    def structure(self, name: str, said: str) -> Node | None:
        """Brackets, environments, what belongs to the whole equation, and single signs."""
        if name == "left":
            return self.fenced()
        if name == "begin":
            return self.environment()
        if name == "substack":
            return self.substack()
        if name == "tag":
            self.tag = self.raw(said)
            return None
        if name == "not":
            return negated(self.argument(said))
        if name in ("bmod", "mod"):
            gap = Space(0.222 if name == "bmod" else 1.0)
            return Row((gap, Sign("mod", "f"), Space(0.222)))
        if name in ("pmod", "pod"):
            word = (Sign("mod", "f"), Space(0.333)) if name == "pmod" else ()
            inner = self.argument(said)
            return Row((Space(1.0), Sign("(", "o"), *word, inner, Sign(")", "o")))
        if name in ("mathop", "mathrel", "mathbin", "mathord", "mathopen", "mathclose"):
            return self.argument(said)
        if name in KEPT:
            return None
        sign = signs().get(name)
        if sign is not None and name not in REFUSED:
            if name in ("{", "}", "|"):
                return Sign(sign, "o")
            return Sign(sign, form_of(sign), self.font)
        self.refuse(name)

    def in_font(self, font: str, said: str) -> Node:
        before, self.font = self.font, font
        inner = self.argument(said)
        self.font = before
        return joined(inner) if font == "normal" else inner

    def words(self, font: str, said: str) -> Node:
        """Words, in which `$…$` is an equation again."""
        found: list[Node] = []
        for number, part in enumerate(re.split(r"(?<!\\)\$", self.raw(said))):
            if number % 2:
                found.append(read_equation(part).body)
            elif part:
                plain = re.sub(r"\\([%$#&_{} ])", r"\1", part.replace("~", "\u00a0"))
                if "\\" in plain:
                    self.fail(
                        f"{said} can't hold the command {plain[plain.index(chr(92)) :].split()[0]}", "write words only"
                    )
                found.append(Sign(plain, "t", font))
        return row(found)

    def fenced(self) -> Node:
        """Brackets that grow: `\\left( … \\middle| … \\right)`."""
        opened = self.at
        opening = self.fence("\\left")
        parts, middle = [], "|"
        while True:
            parts.append(self.parts(("right", "middle")))
            name = self.peek()
            if name not in ("right", "middle"):
                self.at = opened
                self.fail(
                    "a \\left has no \\right", "close it with \\right) or, where nothing shall stand there, \\right."
                )
            self.take()
            if name == "right":
                return Fence(opening, tuple(parts), self.fence("\\right"), middle)
            middle = self.fence("\\middle")

    def refuse(self, name: str) -> NoReturn:
        said = "\\" + name
        if name in REFUSED:
            self.fail(f"{said} can't stand in an equation", REFUSED[name])
        near = nearest(name, (other for other in known() if len(other) > 1), 0.7)
        hint = f"did you mean \\{near}?" if near else "docs/equations.md lists what an equation can hold"
        self.fail(f"nobody knows the TeX command {said}", hint)
