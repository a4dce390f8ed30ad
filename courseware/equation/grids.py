"""Reading TeX sign by sign, and what stands in rows and columns: matrices, cases, equations under each other."""

from __future__ import annotations

import re
from typing import NoReturn

from courseware.equation.model import EquationError, Fence, Grid, Node, Row, Space
from courseware.equation.signs import FENCES, LINED, MATRICES, PLAIN
from courseware.suggest import did_you_mean

_BLANK = re.compile(r"(?:\s|(?<!\\)%[^\n]*\n)*")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_NAME = re.compile(r"\s*\{\s*([A-Za-z]+)\*?\s*\}")

_LENGTHS = {"em": 1.0, "ex": 0.43, "mu": 1 / 18, "pt": 0.1, "cm": 2.8, "mm": 0.28}


class GridReader:
    """Where reading stands in an equation, and what is read in rows and columns. `parts` is the reader's of single parts."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        self.at = 0
        self.depth = 0
        self.font = ""
        self.tag = ""

    def parts(self, stops: tuple[str, ...] = ()) -> Node:
        raise NotImplementedError

    def fail(self, fact: str, hint: str) -> NoReturn:
        """Raises `EquationError` at the line where reading stands."""
        raise EquationError(fact, hint, self.tex.count("\n", 0, self.at))

    def blanks(self) -> None:
        found = _BLANK.match(self.tex, self.at)
        self.at = found.end() if found else self.at

    def peek(self) -> str:
        """The name of the command that stands here, `""` for none."""
        found = _COMMAND.match(self.tex, self.at)
        return found[1] if found else ""

    def take(self) -> str:
        """The name of the command that stands here; reading goes on after it."""
        found = _COMMAND.match(self.tex, self.at)
        if found is None:
            self.fail("a backslash ends the equation", "take it out")
        self.at = found.end()
        return found[1]

    def stopped(self, stops: tuple[str, ...]) -> bool:
        name = self.peek()
        return bool(name) and (name in ("\\", "end", "cr", *stops))

    def raw(self, said: str) -> str:
        """The text between the braces that follow, as it is written."""
        self.blanks()
        if not self.tex.startswith("{", self.at):
            self.fail(f"nothing stands in braces after {said}", f"write {said}{{…}}")
        depth, start = 0, self.at
        while self.at < len(self.tex):
            sign = self.tex[self.at]
            if sign == "\\":
                self.at += 1
            depth += {"{": 1, "}": -1}.get(sign, 0)
            self.at += 1
            if depth == 0:
                return self.tex[start + 1 : self.at - 1]
        self.at = start
        self.fail("a { is never closed", "close it with }")

    def optional(self) -> Node | None:
        """What stands in square brackets, None where there are none."""
        self.blanks()
        if not self.tex.startswith("[", self.at):
            return None
        self.at += 1
        inner = self.parts(("]",))
        if not self.tex.startswith("]", self.at):
            self.fail("a [ is never closed", "close it with ]")
        self.at += 1
        return inner

    def fence(self, said: str) -> str:
        """The bracket after `\\left` and its like; `""` for a dot."""
        self.blanks()
        if self.at >= len(self.tex):
            self.fail(f"no bracket stands after {said}", f"write {said}( or {said}.")
        sign = self.tex[self.at]
        name = self.take() if sign == "\\" else sign
        if sign != "\\":
            self.at += 1
        if sign == "\\" and name == "|":
            return "‖"
        if name not in FENCES:
            shown = f"\\{name}" if sign == "\\" else name
            self.fail(f"{said} can't be followed by {shown}", "use ( ) [ ] \\{ \\} | \\langle \\rangle, or . for none")
        return FENCES[name]

    def length(self, text: str) -> Node:
        found = re.fullmatch(r"(-?[\d.]+)\s*(\w+)", text.strip())
        if found is None or found[2] not in _LENGTHS:
            self.fail(f"a gap can't be {text} wide", "write \\hspace{1em}, \\quad or \\,")
        return Space(float(found[1]) * _LENGTHS[found[2]])

    def rows(self, name: str) -> tuple[tuple[Node, ...], ...]:
        """Rows of cells up to `\\end`, a closing brace or the end of the equation, which stay."""
        found: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            cells.append(self.parts())
            if self.tex.startswith("&", self.at):
                self.at += 1
                continue
            found.append(tuple(cells))
            cells = []
            if self.peek() not in ("\\", "cr"):
                break
            self.take()
            spaced = re.compile(r"\s*\[[-\d.\s\w]*\]").match(self.tex, self.at)
            self.at = spaced.end() if spaced and name else self.at
        if self.peek() == "end" and not name:
            self.fail("an \\end closes nothing", "take it out, or open it with \\begin")
        while len(found) > 1 and all(cell == Row() for cell in found[-1]):
            found.pop()
        widest = max(len(row) for row in found)
        return tuple(row + (Row(),) * (widest - len(row)) for row in found)

    def environment(self) -> Node:
        """A matrix, cases or equations under each other, between `\\begin` and `\\end`."""
        opened = self.at
        name = self._name("\\begin")
        if name not in MATRICES and name not in LINED and name not in PLAIN:
            known = (*MATRICES, *LINED, *PLAIN)
            hint = did_you_mean(name, known, f"it is one of: {', '.join(known[:12])}")
            self.fail(f"nobody knows the environment {name}", hint)
        align = ""
        if name in ("array", "alignat", "alignedat"):
            said = self.raw(f"\\begin{{{name}}}")
            align = re.sub(r"[^lcr]", "", said) if name == "array" else ""
        rows = self.rows(name)
        if self.peek() != "end":
            self.at = opened
            self.fail(f"\\begin{{{name}}} is never closed", f"close it with \\end{{{name}}}")
        self.take()
        closed = self._name("\\end")
        if closed != name:
            self.fail(f"\\begin{{{name}}} is closed by \\end{{{closed}}}", f"close it with \\end{{{name}}}")
        if name in LINED or name in PLAIN:
            if len(rows) == 1 and len(rows[0]) == 1:
                return rows[0][0]
            return Grid(rows, "" if name in LINED else "c", name in LINED)
        if name.endswith("cases"):
            align = "l" * len(rows[0])
        opening, closing = MATRICES[name]
        grid = Grid(rows, align or "c" * len(rows[0]))
        return Fence(opening, (grid,), closing) if opening or closing else grid

    def substack(self) -> Node:
        """Lines under each other, small, as they stand under a sum."""
        self.blanks()
        if not self.tex.startswith("{", self.at):
            self.fail("nothing stands in braces after \\substack", "write \\substack{a \\\\ b}")
        self.at += 1
        rows = self.rows("substack")
        if not self.tex.startswith("}", self.at):
            self.fail("a { is never closed", "close it with }")
        self.at += 1
        return Grid(rows, "c")

    def _name(self, said: str) -> str:
        found = _NAME.match(self.tex, self.at)
        if found is None:
            self.fail(f"{said} names no environment", f"write {said}{{cases}}")
        self.at = found.end()
        return found[1]
