"""A page of `Slides` drawn as HTML, for slides on paper and in a preview.

Nothing is laid out again: every line stands at its baseline, every box in its rectangle. Text is HTML, never SVG, because WeasyPrint sets SVG
text letter by letter. Looks of text are classes named after what they say, so a page is drawn on its own and `sheet` covers them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

from courseware.deck.kit import Bullet, Decor, Ink, Kit, Layout, Rect, TextStyle
from courseware.deck.slides import (
    Line,
    Page,
    PictureBox,
    ShapeBox,
    SlideBox,
    Slides,
    Span,
    TableBox,
    TextBox,
    TextParagraph,
)

STRUT = (
    200  # points from the top of a drawn line to its baseline: more than the ascent of the largest letter on a slide
)
Run: TypeAlias = tuple[str, float, str]
"""Text of one look on a line: the look's class, by how many points it is raised, and its words."""

SMALL = 2 / 3  # the share of its size at which PowerPoint sets raised and lowered text
SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")  # a template's other pictures (EMF, WMF) can't be drawn

# Bullets are often set in a picture font that only PowerPoint has; these are the same signs in Unicode.
SIGNS = {
    "wingdings": {
        "§": "▪",
        "l": "●",
        "n": "■",
        "q": "❑",
        "v": "❖",
        "ü": "✓",
        "Ø": "➢",
        "à": "→",
        "ð": "⇨",
        "o": "□",
        "w": "◆",
        "¡": "○",
        "Ÿ": "•",
    },
    "symbol": {"·": "•", "¨": "♦", "\uf0b7": "•"},
    "courier new": {"o": "○"},
}
DRAWN_SIGNS = {"ü": "M2 11l5 6L18 3", "¨": "M3 3h14v14H3z", "þ": "M3 3h14v14H3zM6 10l3 4L15 6"}
"""Wingdings' tick, box and ticked box as paths in a square of 20."""


def draw(page: Page, slides: Slides, kit: Kit) -> str:
    """One page as a `<section class="slide">` of its exact size. Pictures are `<img>` with a name for `Files`, or `part:NAME` of the base presentation."""
    layout = _layout(page, kit)
    ground = page.background or layout.background
    parts = [f'<section class="slide" id="slide-{escape(page.number)}" style="background:#{ground.rgb}">']
    parts += (_decor(decor) for decor in layout.decor)
    for box in page.boxes:
        parts += _box(box)
    parts.append("</section>")
    return "".join(parts)


def sheet(slides: Slides, kit: Kit) -> str:
    """The CSS that every page of `slides` needs, without `@font-face` and `@page`."""
    rules = [
        f".slide{{position:relative;width:{_pt(slides.width)};height:{_pt(slides.height)};overflow:hidden}}",
        ".slide>*{position:absolute}",
        f".l{{white-space:pre;line-height:0;width:{_pt(slides.width * 2)}}}",  # a width saves measuring the text
        f'.l::before{{content:"";display:inline-block;height:{STRUT}pt}}',
        ".p{overflow:hidden}.p>img{position:absolute}",
        ".d{display:table}.d>div{display:table-cell}",
    ]
    looks = {look for page in slides.pages for look in _looks(page, kit)}
    rules += (f".{name}{{{rule}}}" for name, rule in sorted(looks))
    return "\n".join(rules)


def words(page: Page) -> str:
    """All text of a page but its foot, in reading order: what a reader who can't see the picture is told."""
    lines: list[str] = []
    for box in page.boxes:
        if isinstance(box, TextBox) and box.kind not in ("footer", "number", "date") and not box.artifact:
            lines += (_plain(paragraph) for paragraph in box.paragraphs)
        elif isinstance(box, TableBox):
            cells = (" ".join(map(_plain, cell.paragraphs)) for row in box.rows for cell in row.cells)
            lines.append("; ".join(filter(None, cells)))
        elif isinstance(box, PictureBox):
            lines.append(box.alt)
    return "\n".join(line for line in (each.strip() for each in lines) if line)


def _plain(paragraph: TextParagraph) -> str:
    return "".join(" " if span.text == "\n" else span.text for span in paragraph.spans)


def _layout(page: Page, kit: Kit) -> Layout:
    first = kit.layouts[page.role]
    if first.key == page.layout:
        return first
    return next((each for each in (*kit.named.values(), *kit.layouts.values()) if each.key == page.layout), first)


