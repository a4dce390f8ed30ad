"""A Word document as blocks: mammoth reads its styles, lists, notes and changes; what mammoth passes over stands under a sign."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from lxml import html as pages
from msgspec import Struct, field
from msgspec.structs import replace

from courseware.content.blocks import (
    Block,
    Break,
    Code,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Item,
    List,
    MathRun,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain_text,
)
from courseware.importing.docxdocument import Document, read_facts
from courseware.importing.docxinsets import SIGNED, Inset, take_insets
from courseware.importing.docxtables import table_of
from courseware.powerpoint.package import Package, unpack, write_package
from courseware.powerpoint.reading.text import tidy
from courseware.problems import CoursewareError, Place, Problem

_STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name^='toc '] => p.toc:fresh
p[style-name^='TOC '] => p.toc:fresh
r[style-name='Verbatim Char'] => code
r[style-name='HTML Code'] => code
u => u
strike => s
comment-reference => sup.comment
"""


def read_document(name: str, data: bytes, picture: Callable[[bytes, str], str]) -> Document:
    """The document `data`. `picture` keeps a picture's bytes of a type (`image/png`) and gives its name, `""` where it can't be shown.

    Raises `CoursewareError` where the file is encrypted, damaged, too large or no Word document.
    """
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        fact = "the file is encrypted, or an old .doc under another name"
        raise CoursewareError(Problem(Place(name), fact, "take the password off in Word, or save it as .docx"))
    package = unpack(data, name, "Word document", "name a .docx file")
    main = package.main
    if main not in package.parts or "wordprocessingml" not in package.types.get(main, ""):
        raise CoursewareError(Problem(Place(name), "the file holds no Word document", "name a .docx file"))
    for part, content in package.parts.items():
        if b"<!DOCTYPE" in content[:4096]:
            raise CoursewareError(
                Problem(Place(name), f"{part} declares a document type", "save the file anew in Word")
            )
    return _Reader(package, picture).read()


