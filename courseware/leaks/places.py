"""Every text and every picture of a finished file, each with the words for where it is."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Collection, Iterator
from html import unescape
from typing import Any

from courseware.files import digest
from courseware.pngdata import packed_pixels

Found = tuple[str, str]
"""Where, and a text; or where, and a picture's digest."""

PARTS = (
    (re.compile(r"ppt/slides/slide(\d+)\.xml"), "slide {}"),
    (re.compile(r"ppt/slides/_rels/slide(\d+)\.xml\.rels"), "a link of slide {}"),
    (re.compile(r"ppt/notesSlides/notesSlide(\d+)\.xml"), "the notes of page {}"),
    (re.compile(r"ppt/slideMasters/.*"), "the slide master"),
    (re.compile(r"ppt/slideLayouts/slideLayout(\d+)\.xml"), "layout {}"),
    (re.compile(r"ppt/notesMasters/.*"), "the notes master"),
    (re.compile(r"ppt/handoutMasters/.*"), "the handout master"),
    (re.compile(r"ppt/theme/.*"), "the theme"),
    (re.compile(r"docProps/.*"), "the file's properties"),
    (re.compile(r"ppt/charts/chart(\d+)\.xml"), "chart {}"),
    (re.compile(r"ppt/tags/.*"), "a tag"),
    (re.compile(r"ppt/comment.*"), "a comment"),
)
BREAK = re.compile(r"</a:p>|<a:br\b|</c:v>|</si>")
RUN = re.compile(r"<(?:a:)?t(?:\s[^<>]*)?>([^<]*)")
TAG = re.compile(r"<[^>]*>")
VALUE = re.compile(r"=\"([^\"<>]{2,})\"|='([^'<>]{2,})'|=([^\s\"'<>]{2,})")
DATA = re.compile(r"data:[\w/+.;=-]*;base64,([A-Za-z0-9+/=\s]+)")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
FOLD = re.compile(r"\r?\n[ \t]")
"""Where a calendar file breaks a line (RFC 5545, 3.1), in the middle of a word too."""
HYPHEN = re.compile(r"[-\u00ad\u2010\x02\ufffe]\s*\n\s*")


def texts(data: bytes, name: str) -> Iterator[Found]:
    """The texts of a file by the ending of its `name`: pptx, pdf, html, or text as it stands."""
    if name.endswith(".pptx"):
        yield from _package_texts(data)
    elif name.endswith(".pdf"):
        yield from _pdf_texts(data)
    elif name.endswith((".html", ".htm")):
        yield from _html_texts(data)
    elif name.endswith(".ics"):
        yield "the text", FOLD.sub("", data.decode("utf-8", "replace"))
    else:
        yield "the text", data.decode("utf-8", "replace")


def pictures(data: bytes, name: str) -> Iterator[Found]:
    """The digests of the pictures in a file."""
    if name.endswith(".pptx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                if "/media/" in part:
                    yield part, digest(package.read(part))
    elif name.endswith(".pdf"):
        yield from _pdf_pictures(data)
    elif name.endswith((".html", ".htm")):
        for found in DATA.finditer(data.decode("utf-8", "replace")):
            try:
                inside = base64.b64decode(found[1], validate=False)
            except (binascii.Error, ValueError):
                continue
            yield "a picture", digest(inside)
            packed = packed_pixels(inside)
            if packed:
                yield "a picture", digest(packed)


def _package_texts(data: bytes, within: str = "") -> Iterator[Found]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            yield within or "the name of a file inside", part
            content = package.read(part)
            place = within or _called(part)
            if part.endswith((".xml", ".rels", ".vml", ".svg")):
                text = content.decode("utf-8", "replace")
                yield place, unescape(text) if "&" in text else text
                if "<a:t>" in text or "<t>" in text:  # a name may be parted into runs
                    yield place, unescape("\n".join("".join(RUN.findall(each)) for each in BREAK.split(text)))
            elif part.endswith((".xlsx", ".docx", ".pptx")):
                yield from _package_texts(content, f"what is embedded as {part}")


def _called(part: str) -> str:
    for pattern, words in PARTS:
        found = pattern.fullmatch(part)
        if found:
            return words.format(*found.groups())
    return part


def _html_texts(data: bytes) -> Iterator[Found]:
    text = DATA.sub("data:", data.decode("utf-8", "replace"))
    yield "the text", unescape(TAG.sub("", text))
    found = ["".join(each) for each in VALUE.findall(text)]
    yield "the markup", unescape("\n".join((*found, *COMMENT.findall(text))))


def _pdf_texts(data: bytes) -> Iterator[Found]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document, 1):
            text = page.get_textpage().get_text_range()
            yield f"page {number}", HYPHEN.sub("", text.replace("\r\n", "\n"))
    finally:
        document.close()
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield "the properties", "\n".join(str(value) for value in pdf.docinfo.values())
        if "/Metadata" in pdf.Root:
            yield "the properties", unescape(TAG.sub("\n", pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")))
        yield "bookmarks, links, names of attachments or alternative texts", "\n".join(_strings(pdf))
        for name, attached in pdf.attachments.items():
            yield f"the attachment {name}", attached.get_file().read_bytes().decode("utf-8", "replace")


STRINGS = {"/Title", "/Alt", "/ActualText", "/Contents", "/E", "/UF", "/F", "/URI", "/T", "/TU", "/Desc"}


def _strings(pdf: Any) -> Iterator[str]:
    """The texts of bookmarks, annotations and tags, wherever they hang."""
    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            keys = thing.keys()  # asked for once: a tagged PDF has ten thousands of elements, most without any of these
            action = thing.A if "/A" in keys else None
            if isinstance(action, pikepdf.Dictionary):
                yield from _strings_of(action, action.keys())
            yield from _strings_of(thing, keys)


def _strings_of(thing: Any, keys: Collection[str]) -> Iterator[str]:
    import pikepdf

    for key in sorted(STRINGS.intersection(keys)):
        value = thing[key]
        if isinstance(value, pikepdf.String):
            yield str(value)


def _pdf_pictures(data: bytes) -> Iterator[Found]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                yield "a picture", digest(thing.read_raw_bytes())
