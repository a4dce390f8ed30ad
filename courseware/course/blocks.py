"""Block nodes to blocks: paragraphs, lists, quotations and what stands in them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from courseware.content.blocks import (
    Block,
    Blocks,
    Break,
    Definition,
    Definitions,
    Heading,
    Inline,
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
)
from courseware.course.codeblocks import read_code, read_fence
from courseware.course.divisions import read_division
from courseware.course.equations import check_equation
from courseware.course.inlines import complain_of_html, read_inlines
from courseware.course.markdown.parser import Node
from courseware.course.media import is_media, read_media, read_qr
from courseware.course.pictures import read_picture
from courseware.course.reading import Draft, Reading, Scope
from courseware.course.tables import is_caption, read_table
from courseware.late import late
from courseware.problems import Place

_TEX = late(r"(?:\\[a-zA-Z]+(?:\[[^]]*\]|\{[^}]*\})*\s*)+")
_TASK = late(r"\[([ xX])\](?:\s+|$)")
_NOTHING = late(r"<!--.*?-->|</?br\s*/?>", re.DOTALL | re.IGNORECASE)
_BLANK = ("softbreak", "hardbreak")


def read_blocks(nodes: list[Node], reading: Reading, draft: Draft, scope: Scope) -> Blocks:
    """The blocks of `nodes`; what belongs to a channel or to an activity goes to `draft` instead."""
    found: list[Block] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        following = nodes[at + 1] if at + 1 < len(nodes) else None
        if node.kind == "ptable":
            caption = following if following and is_caption(following) else None
            found.append(read_table(node, caption, reading, draft, scope))
            at += 2 if caption else 1
        elif following and following.kind == "ptable" and is_caption(node):
            found.append(read_table(following, node, reading, draft, scope))
            at += 2
        else:
            found.extend(_read_block(node, reading, draft, scope))
            at += 1
    return tuple(found)


def _read_block(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Blocks:
    place = reading.place(node)
    match node.kind:
        case "paragraph":
            return _paragraph(node, reading, draft)
        case "bullet_list" | "ordered_list":
            return (_list(node, reading, draft, scope),)
        case "heading":
            return (_heading(node, reading, draft, scope),)
        case "division":
            return read_division(node, reading, draft, scope)
        case "fence":
            return read_fence(node, reading, draft)
        case "code_block":
            return (read_code(node, reading, draft),)
        case "blockquote":
            return _quote(node, reading, draft, scope)
        case "math_block":
            above = len(node.content) - len(node.content.lstrip("\n"))
            check_equation(node.content.strip(), reading, Place(place.file, place.line + above))
            return (MathBlock(tex=node.content.strip(), place=place, id=draft.number()),)
        case "dl":
            return (_definitions(node, reading, draft, scope),)
        case "lineblock":
            return (_line_block(node, reading, draft),)
        case "html_block":
            _html(node, reading)
        case "hr":
            hint = "a line of dashes begins a slide: put it outside of lists, quotations and divisions, or take it out"
            reading.error(place, "a slide can't begin here", hint)
        case kind:
            reading.error(place, f"this can't be read: {kind}", "write it as paragraphs, lists or tables")
    return ()


def _paragraph(node: Node, reading: Reading, draft: Draft) -> Blocks:
    place = reading.place(node)
    line = node.children[0]
    parts = [
        part for part in line.children if part.kind not in _BLANK and (part.kind != "text" or part.content.strip())
    ]
    if line.content.strip() == ". . .":
        return (Pause(place=place, id=draft.number()),)
    if line.content.startswith("\\") and _TEX.fullmatch(line.content):
        return _tex(line.content, place, reading, draft)
    if parts and all(part.kind == "image" for part in parts):
        return tuple(_shown(part, node, reading, draft) for part in parts)
    if len(parts) == 1 and parts[0].kind == "math_inline_double":
        check_equation(parts[0].content.strip(), reading, place)
        return (MathBlock(tex=parts[0].content.strip(), place=place, id=draft.number()),)
    if len(parts) == 1 and parts[0].kind == "shortcode":
        match parts[0].meta["words"]:
            case ["pagebreak"]:
                return (PageBreak(place=place, id=draft.number()),)
            case ["qr", *words]:
                return (read_qr(words, reading, draft, place),)
            case ["video", target, *words]:
                film = replace(
                    parts[0], attrs={"src": target}, children=[replace(parts[0], kind="text", content=" ".join(words))]
                )
                return (read_media(film, reading, draft, place),)
            case ["brand", "logo", *size] if len(size) < 2:
                return (Picture(src=f"brand:logo/{size[0] if size else 'medium'}", place=place, id=draft.number()),)
    inlines = read_inlines(line.children, reading, place)
    return (Paragraph(inlines=inlines, place=place, id=draft.number()),) if inlines else ()


def _shown(part: Node, node: Node, reading: Reading, draft: Draft) -> Picture | Media:
    """What an image on its own is: a picture, a film or a sound."""
    target = str(part.attrs.get("src", ""))
    place = reading.source.find(target, node.first, node.end)
    return (read_media if is_media(target) else read_picture)(part, reading, draft, place)


def _tex(text: str, place: Place, reading: Reading, draft: Draft) -> Blocks:
    """A line of TeX commands: a page break is known, the others mean nothing here."""
    if text.strip() in ("\\newpage", "\\pagebreak", "\\clearpage"):
        return (PageBreak(place=place, id=draft.number()),)
    reading.error(
        place,
        f"a TeX command can't be shown: {text.strip()}",
        "write an equation between $$ and $$, take anything else out",
    )
    return ()


def _list(node: Node, reading: Reading, draft: Draft, scope: Scope) -> List:
    number = draft.number()
    items = tuple(_item(item, reading, draft, scope) for item in node.children)
    ordered = node.kind == "ordered_list"
    return List(
        items=items,
        ordered=ordered,
        start=int(node.attrs.get("start", 1)) if ordered else 1,
        incremental=scope.incremental and scope.channel == "slide",
        place=reading.place(node),
        id=number,
    )


def _item(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Item:
    number = draft.number()
    checked = _take_task_mark(node)
    blocks = read_blocks(node.children, reading, draft, scope)
    return Item(blocks=blocks, checked=checked, place=reading.place(node), id=number)


def _take_task_mark(item: Node) -> bool | None:
    """Whether an item of a task list is checked; the mark is taken off its text. None where it has no mark."""
    if not item.children or item.children[0].kind != "paragraph":
        return None
    line = item.children[0].children[0]
    if not line.children or line.children[0].kind != "text":
        return None
    found = _TASK.match(line.children[0].content)
    if not found:
        return None
    line.children[0].content = line.children[0].content[found.end() :]
    line.content = line.content[found.end() :]
    return found[1] in "xX"


def _heading(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Heading:
    """A heading inside a slide or a channel. Its level follows from the headings around it, so that none is skipped."""
    written = int(node.tag[1])
    place = reading.place(node)
    while draft.headings and draft.headings[-1] >= written:
        draft.headings.pop()
    above = draft.headings[-1] if draft.headings else scope.above
    if written > above + 1 and scope.channel == "slide" and not reading.pandoc:
        reading.warn(place, "a heading skips a level", f"write {'#' * (above + 1)}")
    draft.headings.append(written)
    level = min(len(draft.headings) + 1, 6)
    return Heading(level=level, inlines=read_inlines(node.children, reading, place), place=place, id=draft.number())


def _quote(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Blocks:
    lists = ("bullet_list", "ordered_list")
    if scope.channel == "slide" and len(node.children) == 1 and node.children[0].kind in lists:
        # pandoc: a list alone in a quotation is incremental where others are not, and the other way round
        return read_blocks(node.children, reading, draft, replace(scope, incremental=not scope.incremental))
    number = draft.number()
    return (Quote(blocks=read_blocks(node.children, reading, draft, scope), place=reading.place(node), id=number),)


def _definitions(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Definitions:
    number = draft.number()
    entries: list[Definition] = []
    for child in node.children:
        if child.kind == "dt":
            entries.append(Definition(read_inlines(child.children, reading, reading.place(child)), ()))
        else:
            term = entries.pop()
            entries.append(Definition(term.term, (*term.details, read_blocks(child.children, reading, draft, scope))))
    return Definitions(entries=tuple(entries), place=reading.place(node), id=number)


def _line_block(node: Node, reading: Reading, draft: Draft) -> Paragraph:
    number = draft.number()
    inlines: list[Inline] = []
    for n, line in enumerate(node.children):
        inlines.extend((Break(),) if n else ())
        inlines.extend(read_inlines(line.children, reading, reading.place(line)))
    return Paragraph(inlines=tuple(inlines) or (Run(" "),), place=reading.place(node), id=number)


def _html(node: Node, reading: Reading) -> None:
    """Comments and empty lines made with `<br>` mean nothing; other HTML around blocks can't be shown."""
    place = reading.place(node)
    rest = _NOTHING.sub("", node.content).strip()
    if not rest:
        return
    if rest.startswith("<!--"):
        reading.error(place, "a comment is opened here and never closed", "close it with -->")
    elif rest.startswith("<"):
        complain_of_html(rest, reading, place)
    else:
        reading.error(place, "text stands directly under HTML or a comment", "put a blank line between them")
