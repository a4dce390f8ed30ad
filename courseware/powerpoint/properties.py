"""Document properties: what a file browser and a screen reader say about the deck."""

from __future__ import annotations

from collections.abc import Mapping

from courseware.deck.slides import Slides
from courseware.late import late
from courseware.marks import mark
from courseware.powerpoint.package import OFFICE_TYPE, Package, members
from courseware.powerpoint.xml import HEAD, escape

CORE_PART, APP_PART = "docProps/core.xml", "docProps/app.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_DAY = late(r"\d{4}-\d{2}-\d{2}")
_NEVER = "1980-01-01"  # a deck has the same bytes on any day


def write_properties(package: Package, slides: Slides, moment: str = "") -> dict[str, bytes]:
    """Put the core and the application properties in, in place of the template's; the members of the package as it is then. Call it last: the identifier
    becomes the mark of all other parts, which tells later whether somebody edited the deck. Where the course has no date, it was made at `moment`.
    """
    package.parts[CORE_PART] = b""
    package.types[CORE_PART] = _CORE_TYPE
    package.relate("", _CORE_RELATION, CORE_PART)
    package.parts[APP_PART] = _application(slides)
    package.types[APP_PART] = _APP_TYPE
    package.relate("", OFFICE_TYPE + "extended-properties", APP_PART)
    found = members(package)
    package.parts[CORE_PART] = found[CORE_PART] = _core(slides, mark(found.items()), moment)
    return found


def _core(slides: Slides, identifier: str, moment: str) -> bytes:
    said: Mapping[str, str] = slides.properties
    found = _DAY.fullmatch(said.get("date", "").strip())
    moment = f"{found.group()}T00:00:00Z" if found else moment or f"{_NEVER}T00:00:00Z"
    values = (
        ("dc:title", slides.title),
        ("dc:subject", said.get("subject", "")),
        ("dc:creator", said.get("author", "")),
        ("cp:keywords", said.get("keywords", "")),
        ("dc:description", said.get("description", "")),
        ("cp:lastModifiedBy", said.get("author", "")),
        ("cp:revision", "1"),
        ("dc:language", slides.language),
        ("dc:identifier", identifier),
        ("cp:version", said.get("edition", "")),
    )
    rows = "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in values if value)
    dates = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{tag}>' for tag in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{rows}{dates}</cp:coreProperties>'
    ).encode()


def _application(slides: Slides) -> bytes:
    pages = slides.pages
    ratio = slides.width / slides.height
    form = "Widescreen" if ratio > 1.7 else "On-screen Show (16:10)" if ratio > 1.5 else "On-screen Show (4:3)"
    rows = (
        ("TotalTime", 0),
        ("Application", "courseware"),
        ("PresentationFormat", form),
        ("Slides", len(pages)),
        ("Notes", sum(bool(page.notes) for page in pages)),
        ("HiddenSlides", sum(page.hidden for page in pages)),
        ("SharedDoc", "false"),
    )
    said = "".join(f"<{tag}>{escape(str(value))}</{tag}>" for tag, value in rows)
    return f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{said}</Properties>'.encode()
