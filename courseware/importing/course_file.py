"""The file course.yml of an imported course."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.importing.facts import Fact
from courseware.importing.yamltext import folded

OPENING = """\
# Made by an import. Look at every line marked `check`, then delete the mark.
# `rights: unknown` prints DRAFT on every page; write `ours` when you may use all of the text.
"""


def write_course_file(facts: Sequence[Fact], modules: Sequence[str], language: str) -> str:
    """The text of course.yml; `modules` are the names of the modules' files, in order."""
    blocks = [OPENING]
    first = [fact for fact in facts if fact.key in ("title", "code", "level")]
    blocks.append("".join(_fact(fact) for fact in first) + f"language: {language}\nrights: unknown\n")
    blocks += [_fact(fact) for fact in facts if fact not in first]
    blocks.append("modules:\n" + "".join(f"  - {name}\n" for name in modules))
    return "\n".join(blocks)


def _fact(fact: Fact) -> str:
    lines = [f"# check: {_one_line(reason)}" for reason in fact.checks]
    if fact.many:
        lines.append(f"{fact.key}:")
        for at, value in enumerate(fact.values):
            if at in fact.entry_checks:
                lines.append(f"  # check: {_one_line(fact.entry_checks[at])}")
            lines.append(f"  - {folded(value, '    ')}")
    else:
        value = fact.values[0]
        lines.append(f"{fact.key}: {value if fact.number else folded(value, '  ')}")
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
