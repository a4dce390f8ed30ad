"""A base presentation's masters and layouts as they are: every placeholder with the rectangle and the text styles that it gives to a slide."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from courseware.deck.kit import Rect, TextStyle
from courseware.powerpoint.package import Package
from courseware.powerpoint.places import FOOT, TITLES, frame_of, placeholder_of, rectangle, shape_name
from courseware.powerpoint.repair import mend
from courseware.powerpoint.styles import ListStyle, merge, read_list_style, text_style, text_styles
from courseware.powerpoint.theme import Palette, Theme, color_map, override_map, read_theme
from courseware.powerpoint.xml import EMU, A, Element, P, R, first, number, parse, truth

_SHARED = 100_000
_DEGREE, _FULL_TURN = 60_000, 21_600_000  # ST_Angle, 20.1.10.3
# The text style of the master that a placeholder takes, and the master's placeholder that stands behind a layout's (19.7.10).
_STYLE = {
    "title": "titleStyle",
    "ctrTitle": "titleStyle",
    "dt": "otherStyle",
    "ftr": "otherStyle",
    "sldNum": "otherStyle",
}
_BEHIND = {"ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum", "title": "title", "hdr": "hdr"}
_BODY_INSETS = {"lIns": 7.2, "tIns": 3.6, "rIns": 7.2, "bIns": 3.6}


class Placeholder(Struct, frozen=True):
    """A layout's placeholder as a slide inherits it. `attributes` are those of its `p:ph`, to be repeated on the slide.

    `idx` is its own, or a number from 100,000 for one that shares its idx with a placeholder of another type, as LibreOffice writes them.
    `turned` are those whose text doesn't run from left to right: rotated, mirrored or vertical ones.
    """

    idx: int
    kind: str
    name: str
    rect: Rect
    levels: tuple[TextStyle, ...]
    insets: tuple[float, float, float, float]
    anchor: str
    turned: bool
    attributes: tuple[tuple[str, str], ...]


class Sheet(Struct, frozen=True):
    """A layout of the template. `key` is its part's name with a slash in front; `type` the layout's own (`obj`), `""` for none.

    `placeholders` are those that text may be set in; `turned` ones stand apart: their text would run where nobody measured.
    """

    key: str
    name: str
    type: str
    root: Element
    master: Master
    palette: Palette
    placeholders: tuple[Placeholder, ...]
    turned: tuple[Placeholder, ...] = ()

    @property
    def part(self) -> str:
        return self.key[1:]

    def of(self, *kinds: str) -> tuple[Placeholder, ...]:
        """The placeholders of these kinds, in the layout's order."""
        return tuple(placeholder for placeholder in self.placeholders if placeholder.kind in kinds)

    @property
    def content(self) -> tuple[Placeholder, ...]:
        """All placeholders but titles and the foot."""
        return tuple(p for p in self.placeholders if p.kind not in FOOT and p.kind not in TITLES)


class Master(Struct, eq=False):
    """A slide master and what its layouts inherit from it; `number` counts the template's masters from 0."""

    part: str
    root: Element
    theme: Theme
    palette: Palette
    default: Element | None
    number: int = 0
    _styles: dict[tuple[str, str], ListStyle] = field(default_factory=dict)
    _levels: dict[tuple[str, str], tuple[TextStyle, ...]] = field(default_factory=dict)
    _shapes: dict[str, Element] = field(default_factory=dict)

    def placeholder(self, kind: str) -> Element | None:
        """The master's placeholder behind a layout's placeholder of this kind."""
        if not self._shapes:
            for shape in self.root.iter(P + "sp"):
                if (ph := first(shape, P + "nvSpPr", P + "nvPr", P + "ph")) is not None:
                    self._shapes.setdefault(ph.get("type") or "obj", shape)
        return self._shapes.get(_BEHIND.get(kind, "body"))

    def style(self, kind: str, palette: Palette) -> ListStyle:
        """What the defaults, the master's text styles and its placeholder say for this kind, laid over each other."""
        key = (_family(kind), palette.key)
        if key not in self._styles:
            behind = self.placeholder(kind)
            sources = (
                self.default,
                first(self.root, P + "txStyles", P + _STYLE.get(kind, "bodyStyle")),
                first(behind, P + "txBody", A + "lstStyle"),
            )
            self._styles[key] = merge(read_list_style(source, palette) for source in sources)
        return self._styles[key]

    def levels(self, kind: str, own: Element | None, palette: Palette) -> tuple[TextStyle, ...]:
        """The nine styles of a placeholder of this kind; `own` is the layout's list style for it."""
        base = self.style(kind, palette)
        key = (_family(kind), palette.key)
        if key not in self._levels:
            self._levels[key] = text_styles(base, palette)
        if own is None or not len(own):
            return self._levels[key]
        said = read_list_style(own, palette)
        inherited = self._levels[key]
        return tuple(
            text_style({**base[n], **said[n]}, palette) if said[n] else inherited[n] for n in range(len(inherited))
        )


def _family(kind: str) -> str:
    return _BEHIND.get(kind, "body")


