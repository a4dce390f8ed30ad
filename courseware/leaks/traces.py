"""What gives a brand away in a file: its names, its domains, its logos and the pictures of its template."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from courseware.archives import is_swollen
from courseware.brand.model import Brand
from courseware.brand.read import FILE, brand_folder
from courseware.brand.read import TEMPLATES as USUAL
from courseware.files import Files, digest
from courseware.pngdata import packed_pixels
from courseware.problems import CoursewareError
from courseware.yamlfile import load

PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".emf", ".wmf")
TEMPLATES = (".pptx", ".potx")
ADDRESS = re.compile(r"(?:https?://|www\.)[\w.-]*\w")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LEAST_WORDS = 4
"""Of a legal line: a shorter one may be anybody's."""
SMALLEST = 200
"""Bytes of a template's picture below which it is a dot or a line, and says nothing of whose it is."""


class Traces(Struct, frozen=True):
    """The traces of one brand. `names` and `domains` are as its file writes them; `pictures` maps digests, of files and
    of the packed pixels inside, to what each picture is called; `lines` are its legal lines.
    """

    brand: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    pictures: Mapping[str, str]
    lines: tuple[str, ...] = ()


def read_traces(files: Files, name: str) -> Traces | None:
    """The traces of the brand called `name`, None where its file can't be read: what is wrong with it is told when it is built."""
    try:
        folder = brand_folder(files, name)
        value = load(files.text(f"{folder}/{FILE}"), f"{folder}/{FILE}").value
    except CoursewareError:
        return None
    if not isinstance(value, dict):
        return None
    meta = _group(value.get("meta"))
    defaults = _group(_group(value.get("defaults")).get("courseware"))
    printed = "\n".join(
        (*_texts(defaults.get("legal")), *_texts(defaults.get("footer")), *_texts(defaults.get("vars")))
    )
    return Traces(
        brand=name.removeprefix("@brand/"),
        names=tuple(dict.fromkeys(each.strip() for each in _texts(meta.get("name")) if len(each.strip()) > 1)),
        domains=_domains(meta.get("link"), printed),
        pictures=dict(_pictures(files, folder, value.get("logo"), defaults.get("template"))),
        lines=tuple(line for line in _texts(defaults.get("legal")) if len(re.findall(r"\w+", line)) >= LEAST_WORDS),
    )


def own_words(brand: Brand) -> str:
    """What the brand itself is called, its title first. Its legal lines and foot don't count: they may be left over from the brand that it was copied from."""
    return "\n".join((brand.title, brand.name, brand.link))


def _group(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value of YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _domains(link: Any, printed: str) -> tuple[str, ...]:
    """The domains of its home page, and the addresses of pages and mail in what it prints; of a mail address all, since a domain may be everybody's."""
    found = [_domain(each) for each in _texts(link)]
    found += [_domain(each) for each in ADDRESS.findall(printed)] + MAIL.findall(printed)
    return tuple(dict.fromkeys(filter(None, found)))


def _domain(link: str) -> str:
    host = urlsplit(link if "//" in link else f"//{link}").hostname or ""
    return host.removeprefix("www.") if "." in host else ""


def _template(files: Files, folder: str, said: Any) -> str:
    """The provider's presentation, named or under its usual name."""
    return said if isinstance(said, str) else next((t for t in USUAL if files.exists(f"{folder}/{t}")), "")


def _pictures(files: Files, folder: str, logo: Any, template: Any) -> Iterator[tuple[str, str]]:
    for text in _texts(logo):
        if text.lower().endswith(PICTURES):
            yield from _digests(files, f"{folder}/{text}", f"the logo {text}")
    template = _template(files, folder, template)
    if template.lower().endswith(TEMPLATES):
        try:
            with zipfile.ZipFile(io.BytesIO(files.read(f"{folder}/{template}"))) as package:
                for part in package.infolist():
                    if (
                        part.filename.lower().endswith(PICTURES)
                        and SMALLEST <= part.file_size < 50_000_000
                        and not is_swollen(part)
                    ):
                        yield from _both(package.read(part), f"a picture of {template}")
        except (OSError, ValueError, zipfile.BadZipFile, RuntimeError, NotImplementedError, CoursewareError):
            return


def _digests(files: Files, name: str, called: str) -> Iterator[tuple[str, str]]:
    try:
        yield from _both(files.read(name), called)
    except (FileNotFoundError, CoursewareError):
        return


def _both(data: bytes, called: str) -> Iterator[tuple[str, str]]:
    yield digest(data), called
    packed = packed_pixels(data)
    if packed:
        yield digest(packed), called
