"""One page drawn, box by box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

from courseware.deck.kit import KEPT, Decor, Ink, Kit, Layout, Rect
from courseware.deck.posters import PLAY
from courseware.deck.slides import (
    ChartBox,
    DrawingBox,
    DrawnShape,
    Line,
    MediaBox,
    Page,
    PictureBox,
    Piece,
    SetEquation,
    ShapeBox,
    SlideBox,
    Slides,
    Span,
    TableBox,
    TextBox,
    TextParagraph,
)
from courseware.picture.bullets import drawn_sign, sign
from courseware.picture.drawings import drawn
from courseware.picture.looks import bullet_look, look, style_look
from courseware.picture.units import at, pt

STRUT = 200
"""Points from the top of a drawn line to its baseline: more than the ascent of the largest letter on a slide."""

RIGHT_TO_LEFT = "\u200f"
"""A mark without width at both ends of a stretch keeps its punctuation on the side where it belongs."""

SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")  # a template's other pictures (EMF, WMF) can't be drawn

Run: TypeAlias = tuple[str, float, str]
"""Text of one look on a line: the look's class, by how many points it is raised, and its words."""


def draw(page: Page, slides: Slides, kit: Kit) -> str:
    """One page as a `<section class="slide">` of its exact size. Pictures are `<img>` with a name for `Files`, or `part:NAME` of the base presentation.

    What a click brings carries its number as `data-step`, for a page that shows slides one click at a time.
    """
    layout = layout_of(page, kit)
    if page.layout.startswith(KEPT):
        from courseware.deck.kept import as_shown

        layout = as_shown(layout, slides.properties)
    ground = page.background or layout.background
    parts = [f'<section class="slide" id="slide-{escape(page.number)}" style="background:#{ground.rgb}">']
    parts += (_decor(decor) for decor in layout.decor)
    for box in page.boxes:
        if box.rect.bottom > 0:  # a title that only screen readers find stands above the slide
            parts += _stepped(_box(box), box.build)
    parts.append("</section>")
    return "".join(parts)


def layout_of(page: Page, kit: Kit) -> Layout:
    """The layout that a page stands on."""
    first = kit.layouts[page.role]
    if first.key == page.layout:
        return first
    kept = (slide.layout for slide in kit.kept)
    return next(
        (each for each in (*kit.named.values(), *kit.layouts.values(), *kept) if each.key == page.layout), first
    )


def _stepped(parts: Iterable[str], build: int) -> Iterator[str]:
    """Elements, marked with the click that shows them, but for those that have one of their own already."""
    mark = f' data-step="{build}" '
    for part in parts:
        own = part.partition(">")[0].count(" data-step=")
        yield part.replace(" ", mark, 1) if build and not own else part


def _box(box: SlideBox) -> Iterator[str]:
    match box:
        case TextBox():
            yield _ground(box.rect, box.fill, box.outline, box.outline_width)
            if box.edge and box.edge_width:
                yield _ground(Rect(box.rect.x, box.rect.y, box.edge_width, box.rect.h), box.edge)
            yield from written(box.paragraphs)
        case TableBox():
            yield from _table(box)
        case PictureBox():
            yield _picture(box)
        case MediaBox() if not box.auto:
            yield from _media(box)
        case DrawingBox():
            yield drawn(box)
            for part in box.parts:
                if isinstance(part, DrawnShape):
                    yield from written(part.paragraphs)
        case ChartBox(drawing=inner):
            yield from _box(inner)
        case ShapeBox(kind="line"):
            yield _rule(box.rect, box.outline or box.fill, box.outline_width)
        case ShapeBox(kind="path"):
            yield _freeform(box)
        case ShapeBox(fill=Ink()) if box.veil:
            yield _veil(box)
        case ShapeBox():
            yield _ground(box.rect, box.fill, box.outline, box.outline_width, box.kind == "ellipse")


def _ground(
    rect: Rect,
    fill: Ink | None,
    outline: Ink | None = None,
    width: float = 0.0,
    round_: bool = False,
    radius: float = 0.0,
) -> str:
    """A filled or outlined area; PowerPoint centres an outline on the edge, CSS puts it inside."""
    if fill is None and (outline is None or not width):
        return ""
    style = ""
    if fill:
        style += f"background:#{fill.rgb};"
    if outline and width:
        rect = rect.inset(-width / 2, -width / 2, -width / 2, -width / 2)
        style += f"border:{pt(width)} solid #{outline.rgb};box-sizing:border-box;"
    if round_:
        style += "border-radius:50%;"
    elif radius:
        style += f"border-radius:{pt(radius)};"
    return f'<div style="{style}{at(rect)}"></div>'


