"""Pictures: native drawings with a picture of dots for older programs, in forms that every PowerPoint shows, no larger than the slide needs."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, features

from courseware.deck.slides import PictureBox, Slides
from courseware.deck.vectors import svg_fault, svg_size
from courseware.files import Files
from courseware.powerpoint.lint import lint
from courseware.powerpoint.write import write_deck
from courseware.problems import CoursewareError
from tests.deck.kits import House, house, page, section

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="100" height="100" fill="#2446a8"/>'
    '<text x="110" y="60" font-family="Nobody Has This" font-size="30">Ab</text></svg>'
)


def at(folder: Path, name: str = "house") -> House:
    return replace(house(name), files=Files(folder))


def figure(src: str, more: str = "") -> str:
    return section(f'<figure class="picture"><img src="{src}" alt="A picture"{more}/></figure>')


def picture(slides: Slides) -> PictureBox:
    return next(box for box in slides.pages[0].boxes if isinstance(box, PictureBox))


def media(here: House, *sections: str) -> dict[str, bytes]:
    """The pictures in a deck of these sections, by ending."""
    slides = here.fit(page(*sections))
    data = write_deck(slides, here.kit, here.base, here.files)
    assert lint(data) == []
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {n.rpartition("/")[2]: archive.read(n) for n in archive.namelist() if n.startswith("ppt/media/picture")}


@pytest.mark.parametrize("name", ["house", "foreign"])
def test_a_drawing_stands_as_svg_with_a_picture_made_of_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "plan.svg").write_text(DRAWING)
    here = at(tmp_path, name)
    found = media(here, figure("plan.svg"))
    assert sorted(each.rpartition(".")[2] for each in found) == ["png", "svg"]
    with Image.open(io.BytesIO(next(data for each, data in found.items() if each.endswith("png")))) as image:
        assert image.width == pytest.approx(2 * image.height, abs=1)
        colours = image.convert("RGBA").getcolors(1 << 24) or []
        assert (0x24, 0x46, 0xA8, 255) in [colour for _, colour in colours]
        assert sum(count for count, colour in colours if colour == (0, 0, 0, 255)) > 100  # the words, in a font of ours
    box = picture(here.fit(page(figure("plan.svg"))))
    assert box.rect.w == pytest.approx(2 * box.rect.h)


def test_the_author_s_own_png_beside_a_drawing_is_the_one_that_older_programs_show(tmp_path: Path) -> None:
    (tmp_path / "plan.svg").write_text(DRAWING)
    Image.new("RGB", (20, 10), "red").save(tmp_path / "plan.png")
    found = media(at(tmp_path), figure("plan.svg"))
    assert (tmp_path / "plan.png").read_bytes() in found.values()


@pytest.mark.parametrize(
    ("inside", "fact"),
    [
        ('<image href="https://example.org/x.png"/>', "refers to something outside"),
        ('<image href="../secret.png"/>', "refers to something outside"),
        ("<script>1</script>", "holds a script"),
        ("<rect", "well-formed"),
    ],
)
def test_a_drawing_that_reaches_out_or_is_broken_is_told_at_its_line(inside: str, fact: str, tmp_path: Path) -> None:
    (tmp_path / "plan.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1">{inside}</svg>')
    with pytest.raises(CoursewareError) as caught:
        at(tmp_path).fit(page(figure("plan.svg")))
    assert fact in caught.value.problems[0].fact
    assert caught.value.problems[0].place.line == 1


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 30 20"', (30, 20)),
        ('width="2in" height="96"', (192, 96)),
        ('width="100%" height="100%" viewBox="-5 -5 10 40"', (10, 40)),
        ('width="60" viewBox="0,0,30,20"', (60, 40)),
        ('stroke-width="4"', None),
    ],
)
def test_a_drawing_s_proportions_are_read_from_its_first_element(head: str, size: object) -> None:
    data = f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {head}/>'.encode()
    assert svg_size(data) == size
    assert (svg_fault(data) is None) == (size is not None)


def noisy(mode: str, size: tuple[int, int] = (300, 200)) -> Image.Image:
    noise = random.Random(1).randbytes(size[0] * size[1] * 3)
    image = Image.frombytes("RGB", size, noise).convert(mode)
    if mode == "RGBA":
        image.putalpha(128)
    return image


@pytest.mark.parametrize(
    ("file", "mode", "kind", "into"),
    [
        ("a.webp", "RGB", "WEBP", "JPEG"),
        ("b.webp", "RGBA", "WEBP", "PNG"),
        ("c.tiff", "RGB", "TIFF", "PNG"),
        ("d.tif", "CMYK", "TIFF", "PNG"),
        ("e.bmp", "RGB", "BMP", "PNG"),
        ("f.jpg", "CMYK", "JPEG", "JPEG"),
        ("g.png", "P", "PNG", "PNG"),
        ("h.png", "RGBA", "PNG", "PNG"),
        ("i.png", "1", "PNG", "PNG"),
        ("j.gif", "P", "GIF", "GIF"),
    ],
)
def test_every_kind_of_picture_stands_in_a_form_that_powerpoint_shows(
    file: str, mode: str, kind: str, into: str, tmp_path: Path
) -> None:
    if kind == "WEBP" and not features.check("webp"):
        pytest.skip("this Pillow knows no WebP")
    noisy(mode).save(tmp_path / file, kind)
    [data] = media(at(tmp_path), figure(file)).values()
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == (into, (300, 200))
        assert image.mode != "CMYK"
        assert ("A" in image.mode or "transparency" in image.info) == (mode == "RGBA")


def test_a_moving_gif_keeps_moving(tmp_path: Path) -> None:
    noisy("P").save(tmp_path / "a.gif", save_all=True, append_images=[noisy("L").convert("P")], duration=200)
    [data] = media(at(tmp_path), figure("a.gif")).values()
    assert data == (tmp_path / "a.gif").read_bytes()


@pytest.mark.parametrize(("file", "mode"), [("big.jpg", "RGB"), ("big.png", "RGBA")])
def test_a_big_picture_is_made_as_large_as_its_largest_place_needs_and_once(
    file: str, mode: str, tmp_path: Path
) -> None:
    Image.linear_gradient("L").resize((4000, 2000)).convert(mode).save(tmp_path / file)
    small = figure(file, ' style="width:10%"').replace('id="a"', 'id="b"')
    here = at(tmp_path)
    [data] = media(here, small, figure(file, ' style="width:20%"')).values()
    with Image.open(io.BytesIO(data)) as image:
        assert image.width == pytest.approx(864 * 0.2 / 72 * 220, abs=2)
        assert image.mode == mode
    assert media(here, small, figure(file, ' style="width:20%"')) == media(here, figure(file, ' style="width:20%"'))


def test_a_picture_with_few_dots_stays_as_it_is(tmp_path: Path) -> None:
    noisy("RGB").save(tmp_path / "a.png")
    assert list(media(at(tmp_path), figure("a.png")).values()) == [(tmp_path / "a.png").read_bytes()]


def test_what_was_made_once_is_found_in_the_user_s_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path / "kept"))
    noisy("RGB").save(tmp_path / "a.bmp")
    (tmp_path / "plan.svg").write_text(DRAWING)
    first = media(at(tmp_path), figure("a.bmp"), figure("plan.svg").replace('id="a"', 'id="b"'))
    kept = sorted(path.suffix for path in (tmp_path / "kept").iterdir())
    assert kept == [".picture", ".png"]
    assert media(at(tmp_path), figure("a.bmp"), figure("plan.svg").replace('id="a"', 'id="b"')) == first


@pytest.mark.parametrize(
    ("more", "crop"),
    [
        (' data-crop="1:1"', (0.375, 0.0, 0.375, 0.0)),
        (' data-crop="1:1 left"', (0.0, 0.0, 0.75, 0.0)),
        (' data-crop="8:1 top"', (0.0, 0.0, 0.0, 0.5)),
        (' data-fit="contain"', (0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_a_picture_is_cut_as_its_author_says(more: str, crop: tuple[float, ...]) -> None:
    box = picture(house("house").fit(page(figure("wide.png", more))))
    assert box.crop == pytest.approx(crop)
    shown = (400 * (1 - box.crop[0] - box.crop[2]), 100 * (1 - box.crop[1] - box.crop[3]))
    assert box.rect.w / box.rect.h == pytest.approx(shown[0] / shown[1], rel=0.01)


@pytest.mark.parametrize("name", ["house", "foreign"])
def test_a_picture_that_is_to_cover_fills_its_place(name: str) -> None:
    here = house(name)
    box = picture(here.fit(page(figure("tall.png", ' data-fit="cover"'))))
    slot = here.kit.layouts["content"].slots["body"].inner
    assert (box.rect.w, box.rect.h) == pytest.approx((slot.w, slot.h), abs=0.5)
    shown = (100 * (1 - box.crop[0] - box.crop[2]), 400 * (1 - box.crop[1] - box.crop[3]))
    assert box.rect.w / box.rect.h == pytest.approx(shown[0] / shown[1], rel=0.01)


def test_grey_values_of_16_bits_keep_their_brightness(tmp_path: Path) -> None:
    Image.new("I;16", (30, 20), 40000).save(tmp_path / "a.tiff")
    [data] = media(at(tmp_path), figure("a.tiff")).values()
    with Image.open(io.BytesIO(data)) as image:
        assert (image.mode, image.getpixel((0, 0))) == ("L", 156)
