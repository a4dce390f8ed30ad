"""Files that people can't read, for hostile cases: made anew for each, small on disk and large when they are opened."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from itertools import pairwise


def png(width: int, height: int, *, lines: int = 1, more: bytes = b"") -> bytes:
    """A PNG that says it is `width` x `height`, with `lines` of dots in it and further chunks in front of them."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = zlib.compress((b"\0" + b"\x30\x60\x90" * width) * lines if width < 100_000 else b"", 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def profile(size: int) -> bytes:
    """A colour profile of a PNG that unpacks to `size` bytes."""
    return chunk(b"iCCP", b"p\0\0" + zlib.compress(b"\0" * size, 9))


def words(size: int, times: int = 1) -> bytes:
    """Packed words of a PNG that unpack to `size` bytes each."""
    return chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * size, 9)) * times


def frames(count: int, width: int = 4000, height: int = 4000) -> bytes:
    """A GIF of many frames, each of one colour."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    one = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + one * count + b";"


def tiff(width: int, height: int) -> bytes:
    """A TIFF that says it is `width` x `height`."""
    sizes = ((256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1))
    tags = (*sizes, (262, 3, 1, 1), (273, 4, 1, 8), (278, 4, 1, height), (279, 4, 1, 8))
    body = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return b"II*\0" + struct.pack("<I", 16) + b"\0" * 8 + struct.pack("<H", len(tags)) + body + b"\0" * 4


def webp(width: int, height: int) -> bytes:
    """A WebP that says it is `width` x `height`."""
    head = b"\0" * 4 + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + head
    return b"RIFF" + struct.pack("<I", len(body)) + body


def packed(members: dict[str, str | bytes], swollen: int = 0) -> bytes:
    """A zip archive; with `swollen` each member goes on with so many zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, (data.encode() if isinstance(data, str) else data) + b"\0" * swollen)
    return out.getvalue()


def many(count: int) -> bytes:
    """A zip archive of so many members."""
    return packed({"xl/workbook.xml": "<workbook/>", **{f"xl/{n}.xml": "" for n in range(count)}})


def sheet(cells: str) -> bytes:
    """An Excel workbook whose first sheet has these cells."""
    of = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{of}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{of}.worksheet+xml"/></Types>'
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def points(what: str, target: str) -> str:
        return f'<Relationships {space}><Relationship Id="r" Type="{kind}/{what}" Target="{target}"/></Relationships>'

    return packed(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": points("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": (
                f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{kind}">'
                '<sheets><sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": points("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": cells,
        }
    )


def svg(inside: str, about: str = 'viewBox="0 0 100 100"', before: str = "") -> str:
    """An SVG drawing around `inside`."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {about}>{inside}</svg>'


def laughs(depth: int = 12) -> str:
    """Entities that unfold to ten to the power of `depth`."""
    names = [f"e{n}" for n in range(depth)]
    rows = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    return f'<!DOCTYPE svg [<!ENTITY {names[0]} "ha">{rows}]>'


def uses(depth: int = 40, times: int = 10) -> str:
    """Groups of an SVG that use each other."""
    rows = "".join(f'<g id="g{n + 1}">' + f'<use href="#g{n}"/>' * times + "</g>" for n in range(depth))
    return f'<defs><rect id="g0" width="1" height="1"/>{rows}</defs><use href="#g{depth}"/>'


def aliases(levels: str = "abcdefghijklmn") -> str:
    """YAML whose aliases unfold to five to the power of the levels."""
    return "x_a: &a [x, x, x]\n" + "".join(f"x_{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in pairwise(levels))


def module(body: str, front: str = "") -> str:
    """A module's file around `body`."""
    return f'---\ntitle: A module\noutcomes:\n  "1.1": Explain it\nminutes: 30\n{front}---\n# Basics {{outcomes="1.1"}}\n\n{body}\n'


def slide(body: str) -> str:
    """A module of one slide."""
    return module(f"## Begin\n\n{body}")


def page(body: str, head: str = "") -> str:
    """A document's template as a page of HTML."""
    return f'<html lang="en"><head><title>t</title>{head}</head><body>{body}</body></html>\n'


def squeezed(data: bytes) -> bytes:
    """`data`, packed by gzip."""
    return gzip.compress(data, mtime=0)


def whole(size: int) -> bytes:
    """So many zeros."""
    return b"\0" * size
