"""Films, sounds, links to films and QR codes in the source. Nothing is fetched: a film on the web is shown by a poster that links to it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from courseware.content.blocks import Inlines, Media, Run
from courseware.course.markdown.parser import Node
from courseware.problems import CoursewareError, Place
from courseware.suggest import did_you_mean

if TYPE_CHECKING:
    from courseware.course.reading import Draft, Reading

FILMS = (".mp4", ".m4v", ".mov", ".webm")
SOUNDS = (".mp3", ".m4a", ".wav")
OTHERS = (".avi", ".ogv", ".mkv", ".ogg", ".wmv", ".flv", ".flac", ".aac", ".wma", ".mpg", ".mpeg")
"""Films and sounds that PowerPoint does not play everywhere."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".avif")
HEAVY = 20_000_000
"""Bytes that many mailboxes refuse."""
_KNOWN = ("poster", "width", "fig-alt", "alt", "fig-cap", "title", "lang")


def is_media(target: str) -> bool:
    """Whether what an image names is a film, a sound, or an address that is none of a picture."""
    parts = urlsplit(target)
    ending = posixpath.splitext(parts.path)[1].lower()
    if parts.scheme in ("http", "https"):
        return ending not in PICTURES
    return ending in FILMS or ending in SOUNDS or ending in OTHERS


def read_media(node: Node, reading: Reading, draft: Draft, place: Place) -> Media:
    """A film or a sound on its own: `![Title](clip.mp4){poster=first.png}`; the brackets hold its caption."""
    from courseware.course.inlines import read_inlines
    from courseware.course.pictures import check_malformed, find_file, picture_width, words_of

    check_malformed(node, reading, place)
    values, classes = node.attributes.values, node.attributes.classes
    for key in values:
        if key not in _KNOWN:
            reading.warn(place, f"a film has no '{key}'", did_you_mean(key, _KNOWN))
    target = str(node.attrs.get("src", ""))
    poster = values.get("poster", "")
    alt = values.get("fig-alt", values.get("alt", words_of(node)))
    form, source = _source(target, reading, place)
    return Media(
        form=form,
        src=source,
        alt=(alt or posixpath.basename(urlsplit(target).path) or target).strip(),
        caption=read_inlines(node.children, reading, place),
        poster=find_file(poster, reading, place, "poster") if poster else "",
        width=picture_width(values.get("width", ""), reading, place),
        qr="qr" in classes or form == "link",
        place=place,
        id=draft.number(),
    )


def read_qr(words: list[str], reading: Reading, draft: Draft, place: Place) -> Media:
    """`{{< qr https://… "caption" >}}`."""
    address = words[0] if words else ""
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        reading.error(place, f"a QR code can't lead to {address!r}", "write {{< qr https://example.org/page >}}")
    elif len(address) > 300:
        reading.error(
            place, f"an address of {len(address)} signs makes a QR code too fine to be read", "use a shorter one"
        )
    caption: Inlines = (Run(" ".join(words[1:])),) if len(words) > 1 else ()
    return Media(form="qr", src=address, caption=caption, qr=True, place=place, id=draft.number())


def read_narration(target: str, reading: Reading, place: Place) -> Media:
    """The sound that a slide plays by itself: `narration="x.mp3"` at its heading."""
    form, source = _source(target, reading, place)
    if form != "audio":
        reading.error(place, f"a narration is a sound, and {target} is none", "name an .mp3, .m4a or .wav file")
    return Media(form="audio", src=source, alt=posixpath.basename(target), auto=True, place=place)


def _source(target: str, reading: Reading, place: Place) -> tuple[str, str]:
    """What a target is and its name for `Files` or its address; what can't be used is noted."""
    from courseware.course.pictures import find_file

    if urlsplit(target).scheme in ("http", "https"):
        return "link", target
    name = unquote(target)
    ending = posixpath.splitext(name)[1].lower()
    form = "audio" if ending in SOUNDS else "video"
    if ending in OTHERS:
        instead = "an .mp3" if ending in (".ogg", ".flac", ".aac", ".wma") else "an .mp4"
        reading.error(place, f"PowerPoint doesn't play {name} everywhere", f"save it as {instead} file")
        return form, name
    found = find_file(name, reading, place, "sound" if form == "audio" else "film")
    try:
        data = reading.files.read(found)
    except (FileNotFoundError, CoursewareError):
        return form, found  # told by find_file
    kind = kind_of(data)
    if kind != _kind(ending):
        said = f"it holds {_NAMES[kind]}" if kind else "it holds no film or sound"
        reading.error(place, f"{name} is not what its name says: {said}", "save it anew as .mp4 or .mp3")
    elif len(data) > HEAVY:
        fact = f"{name} adds {len(data) / 1_000_000:.0f} MB to the deck, and many mailboxes refuse more than 20"
        reading.warn(place, fact, "save it smaller (1280 x 720 is plenty), or link to it where it is on the web")
    elif ending == ".webm":
        reading.warn(
            place, f"{name} plays in new versions of PowerPoint only", "save it as .mp4, which all of them play"
        )
    return form, found


_NAMES = {"mp4": "an MP4 film or sound", "webm": "a WebM film", "mp3": "an MP3 sound", "wav": "a WAV sound"}


def _kind(ending: str) -> str:
    return {".mp4": "mp4", ".m4v": "mp4", ".mov": "mp4", ".m4a": "mp4", ".webm": "webm"}.get(ending, ending[1:])


def kind_of(data: bytes) -> str:
    """What a file is by its first bytes: mp4 (MP4, MOV, M4A), webm, mp3 or wav; `""` for anything else."""
    if data[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
        return "mp4"
    if data[:4] == b"\x1aE\xdf\xa3":
        return "webm"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:3] == b"ID3" or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 in (0xE2, 0xE4, 0xE6)):
        return "mp3"
    return ""
