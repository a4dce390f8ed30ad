"""Every provider's presentation that the gallery is hung in, by name: how programs write templates, and what designers do to them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

from tests.providers.drawing import COLORS, PML, Box, Layout, Master, Place, bar, picture, write

WIDE = (960.0, 540.0)
FEET = ((48.0, 505.0, 200.0, 22.0), (300.0, 505.0, 360.0, 22.0), (790.0, 505.0, 122.0, 22.0))


def pixels(rgb: str = "B5482A", other: str = "F3D9CE") -> bytes:
    """A PNG of two colours, 16 x 9 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes.fromhex(rgb) * 3 + bytes.fromhex(other) * 13 for _ in range(9))
    head = struct.pack(">IIBBBBB", 16, 9, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def feet(idx: tuple[int, int, int] = (10, 11, 12), places: tuple[Place, ...] | None = FEET) -> tuple[Box, ...]:
    at = places or (None, None, None)
    return tuple(Box(kind, at[n], idx[n], size=10 if places else 0) for n, kind in enumerate(("dt", "ftr", "sldNum")))


TITLE, BODY = (48.0, 30.0, 864.0, 80.0), (48.0, 125.0, 864.0, 365.0)
OWN = (Box("title", TITLE), Box("body", BODY, 1), *feet((2, 3, 4)))
"""A master's own placeholders."""


def usual(
    title: Place | None = TITLE,
    body: Place | None = BODY,
    names: tuple[str, ...] = (),
    types: bool = True,
    **box: object,
) -> tuple[Layout, ...]:
    """Cover, content, section, two columns, title alone, blank."""
    said = names or ("Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only", "Blank")
    kinds = ("title", "obj", "secHead", "twoObj", "titleOnly", "blank") if types else ("",) * 6
    x, y, w, h = body or BODY
    half = (w - 24) / 2
    foot = feet(places=None)
    boxes: tuple[tuple[Box, ...], ...] = (
        (Box("ctrTitle", (80, 150, 800, 130), size=44), Box("subTitle", (80, 300, 800, 80), 1, size=22)),
        (Box("title", title), Box("", body, 1, **box)),  # type: ignore[arg-type]
        (Box("title", (80, 190, 800, 110), size=40), Box("body", (80, 310, 800, 80), 1, size=20)),
        (Box("title", title), Box("", (x, y, half, h), 1, **box), Box("", (x + half + 24, y, half, h), 2, **box)),  # type: ignore[arg-type]
        (Box("title", title),),
        (),
    )
    return tuple(Layout(name, (*placed, *foot), kind) for name, kind, placed in zip(said, kinds, boxes, strict=True))


def plain(**said: object) -> Master:
    return Master(usual(), OWN, **said)  # type: ignore[arg-type]


def scaled(master: Master, across: float, down: float) -> Master:
    """The master for another page."""

    def box(each: Box) -> Box:
        at = each.at and (each.at[0] * across, each.at[1] * down, each.at[2] * across, each.at[3] * down)
        return replace(each, at=at, size=each.size * min(across, down))

    by = min(across, down)
    layouts = tuple(replace(each, boxes=tuple(map(box, each.boxes))) for each in master.layouts)
    text = tuple(size * by for size in master.text)
    return replace(master, layouts=layouts, boxes=tuple(map(box, master.boxes)), title=master.title * by, text=text)


def google() -> bytes:
    """Google Slides: names in capitals, odd idx, letters in fixed fonts, embedded fonts, no date or footer, sizes in layouts, 720 x 405."""
    number = Box("sldNum", (667, 367, 43, 31), 12)
    title, foot = (25.0, 35.0, 671.0, 45.0), (number,)
    body = (25.0, 91.0, 671.0, 269.0)
    inks = ' spcFirstLastPara="1" wrap="square" lIns="91425" tIns="91425" rIns="91425" bIns="91425" anchor="t" anchorCtr="0"'
    layouts = (
        Layout("TITLE", (Box("ctrTitle", (25, 59, 671, 162), size=52, body=inks), Box("subTitle", (25, 223, 671, 62), 1, size=28), *foot), "title"),
        Layout("SECTION_HEADER", (Box("title", (25, 169, 671, 66), size=36), *foot), "secHead"),
        Layout("TITLE_AND_BODY", (Box("title", title, body=inks), Box("body", body, 1, body=inks), *foot), "tx"),
        Layout("TITLE_AND_TWO_COLUMNS", (Box("title", title), Box("body", (25, 91, 315, 269), 1), Box("body", (381, 91, 315, 269), 2), *foot), "twoColTx"),
        Layout("TITLE_ONLY", (Box("title", title), *foot), "titleOnly"),
        Layout("ONE_COLUMN_TEXT", (Box("title", (25, 44, 221, 60), size=24), Box("body", (25, 109, 221, 250), 1, size=12), *foot)),
        Layout("MAIN_POINT", (Box("title", (39, 35, 501, 322), size=48), *foot)),
        Layout("SECTION_TITLE_AND_DESCRIPTION", (
            Box("title", (21, 97, 319, 117), size=42), Box("subTitle", (21, 221, 319, 97), 1, size=21), Box("body", (389, 57, 302, 291), 2), *foot,
        ), shapes=bar((360, 0, 360, 405), "bg2")),
        Layout("CAPTION_ONLY", (Box("body", (25, 333, 472, 48), 1), *foot)),
        Layout("BIG_NUMBER", (Box("title", (25, 87, 671, 155), size=120), Box("body", (25, 248, 671, 102), 1), *foot)),
        Layout("BLANK", foot, "blank"),
    )  # fmt: skip
    master = Master(
        layouts,
        (Box("title", title), Box("body", body, 1), number),
        28,
        (18, 14, 14, 14, 14),
        fonts=("Arial", "Arial"),
        inks="lt1 dk1",
    )
    fonts = '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Proxima Nova"/><p:regular r:id="rIdMore1"/></p:embeddedFont></p:embeddedFontLst>'
    more = {"ppt/fonts/ProximaNova-regular.fntdata": ("application/x-fontdata", b"\0" * 400)}
    found = (("ppt/presentation.xml", "font", "ppt/fonts/ProximaNova-regular.fntdata", ""),)
    return write(
        (master,),
        (720, 405),
        slides=(OWN_SLIDE,),
        more=more,
        main=fonts,
        relations=found,
        version=' saveSubsetFonts="1" autoCompressPictures="0" strictFirstAndLastChars="0"',
    )


def keynote() -> bytes:
    """Keynote: no types, names in the user's language, a picture as ground, body in all text boxes, 1920 x 1080 points, sizes huge, odd idx."""

    def at(x: float, y: float, w: float, h: float) -> Place:
        return x, y, w, h

    number = Box("sldNum", at(948, 1020, 24, 37), 2)
    layouts = (
        Layout("Titel", (Box("title", at(95, 384, 1730, 305), size=116), Box("body", at(95, 690, 1730, 150), 1, size=55), Box("body", at(95, 950, 1730, 50), 21, size=28), number)),  # noqa: E501
        Layout("Titel & Foto", (Box("pic", at(960, 0, 960, 1080), 21), Box("title", at(95, 90, 770, 420), size=84), Box("body", at(95, 520, 770, 380), 1, size=44), number)),  # noqa: E501
        Layout("Titel & Aufzählung", (Box("title", at(95, 80, 1730, 120)), Box("body", at(95, 330, 1730, 660), 1), number)),
        Layout("Aufzählung", (Box("body", at(95, 120, 1730, 830), 1), number)),
        Layout("Abschnitt", (Box("title", at(95, 354, 1730, 370), size=116), number), ground="accent1", inks="dk1 lt1"),
        Layout("Nur Titel", (Box("title", at(95, 80, 1730, 120)), number)),
        Layout("Agenda", (Box("title", at(95, 80, 1730, 120)), Box("body", at(95, 200, 1730, 70), 21), Box("body", at(95, 330, 1730, 660), 1), number)),
        Layout("Aussage", (Box("body", at(95, 380, 1730, 320), 1, size=116), number)),
        Layout("Zitat", (Box("body", at(190, 400, 1540, 230), 21, size=85), Box("body", at(190, 880, 1540, 50), 1, size=36), number)),
        Layout("Foto - 3 Stück", (Box("pic", at(60, 60, 900, 960), 21), Box("pic", at(980, 60, 880, 470), 22), Box("pic", at(980, 550, 880, 470), 23), number)),
        Layout("Leer", (number,)),
    )  # fmt: skip
    master = Master(layouts, (Box("title", at(95, 80, 1730, 120)), Box("body", at(95, 330, 1730, 660), 1), number), 84, (48, 48, 48, 48, 48), ground="picture",
                    fonts=("Helvetica Neue", "Helvetica Neue"), insets="")  # fmt: skip
    return write((master,), (1920, 1080), image=pixels("FFFFFF", "F6F1E7"))


def office() -> bytes:
    """LibreOffice: masters for cover, text and closing with one set of places in all their layouts, samples in place of styles, no idx."""

    def layouts(title: Place, body: Place) -> tuple[Layout, ...]:
        x, y, w, h = body
        half = (w - 16) / 2
        foot = (Box("ftr"), Box("sldNum"), Box("dt"))
        return (
            Layout("Blank Slide", foot, "blank"),
            Layout("Title Slide", (Box("title", title), Box("subTitle", body), *foot), "tx"),
            Layout("Title, Content", (Box("title", title), Box("", body), *foot), "obj"),
            Layout("Title, 2 Content", (Box("title", title), Box("", (x, y, half, h)), Box("", (x + half + 16, y, half, h)), *foot), "twoObj"),
            Layout("Title Only", (Box("title", title), *foot), "titleOnly"),
            Layout("Centered Text", (Box("subTitle", (x, title[1], w, h + 90)), *foot), "objOnly"),
            Layout("Title, 4 Content", (
                Box("title", title), Box("", (x, y, half, h / 2 - 8)), Box("", (x + half + 16, y, half, h / 2 - 8)),
                Box("", (x, y + h / 2 + 8, half, h / 2 - 8)), Box("", (x + half + 16, y + h / 2 + 8, half, h / 2 - 8)), *foot,
            ), "fourObj"),
        )  # fmt: skip

    cover, text, end = (
        ((40, 240, 714, 90), (40, 340, 714, 70)),
        ((40, 18, 714, 75), (40, 104, 714, 259)),
        ((60, 60, 400, 60), (60, 150, 400, 120)),
    )
    foot = (Box("ftr", (271, 407, 251, 31), 1), Box("sldNum", (569, 407, 185, 31), 2), Box("dt", (40, 407, 185, 31), 3))
    given = tuple(layouts(*cover) for _ in range(3))
    masters = tuple(
        Master(
            given[n],
            (Box("title", title), Box("body", body), *foot),
            33,
            (24, 21, 18, 15, 15),
            styles=False,
            shapes=shapes,
            ground=fill,
        )
        for n, ((title, body), shapes, fill) in enumerate(
            ((cover, bar((0, 0, 794, 200)), "bg1"), (text, bar((0, 0, 20, 447)), "bg1"), (end, "", "bg2"))
        )
    )
    return write(masters, (793.75, 446.5), slides=(OWN_SLIDE, OWN_SLIDE))


OWN_SLIDE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="ID" name="Title 1"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/>'
    '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-US"/><a:t>Delete this slide</a:t></a:r></a:p></p:txBody></p:sp>'
)


