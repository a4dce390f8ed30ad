"""A provider's own presentation, as providers have them: German names, layouts in another order, odd indices, a slide left in, a logo, feet on top.

It is made of python-pptx's default template, so that nobody's real template lies in the project.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.slide import SlideLayoutPart, SlideMasterPart
from pptx.util import Emu, Pt

NAMES = {
    "Title Slide": "Deckblatt",
    "Title and Content": "Thema und Text",
    "Section Header": "Kapitel",
    "Two Content": "Zwei Spalten",
    "Comparison": "Gegenüberstellung",
    "Title Only": "Nur Thema",
    "Blank": "Leere Seite",
    "Content with Caption": "Text mit Randnotiz",
    "Picture with Caption": "Bild mit Randnotiz",
    "Title and Vertical Text": "Senkrecht",
    "Vertical Title and Text": "Senkrecht 2",
}
"""What the default template's layouts are called in the foreign one, in its order."""

ORDER = (6, 1, 3, 0, 8, 2, 4, 5, 7, 9, 10)
UNTYPED = ("Gegenüberstellung", "Bild mit Randnotiz")  # layouts that a designer drew without one of PowerPoint's types
COLORS = {
    "dk1": "22201C", "lt1": "FFFDF8", "dk2": "4A4438", "lt2": "F1EBDD", "accent1": "7A1F2B", "accent2": "2E5E4E", "accent3": "B98A2F",
    "accent4": "3D5A80", "accent5": "8C6A5D", "accent6": "5B5B5B", "hlink": "7A1F2B", "folHlink": "4A4438",
}  # fmt: skip
LEFTOVER = "Bitte diese Seite löschen"
"""The text of the slide that somebody left in the template."""


def foreign_template(*, wide: bool = False, two_masters: bool = False) -> bytes:
    """The template's bytes, the same each time: 4:3 as it was drawn, or its layouts on a page of 16:9; with a second master on request."""
    presentation = Presentation()
    if wide:
        _widen(presentation)
    master = presentation.slide_master
    _rename(presentation)
    _retheme(master.part)
    for sheet in (master, *presentation.slide_layouts):
        _move_feet(sheet, presentation.slide_width)
    _add_logo(master)
    slide = presentation.slides.add_slide(presentation.slide_layouts.get_by_name("Thema und Text"))
    slide.shapes.title.text = LEFTOVER
    slide.notes_slide.notes_text_frame.text = "Alte Notiz"
    if two_masters:
        _add_master(presentation)
    presentation.core_properties.author = "Nordwall Seminare"
    saved = io.BytesIO()
    presentation.save(saved)
    return _fixed(saved.getvalue())


def write_nordwall(project: Path, **options: bool) -> str:
    """Put the brand `nordwall` with its template into a project's `templates/brands`; gives its name."""
    folder = project / "templates/brands/nordwall"
    folder.mkdir(parents=True, exist_ok=True)
    given = Path(__file__).parent / "data/brands/nordwall/_brand.yml"
    (folder / "_brand.yml").write_bytes(given.read_bytes())
    (folder / "template.pptx").write_bytes(foreign_template(**options))
    return "nordwall"


