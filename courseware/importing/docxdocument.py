"""A Word document on its way to be modules: its blocks, its facts, and what is to be told of it."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from courseware.content.blocks import Block
from courseware.powerpoint.package import Package
from courseware.powerpoint.xml import parse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Document(Struct, eq=False):
    """A document's blocks in order; a `Heading` has Word's level (1 is the outermost). `comments` are by the number of the block they stand in."""

    blocks: list[Block] = field(default_factory=list)
    comments: dict[int, list[str]] = field(default_factory=dict)
    title: str = ""
    subtitle: str = ""
    author: str = ""
    language: str = ""
    told: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


def read_facts(package: Package, document: Document) -> None:
    """Sets the language that most text is in, the title and the author of the file's properties, and the lines of headers and footers."""
    main = package.main
    counts: Counter[str] = Counter()
    for part in (main, *package.related(main, "styles")):
        for lang in parse(package.parts[part], part).iter(W + "lang"):
            counts[(lang.get(W + "val") or "").partition("-")[0].lower()] += 1
    counts.pop("", None)
    document.language = next((code for code, _ in counts.most_common(1)), "")
    for kind in ("header", "footer"):
        for part in package.related(main, kind):
            line = " ".join("".join(t.text or "" for t in parse(package.parts[part], part).iter(W + "t")).split())
            if line and line not in document.furniture:
                document.furniture.append(line)
    for part in package.related("", "core-properties") + package.related("", "metadata/core-properties"):
        for child in parse(package.parts[part], part):
            key = str(child.tag).rpartition("}")[2]
            if key == "title":
                document.title = " ".join((child.text or "").split())
            elif key == "creator":
                document.author = " ".join((child.text or "").split())
