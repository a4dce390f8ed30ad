"""What slides are fitted onto in tests: the house's layouts, and a provider's with other names, sizes and orders."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from courseware.brand.fonts import with_families
from courseware.brand.model import Brand
from courseware.brand.read import read_brand
from courseware.deck.fit import fit
from courseware.deck.kit import Kit
from courseware.deck.model import Deck
from courseware.deck.read import read_deck
from courseware.deck.slides import Slides
from courseware.files import Files
from courseware.labels import read_labels
from courseware.powerpoint.base import base_presentation
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.spec import read_spec
from courseware.problems import Place
from tests.foreign import foreign_template
from tests.foreign_dark import dark_template

PICTURES = {"wide.png": (400, 100), "tall.png": (100, 400), "square.png": (200, 200)}
"""Pictures that a test's deck may name, in pixels."""
NAMES = ("house", "foreign")


@dataclass(frozen=True)
class House:
    """A brand with its base presentation, read."""

    brand: Brand
    kit: Kit
    base: bytes
    files: Files
    labels: Mapping[str, str]

    def fit(self, deck: Deck, draft: bool = False) -> Slides:
        return fit(deck, self.kit, self.brand, self.labels, self.files, draft)


@cache
def house(name: str) -> House:
    """The house of a shipped brand, or of a provider's template: `foreign` (4:3, light) or `dark` (16:10, the title beneath)."""
    files = Files(_pictures())
    template = {"foreign": foreign_template, "dark": dark_template}.get(name)
    brand = read_brand(files, "house" if template else name)
    if template:
        brand = replace(brand, template="template.pptx")
    base = template() if template else base_presentation(brand, files)
    kit = read_kit(base, brand, read_spec(files, brand), "template.pptx")
    brand = with_families(brand, kit.families(), files, Place("template.pptx"))
    return House(brand, kit, base, files, read_labels(files, ["@templates"], "en"))


@cache
def _pictures() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="courseware-tests-"))
    for name, size in PICTURES.items():
        data = io.BytesIO()
        Image.new("RGB", size, (36, 70, 168)).save(data, "PNG")
        (folder / name).write_bytes(data.getvalue())
    lying = Image.new("RGB", (400, 100), (36, 70, 168))
    turned = Image.Exif()
    turned[0x0112] = 6
    lying.save(folder / "lying.jpg", exif=turned)
    (folder / "broken.png").write_bytes(b"no picture")
    (folder / "plan.svg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    return folder


def page(*sections: str, number: int = 3, head: str = "") -> Deck:
    """A deck of some sections' markup."""
    meta = f'<meta name="number" content="{number}"/>{head}'
    body = "\n".join(sections)
    return read_deck(
        f'<html lang="en"><head><title>Test</title>{meta}</head><body>\n{body}\n</body></html>', "deck.pptx.j2"
    )


def section(body: str, *, id: str = "a", role: str = "content", slot: str = "body", title: str = "Title") -> str:
    """One slide with one slot filled."""
    head = f"<h1>{title}</h1>" if title else ""
    return f'<section id="{id}" data-layout="{role}" data-source="m.md:1">{head}<div data-slot="{slot}">{body}</div></section>'
