"""A base presentation read into a `Kit`: a provider's template and our own come in by this one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from courseware.brand.colors import palette
from courseware.brand.model import Brand
from courseware.deck.kit import Decor, Ink, KeptSlide, Kit, Layout, Policy, Rect, SlotBox
from courseware.deck.roles import ROLES
from courseware.files import digest as file_digest
from courseware.powerpoint.compose import (
    Measures,
    box,
    compose_missing,
    compose_stand_in,
    content_region,
    free_box,
    is_open,
    title_and_rest,
)
from courseware.powerpoint.decor import DecorReader
from courseware.powerpoint.dressing import read_dress
from courseware.powerpoint.inks import sheet_palette
from courseware.powerpoint.masters import by_home, occupied
from courseware.powerpoint.matching import Match, match_roles, match_slots
from courseware.powerpoint.package import Package, read_package
from courseware.powerpoint.places import FOOT, TITLES
from courseware.powerpoint.policies import narrowness, policies, policy, size_share, smaller_fit
from courseware.powerpoint.remarks import faults
from courseware.powerpoint.roomier import roomier
from courseware.powerpoint.template import Sheet, Template, read_template
from courseware.problems import CoursewareError, Place, Problem


def read_kit(data: bytes, brand: Brand, spec: Mapping[str, Any], name: str) -> Kit:
    """What the presentation `data` (a .pptx or .potx named `name`) offers to each layout role.

    `spec` is layouts.yml: the house's layouts, whose proportions arrange what a provider's template has no layout for. Raises `CoursewareError` for a file
    that is no presentation or may do harm (guard.py), and for a layout that the brand names and the template lacks. What stands in for what is no
    warning here: survey.py tells it.
    """
    return examine(data, brand, spec, name).kit


class Examined(Struct, frozen=True):
    """A kit and what it was read from: the layout behind each role, all layouts, and the shapes that pictures leave out."""

    kit: Kit
    matches: Mapping[str, Match]
    template: Template
    sheets: tuple[Sheet, ...]
    unseen: tuple[str, ...]


def examine(data: bytes, brand: Brand, spec: Mapping[str, Any], name: str) -> Examined:
    """`read_kit` with all that it found on its way."""
    package = read_package(data, name)
    try:
        template = read_template(package)
        return _examined(template, template.sheets(), brand, spec, name, data)
    except CoursewareError as error:
        raise CoursewareError(_in_file(problem, package, name) for problem in error.problems) from None


def _in_file(problem: Problem, package: Package, name: str) -> Problem:
    """A problem of a part as one of the file `name` that holds it."""
    if problem.place.file not in package.parts:
        return problem
    return Problem(Place(name), f"{problem.place}: {problem.fact}", problem.hint, problem.severity)


def _examined(
    template: Template, sheets: Sequence[Sheet], brand: Brand, spec: Mapping[str, Any], name: str, data: bytes
) -> Examined:
    if not sheets:
        raise CoursewareError(
            Problem(Place(name), "the presentation has no layouts", "save it from PowerPoint as a template (.potx)")
        )
    own = not brand.template
    said = spec.get("layouts", {})
    names = {role: str(said[role]["name"]) for role in ROLES if "name" in (said.get(role) or {})} if own else {}
    decor = DecorReader(template.package, template.width, template.height)
    drawn = {sheet.key: decor.read(sheet) for sheet in sheets}
    share = 1.0 if own else size_share(template.width, template.height)
    if not own:
        sheets = by_home(sheets, template.width, template.height)
        least = Policy().title_floor * share
        sheets = [roomier(each, template.width, template.height, least) for each in sheets]
    matches = match_roles(sheets, brand, names, template.height)
    master = matches["content"].sheet.master
    content = matches["content"].sheet
    inks = palette(brand) if own else sheet_palette(content, drawn[content.key][1])
    frame = _rect(
        spec.get("frame"),
        Rect(0.05 * template.width, 0.24 * template.height, 0.9 * template.width, 0.66 * template.height),
    )
    region = frame if own else content_region(matches["content"].sheet, template.width, template.height)
    measures = Measures(
        width=template.width, height=template.height, frame=frame, region=region, body=master.levels("body", None, content.palette),
        heading=master.theme.major, palette=inks, spec=spec, inks={} if own else _HOUSE_INKS, home=content.palette,
    )  # fmt: skip
    layouts = {role: _layout(role, match, measures, own, *drawn[match.sheet.key]) for role, match in matches.items()}
    fonts = {
        "heading": brand.families["heading"] if own else master.theme.major,
        "body": brand.families["body"] if own else master.theme.minor,
        "mono": brand.families["mono"],
    }
    dress = read_dress(spec, inks, fonts, {} if own else _HOUSE_INKS)
    if not own:
        share *= narrowness(region, template.width * template.height)
    fit = brand.fit if own else {**smaller_fit(measures.body[0].size, share), **brand.fit}
    kit = Kit(
        width=template.width,
        height=template.height,
        layouts=layouts,
        palette=inks,
        fonts=fonts,
        digest=file_digest(data + repr((dress, brand.keep_slides)).encode()),
        named=_named(sheets, matches, layouts, measures, drawn),
        policy=policy(fit, share),
        policies=policies(fit, share),
        dress=dress,
        kept=_kept(template, sheets, brand, decor),
        warnings=() if own else tuple(faults(template, name)),
    )
    return Examined(kit, matches, template, tuple(sheets), tuple(decor.unseen))


def _kept(template: Template, sheets: Sequence[Sheet], brand: Brand, decor: DecorReader) -> tuple[KeptSlide, ...]:
    if not brand.template or not brand.keep_slides:
        return ()
    from courseware.powerpoint.keeping import read_kept

    return read_kept(template, sheets, brand, decor)


def _layout(role: str, match: Match, measures: Measures, own: bool, decor: tuple[Decor, ...], ground: Ink) -> Layout:
    sheet = match.sheet
    if not own and (sheet.palette is not measures.home or ground.rgb != measures.palette["ground"].rgb):
        text = sheet.master.levels("body", None, sheet.palette)
        measures = replace(measures, palette=sheet_palette(sheet, ground), body=text)
    taken = match_slots(role, sheet)
    boxes: dict[str, SlotBox] = {slot: box(slot, placeholder) for slot, placeholder in taken.items()}
    missing = [slot for slot in ROLES[role] if slot not in boxes]
    lying = next((p for p in sheet.turned if p.kind in TITLES), None) if "title" in missing else None
    frame = measures.region
    if not (own or match.stand_in) and sheet.of(*TITLES):
        frame = content_region(sheet, measures.width, measures.height)
    if lying is not None:
        place, frame = title_and_rest(content_region(sheet, measures.width, measures.height), measures)
        room = replace(measures, region=frame)
        boxes = compose_stand_in(role, taken, room)
        boxes["title"] = box("title", lying, place)
    elif missing and own:
        boxes |= {slot: free_box(role, slot, measures.place(role, slot), measures) for slot in missing}
    elif match.stand_in or (missing and match.found == "mapping" and is_open(sheet, measures)):
        room = replace(measures, region=_region(sheet, measures, own))
        boxes |= compose_stand_in(role, {slot: p for slot, p in taken.items() if slot != "title"}, room)
    elif missing:
        boxes |= compose_missing(role, sheet, boxes, measures)
    if "title" in ROLES[role] and "title" not in boxes:
        boxes["title"] = free_box(role, "title", _title_place(measures), measures)
    return Layout(
        role=role,
        key=sheet.key,
        name=sheet.name,
        slots={slot: _on_slide(boxes[slot], measures) for slot in ROLES[role]},
        foot=tuple(box(_FOOT_NAMES[p.kind], p) for p in sheet.of(*FOOT)),
        decor=decor,
        background=ground,
        found=match.found,
        frame=frame,
    )


def _region(sheet: Sheet, measures: Measures, own: bool) -> Rect:
    """Where a layout has its content: one without a text box of its own keeps to the content layout's place, where something stands around it."""
    found = content_region(sheet, measures.width, measures.height)
    if own or sheet.content:
        return found
    taken = occupied(sheet, measures.width, measures.height)
    return measures.region if any(found.meets(rect) for rect in taken) else found


