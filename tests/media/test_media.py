"""Films, sounds, links to films and QR codes: in the source, in the deck, in pictures and on paper."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from courseware.content.blocks import Media
from courseware.course.media import kind_of
from courseware.course.read import read_single
from courseware.deck.elements.qr import QUIET, rows_of, runs
from courseware.deck.outline import outline
from courseware.deck.slides import MediaBox, ShapeBox
from courseware.files import Files
from courseware.paper.media import qr
from courseware.picture import draw, words
from courseware.powerpoint.lint import lint
from courseware.problems import CoursewareError
from tests.deck.kits import NAMES, house, page, section
from tests.powerpoint.open import A, P, R, deck, parts, xml

CLIPS = Path(__file__).parent.parent / "data" / "media"
VIDEO = '<figure class="media" data-kind="video"><a href="steps.mp4">A square on its way</a></figure>'
POSTER = '<figure class="media" data-kind="video" data-poster="wide.png"><a href="steps.mp4">A square</a></figure>'
AUDIO = '<figure class="media" data-kind="audio"><a href="tone.mp3">A tone</a></figure>'
TALK = '<figure class="media" data-kind="audio" data-auto="true"><a href="tone.m4a">tone.m4a</a></figure>'
LINK = '<figure class="media" data-kind="link" data-poster="wide.png"><a href="https://video.example.org/1">The talk</a></figure>'
CODE = '<figure class="media" data-kind="qr"><a href="https://example.org/feedback"></a></figure>'


def clips() -> None:
    """Puts the clips where the tests' decks find them."""
    for clip in CLIPS.iterdir():
        (house("house").files.project / clip.name).write_bytes(clip.read_bytes())


@cache
def built(name: str) -> bytes:
    clips()
    kinds = (VIDEO, POSTER, AUDIO, f"<p>Words</p>{TALK}", LINK, CODE)
    return deck(name, *(section(kind, id=f"s{n}") for n, kind in enumerate(kinds)), section(VIDEO + AUDIO, id="two"))


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_with_media_is_valid_and_needs_no_repair(name: str, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(built(name))
    assert OpenXmlValidator().validate(tmp_path / "deck.pptx").errors == []
    assert lint(built(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_clip_is_stored_once_with_its_type(name: str) -> None:
    stored = [part for part in parts(built(name)) if part.endswith((".mp4", ".mp3", ".m4a"))]
    assert sorted(part.rpartition(".")[2] for part in stored) == ["m4a", "mp3", "mp4"]
    types = parts(built(name))["[Content_Types].xml"].decode()
    assert all(kind in types for kind in ("video/mp4", "audio/mpeg", "audio/mp4"))


@pytest.mark.parametrize("name", NAMES)
def test_a_film_is_a_movie_with_a_poster_and_plays_by_a_click(name: str) -> None:
    slide = Presentation(io.BytesIO(built(name))).slides[0]
    movie = next(shape for shape in slide.shapes if shape.shape_type is not None and shape.shape_type.name == "MEDIA")
    assert movie.poster_frame is not None
    root = xml(built(name), "ppt/slides/slide1.xml")
    (video,) = root.iter(A + "videoFile")
    assert video.get(R + "link")
    commands = [each.get("cmd") for each in root.iter(P + "cmd")]
    assert commands == ["togglePause"]
    (shape,) = (each.find(P + "cNvPr") for each in video.iterancestors(P + "nvPicPr"))
    assert shape is not None
    assert {each.get("spid") for each in root.iter(P + "spTgt")} == {shape.get("id")}
    assert shape.get("descr") == "A square on its way"


@pytest.mark.parametrize("name", NAMES)
def test_a_narration_plays_with_its_slide_and_stands_beside_it(name: str) -> None:
    root = xml(built(name), "ppt/slides/slide4.xml")
    assert [each.get("cmd") for each in root.iter(P + "cmd")] == ["playFrom(0.0)"]
    (audio,) = root.iter(P + "audio")
    assert audio.get("isNarration") == "1"
    assert [each.get("showWhenStopped") for each in audio.iter(P + "cMediaNode")] == ["0"]
    slides = house(name).fit(page(section(f"<p>Words</p>{TALK}")))
    (box,) = (box for box in slides.pages[0].boxes if isinstance(box, MediaBox))
    assert box.rect.x >= house(name).kit.width


@pytest.mark.parametrize("name", NAMES)
def test_ids_of_time_nodes_are_there_once(name: str) -> None:
    for n in range(1, 8):
        root = xml(built(name), f"ppt/slides/slide{n}.xml")
        ids = [each.get("id") for each in root.iter(P + "cTn")]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_a_film_on_the_web_is_a_poster_that_leads_there(name: str) -> None:
    root = xml(built(name), "ppt/slides/slide5.xml")
    links = [each for each in root.iter(A + "hlinkClick") if each.get(R + "id")]
    assert len(links) == 2  # the poster, and the play sign on it
    assert not list(root.iter(A + "videoFile"))
    assert "https://video.example.org/1" in parts(built(name))["ppt/slides/_rels/slide5.xml.rels"].decode()


def test_a_code_on_a_slide_reads_as_the_address() -> None:
    clips()
    slides = house("house").fit(page(section(CODE)))
    box = next(box for box in slides.pages[0].boxes if isinstance(box, ShapeBox) and box.kind == "path")
    assert "https://example.org/feedback" in box.alt
    rows = rows_of("https://example.org/feedback")
    unit = box.rect.w / (len(rows) + 2 * QUIET)
    dark = set()
    for at in range(0, len(box.path), 5):
        (left, top), (right, _) = box.path[at][1], box.path[at + 1][1]
        row = round((top - box.rect.y) / unit) - QUIET
        start, end = (round((x - box.rect.x) / unit) - QUIET for x in (left, right))
        dark |= {(column, row) for column in range(start, end)}
    assert dark == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}


def test_a_code_is_drawn_run_by_run() -> None:
    rows = rows_of("https://example.org")
    assert sum(count for _, _, count in runs("https://example.org")) == sum(map(sum, rows))
    assert qr("https://example.org").count("<path") == 1


def test_pictures_and_outlines_tell_of_media() -> None:
    clips()
    home = house("house")
    slides = home.fit(page(section(POSTER), section(CODE, id="b"), section(f"<p>Words</p>{TALK}", id="c")))
    assert 'src="wide.png" alt="A square"' in draw(slides.pages[0], slides, home.kit)
    assert words(slides.pages[0]).endswith("A square")
    told = str(outline(slides))
    assert "film steps.mp4: A square" in told
    assert "QR code: https://example.org/feedback" in told
    assert "narration tone.m4a" in told


def source(folder: Path, text: str) -> Path:
    for clip in CLIPS.iterdir():
        (folder / clip.name).write_bytes(clip.read_bytes())
    (folder / "x.png").write_bytes(b"a picture")
    (folder / "talk.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![A *square*](steps.mp4){poster=x.png width=50%}", ("video", "steps.mp4", "A square", "x.png", False)),
        ("![A tone](tone.mp3)", ("audio", "tone.mp3", "A tone", "", False)),
        ("![The talk](https://video.example.org/1)", ("link", "https://video.example.org/1", "The talk", "", True)),
        ("{{< video steps.mp4 >}}", ("video", "steps.mp4", "steps.mp4", "", False)),
        ("{{< qr https://example.org >}}", ("qr", "https://example.org", "", "", True)),
    ],
)
def test_media_are_read_from_the_source(text: str, found: tuple[str, str, str, str, bool], tmp_path: Path) -> None:
    course, warnings = read_single(Files(source(tmp_path, text)), "talk.md")
    slides = [slide for module in course.modules for topic in module.topics for slide in topic.slides]
    block = next(each for slide in slides for _, blocks in slide.slots for each in blocks if isinstance(each, Media))
    assert (block.form, block.src, block.alt, block.poster, block.qr) == found
    assert not warnings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("![A](nothing.mp4)", "the film is missing: nothing.mp4"),
        ("![A](old.avi)", "PowerPoint doesn't play old.avi everywhere"),
        ("![A](false.mp4)", "false.mp4 is not what its name says: it holds no film or sound"),
        ("![A](sound.mp4)", "sound.mp4 is not what its name says: it holds an MP3 sound"),
        ("![A](steps.mp4){poster=nothing.png}", "the poster is missing: nothing.png"),
        ("Words ![A](steps.mp4) around", "a film or a sound stands inside a line of text: steps.mp4"),
        ("{{< qr example >}}", "a QR code can't lead to 'example'"),
        ("Words {{< qr https://example.org >}}", "{{< qr >}} stands inside other text"),
        ("![A](https://example.org/a.png)", "the picture is somewhere else: https://example.org/a.png"),
    ],
)
def test_media_that_cant_be_shown_are_errors_at_their_line(text: str, told: str, tmp_path: Path) -> None:
    source(tmp_path, text)
    (tmp_path / "false.mp4").write_bytes(b"<html>no film</html>")
    (tmp_path / "sound.mp4").write_bytes((CLIPS / "tone.mp3").read_bytes())
    with pytest.raises(CoursewareError) as caught:
        read_single(Files(tmp_path), "talk.md")
    assert [(each.place.line, each.fact) for each in caught.value.problems] == [(3, told)]


