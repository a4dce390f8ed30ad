"""What the preview answers is what a build makes: the slides as print draws them, and the documents byte for byte."""

from __future__ import annotations

import io
import re
import socket
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from courseware.build.live import Live
from courseware.build.request import Request
from courseware.cli import main
from courseware.files import Files
from courseware.picture import draw
from tests.preview.answering import Shown, shown
from tests.preview.browsing import write_sky

EVERYTHING = """\
---
title: Everything
outcomes:
  "3.1": See all of it
minutes: 20
---
# All kinds {outcomes="3.1"}

## A drawing

```diagram
kind: process
- Dusk
- Night
- Dawn
```

## A chart

```chart
kind: column
title: Hours of light
| Month | Hours |
| March | 12 |
| June | 17 |
| September | 12 |
```

## An equation

$$e = \\frac{a}{b}$$

## A film

![The sky](pictures/film.mp4)

## Words from right to left

- مرحبا بالعالم

## Notes with all sorts

- A point

::: notes
**Ask:** who [knows](https://example.org/a?b=1&c=2) `code`? See [elsewhere](javascript:alert(1)) & <b>here</b>.

![A quay](pictures/quay.png)

$x^2$

```diagram
kind: process
- Look up
- Look down
```

```python
print("stars")
```
:::
"""
IMAGE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')


