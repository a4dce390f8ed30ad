"""Pictures, films and sounds of a deck as files beside the modules: each kept once, cut as it was shown, in a form that every build can read."""

from __future__ import annotations

import io
from collections.abc import Mapping

from msgspec import Struct, field

from courseware.deck.kit import Rect
from courseware.files import digest
from courseware.powerpoint.package import Package
from courseware.powerpoint.reading.cut import cut_out
from courseware.powerpoint.reading.model import Clip, Image

SHOWN = ("png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "svg")
DRAWN = ("emf", "wmf", "wdp", "pict", "pct", "eps")
"""Pictures that only another program can read."""
FILMS = ("mp4", "m4v", "mov", "webm")
SOUNDS = ("mp3", "m4a", "wav")
LARGEST_CLIP = 64_000_000  # bytes; a build refuses larger ones
_MOST_PIXELS = 60_000_000
_NAMES = {"jpeg": "jpg", "tif": "tiff"}


class Shelf(Struct, eq=False):
    """What is kept of a deck beside its words. `folder` is where pictures go, seen from the module.

    `made` has what another program drew for us, by name; what is `wanted` from it is noted on a first run.
    """

    folder: str
    package: Package
    made: Mapping[str, bytes]
    files: dict[str, bytes] = field(default_factory=dict)
    wanted: dict[str, bytes] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def picture(self, image: Image, slide: int) -> str:
        """The name of a picture's file, `""` where it can't be shown in a course (it is kept as it is then: `kept`)."""
        data, ending = image.data, _NAMES.get(image.ending, image.ending)
        if ending not in SHOWN:
            name = f"{digest(data)[:16]}.{ending}"
            drawn = self._drawn(name, data) if ending in DRAWN else None
            if drawn is None:
                return ""
            data, ending = drawn, "png"
        if ending != "svg":
            cut = _cut(data, image.crop)
            if cut is None:
                return ""
            data, ending = cut
        return self.put(data, ending, f"slide-{slide:02d}")

    def shapes(self, slide: str, keys: frozenset[int], rect: Rect, number: int) -> str:
        """The name of a picture of some shapes of a slide, `""` where no program draws it."""
        if rect.w <= 0 or rect.h <= 0:
            return ""
        name = f"{slide.rpartition('/')[2].removesuffix('.xml')}-{'-'.join(map(str, sorted(keys)))[:80]}.pptx"
        if name in self.made:
            return self.put(self.made[name], "png", f"slide-{number:02d}-drawing")
        try:
            self.wanted[name] = cut_out(self.package, slide, keys, rect)
        except (ValueError, KeyError):
            return ""
        return ""

    def clip(self, clip: Clip, slide: int) -> str:
        """The name of a film's or sound's file where a build can use it, else `""`."""
        if clip.ending not in (FILMS if clip.form == "video" else SOUNDS) or len(clip.data) > LARGEST_CLIP:
            return ""
        return self.put(clip.data, clip.ending, f"slide-{slide:02d}")

    def kept(self, data: bytes, ending: str, slide: int) -> str:
        """A file that no build can show, kept beside the others all the same."""
        return self.put(data, ending or "bin", f"slide-{slide:02d}-kept") if data else ""

    def put(self, data: bytes, ending: str, stem: str) -> str:
        """The name of a file with these bytes, which it has already or gets now."""
        key = digest(data)
        if key not in self._known:
            name, n = f"{self.folder}/{stem}.{ending}", 2
            while name in self.files:
                name, n = f"{self.folder}/{stem}-{n}.{ending}", n + 1
            self.files[name] = data
            self._known[key] = name
        return self._known[key]

    def _drawn(self, name: str, data: bytes) -> bytes | None:
        if name not in self.made:
            self.wanted[name] = data
        return self.made.get(name)


def _cut(data: bytes, crop: tuple[float, float, float, float]) -> tuple[bytes, str] | None:
    """A picture cut to what was shown of it, untouched where nothing was cut; None where it can't be opened."""
    from PIL import Image as Pictures

    try:
        with Pictures.open(io.BytesIO(data)) as picture:
            form = (picture.format or "").lower()
            if picture.width * picture.height > _MOST_PIXELS or form not in (
                "png",
                "jpeg",
                "gif",
                "webp",
                "bmp",
                "tiff",
                "mpo",
            ):
                return None
            left, top, right, bottom = (max(0.0, edge) for edge in crop)
            if left + top + right + bottom < 0.004 or left + right > 0.98 or top + bottom > 0.98:
                picture.load()
                return data, {"jpeg": "jpg", "mpo": "jpg"}.get(form, form)
            wide, high = picture.size
            x, y = round(left * wide), round(top * high)
            box = (x, y, max(x + 1, round((1 - right) * wide)), max(y + 1, round((1 - bottom) * high)))
            shown = picture.crop(box)
            out = io.BytesIO()
            if form in ("jpeg", "mpo"):
                shown.convert("RGB").save(out, "JPEG", quality=92)
                return out.getvalue(), "jpg"
            if shown.mode not in ("RGB", "RGBA", "L", "LA", "1", "P"):
                shown = shown.convert("RGBA")
            shown.save(out, "PNG")
            return out.getvalue(), "png"
    except (OSError, ValueError, SyntaxError, Pictures.DecompressionBombError):
        return None
