"""WeasyPrint, held: a brand's fonts only, silent or failing, its parsed style sheets kept for the next document of
this process.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from courseware.assets import NOT_LINKED, is_link
from courseware.brand.model import Brand
from courseware.files import Files, digest
from courseware.pdf.fonts import configuration, font_files
from courseware.pdf.loading import load
from courseware.pdf.names import BASE
from courseware.pdf.system import note_libraries
from courseware.problems import NOWHERE, CoursewareError, Place, Problem

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
LOADING = re.compile(r"@(?:import|font-face)", re.IGNORECASE)
KEPT = 12  # style sheets of a process: a brand has one a document

SELDOM = (25_000, 10, 10)
"""When Python looks for cycles of objects while a page is made: nearly all that it finds stays in use to the end."""

_FONTS: dict[tuple[Any, ...], Any] = {}
_SHEETS: dict[tuple[str, int], Any] = {}


def layout(html: str, *, fonts: Any, fetcher: Any, name: str) -> Any:
    """WeasyPrint's pages of `html`, whose `<style>` elements are taken out and parsed once a process.

    `fonts` are of `ready`; `name` is the template's, for problems. Raises `CoursewareError` with everything that
    WeasyPrint or the fetcher had to say.
    """
    from courseware.pdf.lean import slim
    from courseware.pdf.parsing import page
    from courseware.pdf.quick import hasten

    hasten()
    slim()
    try:
        with _watched(fetcher, name):
            sheets = [_sheet(css, fonts, fetcher) for css in STYLE.findall(html)]
            read = page(STYLE.sub("", html), base_url=BASE, url_fetcher=fetcher)
            _check_links(read, fetcher, name)
            return read.render(font_config=fonts, stylesheets=sheets)
    except CoursewareError:
        _SHEETS.clear()  # a sheet that was complained of is to be complained of the next time too
        raise


def _check_links(read: Any, fetcher: Any, name: str) -> None:
    """Refuses links of the page that nobody should click."""
    for element in read.etree_element.iter():
        for key, value in element.attrib.items() if isinstance(element.tag, str) else ():
            if (
                key.rpartition("}")[2] == "href"
                and element.tag.rpartition("}")[2] in ("a", "area")
                and not is_link(value)
            ):
                fetcher.refused[value] = Problem(Place(name), f"a link leads to {value:.120}", NOT_LINKED)


def write(rendered: Any, *, fetcher: Any, name: str, tagged: bool) -> bytes:
    """The bytes of WeasyPrint's pages, as PDF/UA-1 where `tagged`."""
    with _watched(fetcher, name):
        data: bytes = rendered.write_pdf(pdf_variant="pdf/ua-1" if tagged else None, pdf_tags=tagged)
        return data


def _sheet(css: str, fonts: Any, fetcher: Any) -> Any:
    from weasyprint import CSS

    if LOADING.search(css):  # what it loads is read for each document, so that each has it in its record
        return CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
    key = (digest(css.encode()), id(fonts))
    if key not in _SHEETS:
        while len(_SHEETS) >= KEPT:
            del _SHEETS[next(iter(_SHEETS))]
        _SHEETS[key] = CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
    return _SHEETS[key]


def ready(brand: Brand, files: Files) -> Any:
    """WeasyPrint imported, and its view of the brand's fonts. The import reads fontconfig's file, so it happens in
    here; it raises `CoursewareError` where the system lacks Pango.
    """
    names = font_files(brand, files)
    aliases = tuple(sorted((*key, font.file) for key, font in brand.fonts.items()))
    key = (aliases, tuple((str(files.path(name)), files.reads[name]) for name in names))
    if key not in _FONTS:
        before = os.environ.get("FONTCONFIG_FILE")
        with tempfile.TemporaryDirectory(prefix="courseware-") as folder:
            path = Path(folder, "fonts.conf")
            path.write_text(configuration(brand, files, Path(folder, "cache")), encoding="utf-8")
            os.environ["FONTCONFIG_FILE"] = str(path)
            try:
                load()
                from weasyprint.text.fonts import FontConfiguration

                if not _FONTS:
                    gc.freeze()  # what was loaded stays to the end: looking for cycles in it takes as long as a small page
                _FONTS[key] = FontConfiguration()
            except OSError as error:
                fact = f"PDFs need libraries that this system lacks: {str(error).partition(chr(10))[0]}"
                raise CoursewareError(Problem(NOWHERE, fact, "courseware doctor tells how to install them")) from None
            finally:
                if before is None:
                    del os.environ["FONTCONFIG_FILE"]
                else:
                    os.environ["FONTCONFIG_FILE"] = before
    note_libraries(files)
    return _FONTS[key]


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _watched(fetcher: Any, name: str) -> Iterator[None]:
    """Turns refusals and everything that WeasyPrint logs inside into one `CoursewareError`."""
    logger, log = logging.getLogger("weasyprint"), _Log()
    before, logger.propagate = logger.propagate, False
    logger.addHandler(log)
    often = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*often)
        logger.removeHandler(log)
        logger.propagate = before
    problems = list(fetcher.refused.values())
    for line in dict.fromkeys(log.lines):
        if not any(url in line for url in fetcher.refused):
            fact = f"the page can't be set as written: {line[:1].lower()}{line[1:].rstrip('.')}"
            problems.append(Problem(Place(name), fact, "mend the template or its style sheet"))
    if problems:
        raise CoursewareError(dict.fromkeys(problems))


def pango_version() -> str:
    """The version of the Pango that WeasyPrint found; `OSError` where it found none."""
    from weasyprint.text.ffi import pango

    whole: int = pango.pango_version()
    return f"{whole // 10000}.{whole // 100 % 100}.{whole % 100}"