def bare() -> bytes:
    """One layout without a type, whose boxes say no size: all is the master's."""
    return write((Master((Layout("1_Custom Design", (Box("title"), Box("body", None, 1))),), OWN[:2]),))


def titleless() -> bytes:
    """No layout has a title."""
    return write((Master((Layout("Text", (Box("body", BODY, 10),)), Layout("Picture", (Box("pic", BODY, 11),))), ()),))


def empty_layouts() -> bytes:
    """Layouts and master without any placeholder: all is drawn by hand on each slide."""
    return write((Master((Layout("Blank"), Layout("Blank 2")), (), shapes=bar((0, 0, 960, 60))),))


def tiny_text() -> bytes:
    return write((replace(Master(usual(), OWN, 14, (9, 8, 8, 7, 7))),))


def huge_text() -> bytes:
    return write((Master(usual(), OWN, 80, (54, 48, 44, 40, 40)),))


def wide_insets() -> bytes:
    insets = ' lIns="635000" tIns="635000" rIns="635000" bIns="635000"'
    return write((Master(usual(body=(48, 125, 864, 365)), tuple(replace(box, body=insets) for box in OWN)),))


def narrow_title() -> bytes:
    """The title in a narrow, low box at the corner."""
    return write((Master(usual(title=(760, 20, 150, 40)), (Box("title", (760, 20, 150, 40)), *OWN[1:])),))


