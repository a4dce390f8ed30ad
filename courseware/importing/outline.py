"""A syllabus outline as plain text: modules and their outcomes, in whatever way somebody numbered or indented them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from courseware.course.bloom import bloom_level
from courseware.importing.leftovers import Leftover
from courseware.importing.rules import pattern_of, rules
from courseware.importing.text import read_lines
from courseware.importing.words import plain
from courseware.problems import CoursewareError, Place, Problem, warning


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of the outline; `level` is its Bloom level, None where its verb tells none."""

    code: str
    text: str
    level: int | None
    line: int


@dataclass(frozen=True, slots=True)
class OutlineModule:
    """One module of the outline: `text` as the outline has it, without marks; `raw` the whole line."""

    number: int
    text: str
    raw: str
    line: int
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What an outline says, what of it is in no module, and what to look at."""

    name: str
    modules: tuple[OutlineModule, ...]
    leftovers: tuple[Leftover, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    raw: str
    indent: int
    bullet: str
    mark: str  # "1.2", "a)", "module 3", "##"
    text: str

    @property
    def code_depth(self) -> int:
        return self.mark.count(".") if re.fullmatch(r"\d+(\.\d+)+", self.mark) else 0


_MARK = re.compile(
    r"(?P<code>\d+(?:\.\d+)+)[.):]?\s+|(?P<single>(?:\d+|[a-zA-Z]|[ivxIVX]+)[.)]|\d{1,2}(?=\s+[A-ZÄÖÜ]))\s+|(?P<hash>#{1,6})\s+"
)


def read_outline(name: str, data: bytes) -> Outline:
    """Reads an outline; `CoursewareError` with every problem where it is empty, no text, or holds no module with outcomes."""
    lines, problems = read_lines(name, data, "outline")
    leftovers: list[Leftover] = []
    parsed: list[_Line] = []
    for number, raw in enumerate(lines, 1):
        line = _parse(number, raw)
        if line is None:
            if raw.strip():
                leftovers.append(Leftover(name, number, raw.strip(), "a line of marks only"))
        elif pattern_of("outline", "headers").fullmatch(line.text) and not parsed:
            leftovers.append(Leftover(name, number, raw.strip(), "the outline's heading"))
        else:
            parsed.append(line)
    merged = _join_wrapped(parsed)
    levels = _module_or_outcome(merged, blocks=_block_starts(lines))
    modules = _collect(name, merged, levels)
    codes = {outcome.line: outcome.code for module in modules for outcome in module.outcomes}
    marked = [line for line in merged if line.mark and not levels[line.number] and codes.get(line.number) != line.mark]
    leftovers += [Leftover(name, line.number, line.mark, "numbering of the outline") for line in marked]
    typed = [line for line in merged if line.bullet.isalnum() and not levels[line.number]]  # `o`, as Word leaves it
    leftovers += [Leftover(name, line.number, line.bullet, "bullets of the outline") for line in typed]
    problems += [
        warning(
            Place(name, o.line),
            f"no verb tells the level of outcome {o.code}",
            "add the level to the module: {text: ..., level: BL2}",
        )
        for module in modules
        for o in module.outcomes
        if o.level is None
    ]
    problems += [
        warning(
            Place(name, m.line),
            f'module "{m.text}" has no outcomes',
            "add them to its front matter, with the codes of the syllabus",
        )
        for m in modules
        if not m.outcomes
    ]
    return Outline(name, modules, tuple(leftovers), tuple(problems))


def _parse(number: int, raw: str) -> _Line | None:
    text = raw.expandtabs(4)
    indent = len(text) - len(text.lstrip())
    text = text.strip()
    bullet = ""
    first, _, rest = text.partition(" ")
    if first in rules("outline")["bullets"] and rest.strip():
        bullet, text = first, rest.strip()
    elif text[:1] in "•·‣◦▪■●○➢→►▸" and text[1:].strip():
        bullet, text = text[0], text[1:].strip()
    mark = ""
    found = _MARK.match(text)
    if found and text[found.end() :].strip():
        mark = found.group("code") or found.group("single") or found.group("hash")
        mark, text = (found.group().strip() if not found.group("code") else mark), text[found.end() :].strip()
    words = "|".join(rules("outline")["module_words"])
    found = re.match(rf"((?:{words})\s+\d+)\s*(?:[:.)–—-]\s*|\s+)(?=\S)", text, re.IGNORECASE)
    if found:
        mark, text = found.group(1), text[found.end() :].strip()
    text = re.sub(r"\s+", " ", text.replace("**", "")).strip()
    return _Line(number, raw, indent, bullet, mark, text) if re.search(r"\w", text) else None


def _join_wrapped(lines: list[_Line]) -> list[_Line]:
    """A line without bullet or mark, set deeper than the bulleted line right before it, is the rest of that line."""
    joined: list[_Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and (before.bullet or before.mark)
            and not (line.bullet or line.mark)
            and line.indent > before.indent
            and line.number == before.number + before.raw.count("\n") + 1
        ):
            joined[-1] = replace(before, raw=f"{before.raw}\n{line.raw}", text=f"{before.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _block_starts(lines: list[str]) -> set[int]:
    return {n for n, line in enumerate(lines, 1) if line.strip() and (n == 1 or not lines[n - 2].strip())}


def _is_module_word(line: _Line) -> bool:
    return bool(re.fullmatch(r"[^\W\d]+\s+\d+", line.mark))


def _module_or_outcome(lines: list[_Line], blocks: set[int]) -> dict[int, bool]:
    """For each line (by number) whether it is a module: told by the strongest sign that tells lines apart."""
    coded = any(line.code_depth for line in lines)
    bulleted = any(line.bullet for line in lines)
    least = min((line.indent for line in lines), default=0)
    hashes = min((len(line.mark) for line in lines if line.mark.startswith("#")), default=0)
    signs: tuple[Callable[[_Line], bool], ...] = (
        _is_module_word,
        lambda line: line.mark.startswith("#") and len(line.mark) == hashes,
        lambda line: coded and not line.code_depth,
        lambda line: bulleted and not line.bullet,
        lambda line: bool(re.fullmatch(r"\d+[.)]", line.mark)) and line.indent == least,
        lambda line: line.indent == least,
        lambda line: line.number in blocks and len(blocks) > 1,
    )
    for sign in signs:
        told = {line.number: sign(line) for line in lines}
        if any(told.values()) and not all(told.values()) and lines and told[lines[0].number]:
            return told
    return {line.number: False for line in lines}


def _collect(name: str, lines: list[_Line], is_module: dict[int, bool]) -> tuple[OutlineModule, ...]:
    problems: list[Problem] = []
    groups: list[tuple[_Line, list[_Line]]] = []
    for line in lines:
        if is_module[line.number]:
            groups.append((line, []))
        elif groups:
            groups[-1][1].append(line)
    if not any(outcomes for _, outcomes in groups):
        hint = "write each module on a line of its own and its outcomes under it, each beginning with - "
        raise CoursewareError(
            Problem(Place(name, lines[0].number if lines else 1), "the outline has no module with outcomes", hint)
        )
    own_codes = [line.mark for _, outcomes in groups for line in outcomes]
    keep_codes = all(re.fullmatch(r"\d+\.\d+", code) for code in own_codes)
    modules: list[OutlineModule] = []
    for number, (head, outcomes) in enumerate(groups, 1):
        found = []
        for position, line in enumerate(outcomes, 1):
            code = line.mark if keep_codes else f"{number}.{position}"
            found.append(Outcome(code, line.text, bloom_level(line.text), line.number))
        modules.append(OutlineModule(number, head.text.rstrip(":"), head.raw.strip(), head.number, tuple(found)))
    problems += _duplicates(name, [(m.text, m.line) for m in modules], "module")
    for module in modules:
        problems += _duplicates(name, [(o.text, o.line) for o in module.outcomes], "outcome")
    problems += _duplicates(name, [(o.code, o.line) for m in modules for o in m.outcomes], "code")
    if problems:
        raise CoursewareError(problems)
    return tuple(modules)


def _duplicates(name: str, texts: list[tuple[str, int]], what: str) -> list[Problem]:
    seen: dict[str, int] = {}
    problems = []
    for text, line in texts:
        key = text if what == "code" else plain(text)
        if key in seen:
            hint = (
                "give each outcome a code of its own"
                if what == "code"
                else "delete one of the two, or tell them apart by their words"
            )
            problems.append(Problem(Place(name, line), f'the {what} "{text}" stands in line {seen[key]} already', hint))
        seen.setdefault(key, line)
    return problems
