"""Slides into a presentation: native placeholders, text, tables, pictures, notes and sections on a base presentation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, field

from courseware.deck.kit import KEPT, Kit
from courseware.deck.slides import Page, Slides
from courseware.files import Files
from courseware.moment import moment
from courseware.powerpoint.ids import tag_list
from courseware.powerpoint.media import Media, Store, widths
from courseware.powerpoint.notes import EMPTY_GROUP, NotesPage, notes_page
from courseware.powerpoint.notesmaster import ensure_notes_master
from courseware.powerpoint.package import OFFICE_TYPE, PML_TYPE, Package, Relation, read_package, zipped
from courseware.powerpoint.presentation import complete, drop_slides, finish, notes_size
from courseware.powerpoint.properties import write_properties
from courseware.powerpoint.shapes import ShapeWriter
from courseware.powerpoint.template import Placeholder, Sheet, Template, read_template
from courseware.powerpoint.text import TextWriter
from courseware.powerpoint.theme import Palette
from courseware.powerpoint.timing import timing, transition
from courseware.powerpoint.xml import HEAD, SPACES, A, P, first
from courseware.problems import CoursewareError, Problem

if TYPE_CHECKING:  # most decks keep no slide of the provider's
    from courseware.powerpoint.kept import Kept

_SLIDE = "ppt/slides/slide{}.xml"
_NOTES = "ppt/notesSlides/notesSlide{}.xml"
_TAGS = "ppt/tags/slide{}.xml"
_KEEP_MAP = "<a:masterClrMapping/>"
_LINKS = ("https:", "http:", "mailto:")


def write_deck(slides: Slides, kit: Kit, base: bytes, files: Files, *, with_ids: bool = True) -> bytes:
    """The presentation of `slides` on `base`, the presentation that `kit` was read from.

    The base's own slides leave, its masters, layouts and themes stay. Without `with_ids` nothing in it tells where in the source a
    slide stands. Same input, same bytes. Raises `CoursewareError` with every picture that can't be embedded and every link
    that leads nowhere.
    """
    template = read_template(read_package(base, "the base presentation"))
    held = _held(template, slides)
    drop_slides(template)
    complete(template.package)
    store = Store(files, template.package, widths(slides.pages, kit.policy.picture_dpi))
    writer = _DeckWriter(slides, kit, template, store, with_ids, held)
    ids = [writer.add(n, page) for n, page in enumerate(slides.pages, 1)]
    if writer.problems:
        raise CoursewareError(dict.fromkeys(writer.problems))
    finish(template, ids, _sections(slides), writer.notes_relation)
    return zipped(write_properties(template.package, slides, moment(files)))


def _held(template: Template, slides: Slides) -> Mapping[str, Kept]:
    """The provider's own slides that the deck keeps, by their keys."""
    keys = list(dict.fromkeys(page.layout for page in slides.pages if page.layout.startswith(KEPT)))
    if not keys:
        return {}
    from courseware.powerpoint.kept import take

    return take(template.package, keys)


def _sections(slides: Slides) -> list[tuple[str, int]]:
    """Title and first slide of each section; slides before the first one stand in a section named as the deck."""
    found = [(page.section, n) for n, page in enumerate(slides.pages) if page.section]
    if found and found[0][1] > 0:
        found.insert(0, (slides.title, 0))
    return found


class _Ground(Struct, frozen=True):
    """What the slides of one layout share."""

    part: str
    placeholders: Mapping[int, Placeholder]
    palette: Palette
    color_map: str


