"""Boxes of a slide as shapes: placeholders, text boxes, pictures, rectangles, ellipses and lines."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from courseware.deck.kit import Rect
from courseware.deck.slides import PictureBox, ShapeBox, SlideBox, TableBox, TextBox
from courseware.powerpoint.media import Media
from courseware.powerpoint.tables import table
from courseware.powerpoint.template import FOOT, Placeholder
from courseware.powerpoint.text import TextWriter
from courseware.powerpoint.xml import attribute, emu

# Says that a shape is only for looks, so that a screen reader passes over it.
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)
_TEXT_KINDS = ("title", "ctrTitle", "subTitle", "body", "obj", "ftr", "sldNum", "dt")

# Boxes that are there from the first moment, whatever is built on the slide.
_STANDING = ("title", "ctrTitle", "footer", "number", "date")


class ShapeWriter(Struct, eq=False):
    """Writes the shapes of one slide, gives each an id, and remembers which blocks of the source stand in it (`blocks`, by shape id) and which
    paragraphs are shown by a click (`builds`: shape id, paragraph, click)."""

    text: TextWriter
    placeholders: Mapping[int, Placeholder]
    media: Media
    blocks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    builds: list[tuple[int, int, int]] = field(default_factory=list)
    _last: int = 1  # the slide's tree itself has id 1

    def write(self, box: SlideBox) -> str:
        """The shape or shapes of a box."""
        match box:
            case TextBox():
                return self._text(box)
            case TableBox():
                id = self._id(box.blocks)
                return table(box, id, self.text)
            case PictureBox():
                return self._picture(box)
            case ShapeBox():
                return self._drawn(box)

    def _id(self, blocks: tuple[str, ...] = ()) -> int:
        self._last += 1
        if blocks:
            self.blocks[self._last] = blocks
        return self._last

    def _text(self, box: TextBox) -> str:
        placeholder = self.placeholders.get(box.idx) if box.idx is not None else None
        if placeholder is not None and placeholder.kind not in _TEXT_KINDS:
            placeholder = None  # text in a picture's place would be a prompt to PowerPoint: it stands free
        edge = group = ""
        if box.edge is not None and box.edge_width > 0:
            bar = Rect(box.rect.x, box.rect.y, box.edge_width, box.rect.h)
            name = f"{box.name} edge"
            if placeholder is None:
                group = self._group_head(self._id(), box)
            edge = self._shape(
                self._id(), name, bar, "rect", f"{self.text.fill(box.edge)}<a:ln><a:noFill/></a:ln>", "", artifact=True
            )
        id = self._id(box.blocks)
        if box.kind not in _STANDING:
            self.builds += [(id, n, p.build) for n, p in enumerate(box.paragraphs) if p.build]
        if placeholder is not None:
            return self._placed(box, id, placeholder) + edge
        left, top, right, bottom = box.insets
        body = (
            f'<a:bodyPr vert="horz" wrap="square" lIns="{emu(left)}" tIns="{emu(top)}" rIns="{emu(right)}" bIns="{emu(bottom)}" '
            f'rtlCol="0" anchor="{box.anchor}"><a:noAutofit/></a:bodyPr>'
        )
        look = self.text.fill(box.fill) + self.text.line("ln", box.outline, box.outline_width)
        words = f"<p:txBody>{body}<a:lstStyle/>{self.text.paragraphs(box.paragraphs, None)}</p:txBody>"
        shape = self._shape(id, box.name, box.rect, "rect", look, words, text_box=True, artifact=box.artifact)
        return f"{group}{shape}{edge}</p:grpSp>" if group else shape + edge  # the edge lies on the fill

    def _placed(self, box: TextBox, id: int, placeholder: Placeholder) -> str:
        """Text in a placeholder: place, margins and anchor are written only where they differ from the layout's.

        `normAutofit` without a scale leaves the text as it is set and lets PowerPoint shrink what somebody adds later.
        """
        frame = "" if same_place(box.rect, placeholder.rect) else _transform(box.rect)
        look = self.text.fill(box.fill) if box.fill is not None else ""
        look += self.text.line("ln", box.outline, box.outline_width) if box.outline is not None else ""
        said = ""
        for key, value, given in zip(("lIns", "tIns", "rIns", "bIns"), box.insets, placeholder.insets, strict=True):
            if abs(value - given) > 0.05:
                said += f' {key}="{emu(value)}"'
        if box.anchor != placeholder.anchor:
            said += f' anchor="{box.anchor}"'
        words = self.text.paragraphs(box.paragraphs, placeholder.levels)
        if placeholder.kind in FOOT:
            # LibreOffice drops the layout's look of a footer whose paragraph says nothing; an empty element is enough to keep it.
            fit, words = "", words.replace("<a:p><a:r>", "<a:p><a:pPr/><a:r>")
        else:
            fit = "<a:normAutofit/>"
        body = f"<a:bodyPr{said}>{fit}</a:bodyPr>" if fit else f"<a:bodyPr{said}/>"
        properties = f"<p:spPr>{frame}{look}</p:spPr>" if frame or look else "<p:spPr/>"
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{attribute(box.name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr>{_ph(placeholder)}</p:nvPr></p:nvSpPr>{properties}"
            f"<p:txBody>{body}<a:lstStyle/>{words}</p:txBody></p:sp>"
        )

    def _picture(self, box: PictureBox) -> str:
        embedded = self.media.picture(box.src)
        if embedded is None:
            return ""
        relation, svg = embedded
        id = self._id(box.blocks)
        placeholder = self.placeholders.get(box.idx) if box.idx is not None else None
        if placeholder is not None and placeholder.kind not in ("pic", "obj"):
            placeholder = None
        left, top, right, bottom = (round(share * 100000) for share in box.crop)
        crop = "".join(
            f' {key}="{value}"' for key, value in (("l", left), ("t", top), ("r", right), ("b", bottom)) if value
        )
        blip = f'<a:blip r:embed="{relation}">{_SVG.format(svg)}</a:blip>' if svg else f'<a:blip r:embed="{relation}"/>'
        kept = placeholder is not None and same_place(box.rect, placeholder.rect)
        look = (
            "<p:spPr/>"
            if kept
            else f'<p:spPr>{_transform(box.rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        )
        place = f"<p:nvPr>{_ph(placeholder)}</p:nvPr>" if placeholder is not None else "<p:nvPr/>"
        locks = (
            '<a:picLocks noGrp="1" noChangeAspect="1"/>'
            if placeholder is not None
            else '<a:picLocks noChangeAspect="1"/>'
        )
        return (
            f"<p:pic><p:nvPicPr>{_named(id, box.name, box.alt, artifact=not box.alt)}<p:cNvPicPr>{locks}</p:cNvPicPr>{place}</p:nvPicPr>"
            f"<p:blipFill>{blip}<a:srcRect{crop}/><a:stretch><a:fillRect/></a:stretch></p:blipFill>{look}</p:pic>"
        )

    def _drawn(self, box: ShapeBox) -> str:
        outline = self.text.line("ln", box.outline, box.outline_width)
        if box.kind == "line":
            return (
                f"<p:cxnSp><p:nvCxnSpPr>{_named(self._id(), box.name, artifact=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
                f'<p:spPr>{_transform(box.rect)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{outline}</p:spPr></p:cxnSp>'
            )
        return self._shape(
            self._id(), box.name, box.rect, box.kind, self.text.fill(box.fill) + outline, "", artifact=True
        )

    def _shape(
        self,
        id: int,
        name: str,
        rect: Rect,
        form: str,
        look: str,
        words: str,
        *,
        text_box: bool = False,
        artifact: bool = False,
    ) -> str:
        kind = '<p:cNvSpPr txBox="1"/>' if text_box else "<p:cNvSpPr/>"
        return (
            f"<p:sp><p:nvSpPr>{_named(id, name, artifact=artifact)}{kind}<p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{_transform(rect)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{look}</p:spPr>{words}</p:sp>'
        )

    def _group_head(self, id: int, box: TextBox) -> str:
        x, y, w, h = (emu(value) for value in (box.rect.x, box.rect.y, box.rect.w, box.rect.h))
        return (
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{id}" name="{attribute(box.name)} group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
            f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/></a:xfrm></p:grpSpPr>'
        )


def same_place(one: Rect, other: Rect) -> bool:
    """Whether two rectangles are the same to a twentieth of a point."""
    return all(abs(a - b) < 0.05 for a, b in ((one.x, other.x), (one.y, other.y), (one.w, other.w), (one.h, other.h)))


def _transform(rect: Rect) -> str:
    """A rectangle; a line that rises has a negative height and is flipped."""
    flip = ' flipV="1"' if rect.h < 0 else ""
    y, h = (rect.y, rect.h) if rect.h >= 0 else (rect.bottom, -rect.h)
    return f'<a:xfrm{flip}><a:off x="{emu(rect.x)}" y="{emu(y)}"/><a:ext cx="{emu(max(rect.w, 0.0))}" cy="{emu(h)}"/></a:xfrm>'


def _ph(placeholder: Placeholder) -> str:
    return "<p:ph" + "".join(f' {key}="{attribute(value)}"' for key, value in placeholder.attributes) + "/>"


def _named(id: int, name: str, alt: str = "", *, artifact: bool = False) -> str:
    described = f' descr="{attribute(alt)}"' if alt else ""
    return f'<p:cNvPr id="{id}" name="{attribute(name)}"{described}' + (
        f">{DECORATIVE}</p:cNvPr>" if artifact else "/>"
    )
