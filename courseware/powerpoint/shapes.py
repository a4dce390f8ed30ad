"""Boxes of a slide as shapes: placeholders, text boxes, pictures, rectangles, ellipses and lines."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from courseware.deck.kit import Rect
from courseware.deck.slides import ChartBox, DrawingBox, MediaBox, PictureBox, ShapeBox, SlideBox, TableBox, TextBox
from courseware.powerpoint.equations import alternate, equations_of, picture
from courseware.powerpoint.films import Play, film, linked
from courseware.powerpoint.freeforms import freeform, see_through
from courseware.powerpoint.media import Media
from courseware.powerpoint.places import FOOT
from courseware.powerpoint.tables import table
from courseware.powerpoint.template import Placeholder
from courseware.powerpoint.text import TextWriter
from courseware.powerpoint.timing import GROUND, WHOLE, Build
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
    """Writes the shapes of one slide, gives each an id, and remembers which blocks of the source stand in it (`blocks`, by shape id) and what
    of them a click shows (`builds`)."""

    text: TextWriter
    placeholders: Mapping[int, Placeholder]
    media: Media
    blocks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    builds: list[Build] = field(default_factory=list)
    plays: list[Play] = field(default_factory=list)
    """The films and sounds that play on the slide."""
    _last: int = 1  # the slide's tree itself has id 1

    def write(self, box: SlideBox) -> str:
        """The shape or shapes of a box; one that holds equations is written twice, for programs that know them and for those that don't."""
        found = equations_of(box)
        if not found:
            return self._write(box)
        native = self._write(box)
        blocks, builds = dict(self.blocks), list(self.builds)
        self.text.plain = True
        shown = self._write(box) + "".join(picture(each, self._id(), self.media.made(each.png())) for each in found)
        self.text.plain = False
        self.blocks, self.builds = blocks, builds
        return alternate(native, shown)

    def _write(self, box: SlideBox) -> str:
        match box:
            case TextBox():
                return self._text(box)
            case TableBox():
                id = self.built(self._id(box.blocks), box.build, "")
                return table(box, id, self.text)
            case PictureBox():
                return self._picture(box)
            case MediaBox():
                return self._media(box)
            case ShapeBox():
                return self._drawn(box)
            case ChartBox():
                return self._chart(box)
            case DrawingBox():
                from courseware.powerpoint.drawings import drawing

                return drawing(box, self.built(self._id(box.blocks), box.build, ""), self._id, self.text)

    def _chart(self, box: ChartBox) -> str:
        from courseware.powerpoint.charts import chart  # with the workbook's writer, which most decks don't need

        placeholder = self.placeholders.get(box.idx) if box.idx is not None else None
        place = _ph(placeholder) if placeholder is not None and placeholder.kind in ("obj", "chart") else ""
        return chart(box, self.built(self._id(box.blocks), box.build, "chart"), place, self.text, self.media)

    def _id(self, blocks: tuple[str, ...] = ()) -> int:
        self._last += 1
        if blocks:
            self.blocks[self._last] = blocks
        return self._last

    def built(self, id: int, click: int, form: str = "text") -> int:
        """Notes that shape `id` is shown by `click` (0: at once), and gives the id."""
        if click:
            self.builds.append(Build(click, id, WHOLE, form))
        return id

    def _text(self, box: TextBox) -> str:
        placeholder = self.placeholders.get(box.idx) if box.idx is not None else None
        if placeholder is not None and placeholder.kind not in _TEXT_KINDS:
            placeholder = None  # text in a picture's place would be a prompt to PowerPoint: it stands free
        edge = group = ""
        stepwise = any(p.build != box.build for p in box.paragraphs)  # what stands in a group can't be shown by itself
        grouped = placeholder is None and not stepwise
        if box.edge is not None and box.edge_width > 0:
            bar = Rect(box.rect.x, box.rect.y, box.edge_width, box.rect.h)
            name = f"{box.name} edge"
            if grouped:
                group = self._group_head(self.built(self._id(), box.build, ""), box)
            id = self._id() if grouped else self.built(self._id(), box.build)
            look = f"{self.text.fill(box.edge)}<a:ln><a:noFill/></a:ln>"
            edge = self._shape(id, name, bar, "rect", look, "", artifact=True)
        id = self._id(box.blocks)
        if box.build and not stepwise:
            if not group:
                self.built(id, box.build)
        elif box.kind not in _STANDING:
            if box.build:
                self.builds.append(Build(box.build, id, GROUND))
            self.builds += [Build(p.build, id, n) for n, p in enumerate(box.paragraphs) if p.build]
        if placeholder is not None:
            return self._placed(box, id, placeholder) + edge
        if (
            box.kind == "title" and box.rect.bottom <= 0
        ):  # a layout without a title: PowerPoint's own "hidden slide title"
            return self._unseen(box, id)
        left, top, right, bottom = box.insets
        body = (
            f'<a:bodyPr vert="horz" wrap="square" lIns="{emu(left)}" tIns="{emu(top)}" rIns="{emu(right)}" bIns="{emu(bottom)}" '
            f'rtlCol="0" anchor="{box.anchor}"><a:noAutofit/></a:bodyPr>'
        )
        look = self.text.fill(box.fill) + self.text.line("ln", box.outline, box.outline_width)
        words = f"<p:txBody>{body}{self.text.list_style(box.paragraphs, None)}{self.text.paragraphs(box.paragraphs, None)}</p:txBody>"
        shape = self._shape(id, box.name, box.rect, "rect", look, words, text_box=True, artifact=box.artifact)
        return f"{group}{shape}{edge}</p:grpSp>" if group else shape + edge  # the edge lies on the fill

    def _unseen(self, box: TextBox, id: int) -> str:
        """A title above the slide whose layout has none, as PowerPoint itself writes it."""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{attribute(box.name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr>{_transform(box.rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"{self.text.paragraphs(box.paragraphs, None)}</p:txBody></p:sp>"
        )

    def _placed(self, box: TextBox, id: int, placeholder: Placeholder) -> str:
        """Text in a placeholder: place, margins and anchor are written only where they differ from the layout's.

        `normAutofit` without a scale leaves the text as it is set and lets PowerPoint shrink what somebody adds later.
        """
        frame = "" if same_place(box.rect, placeholder.rect) and not placeholder.turned else _transform(box.rect)
        look = self.text.fill(box.fill) if box.fill is not None else ""
        look += self.text.line("ln", box.outline, box.outline_width) if box.outline is not None else ""
        said = ' rot="0" vert="horz"' if placeholder.turned else ""  # as it was measured
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
            f"<p:txBody>{body}{self.text.list_style(box.paragraphs, placeholder.levels)}{words}</p:txBody></p:sp>"
        )

    def _picture(self, box: PictureBox) -> str:
        embedded = self.media.picture(box.src)
        if embedded is None:
            return ""
        relation, svg = embedded
        id = self.built(self._id(box.blocks), box.build, "")
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

    def _media(self, box: MediaBox) -> str:
        found = self.media.picture(box.poster) if box.poster else (self.media.made(box.drawn), "")
        if found is None:
            return ""
        id = self.built(self._id(box.blocks), box.build, "")
        if box.form == "link":
            link, _ = self.text.link(box.src)
            return linked(box, id, found[0], link, self._id() if box.poster else 0) if link else ""
        relations = self.media.film(box.src, box.form)
        if relations is None:
            return ""
        self.plays.append(Play(id, box.form, box.auto))
        return film(box, id, found[0], *relations)

    def _drawn(self, box: ShapeBox) -> str:
        outline = self.text.line("ln", box.outline, box.outline_width)
        if box.kind == "line":
            id = self.built(self._id(), box.build, "")
            return (
                f"<p:cxnSp><p:nvCxnSpPr>{_named(id, box.name, artifact=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
                f'<p:spPr>{_transform(box.rect)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{outline}</p:spPr></p:cxnSp>'
            )
        id = self.built(self._id(), box.build)
        fill = self._veiled(box) if box.veil and box.fill is not None else self.text.fill(box.fill)
        if box.kind == "path":
            ends = outline.replace(' cap="flat"', ' cap="rnd"').replace("</a:ln>", "<a:round/></a:ln>")
            named = _named(id, box.name, box.alt, artifact=not box.alt)
            return (
                f"<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
                f"<p:spPr>{_transform(box.rect)}{freeform(box.path, box.rect, box.fill is not None)}{fill}{ends}</p:spPr></p:sp>"
            )
        return self._shape(id, box.name, box.rect, box.kind, fill + outline, "", artifact=not box.alt, alt=box.alt)

    def _veiled(self, box: ShapeBox) -> str:
        """A fill that lets through what lies beneath, more or less from the top to the foot, or from the left to the right."""
        assert box.fill is not None
        ink = self.text.ink(box.fill)

        if len({opacity for _, opacity in box.veil}) == 1:
            return f"<a:solidFill>{see_through(ink, box.veil[0][1])}</a:solidFill>"
        stops = "".join(
            f'<a:gs pos="{round(at * 100000)}">{see_through(ink, opacity)}</a:gs>' for at, opacity in box.veil
        )
        angle = 0 if box.across else 5400000  # in 60,000ths of a degree, clockwise
        return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'

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
        alt: str = "",
    ) -> str:
        kind = '<p:cNvSpPr txBox="1"/>' if text_box else "<p:cNvSpPr/>"
        return (
            f"<p:sp><p:nvSpPr>{_named(id, name, alt, artifact=artifact)}{kind}<p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{_transform(rect)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{look}</p:spPr>{words}</p:sp>'
        )

    def _group_head(self, id: int, box: TextBox) -> str:
        x, y, w, h = (emu(value) for value in (box.rect.x, box.rect.y, box.rect.w, box.rect.h))
        first = "".join(span.text for span in box.paragraphs[0].spans) if box.paragraphs else ""
        said = f' descr="{attribute(first)}"' if first.strip() else ""
        return (
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{id}" name="{attribute(box.name)} group"{said}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
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
