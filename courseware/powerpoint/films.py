"""Films and sounds as PowerPoint's own (ISO/IEC 29500-1, 19.3.1.37 and [MS-PPTX] 2.2.7), and pictures that link to a film on the web."""

from __future__ import annotations

import posixpath

from msgspec import Struct

from courseware.deck.kit import Rect
from courseware.deck.posters import PLAY
from courseware.deck.slides import MediaBox
from courseware.powerpoint.xml import attribute, emu

MEDIA_TYPE = "http://schemas.microsoft.com/office/2007/relationships/media"
TYPES = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "mp3": "audio/mpeg", "m4a": "audio/mp4",
    "wav": "audio/wav",
}  # fmt: skip
"""The type of a part by the ending of its name."""
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


class Play(Struct, frozen=True):
    """A film or sound of a slide, by its shape: `form` video or audio; an `auto` one plays with the slide."""

    shape: int
    form: str
    auto: bool = False


def ending_of(src: str) -> str:
    """The ending of a file's name."""
    return posixpath.splitext(src)[1].lower().lstrip(".")


def film(box: MediaBox, id: int, poster: str, file: str, embedded: str) -> str:
    """The picture that plays: `poster` is the relation of its picture, `file` and `embedded` the two of its film, as PowerPoint has them."""
    tag = "audioFile" if box.form == "audio" else "videoFile"
    place = (
        f'<p:nvPr><a:{tag} r:link="{file}"/><p:extLst><p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}">'
        f'<p14:media xmlns:p14="{_P14}" r:embed="{embedded}"/></p:ext></p:extLst></p:nvPr>'
    )
    return _picture(box, id, poster, '<a:hlinkClick r:id="" action="ppaction://media"/>', place)


def linked(box: MediaBox, id: int, poster: str, link: str, sign: int) -> str:
    """The picture that leads to a film on the web, with a play sign on it where its author gave the picture."""
    click = f'<a:hlinkClick r:id="{link}"/>'
    shown = _picture(box, id, poster, click, "<p:nvPr/>")
    return shown + (_sign(box, sign, click) if sign else "")


def _picture(box: MediaBox, id: int, poster: str, click: str, place: str) -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{id}" name="{attribute(box.name)}" descr="{attribute(box.alt)}">{click}</p:cNvPr>'
        f'<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>{place}</p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{poster}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{_frame(box.rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _frame(rect: Rect) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(rect.x)}" y="{emu(rect.y)}"/><a:ext cx="{emu(rect.w)}" cy="{emu(rect.h)}"/></a:xfrm>'
    )


def sign_rect(rect: Rect) -> Rect:
    """Where the play sign lies on a poster."""
    size = min(rect.w, rect.h) * 0.28
    return Rect(rect.x + (rect.w - size) / 2, rect.y + (rect.h - size) / 2, size, size)


def _sign(box: MediaBox, id: int, click: str) -> str:
    """A disc with a triangle cut out of it, as one shape."""
    numbers = [float(word) for word in PLAY.split() if word not in "MLZ"]
    points = [(50 + x, 50 + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    (x, y), *rest = [(round(x * 1000), round(y * 1000)) for x, y in points]
    path = (
        '<a:path w="100000" h="100000"><a:moveTo><a:pt x="0" y="50000"/></a:moveTo>'
        '<a:arcTo wR="50000" hR="50000" stAng="10800000" swAng="21600000"/><a:close/>'
        f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>'
        + "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in reversed(rest))
        + "<a:close/></a:path>"
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Play">{click}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_frame(sign_rect(box.rect))}'
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{path}</a:pathLst></a:custGeom>'
        '<a:solidFill><a:srgbClr val="FFFFFF"><a:alpha val="88000"/></a:srgbClr></a:solidFill><a:ln w="12700"><a:solidFill><a:srgbClr val="000000">'
        '<a:alpha val="40000"/></a:srgbClr></a:solidFill></a:ln></p:spPr></p:sp>'
    )
