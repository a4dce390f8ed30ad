"""layouts.yml and a brand as plain data for the templates of the base presentation: English Metric Units, theme names, nine levels a box."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from courseware.brand.colors import BODY_CONTRAST, LEAST_CONTRAST, SHAPE_CONTRAST, contrast, luminance, mix, palette
from courseware.brand.model import Brand
from courseware.deck.kit import Rect
from courseware.deck.roles import ROLES
from courseware.powerpoint.levels import Plain, emu, levels, nine
from courseware.powerpoint.spec import MIXED, Spec

LIGHT = 0.7  # the relative luminance from which a ground counts as paper, that any logo is made for
SHOWN = 5  # levels that a layout says something about; a slide that goes deeper takes the master's
FOOT = {"date": ("dt", 10, "Date"), "footer": ("ftr", 11, "Footer"), "number": ("sldNum", 12, "Slide number")}
"""A foot's part -> its placeholder's type, idx and name; PowerPoint itself numbers them so."""

# What PowerPoint's own layouts call these slots, so that a slide keeps its text when its layout changes; from 13 on, ours.
_IDX = {
    "cover": {"subtitle": 1, "details": 13, "legal": 14, "picture": 15},
    "section": {"body": 1, "number": 13},
    "two-content": {"left": 1, "right": 2},
    "comparison": {"left-heading": 1, "left": 2, "right-heading": 3, "right": 4},
    "three-content": {"left": 1, "middle": 2, "right": 3},
    "content-caption": {"body": 1, "caption": 2},
    "picture": {"picture": 1},
    "picture-caption": {"picture": 1, "caption": 2},
    "quote": {"quote": 1, "source": 13},
    "big-number": {"body": 1, "number": 13},
    "exercise": {"body": 1, "minutes": 13, "group": 14},
    "discussion": {"body": 1, "minutes": 13, "group": 14},
    "question": {"stem": 1, "options": 2},
    "answer": {"stem": 1, "options": 2, "rationale": 13},
    "closing": {"body": 1, "legal": 14},
}


def slot_idx(role: str, slot: str) -> int:
    """The placeholder's idx of a role's slot: the same in every brand, so that slides pasted from one into another keep their text in place."""
    return 0 if slot == "title" else _IDX.get(role, {"body": 1})[slot]


class Sheets(Struct, eq=False):
    """Turns a spec into data. `pictures` maps a picture's name in layouts.yml to its file and its shape (width by height);
    it is asked only for pictures that stand somewhere, and gives None for one that the brand doesn't have."""

    brand: Brand
    spec: Spec
    pictures: Callable[[str], tuple[str, float] | None]
    _inks: Mapping[str, Plain] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._inks = {
            name: {
                "rgb": ink.rgb,
                "scheme": ink.scheme if ink.tint == 1 else "",
            }  # the templates write whole colours only
            for name, ink in palette(self.brand).items()
        }

    def master(self) -> Plain:
        """The master: its shapes, the two text styles, its placeholders."""
        text, page = self.spec["text"], self.spec["page"]
        body = self.spec["layouts"]["content"]["slots"]
        shapes = self._decor(self.spec.get("decor", ()), "ground")
        placeholders = [
            {
                **self._place(body[slot]),
                "name": name,
                "type": kind,
                "idx": idx,
                "levels": [],
                "prompt": "",
                "anchor": anchor,
                "insets": insets,
            }
            for slot, name, kind, idx, anchor, insets in (
                ("title", "Title", "title", 0, text["title"].get("anchor", "t"), _insets(text["title"])),
                ("body", "Text", "body", 1, text["body"].get("anchor", "t"), _insets(text["body"])),
            )
        ]
        ground = self.ink("ground")["rgb"]
        foot = [self._foot(part, given, ground, 2 + n) for n, (part, given) in enumerate(self.spec["foot"].items())]
        return {
            "shapes": shapes,
            "placeholders": _numbered(placeholders + foot, 2 + len(shapes)),
            "title": self._readable(levels([text["title"]], {}), ground, LEAST_CONTRAST, self.brand.heading_bold),
            "body": self._readable(levels(nine(text["body"]), {}), ground, BODY_CONTRAST),
            "other": self._readable(levels([{"size": 18, "ink": "text", "font": "body"}], {}), ground, BODY_CONTRAST),
            "background": self.ink("ground"),
            "width": emu(page["width"]),
            "height": emu(page["height"]),
        }

    def layouts(self) -> list[Plain]:
        """The layouts of all roles in their order, then the variants."""
        roles = [self._layout(role, layout) for role, layout in self.spec["layouts"].items()]
        return roles + [self._layout(variant["role"], variant) for variant in self.spec["variants"]]

    def ink(self, name: str) -> Plain:
        """A colour by its name in layouts.yml: a name of the palette, or two of them mixed."""
        mixed = MIXED.fullmatch(name)
        if mixed is None:
            return dict(self._inks[name])
        return {"rgb": mix(self._inks[mixed[1]]["rgb"], self._inks[mixed[3]]["rgb"], int(mixed[2]) / 100), "scheme": ""}

    def _layout(self, role: str, layout: Mapping[str, Any]) -> Plain:
        shown = layout.get("master_decor", True)
        below, own = self.spec.get("decor", ()) if shown else (), layout.get("decor", ())
        behind = [*below, *own]
        ground = layout.get("background", "ground")
        shapes = self._decor(own, ground, below)
        slots = layout["slots"]
        order = [slot for slot in (*ROLES[role], *slots) if slot in slots]
        placeholders = [
            self._slot(role, slot, slots[slot], self._under(slots[slot]["at"], ground, behind))
            for slot in dict.fromkeys(order)
        ]
        given = layout.get("foot", {})
        for part, place in self.spec["foot"].items() if given is not False else ():
            said = {**place, **(given or {}).get(part, {})}
            placeholders.append(self._foot(part, said, self._under(said["at"], ground, behind), FOOT[part][1]))
        return {
            "name": layout.get("name", role),
            "type": layout.get("type", ""),
            "role": role,
            "background": self.ink(ground) if ground != "ground" else None,
            "master_shapes": shown,
            "shapes": shapes,
            "placeholders": _numbered(placeholders, 2 + len(shapes)),
        }

    def _slot(self, role: str, slot: str, said: Mapping[str, Any], ground: str) -> Plain:
        text = self.spec["text"]
        kind = said.get("kind", "title" if slot == "title" else "body")
        heading = kind in ("title", "ctrTitle")
        base = text["title"] if heading else text["body"]
        least = BODY_CONTRAST if not heading and "ink" not in said else LEAST_CONTRAST
        styled = self._readable(
            levels([base] if heading else nine(base), said),
            ground,
            least,
            self.brand.heading_bold if heading else False,
        )
        plain = set(said) <= {"at", "kind", "prompt", "anchor", "insets"} and ground == self.ink("ground")["rgb"]
        return {
            **self._place(said),
            "name": slot.replace("-", " ").capitalize(),
            "type": "" if kind == "obj" else kind,
            "idx": slot_idx(role, slot),
            "anchor": said.get("anchor", base.get("anchor", "t")),
            "insets": _insets({**base, **said}),
            "levels": [] if plain or (kind == "pic" and "align" not in said) else styled[: 1 if heading else SHOWN],
            "prompt": said.get("prompt", ""),
        }

    def _foot(self, part: str, said: Mapping[str, Any], ground: str, idx: int) -> Plain:
        kind, _, name = FOOT[part]
        styled = self._readable(levels([{"size": 12, "ink": "muted", "font": "body"}], said), ground, LEAST_CONTRAST)
        return {
            **self._place(said), "name": name, "type": kind, "idx": idx, "anchor": said.get("anchor", "ctr"), "insets": _insets(said),
            "levels": styled[:1], "prompt": "",
        }  # fmt: skip

    def _readable(self, styled: list[Plain], ground: str, least: float, bold: bool = False) -> list[Plain]:
        """The levels with their colours, each that can't be read on `ground` changed for the first of the palette's that can."""
        for level in styled:
            ink = self.ink(level.pop("ink"))
            if contrast(ink["rgb"], ground) < least:
                others = [self.ink(name) for name in ("text", "accent-text", "dark-text", "ground")]
                others += [{"rgb": rgb, "scheme": ""} for rgb in ("FFFFFF", "000000")]
                ink = next(
                    (o for o in others if contrast(o["rgb"], ground) >= least),
                    max(others, key=lambda o: contrast(o["rgb"], ground)),
                )
            level["ink"] = ink
            marked = self.ink(level["bullet_ink"]) if level["bullet_ink"] else None
            level["bullet_ink"] = marked if marked and contrast(marked["rgb"], ground) >= LEAST_CONTRAST else None
            level["bold"] = level["bold"] if level["bold"] is not None else bold
        return styled

    def _under(self, at: Sequence[float], background: str, decor: Sequence[Mapping[str, Any]]) -> str:
        """The colour that a box stands on: the last filled shape that it lies in, else the background."""
        found = background
        for shape in decor:
            box = shape.get("rect") or shape.get("ellipse")
            if box and "fill" in shape and Rect(*box).holds(Rect(*at), 1):
                found = shape["fill"]
        return str(self.ink(found)["rgb"])

    def _place(self, said: Mapping[str, Any]) -> Plain:
        x, y, w, h = said["at"]
        return {"x": emu(x), "y": emu(y), "w": emu(w), "h": emu(h)}

    def _decor(
        self, shapes: Sequence[Mapping[str, Any]], ground: str, behind: Sequence[Mapping[str, Any]] = ()
    ) -> list[Plain]:
        """The shapes of a sheet on this ground, with those of `behind` under them."""
        found: list[Plain | None] = []
        for n, said in enumerate(shapes):
            under = self._under(said["at"], ground, [*behind, *shapes[:n]]) if said.get("picture") == "logo" else ""
            found += [self._shape(one) for one in (self._logo(said, under) if under else (said,))]
        return _numbered([shape for shape in found if shape is not None], 2)

    def _logo(self, said: Mapping[str, Any], under: str) -> Sequence[Mapping[str, Any]]:
        """The logo for the ground it stands on: as it is on a light one, its dark form on a dark one, else on a light plate."""
        logo = self.brand.logo
        if logo is None or luminance(under) >= LIGHT:
            return (said,)
        if logo.dark and contrast("FFFFFF", under) >= SHAPE_CONTRAST:
            return ({**said, "picture": "logo-dark"},)
        picture = self.pictures("logo")
        ratio = picture[1] if picture else said["at"][2] / said["at"][3]
        x, y, w, h = _fitted(said["at"], ratio, said.get("align", "l"), said.get("anchor", "t"))
        page, edge = self.spec["page"], 12
        left, top, right, bottom = (
            max(x - edge, 0),
            max(y - edge, 0),
            min(x + w + edge, page["width"]),
            min(y + h + edge, page["height"]),
        )
        return {
            "rect": [left, top, right - left, bottom - top],
            "fill": "light",
            "rounded": 6,
            "name": "Logo's ground",
        }, said

    def _shape(self, said: Mapping[str, Any]) -> Plain | None:
        kind = next(kind for kind in ("rect", "ellipse", "line", "picture", "text") if kind in said)
        box = said["at"] if kind in ("picture", "text") else said[kind]
        shape: Plain = {"kind": kind, "name": said.get("name", kind.capitalize()), "rounded": 0}
        if kind == "line":
            x, y, right, bottom = box
            box = (min(x, right), min(y, bottom), abs(right - x), abs(bottom - y))
            shape["flip"] = (right < x) != (bottom < y)
        if kind == "picture":
            picture = self.pictures(said["picture"])
            if picture is None:
                return None
            shape["file"], ratio = picture
            shape["name"] = said.get("name", "Logo" if said["picture"].startswith("logo") else "Picture")
            box = _fitted(box, ratio, said.get("align", "l"), said.get("anchor", "t"))
        if kind == "text":
            styled = levels([{"size": 24, "ink": "accent", "font": "body"}], said)
            shape |= {
                "text": said["text"],
                "levels": self._readable(styled, self.ink("ground")["rgb"], 1.0)[:1],
                "anchor": said.get("anchor", "t"),
            }
        if said.get("rounded"):
            shape["rounded"] = round(100000 * min(said["rounded"] / max(min(box[2], box[3]), 1), 0.5))
        fill, outline = said.get("fill"), said.get("outline") or (said.get("ink", "rule") if kind == "line" else None)
        return {
            **shape, **self._place({"at": box}), "fill": self.ink(fill) if fill else None, "outline": self.ink(outline) if outline else None,
            "width": emu(said.get("width", 0.75)),
        }  # fmt: skip


def _insets(said: Mapping[str, Any]) -> list[int]:
    return [emu(value) for value in said.get("insets", (0, 0, 0, 0))]


def _numbered(shapes: Sequence[Plain], first: int) -> list[Plain]:
    return [{**shape, "id": first + n} for n, shape in enumerate(shapes)]


def _fitted(box: Sequence[float], ratio: float, align: str, anchor: str) -> tuple[float, float, float, float]:
    """The largest rectangle of this shape (width by height) in the box."""
    x, y, w, h = box
    width = min(w, h * ratio)
    height = width / ratio
    across, down = {"l": 0.0, "ctr": 0.5, "r": 1.0}[align], {"t": 0.0, "ctr": 0.5, "b": 1.0}[anchor]
    return x + (w - width) * across, y + (h - height) * down, width, height
