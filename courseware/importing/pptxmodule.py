"""Slides of an old deck as the file of one module."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.content.blocks import Block, Inlines, MathRun, Paragraph, Run, plain_text
from courseware.importing.blocktext import MarkdownWriter
from courseware.importing.markdown import heading
from courseware.importing.pptxown import Activity
from courseware.importing.pptxroles import fitted
from courseware.importing.pptxslides import Slide
from courseware.importing.rules import rules
from courseware.importing.yamltext import scalar

_ANCHOR = "#slide-"
_PARTING = "::::::"


class Part(Struct, eq=False):
    """A module to be: its title and its slides. `activities` are by the slide's number."""

    title: str
    slides: list[Slide]
    subtitle: str = ""
    author: str = ""
    date: str = ""
    outcomes: dict[str, str] = field(default_factory=dict)
    activities: dict[int, Activity] = field(default_factory=dict)


def write_part(
    part: Part, single: bool, language: str, topics: bool, plain: Collection[int] = ()
) -> tuple[str, list[tuple[int, int]]]:
    """The Markdown of a module, or of a file that is built on its own (`single`), and the line on which each slide begins, with its number.

    `topics` makes one of each section of the deck. The slides `plain` get no layout of their own: a build could not fit them.
    """
    writer = MarkdownWriter(smart=single)
    reach = {slide.number for slide in part.slides}
    asked = {number for slide in part.slides for number in _targets([*slide.blocks, *slide.notes])} & reach
    texts = ["\n".join(_front(part, single, language))]
    lines: list[tuple[int, int]] = []
    section = part.slides[0].section if part.slides and not topics else ""
    for slide in part.slides:
        if topics and slide.section and slide.section != section and slide.role != "section":
            texts.append(heading(1, slide.section))
        section = slide.section
        lines.append((1 + sum(text.count("\n") + 2 for text in texts), slide.number))
        if slide.number in plain:
            slide.role = "section" if slide.role == "section" else "content"
        texts.append(_slide(slide, part.activities.get(slide.number), writer, reach, asked, language))
    return "\n\n".join(texts) + "\n", lines


def _front(part: Part, single: bool, language: str) -> list[str]:
    lines = ["---"]
    if part.title or not single:
        lines.append(f"title: {scalar(part.title or 'Untitled')}")
    for key, value in (("subtitle", part.subtitle), ("author", part.author), ("date", part.date)):
        if value and (single or key == "subtitle"):
            lines.append(f"{key}: {scalar(value)}")
    if part.outcomes and not single:
        lines.append("outcomes:")
        lines += [
            f"  {scalar(code) if not code[:1].isdigit() else chr(34) + code + chr(34)}: {scalar(text)}"
            for code, text in part.outcomes.items()
        ]
    if single:
        lines += [f"lang: {language}", "slide-level: 2"]
    return [*lines, "---"]


def _slide(
    slide: Slide,
    activity: Activity | None,
    writer: MarkdownWriter,
    reach: Collection[int],
    asked: Collection[int],
    language: str,
) -> str:
    title = _reached(slide.title, reach, slide)
    layout, blocks = ("", slide.blocks) if activity else fitted(slide.role, slide.blocks, bool(title))
    layout = layout or ("blank" if not title and blocks else "")
    blocks = [_mapped(block, lambda run: _followed(run, reach, slide)) for block in blocks]
    body = writer.blocks(blocks)
    notes = _notes(slide, writer, reach, language)
    if activity is not None:
        return _activity(slide, activity, writer, body, notes)
    level = 1 if slide.role == "section" and title else 2
    said = [f"{_ANCHOR}{slide.number}"] if slide.number in asked else []
    said += [".hidden"] if slide.hidden else []
    said += [".incremental"] if slide.incremental else []
    said += [f'layout="{layout}"'] if layout and level == 2 else []
    said += [f'background-image="{slide.background}"'] if slide.background else []
    text = writer.title(title)
    head = " ".join(filter(None, ["#" * level, text, f"{{{' '.join(said)}}}" if said else ""]))
    return "\n\n".join(filter(None, [head, body, notes]))


def _notes(slide: Slide, writer: MarkdownWriter, reach: Collection[int], language: str) -> str:
    blocks = [_mapped(block, lambda run: _followed(run, reach, slide)) for block in slide.notes]
    word = own_word("comment", language)
    blocks += [Paragraph(inlines=(Run(f"{word}:", bold=True), Run(f" {remark}"))) for remark in slide.remarks]
    text = writer.blocks(blocks)
    return f"::: notes\n{text}\n:::" if text else ""


def _activity(slide: Slide, activity: Activity, writer: MarkdownWriter, body: str, notes: str) -> str:
    quoted = " ".join(plain_text(slide.title).split()).replace("\\", "\\\\").replace('"', '\\"')
    said = [f".{activity.kind}", f'title="{quoted}"'] if quoted else [f".{activity.kind}"]
    said += [f"minutes={activity.minutes}"] if activity.minutes else []
    said += [f'group="{activity.group}"'] if activity.group else []
    said += [".hidden"] if slide.hidden else []
    parts = [body]
    options = []
    for paras, right in activity.options:
        options.append(f"- [{'x' if right else ' '}] " + writer.paragraph(paras[0].inlines))
    parts.append("\n".join(options))
    if activity.rationale:
        parts.append(f"::: rationale\n{writer.blocks(activity.rationale)}\n:::")
    parts.append(notes)
    inner = "\n\n".join(filter(None, parts))
    return f"{_PARTING} {{{' '.join(said)}}}\n{inner}\n{_PARTING}"


def own_word(name: str, language: str) -> str:
    """A word of our own in a language, in English where there is none."""
    words: dict[str, str] = rules("decks")[name]
    return words.get(language, words["en"])


# -- links within the deck -----------------------------------------------------------------------------------------------------------------


def _followed(run: Run, reach: Collection[int], slide: Slide) -> Run:
    """A run whose link leads to a slide that is in another module, or none any more, without it."""
    if not run.href.startswith(_ANCHOR):
        return run
    number = int(run.href.removeprefix(_ANCHOR))
    if number in reach:
        return run
    slide.told.append(f"a link to slide {number} leads nowhere now: the slide is in another file, or gone")
    return replace(run, href="")


def _reached(inlines: Inlines, reach: Collection[int], slide: Slide) -> Inlines:
    return tuple(_followed(i, reach, slide) if isinstance(i, Run) else i for i in inlines)


def _targets(blocks: Sequence[Block]) -> set[int]:
    found: set[int] = set()

    def note(run: Run) -> Run:
        if run.href.startswith(_ANCHOR):
            found.add(int(run.href.removeprefix(_ANCHOR)))
        return run

    for block in blocks:
        _mapped(block, note)
    return found


def _mapped(value: Any, change: Callable[[Run], Run]) -> Any:
    """A block with every run in it changed."""
    if isinstance(value, Run):
        return change(value)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_mapped(each, change) for each in value)
    if isinstance(value, Struct) and not isinstance(value, MathRun):
        names = [n for n in value.__struct_fields__ if isinstance(getattr(value, n), (tuple, Struct)) and n != "place"]
        return replace(value, **{name: _mapped(getattr(value, name), change) for name in names}) if names else value
    return value
