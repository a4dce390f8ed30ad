"""Bytes of somebody's text file become lines."""

from __future__ import annotations

import codecs

from courseware.problems import CoursewareError, Place, Problem, warning


def read_lines(name: str, data: bytes, what: str) -> tuple[list[str], list[Problem]]:
    """The lines of a text file, without byte order mark and line ends, and what to look at.

    UTF-8, UTF-16 with its mark, and (with a warning) Windows' Western European code page. `what` names the file in messages
    (`outline`). `CoursewareError` where the file is empty or no text.
    """
    problems: list[Problem] = []
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decode(name, data, "utf-16", what)
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            text = _decode(name, data, "cp1252", what, line)
            problems.append(
                warning(
                    Place(name, line),
                    f"the {what} is not UTF-8 and was read as Windows text",
                    "check letters with accents",
                )
            )
    odd = next((at for at, char in enumerate(text) if char == "\0" or (char < " " and char not in "\t\n\r\f\v")), None)
    if odd is not None:
        raise CoursewareError(_binary(name, text.count("\n", 0, odd) + 1, what))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if not any(line.strip() for line in lines):
        raise CoursewareError(
            Problem(Place(name, 1), f"the {what} is empty", f"save the {what} as a plain text file and name that one")
        )
    return [line.replace("\u00a0", " ").replace("\u200b", "").rstrip() for line in lines], problems


def _decode(name: str, data: bytes, encoding: str, what: str, line: int = 1) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise CoursewareError(_binary(name, line, what)) from None


def _binary(name: str, line: int, what: str) -> Problem:
    return Problem(
        Place(name, line),
        f"the {what} is not a text file",
        "save it as plain text (UTF-8): a Word or PDF file can't be read here",
    )
