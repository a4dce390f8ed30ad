"""A notes master for templates that have none: the slide's picture above, the notes beneath, in the template's own theme."""

from __future__ import annotations

from courseware.powerpoint.notes import EMPTY_GROUP
from courseware.powerpoint.package import OFFICE_TYPE, PML_TYPE, Package
from courseware.powerpoint.xml import EMU, HEAD, SPACES, emu

NOTES_MASTER_TYPE = PML_TYPE + "notesMaster+xml"


def ensure_notes_master(package: Package, master: str, size: tuple[float, float], notes: tuple[int, int]) -> str:
    """The package's notes master, made where there is none.

    `master` is the slide master whose theme it takes, `size` the slides' in points, `notes` the notes pages' in EMU.
    """
    found = [part for part in package.related(package.main, "notesMaster") if part in package.parts]
    if found:
        return found[0]
    part = package.free_name("ppt/notesMasters/notesMaster{}.xml")
    theme = package.free_name("ppt/theme/theme{}.xml")
    source = package.related(master, "theme")[0]
    package.parts[theme] = package.parts[source]
    package.types[theme] = package.types[source]
    package.relations[theme] = list(package.relations.get(source, ()))
    package.parts[part] = _master(size, notes)
    package.types[part] = NOTES_MASTER_TYPE
    package.relate(part, OFFICE_TYPE + "theme", theme)
    package.relate(package.main, OFFICE_TYPE + "notesMaster", part)
    return part


def _master(size: tuple[float, float], notes: tuple[int, int]) -> bytes:
    width, height = notes
    margin = width // 10
    picture_w = width - 2 * margin
    picture_h = min(round(picture_w * size[1] / size[0]), round(height * 0.4))
    picture_w = round(picture_h * size[0] / size[1])
    top = height // 12
    text_top = top + picture_h + 24 * EMU
    levels = "".join(
        f'<a:lvl{n}pPr marL="{emu(18 * (n - 1))}" indent="0" algn="l" rtl="0"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:defRPr sz="1200" kern="1200">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        f"</a:defRPr></a:lvl{n}pPr>"
        for n in range(1, 10)
    )
    shapes = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{_frame((width - picture_w) // 2, top, picture_w, picture_h)}'
        '<a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></p:spPr></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_frame(margin, text_top, width - 2 * margin, height - text_top - height // 12)}</p:spPr>"
        # The levels stand here once more: LibreOffice passes over the master's own notes style.
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle>{levels}</a:lstStyle>'
        '<a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Slide number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="5"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_frame(width - margin - 72 * EMU, height - height // 16, 72 * EMU, 18 * EMU)}</p:spPr>"
        '<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/><a:lstStyle><a:lvl1pPr algn="r">'
        '<a:defRPr sz="1000"><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></a:lstStyle><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )
    return (
        f'{HEAD}<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
        f"<p:spTree>{EMPTY_GROUP}{shapes}</p:spTree></p:cSld>"
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" '
        f'accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:notesStyle>{levels}</p:notesStyle></p:notesMaster>'
    ).encode()


def _frame(x: int, y: int, w: int, h: int) -> str:
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
