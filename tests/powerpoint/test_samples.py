"""A master without text styles, as LibreOffice writes it, gets them from its samples."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from openxml_audit import OpenXmlValidator
from pptx import Presentation

from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.package import read_package, write_package
from courseware.powerpoint.repair import mend
from courseware.powerpoint.spec import read_spec
from tests.deck.kits import house

MASTER = "ppt/slideMasters/slideMaster1.xml"
TITLE = '<a:pPr indent="0" algn="r"><a:buNone/></a:pPr><a:r><a:rPr lang="en-US" b="1" sz="4000" dirty="0"><a:latin typeface="Cambria"/></a:rPr>'
FIRST = '<a:pPr lvl="0" marL="432000" indent="-324000"><a:buChar char="*"/></a:pPr><a:r><a:rPr lang="en-US" sz="2600"/>'
SECOND = (
    '<a:pPr lvl="1" marL="864000" indent="-324000"><a:buChar char="+"/></a:pPr><a:r><a:rPr lang="en-US" sz="2200"/>'
)


def sampled() -> bytes:
    """python-pptx's template with the looks of title and text in their samples, and no text styles."""
    saved, made = io.BytesIO(), io.BytesIO()
    Presentation().save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == MASTER:
                text = re.sub(r"<p:txStyles>.*</p:txStyles>", "", data.decode(), flags=re.DOTALL)
                text = text.replace('<a:r><a:rPr lang="en-US" smtClean="0"/>', TITLE, 1)
                for level, sample in enumerate((FIRST, SECOND)):
                    text = text.replace(f'<a:pPr lvl="{level}"/><a:r><a:rPr lang="en-US" smtClean="0"/>', sample, 1)
                data = text.encode()
            new.writestr(name, data)
    return made.getvalue()


def test_a_master_without_text_styles_gets_those_of_its_samples() -> None:
    here = house("foreign")
    kit = read_kit(sampled(), here.brand, read_spec(here.files, here.brand), "template.pptx")
    slots = kit.layouts["content"].slots
    title, (first, second, *_) = slots["title"].levels[0], slots["body"].levels
    assert (title.family, title.size, title.bold, title.align, title.bullet) == ("Cambria", 40, True, "r", None)
    assert [(style.size, style.bullet.text if style.bullet else "") for style in (first, second)] == [
        (26, "*"),
        (22, "+"),
    ]
    assert first.margin < second.margin


def test_the_mended_master_is_valid_and_says_nothing_of_the_samples_words(tmp_path: Path) -> None:
    package = read_package(sampled(), "template.pptx")
    mend(package)
    (tmp_path / "mended.pptx").write_bytes(write_package(package))
    assert OpenXmlValidator().validate(tmp_path / "mended.pptx").errors == []
    styles = re.search(rb"<p:txStyles>.*</p:txStyles>", package.parts[MASTER], re.DOTALL)
    assert styles is not None
    assert b"lang=" not in styles[0]
