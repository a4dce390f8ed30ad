"""What the tests of the writer share: a deck from markup, written in a house of `tests.deck.kits`, and its parts looked into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from lxml import etree
from msgspec.structs import replace

from courseware.deck.kit import Rect, TextStyle
from courseware.deck.slides import Page, SlideBox, Slides, Span, TextBox, TextParagraph
from courseware.powerpoint.package import read_package, write_package
from courseware.powerpoint.write import write_deck
from tests.deck.kits import House, house, page

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def deck(name: str, *sections: str, head: str = "") -> bytes:
    """A deck of some sections' markup, fitted and written."""
    home = house(name)
    return write(home, home.fit(page(*sections, head=head)))


def write(home: House, slides: Slides) -> bytes:
    return write_deck(slides, home.kit, home.base, home.files)


def placed(name: str, *boxes: SlideBox, role: str = "content", **said: object) -> bytes:
    """A deck of one page with these boxes."""
    home = house(name)
    layout = home.kit.layouts[role]
    only = Page(number="1", id="m/one", role=role, layout=layout.key, title="One", boxes=boxes)
    only = replace(only, **said)
    return write(home, Slides(title="One", language="en", width=home.kit.width, height=home.kit.height, pages=(only,)))


def words(text: str, style: TextStyle, **said: object) -> TextParagraph:
    """A paragraph of one run in its style."""
    run = Span(text, style.family, style.size, bold=style.bold, italic=style.italic)
    return replace(TextParagraph((run,), style, bullet=style.bullet), **said)


def free(text: str, name: str = "house", **said: object) -> TextBox:
    """A text box that is in no placeholder."""
    style = house(name).kit.layouts["content"].slots["body"].style(0)
    return replace(TextBox(rect=Rect(100, 200, 300, 40), paragraphs=(words(text, style),), name="Free"), **said)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(data: bytes, part: str) -> etree._Element:
    return etree.fromstring(parts(data)[part])


def slide(data: bytes, n: int = 1) -> etree._Element:
    return xml(data, f"ppt/slides/slide{n}.xml")


def shape(data: bytes, name: str, n: int = 1) -> etree._Element:
    """The shape of this name in the selection pane."""
    for named in slide(data, n).iter(P + "cNvPr"):
        if named.get("name") == name:
            found = next(
                a
                for a in named.iterancestors()
                if a.tag in (P + "sp", P + "pic", P + "graphicFrame", P + "grpSp", P + "cxnSp")
            )
            return found
    raise AssertionError(f"no shape {name}")


def edited(data: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """The package with parts of it rewritten; relations and types are kept as they are."""
    members = parts(data)
    for part, change in changes.items():
        before = members[part].decode()
        after = change(before)
        assert after != before, f"nothing changed in {part}"
        members[part] = after.encode()
    return zipped(members)


def zipped(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def without_notes_master(data: bytes) -> bytes:
    package = read_package(data, "x")
    kept = [r for r in package.relations[package.main] if r.kind != "notesMaster"]
    package.relations[package.main] = kept
    root = etree.fromstring(package.parts[package.main])
    for held in root.findall(P + "notesMasterIdLst"):
        root.remove(held)
    package.parts[package.main] = etree.tostring(root)
    package.drop_unreachable()
    return write_package(package)
