"""Pictures: where their files are, how wide they are shown, what they are called for those who don't see them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from courseware.content.blocks import Picture
from courseware.content.vocabulary import CROP
from courseware.course.attributes import MALFORMED
from courseware.course.markdown.parser import Node
from courseware.course.source import beside
from courseware.icons import PREFIX, icon_of, no_such_icon
from courseware.late import late
from courseware.problems import CoursewareError, Place
from courseware.suggest import did_you_mean

if TYPE_CHECKING:
    from courseware.course.reading import Draft, Reading

_WIDTH = late(r"(\d+(?:\.\d+)?)\s*(%|cm|mm|in|pt|px|em)?$")
_POINTS = {"in": 72.0, "mm": 72 / 25.4, "px": 0.75, "": 0.75, "em": 12.0}
_KNOWN = ("width", "height", "fig-alt", "alt", "fig-align", "fig-cap", "lang", "fit", "crop")
_FITS = ("cover", "contain")
NO_ICON = "none"
"""In place of an icon's name: none, whatever the brand has for slides and boxes of this kind."""
_MOVING = (".mp4", ".m4v", ".mov", ".avi", ".webm", ".ogv", ".mkv", ".mp3", ".wav", ".ogg", ".m4a")
_REMOTE = late(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def words_of(node: Node) -> str:
    """The plain words inside a node."""
    if node.kind in ("softbreak", "hardbreak"):
        return " "
    return "".join(words_of(child) for child in node.children) if node.children else node.content


def picture_source(node: Node, reading: Reading, place: Place) -> str:
    """The name for `Files` of the picture that an image node names; a missing one is an error at its line."""
    target = unquote(str(node.attrs.get("src", "")))
    if not target:
        reading.error(place, "a picture has no file", "write ![caption](file.png)")
        return ""
    if target.startswith(PREFIX):
        checked_icon(target.removeprefix(PREFIX), reading, place)
        return target
    if target.lower().endswith(_MOVING):
        reading.error(
            place, f"a film or a sound stands inside a line of text: {target}", "put it into a paragraph of its own"
        )
        return target
    return find_file(target, reading, place, "picture")


def checked_icon(name: str, reading: Reading, place: Place) -> str:
    """An icon's name; one that nobody knows is an error at `place`, with the nearest names."""
    if name and name != NO_ICON and icon_of(name, reading.files) is None:
        problem = no_such_icon(name, reading.files, place)
        reading.error(place, problem.fact, problem.hint)
    return name


def find_file(target: str, reading: Reading, place: Place, what: str) -> str:
    """The name for `Files` of `target`, seen from the file that names it; a missing or remote one is an error at `place`."""
    if _REMOTE.match(target) or target.startswith("//"):
        hint = "save it beside the course and name the file: nothing is fetched while building"
        reading.error(place, f"the {what} is somewhere else: {target}", hint)
        return target
    name = beside(place.file, target)
    try:
        if reading.files.exists(name):
            return name
        if place.file != reading.source.name and reading.files.exists(beside(reading.source.name, target)):
            return beside(reading.source.name, target)
        folder = posixpath.dirname(name)
        others = {posixpath.basename(other): other for other in reading.files.list(folder)}
    except CoursewareError as error:
        found = error.problems[0]
        fact = found.fact if target in found.fact else f"{found.fact}: {target}"
        reading.error(place, "".join(sign if sign.isprintable() else "?" for sign in fact), found.hint)
        return name
    hint = did_you_mean(posixpath.basename(name), others, f"it would be {name}: is the name right, with its capitals?")
    reading.error(place, f"the {what} is missing: {target}", hint)
    return name


def read_picture(node: Node, reading: Reading, draft: Draft, place: Place) -> Picture:
    """A picture that stands on its own. The brackets hold its caption; `fig-alt` what it shows, empty where it is decorative."""
    from courseware.course.inlines import read_inlines

    check_malformed(node, reading, place)
    values = node.attributes.values
    for key in values:
        if key not in _KNOWN:
            reading.warn(place, f"a picture has no '{key}'", did_you_mean(key, _KNOWN))
    if "height" in values and "width" not in values:
        reading.warn(place, "a picture's height is not used", "give its width: the height follows")
    number = draft.number()
    caption = read_inlines(node.children, reading, place)
    alt = values.get("fig-alt", values.get("alt"))
    if alt is None:
        alt = words_of(node) if node.children else str(node.attrs.get("title", ""))
    source = picture_source(node, reading, place)
    return Picture(
        src=source,
        alt=alt.strip(),
        caption=caption,
        width=picture_width(values.get("width", ""), reading, place),
        fit=_fit(values.get("fit", ""), reading, place),
        crop=_crop(values.get("crop", ""), reading, place),
        place=place,
        id=number,
    )


def picture_width(text: str, reading: Reading, place: Place) -> str:
    """A width as `50%`, `8cm` or `120pt`; pixels count 96 to the inch, as in pandoc."""
    if not text:
        return ""
    found = _WIDTH.match(text)
    if not found or float(found[1]) == 0 or (found[2] == "%" and float(found[1]) > 100):
        reading.error(place, f"a picture can't be {text} wide", "write width=50% or width=8cm")
        return ""
    unit = found[2] or ""
    return text.replace(" ", "") if unit in ("%", "cm", "pt") else f"{float(found[1]) * _POINTS[unit]:g}pt"


def _fit(text: str, reading: Reading, place: Place) -> str:
    if text and text not in _FITS:
        reading.error(place, f"a picture can't fit by {text!r}", "write fit=cover or fit=contain")
        return ""
    return text


def _crop(text: str, reading: Reading, place: Place) -> str:
    """Proportions to cut a picture to: `16:9`, `1:1 top`."""
    text = "1:1" if text == "square" else text.replace("/", ":")
    if not text:
        return ""
    if not CROP.fullmatch(text) or 0.0 in map(float, text.split()[0].split(":")):
        hint = 'write its proportions, and what stays where that is not the middle: crop="16:9", crop="1:1 top"'
        reading.error(place, f"a picture can't be cut to {text!r}", hint)
        return ""
    return text


def check_malformed(node: Node, reading: Reading, place: Place) -> None:
    """Notes attributes that can't be read."""
    if "malformed" in node.meta:
        reading.error(place, f"the attributes can't be read: {node.meta['malformed']}", MALFORMED)
