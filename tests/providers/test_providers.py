"""Presentations that nobody here has seen before: the gallery on each is valid and whole, or it is refused with a reason.

`COURSEWARE_FULL=1` draws each with LibreOffice too and looks for words outside of their boxes, and takes LibreOffice's own templates where they are installed.
"""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from courseware.brand.fonts import with_families
from courseware.brand.model import Brand
from courseware.brand.read import read_brand
from courseware.deck.fit import fit
from courseware.deck.kit import Kit, Rect
from courseware.deck.model import Deck
from courseware.deck.slides import Page, Slides
from courseware.files import Files, packaged_templates
from courseware.labels import read_labels
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.lint import lint
from courseware.powerpoint.spec import read_spec
from courseware.powerpoint.write import write_deck
from courseware.problems import CoursewareError, Place
from tests.deck.overfull.drawn import count, rooms_of
from tests.deck.rendering import coloured, pdf
from tests.providers.collection import PROVIDERS
from tests.providers.gallery import gallery

FULL = bool(os.environ.get("COURSEWARE_FULL"))
REFUSED = {"phone": "as wide as its box", "small-body": "at the smallest size", "tiny": "at the smallest size"}
"""Those with too little room for the gallery's fullest slides, and what they are told."""
OFFICE = Path("/usr/lib/libreoffice/share/template/common/presnt")


@cache
def files() -> Files:
    return Files(packaged_templates() / "gallery")


def brand_of(name: str) -> Brand:
    return replace(read_brand(files(), "house"), name=name, template="template.pptx", open=())


def hung(data: bytes, deck: Deck) -> tuple[Brand, Kit, Slides, bytes]:
    """The deck on a presentation."""
    brand = brand_of("provider")
    kit = read_kit(data, brand, read_spec(files(), brand), "template.pptx")
    brand = with_families(brand, kit.families(), files(), Place("template.pptx"))
    slides = fit(deck, kit, brand, read_labels(files(), ["@templates"], "en"), files())
    return brand, kit, slides, write_deck(slides, kit, data, files())


@pytest.mark.parametrize("name", [name for name in PROVIDERS if name not in REFUSED])
def test_the_gallery_is_valid_and_whole_on_it(name: str, tmp_path: Path) -> None:
    _, kit, slides, deck = hung(PROVIDERS[name](), gallery(whole=FULL))
    assert kit.warnings == ()
    for role, layout in kit.layouts.items():
        for box in layout.slots.values():
            if box.kind != "pic":
                assert box.rect.x >= -0.5, (role, box.name)
                assert box.rect.right <= kit.width + 0.5, (role, box.name)
                assert box.rect.bottom <= kit.height + 0.5, (role, box.name)
    assert lint(deck) == []
    (tmp_path / "deck.pptx").write_bytes(deck)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "deck.pptx").errors] == []
    if FULL:
        _nothing_outside(slides, deck, tmp_path)


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_one_that_has_no_room_for_the_gallery_is_refused_with_its_slides_and_a_way_out(name: str, reason: str) -> None:
    with pytest.raises(CoursewareError, match=reason) as error:
        hung(PROVIDERS[name](), gallery(whole=True))
    assert all(problem.place.line and problem.hint for problem in error.value.problems)


def test_nothing_of_a_template_stays_but_its_looks() -> None:
    *_, deck = hung(PROVIDERS["odd-parts"](), gallery())
    for word in (b"internal", b"Jo Muster", b"Delete this slide", b"modifyVerifier"):
        with zipfile.ZipFile(io.BytesIO(deck)) as archive:
            assert not [name for name in archive.namelist() if word in archive.read(name)], word


@pytest.mark.skipif(not FULL or not OFFICE.is_dir(), reason="COURSEWARE_FULL=1 and LibreOffice's templates")
@pytest.mark.parametrize("name", sorted(path.stem for path in OFFICE.glob("*.otp")) if OFFICE.is_dir() else [])
def test_the_gallery_is_valid_and_whole_on_libreoffices_own(name: str, tmp_path: Path) -> None:
    office = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command = [*office, "--convert-to", "pptx", "--outdir", str(tmp_path), str(OFFICE / f"{name}.otp")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    *_, deck = hung((tmp_path / f"{name}.pptx").read_bytes(), gallery(whole=True))
    assert lint(deck) == []
    (tmp_path / "deck.pptx").write_bytes(deck)
    assert OpenXmlValidator().validate(tmp_path / "deck.pptx").errors == []


def _nothing_outside(slides: Slides, deck: bytes, folder: Path) -> None:
    """No word of a text box or a table outside, as LibreOffice draws it."""
    copy, owners = coloured(deck)
    named = [
        {rgb: owner for rgb, owner in colours.items() if owner in _boxes(page)}
        for page, colours in zip(slides.pages, owners, strict=True)
    ]
    found = count(pdf(copy, folder, packaged_templates() / "fonts"), slides.pages, named, (slides.width, slides.height))
    assert found.pages == len(slides.pages)
    assert not found.outside, "\n".join(map(str, found.outside[:20]))


def _boxes(page: Page) -> set[tuple[str, int]]:
    return set(rooms_of(page, Rect(0, 0, 1, 1)))


@pytest.mark.parametrize("name", ["polish", "dutch"])
def test_layouts_without_types_are_found_in_further_languages(name: str) -> None:
    brand = brand_of("provider")
    kit = read_kit(PROVIDERS[name](), brand, read_spec(files(), brand), "template.pptx")
    assert kit.layouts["section"].found == "name"
    assert {kit.layouts[role].found for role in ("cover", "content", "two-content", "blank")} <= {
        "name",
        "placeholders",
    }