def _widen(presentation: Any) -> None:
    presentation.slide_width = Emu(presentation.slide_width * 4 // 3)
    for sheet in (presentation.slide_master, *presentation.slide_layouts):
        for tag, key in (("a:off", "x"), ("a:ext", "cx")):
            for element in sheet._element.iter(qn(tag)):
                if key in element.attrib:
                    element.set(key, str(int(element.get(key)) * 4 // 3))


def _rename(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        layout.name = NAMES[layout.name]
        if layout.name in UNTYPED:
            del layout._element.attrib["type"]
        for placeholder in layout.placeholders:
            ph = placeholder._element.find(".//" + qn("p:ph"))
            if 0 < int(ph.get("idx", "0")) < 10:
                ph.set("idx", str(20 + 3 * int(ph.get("idx"))))
            placeholder._element.find(".//" + qn("p:cNvPr")).set("name", f"Platzhalter {ph.get('idx', '0')}")
    ids = presentation.slide_master._element.find(qn("p:sldLayoutIdLst"))
    rows = list(ids)
    for row in rows:
        ids.remove(row)
    ids.extend([rows[n] for n in ORDER])


def _retheme(master: Any) -> None:
    theme: Part = master.part_related_by(RELATION.THEME)
    text = theme.blob.decode()
    for name, rgb in COLORS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>', text, flags=re.DOTALL
        )
    text = re.sub(r'(<a:majorFont>\s*<a:latin typeface=")[^"]*', r"\1Times New Roman", text)
    text = re.sub(r'(<a:minorFont>\s*<a:latin typeface=")[^"]*', r"\1Arial", text)
    theme._blob = text.encode()


def _move_feet(sheet: Any, width: int) -> None:
    """Date, footer and number along the top edge, the number outermost on the left."""
    places = {"sldNum": (Pt(12), Pt(40)), "dt": (Pt(60), Pt(110)), "ftr": (width - Pt(312), Pt(300))}
    for placeholder in sheet.placeholders:
        kind = placeholder._element.find(".//" + qn("p:ph")).get("type")
        if kind in places:
            left, size = places[kind]
            placeholder.left, placeholder.top, placeholder.width, placeholder.height = (
                Emu(left),
                Pt(4),
                Emu(size),
                Pt(18),
            )


def _add_logo(master: Any) -> None:
    _, relation = master.part.get_or_add_image_part(io.BytesIO(_square()))
    xml = f"""<p:pic xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:nvPicPr><p:cNvPr id="90" name="Logo Nordwall"/>
      <p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>
      </p:blipFill><p:spPr><a:xfrm><a:off x="127000" y="6350000"/><a:ext cx="381000" cy="381000"/></a:xfrm>
      <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>"""
    master.shapes._spTree.append(etree.fromstring(xml, etree.XMLParser(remove_blank_text=True)))


def _square() -> bytes:
    """A PNG of 8 x 8 pixels in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes.fromhex(COLORS["accent1"]) * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _add_master(presentation: Any) -> None:
    """A second master with one layout, `Anhang`, and a theme of its own."""
    package, first = presentation.part.package, presentation.slide_master.part
    theme = first.part_related_by(RELATION.THEME)
    other_theme = Part(
        PackURI("/ppt/theme/theme9.xml"), theme.content_type, package, theme.blob.replace(b"7A1F2B", b"1F4E7A")
    )
    given = next(layout for layout in presentation.slide_layouts if layout.name == "Thema und Text")
    layout = SlideLayoutPart.load(
        PackURI("/ppt/slideLayouts/slideLayout90.xml"),
        given.part.content_type,
        package,
        given.part.blob.replace(b"Thema und Text", b"Anhang"),
    )
    blob = re.sub(rb"<p:pic>.*?</p:pic>", b"", first.blob, flags=re.DOTALL)
    master = SlideMasterPart.load(PackURI("/ppt/slideMasters/slideMaster2.xml"), first.content_type, package, blob)
    layout.relate_to(master, RELATION.SLIDE_MASTER)
    ids = master._element.find(qn("p:sldLayoutIdLst"))
    for row in list(ids)[1:]:
        ids.remove(row)
    ids[0].set("id", "2147483900")
    ids[0].set(qn("r:id"), master.relate_to(layout, RELATION.SLIDE_LAYOUT))
    master.relate_to(other_theme, RELATION.THEME)
    masters = presentation.part._element.find(qn("p:sldMasterIdLst"))
    row = etree.SubElement(masters, qn("p:sldMasterId"))
    row.set("id", "2147483899")
    row.set(qn("r:id"), presentation.part.relate_to(master, RELATION.SLIDE_MASTER))


def _fixed(data: bytes) -> bytes:
    """The same archive with its members sorted and dated 1980."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
