"""A slide of an old deck as a slide of a course: its blocks in reading order, its notes, its attributes, and what is to be told of it."""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.content.blocks import (
    Block,
    Columns,
    Inline,
    Inlines,
    List,
    Media,
    Paragraph,
    Part,
    Picture,
    Run,
    Table,
    plain_text,
    walk,
)
from courseware.deck.kit import Rect
from courseware.importing.pptxcharts import chart_blocks
from courseware.importing.pptxdiagrams import flow_of, outline, process_of, smart_blocks
from courseware.importing.pptxfiles import Shelf
from courseware.importing.pptxorder import Row, Side, arrange
from courseware.importing.pptxtext import table_block, text_blocks
from courseware.importing.pptxthings import content_of, in_order, says_something, with_drawings, words_of
from courseware.powerpoint.reading.model import (
    Clip,
    Grid,
    Group,
    Image,
    Odd,
    OldChart,
    OldDeck,
    OldSlide,
    Smart,
    Thing,
    Words,
)

_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|emf|wmf|svg|bmp|tiff?|webp)", re.IGNORECASE)
_CAPTION = 25  # words of a caption at most
_ICON = 0.12
"""Pictures narrower than this share of the slide are written with their size."""


class Slide(Struct, eq=False):
    """A slide as it goes into a module. `told` is what the trainer should look at there, `kept` the files that nothing shows."""

    number: int
    role: str
    title: Inlines = ()
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    hidden: bool = False
    section: str = ""
    source: str = ""
    background: str = ""
    incremental: bool = False
    told: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


