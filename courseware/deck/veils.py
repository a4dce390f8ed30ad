"""Text over a picture stays readable: what lies under it is veiled just as much as the picture itself makes necessary."""

from __future__ import annotations

import io
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from courseware.brand.colors import contrast, luminance, mix
from courseware.deck.kit import Ink, Kit, Rect
from courseware.deck.slides import PictureBox, ShapeBox, SlideBox, TextBox, TextParagraph
from courseware.deck.vectors import is_svg, svg_picture
from courseware.files import Files

NEEDED = 4.6
"""The contrast of text over the lightest or darkest spot beneath it, with a little to spare above the 4.5:1 that is asked for."""
GRID = (96, 54)
"""How finely a picture is looked at: an average of so many fields across and down."""
FADE, PADDING = 44.0, 14.0
"""Points over which a veil fades out, and by which it is taller than the text."""
HEAD, FOOT = "head", "foot"


def readable(boxes: list[SlideBox], kit: Kit, files: Files) -> list[SlideBox]:
    """The boxes with each picture that lies under text put behind all, and a veil between the two; other slides stay as they are."""
    under = [box for box in boxes if isinstance(box, PictureBox) and _carries(box, boxes)]
    if not under:
        return boxes
    rest = [box for box in boxes if box not in under]
    veils: list[SlideBox] = []
    for picture in under:
        found, rest = _veiled(picture, rest, kit, files)
        veils += found
    return [*under, *veils, *rest]


def _carries(picture: PictureBox, boxes: Sequence[SlideBox]) -> bool:
    return any(isinstance(box, TextBox) and _over(box, picture.rect) for box in boxes)


def _over(box: TextBox, rect: Rect) -> bool:
    """Whether a box's lines stand on `rect`, and on nothing of their own."""
    area = _inked(box)
    return box.fill is None and area is not None and _common(area, rect).w > 2 and _common(area, rect).h > 2


def _inked(box: TextBox) -> Rect | None:
    lines = [line for paragraph in box.paragraphs for line in paragraph.lines if line.pieces]
    if not lines:
        return None
    left = min(piece.x for line in lines for piece in line.pieces)
    right = max(piece.x + piece.width for line in lines for piece in line.pieces)
    return Rect(left, lines[0].top, right - left, max(line.top + line.height for line in lines) - lines[0].top)


def _common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, max(min(one.right, other.right) - x, 0.0), max(min(one.bottom, other.bottom) - y, 0.0))


class _Choice(Struct, frozen=True):
    """Text in `text` on a veil of `veil`."""

    text: Ink
    veil: Ink


def _veiled(
    picture: PictureBox, boxes: list[SlideBox], kit: Kit, files: Files
) -> tuple[list[SlideBox], list[SlideBox]]:
    """The veils over one picture, and the boxes with their text in a colour that stands out on them."""
    over = [box for box in boxes if isinstance(box, TextBox) and _over(box, picture.rect)]
    areas = [area for box in over if (area := _inked(box)) is not None]
    bands = _bands(areas, picture.rect)
    seen = _Seen.look(picture, files)
    one, other = sorted((kit.ink("text"), kit.ink("ground")), key=lambda ink: luminance(ink.rgb))
    choices = (_Choice(other, one), _Choice(one, other))
    needed = {choice: [seen.opacity(rect, choice) for _, rect in bands] for choice in choices}
    choice = min(choices, key=lambda each: (max(needed[each]), sum(needed[each])))
    veils: list[SlideBox] = [
        _veil(side, rect, picture.rect, opacity, choice.veil)
        for (side, rect), opacity in zip(bands, needed[choice], strict=True)
        if opacity > 0
    ]
    return veils, [_inked_in(box, choice.text) if box in over else box for box in boxes]


def _bands(areas: list[Rect], picture: Rect) -> list[tuple[str, Rect]]:
    """The parts of the picture to veil: its head, its foot, or all of it where text stands in its middle."""
    head, foot = picture.y + picture.h * 0.4, picture.bottom - picture.h * 0.35
    top = [area for area in areas if area.bottom <= head]
    low = [area for area in areas if area.y >= foot and area not in top]
    if len(top) + len(low) < len(areas):
        return [("", picture)]
    bands = []
    if top:
        bottom = min(max(area.bottom for area in top) + PADDING, picture.bottom)
        bands.append((HEAD, Rect(picture.x, picture.y, picture.w, bottom - picture.y)))
    if low:
        above = max(min(area.y for area in low) - PADDING, picture.y)
        bands.append((FOOT, Rect(picture.x, above, picture.w, picture.bottom - above)))
    return bands


