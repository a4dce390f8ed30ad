"""The gallery course in a brand: its slides as fit made them, and its decks as they are written."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from courseware.brand.model import Brand
from courseware.build.documents import DECK
from courseware.build.materials import Materials
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.deck.kit import Kit
from courseware.deck.slides import Slides
from courseware.files import Files, packaged_templates
from courseware.powerpoint.write import write_deck
from tests.foreign import write_nordwall
from tests.foreign_dark import dark_template

SHIPPED = ("house", "fjordlight", "brackenrow")
FOREIGN = ("nordwall", "nordwall-dark")
BRANDS = (*SHIPPED, *FOREIGN)
"""The brands that the gallery hangs in: ours, and two providers' templates, light and 4:3, and dark and 16:10."""


DARK = "meta: {name: Nordwall Seminare}\ndefaults: {courseware: {template: template.pptx}}\n"


@dataclass(frozen=True)
class Hung:
    """A module of the gallery in a brand."""

    module: str
    slides: Slides
    kit: Kit
    deck: bytes
    brand: Brand
    base: bytes
    files: Files


@cache
def hang(brand: str) -> tuple[Hung, ...]:
    """All modules of the gallery in one of `BRANDS`; raises `CoursewareError` with what can't be shown."""
    project = Path(tempfile.mkdtemp(prefix="courseware-gallery-"))
    shutil.copytree(packaged_templates() / "gallery", project, dirs_exist_ok=True)
    if brand in FOREIGN:
        write_nordwall(project)
        if brand.endswith("dark"):
            folder = project / "templates/brands/nordwall"
            (folder / "template.pptx").write_bytes(dark_template())
            (folder / "_brand.yml").write_text(DARK)
    request = Request(out=project / "build", brands=(brand.partition("-")[0],), only=(DECK,))
    shelf = Shelf(Files(project))
    plan = make_plan(request, shelf)
    assert not plan.problems, "\n".join(map(str, plan.problems))
    found = []
    for unit in units(plan, request):
        if not unit.module:
            continue
        materials = Materials(unit, request, shelf)
        files = materials.files.fresh()
        house = materials.house(files)
        slides, _ = materials.slides(materials.document("module", DECK), files)
        deck = write_deck(slides, house.kit, house.base, files)
        found.append(Hung(unit.module, slides, house.kit, deck, house.brand, house.base, files))
    return tuple(found)
