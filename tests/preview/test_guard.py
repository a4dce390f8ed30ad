"""Who else asks gets nothing: every attack is answered with a clean 4xx, and nothing is read for it."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courseware.files import packaged_templates
from tests.preview.answering import Shown, shown
from tests.preview.browsing import write_sky

OURS = (sys.base_prefix, sys.prefix, str(Path(__file__).parents[2] / "courseware"), str(packaged_templates()))
"""Python's own files and the program's, which it loads when it needs them."""
SECRET = "the words of a file that nobody may read"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "secret.txt").write_text(SECRET)
    sky = write_sky(folder / "sky")
    (sky / "syllabus/private.png").write_text(SECRET)
    os.symlink(folder / "secret.txt", sky / "syllabus/pictures/link.png")
    with shown(sky) as found:
        found.get("/api/course")
        found.get("/api/module", delivery="house", module="01-stars")
        yield found


class Opened:
    """The files that this process opens while somebody watches."""

    def __init__(self) -> None:
        self.names: list[str] | None = None
        self.inside: tuple[str, ...] = ()
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        watched = event in ("open", "os.listdir", "os.scandir", "socket.connect")
        if self.names is None or not watched or threading.current_thread() is threading.main_thread():
            return
        if isinstance(arguments[0], int):  # what is open already
            return
        if not str(arguments[0]).startswith((*OURS, *self.inside)):
            self.names.append(f"{event} {arguments[0]!r}")


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened()


def asking(path: str, host: str = "", method: str = "GET", more: str = "") -> str:
    return f"{method} {path} HTTP/1.1\r\nHost: {host or '127.0.0.1:PORT'}\r\n{more}Connection: close\r\n\r\n"


PATHS = [
    "/../secret.txt",
    "/page/../../secret.txt",
    "/page/..%2f..%2fsecret.txt",
    "/page/%2e%2e/%2e%2e/secret.txt",
    "/page/..%5c..%5csecret.txt",
    "/page/....//....//secret.txt",
    "/page//etc/passwd",
    "/page/%2fetc%2fpasswd",
    "/page/index.html%00.js",
    "/page/index.html/",
    "/page/INDEX.html",
    "/page/",
    "/page",
    "/page/statics.py",
    "/page/../statics.py",
    "//etc/passwd",
    "/etc/passwd",
    "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/file/../../secret.txt",
    "/file/private.png",
    "/file/private.png/private.png",
    "/file/syllabus%2fpictures%2flink.png/link.png",
    "/file/%2fetc%2fpasswd/passwd",
    "/file/..%2f..%2fsecret.txt/x",
    "/file/" + "0" * 64 + "/quay.png",
    "/file/" + "0" * 64 + "/../../../etc/passwd",
    "/file/%00/x",
    "/font/..%2f..%2fetc%2fpasswd",
    "/font/" + "f" * 64,
    "/font/",
    "/made/..%2f..%2fetc%2fpasswd",
    "/made/" + "0" * 64,
    "/syllabus/course.yml",
    "/syllabus/private.png",
    "/api",
    "/api/",
    "/api/course/../../secret.txt",
    "/api/course?delivery=../../etc",
    "/api/course?delivery=%00",
    "/api/course?delivery=house&delivery=house",
    "/api/module",
    "/api/module?delivery=house",
    "/api/module?delivery=house&module=../../secret",
    "/api/module?delivery=house&module=%2fetc%2fpasswd",
    "/api/module?delivery=%00&module=%ff%fe",
    "/api/module?delivery=house&module=01-stars&module=02-planets",
    "/api/document?delivery=house&module=01-stars&document=..%2f..%2fsecret.txt",
    "/api/document?delivery=house&module=..&document=handout.pdf",
    "/api/document?delivery=house&delivery=x",
    "/api/picture",
    "/api/picture?digest=..%2f..%2fsecret.txt&page=1&width=100",
    "/api/picture?digest=" + "0" * 64 + "&page=1&width=100",
    "/api/picture?digest=x&page=-1&width=100",
    "/api/picture?digest=x&page=1&width=99999999999999999999",
    "/api/picture?digest=x&page=1e9&width=100",
    "/api/picture?digest=x&page=%D9%A1&width=100",
    "/api/picture?digest=x&page=1&width=1&width=2",
    "/" + "a" * 3000,
    "/api/course?" + "a=b&" * 800,
    "http://evil.example/",
    "*",
]
HOSTS = [
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1:PORT.evil.example",
    "127.0.0.1.evil.example:PORT",
    "localhost.evil.example:PORT",
    "evil.example@127.0.0.1:PORT",
    "0.0.0.0:PORT",
    "127.1:PORT",
    "2130706433:PORT",
    "[::]:PORT",
    "127.0.0.1:PORT, evil.example",
    "127.0.0.1:PORT\r\nHost: evil.example",
]
METHODS = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "XYZ"]
OTHERS = [
    "Origin: http://evil.example\r\n",
    "Origin: null\r\n",
    "Origin: https://127.0.0.1:PORT\r\n",
    "Origin: http://127.0.0.1:1\r\n",
    "Sec-Fetch-Site: cross-site\r\n",
    "Sec-Fetch-Site: same-site\r\n",
]
BROKEN = [
    "GET / HTTP/1.1\r\n\r\n",
    "GET /\r\n\r\n",
    "GET /\0 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
    "GET / HTTP/1.1\r\nHost 127.0.0.1:PORT\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: " + "y" * 100_000 + "\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n" + "X: y\r\n" * 20_000 + "Connection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: -1\r\n\r\n",
    "\x16\x03\x01\x02\0\x01",
]
ATTACKS = [
    *(asking(path) for path in PATHS),
    *(asking("/api/course", host=host) for host in HOSTS),
    *(asking("/", method=method) for method in METHODS),
    *(asking("/api/course", more=more) for more in OTHERS),
    *BROKEN,
]


@pytest.mark.parametrize("said", ATTACKS, ids=lambda said: repr(said[:60]))
def test_an_attack_gets_a_clean_no_and_nothing_is_read_outside_the_project(
    preview: Shown, opened: Opened, said: str
) -> None:
    opened.names, opened.inside = [], (str(preview.folder),)  # where the idle preview may look on its own
    try:
        status, answer = preview.raw(said.replace("PORT", str(preview.port)).encode("latin-1"))
    finally:
        names, opened.names = opened.names, None
    assert 400 <= status < 500 or (status == 0 and answer == b"")
    assert SECRET.encode() not in answer
    assert b"Traceback" not in answer
    assert names == []


def test_it_still_answers_after_all_that(preview: Shown) -> None:
    assert preview.get("/api/course")["title"] == "Night sky"


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"])
def test_this_machines_own_names_are_answered(preview: Shown, host: str) -> None:
    said = asking("/api/course", host).replace("PORT", str(preview.port))
    assert preview.raw(said.encode())[0] == 200


def test_a_link_elsewhere_may_open_the_page_and_nothing_behind_it(preview: Shown) -> None:
    for path, status in (("/", 200), ("/presenter", 200), ("/page/main.js", 403), ("/events", 403)):
        said = asking(path, more="Sec-Fetch-Site: cross-site\r\n").replace("PORT", str(preview.port))
        assert preview.raw(said.encode())[0] == status, path


@pytest.mark.parametrize("path", ["/", "/api/course", "/page/main.js", "/nowhere"])
def test_every_answer_says_what_a_browser_may_do_with_it(preview: Shown, path: str) -> None:
    _, _, headers = preview.answer(path)
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not [name for name in headers if name.startswith("access-control-")]
    assert "server" not in headers


def test_only_this_machine_is_listened_to(preview: Shown) -> None:
    with open("/proc/net/tcp") as file:
        there = [line.split()[1] for line in file if f":{preview.port:04X} " in line.split()[1] + " "]
    assert {each.partition(":")[0] for each in there} == {"0100007F"}


def test_a_picture_that_is_an_svg_runs_nothing_when_it_is_opened_by_itself(tmp_path: Path) -> None:
    sky = write_sky(tmp_path)
    (sky / "syllabus/pictures/star.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60"/></svg>'
    )
    text = (sky / "syllabus/02-planets.md").read_text()
    (sky / "syllabus/02-planets.md").write_text(text + "\n## A star\n\n![A star](pictures/star.svg)\n")
    with shown(sky) as preview:
        module = preview.get("/api/module", delivery="house", module="02-planets")
        page = next(page for page in module["pages"] if page["title"] == "A star")
        address = page["html"].partition('<img src="')[2].partition('"')[0]
        status, _, headers = preview.answer(address)
    assert status == 200
    assert headers["content-type"] == "image/svg+xml"
    assert "sandbox" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]


def test_a_link_out_of_the_project_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG" + SECRET.encode())
    sky = write_sky(tmp_path / "sky")
    (sky / "syllabus/pictures/quay.png").unlink()
    os.symlink(tmp_path / "secret.png", sky / "syllabus/pictures/quay.png")
    with shown(sky) as preview:
        module = preview.get("/api/module", delivery="house", module="01-stars")
        page = next(page for page in module["pages"] if page["title"] == "A picture of the quay")
        assert "outside the project" in str(page["problems"])
        assert "quay" not in "".join(re.findall(r'src="[^"]*"', page["html"]))
