"""Logos as programs save them become brands, or are refused with the reason."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from courseware.branding.founding import proposed, refuse_name
from courseware.branding.pictures import open_logo
from courseware.files import Files, packaged_templates
from courseware.problems import CoursewareError

DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
SHAPE = '<rect width="60" height="20" fill="#C2255C"/>'
SPACE = 'xmlns="http://www.w3.org/2000/svg"'


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path, {"@templates": packaged_templates()})


@pytest.mark.parametrize("unit", ["mm", "pt", "in", "cm", "px", ""])
def test_a_drawing_in_any_unit_is_drawn(unit: str, files: Files) -> None:
    drawing = f'<svg {SPACE} width="80{unit}" height="20{unit}" viewBox="0 0 80 20">{SHAPE}</svg>'
    picture = open_logo(drawing.encode(), "logo.svg", files)
    assert picture.width == 1200
    assert abs(picture.height - 300) <= 4
    assert picture.getpixel((10, 10)) == (194, 37, 92, 255)


def test_a_document_type_as_older_programs_write_it_is_no_harm(files: Files, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(f'<?xml version="1.0"?>{DOCTYPE}<svg {SPACE} viewBox="0 0 80 20">{SHAPE}</svg>')
    made, _ = proposed("acme", tmp_path / "logo.svg", files)
    assert b"C2255C" in made["_brand.yml"]


def test_one_with_entities_of_its_own_is_refused(files: Files) -> None:
    grown = f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {SPACE} viewBox="0 0 80 20">{SHAPE}</svg>'
    with pytest.raises(CoursewareError, match="declares entities"):
        open_logo(grown.encode(), "logo.svg", files)


def test_a_grey_one_in_16_bits_is_refused_before_a_page_with_it_fails(files: Files) -> None:
    saved = io.BytesIO()
    Image.new("I;16", (300, 100), 30000).save(saved, "PNG")
    with pytest.raises(CoursewareError, match="16 bits"):
        open_logo(saved.getvalue(), "logo.png", files)


@pytest.mark.parametrize(
    ("name", "hint"), [("Größe", ": groesse"), ("Étude & Co", ": etude-co"), ("con", ": con-training")]
)
def test_a_name_that_no_folder_can_have_is_told_with_one_that_it_can(name: str, hint: str, files: Files) -> None:
    with pytest.raises(CoursewareError) as error:
        refuse_name(name, files)
    assert error.value.problems[0].hint.endswith(hint)