def test_a_heavy_film_is_told_before_a_mailbox_refuses_it(tmp_path: Path) -> None:
    source(tmp_path, "![A](heavy.mp4)")
    (tmp_path / "heavy.mp4").write_bytes((CLIPS / "steps.mp4").read_bytes() + bytes(21_000_000))
    _, warnings = read_single(Files(tmp_path), "talk.md")
    assert [each.fact for each in warnings] == [
        "heavy.mp4 adds 21 MB to the deck, and many mailboxes refuse more than 20"
    ]


def test_files_are_known_by_their_first_bytes() -> None:
    kinds = {clip.name: kind_of(clip.read_bytes()) for clip in CLIPS.iterdir()}
    assert kinds == {"steps.mp4": "mp4", "tone.mp3": "mp3", "tone.m4a": "mp4", "tone.wav": "wav", "README.md": ""}
    assert kind_of(b"\x1aE\xdf\xa3more") == "webm"
    assert kind_of(b"\x89PNG\r\n\x1a\n") == ""


def test_the_same_media_give_the_same_bytes() -> None:
    clips()
    assert deck("house", section(VIDEO + CODE)) == deck("house", section(VIDEO + CODE))


@pytest.mark.parametrize(
    ("media", "role"),
    [
        ("![A](steps.mp4)", "content-caption"),
        ("![A](tone.mp3)", "content"),
        ("{{< qr https://example.org >}}", "content"),
    ],
)
def test_a_film_counts_as_a_picture_where_layouts_are_chosen(media: str, role: str, tmp_path: Path) -> None:
    course, _ = read_single(Files(source(tmp_path, f"Words\n\n{media}")), "talk.md")
    (slide,) = [slide for module in course.modules for topic in module.topics for slide in topic.slides]
    assert slide.role == role
