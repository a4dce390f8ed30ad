"""What `courseware check` tells of a slide that did not fit as it was written: the sizes before and after, and the slides it became."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from courseware.deck.kit import Layout, Policy
from courseware.deck.setting import Scale
from courseware.deck.slides import DrawingBox, DrawnShape, Page, TableBox, TextBox
from courseware.problems import Problem, warning

LEAST_DIAGRAM = 14.0
"""The least size of a diagram's text in points that is not told of."""


def notices(pages: Sequence[Page], layout: Layout, slots: Iterable[str], policy: Policy, words: str) -> list[Problem]:
    """The notice for one slide of the author's, `words` its title and `slots` those that may go on; none where it is as it was meant to be."""
    first = pages[0]
    sizes = ", ".join(
        f"{what} {before:g} → {after:g} pt" for what, before, after in _sizes(pages, layout, slots, policy)
    )
    told = []
    if len(pages) > 1:
        told.append(f"goes on over {len(pages)} slides ({first.number} to {pages[-1].number})")
    if sizes:
        told.append(f"is set smaller ({sizes})")
    if small := _diagrams(pages):
        told.append(f"has a diagram set at {small:g} pt")
    if not told:
        return []
    fact = f"slide {first.number} «{words}» {' and '.join(told)}"
    return [warning(first.place, fact, "shorten it or divide it, if that matters")]


def _diagrams(pages: Sequence[Page]) -> float:
    """The least size of a diagram's text where that is below what a room can read; 0 elsewhere."""
    drawings = (box for page in pages for box in page.boxes if isinstance(box, DrawingBox))
    shapes = (part for drawing in drawings for part in drawing.parts if isinstance(part, DrawnShape))
    sizes = [span.size for shape in shapes for paragraph in shape.paragraphs for span in paragraph.spans]
    least = min(sizes, default=LEAST_DIAGRAM)
    return least if least < LEAST_DIAGRAM else 0.0


def _sizes(
    pages: Sequence[Page], layout: Layout, slots: Iterable[str], policy: Policy
) -> Iterator[tuple[str, float, float]]:
    """What was reduced: its name, its size before and after in points."""
    boxes = [box for page in pages for box in page.boxes]
    title = next((box for box in boxes if isinstance(box, TextBox) and box.kind in ("title", "ctrTitle")), None)
    if title is not None and title.scale < 1.0 and "title" in layout.slots and title.paragraphs:
        yield "title", layout.slots["title"].style(0).size, title.paragraphs[0].style.size
    factor = pages[0].scale
    if factor == 1.0:
        return
    texts = [layout.slots[name].style(0).size for name in slots if name in layout.slots]
    own = [
        box for box in boxes if isinstance(box, TextBox) and not box.artifact and box.kind in ("body", "obj", "text")
    ]
    kinds = (
        ("text", max(texts, default=0.0), policy.body_floor, any(not box.name.startswith(_APART) for box in own)),
        ("table", policy.table_size, policy.table_floor, any(isinstance(box, TableBox) for box in boxes)),
        ("code", policy.code_size, policy.code_floor, any(box.name.startswith("Code") for box in own)),
    )
    for what, size, floor, there in kinds:
        after = Scale(factor, floor).size(size)
        if there and after < size:
            yield what, size, after


_APART = ("Code", "Caption")
