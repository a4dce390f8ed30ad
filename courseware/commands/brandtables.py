"""What `courseware brand` prints: tables for a terminal, plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from courseware.brand.model import Brand
from courseware.branding.checking import Checked
from courseware.branding.findings import LOOK, WRONG, Row, Section
from courseware.branding.specimen import Specimen
from courseware.commands import count, table

MARKS = {"ok": "ok", "warning": "look", "error": "wrong", "": ""}
"""What stands before a row in each state."""
COLOURS = {"look": "yellow", "wrong": "red"}
FEW = 6
"""So many rows that are well are told one by one where they tell something; more are counted."""
COUNTED = ("contrast",)
"""Sections whose rows that are well are only counted, but for the first."""

Listed = Sequence[tuple[str, Brand | None, tuple[Row, ...]]]


def checked_text(found: Checked, made: Sequence[str]) -> str:
    """All sections, what to paste, where the specimen is, and what it comes to."""
    parts = [_section(section) for section in found.sections]
    if found.mapping:
        parts.append("\n".join(_paste(found)))
    if made:
        parts.append("specimen\n" + "\n".join(f"  {name}" for name in made))
    wrong, looks = (sum(section.count(state) for section in found.sections) for state in (WRONG, LOOK))
    summary = (
        f"{count(wrong, 'thing')} wrong, {count(looks, 'thing')} to look at" if wrong or looks else "nothing to mend"
    )
    return "\n\n".join([*parts, summary])


def _paste(found: Checked) -> Iterator[str]:
    """The mapping as it may be pasted: what was found as it is, what stands in as comments to be filled in."""
    yield "to have a role served otherwise, paste this into _brand.yml under defaults: courseware: and name another layout"
    yield "  layouts:"
    for role, layout in found.mapping.items():
        mark = "# " if role in found.stand_ins else ""
        yield f"    {mark}{role}: {_scalar(layout)}"


def _section(section: Section) -> str:
    rows = list(section.rows)
    more = ""
    if section.title in COUNTED:
        well = [row for row in rows if row.state == "ok"]
        rows = [row for row in rows if row.state != "ok"] + well[:FEW]
        more = f"  and {count(len(well) - FEW, 'pair')} of higher contrast\n" if len(well) > FEW else ""
    head = click.style(section.title, bold=True) + (f" ({section.about})" if section.about else "")
    width = max((len(row.cells) for row in rows), default=0)
    cells = [(MARKS[row.state], row.name, *row.cells, *[""] * (width - len(row.cells))) for row in rows]
    lines: list[str] = []
    for row, line in zip(rows, table(cells, "  ").split("\n") if cells else (), strict=True):
        mark = MARKS[row.state]
        lines.append(line.replace(mark, click.style(mark, fg=COLOURS[mark]), 1) if mark in COLOURS else line)
        lines += [f"         hint: {row.way}"] if row.way and row.state in (LOOK, WRONG) else []
    return "\n".join([head, *lines]) + ("\n" + more.rstrip("\n") if more else "")


def checked_data(found: Checked, made: Specimen) -> dict[str, Any]:
    """The same as plain data."""
    sections = {
        section.title: [
            {"name": row.name, "state": row.state or "said", "found": list(row.cells), "way": row.way}
            for row in section.rows
        ]
        for section in found.sections
    }
    return {
        "brand": found.name,
        "title": found.brand.title if found.brand else "",
        "sections": sections,
        "layouts": dict(found.mapping),
        "specimen": list(made.files),
        "problems": [problem.as_data() for problem in made.problems],
    }


def list_text(found: Listed) -> str:
    """A row for each brand, and what is wrong with it beneath."""
    lines = table([("name", "provider", "colours", "slides on", "where", ""), *(_line(*each) for each in found)])
    return "\n".join(_with_faults(lines.split("\n"), found))


def _with_faults(lines: Sequence[str], found: Listed) -> Iterator[str]:
    yield lines[0]
    for line, (_, _, rows) in zip(lines[1:], found, strict=True):
        yield line
        for row in rows:
            yield f"  {MARKS[row.state]}: {' '.join(row.cells)}" + (f" ({row.name})" if ":" in row.name else "")


def _line(name: str, brand: Brand | None, rows: tuple[Row, ...]) -> tuple[str, ...]:
    if brand is None:
        return (name, "can't be read", "", "", "", "")
    colours = " ".join(f"#{brand.colors[key]}" for key in ("primary", "secondary", "dark"))
    return (name, brand.title, colours, brand.template.rpartition("/")[2] or "own layouts", _where(brand), "")


def _where(brand: Brand) -> str:
    return "comes along" if brand.folder.startswith("@templates") else brand.folder


def list_data(found: Listed) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "name": name,
            "title": brand.title if brand else "",
            "colors": {key: brand.colors[key] for key in ("primary", "secondary", "tertiary", "dark")} if brand else {},
            "template": brand.template.rpartition("/")[2] if brand else "",
            "folder": _where(brand) if brand else "",
            "wrong": [" ".join(row.cells) for row in rows],
        }
        for name, brand, rows in found
    ]


def _scalar(text: str) -> str:
    from courseware.importing.yamltext import scalar

    return scalar(text)
