"""What a build did, for people to read and for programs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from courseware.build.report import BESIDE, FAILED, FRESH, MADE, SAME, Report, Row
from courseware.build.state import Record
from courseware.commands import count, table


def summary(report: Report, why: bool = False) -> str:
    """The files that were touched, one a line, and a last line that counts. With `why` every file, and its reason."""
    shown = [row for row in report.rows if why or row.state != FRESH]
    lines = [table([(_path(row.path), *_words(row, why)) for row in shown])] if shown else []
    zips = [f"{_path(path)} is ready to send" for path in report.zips]
    return "\n".join([*lines, *edited(report), *gone(report), *_cuts(report), *zips, *_failed(report), _count(report)])


def edited(report: Report) -> list[str]:
    """What became of outputs that somebody edited, and the way out."""
    lines = []
    for row in report.rows:
        if row.state == BESIDE:
            lines.append(f"{_path(row.path)} was edited and is left as it is; the new one is {_path(row.other)}")
        elif row.other:
            lines.append(f"{_path(row.path)} was edited and is replaced; the old one is kept as {_path(row.other)}")
    if any(row.state == BESIDE for row in report.rows):
        lines.append("  hint: put the new file in the edited one's place, or build with --replace")
    return lines


def gone(report: Report) -> list[str]:
    """What became of files that nothing makes any more."""
    lines = [f"{_path(path)} was removed: nothing makes it any more" for path in report.dropped]
    lines += [f"{_path(path)} was edited and stays, though nothing makes it any more" for path in report.left]
    return lines


def _failed(report: Report) -> list[str]:
    """The files that could not be made, by name, where some could: the last good version of each stands."""
    failed = [row for row in report.rows if row.state == FAILED]
    if not failed or len(failed) == len(report.rows):
        return []
    stays = [row for row in failed if row.path.is_file()]
    lines = ["not made: " + ", ".join(_path(row.path) for row in failed)]
    return (
        [*lines, "  the last good version stays of " + ", ".join(_path(row.path) for row in stays)] if stays else lines
    )


def _cuts(report: Report) -> list[str]:
    """What each delivery leaves out, and the outcomes that nothing is left for."""
    lines = []
    for delivery in report.plan.deliveries if report.plan else ():
        if delivery.cut:
            modules, slides, outcomes = delivery.cut
            parts = [count(modules, "module") if modules else "", f"hides {count(slides, 'slide')}" if slides else ""]
            lines.append(f"{delivery.name} leaves out " + " and ".join(filter(None, parts)))
            if outcomes:
                lines.append(f"  no slide is left for the outcomes {', '.join(outcomes)}")
    return lines


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    outputs = [
        {
            "file": _path(row.path),
            "delivery": row.delivery,
            "module": row.module,
            "document": row.document,
            "state": row.state,
            "slides": row.slides,
            "pages": row.pages,
            "warnings": len(row.warnings),
            "why": reason(row),
            "other": _path(row.other) if row.other else "",
        }
        for row in report.rows
    ]
    return {
        "outputs": outputs,
        "problems": [problem.as_data() for problem in report.problems],
        "warnings": [problem.as_data() for problem in report.warnings],
        "notices": [problem.as_data() for problem in report.notices],
        "memory": report.memory,
        "zips": [_path(path) for path in report.zips],
        "removed": [_path(path) for path in report.dropped],
        "left": [_path(path) for path in report.left],
    }


def contents(row: Row | Record) -> str:
    """What an output holds: `24 slides`, `12 pages`, or nothing."""
    return count(row.slides, "slide") if row.slides else count(row.pages, "page") if row.pages else ""


def _words(row: Row, why: bool) -> tuple[str, ...]:
    state = "edited, left" if row.state == BESIDE else row.state
    warnings = count(len(row.warnings), "warning") if row.warnings else ""
    return (state, contents(row), *((warnings, reason(row)) if why else (warnings,)))


def reason(row: Row) -> str:
    """Why an output was made, or needed no making."""
    standing = {FRESH: "nothing that it is made from has changed", BESIDE: "somebody edited it"}
    return row.why or standing.get(row.state, "")


def _count(report: Report) -> str:
    states = Counter(row.state for row in report.rows)
    words = {MADE: "made", SAME: "unchanged", FRESH: "up to date", BESIDE: "left, edited", FAILED: "not made"}
    parts = [f"{count(states[state], 'file')} {word}" for state, word in words.items() if states[state]]
    if report.warnings:
        parts.append(count(len(report.warnings), "warning"))
    if report.notices:
        parts.append(f"{count(len(report.notices), 'slide')} set smaller or continued (courseware check lists them)")
    return ", ".join(parts) or "nothing to make"


def _path(path: Path | None) -> str:
    return "" if path is None else path.as_posix()