def _box(box: SlideBox) -> Iterator[str]:
    match box:
        case TextBox():
            yield _ground(box.rect, box.fill, box.outline, box.outline_width)
            if box.edge and box.edge_width:
                yield _ground(Rect(box.rect.x, box.rect.y, box.edge_width, box.rect.h), box.edge)
            yield from _paragraphs(box.paragraphs)
        case TableBox():
            yield from _table(box)
        case PictureBox():
            yield _picture(box)
        case ShapeBox(kind="line"):
            yield _rule(box.rect, box.outline or box.fill, box.outline_width)
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
        style += f"border:{_pt(width)} solid #{outline.rgb};box-sizing:border-box;"
    if round_:
        style += "border-radius:50%;"
    elif radius:
        style += f"border-radius:{_pt(radius)};"
    return f'<div style="{style}{_at(rect)}"></div>'


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
        f'<svg xmlns="http://www.w3.org/2000/svg" style="{_at(rect)}" viewBox="0 0 {w} {h}" aria-hidden="true">'
        f'<line x1="0" y1="0" x2="{w}" y2="{h}" stroke="#{ink.rgb}" stroke-width="{width:g}"/></svg>'
    )


def _picture(box: PictureBox) -> str:
    left, top, right, bottom = box.crop
    w, h = box.rect.w / max(1 - left - right, 0.01), box.rect.h / max(1 - top - bottom, 0.01)
    inner = f"left:{_pt(-left * w)};top:{_pt(-top * h)};width:{_pt(w)};height:{_pt(h)}"
    return f'<div class="p" style="{_at(box.rect)}"><img src="{escape(box.src)}" alt="{escape(box.alt)}" style="{inner}"></div>'


def _table(box: TableBox) -> Iterator[str]:
    y = box.rect.y
    for row in box.rows:
        x = box.rect.x
        for width, cell in zip(box.widths, row.cells, strict=False):
            yield _ground(Rect(x, y, width, row.height), cell.fill)
            yield from _paragraphs(cell.paragraphs)
            x += width
        y += row.height
        if row.rule and row.rule_width:
            yield _ground(Rect(box.rect.x, y - row.rule_width / 2, sum(box.widths), row.rule_width), row.rule)