class Template(Struct, frozen=True):
    """A base presentation: the slide's size in points, its first theme, and the layouts of the first master, then of the others."""

    package: Package
    presentation: Element
    width: float
    height: float
    masters: tuple[Master, ...]
    names: tuple[tuple[str, Master], ...]

    def sheets(self) -> tuple[Sheet, ...]:
        """Every layout."""
        return tuple(self.sheet(part, master) for part, master in self.names)

    def sheet(self, part: str, master: Master) -> Sheet:
        """The layout of this part."""
        root = parse(self.package.parts[part], part)
        override = override_map(root)
        palette = master.palette if override is None else Palette(master.theme, override)
        found = _placeholders(root, master, palette)
        return Sheet(
            "/" + part,
            _sheet_name(root),
            root.get("type") or "",
            root,
            master,
            palette,
            tuple(placeholder for placeholder in found if not placeholder.turned),
            tuple(placeholder for placeholder in found if placeholder.turned),
        )


def _sheet_name(root: Element) -> str:
    data = first(root, P + "cSld")
    return (data.get("name") or "").strip() if data is not None else ""


def read_template(package: Package) -> Template:
    """The masters and the names of the layouts; a layout is parsed when it is asked for. Mends `package` (repair.py)."""
    mend(package)
    presentation = parse(package.parts[package.main], package.main)
    size = first(presentation, P + "sldSz")
    width, height = (number(size, "cx") / EMU, number(size, "cy") / EMU) if size is not None else (720.0, 540.0)
    default = first(presentation, P + "defaultTextStyle")
    masters: list[Master] = []
    names: list[tuple[str, Master]] = []
    for entry in presentation.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"):
        part = package.target(package.main, entry.get(R + "id") or "")
        if part not in package.parts:
            continue
        root = parse(package.parts[part], part)
        themes = package.related(part, "theme")
        theme = read_theme(parse(package.parts[themes[0]], themes[0])) if themes else read_theme(root)
        master = Master(part, root, theme, Palette(theme, color_map(root)), default, len(masters))
        masters.append(master)
        for layout in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
            target = package.target(part, layout.get(R + "id") or "")
            if target in package.parts:
                names.append((target, master))
    return Template(package, presentation, width, height, tuple(masters), tuple(names))


def slide_parts(template: Template) -> tuple[str, ...]:
    """The presentation's own slides, in their order."""
    package = template.package
    entries = template.presentation.iterfind(f"{P}sldIdLst/{P}sldId")
    found = (package.target(package.main, entry.get(R + "id") or "") for entry in entries)
    return tuple(part for part in found if part in package.parts)


def _placeholders(root: Element, master: Master, palette: Palette) -> tuple[Placeholder, ...]:
    tree = first(root, P + "cSld", P + "spTree")
    found: dict[tuple[str, int], Placeholder] = {}
    taken: set[int] = set()
    for shape in tree if tree is not None else ():
        if not isinstance(shape.tag, str) or (ph := placeholder_of(shape)) is None:
            continue
        kind = ph.get("type") or "obj"
        idx = int(number(ph, "idx"))
        behind = master.placeholder(kind)
        rect = rectangle(shape) or (rectangle(behind) if behind is not None else None) or Rect(0, 0, 0, 0)
        body = _body_properties(shape, behind)
        if (kind, idx) in found:
            continue  # PowerPoint couldn't tell the two apart either
        placeholder = Placeholder(
            idx=idx if idx not in taken else _SHARED + len(found),
            kind=kind,
            name=shape_name(shape),
            rect=rect,
            levels=master.levels(kind, first(shape, P + "txBody", A + "lstStyle"), palette),
            insets=(
                _inset(body, "lIns"), _inset(body, "tIns"), _inset(body, "rIns"), _inset(body, "bIns"),
            ),
            anchor=body.get("anchor", "t"),
            turned=_is_turned(shape, behind, body),
            attributes=tuple(sorted((str(k), str(v)) for k, v in ph.attrib.items() if k in ("type", "orient", "sz", "idx"))),
        )  # fmt: skip
        found[kind, idx] = placeholder
        taken.add(idx)
    return tuple(found.values())


def _is_turned(shape: Element, behind: Element | None, body: Mapping[str, str]) -> bool:
    """Whether text in the shape runs otherwise than from left to right, as its frame (20.1.7.6) or its text (21.1.2.1.1) says."""
    if body.get("vert", "horz") != "horz":
        return True
    frame = frame_of(shape)
    if frame is None and behind is not None:
        frame = frame_of(behind)
    angle = number(frame, "rot") if frame is not None else 0.0
    if frame is not None and truth(frame, "flipV", False):
        angle += _FULL_TURN / 2  # text stands on its head, but is not mirrored
    return any(_DEGREE < each % _FULL_TURN < _FULL_TURN - _DEGREE for each in (angle, _text_angle(body)))


def _text_angle(body: Mapping[str, str]) -> float:
    try:
        return float(body.get("rot", "0"))
    except ValueError:
        return 0.0


def _body_properties(shape: Element, behind: Element | None) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for source in (behind, shape):
        body = first(source, P + "txBody", A + "bodyPr")
        if body is not None:
            said.update((str(k), str(v)) for k, v in body.attrib.items())
    return said


def _inset(said: Mapping[str, str], key: str) -> float:
    try:
        return float(said[key]) / EMU
    except (KeyError, ValueError):
        return _BODY_INSETS[key]
