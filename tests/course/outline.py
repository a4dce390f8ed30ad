"""A course as an outline that can be compared and read: what the expectations of the cases are written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from courseware.content.blocks import (
    Block,
    Blocks,
    Box,
    Code,
    Columns,
    Conditional,
    Definitions,
    Drawing,
    Heading,
    Inlines,
    List,
    MathBlock,
    PageBreak,
    Paragraph,
    Pause,
    Picture,
    Quote,
    Table,
    Variable,
)
from courseware.content.write import write_inlines
from courseware.course.model import Course, Module, Slide


def outline_of(course: Course) -> str:
    """Every module of the course, slide by slide and channel by channel."""
    return "\n".join(line.rstrip() for module in course.modules for line in _module(module))


def _module(module: Module) -> Iterator[str]:
    for topic in module.topics:
        for slide in (*([topic.opening] if topic.opening else []), *topic.slides):
            yield from slide_outline(slide)


def slide_outline(slide: Slide) -> Iterator[str]:
    """One slide: its kind, id and what is special about it, then its slots and channels."""
    facts = [
        f"role={slide.role}",
        f"layout={slide.layout}" if slide.layout else "",
        f"minutes={slide.minutes:g}" if slide.minutes is not None else "",
        f"outcomes={','.join(slide.outcomes)}" if slide.outcomes else "",
        f"priority={slide.priority}" if slide.priority != 2 else "",
        f"background={slide.background}" if slide.background else "",
        *(name for name in ("hidden", "unlisted", "incremental") if getattr(slide, name)),
        *(f"[{key} {value}]".replace(" ]", "]") for key, value in slide.conditions),
    ]
    name = slide.id.partition("/")[2]
    yield (
        f"{slide.kind} {name}: {inline_text(slide.title)}".rstrip(": ")
        + f" ({' '.join(fact for fact in facts if fact)})"
    )
    for slot, blocks in slide.slots:
        yield f"  {slot}:"
        yield from blocks_outline(blocks, 4)
    if slide.blocks and not slide.slots:
        yield "  not divided:"
        yield from blocks_outline(slide.blocks, 4)
    if slide.activity:
        if slide.activity.group:
            yield f"  group: {slide.activity.group}"
        yield from _channel("hints", slide.activity.hints)
        yield from _channel("solution", slide.activity.solution)
    if slide.question:
        question = slide.question
        yield f"  options: {question.level} {question.points:g} points".replace(":  ", ": ")
        for option in question.options:
            yield f"    {'right' if option.right else 'wrong'}"
            yield from blocks_outline(option.blocks, 6)
        yield from _channel("rationale", question.rationale)
    yield from _channel("notes", slide.notes)
    yield from _channel("handout", slide.handout)


def _channel(name: str, blocks: Blocks) -> Iterator[str]:
    if blocks:
        yield f"  {name}:"
        yield from blocks_outline(blocks, 4)


def inline_text(inlines: Inlines) -> str:
    """Inlines as markup, a variable as `{var.name}`."""
    return "".join("{" + each.name + "}" if isinstance(each, Variable) else write_inlines((each,)) for each in inlines)


def blocks_outline(blocks: Iterable[Block], indent: int) -> Iterator[str]:
    """Each block on a line, what it holds indented beneath."""
    for block in blocks:
        first, *rest = _block(block)
        yield " " * indent + first
        for line in rest:
            yield " " * indent + line


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(inlines=inlines):
            yield f"p {inline_text(inlines)}"
        case Heading(level=level, inlines=inlines):
            yield f"h{level} {inline_text(inlines)}"
        case List(items=items, ordered=ordered, start=start, incremental=incremental):
            yield (
                ("ol" if ordered else "ul")
                + (f" from {start}" if start != 1 else "")
                + (" step by step" if incremental else "")
            )
            for item in items:
                mark = {True: "[x]", False: "[ ]", None: "-"}[item.checked]
                lines = list(blocks_outline(item.blocks, 0))
                yield f"  {mark} {lines[0] if lines else ''}"
                yield from (f"    {line}" for line in lines[1:])
        case Definitions(entries=entries):
            yield "dl"
            for entry in entries:
                yield f"  {inline_text(entry.term)}"
                for detail in entry.details:
                    yield "  :"
                    yield from blocks_outline(detail, 4)
        case Table(columns=columns, head=head, rows=rows, caption=caption):
            shape = [f"{column.align}{'' if column.width is None else f' {column.width:.0%}'}" for column in columns]
            yield f"table ({', '.join(shape)})" + (f" {inline_text(caption)}" if caption else "")
            for mark, each in [("=", row) for row in head] + [("|", row) for row in rows]:
                yield f"  {mark} " + " | ".join(
                    "; ".join(line for line in blocks_outline(cell.blocks, 0)) for cell in each
                )
        case Code(text=text, language=language, filename=filename, highlight=highlight, numbers=numbers):
            yield " ".join(
                part for part in ("code", language, filename, highlight, "numbered" if numbers else "") if part
            )
            yield from (f"  {line}" for line in text.split("\n"))
        case Picture(src=src, alt=alt, caption=caption, width=width):
            yield (
                f"picture {src} alt={alt!r}"
                + (f" width={width}" if width else "")
                + (f" {inline_text(caption)}" if caption else "")
            )
        case MathBlock(tex=tex):
            yield f"math {tex}"
        case Drawing(form=form, kind=kind, source=source, alt=alt):
            yield f"{form} {kind}" + (f" alt={alt!r}" if alt else "")
            yield from (f"  {line}" for line in source.split("\n"))
        case Quote(blocks=blocks):
            yield "quote"
            yield from blocks_outline(blocks, 2)
        case Box(kind=kind, blocks=blocks, title=title):
            yield f"box {kind} {inline_text(title)}".rstrip()
            yield from blocks_outline(blocks, 2)
        case Columns(parts=parts):
            yield "columns"
            for part in parts:
                yield "  column" + (f" {part.width:.0%}" if part.width is not None else "")
                yield from blocks_outline(part.blocks, 4)
        case Conditional(conditions=conditions, blocks=blocks):
            yield "if " + ", ".join(f"{key} {value}".strip() for key, value in conditions)
            yield from blocks_outline(blocks, 2)
        case Pause():
            yield "pause"
        case PageBreak():
            yield "page break"