def small_body() -> bytes:
    """A picture fills the slide; text has a small box in its corner."""
    place = (600.0, 330.0, 300.0, 120.0)
    return write(
        (Master(usual(body=place), (OWN[0], Box("body", place, 1), *OWN[2:]), shapes=picture((0, 120, 560, 420))),),
        image=pixels(),
    )


def side_title() -> bytes:
    """The title in a coloured column at the left."""
    title, body = (24.0, 60.0, 220.0, 400.0), (300.0, 60.0, 612.0, 430.0)
    return write(
        (
            Master(
                usual(title=title, body=body),
                (Box("title", title), Box("body", body, 1), *OWN[2:]),
                28,
                shapes=bar((0, 0, 268, 540), "bg2"),
            ),
        )
    )


def low_title() -> bytes:
    """The title beneath the text."""
    title, body = (48.0, 420.0, 864.0, 70.0), (48.0, 40.0, 864.0, 360.0)
    return write((Master(usual(title=title, body=body), (Box("title", title), Box("body", body, 1), *OWN[2:])),))


def odd_numbers() -> bytes:
    """Placeholders numbered as after years of copying."""
    layouts = tuple(
        replace(each, boxes=tuple(replace(box, idx=4294967295 - 7 * n if box.kind != "title" and box.idx else box.idx) for n, box in enumerate(each.boxes)))
        for each in usual(types=False)
    )  # fmt: skip
    return write((Master(layouts, OWN),))


