"""Our base presentation: theme, master, a layout for each role, and notes page, made of the brand and of templates/powerpoint/."""

from __future__ import annotations

import re
from collections.abc import Mapping
from struct import unpack

from courseware.brand.colors import SCHEME, mix
from courseware.brand.logos import beside
from courseware.brand.model import Brand
from courseware.files import Files
from courseware.powerpoint.levels import Plain, emu
from courseware.powerpoint.package import MAIN_TYPE, OFFICE_TYPE, PML_TYPE, Package, write_package
from courseware.powerpoint.sheets import Sheets
from courseware.powerpoint.spec import layers, read_spec
from courseware.powerpoint.xml import HEAD
from courseware.problems import CoursewareError, Place, Problem
from courseware.render import render

TEMPLATE = "powerpoint/package.xml.j2"
PAPER = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}  # points, upright

_PART = re.compile(r'<part name="([^"]+)">\s*(.*?)\s*</part>', re.DOTALL)
_THEME = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_ORDER = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")  # 20.1.6.2
_TYPES = {
    "ppt/presentation.xml": MAIN_TYPE,
    "ppt/slideMasters/": PML_TYPE + "slideMaster+xml",
    "ppt/slideLayouts/": PML_TYPE + "slideLayout+xml",
    "ppt/notesMasters/": PML_TYPE + "notesMaster+xml",
    "ppt/theme/": "application/vnd.openxmlformats-officedocument.theme+xml",
    "ppt/presProps.xml": PML_TYPE + "presProps+xml",
    "ppt/viewProps.xml": PML_TYPE + "viewProps+xml",
    "ppt/tableStyles.xml": PML_TYPE + "tableStyles+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
LOGO_DOTS = 1200
"""How wide an SVG logo is drawn for slides, in dots: sharp at a third of a slide's width."""
MASTER = "ppt/slideMasters/slideMaster1.xml"
NOTES = "ppt/notesMasters/notesMaster1.xml"


def base_presentation(brand: Brand, files: Files) -> bytes:
    """The brand's base presentation, a .pptx without slides: the same bytes for the same brand and templates.

    Raises `CoursewareError` with the problems of the brand's layouts.yml, or at the line of a template that fails.
    """
    art = _Art(brand, files)
    sheets = Sheets(brand, read_spec(files, brand), art.find)
    master, layouts = sheets.master(), sheets.layouts()
    for number, layout in enumerate(layouts, 1):
        layout["part"] = f"ppt/slideLayouts/slideLayout{number}.xml"
    package = Package()
    _relate(package, layouts)
    pictures = {layout["part"]: art.relate(package, layout, layout["part"]) for layout in layouts}
    pictures["master"] = art.relate(package, master, MASTER)
    context = {
        "master": master,
        "layouts": layouts,
        "pictures": pictures,
        "fonts": dict(brand.families),
        "theme": {"name": brand.title, "colors": [[name, rgb] for name, rgb in _theme(brand).items()]},
        "notes": _notes(brand, master),
        "language": "en-US",
    }
    text = render(files, layers(brand), TEMPLATE, context)
    package.parts |= {name: (HEAD + xml).encode() for name, xml in _PART.findall(text)}
    missing = sorted(
        target for kinds in package.relations.values() for r in kinds if (target := r.target) not in package.parts
    )
    if missing:
        raise CoursewareError(
            Problem(Place(TEMPLATE), f"the base presentation lacks {missing[0]}", f'write <part name="{missing[0]}">')
        )
    package.types |= {
        part: next(type for start, type in _TYPES.items() if part.startswith(start))
        for part in package.parts
        if part not in package.types
    }
    return write_package(package)


def _relate(package: Package, layouts: list[Plain]) -> None:
    """All relations but those to pictures; the master's to its layouts come first, in their order."""
    package.relate("", OFFICE_TYPE + "officeDocument", "ppt/presentation.xml")
    package.relate("", _CORE, "docProps/core.xml")
    package.relate("", OFFICE_TYPE + "extended-properties", "docProps/app.xml")
    for kind, part in (
        ("slideMaster", MASTER), ("notesMaster", NOTES), ("presProps", "ppt/presProps.xml"), ("viewProps", "ppt/viewProps.xml"),
        ("theme", "ppt/theme/theme1.xml"), ("tableStyles", "ppt/tableStyles.xml"),
    ):  # fmt: skip
        package.relate("ppt/presentation.xml", OFFICE_TYPE + kind, part)
    for layout in layouts:
        package.relate(MASTER, OFFICE_TYPE + "slideLayout", layout["part"])
        package.relate(layout["part"], OFFICE_TYPE + "slideMaster", MASTER)
    package.relate(MASTER, OFFICE_TYPE + "theme", "ppt/theme/theme1.xml")
    package.relate(NOTES, OFFICE_TYPE + "theme", "ppt/theme/theme2.xml")


def _theme(brand: Brand) -> Mapping[str, str]:
    colors = {_THEME.get(scheme, scheme): brand.colors[name] for name, scheme in SCHEME.items()}
    colors["folHlink"] = mix(brand.colors["link"], brand.colors["muted"], 0.5)
    return {name: colors[name] for name in _ORDER}


def _notes(brand: Brand, master: Plain) -> Plain:
    """The notes page on the brand's paper: margins of 20 mm, the slide as wide as the text."""
    width, height = PAPER[brand.paper]
    margin, line = 56.7, 14.0
    inner = width - 2 * margin
    picture = inner * master["height"] / master["width"]
    top = margin + 24
    rows = (
        ("hdr", 0, "Header", margin, margin - 20, inner / 2, line, "l", False),
        ("dt", 1, "Date", margin + inner / 2, margin - 20, inner / 2, line, "r", False),
        ("sldImg", 2, "Slide", margin, top, inner, picture, "l", False),
        (
            "body",
            3,
            "Notes",
            margin,
            top + picture + 20,
            inner,
            height - margin - 30 - (top + picture + 20),
            "l",
            False,
        ),
        ("ftr", 4, "Footer", margin, height - margin, 0.75 * inner, line, "l", True),
        ("sldNum", 5, "Page number", margin + 0.75 * inner, height - margin, 0.25 * inner, line, "r", True),
    )
    boxes = [
        {"type": t, "idx": i, "name": n, "x": emu(x), "y": emu(y), "w": emu(w), "h": emu(h), "align": a, "bottom": b}
        for t, i, n, x, y, w, h, a, b in rows
    ]
    return {"width": emu(width), "height": emu(height), "boxes": boxes}


class _Art:
    """The brand's pictures: found by name, put into the package once."""

    def __init__(self, brand: Brand, files: Files) -> None:
        self.brand, self.files = brand, files
        self.data: dict[str, bytes] = {}
        self.parts: dict[str, str] = {}

    def find(self, name: str) -> tuple[str, float] | None:
        """The file behind a picture's name in layouts.yml and its shape, width by height; None where the brand has no such logo."""
        logo = self.brand.logo if name in ("logo", "logo-dark") else self.brand.logos.get(name)
        if logo is None:
            return None
        file = logo.dark if name == "logo-dark" and logo.dark else logo.file
        if file not in self.data:
            self.data[file] = self._dots(file)
        return file, _ratio(self.data[file])

    def _dots(self, file: str) -> bytes:
        """A logo as the dots that every PowerPoint shows: of an SVG the PNG of the same name beside it, else one that is drawn of it."""
        picture = beside(file)
        if not picture:
            return self.files.read(file)
        if self.files.exists(picture):
            return self.files.read(picture)
        from courseware.deck.vectors import svg_picture

        drawn = svg_picture(self.files.read(file), LOGO_DOTS, self.files)
        if drawn is None:
            fact = f"the logo {file.rpartition('/')[2]} can't be drawn: it is no complete SVG, or says no size"
            raise CoursewareError(Problem(self.brand.place, fact, "save it again as plain SVG, with a viewBox"))
        return drawn

    def relate(self, package: Package, sheet: Plain, part: str) -> dict[str, str]:
        """Put the sheet's pictures into the package; file -> the relation's id."""
        ids: dict[str, str] = {}
        for file in (shape["file"] for shape in sheet["shapes"] if shape["kind"] == "picture"):
            if file in ids:
                continue
            png = self.data[file].startswith(b"\x89PNG")
            if file not in self.parts:
                self.parts[file] = f"ppt/media/brand{len(self.parts) + 1}.{'png' if png else 'jpeg'}"
                package.parts[self.parts[file]] = self.data[file]
                package.types[self.parts[file]] = "image/png" if png else "image/jpeg"
            ids[file] = package.relate(part, OFFICE_TYPE + "image", self.parts[file])
        return ids


def _ratio(data: bytes) -> float:
    """A picture's width by its height. A PNG says it in its first chunk, so that Pillow needn't be loaded for it."""
    if data.startswith(b"\x89PNG"):
        width, height = unpack(">II", data[16:24])
    else:
        import io

        from PIL import Image

        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            width, height = picture.size
    return float(width / max(height, 1))