def _veil(side: str, rect: Rect, picture: Rect, opacity: float, ink: Ink) -> ShapeBox:
    """A veil over `rect` that fades out into the picture where it covers only its head or foot."""
    name = f"Veil at the {side}" if side else "Veil"
    stops: tuple[tuple[float, float], ...]
    if side == HEAD:
        rect = Rect(rect.x, rect.y, rect.w, min(rect.h + FADE, picture.bottom - rect.y))
        full = max(1 - FADE / rect.h, 0.0)
        stops = ((0.0, opacity), (round(full, 4), opacity), (1.0, 0.0))
    elif side == FOOT:
        above = max(rect.y - FADE, picture.y)
        rect = Rect(rect.x, above, rect.w, rect.bottom - above)
        stops = ((0.0, 0.0), (round(min(FADE / rect.h, 1.0), 4), opacity), (1.0, opacity))
    else:
        stops = ((0.0, opacity), (1.0, opacity))
    return ShapeBox(rect=rect, kind="rect", name=name, fill=ink, veil=stops)


def _inked_in(box: TextBox, ink: Ink) -> TextBox:
    def paragraph(each: TextParagraph) -> TextParagraph:
        bullet = each.bullet and replace(each.bullet, ink=None if each.bullet.ink is None else ink)
        spans = tuple(replace(span, ink=None) if span.ink is not None else span for span in each.spans)
        return replace(each, style=replace(each.style, ink=ink), bullet=bullet, spans=spans)

    return replace(box, paragraphs=tuple(map(paragraph, box.paragraphs)))


class _Seen(Struct, frozen=True):
    """A picture as fields of colour, where it stands on the slide."""

    rect: Rect
    fields: tuple[tuple[str, ...], ...]

    @classmethod
    def look(cls, picture: PictureBox, files: Files) -> _Seen:
        from PIL import Image, ImageOps

        data = files.read(picture.src)
        if is_svg(data):
            data = svg_picture(data, 960, files) or b""
        try:
            with Image.open(io.BytesIO(data)) as opened:
                opened.draft("RGB", (GRID[0] * 8, GRID[1] * 8))
                image = ImageOps.exif_transpose(opened).convert("RGBA")
        except (OSError, SyntaxError, ValueError):
            return cls(picture.rect, (("000000", "FFFFFF"),))  # unknown: as bad as can be
        left, top, right, bottom = picture.crop
        wide, high = image.size
        cut = image.crop((int(left * wide), int(top * high), int((1 - right) * wide), int((1 - bottom) * high)))
        paper = Image.new("RGBA", cut.size, "white")
        paper.alpha_composite(cut)
        small = paper.convert("RGB").resize(GRID, Image.Resampling.BOX)
        raw = small.tobytes()
        rows = tuple(
            tuple(raw[(y * GRID[0] + x) * 3 :][:3].hex().upper() for x in range(GRID[0])) for y in range(GRID[1])
        )
        return cls(picture.rect, rows)

    def opacity(self, rect: Rect, choice: _Choice) -> float:
        """How much of a veil `rect` needs so that text stands out on it everywhere."""
        darker = luminance(choice.veil.rgb) < luminance(choice.text.rgb)
        worst = (max if darker else min)(self._within(rect), key=luminance)
        for step in range(20):
            opacity = step / 20
            if contrast(choice.text.rgb, mix(choice.veil.rgb, worst, opacity)) >= NEEDED:
                return opacity
        return 1.0

    def _within(self, rect: Rect) -> set[str]:
        rows, columns = len(self.fields), len(self.fields[0])
        found = set()
        for y, row in enumerate(self.fields):
            for x, rgb in enumerate(row):
                left = self.rect.x + x * self.rect.w / columns
                top = self.rect.y + y * self.rect.h / rows
                if (
                    left < rect.right
                    and left + self.rect.w / columns > rect.x
                    and top < rect.bottom
                    and top + self.rect.h / rows > rect.y
                ):
                    found.add(rgb)
        return found