def _rule(rect: Rect, ink: Ink | None, width: float) -> str:
    """A line from the rectangle's top left corner to its bottom right one."""
    if ink is None or not width:
        return ""
    if rect.h == 0:
        return _ground(Rect(rect.x, rect.y - width / 2, rect.w, width), ink)
    if rect.w == 0:
        return _ground(Rect(rect.x - width / 2, rect.y, width, rect.h), ink)
    w, h = f"{rect.w:g}", f"{rect.h:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" style="{at(rect)}" viewBox="0 0 {w} {h}" aria-hidden="true">'
        f'<line x1="0" y1="0" x2="{w}" y2="{h}" stroke="#{ink.rgb}" stroke-width="{width:g}"/></svg>'
    )


def _freeform(box: ShapeBox) -> str:
    """A shape along its own path, its lines with round ends and joins as PowerPoint draws them."""
    path = "".join(f"{name}{' '.join(f'{value:.2f}' for value in values)}" for name, values in box.path)
    x, y, w, h = (f"{value:.2f}" for value in (box.rect.x, box.rect.y, box.rect.w, box.rect.h))
    look = f'fill="#{box.fill.rgb}"' if box.fill else 'fill="none"'
    if box.outline and box.outline_width:
        look += f' stroke="#{box.outline.rgb}" stroke-width="{box.outline_width:g}"'
        look += ' stroke-linecap="round" stroke-linejoin="round"'
    said = f'role="img" aria-label="{escape(box.alt)}"' if box.alt else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" style="{at(box.rect)};overflow:visible" viewBox="{x} {y} {w} {h}" {said}>'
        f'<path d="{path}" {look}/></svg>'
    )


def _veil(box: ShapeBox) -> str:
    """An area that lets through what lies beneath, more or less from the top to the foot, or across. CSS's gradients lose a first stop that is
    clear; as a picture of its own, its gradient's name is no other slide's."""
    assert box.fill is not None
    towards = 'x2="1" y2="0"' if box.across else 'x2="0" y2="1"'
    stops = "".join(
        f'<stop offset="{share:g}" stop-color="#{box.fill.rgb}" stop-opacity="{opacity:g}"/>'
        for share, opacity in box.veil
    )
    w, h = f"{box.rect.w:g}", f"{box.rect.h:g}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        f'<defs><linearGradient id="veil" x1="0" y1="0" {towards}>{stops}</linearGradient></defs>'
        f'<rect width="{w}" height="{h}" fill="url(#veil)"/></svg>'
    )
    from base64 import b64encode

    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<div class="p" style="{at(box.rect)}"><img src="{address}" alt="" style="left:0;top:0;width:{pt(box.rect.w)};height:{pt(box.rect.h)}"/></div>'


def _picture(box: PictureBox) -> str:
    left, top, right, bottom = box.crop
    w, h = box.rect.w / max(1 - left - right, 0.01), box.rect.h / max(1 - top - bottom, 0.01)
    inner = f"left:{pt(-left * w)};top:{pt(-top * h)};width:{pt(w)};height:{pt(h)}"
    return f'<div class="p" style="{at(box.rect)}"><img src="{escape(box.src)}" alt="{escape(box.alt)}" style="{inner}"/></div>'


def _media(box: MediaBox) -> Iterator[str]:
    """The poster of a film, with a play sign on one that its author gave."""
    from base64 import b64encode

    shown = box.poster or f"data:image/png;base64,{b64encode(box.drawn).decode()}"
    yield f'<img src="{escape(shown)}" alt="{escape(box.alt)}" style="position:absolute;{at(box.rect)}"/>'
    if not box.poster or box.form == "audio":
        return
    size = min(box.rect.w, box.rect.h) * 0.28
    sign = Rect(box.rect.x + (box.rect.w - size) / 2, box.rect.y + (box.rect.h - size) / 2, size, size)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" style="{at(sign)}" viewBox="-50 -50 100 100" aria-hidden="true">'
        f'<circle r="49" fill="#FFFFFF" fill-opacity=".88" stroke="#000000" stroke-opacity=".4"/><path d="{PLAY}" fill="#333333"/></svg>'
    )