def _paragraphs(paragraphs: Iterable[TextParagraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        for number, line in enumerate(paragraph.lines):
            if number == 0 and paragraph.bullet_text:
                name, _ = _bullet_look(paragraph)
                if drawn := _drawn_sign(paragraph, line):
                    yield drawn
                    yield from _pieces(line, paragraph)
                    continue
                yield _line(paragraph.bullet_x, line.baseline, [(name, 0.0, _sign(paragraph))])
            yield from _pieces(line, paragraph)


def _drawn_sign(paragraph: TextParagraph, line: Line) -> str:
    """A tick or a box, which text fonts lack, as a drawing in a square of the text's size; `""` for other bullets."""
    bullet = paragraph.bullet
    if bullet is None or bullet.family.lower() != "wingdings" or paragraph.bullet_text not in DRAWN_SIGNS:
        return ""
    size = paragraph.style.size * bullet.size * 0.8
    ink = (bullet.ink or paragraph.style.ink).rgb
    at = _at(Rect(paragraph.bullet_x, line.baseline - size * 0.92, size, size))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" style="{at}" viewBox="0 0 20 20" aria-hidden="true">'
        f'<path d="{DRAWN_SIGNS[paragraph.bullet_text]}" fill="none" stroke="#{ink}" stroke-width="2"/></svg>'
    )


def _pieces(line: Line, paragraph: TextParagraph) -> Iterator[str]:
    """A broken line as one element, or as several where its pieces don't touch (a tab, two directions)."""
    start, end, runs = 0.0, 0.0, list[Run]()
    for piece in line.pieces:
        if not piece.text:
            continue
        span = paragraph.spans[piece.span]
        name, _ = _look(span, paragraph.style)
        if runs and abs(piece.x - end) >= 0.5:
            yield _line(start, line.baseline, runs)
            runs = []
        if not runs:
            start = piece.x
        runs.append((name, span.baseline * span.size, piece.text))
        end = piece.x + piece.width
    if runs:
        yield _line(start, line.baseline, runs)


def _line(x: float, baseline: float, runs: list[Run]) -> str:
    """Text on its baseline. One run alone needs no element of its own, which saves a third of the time of a deck."""
    at = f"left:{_pt(x)};top:{_pt(baseline - STRUT)}"
    name, shift, text = runs[0]
    if len(runs) == 1 and not shift:
        return f'<div class="l {name}" style="{at}">{escape(text)}</div>'
    inner = "".join(f'<span class="{name}"{_raised(shift)}>{escape(text)}</span>' for name, shift, text in runs)
    return f'<div class="l" style="{at}">{inner}</div>'


def _raised(shift: float) -> str:
    return f' style="vertical-align:{_pt(shift)}"' if shift else ""


def _sign(paragraph: TextParagraph) -> str:
    bullet = paragraph.bullet
    signs = SIGNS.get(bullet.family.lower(), {}) if bullet and not bullet.numbered else {}
    return signs.get(paragraph.bullet_text, paragraph.bullet_text)


def _decor(decor: Decor) -> str:
    match decor.kind:
        case "line":
            return _rule(decor.rect, decor.outline or decor.fill, decor.outline_width)
        case "picture":
            if not decor.picture.lower().endswith(SHOWN):
                return ""
            return f'<img src="part:{escape(decor.picture)}" alt="" style="{_at(decor.rect)}">'
        case "text" if decor.style:
            name, _ = _style_look(decor.style)
            anchor = {"ctr": "middle", "b": "bottom"}.get(decor.anchor, "top")
            align = {"ctr": "center", "r": "right"}.get(decor.style.align, "left")
            inner = f'<div class="{name}" style="vertical-align:{anchor};text-align:{align};line-height:1.2">{escape(decor.text)}</div>'
            return f'<div class="d" style="{_at(decor.rect)}">{inner}</div>'
    return _ground(decor.rect, decor.fill, decor.outline, decor.outline_width, decor.kind == "ellipse", decor.rounded)


def _looks(page: Page, kit: Kit) -> Iterator[tuple[str, str]]:
    for decor in _layout(page, kit).decor:
        if decor.kind == "text" and decor.style:
            yield _style_look(decor.style)
    for box in page.boxes:
        if isinstance(box, TextBox):
            paragraphs: Iterable[TextParagraph] = box.paragraphs
        elif isinstance(box, TableBox):
            paragraphs = (paragraph for row in box.rows for cell in row.cells for paragraph in cell.paragraphs)
        else:
            continue
        for paragraph in paragraphs:
            if paragraph.bullet_text:
                yield _bullet_look(paragraph)
            for span in paragraph.spans:
                if span.text != "\n":
                    yield _look(span, paragraph.style)


def _look(span: Span, style: TextStyle) -> tuple[str, str]:
    size = span.size * SMALL if span.baseline else span.size
    ink = span.ink or style.ink
    return _class(span.family, size, span.bold, span.italic, ink, span.underline, span.strike, style.caps)


def _style_look(style: TextStyle) -> tuple[str, str]:
    return _class(style.family, style.size, style.bold, style.italic, style.ink, caps=style.caps)


def _bullet_look(paragraph: TextParagraph) -> tuple[str, str]:
    style = paragraph.style
    bullet = paragraph.bullet or Bullet(paragraph.bullet_text)
    family = style.family if bullet.family.lower() in SIGNS else bullet.family or style.family
    return _class(family, style.size * bullet.size, style.bold and bullet.numbered, False, bullet.ink or style.ink)


def _class(
    family: str,
    size: float,
    bold: bool,
    italic: bool,
    ink: Ink,
    underline: bool = False,
    strike: bool = False,
    caps: bool = False,
) -> tuple[str, str]:
    """A class's name and its declarations; equal looks have equal names."""
    lines = " ".join(name for name, is_on in (("underline", underline), ("line-through", strike)) if is_on)
    rule = f"font:{'italic ' if italic else ''}{'bold ' if bold else ''}{_pt(size)}/0 '{family}';color:#{ink.rgb}"
    rule += f";text-decoration:{lines}" if lines else ""
    rule += ";text-transform:uppercase" if caps else ""
    flags = "".join(
        letter for letter, is_on in zip("biusc", (bold, italic, underline, strike, caps), strict=True) if is_on
    )
    name = f"t-{family}-{_number(size).replace('.', '_')}{flags}-{ink.rgb}"
    return re.sub(r"[^\w-]", "-", name), rule


def _at(rect: Rect) -> str:
    return f"left:{_pt(rect.x)};top:{_pt(rect.y)};width:{_pt(rect.w)};height:{_pt(rect.h)}"


def _number(value: float) -> str:
    return f"{round(value, 3):g}" if abs(value) < 1000 else f"{value:.2f}"


def _pt(value: float) -> str:
    return f"{_number(value)}pt"