def _on_slide(slot: SlotBox, measures: Measures) -> SlotBox:
    """The slot without what hangs over the slide's edges, where no text could be read; a picture may be drawn as its designer meant it."""
    rect = slot.rect
    x, y = max(rect.x, 0.0), max(rect.y, 0.0)
    right, bottom = min(rect.right, measures.width), min(rect.bottom, measures.height)
    if (
        slot.kind == "pic"
        or right - x < 1
        or bottom - y < 1
        or (x, y, right, bottom) == (rect.x, rect.y, rect.right, rect.bottom)
    ):
        return slot
    return replace(slot, rect=Rect(x, y, right - x, bottom - y))


# The house paints its figures as it does links, and its titles in a colour of their own; a foreign theme's link colour is often a raw blue.
# What the house sets on a full colour stands on the template's plain ground, where it would not be seen.
_HOUSE_INKS = {"link": "accent", "heading": "text", "accent-text": "text", "dark-text": "text"}
_FOOT_NAMES = {"ftr": "footer", "sldNum": "number", "dt": "date"}


def _title_place(measures: Measures) -> Rect:
    """For a template that has no title on any layout: the room above its content."""
    top = 0.05 * measures.height
    return Rect(measures.region.x, top, measures.region.w, max(measures.region.y - top, 0.12 * measures.height))


_GENERAL = ("content", "two-content", "three-content", "picture-caption", "quote")
"""Roles whose slots between them take every placeholder that a layout can have."""


def _named(
    sheets: Sequence[Sheet],
    matches: Mapping[str, Match],
    layouts: Mapping[str, Layout],
    measures: Measures,
    drawn: Mapping[str, tuple[tuple[Decor, ...], Ink]],
) -> dict[str, Layout]:
    """Every layout by the template's own name, with a place for every slot there is: the author may use it in any role.

    The role that it was found for, or is a variant of, has the first choice of its placeholders.
    """
    served: dict[str, str] = {}
    for role, match in matches.items():
        if not match.stand_in:
            served.setdefault(match.sheet.key, role)
    variants = {str(v.get("name")): str(v["role"]) for v in measures.spec.get("variants") or () if "role" in v}
    named: dict[str, Layout] = {}
    spares = {slot: free_box(role, slot, measures.region, measures) for role, slots in ROLES.items() for slot in slots}
    for sheet in sheets:
        if not sheet.name or sheet.name in named:
            continue
        role = served.get(sheet.key) or variants.get(sheet.name, "content")
        decor, ground = drawn[sheet.key]
        if role in layouts and layouts[role].key == sheet.key:
            base = layouts[role]
        else:
            base = _layout(role, Match(sheet, "named by the author"), measures, False, decor, ground)
        slots = dict(base.slots)
        for other in _GENERAL:
            for slot, placeholder in match_slots(other, sheet).items():
                slots.setdefault(slot, box(slot, placeholder))
        for slot, spare in spares.items():
            slots.setdefault(slot, replace(spare, rect=base.frame))
        named[sheet.name] = Layout(
            role, base.key, base.name, slots, base.foot, decor, ground, "named by the author", base.frame
        )
    return named


def _rect(value: Any, default: Rect) -> Rect:
    return Rect(*(float(number) for number in value)) if value else default
