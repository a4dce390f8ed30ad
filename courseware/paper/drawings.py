"""Diagrams on paper: laid out anew for the text column, as vectors under real text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from html import escape, unescape

from msgspec.structs import replace

from courseware.deck.drawings import spoken
from courseware.deck.drawn import Pen
from courseware.deck.kit import Rect
from courseware.deck.sizer import FontSizer
from courseware.deck.slides import DrawingBox, DrawnShape
from courseware.paper.dress import Paper, attribute
from courseware.paper.inks import for_diagram, printed
from courseware.picture.drawing import STRUT, written
from courseware.picture.drawings import drawn
from courseware.picture.looks import look
from courseware.picture.units import pt
from courseware.problems import CoursewareError
from courseware.scene import Scene, Sizer, scaled

SIZE, FLOORS = 10.0, (9.0, 8.0)
"""The size of labels on paper in points, and how small they may become: the second only where nothing else helps."""
SCREEN = 18.0
"""The size that layouts are made for: on paper their gaps and lines shrink as their text does."""
HEIGHTS = (0.6, 0.8, 1.1, 1.4)
"""Heights that are tried, as shares of the width; the last is limited by `TALLEST`."""
TALLEST = 480.0

LayOut = Callable[..., Scene]


def diagram(match: re.Match[str], paper: Paper) -> str:
    """A fenced diagram as a figure with vectors and words."""
    from courseware.diagram.layout import lay_out
    from courseware.diagram.read import read_diagram
    from courseware.diagram.texts import labels

    form, attributes, source = match[1], match[2], unescape(match[3])
    place = paper.place(attributes)
    try:
        found = read_diagram(source, place, form)
        alt = attribute(attributes, "aria-label")
        alt = alt or spoken(found.title or paper.labels[f"drawing_{found.kind}"], labels(found))
        free = replace(found, direction="")  # a column is higher than wide: a direction may be meant for the slide
        tries = (partial(lay_out, found, folded=False), partial(lay_out, found), partial(lay_out, free))
        scene = _first(tries, paper.width(match.start()), paper)
    except CoursewareError as error:
        paper.problems.extend(error.problems)
        return ""
    return figure(scene, alt, paper, for_diagrams=True)


def _first(tries: Sequence[LayOut], width: float, paper: Paper) -> Scene:
    """The scene of the first of `tries` that fits; `CoursewareError`, the last one's, where none does."""
    for lay in tries[:-1]:
        try:
            return fitted(lay, width, paper)
        except CoursewareError:
            continue
    return fitted(tries[-1], width, paper)


def fitted(lay: LayOut, width: float, paper: Paper) -> Scene:
    """The scene in the lowest room that holds its text at a readable size; `CoursewareError` where none does."""
    sizer: Sizer = FontSizer(paper.measure, paper.fonts["body"])
    share = SIZE / SCREEN
    fault: CoursewareError | None = None
    for floor in FLOORS:
        for height in HEIGHTS:
            high = min(height * width, TALLEST)
            try:
                return scaled(lay(width / share, high / share, sizer, floor / share, SCREEN), share)
            except CoursewareError as error:
                fault = error
    assert fault is not None
    raise fault


def figure(scene: Scene, alt: str, paper: Paper, *, caption: str = "", for_diagrams: bool) -> str:
    """A scene as HTML: one SVG of its shapes that carries the alternative text, and its words where they stand."""
    palette = printed(paper.palette)
    pen = Pen(palette, paper.fonts["body"], paper.measure)
    parts = pen.draw(scene, 0.0, 0.0)
    if for_diagrams:
        parts = tuple(for_diagram(part, palette["text"]) for part in parts)
    box = DrawingBox(rect=Rect(0.0, 0.0, scene.width, scene.height), parts=parts, name="", order=scene.order)
    shapes = [part for part in parts if isinstance(part, DrawnShape)]
    told = {key: number for number, key in enumerate(scene.order)}
    words = ""
    for shape in sorted(shapes, key=lambda each: told.get(each.key, len(told))):
        words += "".join(written(shape.paragraphs))
        for paragraph in shape.paragraphs:
            for span in paragraph.spans:
                name, rule = look(span, paragraph.style)
                paper.rules[f".drawing .{name}"] = rule
    paper.rules |= {
        ".drawing": "break-inside:avoid;clear:both",
        ".drawing>div": "position:relative",
        ".drawing svg,.drawing .l": "position:absolute",
        ".drawing .l": "white-space:pre;line-height:0;hyphens:manual;text-align:left",
        ".drawing .l::before": f'content:"";display:inline-block;height:{STRUT}pt',
    }
    room = f"width:{pt(scene.width)};height:{pt(scene.height)}"
    said = escape(alt)
    drawing = drawn(box).replace(' aria-hidden="true">', f"><title>{said}</title>", 1)
    return f'<figure class="drawing" role="img" aria-label="{said}"><div style="{room}">{drawing}{words}</div>{caption}</figure>'
