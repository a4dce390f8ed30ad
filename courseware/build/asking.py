"""What an HTML document would ask for when it is read, and where its links lead: nothing, and only to what may be clicked."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from courseware.assets import NOT_FETCHED, NOT_LINKED, is_link
from courseware.problems import Place, Problem

POLICY = (
    "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline' data:; "
    "script-src 'unsafe-inline' data:; base-uri 'none'; form-action 'none'"
)
"""What a browser may load for a document that has everything in it (Content Security Policy, level 3)."""
LOADING = frozenset(
    ("src", "srcset", "imagesrcset", "poster", "data", "background", "action", "formaction", "manifest", "ping")
)
"""Attributes whose address is loaded, or sent to."""
_OUTSIDE = re.compile(r"(?:^|[\s,])(?!data:)(?:[a-z][a-z0-9+.\-]*:|//|\\\\)[^\s,]*", re.IGNORECASE)
_IN_STYLE = re.compile(
    r"@import\s+(?:url\()?\s*[\"']?([^\"')\s;]+)|url\(\s*[\"']?\s*((?!data:|#)[^\"')\s]+)", re.IGNORECASE
)
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)


def asked(html: str, name: str) -> list[Problem]:
    """A problem for each address that the document would load, and for each link that nobody should click; `name` is the template's."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    place = Place(name)
    loaded = [Problem(place, f"the document would fetch {address:.120}", NOT_FETCHED) for address in reader.loaded]
    return loaded + [Problem(place, f"a link leads to {address:.120}", NOT_LINKED) for address in reader.linked]


def guarded(html: str) -> str:
    """The document with the policy that browsers hold it to."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return re.sub(r"(<head\b[^>]*>)", lambda head: head[1] + tag, html, count=1, flags=re.IGNORECASE)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.style = tag == "style"
        said = {key: value or "" for key, value in attrs}
        for key, value in said.items():
            address = key.rpartition(":")[2]
            if address in LOADING or (address == "href" and tag not in ("a", "area")):
                if not value.startswith(("data:", "#")):
                    self.loaded += [found.strip(" ,\t\n") for found in _OUTSIDE.findall(value)]
            elif address == "href" and not is_link(value):
                self.linked.append(value)
            elif key == "style":
                self._styled(value)
            elif key == "content" and said.get("http-equiv", "").lower() == "refresh":
                self.loaded += _REFRESH.findall(value)

    def handle_data(self, data: str) -> None:
        if self.style:
            self._styled(data)

    def handle_endtag(self, tag: str) -> None:
        self.style = False

    def _styled(self, css: str) -> None:
        self.loaded += [one or other for one, other in _IN_STYLE.findall(css)]