class _DeckWriter(Struct, eq=False):
    slides: Slides
    kit: Kit
    template: Template
    store: Store
    with_ids: bool = True
    held: Mapping[str, Kept] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes_relation: str = ""
    _grounds: dict[str, _Ground] = field(default_factory=dict)
    _anchors: dict[str, str] = field(default_factory=dict)
    _notes: tuple[str, NotesPage] | None = None

    def __post_init__(self) -> None:
        for n, page in enumerate(self.slides.pages, 1):
            for name in (page.id, page.id.rpartition("/")[2]):
                self._anchors.setdefault(name, _SLIDE.format(n))

    @property
    def package(self) -> Package:
        return self.template.package

    def add(self, n: int, page: Page) -> str:
        """Put a page in as slide `n`; the id of the presentation's relation to it."""
        part = _SLIDE.format(n)
        if page.layout in self.held:
            return self._keep(n, page, part)
        ground = self._ground(page)
        relations = [Relation("rId1", OFFICE_TYPE + "slideLayout", ground.part)]
        relate = partial(_relate, relations)
        text = TextWriter(
            ground.palette, self._fonts(ground), self.slides.language, partial(self._link, relations, page)
        )
        media = Media(self.store, relate, page.place, self.problems)
        shapes = ShapeWriter(text, ground.placeholders, media)
        body = "".join([shapes.write(box) for box in page.boxes])
        tags = ""
        if self.with_ids:
            self._part(_TAGS.format(n), "tags+xml", tag_list(page.id, page.piece, page.pieces, shapes.blocks), [])
            relation = relate(OFFICE_TYPE + "tags", _TAGS.format(n))
            tags = f'<p:custDataLst><p:tags r:id="{relation}"/></p:custDataLst>'
        if page.notes:
            relate(OFFICE_TYPE + "notesSlide", self._add_notes(n, page, part))
        background = ""
        if page.background is not None:
            background = f"<p:bg><p:bgPr>{text.fill(page.background)}<a:effectLst/></p:bgPr></p:bg>"
        hidden = ' show="0"' if page.hidden else ""
        data = (
            f"{HEAD}<p:sld {SPACES}{hidden}><p:cSld>{background}<p:spTree>{EMPTY_GROUP}{body}</p:spTree>"
            f"{tags}</p:cSld>"
            f"<p:clrMapOvr>{ground.color_map}</p:clrMapOvr>{transition(page.transition)}{timing(shapes.builds, shapes.plays)}</p:sld>"
        )
        self._part(part, "slide+xml", data.encode(), relations)
        return self._listed(n, part)

    def _keep(self, n: int, page: Page, part: str) -> str:
        """Put a slide of the provider's own in as slide `n`."""
        from courseware.deck.kept import fields
        from courseware.powerpoint.kept import put

        relations = put(self.package, self.held[page.layout], part, fields(self.slides.properties), page.hidden)
        if page.notes:
            _relate(relations, OFFICE_TYPE + "notesSlide", self._add_notes(n, page, part))
        return self._listed(n, part)

    def _listed(self, n: int, part: str) -> str:
        id = f"rIdSlide{n}"
        self.package.relations[self.package.main].append(Relation(id, OFFICE_TYPE + "slide", part))
        return id

    def _part(self, name: str, type: str, data: bytes, relations: list[Relation]) -> None:
        self.package.parts[name] = data
        self.package.types[name] = PML_TYPE + type
        if relations:
            self.package.relations[name] = relations

    def _add_notes(self, n: int, page: Page, slide: str) -> str:
        if self._notes is None:
            main = self.template.masters[0]
            size = (self.template.width, self.template.height)
            master = ensure_notes_master(self.package, main.part, size, notes_size(self.template.presentation))
            self.notes_relation = next(r.id for r in self.package.relations[self.package.main] if r.target == master)
            self._notes = master, notes_page(self.package, master, self.slides.language, self.kit.fonts["mono"])
        master, pages = self._notes
        part = _NOTES.format(n)
        relations = [
            Relation("rId1", OFFICE_TYPE + "notesMaster", master),
            Relation("rId2", OFFICE_TYPE + "slide", slide),
        ]
        self._part(part, "notesSlide+xml", pages.write(page.notes, page.number), relations)
        return part

    def _ground(self, page: Page) -> _Ground:
        if page.layout not in self._grounds:
            part = page.layout.lstrip("/")
            master = next((master for name, master in self.template.names if name == part), None)
            if master is None:
                raise CoursewareError(
                    Problem(
                        page.place,
                        f"the base presentation has no layout {page.layout}",
                        "build again: the template has changed",
                    )
                )
            sheet = self.template.sheet(part, master)
            self._grounds[page.layout] = _Ground(
                part, {p.idx: p for p in (*sheet.placeholders, *sheet.turned)}, sheet.palette, _color_map(sheet)
            )
        return self._grounds[page.layout]

    def _fonts(self, ground: _Ground) -> dict[str, str]:
        """The theme's references to its fonts, so that text follows when the theme's fonts change."""
        theme = ground.palette.theme
        return {theme.major: "+mj-lt", theme.minor: "+mn-lt"}

    def _link(self, relations: list[Relation], page: Page, href: str) -> tuple[str, bool]:
        """The relation of a link; an address of another kind than https, http and mailto, or a slide that isn't there, is a problem."""
        if href.startswith("#"):
            target = self._anchors.get(href[1:])
            if target is not None:
                return _relate(relations, OFFICE_TYPE + "slide", target), True
            self.problems.append(
                Problem(
                    page.place,
                    f"the link {href} leads to no slide of this deck",
                    "use a slide's id, as in `#seven-steps`",
                )
            )
        elif href.lower().startswith(_LINKS):
            return _relate(relations, OFFICE_TYPE + "hyperlink", href, external=True), False
        else:
            self.problems.append(
                Problem(
                    page.place,
                    f"the link {href!r} can't stand on a slide",
                    "links may begin with https:, http:, mailto: or # and a slide's id",
                )
            )
        return "", False


def _relate(relations: list[Relation], type: str, target: str, *, external: bool = False) -> str:
    """The id of the slide's relation to `target`, made where there is none yet."""
    for relation in relations:
        if relation.target == target and relation.type == type:
            return relation.id
    taken = {relation.id for relation in relations}
    id = next(id for n in range(len(relations) + 1, 2 * len(relations) + 2) if (id := f"rId{n}") not in taken)
    relations.append(Relation(id, type, target, external))
    return id


def _color_map(sheet: Sheet) -> str:
    """A slide doesn't inherit its layout's colour map: it is repeated, so that the layout's text colours hold."""
    override = first(sheet.root, P + "clrMapOvr", A + "overrideClrMapping")
    if override is None:
        return _KEEP_MAP
    return (
        "<a:overrideClrMapping"
        + "".join(f' {key}="{value}"' for key, value in sorted((str(k), str(v)) for k, v in override.attrib.items()))
        + "/>"
    )
