"""A `Deck` and a `Kit` become `Slides`: everything fits, or the build says where it does not.

The text of a slide is reduced in steps down to a floor, one size for all its parts; what still does not fit goes on,
on a further slide, in parts of about the same height. Nothing is ever placed outside its slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.brand.model import Brand
from courseware.content.blocks import Footnote, Inlines, Paragraph, Run, plain_text
from courseware.deck.builds import clicks_of, renumbered
from courseware.deck.bullets import numbered
from courseware.deck.division import Division, scales_of
from courseware.deck.draft import red_page
from courseware.deck.elements import Ground, Stack, TextPart
from courseware.deck.flow import stack_of
from courseware.deck.iconed import named_icon
from courseware.deck.kit import Kit, Layout, Rect, SlotBox
from courseware.deck.measure import Measure
from courseware.deck.model import Deck, DeckSlide
from courseware.deck.notices import notices
from courseware.deck.progress import with_progress
from courseware.deck.roles import ROLES
from courseware.deck.room import share_room
from courseware.deck.setting import Scale, TextItem
from courseware.deck.short import Feet, Shrinking
from courseware.deck.slides import Page, PictureBox, SlideBox, Slides, TextBox
from courseware.deck.spans import Setter
from courseware.deck.speaking import with_notes
from courseware.deck.titles import as_text, beside_icon, icon_box, unseen_title
from courseware.deck.veils import readable
from courseware.files import Files
from courseware.problems import CoursewareError, Problem
from courseware.suggest import did_you_mean

FLOWING = frozenset({"body", "left", "middle", "right", "caption", "options", "rationale", "stem", "quote", "picture"})
"""Slots whose content may go on, on a further slide; the others hold a word or a line, which shrinks."""


def fit(deck: Deck, kit: Kit, brand: Brand, labels: Mapping[str, str], files: Files, draft: bool = False) -> Slides:
    """The pages of `deck` on the layouts of `kit`, measured in the fonts of `brand`.

    Raises `CoursewareError` with every block that can't be shown and every text that can't be made to fit; with
    `draft` each such slide becomes one that shows the problem in red, and `warnings` has the problem. `notices` of
    the result tell which slides were scaled or continued.
    """
    measure = Measure(brand, files, deck.language)
    pages: list[Page] = []
    problems: list[Problem] = []
    told: list[Problem] = []
    faults: list[Problem] = []
    anchors = frozenset(name for slide in deck.slides for name in (slide.id, slide.id.rpartition("/")[2]))
    feet = Feet(kit, deck.properties)
    count = kept = 0
    for slide in deck.slides:
        if slide.kept:
            from courseware.deck.kept import kept_page

            try:
                pages.append(kept_page(slide, deck, kit, kept := kept + 1))
            except CoursewareError as error:
                problems.extend(error.problems)
            continue
        count += not slide.number
        measure.known.clear()
        number = slide.number or (f"{deck.number}-{count}" if deck.number else str(count))
        setter = Setter(
            kit.set_for(slide.role),
            brand,
            measure,
            files,
            labels,
            incremental=slide.incremental,
            anchors=anchors,
            language=deck.language,
            title=plain_text(slide.title),
        )
        fitter = _Slide(slide, number, setter.kit, setter, feet)
        try:
            made = fitter.pages()
            found = _with(slide.problems, setter.problems)
        except CoursewareError as error:
            found = _with(slide.problems, error.problems)
        if found and not draft:
            problems.extend(found)
            continue
        if found:
            made = [red_page(slide, number, CoursewareError(found), kit, setter)]
            faults.extend(found)
        pages.extend(made)
        told.extend(fitter.notices)
    if problems:
        raise CoursewareError(dict.fromkeys(problems))
    pages = with_progress(pages, kit, str(brand.settings.get("progress", "")))
    return Slides(
        title=deck.title,
        language=deck.language,
        width=kit.width,
        height=kit.height,
        pages=tuple(pages),
        properties=deck.properties,
        notices=tuple(told),
        warnings=(*kit.warnings, *feet.warnings(brand), *(fault.as_warning() for fault in faults)),
        faults=tuple(faults),
    )


def _run(text: str) -> Inlines:
    return (Run(text),) if text else ()


def _letters(piece: int) -> str:
    """What a continued slide's number ends in, from its second piece on: b, c … z, aa."""
    return numbered("a", piece + 1).rstrip(".") if piece else ""


