"""What pages may ask for beside their words: pictures and fonts, each known by its digest.

Nothing maps an address to the disk: an address counts only if the preview itself put it into a page.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import OrderedDict
from collections.abc import Iterable
from html import escape, unescape
from threading import Lock
from urllib.parse import quote

from msgspec import Struct

from courseware.build.shelf import House
from courseware.files import Files, digest
from courseware.problems import CoursewareError

MOST = 20_000
"""Addresses that are known at once; the longest unused go."""
KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
"""What is shown, by a name's ending: nothing that a browser would run."""
CONVERTED = (".tif", ".tiff")
"""Pictures that paper shows and browsers don't: they are given as PNG."""
PART = "part:"
IMAGE = re.compile(r'(<img\b[^>]*?\ssrc=")([^"]*)(")')


class Asset(Struct, frozen=True):
    """A picture or font: its name for `Files`, or its `data` where it lies in a presentation."""

    name: str
    kind: str
    data: bytes = b""


class Assets:
    """The pictures and fonts of the pages that were given out, by digest. Used by several threads."""

    def __init__(self, files: Files) -> None:
        self._files = files.fresh()
        self._known: OrderedDict[str, Asset] = OrderedDict()
        self._lock = Lock()

    def file(self, name: str) -> str:
        """The digest of a file of the project or a brand, which may be asked for from now on; `""` where it can't be shown."""
        kind = _kind(name)
        if not kind:
            return ""
        try:
            key = self._files.fresh().note(name)
        except (FileNotFoundError, CoursewareError):
            return ""
        self._add(key, Asset(name, kind))
        return key

    def data(self, name: str, data: bytes) -> str:
        """The same for what lies in a presentation."""
        kind = _kind(name)
        if not kind:
            return ""
        key = digest(data)
        self._add(key, Asset(name, kind, data))
        return key

    def get(self, key: str) -> tuple[bytes, str] | None:
        """The bytes behind a digest and what they are; None where no page has it, or where the file is another by now."""
        with self._lock:
            asset = self._known.get(key)
            if asset is None:
                return None
            self._known.move_to_end(key)
        if asset.data:
            data = asset.data
        else:
            try:
                data = self._files.fresh().read(asset.name)
            except (FileNotFoundError, CoursewareError):
                return None
            if digest(data) != key:
                return None
        return (_png(data), "image/png") if asset.name.lower().endswith(CONVERTED) else (data, asset.kind)

    def _add(self, key: str, asset: Asset) -> None:
        with self._lock:
            self._known[key] = asset
            self._known.move_to_end(key)
            while len(self._known) > MOST:
                self._known.popitem(last=False)


def addressed(html: str, house: House, assets: Assets) -> str:
    """`html` whose pictures are asked for by their digests. One that can't be shown has no address."""
    parts: zipfile.ZipFile | None = None

    def address(found: re.Match[str]) -> str:
        nonlocal parts
        source = unescape(found[2])
        if source.startswith("data:"):
            return found[0]
        if not source.startswith(PART):
            return f"{found[1]}{_address(assets.file(source), source)}{found[3]}"
        name = source.removeprefix(PART)
        if parts is None:
            parts = zipfile.ZipFile(io.BytesIO(house.base))
        key = assets.data(name, parts.read(name)) if name in parts.namelist() else ""
        return f"{found[1]}{_address(key, name)}{found[3]}"

    return IMAGE.sub(address, html)


def faces(families: Iterable[str], house: House, files: Files, assets: Assets) -> str:
    """`@font-face` rules for `families`, from the very files that measured the text: the brand's, else the package's."""
    from courseware.brand.fonts import lenders

    lent = {each.family: each for each in lenders(files)}
    rules = []
    for family in sorted(set(families)):
        found = {
            style: font.file
            for (name, *style_), font in house.brand.fonts.items()
            if name == family
            for style in [tuple(style_)]
        }
        if not found and family in lent:
            found = {(False, False): lent[family].regular, (True, False): lent[family].bold}
        for (bold, italic), file in sorted(found.items()):
            key = assets.file(file)
            if key:
                look = f"font-weight:{'bold' if bold else 'normal'};font-style:{'italic' if italic else 'normal'}"
                rules.append(f"@font-face{{font-family:'{family}';{look};font-display:block;src:url(/font/{key})}}")
    return "\n".join(rules)


def _address(key: str, name: str) -> str:
    return f"/file/{key}/{escape(quote(name.rpartition('/')[2], safe=''))}" if key else "data:,"


def _kind(name: str) -> str:
    ending = name[name.rfind(".") :].lower()
    return "image/png" if ending in CONVERTED else KINDS.get(ending, "")


def _png(data: bytes) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
        image.convert("RGBA").save(out, "PNG")
    return out.getvalue()
