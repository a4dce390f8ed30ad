"""Words over a picture can be read on every spot of it: the contrast is taken from the picture as PowerPoint will blend it."""

from __future__ import annotations

import io
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR

from courseware.brand.colors import contrast, luminance, mix
from courseware.deck.kit import Rect
from courseware.deck.slides import Page, PictureBox, ShapeBox, TextBox
from courseware.files import Files
from courseware.picture.drawing import draw
from courseware.powerpoint.lint import lint
from courseware.powerpoint.write import write_deck
from tests.deck.kits import NAMES, house, page, section


def painted(kind: str) -> Image.Image:
    """A picture of 96 x 54 fields, each 20 dots wide, so that what is looked at is what is there."""
    draws = random.Random(kind)
    image = Image.new("RGB", (96, 54))
    for x in range(96):
        for y in range(54):
            colour = {
                "white": (255, 255, 255),
                "black": (0, 0, 0),
                "noise": tuple(draws.randrange(256) for _ in range(3)),
                "dusk": (20 + y * 3, 30 + y * 2, 90 + x),
            }[kind]
            image.putpixel((x, y), colour)
    return image.resize((1920, 1080), Image.Resampling.NEAREST)


def beneath(box: TextBox, only: Page, image: Image.Image, width: float, height: float) -> set[str]:
    """Every colour under a box's lines, the veils laid over it."""
    found = set()
    veils = [each for each in only.boxes if isinstance(each, ShapeBox) and each.veil]
    for line in (line for p in box.paragraphs for line in p.lines if line.pieces):
        left, right = line.pieces[0].x, line.pieces[-1].x + line.pieces[-1].width
        for x in range(int(left), int(right), 7):
            for y in range(int(line.top), int(line.top + line.height), 5):
                pixel = image.getpixel((min(int(x / width * 1920), 1919), min(int(y / height * 1080), 1079)))
                rgb = "{:02X}{:02X}{:02X}".format(*pixel)  # type: ignore[misc]
                for veil in veils:
                    if veil.rect.y <= y <= veil.rect.bottom and veil.rect.x <= x <= veil.rect.right:
                        share = (x - veil.rect.x) / veil.rect.w if veil.across else (y - veil.rect.y) / veil.rect.h
                        rgb = mix(veil.fill.rgb, rgb, opacity(veil, share))  # type: ignore[union-attr]
                found.add(rgb)
    return found


def opacity(veil: ShapeBox, share: float) -> float:
    for (at, one), (to, other) in zip(veil.veil, veil.veil[1:], strict=False):
        if at <= share <= to:
            return one + (other - one) * (share - at) / max(to - at, 1e-9)
    return veil.veil[-1][1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["white", "black", "noise", "dusk"])
@pytest.mark.parametrize("body", ["", "<ul><li>A point</li><li>Another one that is longer than the first</li></ul>"])
def test_every_word_over_a_picture_stands_out(name: str, kind: str, body: str, tmp_path: Path) -> None:
    here = house(name)
    image = painted(kind)
    if here.kit.width / here.kit.height < 1.5:
        image = image.resize((1440, 1080), Image.Resampling.NEAREST).resize((1920, 1080), Image.Resampling.NEAREST)
        wide = Image.new("RGB", (1440, 1080))
        wide.paste(image.resize((1440, 1080), Image.Resampling.NEAREST))
        wide.save(tmp_path / "photo.png")
        image = wide.resize((1920, 1080), Image.Resampling.NEAREST)
    else:
        image.save(tmp_path / "photo.png")
    here = replace(here, files=Files(tmp_path))
    markup = section(body, title="A title over the picture").replace("<section", '<section data-background="photo.png"')
    slides = here.fit(
        page(markup.replace('<div data-slot="body"></div>', ""), head='<meta name="footer" content="Foot"/>')
    )
    [only] = slides.pages
    assert isinstance(only.boxes[0], PictureBox)
    for box in only.boxes:
        if isinstance(box, TextBox) and box.fill is None:
            text = box.paragraphs[0].style.ink.rgb
            found = beneath(box, only, image, slides.width, slides.height)
            assert min(contrast(text, rgb) for rgb in found) >= 4.5, box.name
    assert lint(write_deck(slides, here.kit, here.base, here.files)) == []


def test_a_picture_that_is_dark_enough_already_has_no_veil(tmp_path: Path) -> None:
    Image.new("RGB", (960, 540), "black").save(tmp_path / "night.png")
    here = replace(house("house"), files=Files(tmp_path))
    [only] = here.fit(
        page(
            section("")
            .replace("<section", '<section data-background="night.png"')
            .replace('<div data-slot="body"></div>', "")
        )
    ).pages
    assert not [box for box in only.boxes if isinstance(box, ShapeBox) and box.veil]


def test_a_veil_is_as_thin_as_the_picture_allows(tmp_path: Path) -> None:
    thin, thick = (veil_over(tmp_path, colour) for colour in ("#303030", "#909090"))
    assert 0 <= thin < thick < 1