def _table(box: TableBox) -> Iterator[str]:
    y = box.rect.y
    if box.top and box.top_width:
        yield _ground(Rect(box.rect.x, y - box.top_width / 2, sum(box.widths), box.top_width), box.top)
    for row in box.rows:
        x = box.rect.right if box.rtl else box.rect.x
        for width, cell in zip(box.widths, row.cells, strict=False):
            x -= width if box.rtl else 0.0
            yield _ground(Rect(x, y, width, row.height), cell.fill)
            yield from written(cell.paragraphs)
            x += 0.0 if box.rtl else width
        y += row.height
        if row.rule and row.rule_width:
            yield _ground(Rect(box.rect.x, y - row.rule_width / 2, sum(box.widths), row.rule_width), row.rule)


def written(paragraphs: Iterable[TextParagraph]) -> Iterator[str]:
    """The lines of paragraphs, each where it stands."""
    for paragraph in paragraphs:
        yield from _stepped(_lines(paragraph), paragraph.build)


def _lines(paragraph: TextParagraph) -> Iterator[str]:
    for number, line in enumerate(paragraph.lines):
        if number == 0 and paragraph.bullet_text:
            name, _ = bullet_look(paragraph)
            if drawn := drawn_sign(paragraph, line):
                yield drawn
                yield from _pieces(line, paragraph)
                continue
            yield _line(paragraph.bullet_x, line.baseline, [(name, 0.0, sign(paragraph))])
        yield from _pieces(line, paragraph)


def _pieces(line: Line, paragraph: TextParagraph) -> Iterator[str]:
    """A broken line as one element, or as several where its pieces don't touch (a tab, two directions)."""
    start, end, runs = 0.0, 0.0, list[Run]()
    for piece in line.pieces:
        if not piece.text:
            continue
        span = paragraph.spans[piece.span]
        if span.equation is not None:
            if runs:
                yield _line(start, line.baseline, runs)
                runs = []
            yield _equation(span.equation, piece, line, span, paragraph)
            continue
        name, _ = look(span, paragraph.style)
        if runs and (abs(piece.x - end) >= 0.5 or piece.rtl):
            yield _line(start, line.baseline, runs)
            runs = []
        text = f"{RIGHT_TO_LEFT}{piece.text}{RIGHT_TO_LEFT}" if piece.rtl else piece.text
        if not runs:
            start = piece.x
        runs.append((name, span.baseline * span.size, text))
        end = -1.0 if piece.rtl else piece.x + piece.width  # what follows letters from right to left stands alone
    if runs:
        yield _line(start, line.baseline, runs)


def _equation(set_: SetEquation, piece: Piece, line: Line, span: Span, paragraph: TextParagraph) -> str:
    """An equation as a drawing, in the middle of the room that it has on its line."""
    from courseware.equation.drawn import outlines

    wide, high = set_.width * span.size, (set_.ascent + set_.descent) * span.size
    left = piece.x + (piece.width - wide) / 2
    rect = Rect(left, line.baseline - set_.ascent * span.size, wide, high)
    address = outlines(set_.tex, set_.display).address((span.ink or paragraph.style.ink).rgb)
    return f'<img src="{address}" alt="{escape(set_.tex)}" style="position:absolute;{at(rect)}"/>'


def _line(x: float, baseline: float, runs: list[Run]) -> str:
    """Text on its baseline. One run alone needs no element of its own, which saves a third of the time of a deck."""
    at = f"left:{pt(x)};top:{pt(baseline - STRUT)}"
    name, shift, text = runs[0]
    if len(runs) == 1 and not shift:
        return f'<div class="l {name}" style="{at}">{escape(text)}</div>'
    inner = "".join(f'<span class="{name}"{_raised(shift)}>{escape(text)}</span>' for name, shift, text in runs)
    return f'<div class="l" style="{at}">{inner}</div>'


def _raised(shift: float) -> str:
    return f' style="vertical-align:{pt(shift)}"' if shift else ""


def _decor(decor: Decor) -> str:
    match decor.kind:
        case "line":
            return _rule(decor.rect, decor.outline or decor.fill, decor.outline_width)
        case "picture":
            if not decor.picture.lower().endswith(SHOWN):
                return ""
            return f'<img src="part:{escape(decor.picture)}" alt="" style="{at(decor.rect)}"/>'
        case "text" if decor.style:
            name, _ = style_look(decor.style)
            anchor = {"ctr": "middle", "b": "bottom"}.get(decor.anchor, "top")
            align = {"ctr": "center", "r": "right"}.get(decor.style.align, "left")
            inner = f'<div class="{name}" style="vertical-align:{anchor};text-align:{align};line-height:1.2">{escape(decor.text)}</div>'
            return f'<div class="d" style="{at(decor.rect)}">{inner}</div>'
    return _ground(decor.rect, decor.fill, decor.outline, decor.outline_width, decor.kind == "ellipse", decor.rounded)
