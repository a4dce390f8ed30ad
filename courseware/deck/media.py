"""Films, sounds, links to films and QR codes: from blocks to elements."""

from __future__ import annotations

from msgspec.structs import replace

from courseware.brand.colors import LEAST_CONTRAST, contrast
from courseware.content.blocks import Media, Run
from courseware.deck import posters
from courseware.deck.elements.media import MediaPart
from courseware.deck.elements.qr import QrPart
from courseware.deck.kit import Ink, Rect, SlotBox, TextStyle
from courseware.deck.objects import caption_item
from courseware.deck.setting import TextItem
from courseware.deck.slides import MediaBox
from courseware.deck.spans import Setter
from courseware.problems import Place, Problem

OFF = 12.0
"""How far to the right of the slide the sign of a narration stands, in points."""
SIGN = 40.0
ROOM = 800.0
"""The width of a line of the title on a drawn poster of 960 pixels."""


def media_part(setter: Setter, slot: SlotBox, block: Media, place: Place) -> MediaPart | QrPart | None:
    """A film, a sound or a QR code; None for a narration, which stands beside the slide and plays by itself."""
    kit = setter.kit
    if block.form == "qr":
        return _qr(setter, slot, block, place)
    for name in (block.src if block.form != "link" else "", block.poster):
        if name and not setter.files.exists(name):
            setter.problems.append(Problem(place, f"there is no file {name}", "check the name and its folder"))
            return None
    if block.auto:
        setter.beside.append(_box(setter, block, Rect(kit.width + OFF, OFF, SIGN, SIGN), "Narration"))
        return None
    caption = caption_item(setter, slot, block.caption, place)
    box = _box(setter, block, Rect(0.0, 0.0, 0.0, 0.0), "")
    return MediaPart(replace(box, build=setter.clicks), setter.files, block.width, caption, place)


def _box(setter: Setter, block: Media, rect: Rect, name: str) -> MediaBox:
    ground, sign = setter.kit.ink("accent").rgb, setter.kit.ink("accent-text").rgb
    drawn = b""
    if not block.poster:
        drawn = posters.sound(ground, sign) if block.form == "audio" else _poster(setter, block, ground, sign)
    return MediaBox(
        rect=rect,
        form=block.form,
        src=block.src,
        poster=block.poster,
        drawn=drawn,
        name=name,
        alt=block.alt,
        auto=block.auto,
        blocks=(block.id,) if block.id else (),
    )


def _poster(setter: Setter, block: Media, ground: str, sign: str) -> bytes:
    """A poster, with the title on two lines at most where it doesn't stand beneath."""
    family = setter.kit.fonts["heading"]
    file = setter.brand.font(family).file
    lines = [""]
    for word in ("" if block.caption else block.alt).split():
        longer = f"{lines[-1]} {word}".strip()
        if setter.measure.width(longer, family, 40.0) <= ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    shown = lines if len(lines) < 3 else [lines[0], f"{lines[1]} …"]
    return posters.film(
        tuple(shown), _family(setter, file), str(setter.files.path(file)), setter.files.note(file), ground, sign
    )


def _family(setter: Setter, file: str) -> str:
    """The name that a font file gives itself, by which a drawing finds it."""
    import io

    from PIL import ImageFont

    return str(ImageFont.truetype(io.BytesIO(setter.files.read(file)), 12).getname()[0])


def _qr(setter: Setter, slot: SlotBox, block: Media, place: Place) -> QrPart:
    """A QR code in the darkest colour of the brand, with its address beside it as a link."""
    kit = setter.kit
    style: TextStyle = replace(
        slot.plain(), size=min(kit.policy.caption_size + 2.0, slot.plain().size), before=0.0, after=0.0
    )
    inlines = block.caption or (Run(block.src.removeprefix("https://").removeprefix("http://"), href=block.src),)
    words = TextItem(setter.spans(inlines, style, place), style, block=block.id, breakable=True, place=place)
    text = kit.ink("text")
    dark = contrast(text.rgb, "FFFFFF") >= LEAST_CONTRAST
    alt = block.alt or setter.labels["qr_code"].format(address=block.src)
    return QrPart(
        block.src, alt, block.width, words, text if dark else Ink("000000"), Ink("FFFFFF"), place, setter.clicks
    )