class _Reader(Struct, eq=False):
    package: Package
    keep: Callable[[bytes, str], str]
    document: Document = field(default_factory=Document)
    insets: list[Inset] = field(default_factory=list)
    footnotes: dict[str, Inlines] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    unnamed: int = 0

    def read(self) -> Document:
        import mammoth  # type: ignore[import-untyped]

        read_facts(self.package, self.document)
        self.insets = take_insets(self.package, self.document.told)
        handler = mammoth.images.img_element(self._image)
        result = mammoth.convert_to_html(
            io.BytesIO(write_package(self.package)),
            style_map=_STYLES,
            convert_image=handler,
            include_default_style_map=True,
        )
        facts = Counter(message.message for message in result.messages if "style" not in message.message.lower())
        self.document.told += [f"{fact}{f' ({count} times)' if count > 1 else ''}" for fact, count in facts.items()]
        root = pages.fragment_fromstring(result.value or "", create_parent="div")
        self._notes(root)
        for child in root:
            self._block(child, self.document.blocks)
        if self.unnamed:
            self.document.told.append(f"pictures without words for those who can't see them: {self.unnamed}")
        return self.document

    def _image(self, image: Any) -> dict[str, str]:
        with image.open() as file:
            data = file.read()
        name = self.keep(data, image.content_type or "")
        if not name:
            self.document.told.append(
                f"a picture ({(image.content_type or '').rpartition('/')[2]}) that can't be shown is kept beside the others"
            )
        return {"src": name}

    # -- after mammoth ---------------------------------------------------------------------------------------------------------------------

    def _notes(self, root: Any) -> None:
        """Footnotes and comments by their ids, taken out of the page's end."""
        for item in list(root.iter("li")):
            if re.match(r"(foot|end)note-", item.get("id") or ""):
                for back in list(item.iter("a")):
                    if (back.get("href") or "").startswith(("#footnote-ref", "#endnote-ref")):
                        back.drop_tree()
                inner: list[Inline] = []
                for p in item.iter("p"):
                    inner += [*([Break(), Break()] if inner else []), *self._line(p)]
                self.footnotes[item.get("id") or ""] = tidy(inner)
                parent = item.getparent()
                parent.remove(item)
                if not len(parent):
                    parent.drop_tree()
        for term in list(root.iter("dt")):
            if (term.get("id") or "").startswith("comment-"):
                detail = term.getnext()
                for back in list(detail.iter("a")):
                    back.drop_tree()
                who = re.sub(r"^Comment\s*\[?|\]$|\d+$", "", " ".join(term.text_content().split())).strip(
                    " []0123456789"
                )
                words = " ".join(detail.text_content().split()).removesuffix("↑").strip()
                self.said[term.get("id") or ""] = f"{who}: {words}" if who else words
        for entry in list(root.iter("dl")):
            if all((e.get("id") or "").startswith("comment-") for e in entry.iter("dt")):
                entry.drop_tree()

    def _block(self, element: Any, found: list[Block]) -> None:
        tag = element.tag
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                found += self._parted(element, lambda inlines: Heading(level=int(tag[1]), inlines=inlines))
            case "p":
                self._paragraph(element, found)
            case "ul" | "ol":
                found.append(self._list(element))
            case "table":
                found.append(table_of(element, self._block, self.document.told))
            case "blockquote":
                inner: list[Block] = []
                for child in element:
                    self._block(child, inner)
                found.append(Quote(blocks=tuple(inner)))
            case "pre":
                found.append(Code(text=element.text_content().rstrip("\n")))
            case "img":
                found.append(self._picture(element))
            case _:
                for child in element:
                    self._block(child, found)
        if found is self.document.blocks and self.waiting:
            self.document.comments.setdefault(max(0, len(found) - 1), []).extend(self.waiting)
            self.waiting.clear()

    def _paragraph(self, element: Any, found: list[Block]) -> None:
        kind = element.get("class") or ""
        words = " ".join(element.text_content().split())
        if kind == "toc":
            if "the table of contents is left out" not in self.document.told:
                self.document.told.append("the table of contents is left out")
            self.document.furniture.append(words)
            return
        if kind == "title" and not any(isinstance(b, Heading) for b in found):
            self.document.title = words
            return
        if kind == "subtitle" and not self.document.subtitle:
            self.document.subtitle = words
            return
        made = self._parted(element, lambda inlines: Paragraph(inlines=inlines))
        before = found[-1] if found else None
        if (
            kind == "caption"
            and len(made) == 1
            and isinstance(made[0], Paragraph)
            and isinstance(before, (Picture, Table))
            and not before.caption
        ):
            found[-1] = replace(before, caption=made[0].inlines)
            return
        found += made

    def _parted(self, element: Any, make: Callable[[Inlines], Block]) -> list[Block]:
        """A paragraph's text, with pictures, charts and equations on their own where they stand in it."""
        found: list[Block] = []
        line: list[Inline] = []

        def flush() -> None:
            inlines = tidy(line)
            if inlines and (plain_text(inlines, tex=True).strip()):
                found.append(make(inlines))
            line.clear()

        for part in self._pieces(element):
            if isinstance(part, (Run, Break, MathRun, Footnote)):
                line.append(part)
            else:
                flush()
                found.append(part)
        flush()
        return found

    def _line(self, element: Any) -> list[Inline]:
        return [part for part in self._pieces(element) if isinstance(part, (Run, Break, MathRun, Footnote))]

    def _pieces(self, element: Any, **style: Any) -> list[Any]:
        found: list[Any] = self._text(element.text, style)
        for child in element:
            inner = dict(style)
            tag = child.tag
            if tag in ("strong", "b"):
                inner["bold"] = True
            elif tag in ("em", "i"):
                inner["italic"] = True
            elif tag in ("s", "u", "code", "sub"):
                inner[{"s": "strike", "u": "underline"}.get(tag, tag)] = True
            elif tag == "sup":
                inner["sup"] = True
            if tag == "br":
                found.append(Break())
            elif tag == "img":
                found.append(self._picture(child))
            elif tag == "a":
                href = child.get("href") or ""
                if href[1:] in self.footnotes:
                    found.append(Footnote(self.footnotes[href[1:]]))
                elif href[1:] in self.said:
                    self.waiting.append(self.said[href[1:]])
                else:
                    inner["href"] = href if href.lower().startswith(("http://", "https://", "mailto:")) else ""
                    inner["sup"] = style.get("sup", False)
                    found += self._pieces(child, **inner)
            else:
                found += self._pieces(child, **inner)
            found += self._text(child.tail, style)
        return found

    def _text(self, text: str | None, style: dict[str, Any]) -> list[Any]:
        if not text:
            return []
        found: list[Any] = []
        for n, part in enumerate(SIGNED.split(html.unescape(text) if "&" in text else text)):
            if n % 2 == 0:
                found += [Run(part, **style)] if part else []
                continue
            found += self.insets[int(part)]
        return found

    def _picture(self, element: Any) -> Block:
        name, alt = element.get("src") or "", " ".join((element.get("alt") or "").split())
        if not name:
            return Paragraph(inlines=(Run(f"[{alt}]"),) if alt else ())
        self.unnamed += not alt
        return Picture(src=name, alt=alt)

    def _list(self, element: Any) -> List:
        items = []
        for item in element.iterchildren("li"):
            blocks: list[Block] = []
            shell = pages.Element("p")
            shell.text = item.text
            for child in list(item):
                if child.tag in ("ul", "ol", "p", "table", "blockquote"):
                    blocks += self._parted(shell, lambda inlines: Paragraph(inlines=inlines))
                    shell = pages.Element("p")
                    self._block(child, blocks)
                    shell.text = child.tail
                else:
                    shell.append(child)
            blocks += self._parted(shell, lambda inlines: Paragraph(inlines=inlines))
            items.append(Item(blocks=tuple(blocks)))
        return List(items=tuple(items), ordered=element.tag == "ol")
