"""A slide that can't be made, as a red page: a draft always yields a deck."""

from __future__ import annotations

from msgspec.structs import replace

from courseware.content.blocks import Paragraph, Run, plain_text
from courseware.deck.elements import Ground
from courseware.deck.flow import stack_of
from courseware.deck.kit import Ink, Kit, Rect, SlotBox
from courseware.deck.model import DeckSlide
from courseware.deck.setting import Scale
from courseware.deck.slides import Page, TextBox
from courseware.deck.spans import Setter
from courseware.problems import CoursewareError

RED, WHITE = Ink("B00020"), Ink("FFFFFF")
SHOWN = 8  # problems on one page


def red_page(slide: DeckSlide, number: str, error: CoursewareError, kit: Kit, setter: Setter) -> Page:
    """A page that shows the slide's title and what is wrong with it, with file and line."""
    layout = kit.layouts["content"]
    frame = Rect(kit.width * 0.05, kit.height * 0.08, kit.width * 0.9, kit.height * 0.84)
    base = next(iter(layout.slots.values())).style(0)
    style = replace(
        base,
        bullet=None,
        margin=0.0,
        indent=0.0,
        ink=WHITE,
        size=18.0,
        bold=False,
        before=6.0,
        after=0.0,
        align="l",
        line=1.0,
        line_exact=False,
    )
    slot = SlotBox("body", frame, (style,) * 9, insets=(18.0, 14.0, 18.0, 14.0))
    lines = [Paragraph((Run(f"{number}  {plain_text(slide.title)}", bold=True),))]
    lines += [Paragraph((Run(f"{problem.place}: {problem.fact}"),)) for problem in error.problems[:SHOWN]]
    clean = Setter(kit, setter.brand, setter.measure, setter.files, setter.labels)
    stack = stack_of(clean, tuple(lines), slot, slide.place)
    ground = Ground(kit, slot, setter.measure)
    room = slot.inner.h
    steps = (Scale(), Scale(0.8), Scale(0.6))
    scale = next((each for each in steps if stack.height(slot.inner.w, each, ground) <= room), Scale(0.5))
    boxes = stack.place(slot.inner, scale, ground)
    return Page(
        number=number,
        id=slide.id,
        role="content",
        layout=layout.key,
        title=plain_text(slide.title),
        boxes=tuple(replace(box, fill=RED, name="Problem") if isinstance(box, TextBox) else box for box in boxes),
        notes=slide.notes,
        hidden=slide.hidden,
        section=slide.section,
        place=slide.place,
    )