def same_numbers() -> bytes:
    """Two boxes of one idx, shapes of one id."""
    layouts = tuple(
        replace(each, boxes=tuple(replace(box, idx=1 if not box.kind else box.idx) for box in each.boxes))
        for each in usual()
    )
    return write((Master(layouts, OWN),)).replace(b'id="3"', b'id="2"')


def dark() -> bytes:
    """Light on dark by the master's colour map, with pale accents."""
    colors = {**COLORS, "accent1": "F2C14E", "accent2": "8FD3C8", "hlink": "9CC9F5"}
    return write((plain(colors=colors, inks="dk1 lt1", ground="bg1"),))


def pale() -> bytes:
    """Accents that can't be read on white, and a yellow one for links."""
    colors = {**COLORS, "accent1": "FFE082", "accent2": "C5E1F5", "accent3": "F8D7E3", "hlink": "FFEB3B"}
    return write((plain(colors=colors),))


def grey() -> bytes:
    """One grey for all six accents."""
    return write((plain(colors={**COLORS, **{f"accent{n}": "808080" for n in range(1, 7)}}),))


def decorated() -> bytes:
    """A bar over the top, a logo at the lower right, a foot that is a band."""
    shapes = bar((0, 0, 960, 20)) + bar((0, 500, 960, 40), "accent2") + picture((820, 440, 110, 50))
    return write((plain(shapes=shapes),), image=pixels())


def many_masters() -> bytes:
    """Three masters in three colours, the last the only one with a section."""
    other = {**COLORS, "accent1": "2C7A7B", "dk1": "102030"}
    one = Master(usual()[:2], OWN)
    three = Master((usual()[2], usual()[1]), OWN, colors=other, shapes=bar((0, 0, 30, 540)))
    return write((one, plain(colors=other), three))


def localised(*names: str) -> bytes:
    return write((Master(usual(names=names, types=False), OWN),))


