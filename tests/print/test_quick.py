"""What is done quicker gives the pages that WeasyPrint gives by itself."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element

import pypdfium2
import pytest
import tinyhtml5
from PIL import Image

from courseware.pdf import parsing

PAGES = Path(__file__).parent / "quick"
BY_ITSELF = """
import sys
from weasyprint import HTML
name, hurry = sys.argv[1:]
from weasyprint import images
if hurry:
    from courseware.pdf.quick import hasten
    hasten()
    assert images.RasterImage.__module__ == "courseware.pdf.quick"
sys.stdout.buffer.write(HTML(filename=name).write_pdf(pdf_variant="pdf/ua-1"))
"""


def made(page: Path, *, hurry: bool) -> bytes:
    """The PDF of a page, by WeasyPrint alone or with our quick ways, in a process of its own."""
    command = [sys.executable, "-c", BY_ITSELF, str(page), "yes" if hurry else ""]
    return subprocess.run(command, check=True, capture_output=True).stdout


def pixels(data: bytes) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    return [page.render(scale=1.5).to_pil() for page in pypdfium2.PdfDocument(data)]


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a picture of each kind that a PNG can be."""
    folder = tmp_path_factory.mktemp("pictured")
    ground = Image.linear_gradient("L").resize((90, 60))
    colour = Image.merge("RGB", (ground, ground.rotate(180), ground.rotate(90, expand=True).resize((90, 60))))
    clear = colour.copy()
    clear.putalpha(ground)
    kinds = {
        "grey": ground,
        "colour": colour,
        "clear": clear,
        "grey-clear": Image.merge("LA", (ground, ground.rotate(180))),
        "palette": colour.quantize(16),
        "black-and-white": ground.convert("1"),
        "sixteen-bits": ground.convert("I;16"),
    }
    for name, picture in kinds.items():
        picture.save(folder / f"{name}.png", compress_level=1)
    colour.save(folder / "named.png", transparency=(0, 255, 0))
    shown = "".join(
        f'<p>{path.stem}<img src="{path.name}" alt="{path.stem}"/></p>' for path in sorted(folder.glob("*.png"))
    )
    page = folder / "page.html"
    page.write_text(
        f'<html lang="en"><head><title>Pictures</title></head><body>{shown}</body></html>', encoding="utf-8"
    )
    return page


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_a_page_is_the_same_to_the_byte(page: Path) -> None:
    assert made(page, hurry=True) == made(page, hurry=False)


def test_a_picture_passed_through_has_the_same_pixels(pictured: Path) -> None:
    ours, theirs = made(pictured, hurry=True), made(pictured, hurry=False)
    assert pixels(ours) == pixels(theirs)
    assert ours != theirs  # the packed data of the plain ones is that of the file
    plain = (pictured.parent / "colour.png").read_bytes()
    packed = plain[plain.index(b"IDAT") + 4 : plain.index(b"IDAT") + 40]
    assert packed in ours


def flat(element: Element, depth: int = 0) -> list[tuple[object, ...]]:
    """The elements of a tree with their text, without what stands between blocks."""
    attributes = {name: value for name, value in element.attrib.items() if not name.endswith("}xmlns")}
    found: list[tuple[object, ...]] = [
        (depth, element.tag, attributes, (element.text or "").strip(), (element.tail or "").strip())
    ]
    for child in element:
        found += flat(child, depth + 1)
    return found


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_what_is_read_as_xml_is_what_a_browser_reads(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    tree = parsing.tree(html)
    assert tree is not None
    assert flat(tree) == flat(tinyhtml5.parse(html, namespace_html_elements=False))


@pytest.mark.parametrize(
    "body",
    [
        "<p>One<p>two",
        "<p>One <ul><li>two</li></ul></p>",
        "<table><tr><td>no body</td></tr></table>",
        "<table><tbody><tr>text<td>cell</td></tr></tbody></table>",
        "<p>A&nbsp;space</p>",
        "<a href='#a'>one <b><a href='#b'>two</a></b></a>",
        "<svg><path d='M0 0'/></svg>",
        "<ul><li>one<li>two</li></li></ul>",
        "<template><p>kept</p></template>",
        "<br>text",
        "<div/>text",
        "<![CDATA[text]]>",
        "<b/>text",
    ],
)
def test_what_only_a_browser_understands_is_left_to_an_html_parser(body: str) -> None:
    assert parsing.tree(f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>') is None


def test_an_entity_is_never_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html><head/><body>&b;</body></html>'
    assert parsing.tree(bomb) is None


def test_a_picture_that_is_no_png_is_left_alone() -> None:
    from courseware.pdf.quick import _packed

    out = io.BytesIO()
    Image.new("RGB", (3, 3)).save(out, "PNG")
    assert _packed(out.getvalue(), "RGB")
    assert not _packed(b"GIF89a" + out.getvalue(), "RGB")
    assert not _packed(out.getvalue(), "L")
