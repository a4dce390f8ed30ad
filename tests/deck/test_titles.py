"""A slide that shows no title has one above its edge, as PowerPoint's own "hidden slide title": by number and by what stands on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from courseware.deck.slides import TextBox
from courseware.picture import draw
from courseware.powerpoint.lint import lint
from tests.deck.kits import NAMES, house, page, section
from tests.powerpoint.open import A, P, slide, write

PICTURE = '<figure class="picture"><img src="square.png" alt="A red square"/></figure>'
SLIDES = (
    section(PICTURE, id="a", role="blank", title=""),
    section(PICTURE, id="b", title=""),
    section(
        "<p>Some words that stand alone and go on for longer than a title of a slide ever should, even one unseen</p>",
        id="c",
        title="",
    ),
)


@pytest.mark.parametrize("name", NAMES)
def test_an_untitled_slide_has_a_title_that_only_screen_readers_find(name: str, tmp_path: Path) -> None:
    here = house(name)
    slides = here.fit(page(*SLIDES))
    data = write(here, slides)
    found = []
    for n, only in enumerate(slides.pages, 1):
        assert only.title == ""
        title = only.boxes[0]
        assert isinstance(title, TextBox)
        assert title.rect.bottom <= 0
        [shape] = [
            s for s in slide(data, n).iter(P + "sp") if any(ph.get("type") == "title" for ph in s.iter(P + "ph"))
        ]
        found.append("".join(t.text or "" for t in shape.iter(A + "t")))
        assert found[-1] not in draw(only, slides, here.kit)
    assert found[:2] == ["Slide 3-1: A red square", "Slide 3-2: A red square"]
    assert found[2].startswith("Slide 3-3: Some words that stand alone")
    assert found[2].endswith("…")
    assert lint(data) == []
    (tmp_path / "deck.pptx").write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / "deck.pptx")).errors == []
