"""The overfull corpus: slides that hold too much, in every brand and on two providers' templates, drawn by another program: no word outside.

60 slides in the house brand and on a template in the suite, one of each kind in the others; `COURSEWARE_FULL=1` takes 300 in all.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from courseware.deck import measure
from courseware.deck.slides import Slides
from courseware.files import packaged_templates
from courseware.powerpoint.write import write_deck
from tests.deck.kits import house, page
from tests.deck.overfull.corpus import KINDS, corpus
from tests.deck.overfull.drawn import Count, count
from tests.deck.rendering import coloured, pdf

BRANDS = sorted(
    folder.name for folder in (packaged_templates() / "brands").iterdir() if (folder / "_brand.yml").exists()
)
NAMES = (*BRANDS, "foreign", "dark")
FULL = bool(os.environ.get("COURSEWARE_FULL"))

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice draws the slides")


def drawn(name: str, slides: Slides, folder: Path, change: tuple[str, str] = ("", "")) -> Count:
    """What LibreOffice draws of `slides`; `change` is made in the deck first, to show that it would be seen."""
    here = house(name)
    deck, owners = coloured(write_deck(slides, here.kit, here.base, here.files), change)
    return count(pdf(deck, folder, packaged_templates() / "fonts"), slides.pages, owners, (slides.width, slides.height))


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_an_overfull_deck_is_drawn_outside_of_its_box_or_its_slide(name: str, tmp_path: Path) -> None:
    many = 300 if FULL else 60 if name in ("house", "foreign") else len(KINDS)
    slides = house(name).fit(page(*corpus(many)))
    found = drawn(name, slides, tmp_path)
    assert found.pages == len(slides.pages) > many
    assert found.words > 100 * many
    assert not found.outside, "\n".join(map(str, found.outside[:20]))


@pytest.mark.parametrize(
    "change",
    [(r"<a:t>", "<a:t>Words that nobody has measured. "), (r'(<a:rPr lang="[^"]*")(?: sz="\d+")?', r'\1 sz="3600"')],
    ids=["more text", "larger text"],
)
def test_words_outside_would_be_seen(change: tuple[str, str], tmp_path: Path) -> None:
    slides = house("house").fit(page(*corpus(2)))
    found = drawn("house", slides, tmp_path, change)
    assert len(found.outside) > 10
    assert any("below" in str(each) for each in found.outside)


def test_a_measure_that_is_wrong_would_be_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    right = measure.Face.width
    monkeypatch.setattr(measure, "_FACES", {})
    monkeypatch.setattr(measure.Face, "width", lambda face, text: round(right(face, text) * 0.9))
    slides = house("house").fit(page(*corpus(8)))
    assert len(drawn("house", slides, tmp_path).outside) > 10


def test_the_corpus_is_overfull() -> None:
    slides = house("house").fit(page(*corpus(64)))
    changed = {re.search(r"slide (\d+-\d+) ", notice.fact)[1] for notice in slides.notices}  # type: ignore[index]
    assert len(changed) > 0.8 * 64
