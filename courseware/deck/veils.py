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
WISHED, THICK = 7.0, 0.75
"""The contrast that is aimed at, and the opacity that a veil may take for it."""
PALE, THIN = 0.4, 0.5
"""From which mean luminance under the text on dark text may stand, and on how much of a light veil at most."""
AROUND, PADDING = 3.0, 16.0
"""Points around text that are looked at, and that a veil covers fully."""
ASIDE = 0.74
"""The share of a picture's width that a veil at its side may cover fully."""
HEAD, FOOT, LEFT, RIGHT = "head", "foot", "left", "right"
FADES = {HEAD: 0.22, FOOT: 0.12, LEFT: 0.36, RIGHT: 0.36}
"""The share of the picture over which a veil fades out."""
EASED = ((0.0, 1.0), (0.25, 0.8), (0.5, 0.46), (0.75, 0.16), (1.0, 0.0))
"""How a veil fades: share of the way, and of its opacity."""


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
    bands = _bands([area for box in over if (area := _inked(box)) is not None], picture.rect)
    seen = _Seen.look(picture, files)
    dark, light = sorted((kit.ink("text"), kit.ink("ground")), key=lambda ink: luminance(ink.rgb))
    choice = _chosen(seen, bands, _Choice(light, dark), _Choice(dark, light))
    veils: list[SlideBox] = [
        _veil(band, picture.rect, opacity, choice.veil)
        for band in bands
        if (opacity := seen.opacity(band.areas, choice)) > 0
    ]
    return veils, [_inked_in(box, choice.text) if box in over else box for box in boxes]


def _chosen(seen: _Seen, bands: Sequence[_Band], on_dark: _Choice, on_light: _Choice) -> _Choice:
    """Light text on a dark veil, as over any photograph, unless the picture is light wherever text stands or needs nothing for dark text."""
    needs = [max(seen.opacity(band.areas, choice) for band in bands) for choice in (on_dark, on_light)]
    if 0.0 in needs:
        return (on_dark, on_light)[needs.index(0.0)]
    pale = min(seen.brightness(band.areas) for band in bands) >= PALE
    return on_light if pale and needs[1] <= THIN else on_dark


class _Band(Struct, frozen=True):
    """A part of a picture to veil, at one of its sides or all of it, and where text stands in it."""

    side: str
    rect: Rect
    areas: tuple[Rect, ...]


def _bands(areas: list[Rect], picture: Rect) -> list[_Band]:
    """The parts to veil: the head and the foot; where text stands between them, also the side that it stands at, or all."""
    head, foot = picture.y + picture.h * 0.4, picture.bottom - picture.h * 0.25
    top = tuple(area for area in areas if area.bottom <= head)
    low = tuple(area for area in areas if area.y >= foot and area not in top)
    middle = [area for area in areas if area not in (*top, *low)]
    bands = []
    if middle:
        left, right = min(area.x for area in middle) - PADDING, max(area.right for area in middle) + PADDING
        wide = picture.w * ASIDE
        if right - picture.x > wide and picture.right - left > wide:
            return [_Band("", picture, tuple(areas))]
        at_left = right - picture.x <= wide
        rect = (
            Rect(picture.x, picture.y, right - picture.x, picture.h)
            if at_left
            else Rect(left, picture.y, picture.right - left, picture.h)
        )
        bands.append(_Band(LEFT if at_left else RIGHT, rect, tuple(middle)))
    if top:
        bottom = min(max(area.bottom for area in top) + PADDING, picture.bottom)
        bands.append(_Band(HEAD, Rect(picture.x, picture.y, picture.w, bottom - picture.y), top))
    if low:
        above = max(min(area.y for area in low) - PADDING, picture.y)
        bands.append(_Band(FOOT, Rect(picture.x, above, picture.w, picture.bottom - above), low))
    return bands


def _veil(band: _Band, picture: Rect, opacity: float, ink: Ink) -> ShapeBox:
    """A veil over a band that fades out into the picture, slowly, so that no edge is seen; one over the whole picture is even."""
    rect = band.rect
    if not band.side:
        return ShapeBox(rect=rect, kind="rect", name="Veil", fill=ink, veil=((0.0, opacity), (1.0, opacity)))
    across = band.side in (LEFT, RIGHT)
    full, whole = (rect.w, picture.w) if across else (rect.h, picture.h)
    length = min(full + whole * FADES[band.side], whole)
    stops = [(0.0, opacity), *(((full + (length - full) * at) / length, opacity * share) for at, share in EASED)]
    if band.side == HEAD:
        rect = Rect(rect.x, rect.y, rect.w, length)
    elif band.side == LEFT:
        rect = Rect(rect.x, rect.y, length, rect.h)
    else:
        stops = [(1 - at, share) for at, share in reversed(stops)]
        rect = (
            Rect(rect.right - length, rect.y, length, rect.h)
            if across
            else Rect(rect.x, rect.bottom - length, rect.w, length)
        )
    veil = tuple((round(at, 4), round(share, 4)) for at, share in stops)
    return ShapeBox(rect=rect, kind="rect", name=f"Veil at the {band.side}", fill=ink, veil=veil, across=across)


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

    def opacity(self, areas: Sequence[Rect], choice: _Choice) -> float:
        """How much of a veil text in `areas` needs: enough to stand out well where a veil that is thin enough does it, else to stand out."""
        darker = luminance(choice.veil.rgb) < luminance(choice.text.rgb)
        worst = (max if darker else min)(self._within(areas), key=luminance)
        steps = [(step / 20, contrast(choice.text.rgb, mix(choice.veil.rgb, worst, step / 20))) for step in range(21)]
        well = next((opacity for opacity, ratio in steps if ratio >= WISHED), 1.0)
        least = next((opacity for opacity, ratio in steps if ratio >= NEEDED), 1.0)
        return well if well <= THICK else max(least, THICK)

    def brightness(self, areas: Sequence[Rect]) -> float:
        """The mean luminance of what lies under text in `areas`."""
        found = [luminance(rgb) for rgb in self._within(areas)]
        return sum(found) / len(found)

    def _within(self, areas: Sequence[Rect]) -> list[str]:
        """The fields that `areas` reach, in order; each once."""
        rows, columns = len(self.fields), len(self.fields[0])
        wide, high = self.rect.w / columns, self.rect.h / rows
        found: dict[tuple[int, int], str] = {}
        for area in areas:
            left, right = _reached(area.x - AROUND, area.right + AROUND, self.rect.x, wide, columns)
            top, bottom = _reached(area.y - AROUND, area.bottom + AROUND, self.rect.y, high, rows)
            for y in range(top, bottom):
                for x in range(left, right):
                    found[y, x] = self.fields[y][x]
        return list(found.values())


def _reached(start: float, end: float, origin: float, size: float, count: int) -> tuple[int, int]:
    """Which of `count` fields of one `size` lie between two places: from, and up to."""
    first = min(max(int((start - origin) // size), 0), count - 1)
    return first, min(max(int((end - origin) // size) + 1, first + 1), count)
