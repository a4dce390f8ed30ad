"""Titles: their icon, and the titles that nobody sees, by which a screen reader and PowerPoint's outline tell untitled slides apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from courseware.content.blocks import Inlines, MathRun
from courseware.deck.kit import Kit, Layout, Rect, SlotBox
from courseware.deck.placing import place_all
from courseware.deck.setting import FULL, TextItem, set_item
from courseware.deck.signs import MIDDLE, SIZE, Sign, drawn
from courseware.deck.slides import DrawingBox, PictureBox, SlideBox, Span, TableBox, TextBox
from courseware.deck.spans import Setter

GAP = 0.5
"""Between a title and its icon, as a share of the title's size."""
LOW = 120.0
"""Points from the top below which no title stands that has text under it."""
LONGEST = 60
"""Characters of a title that is made of what stands on the slide."""
ABOVE = 12.0
"""Points above the slide at which a title that nobody sees stands, where PowerPoint itself puts such a title."""


def beside_icon(slot: SlotBox) -> SlotBox:
    """A title's slot with room for an icon at the end of its lines; its placeholder stays where it is."""
    size = slot.style(0).size * (SIZE + GAP)
    left, top, right, bottom = slot.insets
    match slot.style(0).align:
        case "ctr":
            insets = (left + size, top, right + size, bottom)
        case "r":
            insets = (left + size, top, right, bottom)
        case _:
            insets = (left, top, right + size, bottom)
    return replace(slot, insets=insets)


def icon_box(sign: Sign, title: TextBox, slot: SlotBox) -> SlideBox:
    """The icon of a title that is placed: at the end of its slot, on its first line."""
    first = title.paragraphs[0]
    size = first.style.size * SIZE
    left = slot.inner.x if first.style.align == "r" else slot.inner.right - size
    if (
        first.lines[0].top > LOW and first.style.align == "l"
    ):  # a title that stands alone on its slide has it beside its words
        left = first.lines[0].pieces[-1].x + first.lines[0].pieces[-1].width + first.style.size * GAP
    top = first.lines[0].baseline - first.style.size * MIDDLE - size / 2
    return drawn(sign.name, sign.steps, Rect(left, top, size, size), sign.ink, sign.alt)


def unseen_title(boxes: Iterable[SlideBox], number: str, layout: Layout, kit: Kit, setter: Setter) -> TextBox:
    """The title of a slide that shows none, above the slide's edge: its number, and what stands on it first."""
    words = _first_words(boxes)
    labels: Mapping[str, str] = setter.labels
    text = labels["slide_about"].format(n=number, words=words) if words else labels["slide_n"].format(n=number)
    slot = layout.slots.get("title") or kit.layouts["content"].slots["title"]
    style = replace(slot.style(0), size=18.0, bullet=None, margin=0.0, indent=0.0, caps=False)
    item = TextItem((Span(text, style.family, style.size, bold=style.bold),), style)
    wide = kit.width - 2 * ABOVE
    found = set_item(item, wide, FULL, setter.measure)
    high = found.budget + 4.0
    rect = Rect(ABOVE, -ABOVE - high, wide, high)
    return TextBox(
        rect=rect,
        paragraphs=place_all((found,), rect.x, rect.y, wide, high, "t", setter.measure),
        name="Title",
        kind="title",
        idx=layout.slots["title"].idx if "title" in layout.slots else None,
        moved=True,
        scale=style.size / slot.style(0).size,
        anchor="t",
    )


def _first_words(boxes: Iterable[SlideBox]) -> str:
    for box in boxes:
        words = ""
        match box:
            case TextBox(artifact=False, kind=kind) if kind not in ("footer", "number", "date"):
                words = next((text for p in box.paragraphs if (text := _plain(p.spans).strip())), "")
            case PictureBox() | TableBox() | DrawingBox():
                words = box.alt
        if words:
            return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0].rstrip(",;:–-") + "…"
    return ""


def _plain(spans: Iterable[Span]) -> str:
    return "".join(" " if span.text == "\n" else span.text for span in spans)


def as_text(title: Inlines) -> Inlines:
    """A title whose short equations are text, so that every program finds it."""
    if not any(isinstance(inline, MathRun) for inline in title):
        return title
    from courseware.deck.plainmath import without_equations

    return without_equations(title)
