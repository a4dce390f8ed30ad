"""Pictures as parts: each stored once, as the author gave it; a photograph that lies on its side is turned."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from msgspec import Struct, field

from courseware.deck.photos import upright
from courseware.files import Files
from courseware.powerpoint.package import OFFICE_TYPE, Package
from courseware.problems import CoursewareError, Place, Problem

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
IMAGE_TYPE = OFFICE_TYPE + "image"
_OUTSIDE = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<script|(?:href|src)\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?!#|data:)|@import", re.IGNORECASE
)


class Store(Struct, eq=False):
    """The pictures of a deck: what is read from `files` becomes a part of `package`, the same bytes one part."""

    files: Files
    package: Package
    _known: dict[str, tuple[str, str] | Problem] = field(default_factory=dict)
    _parts: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def parts(self, src: str, place: Place) -> tuple[str, str]:
        """The picture's part, and for an SVG file its own beside that of its PNG; `""` where there is none. Raises `CoursewareError`."""
        if src not in self._known:
            try:
                self._known[src] = self._read(src, place)
            except CoursewareError as error:
                self._known[src] = error.problems[0]
        found = self._known[src]
        if isinstance(found, Problem):
            raise CoursewareError(Problem(place, found.fact, found.hint))
        return found

    def _read(self, src: str, place: Place) -> tuple[str, str]:
        if not src.lower().endswith(".svg"):
            return self._part(src, self._bytes(src, place), place), ""
        fallback = src[:-4] + ".png"
        drawing = self._bytes(src, place)
        try:
            picture = self.files.read(fallback)
        except FileNotFoundError:
            hint = f"save the drawing also as {fallback}: PowerPoint shows the SVG, older programs the PNG"
            raise CoursewareError(Problem(place, f"the drawing {src} has no PNG beside it", hint)) from None
        if _OUTSIDE.search(drawing):
            hint = "embed what it refers to, or use the PNG alone"
            raise CoursewareError(Problem(place, f"the drawing {src} holds a script or refers outside itself", hint))
        return self._part(fallback, picture, place), self.add(drawing, "svg", "image/svg+xml")

    def _bytes(self, src: str, place: Place) -> bytes:
        try:
            return self.files.read(src)
        except FileNotFoundError:
            raise CoursewareError(
                Problem(place, f"there is no picture {src}", "check the name; it is relative to the course's folder")
            ) from None

    def _part(self, src: str, data: bytes, place: Place) -> str:
        kind = next((kind for mark, kind in _KINDS if data.startswith(mark)), "")
        if not kind:
            raise CoursewareError(
                Problem(place, f"the picture {src} is no PNG, JPEG, GIF, BMP or TIFF file", "save it as PNG or JPEG")
            )
        return self.add(upright(data), kind, f"image/{kind}")

    def add(self, data: bytes, ending: str, type: str) -> str:
        """The part that holds `data`."""
        key = hashlib.sha256(data).hexdigest()
        if key not in self._parts:
            self._count += 1
            name = f"ppt/media/picture{self._count}.{ending}"
            while name in self.package.parts:  # the template's own pictures keep their names
                self._count += 1
                name = f"ppt/media/picture{self._count}.{ending}"
            self.package.parts[name] = data
            self.package.types[name] = type
            self._parts[key] = name
        return self._parts[key]


class Media(Struct, eq=False):
    """The pictures of one slide: `relate` gives a relation's id for a part, `problems` collects what can't be embedded."""

    store: Store
    relate: Callable[[str, str], str]
    place: Place
    problems: list[Problem]

    def picture(self, src: str) -> tuple[str, str] | None:
        """The relations of a picture and of its SVG (`""` for none); None where it can't be embedded, which `problems` then tells."""
        try:
            part, drawing = self.store.parts(src, self.place)
        except CoursewareError as error:
            self.problems.extend(error.problems)
            return None
        return self.relate(IMAGE_TYPE, part), self.relate(IMAGE_TYPE, drawing) if drawing else ""

    def made(self, data: bytes) -> str:
        """The relation of a PNG that was drawn here."""
        return self.relate(IMAGE_TYPE, self.store.add(data, "png", "image/png"))
