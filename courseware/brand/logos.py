"""The logos of a brand: which file is meant, and whether it can be used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct, field

from courseware.brand.model import Logo
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import nearest
from courseware.svgguard import svg_danger
from courseware.yamlfile import Loaded

SIZES = ("medium", "large", "small")
"""The logo's sizes, the one that a brand's `logo` is first."""

KINDS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".svg": b""}


def beside(file: str) -> str:
    """Where the picture of an SVG logo may lie that PowerPoint needs: the PNG of the same name; `""` for other kinds."""
    return file[:-4] + ".png" if file.lower().endswith(".svg") else ""


class LogoReader(Struct, eq=False):
    """Reads `logo` of a `_brand.yml` in `folder`; problems gather in `problems`."""

    files: Files
    folder: str
    loaded: Loaded
    title: str
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> dict[str, Logo]:
        """The logos by size and by the name that `logo.images` gives them; empty where the brand has none."""
        given = self.loaded.value.get("logo")
        if not given:
            return {}
        if isinstance(given, str) or not {"path", "light", "dark"}.isdisjoint(given):
            return self._kept({"medium": self._logo(given, {}, "logo")})
        images: Mapping[str, Any] = given.get("images") or {}
        logos = {name: self._logo(image, {}, "logo", "images", name) for name, image in images.items()}
        logos |= {size: self._logo(given[size], images, "logo", size) for size in SIZES if size in given}
        return self._kept(logos)

    @staticmethod
    def _kept(logos: Mapping[str, Logo | None]) -> dict[str, Logo]:
        return {name: logo for name, logo in logos.items() if logo is not None}

    def _logo(self, given: Any, images: Mapping[str, Any], *path: str) -> Logo | None:
        if isinstance(given, str):
            given = images.get(given, given)
        light, dark = given, None
        if isinstance(given, Mapping) and ("light" in given or "dark" in given):
            light, dark = given.get("light"), given.get("dark")
        file, alt = self._file(light if light is not None else dark, images, self.loaded.place(*path))
        other = self._file(dark, images, self.loaded.place(*path, "dark"))[0] if dark and light else ""
        return Logo(file, self.title if alt is None else alt, other) if file else None

    def _file(self, given: Any, images: Mapping[str, Any], place: Place) -> tuple[str, str | None]:
        """The file (a name for `Files`, `""` where it can't be used) and its alt text, None where none is given."""
        if isinstance(given, str) and given in images:
            given = images[given]
        if isinstance(given, Mapping) and "path" not in given:
            given = given.get("light") or given.get("dark")
        relative, alt = (given, None) if isinstance(given, str) else (given["path"], given.get("alt"))
        name = f"{self.folder}/{relative}"
        problem = self._problem(relative, name, place, sorted(images))
        if problem is not None and problem not in self.problems:
            self.problems.append(problem)
        return (name if problem is None else "", alt)

    def _problem(self, relative: str, name: str, place: Place, images: list[str]) -> Problem | None:
        if "://" in relative:
            return Problem(place, "a logo isn't fetched from a network", "save the file in the brand's folder")
        kind = PurePosixPath(relative).suffix.lower()
        if kind not in KINDS:
            near = nearest(relative, images)
            known = f"it is no name of logo.images ({', '.join(images)}) either" if images else "save it as PNG or SVG"
            hint = f"did you mean {near}?" if near else known
            return Problem(place, f"the logo {relative} is no PNG, JPEG or SVG file", hint)
        try:
            data = self.files.read(name)
        except FileNotFoundError:
            return Problem(place, f"there is no logo file {relative}", "paths are relative to the brand's folder")
        except CoursewareError as error:  # it leads outside, or is hidden: told where it is named
            return Problem(place, f"{relative}: {error.problems[0].fact}", error.problems[0].hint)
        if not data.startswith(KINDS[kind]) or (kind == ".svg" and b"<svg" not in data):
            return Problem(place, f"{relative} doesn't hold what its name says", "save the logo again as PNG or SVG")
        if kind == ".svg" and (found := svg_danger(data)):
            return Problem(place, f"{relative} {found[0]}", found[1])
        return None
