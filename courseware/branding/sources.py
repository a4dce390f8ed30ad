"""What a new brand is made from: a logo, a provider's presentation, another `_brand.yml`, or nothing but a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from courseware.brand.colors import SHAPE_CONTRAST, contrast
from courseware.brand.model import Brand
from courseware.branding.hues import called, main_hues
from courseware.branding.pictures import open_logo, pale_form
from courseware.branding.proposal import Proposal, Shade, colours_of
from courseware.files import Files
from courseware.powerpoint.kit import Examined, examine
from courseware.powerpoint.survey import Survey, survey
from courseware.powerpoint.xml import A, parse
from courseware.problems import CoursewareError, Place, Problem

LOGOS = (".svg", ".png", ".jpg", ".jpeg")
PRESENTATIONS = (".pptx", ".potx")
_LEGAL = re.compile(
    r"©|\(c\)\s|copyright|all rights reserved|alle rechte|tous droits|todos los derechos", re.IGNORECASE
)
_LARGEST_LOGO = 0.12  # of the slide: a larger picture is a ground


def from_logo(data: bytes, name: str, title: str, files: Files) -> Proposal:
    """Colours by their area, the logo, and its light form where that can be made safely."""
    picture = open_logo(data, name, files)
    hues = main_hues(picture)
    notes = []
    if not hues:
        fact = "the logo is white or empty: no colour can be taken from it"
        raise CoursewareError(Problem(Place(name), fact, "name the form that is made for light grounds"))
    palette, semantic = colours_of(hues)
    own, pale, kept, told = _kept_logo(data, name, files)
    notes += told
    lead = next(shade for shade in palette if shade.name == semantic["primary"])
    notes.insert(0, f"primary colour: {lead.name} #{lead.rgb}, {lead.why}")
    return Proposal(
        title=title, palette=palette, semantic=semantic, logo=own, dark=pale, files=kept, notes=tuple(notes)
    )


def _kept_logo(data: bytes, name: str, files: Files) -> tuple[str, str, dict[str, bytes], list[str]]:
    """The logo's file in the new folder, its light form's, both with their bytes, and what to tell of them."""
    ending = "." + name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    picture = open_logo(data, name, files)
    kept = {f"logo{ending}": data}
    white, about = pale_form(data, name, picture, files)
    if not white:
        return f"logo{ending}", "", kept, [f"no white logo for dark grounds was made: {about}"]
    kept[f"logo-dark{about}"] = white
    return f"logo{ending}", f"logo-dark{about}", kept, [f"logo-dark{about}: the logo in white, for dark grounds"]


def from_template(data: bytes, name: str, title: str, files: Files, spec: Mapping[str, Any]) -> Proposal:
    """A presentation's theme colours and fonts, the logo on its master, its legal lines, and the presentation itself.

    Raises `CoursewareError` for a file that no deck may be built on (powerpoint/guard.py).
    """
    blank = Brand(
        name=name, title=title, folder="", colors={}, fonts={}, template=name,
        families={"heading": "Calibri", "body": "Calibri", "mono": "Courier New"}, place=Place(name),
    )  # fmt: skip
    found, facts = examine(data, blank, spec, name), survey(data, blank, spec, name)
    palette, semantic = _theme_colours(facts)
    named = {shade.rgb: shade.name for shade in palette}
    notes = [f"theme colours and fonts: {facts.fonts['heading']} over {facts.fonts['body']}"]
    logo, dark, kept, told = _logo_of(found, files)
    copied = "template" + name[name.rfind(".") :].lower()
    stands = [each.role for each in facts.served if each.stands_in]
    notes += [
        *told,
        f"{copied}: {len(facts.layouts)} layouts serve {len(facts.served) - len(stands)} of {len(facts.served)} roles; the rest is composed on its grid",
    ]
    weight = "bold" if found.kit.layouts["content"].slots["title"].style(0).bold else "normal"
    return Proposal(
        title=title,
        palette=palette,
        semantic=semantic,
        accents={f"accent{n}": named[facts.colors[f"accent{n}"]] for n in (4, 5, 6)},
        logo=logo,
        dark=dark,
        families={"base": facts.fonts["body"], "headings": facts.fonts["heading"], "weight": weight},
        system=tuple(dict.fromkeys(facts.fonts.values())),
        template=copied,
        legal=_legal(found),
        slides=tuple((slide.number, slide.title or slide.layout) for slide in facts.slides),
        files={**kept, copied: data},
        notes=tuple(notes),
    )


def _theme_colours(facts: Survey) -> tuple[tuple[Shade, ...], dict[str, str]]:
    """The theme's colours as a palette; the first accent that is seen on its ground leads."""
    shades: dict[str, Shade] = {}
    semantic: dict[str, str] = {}
    roles = {
        "bg1": "background",
        "tx1": "foreground",
        "accent1": "primary",
        "accent2": "secondary",
        "accent3": "tertiary",
    }
    for key in ("bg1", "tx1", *(f"accent{n}" for n in range(1, 7))):
        rgb = facts.colors[key]
        if rgb not in shades:
            shades[rgb] = Shade(called(rgb, (shade.name for shade in shades.values())), rgb, f"the theme's {key}")
        if key in roles:
            semantic[roles[key]] = shades[rgb].name
    ground = facts.colors["bg1"]
    if contrast(facts.colors["accent1"], ground) < SHAPE_CONTRAST:
        seen = (facts.colors[f"accent{n}"] for n in range(2, 7))
        better = next((rgb for rgb in seen if contrast(rgb, ground) >= SHAPE_CONTRAST), "")
        if better:
            semantic["primary"] = shades[better].name
    return tuple(shades.values()), semantic


