"""An HTML document that goes by itself: what it shows is in the file, and nothing is fetched when it is read."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Mapping
from html import escape, unescape

from courseware.assets import NOT_FETCHED, NOT_SHOWN, PICTURES, SHOWN, is_kind
from courseware.deck.pixels import picture_fault
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem

LOADED = re.compile(
    r"(<(?:img|source|audio|video|track|embed|input|iframe|script)\b[^>]*?\ssrc=)([\"'])(.*?)\2", re.I | re.S
)
SHEET = re.compile(r"<link\b[^>]*\brel=([\"']?)stylesheet\1[^>]*>", re.I)
HREF = re.compile(r"\shref=([\"'])(.*?)\1", re.I)
IN_STYLE = re.compile(r"url\(\s*([\"']?)([^\"')]+)\1\s*\)")
SLIDE = "slide:"
FREE = ("data:", "#")
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


def self_contained(html: str, files: Files, name: str, slides: Mapping[str, bytes] | None = None) -> str:
    """`html` with every picture, sound, script and style sheet that it names put into it; links stay.

    Names are those of `files`, and `slide:3-14` for one of `slides`, pictures as WebP by their number. Raises
    `CoursewareError` with everything that is missing or would be fetched; `name` is the template's.
    """
    problems: list[Problem] = []

    def inside(source: str) -> str:
        if source.startswith(FREE):
            return source
        if source.startswith(SLIDE):
            return _slide(source.removeprefix(SLIDE), slides or {}, name, problems)
        data = _read(source, files, name, problems)
        kind = mimetypes.guess_type(source)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(data).decode()}"

    def sheet(tag: re.Match[str]) -> str:
        href = HREF.search(tag[0])
        css = _read(unescape(href[2]), files, name, problems).decode("utf-8", "replace") if href else ""
        return f"<style>{css}</style>"

    html = SHEET.sub(sheet, html)
    html = LOADED.sub(lambda found: f"{found[1]}{found[2]}{escape(inside(unescape(found[3])))}{found[2]}", html)
    html = IN_STYLE.sub(lambda found: f"url({found[1]}{inside(unescape(found[2]))}{found[1]})", html)
    from courseware.build.asking import asked

    problems += asked(html, name)
    if problems:
        raise CoursewareError(dict.fromkeys(problems))
    return html


def _slide(number: str, slides: Mapping[str, bytes], name: str, problems: list[Problem]) -> str:
    if number not in slides:
        hint = "use a page's `picture` as it is given"
        problems.append(Problem(Place(name), f"there is no slide {number} to picture here", hint))
        return ""
    return f"data:image/webp;base64,{base64.b64encode(slides[number]).decode()}"


def _read(source: str, files: Files, name: str, problems: list[Problem]) -> bytes:
    """The bytes behind a name; empty, and a problem, where they can't be had."""
    if OUTSIDE.match(source):
        problems.append(Problem(Place(name), f"the document would fetch {source}", NOT_FETCHED))
    elif not is_kind(source, SHOWN):
        problems.append(Problem(Place(name), f"the document asks for {source}, which it can't show", NOT_SHOWN))
    else:
        try:
            return _sound(files.read(source), source, name, problems)
        except FileNotFoundError:
            hint = "is the name right, seen from the course's folder?"
            problems.append(Problem(Place(name), f"the file is missing: {source}", hint))
        except CoursewareError as error:
            problems.extend(
                Problem(Place(name), f"the document asks for {source}: {problem.fact}", problem.hint)
                for problem in error.problems
            )
    return b""


def _sound(data: bytes, source: str, name: str, problems: list[Problem]) -> bytes:
    """`data`, and a problem where it is a picture that no reader of pictures may be given."""
    if source.lower().endswith(PICTURES) and (found := picture_fault(data)):
        problems.append(Problem(Place(name), f"{source} {found[0]}", found[1]))
    return data
