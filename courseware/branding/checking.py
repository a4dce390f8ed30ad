"""`brand check`: all that is known of a brand, looked at in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from courseware.brand.fonts import with_families
from courseware.brand.model import Brand
from courseware.brand.read import FOOTER_FIELDS, brand_folder, read_brand
from courseware.branding.contrasts import contrast_section
from courseware.branding.findings import LOOK, OK, SAID, WRONG, Row, Section, told
from courseware.branding.signs import logo_section
from courseware.branding.typefaces import font_section
from courseware.deck.kit import Kit
from courseware.deck.roles import ROLES
from courseware.files import Files
from courseware.powerpoint.base import base_presentation
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.spec import read_spec
from courseware.powerpoint.survey import Survey, survey
from courseware.problems import CoursewareError, Place

OWN = {
    "mapping": "named in layouts:",
    "name": "by its name",
    "type": "by PowerPoint's type",
    "placeholders": "by its boxes",
    "stand-in": "stands in",
}
"""How a layout was found, in words."""


class Checked(Struct, frozen=True):
    """A brand looked at: `brand` is None where it can't be read. `mapping` is what may be pasted under `layouts:`, of which the `stand_ins` were
    made for something else.
    """

    name: str
    brand: Brand | None
    sections: tuple[Section, ...]
    mapping: Mapping[str, str] = {}
    stand_ins: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether file and layouts could be read, so that a deck can be made."""
        return self.brand is not None and len(self.sections) > 2

    @property
    def failed(self) -> bool:
        """Whether something is wrong."""
        return any(section.count(WRONG) for section in self.sections)


def check_brand(name: str, files: Files) -> Checked:
    """Everything about the brand called `name`. Raises `CoursewareError` where there is none; what is wrong with one is in the sections."""
    brand_folder(files, name)
    try:
        brand = read_brand(files, name)
    except CoursewareError as error:
        return Checked(name, None, (Section("_brand.yml", tuple(map(told, error.problems))),))
    of_file = Section("_brand.yml", _of_file(brand))
    try:
        spec = read_spec(files, brand)
        base = files.read(brand.template) if brand.template else base_presentation(brand, files)
        called = brand.template or brand.folder
        kit = read_kit(base, brand, spec, called)
        facts = survey(base, brand, spec, called)
    except CoursewareError as error:
        return Checked(name, brand, (of_file, Section("layouts", tuple(map(told, error.problems)))))
    brand = with_families(brand, kit.families(), files, Place(called))
    sections = (
        of_file,
        _layouts(brand, kit, facts),
        contrast_section(kit, bool(brand.template)),
        font_section(brand, _uses(brand, kit), files),
        logo_section(brand, kit, files),
        _words(brand, facts),
    )
    if not brand.template:
        return Checked(name, brand, sections)
    return Checked(name, brand, sections, facts.mapping, tuple(each.role for each in facts.served if each.stands_in))


def _of_file(brand: Brand) -> tuple[Row, ...]:
    """What reading the file warned of; a font is looked at among the fonts."""
    found = [told(problem) for problem in brand.warnings if not problem.fact.startswith("the font ")]
    return tuple(found) or (Row(brand.title, OK, ("reads well",)),)


def _layouts(brand: Brand, kit: Kit, facts: Survey) -> Section:
    if not brand.template:
        page = f"{facts.width:g} x {facts.height:g} points"
        return Section(
            "layouts",
            (
                Row(
                    f"all {len(ROLES)} roles",
                    OK,
                    ("of the project's own layouts, in the brand's colours and fonts", page),
                ),
            ),
        )
    rows = [_role(each) for each in facts.served]
    if facts.unused:
        rows.append(Row("not used", SAID, (", ".join(facts.unused),)))
    rows += [told(problem) for problem in (*facts.remarks, *kit.warnings)]
    missing = [kind for kind in ("footer", "number") if kind not in facts.foot]
    if missing:
        rows.append(
            Row(
                "foot",
                LOOK,
                (f"the content layout has no box for {' and '.join(missing)}",),
                "add it on the master and its layouts, in PowerPoint",
            )
        )
    masters = f", {facts.masters} masters" if facts.masters > 1 else ""
    return Section(
        "layouts", tuple(rows), f"{facts.width:g} x {facts.height:g} points, {len(facts.layouts)} layouts{masters}"
    )


def _role(each: Any) -> Row:
    """A role of the template: what serves it, how that was found, and what of it had to be composed."""
    composed = f"composed: {', '.join(each.composed)}" if each.composed else ""
    return Row(each.role, SAID if each.stands_in or each.composed else OK, (each.layout, OWN[each.found], composed))


def _uses(brand: Brand, kit: Kit) -> dict[str, list[str]]:
    """Each family that text is set in, and what for."""
    uses: dict[str, list[str]] = {}
    for use, family in (("headings", kit.fonts["heading"]), ("text", kit.fonts["body"]), ("code", kit.fonts["mono"])):
        uses.setdefault(family, []).append(use)
    for use, key in (("headings in print", "heading"), ("text in print", "body")):
        if brand.families[key] not in uses:
            uses.setdefault(brand.families[key], []).append(use)
    for family in sorted(kit.families() - set(uses)):
        uses[family] = ["boxes of the template"]
    return uses


def _words(brand: Brand, facts: Survey) -> Section:
    """Legal lines, the foot, the link, and the slides of the template that are kept or dropped."""
    return Section("words", tuple(_said(brand, facts)))


def _said(brand: Brand, facts: Survey) -> Iterator[Row]:
    if brand.legal:
        yield Row("legal lines", OK, (" / ".join(brand.legal),))
    else:
        yield Row(
            "legal lines", LOOK, ("none stand on cover and last slide",), "write legal: under defaults.courseware"
        )
    foot = brand.footer or "code, edition and module"
    yield Row(
        "foot",
        OK,
        (foot,),
        "" if brand.footer else f"footer: may hold {', '.join('{' + field + '}' for field in FOOTER_FIELDS)}",
    )
    kept = {int(slide["slide"]) for slide in brand.keep_slides if isinstance(slide.get("slide"), int)}
    for slide in facts.slides if brand.template else ():
        state = "kept" if slide.number in kept else "dropped"
        yield Row(f"its slide {slide.number}", SAID, (slide.title or slide.layout, state))


def state_of(brand_name: str, files: Files) -> tuple[Brand | None, tuple[Row, ...]]:
    """A brand as `brand list` tells it: read, without looking into its presentation; and what is wrong with its file."""
    try:
        brand = read_brand(files, brand_name)
    except CoursewareError as error:
        return None, tuple(map(told, error.problems))
    return brand, tuple(map(told, brand.warnings))