def _logo_of(found: Examined, files: Files) -> tuple[str, str, dict[str, bytes], list[str]]:
    """The picture on most layouts that is small enough to be a logo."""
    kit, parts = found.kit, found.template.package.parts
    seen: dict[str, int] = {}
    alts: dict[str, str] = {}
    for layout in {each.key: each for each in kit.layouts.values()}.values():
        for shape in layout.decor:
            small = shape.rect.w * shape.rect.h <= _LARGEST_LOGO * kit.width * kit.height
            if shape.kind == "picture" and small and shape.picture.lower().endswith(LOGOS):
                seen[shape.picture] = seen.get(shape.picture, 0) + 1
                alts.setdefault(shape.picture, shape.alt.lower())
    for part in sorted(seen, key=lambda part: ("logo" not in alts[part], -seen[part], part)):
        try:
            logo, dark, kept, told = _kept_logo(parts[part], part, files)
        except CoursewareError:
            continue
        return logo, dark, kept, [f"{logo}: the picture on {seen[part]} of its layouts", *told]
    return "", "", {}, ["no logo was found on its layouts that could be used in print: give one under logo:"]


def _legal(found: Examined) -> tuple[str, ...]:
    """Lines that read like a copyright notice, on masters, layouts and slides."""
    package = found.template.package
    lines: dict[str, None] = {}
    for part in sorted(package.parts):
        if part.startswith(("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/slides/")) and part.endswith(".xml"):
            lines |= dict.fromkeys(
                line for line in _lines(package.parts[part], part) if _LEGAL.search(line) and len(line) < 200
            )
    return tuple(lines)[:3]


def _lines(data: bytes, part: str) -> Iterator[str]:
    for paragraph in parse(data, part).iter(A + "p"):
        yield " ".join("".join(text.text or "" for text in paragraph.iter(A + "t")).split())


def from_nothing(title: str) -> Proposal:
    """A name, and a colour to be changed."""
    primary = Shade("main", "1F4E79", "put the provider's own colour here")
    return Proposal(
        title=title,
        palette=(primary,),
        semantic={"primary": "main"},
        notes=("a colour to be changed, and no logo yet",),
    )
