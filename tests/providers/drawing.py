"""A provider's presentation drawn from a description, part by part, as any program might have written it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PML = "application/vnd.openxmlformats-officedocument.presentationml."
COLORS = {
    "dk1": "1F2A36", "lt1": "FFFFFF", "dk2": "2F4858", "lt2": "EEF2F4", "accent1": "B5482A", "accent2": "2C7A7B", "accent3": "C58B1B",
    "accent4": "4A5FA5", "accent5": "7D5BA6", "accent6": "607D3B", "hlink": "1B5E9E", "folHlink": "5E4B8B",
}  # fmt: skip
Place = tuple[float, float, float, float]


def emu(points: float) -> int:
    return round(points * 12700)


@dataclass(frozen=True)
class Box:
    """A placeholder: `kind` as in `p:ph` (`""` for none), its place in points or None where it is inherited."""

    kind: str
    at: Place | None = None
    idx: int | None = None
    name: str = ""
    size: float = 0.0
    ink: str = ""
    body: str = ""
    turn: int = 0

    def xml(self, id: int) -> str:
        ph = "".join(
            f' {key}="{value}"' for key, value in (("type", self.kind), ("idx", self.idx)) if value not in ("", None)
        )
        name = self.name or f"{self.kind or 'Content'} {id}"
        frame = ""
        if self.at is not None:
            x, y, w, h = (emu(each) for each in self.at)
            rot = f' rot="{self.turn}"' if self.turn else ""
            frame = f'<a:xfrm{rot}><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        look = (f' sz="{round(self.size * 100)}"' if self.size else "") + (
            ">" + self.ink + "</a:defRPr>" if self.ink else "/>"
        )
        styles = (
            f"<a:lstStyle><a:lvl1pPr><a:defRPr{look}</a:lvl1pPr></a:lstStyle>"
            if self.size or self.ink
            else "<a:lstStyle/>"
        )
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name={quoteattr(name)}/><p:cNvSpPr/>'
            f"<p:nvPr><p:ph{ph}/></p:nvPr></p:nvSpPr><p:spPr>{frame}</p:spPr>"
            f'<p:txBody><a:bodyPr{self.body}/>{styles}<a:p><a:r><a:rPr lang="en-US"/><a:t>Text</a:t></a:r></a:p></p:txBody></p:sp>'
        )


def bar(at: Place, fill: str = "accent1", name: str = "Bar") -> str:
    """A filled rectangle behind the content."""
    x, y, w, h = (emu(each) for each in at)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="ID" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{fill}"/></a:solidFill>'
        '<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def picture(at: Place, relation: str = "rIdPicture", name: str = "Logo") -> str:
    """A picture of the sheet's relation."""
    x, y, w, h = (emu(each) for each in at)
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="ID" name="{name}"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def ground(fill: str) -> str:
    """A background in a theme colour or of the sheet's picture."""
    if fill == "picture":
        inner = '<a:blipFill dpi="0" rotWithShape="1"><a:blip r:embed="rIdPicture"/><a:srcRect/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    else:
        inner = f'<a:solidFill><a:schemeClr val="{fill}"/></a:solidFill>'
    return f"<p:bg><p:bgPr>{inner}<a:effectLst/></p:bgPr></p:bg>"


@dataclass(frozen=True)
class Layout:
    """A layout: `type` is one of PowerPoint's or `""`; `shapes` is XML that stands behind its placeholders."""

    name: str
    boxes: tuple[Box, ...] = ()
    type: str = ""
    shapes: str = ""
    ground: str = ""
    inks: str = ""
    """Names of the colours for bg1 and tx1 where the layout changes its master's, as `dk1 lt1`."""


@dataclass(frozen=True)
class Master:
    """A master: its own placeholders, sizes of title and text, and its layouts."""

    layouts: tuple[Layout, ...]
    boxes: tuple[Box, ...] = ()
    title: float = 36.0
    text: tuple[float, ...] = (24.0, 20.0, 18.0, 16.0, 16.0)
    shapes: str = ""
    ground: str = "bg1"
    colors: dict[str, str] = field(default_factory=lambda: dict(COLORS))
    fonts: tuple[str, str] = ("Arial", "Arial")
    align: str = "l"
    styles: bool = True
    insets: str = ""
    inks: str = "lt1 dk1"