@pytest.fixture(scope="module", params=["house", "fjordlight"])
def delivery(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    sky = write_sky(tmp_path_factory.mktemp("answers") / "sky")
    (sky / "syllabus/course.yml").write_text("title: Night sky\ncode: NS\nmodules: [01-stars, 02-planets, 03-all]\n")
    (sky / "syllabus/pictures/film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 64)
    (sky / "syllabus/03-all.md").write_text(EVERYTHING)
    with shown(sky) as found:
        yield found


def module_of(preview: Shown, delivery: str, name: str = "03-all") -> Any:
    return preview.get("/api/module", delivery=delivery, module=name)


def page_of(preview: Shown, delivery: str, title: str) -> Any:
    return next(page for page in module_of(preview, delivery)["pages"] if page["title"] == title)


def test_a_course_lists_what_there_is_to_choose(preview: Shown) -> None:
    course = preview.get("/api/course")
    assert (course["title"], course["delivery"], course["papers"]) == ("Night sky", "house", ["A4", "Letter", "A5"])
    assert {each["name"] for each in course["deliveries"]} >= {"house", "fjordlight", "brackenrow"}
    assert [(each["number"], each["title"], each["minutes"]) for each in course["modules"]][:2] == [
        (1, "Stars", 45),
        (2, "Planets", 30),
    ]
    documents = {(each["folder"], each["name"]): each for each in course["documents"]}
    assert documents["module", "handout.pdf"]["title"]
    assert documents["module", "instructor-notes.pdf"]["audience"] == "trainer"
    assert ("course", "schedule.pdf") not in documents  # the course has none
    assert not [name for _, name in documents if name.endswith(".pptx")]


def test_a_slide_is_what_print_draws(preview: Shown, delivery: str) -> None:
    live = Live(Files(preview.folder), Request(out=preview.folder / "build"))
    seen = live.look().module(delivery, "03-all")
    drawn = [IMAGE.sub("", draw(page, seen.slides, seen.house.kit)) for page in seen.slides.pages]
    assert [IMAGE.sub("", page["html"]) for page in module_of(preview, delivery)["pages"]] == drawn


def test_all_that_a_page_asks_for_is_answered(preview: Shown, delivery: str) -> None:
    module = module_of(preview, delivery)
    asked = {unescape(each) for page in module["pages"] for each in IMAGE.findall(page["html"] + page["notes"])}
    pictures = {each for each in asked if not each.startswith("data:")}
    assert pictures
    assert "data:," not in asked
    for address in pictures:
        status, body, headers = preview.answer(address)
        assert status == 200
        assert headers["content-type"].startswith("image/")
        assert headers["content-type"] == "image/svg+xml" or Image.open(io.BytesIO(body)).width
    fonts = set(re.findall(r"url\((/font/[0-9a-f]+)\)", module["css"]))
    assert fonts
    for address in fonts:
        status, body, headers = preview.answer(address)
        assert (status, headers["content-type"][:5]) == (200, "font/")
        assert body[:4] in (b"\0\1\0\0", b"OTTO", b"true")


def test_every_family_that_a_slide_is_set_in_has_its_files(preview: Shown, delivery: str) -> None:
    css = module_of(preview, delivery)["css"]
    used = set(re.findall(r"/0 '([^']*)'", css))
    assert used <= set(re.findall(r"@font-face\{font-family:'([^']*)'", css))


def test_the_rules_of_a_slide_touch_nothing_else_of_the_page(preview: Shown, delivery: str) -> None:
    css = module_of(preview, delivery)["css"]
    rules = re.findall(r"([^{}]+)\{[^}]*\}", css)
    assert [rule for rule in rules if not rule.strip().startswith((".drawn ", "@font-face"))] == []


def test_drawings_charts_equations_and_films_stand_on_their_slides(preview: Shown, delivery: str) -> None:
    assert "<svg" in page_of(preview, delivery, "A drawing")["html"]
    assert "Dusk" in page_of(preview, delivery, "A drawing")["html"]
    assert "June" in page_of(preview, delivery, "A chart")["html"]
    assert "data:image/svg+xml" in page_of(preview, delivery, "An equation")["html"]
    assert "data:image/png" in page_of(preview, delivery, "A film")["html"]
    assert not [page["problems"] for page in module_of(preview, delivery)["pages"] if page["problems"]]


def test_notes_are_our_own_markup_and_lead_nowhere_odd(preview: Shown, delivery: str) -> None:
    notes = page_of(preview, delivery, "Notes with all sorts")["notes"]
    assert "<strong>Ask:</strong>" in notes
    assert 'href="https://example.org/a?b=1&amp;c=2"' in notes
    assert "javascript:" not in re.sub(r">[^<]*<", "><", notes)
    assert re.search(r'<img class="drawn-math" src="data:image/svg', notes)
    assert "<svg" in notes
    assert "kind: process" not in notes
    assert notes.startswith('<div class="dressed"><style>@scope {')
    assert re.search(r'<img[^>]* src="/file/[0-9a-f]{64}/quay\.png"', notes)


@pytest.mark.parametrize("delivery", ["fjordlight"])
def test_a_document_has_the_bytes_of_a_build(preview: Shown, delivery: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    words = ["-C", str(preview.folder), "build", "02", "--brand", delivery, "-o", out, "-q", "-j", "1"]
    with pytest.raises(SystemExit) as ended:
        main([*words, "--only", "handout.pdf", "--set", "*.pdf:paper=A5"])
    assert ended.value.code == 0
    found = preview.get("/api/document", delivery=delivery, module="02-planets", document="handout.pdf", paper="A5")
    status, body, headers = preview.answer(found["address"])
    assert status == 200
    assert body == (tmp_path / "out" / delivery / "02-planets" / "handout.pdf").read_bytes()
    assert headers["content-type"] == "application/pdf"


def test_a_page_is_a_picture_of_its_paper_in_the_width_that_is_asked_for(preview: Shown) -> None:
    sizes = {}
    for paper in ("A4", "Letter"):
        found = preview.get("/api/document", delivery="house", module="02-planets", document="handout.pdf", paper=paper)
        assert found["pages"] >= 1
        sizes[paper] = (round(found["width"]), round(found["height"]))
        status, body, headers = preview.answer(f"/api/picture?digest={found['digest']}&page=1&width=600")
        assert (status, headers["content-type"]) == (200, "image/png")
        picture = Image.open(io.BytesIO(body))
        assert picture.width == 600
        assert abs(picture.height - 600 * found["height"] / found["width"]) <= 1
        colours = picture.convert("RGB").getcolors(1 << 20)
        assert colours is not None
        assert len(colours) > 10, "something stands there"
    assert sizes == {"A4": (595, 842), "Letter": (612, 792)}
    beyond = preview.ask("/api/picture", digest=found["digest"], page=found["pages"] + 1, width=600)
    assert beyond[0] == 404


def test_a_document_of_the_course_and_one_for_the_screen_are_shown_too(preview: Shown) -> None:
    outline = preview.get("/api/document", delivery="house", document="outline.pdf")
    assert outline["pages"] >= 1
    page = preview.get("/api/document", delivery="house", module="02-planets", document="handout.html")
    status, body, headers = preview.answer(page["address"])
    assert (page["kind"], status) == ("html", 200)
    assert b"Jupiter" in body
    assert "sandbox" in headers["content-security-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_an_option_that_there_is_not_is_told_in_words(preview: Shown) -> None:
    found = preview.get("/api/document", delivery="house", module="02-planets", document="handout.pdf", paper="A9")
    assert "A9" in found["problems"][0]["fact"]
    assert "A4" in found["problems"][0]["hint"] or "A5" in found["problems"][0]["hint"]


def test_pages_that_can_not_be_made_any_more_stay_with_what_is_wrong(tmp_path: Path) -> None:
    sky = write_sky(tmp_path)
    (sky / "templates/module").mkdir(parents=True)
    own = sky / "templates/module/card.pdf.j2"
    own.write_text(
        '---\ntitle: Card\n---\n<html lang="en"><head><title>Card</title></head><body>{{ module.title }}</body></html>'
    )
    query = {"delivery": "house", "module": "02-planets", "document": "card.pdf"}
    with shown(sky) as preview:
        first = preview.get("/api/document", **query)
        assert (first["pages"], first["stale"], first["problems"]) == (1, False, [])
        version = preview.get("/api/course")["version"]
        own.write_text(own.read_text().replace("module.title", "module.titel"))
        while preview.get("/api/course")["version"] == version:
            pass
        second = preview.get("/api/document", **query)
        assert (second["digest"], second["stale"]) == (first["digest"], True)
        assert "card.pdf.j2" in second["problems"][0]["file"]


def test_a_document_that_nobody_waits_for_any_more_is_in_nobodys_way(preview: Shown) -> None:
    asked = "GET /api/document?delivery=house&document={} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n"
    for name in ("guide.pdf", "workbook.pdf", "coverage.pdf", "outline.pdf", "exercises.pdf"):
        with socket.create_connection(("127.0.0.1", preview.port)) as wire:
            wire.sendall(asked.format(name, preview.port).encode())
            time.sleep(0.1)
    time.sleep(0.6)  # until it was looked whether they are there
    assert preview.server is not None
    waiting = list(preview.server._printer._workers._waiting)
    assert all(job.future.cancelled() for job in waiting)
    assert preview.get("/api/document", delivery="house", module="02-planets", document="handout.pdf")["pages"]


def test_head_says_what_get_would_without_the_body(preview: Shown) -> None:
    status, body, headers = preview.answer("/api/course", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 100
