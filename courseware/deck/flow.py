"""Blocks become elements that can be measured: text items under each other, and tables, code, pictures, columns and boxes between them."""

from __future__ import annotations

from msgspec.structs import replace

from courseware.content.blocks import (
    Block,
    Blocks,
    Box,
    Code,
    Columns,
    Definitions,
    Drawing,
    Heading,
    Inlines,
    Item,
    List,
    MathBlock,
    Media,
    PageBreak,
    Paragraph,
    Pause,
    Picture,
    Quote,
    Run,
    Table,
    plain_text,
)
from courseware.deck.bullets import DONE, OPEN, SCHEMES, SIGNS, numbered
from courseware.deck.codes import code_part
from courseware.deck.drawings import diagram_part
from courseware.deck.dress import WordsDress
from courseware.deck.elements import BoxPart, ColumnsPart, Element, Stack, TextPart
from courseware.deck.equations import equation_part
from courseware.deck.iconed import leading_icon, named_icon, tick, with_room
from courseware.deck.kit import Bullet, SlotBox, TextStyle
from courseware.deck.measure import is_rtl
from courseware.deck.media import media_part
from courseware.deck.objects import picture_part, table_part
from courseware.deck.setting import TextItem
from courseware.deck.signs import ROOM, Sign
from courseware.deck.spans import Setter
from courseware.problems import Place, Problem

AFTER_NUMBER = 0.4
"""The gap between a number and its text, as a share of the size."""
SIGN_WIDTH = 1.25
"""What a box or a tick takes with the gap after it, as a share of the size."""


def stack_of(setter: Setter, blocks: Blocks, slot: SlotBox, place: Place) -> Stack:
    """The blocks of one slot as elements under each other."""
    return _Builder(setter, slot, place).build(blocks)


def dressed(style: TextStyle, dress: WordsDress) -> TextStyle:
    """A style as the brand sets words that stand out."""
    family, ink = dress.family or style.family, dress.ink or style.ink
    return replace(style, family=family, ink=ink, bold=dress.bold, italic=dress.italic)


