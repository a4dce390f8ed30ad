"""Paragraphs and runs as DrawingML: what a placeholder gives is inherited, what differs is written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from colorsys import rgb_to_hls

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.brand.colors import channels, mix
from courseware.deck.kit import Bullet, Ink, TextStyle
from courseware.deck.scripts import slot_of
from courseware.deck.slides import Span, TextParagraph
from courseware.powerpoint.equations import equation, room
from courseware.powerpoint.theme import Palette
from courseware.powerpoint.xml import attribute, emu, escape

# A language alone means its most spoken region to PowerPoint's proofing, which knows no bare languages.
_REGIONS = {
    "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "nl": "nl-NL", "pt": "pt-PT", "da": "da-DK", "sv": "sv-SE", "nb": "nb-NO",
    "fi": "fi-FI", "pl": "pl-PL", "cs": "cs-CZ", "tr": "tr-TR", "ru": "ru-RU", "uk": "uk-UA", "ja": "ja-JP", "zh": "zh-CN", "ko": "ko-KR", "ar": "ar-SA",
    "he": "he-IL", "hu": "hu-HU", "ro": "ro-RO", "el": "el-GR", "vi": "vi-VN", "th": "th-TH", "hi": "hi-IN", "id": "id-ID", "bg": "bg-BG", "hr": "hr-HR",
}  # fmt: skip

# Lets a link keep the colour of its run; without it PowerPoint paints every link in the theme's link colour.
_OWN_LINK_COLOR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
_JUMP = ' action="ppaction://hlinksldjump"'


def language_tag(language: str) -> str:
    """A language as PowerPoint writes it: `de` becomes `de-DE`, `de-AT` stays."""
    return _REGIONS.get(language, language)


class TextWriter(Struct, eq=False):
    """Writes text for the slides of one layout.

    `palette` is the layout's view of the theme, `fonts` maps families to the theme's references to them (`Calibri` -> `+mn-lt`), `language` is the
    deck's. `link` turns a link's target into a relation's id and says whether it leads to a slide; `""` for a target that can't be written.
    """

    palette: Palette
    fonts: Mapping[str, str]
    language: str
    link: Callable[[str], tuple[str, bool]]
    plain: bool = False
    """Whether equations are left out, with room for a picture of each: for programs that don't know them."""
    _inks: dict[Ink, str] = field(default_factory=dict)

    def ink(self, ink: Ink) -> str:
        """A colour element: the theme's name where that gives the same colour today, so that it follows the theme."""
        if ink not in self._inks:
            self._inks[ink] = self._ink(ink)
        return self._inks[ink]

    def _ink(self, ink: Ink) -> str:
        if ink.scheme:
            full = self.palette.named(ink.scheme)
            if full == ink.rgb:
                return f'<a:schemeClr val="{ink.scheme}"/>'
            if ink.tint < 1 and _close(mix(full, "FFFFFF", ink.tint), ink.rgb):
                return f'<a:schemeClr val="{ink.scheme}">{_tint(full, ink.tint)}</a:schemeClr>'
            if ink.tint < 1 and (said := _mixed(full, ink.rgb, ink.tint)):
                return f'<a:schemeClr val="{ink.scheme}">{said}</a:schemeClr>'
        return f'<a:srgbClr val="{ink.rgb}"/>'

    def fill(self, ink: Ink | None) -> str:
        """A solid fill; None is no fill."""
        return f"<a:solidFill>{self.ink(ink)}</a:solidFill>" if ink is not None else "<a:noFill/>"

    def line(self, tag: str, ink: Ink | None, width: float) -> str:
        """A line in points: a shape's outline (`ln`), a cell's edge (`lnB`)."""
        if ink is None or width <= 0:
            return f'<a:{tag} w="0"><a:noFill/></a:{tag}>' if tag != "ln" else "<a:ln><a:noFill/></a:ln>"
        return f'<a:{tag} w="{emu(width)}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill>{self.ink(ink)}</a:solidFill><a:prstDash val="solid"/></a:{tag}>'

    def paragraphs(self, paragraphs: Sequence[TextParagraph], levels: Sequence[TextStyle] | None) -> str:
        """All paragraphs of a box; `levels` is what its placeholder gives, None for a box that inherits nothing."""
        if not paragraphs:
            return f'<a:p><a:endParaRPr lang="{language_tag(self.language)}"/></a:p>'
        starts = _starts(paragraphs)
        return "".join(
            [
                self._paragraph(p, start, levels[min(p.level, len(levels) - 1)] if levels else None)
                for p, start in zip(paragraphs, starts, strict=True)
            ]
        )

    def list_style(self, paragraphs: Sequence[TextParagraph], levels: Sequence[TextStyle] | None) -> str:
        """What equations take their size and colour from: they have no properties of their own (ISO/IEC 29500-1, 22.1.2.87)."""
        said: dict[int, str] = {}
        for paragraph in paragraphs:
            style, base = paragraph.style, levels[min(paragraph.level, len(levels) - 1)] if levels else None
            if not any(span.equation is not None for span in paragraph.spans) or paragraph.level in said:
                continue
            if base is not None and _same(style.size, base.size) and style.ink == base.ink:
                continue
            fill = f"<a:solidFill>{self.ink(style.ink)}</a:solidFill>"
            said[paragraph.level] = (
                f'<a:lvl{paragraph.level + 1}pPr><a:defRPr sz="{round(style.size * 100)}">{fill}</a:defRPr></a:lvl{paragraph.level + 1}pPr>'
            )
        inner = "".join(said[level] for level in sorted(said))
        return f"<a:lstStyle>{inner}</a:lstStyle>" if inner else "<a:lstStyle/>"

    def _paragraph(self, paragraph: TextParagraph, start: int, base: TextStyle | None) -> str:
        style = paragraph.style
        runs = "".join([self._run(span, style, base) for span in paragraph.spans])
        end = ""
        if not runs or base is None:
            size = "" if base is not None and _same(style.size, base.size) else f' sz="{round(style.size * 100)}"'
            end = f'<a:endParaRPr lang="{language_tag(self.language)}"{size}/>'
        return f"<a:p>{self._properties(paragraph, start, base)}{runs}{end}</a:p>"

    def _properties(self, paragraph: TextParagraph, start: int, base: TextStyle | None) -> str:
        style, bullet = paragraph.style, paragraph.bullet
        said = f' lvl="{min(paragraph.level, 8)}"' if paragraph.level else ""
        inside = ""
        if base is None or not _same(style.margin, base.margin):
            said += f' marL="{emu(max(style.margin, 0.0))}"'
        if base is None or not _same(style.indent, base.indent):
            said += f' indent="{emu(style.indent)}"'
        if base is None or style.align != base.align:
            said += f' algn="{style.align}"'
        if style.rtl != (base.rtl if base is not None else False):
            said += f' rtl="{int(style.rtl)}"'
        if any(span.slot == "ea" for span in paragraph.spans):
            said += ' hangingPunct="0"'  # no full stop outside the box
        if base is None or not _same(style.line, base.line, 0.001) or style.line_exact != base.line_exact:
            spacing = (
                f'<a:spcPts val="{round(style.line * 100)}"/>'
                if style.line_exact
                else f'<a:spcPct val="{round(style.line * 100000)}"/>'
            )
            inside += f"<a:lnSpc>{spacing}</a:lnSpc>"
        if base is None or not _same(style.before, base.before):
            inside += f'<a:spcBef><a:spcPts val="{round(style.before * 100)}"/></a:spcBef>'
        if base is None or not _same(style.after, base.after):
            inside += f'<a:spcAft><a:spcPts val="{round(style.after * 100)}"/></a:spcAft>'
        inherited = base.bullet if base is not None else None
        if bullet is None:
            if inherited is not None or base is None:
                inside += "<a:buNone/>"
        elif inherited is None or start != inherited.start or replace(bullet, start=start) != inherited:
            inside += self._bullet(bullet, start)
        if not said and not inside:
            return ""
        return f"<a:pPr{said}>{inside}</a:pPr>" if inside else f"<a:pPr{said}/>"

    def _bullet(self, bullet: Bullet, start: int) -> str:
        color = f"<a:buClr>{self.ink(bullet.ink)}</a:buClr>" if bullet.ink is not None else "<a:buClrTx/>"
        size = f'<a:buSzPct val="{round(min(max(bullet.size, 0.25), 4.0) * 100000)}"/>'
        font = (
            f'<a:buFont typeface="{attribute(self.fonts.get(bullet.family, bullet.family))}"{_charset(bullet.family)}/>'
            if bullet.family
            else "<a:buFontTx/>"
        )
        if bullet.numbered:
            begin = f' startAt="{start}"' if start != 1 else ""
            return f'{color}{size}{font}<a:buAutoNum type="{bullet.text}"{begin}/>'
        return f'{color}{size}{font}<a:buChar char="{attribute(bullet.text)}"/>'

    def _run(self, span: Span, style: TextStyle, base: TextStyle | None) -> str:
        size = style.size if span.baseline else span.size  # PowerPoint sets raised and lowered text smaller by itself
        if span.equation is not None and not self.plain:
            return equation(span.equation)
        ink = span.ink or style.ink
        said = f' lang="{language_tag(span.lang or self.language)}"'
        if base is None or not _same(size, base.size):
            said += f' sz="{round(size * 100)}"'
        if span.bold != (base.bold if base is not None else False):
            said += f' b="{int(span.bold)}"'
        if span.italic != (base.italic if base is not None else False):
            said += f' i="{int(span.italic)}"'
        if span.underline:
            said += ' u="sng"'
        if span.strike:
            said += ' strike="sngStrike"'
        if style.caps != (base.caps if base is not None else False):
            said += ' cap="all"' if style.caps else ' cap="none"'
        if span.equation is not None:
            size, gap = room(span.equation, span.size)
            return f'<a:r><a:rPr lang="{language_tag(self.language)}" sz="{round(size * 100)}" spc="{round(gap * 100)}"/><a:t>\u00a0</a:t></a:r>'
        if not _same(style.spacing, base.spacing if base is not None else 0.0):
            said += f' spc="{round(style.spacing * 100)}"'
        if span.baseline:
            said += f' baseline="{round(span.baseline * 100000)}"'
        own_ink = base is None or ink != base.ink
        inside = f"<a:solidFill>{self.ink(ink)}</a:solidFill>" if own_ink else ""
        inside += self._faces(span, style, base)
        if span.href:
            id, slide = self.link(span.href)
            if id:
                more = "/>" if ink.scheme == "hlink" else f">{_OWN_LINK_COLOR}</a:hlinkClick>"
                inside += f'<a:hlinkClick r:id="{id}"{_JUMP if slide else ""}{more}'
        properties = f"<a:rPr{said}>{inside}</a:rPr>" if inside else f"<a:rPr{said}/>"
        if span.text == "\n":
            return f"<a:br>{properties}</a:br>"
        return f"<a:r>{properties}<a:t>{escape(span.text)}</a:t></a:r>"

    def _faces(self, span: Span, style: TextStyle, base: TextStyle | None) -> str:
        """The fonts of a run: the Latin one where it is not the inherited, and the one that PowerPoint asks for another script."""
        latin = style.family if span.typeface and span.slot in ("ea", "cs") else span.typeface or span.family
        own = base is None or latin != base.family
        face = attribute(self.fonts.get(latin, latin))
        inside = f'<a:latin typeface="{face}"/>' if own else ""
        if span.typeface:
            named = attribute(span.typeface)
            slots = ("ea", "sym") if span.slot == "sym" else (span.slot,)
            return inside + "".join(f'<a:{slot} typeface="{named}"/>' for slot in slots)
        if not own or face.startswith("+"):  # the theme has a font of its own for each kind of script
            return inside
        asked = {slot_of(character) for character in span.text} if not span.text.isascii() else set()
        others = [slot for slot in ("ea", "cs") if slot in asked or (slot == "cs" and span.code)]
        return inside + "".join(f'<a:{slot} typeface="{face}"/>' for slot in others)


