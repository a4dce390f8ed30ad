"""Rules of what a part's elements hold, in which order, and of the words that stand for colours and shapes."""

from __future__ import annotations

from collections.abc import Callable

from courseware.powerpoint.forms import PRESETS
from courseware.powerpoint.xml import A, Element, P, elements, local

Say = Callable[[str, str], None]

_IDS = range(1, 2**31)
_SLIDE = ("cSld", "clrMapOvr", "transition", "timing", "extLst")
_THEME = "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink"
_SLOTS = frozenset(_THEME.split())
_COLORS = _SLOTS | {"bg1", "tx1", "bg2", "tx2", "phClr"}
_NEEDED = {"sp": ("nvSpPr", "spPr"), "grpSp": ("nvGrpSpPr", "grpSpPr"), "spTree": ("nvGrpSpPr", "grpSpPr"),
           "pic": ("nvPicPr", "blipFill", "spPr"), "cxnSp": ("nvCxnSpPr", "spPr"), "graphicFrame": ("nvGraphicFramePr", "xfrm")}  # fmt: skip
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"


def check_order(part: str, root: Element, say: Say) -> None:
    """Say what the part `root` lacks, or holds where PowerPoint doesn't look for it."""
    if local(root) == "sld":
        names = [name for child in elements(root) for name in _content(child)]
        if any(name not in _SLIDE for name in names):
            say(part, "the slide holds an element that slides don't have")
        elif names != sorted(names, key=_SLIDE.index):
            say(part, f"the parts of the slide stand in the wrong order: {', '.join(names)}")
    for prefix in (root.get(_IGNORABLE) or "").split():
        if prefix not in root.nsmap:
            say(part, f"the part ignores the prefix {prefix}, which it doesn't declare")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = local(element)
        if element.tag.startswith(P):
            _presentation(part, element, name, say)
        elif element.tag.startswith(A):
            _drawing(part, element, name, say)


def _content(child: Element) -> tuple[str, ...]:
    """An element's name; for alternate content those of its first choice."""
    if local(child) != "AlternateContent":
        return (local(child),)
    return tuple(local(each) for each in elements(next(iter(elements(child)))))


def _presentation(part: str, element: Element, name: str, say: Say) -> None:
    if name in _NEEDED:
        held = {local(child) for child in elements(element)}
        for needed in _NEEDED[name]:
            if needed not in held:
                say(part, f"a <{name}> has no <{needed}>")
    elif name == "cNvPr" and (id := element.get("id") or "").isdigit() and int(id) not in _IDS:
        say(part, f"a shape has the id {id}, which PowerPoint doesn't allow")
    elif name == "clrMap":
        for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
            if value not in _SLOTS:
                say(part, f"the colour map takes {key} from {value}, which is no colour of a theme")
    elif name == "timing":
        steps = element.find(f"{P}tnLst/{P}par/{P}cTn")
        if element.find(P + "tnLst") is not None and (steps is None or steps.get("nodeType") != "tmRoot"):
            say(part, "the animation has no root")


def _drawing(part: str, element: Element, name: str, say: Say) -> None:
    if name == "schemeClr" and element.get("val") not in _COLORS:
        say(part, f"the colour {element.get('val')!r} is none of a theme")
    elif name in ("r", "fld"):
        names = [local(child) for child in elements(element)]
        if names != sorted(
            names, key=lambda each: ("rPr", "pPr", "t").index(each) if each in ("rPr", "pPr", "t") else 3
        ):
            say(part, "a run's properties stand after its text")
        if name == "r" and "t" not in names:
            say(part, "a run has no text")
    elif name == "graphicData" and not list(elements(element)):
        say(part, "a frame holds nothing")
    elif name == "prstGeom" and element.get("prst") not in PRESETS:
        say(part, f"the shape {element.get('prst')!r} is none")
