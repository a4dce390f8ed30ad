"""Pictures, films and sounds of an old deck: their bytes where the file holds them."""

from __future__ import annotations

from courseware.powerpoint.package import Package
from courseware.powerpoint.reading.model import Clip, Image
from courseware.powerpoint.xml import A, Element, P, R, elements, first, local, number

SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def image_of(package: Package, owner: str, fill: Element, lost: list[str]) -> Image | None:
    """The picture that a fill shows, None where it isn't in the file (`lost` tells where only a link led to it). `owner` is the part it stands in."""
    blip = first(fill, A + "blip")
    if blip is None:
        return None
    crop = first(fill, A + "srcRect")
    left, top, right, bottom = (number(crop, side) / 100_000 if crop is not None else 0.0 for side in "ltrb")
    edges = (left, top, right, bottom)
    drawing = next(blip.iter(SVG + "svgBlip"), None)
    for element in (drawing, blip):
        part = package.target(owner, element.get(R + "embed") or "") if element is not None else ""
        if part in package.parts and not (element is drawing and (any(edges) or not _is_quiet(package.parts[part]))):
            ending = part.rpartition(".")[2].lower()
            return Image(data=package.parts[part], ending=ending, crop=edges)
    if blip.get(R + "link"):
        lost.append("a picture that only a link led to")
    return None


def _is_quiet(data: bytes) -> bool:
    """Whether a drawing runs nothing and loads nothing."""
    data = data.lower()
    return not any(
        word in data
        for word in (
            b"<script",
            b"<!doctype",
            b"foreignobject",
            b"http-equiv",
            b'href="http',
            b"<style",
            b"@import",
        )
    )


def clip_of(package: Package, owner: str, shape: Element) -> Clip | None:
    """The film or sound that a picture plays, with its bytes or its address; None where it is a picture only."""
    properties = shape.find(f"*/{P}nvPr")
    if properties is None:
        return None
    for child in elements(properties):
        form = {"videoFile": "video", "quickTimeFile": "video", "audioFile": "audio", "wavAudioFile": "audio"}.get(
            local(child)
        )
        if form is None:
            continue
        embedded = next(properties.iter(P14 + "media"), None)
        ids = [(embedded.get(R + "embed") or "") if embedded is not None else "", child.get(R + "link") or "", child.get(R + "embed") or ""]  # fmt: skip
        for id in ids:
            part = package.target(owner, id)
            if part in package.parts:
                return Clip(form=form, data=package.parts[part], ending=part.rpartition(".")[2].lower())
        address = next((target for id in ids if (target := package.target(owner, id))), "")
        return Clip(form=form, address=address)
    return None