class SlideMaker(Struct, eq=False):
    """Makes slides of one deck. `repeated` are the keys of what stands on most slides (`furniture.py`); `plain` are the numbers of slides
    whose drawings are to be pictures or lists, because a build could not fit them."""

    deck: OldDeck
    shelf: Shelf
    repeated: Collection[tuple[int, int]] = ()
    plain: Collection[int] = ()

    def make(self, old: OldSlide, role: str) -> Slide:
        """The slide; `role` is what its layout says it is."""
        title: list[Inline] = []
        for para in old.title:
            title += [Run(" ")] * bool(title) + list(para.inlines)
            title += [Run(para.display)] * bool(para.display)
        made = Slide(
            old.number,
            role,
            tuple(title),
            hidden=old.hidden,
            section=old.section,
            source=old.source,
            told=list(old.lost),
        )
        made.furniture = list(old.furniture)
        things = content_of(old, self.repeated, made.told, made.furniture)
        made.incremental = bool(old.builds & {thing.key for thing in things if isinstance(thing, Words)})
        if old.animated:
            made.told.append("animations other than paragraph by paragraph are left out")
        things = with_drawings(things, self.deck.width * self.deck.height, made.told)
        made.blocks = self._row(arrange(things), made, old)
        made.notes = text_blocks(old.notes)
        made.remarks = [f"{remark.author}: {remark.text}" if remark.author else remark.text for remark in old.remarks]
        if old.background is not None:
            made.background = self.shelf.picture(old.background, old.number)
            if not made.background:
                self._keep(old.background, made, "its background")
        return made

    # -- in reading order ------------------------------------------------------------------------------------------------------------------

    def _row(self, row: Row, made: Slide, old: OldSlide) -> list[Block]:
        blocks: list[Block] = []
        above: Thing | Side | None = None
        for part in row.parts:
            last = blocks[-1] if blocks else None
            if isinstance(last, (Picture, Table)) and not last.caption and _is_caption(part, above):
                assert isinstance(part, Words)
                blocks[-1] = replace(last, caption=part.paras[0].inlines)
            else:
                blocks += self._side(part, made, old) if isinstance(part, Side) else self._thing(part, made, old)
            above = part
        return blocks

    def _side(self, side: Side, made: Slide, old: OldSlide) -> list[Block]:
        columns = [self._row(column, made, old) for column in side.columns]
        filled = [(column, share) for column, share in zip(columns, side.shares, strict=True) if column]
        if len(filled) < 2:
            return filled[0][0] if filled else []
        if any(isinstance(block, Columns) for column, _ in filled for block in walk(column)):
            return [block for column, _ in filled for block in column]
        even = max(share for _, share in filled) - min(share for _, share in filled) < 0.12
        total = sum(share for _, share in filled)
        shares = [round(share / total, 2) for _, share in filled]
        parts = (
            Part(blocks=tuple(column), width=None if even else s) for (column, _), s in zip(filled, shares, strict=True)
        )
        return [Columns(parts=tuple(parts))]

    def _thing(self, thing: Thing, made: Slide, old: OldSlide) -> list[Block]:
        if thing.href and not isinstance(thing, Words):
            made.told.append(f"the {_called(thing)} led to {thing.href} by a click")
        if isinstance(thing, (Words, Grid)) and thing.alt and not old.source and not thing.decorative:
            made.told.append(
                f"what a {'table' if isinstance(thing, Grid) else 'shape'} was said to show is left out: {thing.alt}"
            )
        match thing:
            case Words():
                return self._words(thing)
            case Grid():
                if thing.merged:
                    made.told.append("merged cells of a table are apart now: the text stands in the first of them")
                table = table_block(thing)
                return [table] if table else []
            case OldChart():
                return self._chart(thing, made, old)
            case Image():
                return [*self._picture(thing, made, old), *text_blocks(thing.paras)]
            case Clip():
                return self._clip(thing, made, old)
            case Smart():
                return self._smart(thing, made, old)
            case Group():
                return self._group(thing, made, old)
            case Odd():
                return self._odd(thing, made, old)
        return []

    def _words(self, thing: Words) -> list[Block]:
        return text_blocks(thing.paras, thing.href)

    def _chart(self, chart: OldChart, made: Slide, old: OldSlide) -> list[Block]:
        blocks, told = chart_blocks(chart)
        if told:
            made.told.append(told)
        if not blocks:
            return self._drawn_picture(frozenset({chart.key}), chart.rect, chart.alt, old) or _alt_text(chart)
        if old.number in self.plain and chart.series:
            blocks, _ = chart_blocks(replace(chart, kinds=("", "")))
        return blocks

    def _picture(self, image: Image, made: Slide, old: OldSlide) -> list[Block]:
        alt = "" if _FILE_NAME.fullmatch(image.alt) else image.alt  # a file's name tells nobody anything
        name = self.shelf.picture(image, old.number)
        if not name:
            self._keep(image, made, "a picture")
            return _alt_text(image)
        if not alt and not image.decorative:
            made.told.append("a picture has no words for those who can't see it")
        small = image.rect.w < _ICON * self.deck.width and image.rect.w > 0
        width = f"{max(8, round(image.rect.w))}pt" if small else ""
        return [Picture(src=name, alt="" if image.decorative else alt, width=width)]

    def _clip(self, clip: Clip, made: Slide, old: OldSlide) -> list[Block]:
        what = "film" if clip.form == "video" else "sound"
        poster = self.shelf.picture(clip.poster, old.number) if clip.poster and clip.form == "video" else ""
        name = self.shelf.clip(clip, old.number) if clip.data else ""
        title = (Run(clip.alt),) if clip.alt else ()
        if name:
            return [Media(form=clip.form, src=name, caption=title, poster=poster)]
        if clip.address.lower().startswith(("https://", "http://")):
            return [Media(form="link", src=clip.address, caption=title, poster=poster)]
        if clip.data:
            made.kept.append(self.shelf.kept(clip.data, clip.ending, old.number))
            made.told.append(f"a {what} (.{clip.ending}) that can't be built in is kept as {made.kept[-1]}")
        else:
            made.told.append(f"a {what} is not in the file: {clip.address or 'nothing says where it was'}")
        return [Picture(src=poster, alt=clip.alt)] if poster else _alt_text(clip)

    def _smart(self, smart: Smart, made: Slide, old: OldSlide) -> list[Block]:
        blocks = smart_blocks(smart)
        if old.number in self.plain and smart.nodes:
            blocks = [outline(smart.nodes)]
        for image in smart.images:
            blocks += self._picture(replace(image, alt=image.alt, decorative=True), made, old)
        if blocks and isinstance(blocks[0], List):
            made.told.append(f"SmartArt ({smart.layout or 'unknown'}) is a list now")
        if not blocks:
            blocks = self._drawn_picture(frozenset({smart.key}), smart.rect, smart.alt, old) or _alt_text(smart)
        return blocks

    def _group(self, group: Group, made: Slide, old: OldSlide) -> list[Block]:
        """A drawing of several shapes: a diagram where it clearly is one, else a picture, else its words."""
        found = None if old.number in self.plain else (flow_of(group.things) or process_of(group.things))
        if found:
            drawing, used = found
            rest = [t for t in group.things if t.key not in used and says_something(t)]
            return [drawing, *self._row(arrange(rest), made, old)]
        words = [word for thing in in_order(group.things) for word in words_of(thing)]
        alt = " ".join(dict.fromkeys(filter(None, [group.alt, *words]))) if group.alt not in words else " ".join(words)
        inner = [t for t in group.things if isinstance(t, (Grid, OldChart, Clip, Smart, Odd))]
        keys = frozenset(t.key for t in group.things if t not in inner)
        picture = self._drawn_picture(keys, group.rect, alt, old)
        if picture:
            made.told.append("a drawing is kept as a picture; its words are its description")
            return [*picture, *(block for thing in inner for block in self._thing(thing, made, old))]
        made.told.append(
            "a drawing is taken apart: its words stand in the order they are read, its lines and arrows are left out"
        )
        parts = [t for t in group.things if says_something(t)]
        said = [Paragraph(inlines=(Run(group.alt),))] if group.alt and not any(map(words_of, parts)) else []
        return [*said, *self._row(arrange(parts), made, old)]

    def _odd(self, odd: Odd, made: Slide, old: OldSlide) -> list[Block]:
        told = f"{odd.what} can't be taken over"
        if odd.data:
            made.kept.append(self.shelf.kept(odd.data, odd.ending, old.number))
            told += f": its file is kept as {made.kept[-1]}"
        made.told.append(told)
        if odd.image is not None and (
            picture := self._picture(replace(odd.image, alt=odd.alt, decorative=not odd.alt), made, old)
        ):
            return picture
        return self._drawn_picture(frozenset({odd.key}), odd.rect, odd.alt, old) or _alt_text(odd)

    def _drawn_picture(self, keys: frozenset[int], rect: Rect, alt: str, old: OldSlide) -> list[Block]:
        """A picture of shapes as LibreOffice draws them, nothing where it isn't there."""
        name = self.shelf.shapes(old.part, keys, rect, old.number)
        return [Picture(src=name, alt=alt)] if name else []

    def _keep(self, image: Image, made: Slide, what: str) -> None:
        if image.data:
            made.kept.append(self.shelf.kept(image.data, image.ending, made.number))
            made.told.append(f"{what} (.{image.ending}) that can't be shown is kept as {made.kept[-1]}")


def _is_caption(part: Thing | Side, above: Thing | Side | None) -> bool:
    """Whether a box of one line stands right beneath a picture or a table, no wider than it."""
    if not isinstance(part, Words) or not isinstance(above, (Image, Grid)) or part.drawn or part.href:
        return False
    if len(part.paras) != 1 or part.paras[0].mark or part.paras[0].display:
        return False
    if len(plain_text(part.paras[0].inlines).split()) > _CAPTION:
        return False
    gap = part.rect.y - above.rect.bottom
    middle = part.rect.x + part.rect.w / 2
    return (
        -6 < gap < 24
        and above.rect.x < middle < above.rect.right
        and (not part.kind or above.kind == "")
        and part.rect.h < 60
    )


def _called(thing: Thing) -> str:
    return {"Image": "picture", "Grid": "table", "OldChart": "chart", "Clip": "film", "Smart": "drawing"}.get(
        type(thing).__name__, "drawing"
    )


def _alt_text(thing: Thing) -> list[Block]:
    """In place of what can't be shown, what it is said to show."""
    return [Paragraph(inlines=(Run(f"[{thing.alt}]"),))] if thing.alt else []