def _charset(family: str) -> str:
    """What tells PowerPoint that a font holds signs and no letters."""
    return ' pitchFamily="2" charset="2"' if family.lower().startswith("wingdings") else ""


def _starts(paragraphs: Iterable[TextParagraph]) -> list[int]:
    """Where each paragraph's numbering starts: items that count on carry their list's start, for PowerPoint counts them itself.

    An item after one with another mark (a ticked option among lettered ones) starts anew at the number it shows.
    """
    running: dict[int, tuple[str, int, int]] = {}  # level -> scheme, start, the number that would follow
    starts = []
    for paragraph in paragraphs:
        bullet, level = paragraph.bullet, paragraph.level
        for deeper in [n for n in running if n > level]:
            del running[deeper]
        if bullet is None or not bullet.numbered:
            running.pop(level, None)
            starts.append(bullet.start if bullet is not None else 1)
            continue
        shown = _shown(bullet.text, paragraph.bullet_text) or bullet.start
        scheme, start, following = running.get(level, ("", 0, 0))
        if scheme != bullet.text or following != shown:
            start = shown
        running[level] = (bullet.text, start, shown + 1)
        starts.append(start)
    return starts


def _shown(scheme: str, mark: str) -> int:
    """The number that a mark such as `3.`, `b)` or `iv.` shows, 0 where it shows none."""
    word = mark.strip("(). \u00a0").lower()
    if word.isdecimal() and word.isascii():
        return int(word)
    if not word.isalpha() or not word.isascii():
        return 0
    if scheme.startswith("roman"):
        values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}.get(letter, 0) for letter in word]
        return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
    if scheme.startswith("alpha"):
        return (len(word) - 1) * 26 + ord(word[0]) - ord("a") + 1  # PowerPoint goes on with aa, bb, cc
    return 0


