"""What `brand check` tells of a base presentation: the layout behind each role, how it was found, what is missing and what stands in for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from courseware.brand.model import Brand
from courseware.deck.kit import Kit
from courseware.deck.roles import ROLES
from courseware.powerpoint.kit import examine
from courseware.powerpoint.matching import Match
from courseware.powerpoint.places import FOOT
from courseware.powerpoint.remarks import narrow, turned, unseen
from courseware.powerpoint.template import Sheet, Template, slide_parts
from courseware.powerpoint.xml import A, P, first, parse
from courseware.problems import Problem

FOOT_NAMES = {"ftr": "footer", "sldNum": "number", "dt": "date"}


class Served(Struct, frozen=True):
    """The layout that serves a role.

    `found` is one of mapping, name, type, placeholders, stand-in. `placeholders` maps slots to the names of the placeholders that hold them;
    `composed` are the slots that get a text box of their own, placed as in the house.
    """

    role: str
    layout: str
    found: str
    placeholders: Mapping[str, str]
    composed: tuple[str, ...]

    @property
    def stands_in(self) -> bool:
        """Whether the layout was made for something else."""
        return self.found == "stand-in"


class OwnSlide(Struct, frozen=True):
    """A slide that lies in the presentation: its number from 1, its title (`""` for none), and its layout's name."""

    number: int
    title: str
    layout: str
    hidden: bool = False


class Survey(Struct, frozen=True):
    """A base presentation as `brand check` tells it. Lengths in points.

    `served` has an entry for every role. `layouts` are the names of all layouts, `unused` those that serve no role. `foot` says which of footer,
    number and date the content layout has. `fonts` and `colors` are the theme's. `remarks` are what else deserves a look, none of
    which stops a build or is told by it.
    """

    width: float
    height: float
    masters: int
    served: tuple[Served, ...]
    layouts: tuple[str, ...]
    unused: tuple[str, ...]
    foot: tuple[str, ...]
    fonts: Mapping[str, str]
    colors: Mapping[str, str]
    slides: tuple[OwnSlide, ...]
    remarks: tuple[Problem, ...]

    @property
    def mapping(self) -> dict[str, str]:
        """`layouts:` to paste into the brand's file: for each role the layout that serves it now, to be changed where another is meant."""
        return {each.role: each.layout for each in self.served if self.layouts.count(each.layout) == 1}


def survey(data: bytes, brand: Brand, spec: Mapping[str, Any], name: str) -> Survey:
    """What the presentation `data` (a .pptx or .potx named `name`) offers. Raises `CoursewareError` as `read_kit` does."""
    found = examine(data, brand, spec, name)
    kit, template, sheets = found.kit, found.template, found.sheets
    used = {match.sheet.key for match in found.matches.values()}
    content = found.matches["content"].sheet
    palette = content.palette
    return Survey(
        width=template.width,
        height=template.height,
        masters=len(template.masters),
        served=tuple(_served(role, found.matches[role], kit) for role in ROLES),
        layouts=tuple(sheet.name for sheet in sheets),
        unused=tuple(sheet.name for sheet in sheets if sheet.key not in used),
        foot=tuple(FOOT_NAMES[kind] for kind in FOOT if content.of(kind)),
        fonts={"heading": palette.theme.major, "body": palette.theme.minor},
        colors={key: palette.named(key) for key in ("bg1", "tx1", "bg2", "tx2", *(f"accent{n}" for n in range(1, 7)))},
        slides=tuple(_own_slide(number, part, template, sheets) for number, part in enumerate(slide_parts(template), 1)),
        remarks=(
            *narrow(template, name),
            *unseen(found.unseen, name),
            *turned((match.sheet for match in found.matches.values()), name),
        ),
    )  # fmt: skip


def _served(role: str, match: Match, kit: Kit) -> Served:
    slots = kit.layouts[role].slots
    called = {p.idx: p.name for p in (*match.sheet.placeholders, *match.sheet.turned)}
    return Served(
        role=role,
        layout=match.sheet.name,
        found="stand-in" if match.stand_in else match.found.partition(" ")[0],
        placeholders={slot: called.get(box.idx, "") for slot, box in slots.items() if box.idx is not None},
        composed=tuple(slot for slot, box in slots.items() if box.idx is None),
    )


def _own_slide(number: int, part: str, template: Template, sheets: tuple[Sheet, ...]) -> OwnSlide:
    root = parse(template.package.parts[part], part)
    layouts = template.package.related(part, "slideLayout")
    layout = next((sheet.name for sheet in sheets if sheet.part in layouts), "")
    title = ""
    for shape in root.iter(P + "sp"):
        place = first(shape, P + "nvSpPr", P + "nvPr", P + "ph")
        if place is not None and place.get("type") in ("title", "ctrTitle"):
            title = " ".join("".join(t.text or "" for t in shape.iter(A + "t")).split())
            break
    return OwnSlide(number, title, layout, root.get("show") in ("0", "false"))
