"""A Word document becomes modules of a course: headings make modules, topics and slides, lists and pictures stand on slides, text is for participants."""

from __future__ import annotations

import re

from msgspec import Struct, field

from courseware.content.blocks import (
    Block,
    Code,
    Drawing,
    Heading,
    List,
    MathBlock,
    Paragraph,
    Picture,
    Run,
    Table,
    plain_text,
)
from courseware.importing.blocktext import MarkdownWriter
from courseware.importing.course import LEFTOVERS, Imported
from courseware.importing.docxdocument import Document
from courseware.importing.docxhtml import read_document
from courseware.importing.markdown import escape, heading
from courseware.importing.pptxfiles import Shelf
from courseware.importing.pptxmodule import own_word
from courseware.importing.titles import language_of, slug
from courseware.importing.wish import COURSE_HEAD, Wish
from courseware.importing.yamltext import scalar
from courseware.powerpoint.package import Package
from courseware.powerpoint.reading.model import Image
from courseware.problems import Place, warning

_SHOWN = (List, Table, Picture, Drawing, Code, MathBlock)
"""What stands on a slide; the rest is participant text."""
_WORDS_ON_SLIDE = 90  # of a list; a longer one is reading matter


class _Slide(Struct, eq=False):
    title: str
    level: int
    inlines: tuple[object, ...] = ()
    shown: list[Block] = field(default_factory=list)
    text: list[Block] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def import_document(name: str, data: bytes, wish: Wish) -> Imported:
    """The course that a document becomes, with what to look at. Raises `CoursewareError` where it can't be read."""
    stem = re.sub(r"\.\w+$", "", name.rpartition("/")[2]).replace("_", " ")
    folder = f"pictures/{slug(wish.first, stem, set(wish.taken))}"
    shelf = Shelf(folder, Package(), {})

    def keep(content: bytes, kind: str) -> str:
        ending = {"jpeg": "jpg", "svg+xml": "svg", "x-emf": "emf", "x-wmf": "wmf"}.get(
            kind.rpartition("/")[2], kind.rpartition("/")[2]
        )
        found = shelf.picture(Image(data=content, ending=ending), len(shelf.files) + 1)
        return found or (shelf.kept(content, ending, len(shelf.files) + 1) and "")

    document = read_document(name, data, keep)
    levels = sorted({block.level for block in document.blocks if isinstance(block, Heading)})
    title = document.title or stem
    language = document.language or language_of(
        " ".join(plain_text(b.inlines) for b in document.blocks if isinstance(b, Paragraph))
    )
    if language not in wish.languages:
        document.told.append(
            f"the document's language is {language!r}, which there are no printed words for: the course is in English"
        )
        language = "en"
    module_level, topic_level = _levels(levels, wish)
    parts: list[tuple[str, list[_Slide]]] = [(title, [])]
    _part(document, parts, module_level, topic_level)
    parts = [part for part in parts if part[1]] or [(title, [_Slide(title, 2)])]
    files: dict[str, str | bytes] = {}
    names: list[str] = []
    bare = 0
    for n, (called, slides) in enumerate(parts):
        names.append(slug(wish.first + n, called, {*names, *wish.taken}))
        subtitle = document.subtitle if n == 0 else ""
        files[f"syllabus/{names[-1]}.md"] = _module(called, subtitle, slides, language)
        bare += sum(not slide.shown and slide.level == 2 for slide in slides)
    if bare:
        document.told.append(f"slides that have only a title, because their text is in the handout: {bare}")
    if wish.course:
        head = [COURSE_HEAD, f"title: {scalar(title)}", f"language: {language}"]
        head += [f"author: {scalar(document.author)}"] if document.author else []
        files = {
            "syllabus/course.yml": "\n".join([*head, "rights: unknown", "", "modules:", *(f"  - {m}" for m in names)])
            + "\n",
            **files,
        }
    files |= {f"syllabus/{file}": content for file, content in shelf.files.items()}
    files[LEFTOVERS] = _report(name, document)
    every = [slide for _, slides in parts for slide in slides]
    counts = {
        "modules": len(names),
        "topics": sum(s.level == 1 for s in every),
        "slides": sum(s.level == 2 for s in every),
    }
    counts |= {
        "tables": sum(isinstance(b, Table) for b in document.blocks),
        "pictures": len(shelf.files),
        "comments": sum(len(s.comments) for s in every),
    }
    problems = tuple(
        warning(Place(name), told, "compare it with the document") for told in dict.fromkeys(document.told)
    )
    return Imported(files, problems, {what: number for what, number in counts.items() if number}, tuple(names))