def veil_over(folder: Path, colour: str) -> float:
    image = Image.new("RGB", (960, 540), "black")
    ImageDraw.Draw(image).rectangle([0, 0, 960, 200], fill=colour)
    image.save(folder / "photo.png")
    here = replace(house("house"), files=Files(folder))
    markup = (
        section("")
        .replace("<section", '<section data-background="photo.png"')
        .replace('<div data-slot="body"></div>', "")
    )
    [only] = here.fit(page(markup)).pages
    return max((stop for box in only.boxes if isinstance(box, ShapeBox) for _, stop in box.veil), default=0.0)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_whose_place_is_the_whole_slide_lies_behind_its_title_and_caption(name: str, tmp_path: Path) -> None:
    """A layout whose place for a picture reaches the slide's edges: the picture fills it, the title stays readable, the caption stands on its foot."""
    painted("noise").save(tmp_path / "photo.png")
    here = replace(house(name), files=Files(tmp_path))
    layout = here.kit.layouts["picture"]
    whole = Rect(0, 0, here.kit.width, here.kit.height)
    slot = structs.replace(layout.slots["picture"], rect=whole, insets=(0.0, 0.0, 0.0, 0.0), kind="pic")
    wide = structs.replace(layout, slots={**layout.slots, "picture": slot})
    here = replace(here, kit=structs.replace(here.kit, layouts={**here.kit.layouts, "picture": wide}))
    figure = '<figure class="picture"><img src="photo.png" alt="Noise"/><figcaption>A caption</figcaption></figure>'
    [only] = here.fit(page(section(figure, role="picture", slot="picture"))).pages
    kinds = [box.name.partition(" ")[0] for box in only.boxes if box.name != "Slide number"]
    assert kinds[0] == "Picture"
    assert only.boxes[0].rect == whole
    assert kinds.index("Veil") < kinds.index("Title") < kinds.index("Caption")
    caption = next(box for box in only.boxes if box.name == "Caption")
    assert caption.rect.bottom <= here.kit.height
    assert (
        lint(
            write_deck(here.fit(page(section(figure, role="picture", slot="picture"))), here.kit, here.base, here.files)
        )
        == []
    )


def over(folder: Path, kind: str, body: str = "", brand: str = "house") -> Page:
    """A slide over a picture."""
    painted(kind).save(folder / "photo.png")
    here = replace(house(brand), files=Files(folder))
    markup = section(body, title="A title").replace("<section", '<section data-background="photo.png"')
    return here.fit(page(markup.replace('<div data-slot="body"></div>', ""))).pages[0]


@pytest.mark.parametrize("brand", ["house", "fjordlight", "brackenrow", "foreign", "dark"])
@pytest.mark.parametrize(("kind", "light"), [("dusk", True), ("noise", True), ("black", True), ("white", False)])
def test_text_over_a_picture_is_light_unless_the_picture_is(brand: str, kind: str, light: bool, tmp_path: Path) -> None:
    [title] = [
        box for box in over(tmp_path, kind, brand=brand).boxes if isinstance(box, TextBox) and box.name == "Title"
    ]
    assert (luminance(title.paragraphs[0].style.ink.rgb) > 0.5) is light


def test_a_veil_covers_only_the_side_where_text_stands(tmp_path: Path) -> None:
    points = "<ul><li>A point</li><li>Another one</li><li>A third</li><li>A fourth</li></ul>"
    veils = [box for box in over(tmp_path, "noise", points).boxes if isinstance(box, ShapeBox) and box.veil]
    [side] = [veil for veil in veils if veil.across]
    assert side.rect.x == 0
    assert side.rect.right < 0.8 * 960
    assert side.veil[-1] == (1.0, 0.0)


def test_the_title_over_a_picture_says_its_colour_itself(tmp_path: Path) -> None:
    painted("dusk").save(tmp_path / "photo.png")
    here = replace(house("house"), files=Files(tmp_path))
    markup = section("", title="A title").replace("<section", '<section data-background="photo.png"')
    slides = here.fit(page(markup.replace('<div data-slot="body"></div>', "")))
    deck = Presentation(io.BytesIO(write_deck(slides, here.kit, here.base, here.files)))
    [run] = deck.slides[0].shapes.title.text_frame.paragraphs[0].runs
    assert run.font.color.theme_color == MSO_THEME_COLOR.BACKGROUND_1


def test_two_slides_over_one_picture_are_drawn_on_one_sheet(tmp_path: Path) -> None:
    """Their veils are alike: neither may take the other's place, or its name."""
    painted("dusk").save(tmp_path / "photo.png")
    here = replace(house("house"), files=Files(tmp_path))
    markup = section("", title="A title").replace("<section", '<section data-background="photo.png"')
    two = [markup.replace('<div data-slot="body"></div>', "").replace('id="a"', f'id="{id}"') for id in "ab"]
    slides = here.fit(page(*two))
    first, second = (draw(each, slides, here.kit) for each in slides.pages)
    assert first.count("data:image/svg+xml") == second.count("data:image/svg+xml") == 1
    assert not re.findall(r'\bid="veil', first)