class _Builder:
    """Builds the elements of one slot."""

    def __init__(self, setter: Setter, slot: SlotBox, place: Place) -> None:
        self.setter, self.slot, self.kit, self.here = setter, slot, setter.kit, place
        self.elements: list[Element] = []
        self.items: list[TextItem] = []

    def build(self, blocks: Blocks) -> Stack:
        for block in blocks:
            self.add(block)
        self.close()
        return Stack(tuple(self.elements))

    def close(self) -> None:
        """Ends the run of text, so that an object may stand beneath it."""
        if self.items:
            self.elements.append(TextPart(tuple(self.items)))
            self.items = []

    def object(self, element: Element) -> None:
        self.close()
        self.elements.append(element)

    def add(self, block: Block, level: int = 0) -> None:
        setter = self.setter
        place = block.place if block.place.file else self.here
        match block:
            case Paragraph(inlines=inlines):
                self.text(inlines, self.slot.plain(), block)
            case Heading(inlines=inlines):
                style = self.slot.plain()
                style = dressed(replace(style, before=max(style.before, style.size * 0.5)), self.kit.dress.heading)
                self.text(inlines, style, block, keep=True)
            case List():
                self.list(block, level)
            case Quote(blocks=blocks):
                self.quote(blocks)
            case Definitions():
                self.definitions(block)
            case Table():
                self.object(table_part(setter, self.slot, block, place, stack_of))
            case Code():
                self.object(code_part(setter, self.slot, block, place))
            case Picture():
                if picture := picture_part(setter, self.slot, block, place):
                    self.object(picture)
            case Media():
                if media := media_part(setter, self.slot, block, place):
                    self.object(media)
            case Columns(parts=parts):
                stacks = tuple((part.width, _Builder(setter, self.slot, place).build(part.blocks)) for part in parts)
                self.object(ColumnsPart(stacks, self.kit.policy.gutter))
            case Box():
                self.object(self.box(block, place))
            case Pause():
                setter.clicks += 1
            case PageBreak():
                pass  # a page ends in print; on a slide there is nothing to end
            case MathBlock():
                if equation := equation_part(setter, self.slot, block, place):
                    self.object(equation)
            case Drawing(form="diagram" | "mermaid"):
                if part := diagram_part(setter, block, place):
                    self.object(part)
            case Drawing():
                self.chart(block, place)
            case _:
                raise TypeError(f"{type(block).__name__} is to be resolved before fit")

    def chart(self, block: Drawing, place: Place) -> None:
        from courseware.deck.charts import chart_part  # only the decks that have one need to know how charts are read

        if part := chart_part(self.setter, self.slot, block, place):
            self.object(part)

    def text(
        self,
        inlines: Inlines,
        style: TextStyle,
        block: Block | Item,
        level: int = 0,
        mark: str = "",
        keep: bool = False,
        within: str = "",
        sign: Sign | None = None,
    ) -> None:
        """One paragraph. `within` is the id of the block that holds it, where it has none of its own."""
        if not inlines and not mark:
            return  # a line that a template left empty
        place = block.place if block.place.file else self.here
        icon, inlines = leading_icon(self.setter, inlines, self.kit.ink("accent"), place)
        if icon is not None or (sign is not None and not sign.beside):
            sign, style, mark = icon or sign, with_room(style), ""
        spans = self.setter.spans(inlines, style, place)
        if style.line < 1.0 and not style.line_exact and any(span.slot in ("ea", "cs") for span in spans):
            style = replace(style, line=1.0)  # letters that are higher than Latin ones would leave the first line's top
        rtl = is_rtl(plain_text(inlines), self.setter.measure.language)
        if rtl:
            style = replace(style, rtl=True, align="r" if style.align == "l" else style.align)
        self.items.append(
            TextItem(
                spans, style, level, mark, block.id or within, self.setter.clicks, keep, rtl=rtl, place=place, sign=sign
            )
        )

    def list(self, block: List, level: int) -> None:
        steps = block.incremental or self.setter.incremental
        base = self.item_style(block, level)
        if block.ordered and block.start < 1:
            fact = f"a numbered list on a slide can't begin at {block.start}"
            place = block.place if block.place.file else self.here
            self.setter.problems.append(Problem(place, fact, "begin at 1: PowerPoint knows no lower number"))
        if block.ordered:
            self.part_numbers(level)
        for number, item in enumerate(block.items):
            if steps and level == 0:
                self.setter.clicks += 1
            style, mark = self.bulleted(block, item, base, block.start + number)
            first = True
            for inner in item.blocks:
                if isinstance(inner, Paragraph):
                    look = style if first else replace(style, bullet=None, indent=0.0)
                    key = tick(self.setter, self.kit.ink("good")) if first and block.ordered and item.checked else None
                    self.text(inner.inlines, look, inner, level, mark if first else "", within=block.id, sign=key)
                    first = False
                elif isinstance(inner, List):
                    self.list(inner, level + 1)
                else:
                    self.add(inner, level + 1)

    def part_numbers(self, level: int) -> None:
        """A numbered list right under another one begins anew: PowerPoint would count on, but for a line between them, which is a point high."""
        last = self.items[-1] if self.items else None
        if last is not None and last.level == level and last.style.bullet is not None and last.style.bullet.numbered:
            look = replace(last.style, size=1.0, bullet=None, margin=0.0, indent=0.0, before=0.0, after=0.0)
            look = replace(look, line=1.0, line_exact=True)
            self.items.append(TextItem((), look, level, "", last.block, self.setter.clicks, place=self.here))

    def item_style(self, block: List, level: int) -> TextStyle:
        """The style of a list's items: all begin at one edge, far enough to the right for the widest number."""
        style = self.slot.style(level)
        if style.bullet is None or style.indent >= 0:
            step = style.size * 0.9
            style = replace(style, margin=self.slot.style(0).margin + step * (level + 1), indent=-step)
        if block.ordered:
            marks = (numbered(block.numbering, block.start + number) for number in range(len(block.items)))
            width = self.setter.measure.width
            widest = max((width(mark, style.family, style.size, style.bold) for mark in marks), default=0.0)
            wide = widest + style.size * AFTER_NUMBER
        elif any(item.checked is not None for item in block.items):
            wide = style.size * SIGN_WIDTH
        else:
            return style
        if block.ordered and any(item.checked for item in block.items) and not self.beside(style):
            style = replace(style, margin=style.margin + style.size * ROOM)  # the tick stands left of the number
        if wide > -style.indent:
            style = replace(style, margin=style.margin + wide + style.indent, indent=-wide)
        return style

    def beside(self, style: TextStyle) -> bool:
        """Whether a tick has room on the slide left of the slot, so that a question's answers stand where the question had them."""
        return self.slot.name == "options" and self.slot.inner.x >= style.size * ROOM

    def bulleted(self, block: List, item: Item, style: TextStyle, number: int) -> tuple[TextStyle, str]:
        """The style of an item and the mark at its left."""
        bullet = style.bullet or Bullet("•")
        mark = bullet.text
        if block.ordered:
            bullet = Bullet(SCHEMES.get(block.numbering, "arabicPeriod"), True, block.start, ink=bullet.ink)
            mark = numbered(block.numbering, number)
        elif item.checked is not None:
            mark = DONE if item.checked else OPEN
            bullet = Bullet(mark, family=SIGNS, ink=bullet.ink)
        if block.ordered and item.checked is False:  # the key of a question is ticked, the other answers step back
            style = replace(style, ink=self.kit.ink("muted"))
            bullet = replace(bullet, ink=self.kit.ink("muted"))
        return style if bullet == style.bullet else replace(style, bullet=bullet), mark

    def quote(self, blocks: Blocks) -> None:
        inset = self.slot.style(0).size
        for block in blocks:
            if not isinstance(block, Paragraph):
                self.add(block)
                continue
            style = self.slot.plain()
            if self.slot.name != "quote":
                style = dressed(replace(style, margin=style.margin + inset), self.kit.dress.quote)
            self.text(block.inlines, style, block)

    def definitions(self, block: Definitions) -> None:
        style = self.slot.plain()
        for entry in block.entries:
            at = Paragraph(entry.term, place=block.place, id=block.id)
            self.text(entry.term, dressed(style, self.kit.dress.term), at, keep=True)
            for detail in entry.details:
                for inner in detail:
                    if isinstance(inner, Paragraph):
                        self.text(inner.inlines, replace(style, before=0.0, margin=style.margin + style.size), inner)
                    else:
                        self.add(inner, 1)

    def box(self, block: Box, place: Place) -> BoxPart:
        style = self.slot.plain()
        key = f"box_{block.kind}"
        title = block.title
        if not title and key in self.setter.labels:
            title = (Run(self.setter.labels[key]),)
        inner = _Builder(self.setter, self.slot, place)
        dress = self.kit.dress.box
        ink, click = dress.colour(block.kind) or style.ink, self.setter.clicks
        if title:
            inner.text(
                title,
                replace(style, bold=True, ink=ink),
                Paragraph(title, place=place, id=block.id),
                keep=True,
                sign=named_icon(self.setter, block.icon, block.kind, ink, place),
            )
        return BoxPart(inner.build(block.blocks), dress, block.kind, place, click)
