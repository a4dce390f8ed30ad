"""Another provider's presentation, as unlike the first as a designer makes it: 16:10, light letters on a dark ground, serif, wide margins in its
boxes, sizes in the master only, the title beneath the content or at its left, and no layout but the six that its designer needed."""

from __future__ import annotations

import io
import re
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from tests.foreign import _fixed

WIDTH, HEIGHT = 960, 600
KEPT = {
    "Title Slide": "Ouverture",
    "Title and Content": "Texte",
    "Section Header": "Partie",
    "Two Content": "Deux textes",
    "Title Only": "Titre seul",
    "Blank": "Vide",
}
"""The layouts that stay, by the default template's names, and what they are called."""
COLORS = {
    "dk1": "F4EFE6", "lt1": "1B2430", "dk2": "D8CBB5", "lt2": "27313F", "accent1": "E0A84E", "accent2": "7FB7A3", "accent3": "C97B63",
    "accent4": "8FA6D1", "accent5": "B99BC4", "accent6": "A9A9A9", "hlink": "F0C987", "folHlink": "D8CBB5",
}  # fmt: skip
BODY = (56, 36, 848, 400)
TITLE = (56, 456, 848, 96)
PLACES: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "Ouverture": {"ctrTitle": (96, 150, 700, 160), "subTitle": (96, 330, 700, 80)},
    "Texte": {"title": TITLE, "0": BODY},
    "Partie": {"title": (96, 260, 768, 150), "body": (96, 420, 768, 90)},
    "Deux textes": {"title": (40, 40, 230, 500), "0": (290, 40, 310, 500), "1": (620, 40, 310, 500)},
    "Titre seul": {"title": TITLE},
    "Vide": {},
}
"""Where placeholders stand, in points: by type, or for content by their order."""
FEET = {"dt": (56, 566, 160, 22), "ftr": (300, 566, 360, 22), "sldNum": (800, 566, 104, 22)}
INSETS = {"lIns": Pt(28), "tIns": Pt(18), "rIns": Pt(28), "bIns": Pt(18)}


def dark_template() -> bytes:
    """The template's bytes, the same each time."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layouts = presentation.slide_layouts
    for layout in list(layouts):
        if layout.name not in KEPT:
            layouts.remove(layout)
    master = presentation.slide_master
    _retheme(master.part)
    for layout in layouts:
        layout.name = KEPT[layout.name]
        _arrange(layout, PLACES[layout.name])
    _arrange(master, {"title": TITLE, "body": BODY})
    _style(master._element)
    presentation.core_properties.author = "Atelier Clairobscur"
    saved = io.BytesIO()
    presentation.save(saved)
    return _fixed(saved.getvalue())


def _retheme(master: Any) -> None:
    theme: Part = master.part_related_by(RELATION.THEME)
    text = theme.blob.decode()
    for name, rgb in COLORS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>', text, flags=re.DOTALL
        )
    text = re.sub(r'(<a:m(?:aj|in)orFont>\s*<a:latin typeface=")[^"]*', r"\1Cambria", text)
    theme._blob = text.encode()


def _arrange(sheet: Any, places: dict[str, tuple[float, float, float, float]]) -> None:
    """Placeholders at their places with wide margins; layouts say no size of their own."""
    contents = 0
    for placeholder in list(sheet.placeholders):
        ph = placeholder._element.find(".//" + qn("p:ph"))
        kind = ph.get("type", "")
        if not kind:
            kind, contents = str(contents), contents + 1
        rect = FEET.get(kind) or places.get(kind)
        if rect is None:
            placeholder._element.getparent().remove(placeholder._element)
            continue
        placeholder.left, placeholder.top, placeholder.width, placeholder.height = (Emu(int(Pt(at))) for at in rect)
        properties = placeholder._element.find(".//" + qn("a:bodyPr"))
        for style in placeholder._element.iter(qn("a:lstStyle")):
            if kind not in FEET:
                for level in list(style):
                    style.remove(level)
        if kind in FEET:
            continue
        for key, value in INSETS.items():
            properties.set(key, str(int(value)))
        if kind == "title":
            properties.set("anchor", "t")


def _style(master: Any) -> None:
    """Sizes, spaces and bullets, only here: lines at 105 %, spaces in shares of the line, letters set apart, capitals in titles."""
    styles = master.find(qn("p:txStyles"))
    for level in styles.find(qn("p:titleStyle")):
        level.set("algn", "l")
        run = level.find(qn("a:defRPr"))
        run.set("sz", "3200")
        run.set("cap", "all")
        run.set("spc", "60")
    for number, level in enumerate(styles.find(qn("p:bodyStyle"))):
        if number > 4:
            continue
        run = level.find(qn("a:defRPr"))
        run.set("sz", str((26, 24, 22, 20, 20)[number] * 100))
        run.set("spc", "40")
        level.set("marL", str(int(Pt(30 + 26 * number))))
        level.set("indent", str(-int(Pt(26))))
        for old in level.findall(qn("a:lnSpc")):
            level.remove(old)
        spacing = etree.Element(qn("a:lnSpc"))
        etree.SubElement(spacing, qn("a:spcPct")).set("val", "105000")
        level.insert(0, spacing)
