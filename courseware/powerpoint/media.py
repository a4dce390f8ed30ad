"""Pictures as parts: each stored once, upright, no larger than the slides that show it need; a drawing as SVG with a picture of dots beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from courseware.deck.photos import kind_of, prepared
from courseware.deck.slides import Page, PictureBox
from courseware.deck.vectors import is_svg, svg_fault, svg_picture
from courseware.files import Files
from courseware.powerpoint.films import MEDIA_TYPE, TYPES, ending_of
from courseware.powerpoint.package import OFFICE_TYPE, Package
from courseware.problems import CoursewareError, Place, Problem

IMAGE_TYPE = OFFICE_TYPE + "image"
DOTS = 220.0
"""Dots an inch that a picture keeps at the size at which it is shown, as PowerPoint itself keeps for screens of high resolution."""


def widths(pages: Iterable[Page], dots: float = DOTS) -> dict[str, int]:
    """How many pixels across each picture needs where it is shown largest, its cut off parts counted."""
    found: dict[str, int] = {}
    for page in pages:
        for box in page.boxes:
            if isinstance(box, PictureBox):
                share = max(1 - box.crop[0] - box.crop[2], 0.01)
                wide = max(int(box.rect.w / share / 72 * dots + 0.999), 1)
                found[box.src] = max(found.get(box.src, 0), wide)
    return found


class Store(Struct, eq=False):
    """The pictures of a deck: what is read from `files` becomes a part of `package`, the same bytes one part. `widths` tells how many pixels across each
    needs."""

    files: Files
    package: Package
    widths: Mapping[str, int] = field(default_factory=dict)
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
        data = self._bytes(src, place)
        wide = self.widths.get(src, 4000)
        if is_svg(data):
            if found := svg_fault(data):
                raise CoursewareError(Problem(place, f"the drawing {src} {found[0]}", found[1]))
            return self._dots(src, data, wide, place), self.add(data, "svg", "image/svg+xml")
        return self._picture(src, data, wide, place), ""

    def _dots(self, src: str, drawing: bytes, wide: int, place: Place) -> str:
        """The part of the PNG that older programs show of a drawing: the author's own where one lies beside it, else one made of it."""
        beside = src[:-4] + ".png" if src.lower().endswith(".svg") else ""
        if beside and self.files.exists(beside):
            return self._picture(beside, self.files.read(beside), wide, place)
        made = svg_picture(drawing, wide, self.files)
        if made is None:
            hint = f"save a PNG of it as {beside or 'a file of its own'}: older programs show that"
            raise CoursewareError(Problem(place, f"the drawing {src} can't be drawn", hint))
        return self.add(made, "png", "image/png")

    def _bytes(self, src: str, place: Place) -> bytes:
        try:
            return self.files.read(src)
        except FileNotFoundError:
            raise CoursewareError(
                Problem(place, f"there is no picture {src}", "check the name; it is relative to the course's folder")
            ) from None

    def _picture(self, src: str, data: bytes, wide: int, place: Place) -> str:
        if not kind_of(data):
            fact = f"the picture {src} is no PNG, JPEG, GIF, WebP, BMP, TIFF or SVG file"
            raise CoursewareError(Problem(place, fact, "save it as PNG or JPEG"))
        made, kind = prepared(data, wide)
        return self.add(made, kind, f"image/{kind}")

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

    def film(self, src: str, form: str) -> tuple[str, str] | None:
        """The two relations of a film or sound, which is stored once; None, and a problem, where it isn't there."""
        try:
            data = self.store.files.read(src)
        except FileNotFoundError:
            self.problems.append(Problem(self.place, f"there is no file {src}", "check the name and its folder"))
            return None
        ending = ending_of(src)
        part = self.store.add(data, ending, TYPES.get(ending, "application/octet-stream"))
        return self.relate(OFFICE_TYPE + form, part), self.relate(MEDIA_TYPE, part)

    def made(self, data: bytes) -> str:
        """The relation of a PNG that was drawn here."""
        return self.relate(IMAGE_TYPE, self.store.add(data, "png", "image/png"))
