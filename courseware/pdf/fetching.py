"""What a page may show: files by their names, pictured slides, pictures of the base presentation.

Everything else is refused and remembered. Importing this imports WeasyPrint: `engine.ready` comes first.
"""

from __future__ import annotations

import io
import mimetypes
import zipfile
from collections.abc import Mapping
from fractions import Fraction
from urllib.parse import unquote

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from courseware.assets import NOT_SHOWN, PICTURES, PRINTED, is_kind
from courseware.deck.pixels import picture_fault
from courseware.files import Files
from courseware.pdf.names import BASE, fingerprint
from courseware.problems import CoursewareError, Place, Problem


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers WeasyPrint's questions for addresses. `refused` maps each refused address to its problem.

    `slides` maps a pictured slide's number to its width and height; `base` is the presentation whose parts `part:` names.
    """

    def __init__(
        self, files: Files, name: str, slides: Mapping[str, tuple[float, float]] | None = None, base: bytes = b""
    ) -> None:
        super().__init__(fail_on_errors=False, allow_redirects=False)
        self.files, self.name = files, name
        self.slides = slides or {}
        self.base = zipfile.ZipFile(io.BytesIO(base)) if base else None
        self.refused: dict[str, Problem] = {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The content behind `url`; `ValueError` where it is refused, which WeasyPrint logs and goes on."""
        try:
            data, kind = self._data(url)
        except CoursewareError as error:
            self.refused[url] = error.problems[0]
            raise ValueError(error.problems[0].fact) from None
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _data(self, url: str) -> tuple[bytes, str]:
        kind, _, rest = url.partition(":")
        if url.startswith(BASE):
            return self._file(unquote(url.removeprefix(BASE)))
        if kind == "slide":
            return self._slide(unquote(rest)), "image/png"
        if kind == "part":
            return self._part(unquote(rest))
        if kind == "data":
            response = super().fetch(url)
            data, kind = response.read(), response.content_type
            self._checked(data, f"the picture in {url[:40]}…", kind.startswith("image/"))
            return data, kind
        fact = f"the page asks for {url[:120]}, which is no file of the project"
        raise self._problem(fact, "nothing is fetched from a network: put the file into the project and name it")

    def _file(self, name: str) -> tuple[bytes, str]:
        if not is_kind(name, PRINTED):
            raise self._problem(f"the page asks for {name}, which it can't show", NOT_SHOWN)
        try:
            data = self.files.read(name)
        except FileNotFoundError:
            raise self._problem(
                f"there is no file {name}", "check the name, relative to the project's folder"
            ) from None
        except CoursewareError as error:
            first = error.problems[0]
            raise self._problem(f"the page asks for {name}: {first.fact}", first.hint) from None
        self._checked(data, name, name.lower().endswith(PICTURES))
        return data, mimetypes.guess_type(name)[0] or "application/octet-stream"

    def _part(self, name: str) -> tuple[bytes, str]:
        if self.base is None or name not in self.base.namelist() or not is_kind(name, PRINTED):
            raise self._problem(f"the base presentation has no part {name}", "read the brand's template again")
        data = self.base.read(name)
        self._checked(data, name, name.lower().endswith(PICTURES))
        return data, mimetypes.guess_type(name)[0] or "application/octet-stream"

    def _checked(self, data: bytes, name: str, picture: bool) -> None:
        """Refuses a picture that no reader of pictures may be given."""
        if picture and (found := picture_fault(data)):
            raise self._problem(f"{name} {found[0]}", found[1])

    def _slide(self, number: str) -> bytes:
        if number not in self.slides:
            raise self._problem(f"there is no slide {number} to picture here", "use a page's `picture` as it is given")
        return placeholder(number, *self.slides[number])

    def _problem(self, fact: str, hint: str) -> CoursewareError:
        return CoursewareError(Problem(Place(self.name), fact, hint))


def placeholder(number: str, width: float, height: float) -> bytes:
    """A small PNG of a slide's shape that holds the place until the drawing replaces it; `fingerprint` begins its pixels."""
    ratio = Fraction(width / height).limit_denominator(200)
    times = -(-12 // (ratio.numerator * ratio.denominator))  # enough pixels for a fingerprint
    size = (ratio.numerator * times, ratio.denominator * times)
    pixels = fingerprint(number).ljust(size[0] * size[1] * 3, b"\0")
    out = io.BytesIO()
    Image.frombytes("RGB", size, pixels).save(out, "PNG")
    return out.getvalue()