def write(
    masters: tuple[Master, ...],
    size: tuple[float, float] = (960.0, 540.0),
    *,
    image: bytes = b"",
    slides: tuple[str, ...] = (),
    more: dict[str, tuple[str, bytes]] | None = None,
    main_type: str = PML + "presentation.main+xml",
    main: str = "",
    relations: tuple[tuple[str, str, str, str], ...] = (),
    version: str = "",
) -> bytes:
    """The package. `slides` are XML of shapes on the first layout; `more` are further parts: name -> (content type, bytes).

    `relations` are (owner, type's last word, target, mode); `main` is XML at the end of the presentation part.
    """
    parts: dict[str, bytes] = {}
    types: dict[str, str] = {"ppt/presentation.xml": main_type}
    links: dict[str, list[tuple[str, str, str, str]]] = {"": [("rId1", "officeDocument", "ppt/presentation.xml", "")]}
    links["ppt/presentation.xml"] = []
    rows, number = "", 0
    for m, master in enumerate(masters, 1):
        part, theme = f"ppt/slideMasters/slideMaster{m}.xml", f"ppt/theme/theme{m}.xml"
        ids = ""
        links[part] = []
        for layout in master.layouts:
            number += 1
            own = f"ppt/slideLayouts/slideLayout{number}.xml"
            parts[own] = _layout(layout).encode()
            types[own] = PML + "slideLayout+xml"
            links[own] = [("rId1", "slideMaster", part, "")]
            if "rIdPicture" in parts[own].decode():
                links[own].append(("rIdPicture", "image", "ppt/media/image1.png", ""))
            links[part].append((f"rId{number}", "slideLayout", own, ""))
            ids += f'<p:sldLayoutId id="{2147483700 + 50 * m + number}" r:id="rId{number}"/>'
        parts[part] = _master(master, ids).encode()
        if "rIdPicture" in parts[part].decode():
            links[part].append(("rIdPicture", "image", "ppt/media/image1.png", ""))
        types[part], types[theme] = PML + "slideMaster+xml", "application/vnd.openxmlformats-officedocument.theme+xml"
        parts[theme] = _theme(master, f"Theme {m}").encode()
        links[part].append(("rIdTheme", "theme", theme, ""))
        links["ppt/presentation.xml"].append((f"rIdM{m}", "slideMaster", part, ""))
        rows += f'<p:sldMasterId id="{2147483650 + 50 * m}" r:id="rIdM{m}"/>'
    links["ppt/presentation.xml"].append(("rIdTheme", "theme", "ppt/theme/theme1.xml", ""))
    if image:
        parts["ppt/media/image1.png"] = image
    listed = ""
    for s, shapes in enumerate(slides, 1):
        part = f"ppt/slides/slide{s}.xml"
        parts[part] = (
            f"{HEAD}<p:sld {SPACES}><p:cSld><p:spTree>{_EMPTY}{_numbered(shapes)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
        ).encode()
        types[part] = PML + "slide+xml"
        links[part] = [("rId1", "slideLayout", "ppt/slideLayouts/slideLayout1.xml", "")]
        if "rIdPicture" in shapes:
            links[part].append(("rIdPicture", "image", "ppt/media/image1.png", ""))
        links["ppt/presentation.xml"].append((f"rIdS{s}", "slide", part, ""))
        listed += f'<p:sldId id="{255 + s}" r:id="rIdS{s}"/>'
    listed = f"<p:sldIdLst>{listed}</p:sldIdLst>" if listed else ""
    parts["ppt/presentation.xml"] = (
        f"{HEAD}<p:presentation {SPACES}{version}><p:sldMasterIdLst>{rows}</p:sldMasterIdLst>{listed}"
        f'<p:sldSz cx="{emu(size[0])}" cy="{emu(size[1])}"/><p:notesSz cx="6858000" cy="9144000"/>{main}</p:presentation>'
    ).encode()
    for name, (type, data) in (more or {}).items():
        parts[name], types[name] = data, type
    for n, (owner, kind, target, mode) in enumerate(relations, 1):
        links.setdefault(owner, []).append((f"rIdMore{n}", kind, target, mode))
    return _zipped(parts, types, links)