def _with(told: Sequence[Problem], later: Iterable[Problem]) -> list[Problem]:
    """What is wrong with a slide: what reading it told, and what laying it out found beyond, not once more what comes of the former."""
    places = {problem.place for problem in told}
    return [*told, *(problem for problem in later if problem.place not in places)]


class _Slide(Struct, eq=False):
    """The making of one slide's pages."""

    slide: DeckSlide
    number: str
    kit: Kit
    setter: Setter
    feet: Feet
    shown: set[int] = field(default_factory=set)
    """The clicks that earlier parts of the slide have shown."""
    notices: list[Problem] = field(default_factory=list)

    def pages(self) -> list[Page]:
        layout = self.layout()
        ground: dict[str, Ground] = {}
        flowing: dict[str, Stack] = {}
        fixed: dict[str, Stack] = {}
        for name, blocks in self.slide.slots:
            slot = layout.slots.get(name) or self.stand_in(layout, name)
            ground[name] = Ground(self.kit, slot, self.setter.measure)
            flows = name in FLOWING
            setter = self.setter if flows else self.setter.still()
            (flowing if flows else fixed)[name] = stack_of(setter, blocks, slot, self.slide.place)
        if self.setter.problems:
            return []
        self.footnotes(flowing, ground)
        share_room(flowing, ground, layout.frame.bottom, scales_of(self.kit.policy))
        scale, parts = Division(self.number, self.slide.place).divide(flowing, ground)
        pieces = max((len(each) for each in parts.values()), default=1)
        pages = [self.page(layout, ground, parts, fixed, scale, piece, pieces) for piece in range(pieces)]
        self.notices = notices(pages, layout, parts, self.kit.policy, plain_text(self.slide.title))
        return with_notes(pages, self.slide.notes, self.setter.labels)

    def layout(self) -> Layout:
        """The layout the slide asks for; an unknown name is an error."""
        name = self.slide.layout
        if name and name not in self.kit.named:
            known = (
                f"a role (docs/source-format.md), or one of this template's: {', '.join(sorted(self.kit.named)[:12])}"
            )
            hint = did_you_mean(name, {*ROLES, *self.kit.named}, known)
            raise CoursewareError(Problem(self.slide.place, f"there is no layout {name!r}", hint))
        return self.kit.layout(self.slide.role, name)

    def stand_in(self, layout: Layout, name: str) -> SlotBox:
        """A slot that the layout does not have: the region for content, in the content layout's style."""
        content = self.kit.layouts["content"]
        body = content.slots.get("body") or next(iter(content.slots.values()))
        frame = layout.frame if layout.frame.w > 0 else content.frame
        return replace(body, name=name, rect=frame if frame.w > 0 else body.rect, idx=None, insets=(0.0, 0.0, 0.0, 0.0))

    def footnotes(self, flowing: dict[str, Stack], ground: dict[str, Ground]) -> None:
        """Footnotes stand at the bottom of the last flowing slot, small."""
        if any(isinstance(inline, Footnote) for inline in self.slide.title) or (self.setter.footnotes and not flowing):
            fact = f"slide {self.number} has no place for a footnote of its title or of a line that stands alone"
            raise CoursewareError(Problem(self.slide.place, fact, "put it into the slide's text"))
        if not self.setter.footnotes:
            return
        name = list(flowing)[-1]
        slot = ground[name].slot
        base = slot.style(0)
        size = max(self.kit.policy.small_floor, min(14.0, base.size))
        style = replace(
            base,
            bullet=None,
            margin=0.0,
            indent=0.0,
            size=size,
            ink=self.kit.ink("muted"),
            before=2.0,
            after=0.0,
            bold=False,
        )
        items = []
        for count, inlines in enumerate(self.setter.footnotes, 1):
            text: Inlines = (Run(str(count), sup=True), Run(" "), *inlines)
            items.append(TextItem(self.setter.spans(text, style, self.slide.place), style, place=self.slide.place))
        flowing[name] = Stack((*flowing[name].elements, TextPart(tuple(items), self.kit.dress.footnote)))

    # -- placing -------------------------------------------------------------------------------------------------------

    def page(
        self,
        layout: Layout,
        ground: dict[str, Ground],
        parts: dict[str, list[Stack]],
        fixed: dict[str, Stack],
        scale: Scale,
        piece: int,
        pieces: int,
    ) -> Page:
        """Page number `piece` (from 0) of the slide."""
        names: dict[str, int] = {}
        boxes: list[SlideBox] = []
        boxes.extend(self.background())
        words = plain_text(self.slide.title).strip()
        if pieces > 1 and words:
            words = self.setter.labels["continued"].format(title=words, piece=piece + 1, pieces=pieces)
        smallest = scale.factor if parts else 1.0
        boxes.extend(self.title(layout, words, names))
        for name in ROLES[self.slide.role]:
            if name in fixed:
                here = replace(ground[name], free=True, names=names)
                boxes.extend(
                    self.shrunk(fixed[name], here, self.kit.policy.small_floor, f"the {name.replace('-', ' ')}")
                )
            elif name in parts and piece < len(parts[name]):
                here = replace(ground[name], free=True, names=names)
                boxes.extend(parts[name][piece].place(here.slot.inner, scale, here))
        boxes.extend(self.feet.boxes(layout, self.number + _letters(piece), self.setter, self.slide.place))
        if piece == 0:
            boxes.extend(self.setter.beside)
        if not words:
            boxes.insert(0, unseen_title(boxes, self.number + _letters(piece), layout, self.kit, self.setter))
        now = clicks_of(boxes)
        boxes = readable(renumbered(boxes, self.shown), self.kit, self.setter.files)
        self.shown.update(now)
        return Page(
            number=self.number + _letters(piece),
            id=self.slide.id,
            role=self.slide.role,
            layout=layout.key,
            title=words,
            boxes=tuple(boxes),
            piece=piece + 1,
            pieces=pieces,
            hidden=self.slide.hidden,
            section=self.slide.section if piece == 0 else "",
            scale=smallest,
            transition=self.transition(),
            place=self.slide.place,
        )

    def transition(self) -> str:
        """How the slide comes in: as its author says, else as the brand does."""
        wanted = self.slide.transition or str(self.setter.brand.settings.get("transition", ""))
        return "" if wanted == "none" else wanted

    def background(self) -> list[SlideBox]:
        """A picture over the whole slide, cut to its proportions."""
        src = self.slide.background
        if not src:
            return []
        from courseware.deck.elements import picture_size

        if not self.setter.files.exists(src):
            raise CoursewareError(
                Problem(self.slide.place, f"there is no picture {src}", "check the name in background-image")
            )
        wide, high = picture_size(src, self.setter.files, self.slide.place)
        ratio = self.kit.width / self.kit.height
        spare_x = max(0.0, 1 - ratio * high / wide) / 2
        spare_y = max(0.0, 1 - wide / (ratio * high)) / 2
        rect = Rect(0.0, 0.0, self.kit.width, self.kit.height)
        return [
            PictureBox(
                rect=rect, src=src, name="Background", crop=(spare_x, spare_y, spare_x, spare_y), pixels=(wide, high)
            )
        ]

    def title(self, layout: Layout, words: str, names: dict[str, int]) -> list[SlideBox]:
        """The title in its placeholder, on two lines at most as the placeholder's height allows, then smaller."""
        if not words:
            return []
        slot = layout.slots.get("title")
        if slot is None:
            fact = f"the layout {layout.name!r} has no place for a title"
            raise CoursewareError(Problem(self.slide.place, fact, "choose another layout, or leave the title empty"))
        before, _, after = words.partition(plain_text(self.slide.title).strip())
        inlines: Inlines = (*_run(before), *as_text(self.slide.title), *_run(after))
        style = slot.style(0)
        blocks = (Paragraph(inlines, place=self.slide.place),)
        plain = replace(slot, levels=(replace(style, bullet=None),) * 9)
        stack = stack_of(self.setter.still(), blocks, plain, self.slide.place)
        ink = style.ink
        icon = named_icon(self.setter, self.slide.icon, self.slide.role, ink, self.slide.place)
        ground = Ground(self.kit, beside_icon(slot) if icon else slot, self.setter.measure, names=names)
        boxes = self.shrunk(stack, ground, self.kit.policy.title_floor, "the title")
        if icon and boxes and isinstance(boxes[0], TextBox):
            boxes.append(icon_box(icon, boxes[0], slot))
        return boxes

    def shrunk(self, stack: Stack, ground: Ground, floor: float, what: str) -> list[SlideBox]:
        return Shrinking(self.number, self.slide.place).place(stack, ground, floor, what)