def _levels(levels: list[int], wish: Wish) -> tuple[int, int]:
    """The heading levels that make modules and topics, 0 for none; the next one makes slides."""
    if len(levels) >= 3 and wish.modules != "one":
        return levels[0], levels[1]
    if wish.modules == "sections" and len(levels) == 2:
        return levels[0], 0
    return 0, levels[0] if len(levels) >= 2 else 0


def _part(document: Document, parts: list[tuple[str, list[_Slide]]], module: int, topic: int) -> None:
    """The blocks over modules and slides; headings deeper than a slide's stand in the participant text."""
    slide_level = max(module, topic) + 1 if (module or topic) else 0
    levels = sorted({block.level for block in document.blocks if isinstance(block, Heading)})
    deeper = [level for level in levels if level >= slide_level]
    slide_level = deeper[0] if deeper else slide_level
    for n, block in enumerate(document.blocks):
        slides = parts[-1][1]
        if isinstance(block, Heading) and block.level <= slide_level:
            words = " ".join(plain_text(block.inlines, tex=True).split())
            if module and block.level == module:
                parts.append((words, []))
                slides = parts[-1][1]
            else:
                slides.append(_Slide(words, 1 if topic and block.level == topic else 2, block.inlines))
        else:
            if not slides:
                slides.append(_Slide(parts[-1][0], 2))
            if slides[-1].level == 1 and _is_shown(
                block
            ):  # a topic's own lists and pictures stand on a slide of its name
                slides.append(_Slide(slides[-1].title, 2, slides[-1].inlines))
            _put(block, slides[-1], slide_level)
        if n in document.comments:
            if not parts[-1][1]:
                parts[-1][1].append(_Slide(parts[-1][0], 2))
            parts[-1][1][-1].comments += document.comments[n]


def _is_shown(block: Block) -> bool:
    return isinstance(block, _SHOWN) and not (isinstance(block, List) and _length(block) > _WORDS_ON_SLIDE)


def _put(block: Block, slide: _Slide, slide_level: int) -> None:
    if isinstance(block, Heading):
        slide.text.append(Heading(level=min(6, max(3, block.level - slide_level + 2)), inlines=block.inlines))
    elif _is_shown(block):
        slide.shown.append(block)
    else:
        slide.text.append(block)


def _length(block: List) -> int:
    from courseware.content.blocks import walk

    return sum(len(plain_text(inner.inlines).split()) for inner in walk((block,)) if isinstance(inner, Paragraph))


def _module(title: str, subtitle: str, slides: list[_Slide], language: str) -> str:
    writer = MarkdownWriter()
    front = ["---", f"title: {scalar(title)}", *([f"subtitle: {scalar(subtitle)}"] if subtitle else []), "---"]
    texts = ["\n".join(front)]
    for slide in slides:
        inlines = slide.inlines or (Run(slide.title),)
        texts.append(f"{'#' * slide.level} {writer.title(inlines)}")  # type: ignore[arg-type]
        texts += [text] if (text := writer.blocks(slide.shown)) else []
        if slide.comments:
            word = own_word("comment", language)
            said = [Paragraph(inlines=(Run(f"{word}:", bold=True), Run(f" {comment}"))) for comment in slide.comments]
            texts.append(f"::: notes\n{writer.blocks(said)}\n:::")
        if slide.text:
            texts.append(f"::: handout\n{writer.blocks(slide.text)}\n:::")
    return "\n\n".join(texts) + "\n"


def _report(name: str, document: Document) -> str:
    parts = [
        f"# What to look at: {escape(name)}\n",
        "Everything else is in the course. Look through this list once, then delete the file.\n",
    ]
    parts += ["\n".join(f"- {escape(told)}" for told in dict.fromkeys(document.told)) + "\n"] if document.told else []
    if document.furniture:
        parts += [
            heading(2, "Left out: headers, footers and the table of contents") + "\n",
            "\n".join(f"- {escape(text)}" for text in document.furniture) + "\n",
        ]
    return "\n".join(parts)