_EMPTY = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def _numbered(shapes: str) -> str:
    parts = shapes.split('id="ID"')
    return parts[0] + "".join(f'id="{50 + n}"{part}' for n, part in enumerate(parts[1:]))


def _tree(shapes: str, boxes: tuple[Box, ...], fill: str) -> str:
    placed = "".join(box.xml(n) for n, box in enumerate(boxes, 2))
    return f"{ground(fill) if fill else ''}<p:spTree>{_EMPTY}{_numbered(shapes)}{placed}</p:spTree>"


_MAP = 'bg1="{}" tx1="{}" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'  # noqa: E501


def _layout(layout: Layout) -> str:
    type = f' type="{layout.type}"' if layout.type else ""
    colors = f"<a:overrideClrMapping {_MAP.format(*layout.inks.split())}/>" if layout.inks else "<a:masterClrMapping/>"
    return (
        f'{HEAD}<p:sldLayout {SPACES}{type} preserve="1"><p:cSld name={quoteattr(layout.name)}>{_tree(layout.shapes, layout.boxes, layout.ground)}</p:cSld>'
        f"<p:clrMapOvr>{colors}</p:clrMapOvr></p:sldLayout>"
    )


def _master(master: Master, ids: str) -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="{emu(18 * n)}" indent="{-emu(18)}" algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="•"/>'  # noqa: E501
        f'<a:defRPr sz="{round(size * 100)}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{n}pPr>'
        for n, size in enumerate(master.text, 1)
    )
    styles = (
        f'<p:txStyles><p:titleStyle><a:lvl1pPr algn="{master.align}"><a:buNone/><a:defRPr sz="{round(master.title * 100)}" b="0"><a:solidFill>'
        f'<a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>'
        '<p:otherStyle><a:lvl1pPr><a:defRPr sz="1800"><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:otherStyle></p:txStyles>'
    )
    return (
        f"{HEAD}<p:sldMaster {SPACES}><p:cSld>{_tree(master.shapes, master.boxes, master.ground)}</p:cSld><p:clrMap {_MAP.format(*master.inks.split())}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>{styles if master.styles else ''}</p:sldMaster>"
    )


def _theme(master: Master, name: str) -> str:
    colors = "".join(f'<a:{key}><a:srgbClr val="{rgb}"/></a:{key}>' for key, rgb in master.colors.items())
    faces = "".join(
        f'<a:{key}Font><a:latin typeface="{escape(face)}"/><a:ea typeface=""/><a:cs typeface=""/></a:{key}Font>'
        for key, face in zip(("major", "minor"), master.fonts, strict=True)
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements><a:clrScheme name="{name}">{colors}</a:clrScheme><a:fontScheme name="{name}">{faces}'
        f'</a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>'
        f"{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _kind(word: str) -> str:
    return word if ":" in word else f"{R}/{word}"


def _target(name: str, mode: str) -> str:
    return name if mode else f"/{name}"


def _zipped(parts: dict[str, bytes], types: dict[str, str], links: dict[str, list[tuple[str, str, str, str]]]) -> bytes:
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{type}"/>' for name, type in sorted(types.items()) if type
    )
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'  # noqa: E501
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.presentationml.printerSettings"/>{rows}</Types>'.encode()
    }
    for owner, held in links.items():
        folder, _, file = owner.rpartition("/")
        inner = "".join(
            f'<Relationship Id="{id}" Type="{_kind(kind)}" Target="{_target(target, mode)}"'
            + (f' TargetMode="{mode}"' if mode else "")
            + "/>"
            for id, kind, target, mode in held
        )
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        files[name] = f'{HEAD}<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