def odd_parts() -> bytes:
    """All that a template may carry beside its layouts: custom XML, tags, comments' authors, printer settings, a password against changes."""
    main = (
        '<p:modifyVerifier cryptProviderType="rsaAES" cryptAlgorithmClass="hash" cryptAlgorithmType="typeAny" cryptAlgorithmSid="14" spinCount="100000" '
        'saltData="AAAAAAAAAAAAAAAAAAAAAA==" hashData="AAAAAAAAAAAAAAAAAAAAAA=="/>'
    )
    more = {
        "customXml/item1.xml": ("application/xml", b"<note xmlns='urn:provider'>internal</note>"),
        "customXml/itemProps1.xml": (
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            b'<ds:datastoreItem ds:itemID="{11111111-2222-3333-4444-555555555555}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>',
        ),
        "ppt/commentAuthors.xml": (
            PML + "commentAuthors+xml",
            f'<p:cmAuthorLst xmlns:p="{P_SPACE}"><p:cmAuthor id="0" name="Jo Muster" initials="JM" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'.encode(),
        ),
        "ppt/printerSettings/printerSettings1.bin": (PML + "printerSettings", b"\0" * 40),
        "ppt/tags/tag1.xml": (PML + "tags+xml", f'<p:tagLst xmlns:p="{P_SPACE}"><p:tag name="OLD" val="1"/></p:tagLst>'.encode()),
        "docProps/thumbnail.png": ("image/png", pixels()),
    }  # fmt: skip
    office = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    found = (
        ("ppt/presentation.xml", "customXml", "customXml/item1.xml", ""),
        ("customXml/item1.xml", "customXmlProps", "customXml/itemProps1.xml", ""),
        ("ppt/presentation.xml", "commentAuthors", "ppt/commentAuthors.xml", ""),
        ("ppt/presentation.xml", "printerSettings", "ppt/printerSettings/printerSettings1.bin", ""),
        ("ppt/presentation.xml", "tags", "ppt/tags/tag1.xml", ""),
        ("", office, "docProps/thumbnail.png", ""),
    )
    return write((plain(),), slides=(OWN_SLIDE,), more=more, main=main, relations=found)


P_SPACE = "http://schemas.openxmlformats.org/presentationml/2006/main"
STRICT = (
    (b"http://schemas.openxmlformats.org/presentationml/2006/main", b"http://purl.oclc.org/ooxml/presentationml/main"),
    (b"http://schemas.openxmlformats.org/drawingml/2006/main", b"http://purl.oclc.org/ooxml/drawingml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def strict() -> bytes:
    """The format's strict form (ISO 29500-1), as PowerPoint saves it on request."""
    import io
    import zipfile

    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write((plain(),), slides=(OWN_SLIDE,), version=' conformance="strict"'))) as source,
        zipfile.ZipFile(made, "w") as archive,
    ):
        for name in source.namelist():
            data = source.read(name)
            for one, other in STRICT:
                data = data.replace(one, other)
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def page(width: float, height: float) -> bytes:
    return write((scaled(plain(), width / 960, height / 540),), (width, height))


PROVIDERS: dict[str, Callable[[], bytes]] = {
    "google": google,
    "keynote": keynote,
    "libreoffice": office,
    "bare": bare,
    "titleless": titleless,
    "empty-layouts": empty_layouts,
    "tiny-text": tiny_text,
    "huge-text": huge_text,
    "wide-insets": wide_insets,
    "narrow-title": narrow_title,
    "small-body": small_body,
    "side-title": side_title,
    "low-title": low_title,
    "odd-numbers": odd_numbers,
    "same-numbers": same_numbers,
    "dark": dark,
    "pale": pale,
    "grey": grey,
    "decorated": decorated,
    "many-masters": many_masters,
    "odd-parts": odd_parts,
    "strict": strict,
    "a4": lambda: page(780, 540),
    "a4-portrait": lambda: page(540, 780),
    "phone": lambda: page(405, 720),
    "4-to-3": lambda: page(720, 540),
    "16-to-10": lambda: page(960, 600),
    "tiny": lambda: page(320, 180),
    "huge": lambda: page(4000, 2250),
    "banner": lambda: page(1440, 360),
    "polish": lambda: localised("Slajd tytułowy", "Tytuł i zawartość", "Nagłówek sekcji", "Dwa elementy zawartości", "Tylko tytuł", "Pusty"),
    "dutch": lambda: localised("Titeldia", "Titel en object", "Sectiekop", "Inhoud van twee", "Alleen titel", "Leeg"),
    "template-type": lambda: write((plain(),), main_type=PML + "template.main+xml"),
    "no-fonts": lambda: write((plain(fonts=("", "")),)),
    "strange-fonts": lambda: write((plain(fonts=("Provider Display", "Provider Text")),)),
}  # fmt: skip