def _tint(rgb: str, share: float) -> str:
    """Transforms that mix a theme colour with white: exact in HSL, where a dark colour also loses saturation."""
    high, low = max(channels(rgb)), min(channels(rgb))
    light = (high + low) / 2
    fade = f'<a:satMod val="{round(light / (1 - light) * 100000)}"/>' if 0 < light < 0.5 and high > low else ""
    return f'{fade}<a:lumMod val="{round(share * 100000)}"/><a:lumOff val="{round((1 - share) * 100000)}"/>'


def _mixed(rgb: str, wanted: str, share: float) -> str:
    """Transforms that lead from a theme colour to its mixture with a ground that is not white; `""` where there are none."""
    hue, light, full = rgb_to_hls(*channels(rgb))
    other, wanted_light, wanted_full = rgb_to_hls(*channels(wanted))
    if full < 0.02 < wanted_full:
        return ""  # a grey has no hue to turn
    turn = (other - hue + 0.5) % 1 - 0.5 if wanted_full > 0.02 else 0.0
    fade = wanted_full / full if full else 1.0
    steps = {"hueOff": (turn, 21_600_000), "satMod": (fade, 100_000), "lumMod": (share, 100_000)}
    steps["lumOff"] = (wanted_light - light * share, 100_000)
    return "".join(f'<a:{name} val="{round(value * unit)}"/>' for name, (value, unit) in steps.items())


def _close(one: str, other: str) -> bool:
    return all(abs(a - b) <= 2 / 255 for a, b in zip(channels(one), channels(other), strict=True))


def _same(one: float, other: float, within: float = 0.01) -> bool:
    return abs(one - other) < within
