"""What an independent program draws of a deck: in a copy each box's text has a colour of its own, so that every drawn point names its box."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from lxml import etree
from PIL import Image, ImageChops

from courseware.deck.kit import Rect

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DPI = 96

Owner = tuple[str, int]
"""A box: its name on the slide, and the number of a table's cell, counted by rows; 0 for a text box."""


def coloured(deck: bytes, change: tuple[str, str] = ("", "")) -> tuple[bytes, list[dict[int, Owner]]]:
    """A copy of `deck` without any automatic fitting, its text in a colour for each box, and whose each colour is, slide by slide.

    `change` is a pattern and what takes its place in each slide first: a fault that is to be seen.
    """
    made, colours = io.BytesIO(), []
    with zipfile.ZipFile(io.BytesIO(deck)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in sorted(package.namelist(), key=_number):
            data = package.read(name)
            if name.startswith(("ppt/slides/slide", "ppt/slideLayouts/slideLayout", "ppt/slideMasters/slideMaster")):
                if change[0] and name.startswith("ppt/slides/"):
                    data = re.sub(change[0], change[1], data.decode()).encode()
                root = etree.fromstring(data)
                for body in root.iter(f"{A}bodyPr"):
                    for fitting in ("normAutofit", "spAutoFit"):
                        for found in body.findall(f"{A}{fitting}"):
                            assert not (found.attrib and name.startswith("ppt/slides/")), (
                                "a scale that the program would have to apply itself"
                            )
                            body.replace(found, etree.Element(f"{A}noAutofit"))
                if name.startswith("ppt/slides/"):
                    root.attrib.pop("show", "")  # hidden slides are drawn too
                    colours.append(_colour(root))
                data = etree.tostring(root)
            copy.writestr(name, data)
    return made.getvalue(), colours


def _number(name: str) -> tuple[str, int]:
    digits = "".join(sign for sign in name if sign.isdigit())
    return os.path.dirname(name), int(digits or 0)


def _colour(slide: etree._Element) -> dict[int, Owner]:
    owners: dict[int, Owner] = {}
    for shape in slide.iter(f"{P}sp", f"{P}graphicFrame"):
        properties = next(shape.iter(f"{P}cNvPr"))
        bodies = list(shape.iter(f"{P}txBody", f"{A}txBody"))
        for number, body in enumerate(bodies):
            rgb = 0x300000 + (len(owners) + 1) * 0x0A0B  # no colour of a brand's, far from its neighbours
            owners[rgb] = (properties.get("name", ""), number)
            for run in (*body.iter(f"{A}rPr"), *body.iter(f"{A}endParaRPr")):
                _paint(run, rgb)
                _lend(run)
            for paragraph in body.iter(f"{A}p"):
                _bullet(paragraph, rgb)
    return owners


def _fill(rgb: int) -> etree._Element:
    fill = etree.Element(f"{A}solidFill")
    etree.SubElement(fill, f"{A}srgbClr", val=f"{rgb:06X}")
    return fill


def _paint(run: etree._Element, rgb: int) -> None:
    for old in [child for child in run if child.tag in (f"{A}solidFill", f"{A}hlinkClick")]:
        run.remove(old)
    lines = [number for number, child in enumerate(run) if child.tag == f"{A}ln"]
    run.insert(lines[0] + 1 if lines else 0, _fill(rgb))


def _lend(run: etree._Element) -> None:
    """Arial has Arabic letters, its twin has none: name the font that measures them."""
    text = run.getnext()
    if text is not None and any("\u0600" <= sign <= "\u06ff" for sign in text.text or ""):
        for face in run.findall(f"{A}cs"):
            face.set("typeface", "Noto Sans Arabic UI")


def _bullet(paragraph: etree._Element, rgb: int) -> None:
    look = paragraph.find(f"{A}pPr")
    if look is None:
        look = etree.Element(f"{A}pPr")
        paragraph.insert(0, look)
    for old in [child for child in look if child.tag in (f"{A}buClr", f"{A}buClrTx")]:
        look.remove(old)
    spaces = [number for number, child in enumerate(look) if child.tag in (f"{A}lnSpc", f"{A}spcBef", f"{A}spcAft")]
    colour = etree.Element(f"{A}buClr")
    etree.SubElement(colour, f"{A}srgbClr", val=f"{rgb:06X}")
    look.insert(spaces[-1] + 1 if spaces else 0, colour)


def pdf(deck: bytes, folder: Path, fonts: Path) -> Path:
    """The slides as LibreOffice prints them in the project's own fonts, in a process that ends with it."""
    (folder / "deck.pptx").write_bytes(deck)
    settings = folder / "fonts.conf"
    settings.write_text(_fontconfig(fonts, folder / "cache"))
    office = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    subprocess.run(
        [*office, "--convert-to", "pdf", "deck.pptx"],
        env={**os.environ, "FONTCONFIG_FILE": str(settings)},
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=600,
    )
    return folder / "deck.pdf"


def pictures(deck: bytes, folder: Path, fonts: Path) -> Iterator[Image.Image]:
    """The slides as LibreOffice draws them, without smoothing: a point is of one colour or of another."""
    pdf(deck, folder, fonts)
    command = ["pdftoppm", "-r", str(DPI), "-aa", "no", "-aaVector", "no", "-png", "deck.pdf", "slide"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    for file in sorted(folder.glob("slide-*.png")):
        with Image.open(file) as image:
            yield image.convert("RGB")


def _fontconfig(fonts: Path, cache: Path) -> str:
    """The project's fonts under the names that decks use: what measures a font draws it."""
    described = yaml.safe_load((fonts / "fonts.yml").read_text(encoding="utf-8"))
    names = {**described["stand-ins"], **described["twins"]}
    for lender in described["lenders"]:
        names |= {office: lender["family"] for office in lender["office"].values() if office not in names}
    rows = "".join(
        f'<alias binding="same"><family>{name}</family><accept><family>{family}</family></accept></alias>\n'
        for name, family in names.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>\n'
        f"<dir>{fonts}</dir><cachedir>{cache}</cachedir>\n{rows}</fontconfig>"
    )


def inked(image: Image.Image, rgb: int) -> Rect | None:
    """The rectangle in points that holds every point of one colour; None where there is none."""
    bands = [
        band.point(lambda value, wanted=wanted: 255 if value == wanted else 0)
        for band, wanted in zip(image.split(), rgb.to_bytes(3, "big"), strict=True)
    ]
    found = ImageChops.darker(ImageChops.darker(bands[0], bands[1]), bands[2]).getbbox()
    if found is None:
        return None
    left, top, right, bottom = (edge * 72 / DPI for edge in found)
    return Rect(left, top, right - left, bottom - top)
