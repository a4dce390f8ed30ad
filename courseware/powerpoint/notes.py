"""Speaker notes: the trainer's words under the slide, with their paragraphs, lists and emphasis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from courseware.content.blocks import (
    Block,
    Blocks,
    Box,
    Break,
    Code,
    Columns,
    Conditional,
    Definitions,
    Drawing,
    Footnote,
    Heading,
    Inline,
    List,
    MathBlock,
    MathRun,
    Media,
    PageBreak,
    Paragraph,
    Pause,
    Picture,
    PictureRun,
    Quote,
    Run,
    Table,
    Variable,
    walk,
)  # fmt: skip
from courseware.deck.bullets import SCHEMES
from courseware.powerpoint.package import Package
from courseware.powerpoint.places import placeholder_of
from courseware.powerpoint.text import language_tag
from courseware.powerpoint.xml import HEAD, SPACES, P, attribute, emu, escape, parse

_STEP = 18.0  # points that each level of a list is set in
_DONE, _OPEN = "☑", "☐"


def equation_text(tex: str) -> str:
    """An equation as lines of text: notes hold nothing else."""
    from courseware.equation.linear import in_line  # notes without equations need no reader of TeX

    return in_line(tex)


class NotesPage(Struct, frozen=True):
    """The notes master's places that every notes page repeats: its `p:ph` elements by kind (`sldImg`, `body`, `sldNum`)."""

    places: Mapping[str, str]
    language: str
    mono: str

    def write(self, blocks: Blocks, number: str) -> bytes:
        """A notes page with the slide's picture, `blocks` as text and the slide's printed number."""
        language = language_tag(self.language)
        shapes = (
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
            f"<p:nvPr>{self.places['sldImg']}</p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
            '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr>{self.places['body']}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>"
            f"{_Text(language, self.mono).blocks(blocks)}</p:txBody></p:sp>"
        )
        if "sldNum" in self.places and number:
            shapes += (
                '<p:sp><p:nvSpPr><p:cNvPr id="4" name="Slide number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
                f"<p:nvPr>{self.places['sldNum']}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>"
                f'<a:p><a:pPr/><a:r><a:rPr lang="{language}"/><a:t>{escape(number)}</a:t></a:r></a:p></p:txBody></p:sp>'
            )
        return (
            f"{HEAD}<p:notes {SPACES}><p:cSld><p:spTree>{EMPTY_GROUP}{shapes}</p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        ).encode()


EMPTY_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def notes_page(package: Package, master: str, language: str, mono: str) -> NotesPage:
    """Reads the notes master's places."""
    places = {"sldImg": '<p:ph type="sldImg" idx="2"/>', "body": '<p:ph type="body" sz="quarter" idx="3"/>'}
    for shape in parse(package.parts[master], master).iter(P + "sp"):
        if (ph := placeholder_of(shape)) is not None and ph.get("type") in ("sldImg", "body", "sldNum"):
            said = "".join(
                f' {key}="{attribute(str(value))}"' for key, value in ph.attrib.items() if key in ("type", "idx", "sz")
            )
            places[ph.get("type") or ""] = f"<p:ph{said}/>"
    return NotesPage(places, language, mono)


class _Text(Struct, frozen=True):
    language: str
    mono: str

    def blocks(self, blocks: Iterable[Block]) -> str:
        written = "".join(self.block(block, 0) for block in blocks)
        return written or f'<a:p><a:endParaRPr lang="{self.language}"/></a:p>'

    def block(self, block: Block, level: int, mark: str = "") -> str:
        """A block's paragraphs; `mark` is the bullet element of the first, further ones stand under its text."""
        match block:
            case Paragraph(inlines=inlines):
                return self.paragraph(self.runs(inlines), level, mark)
            case Heading(inlines=inlines):
                return self.paragraph(self.runs(inlines, bold=True), level, mark)
            case List():
                return self.list(block, level)
            case Definitions(entries=entries):
                return "".join(
                    self.paragraph(self.runs(entry.term, bold=True), level)
                    + "".join(self.block(inner, level + 1) for detail in entry.details for inner in detail)
                    for entry in entries
                )
            case Table(head=head, rows=rows, caption=caption):
                said = self.paragraph(self.runs(caption, bold=True), level) if caption else ""
                for row in (*head, *rows):
                    cells = [
                        self.run(" ").join(self.inside(inner, bold=row in head) for inner in cell.blocks)
                        for cell in row
                    ]
                    said += self.paragraph(self.run("\t").join(cells), level)
                return said
            case Code(text=text):
                return "".join(self.paragraph(self.run(line, mono=True), level) for line in text.split("\n"))
            case Quote(blocks=blocks):
                return "".join(self.block(inner, level + 1) for inner in blocks)
            case Box(blocks=blocks, title=title):
                head_ = self.paragraph(self.runs(title, bold=True), level) if title else ""
                return head_ + "".join(self.block(inner, level) for inner in blocks)
            case Columns(parts=parts):
                return "".join(self.block(inner, level) for part in parts for inner in part.blocks)
            case Conditional(blocks=blocks):
                return "".join(self.block(inner, level) for inner in blocks)
            case Picture(alt=alt, caption=caption):
                words = self.runs(caption) if caption else self.run(alt) if alt else ""
                return self.paragraph(words, level, mark) if words else ""
            case Media(src=src, alt=alt, caption=caption):
                words = self.runs(caption) if caption else self.run(alt or src)
                return self.paragraph(words, level, mark)
            case MathBlock(tex=tex):
                lines = [self.paragraph(self.run(line), level) for line in equation_text(tex).split("\n")]
                return (
                    "".join(lines)
                    if not mark
                    else self.paragraph(self.run(" ".join(equation_text(tex).split())), level, mark)
                )
            case Drawing():
                from courseware.deck.drawings import lines_of

                return "".join(self.paragraph(self.run(line), level) for line in lines_of(block, self.language))
            case Pause() | PageBreak():
                return ""

    def list(self, block: List, level: int) -> str:
        said = ""
        for item in block.items:
            mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
            if block.ordered:
                begin = f' startAt="{block.start}"' if block.start != 1 else ""
                scheme = SCHEMES.get(block.numbering, "arabicPeriod")
                mark = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{scheme}"{begin}/>'
            elif item.checked is not None:
                mark = f'<a:buFontTx/><a:buChar char="{_DONE if item.checked else _OPEN}"/>'
            for number, inner in enumerate(item.blocks or (Paragraph(()),)):
                said += self.block(inner, level + 1, mark if number == 0 else "")
        return said

    def inside(self, block: Block, *, bold: bool) -> str:
        """A cell's block in one line."""
        found = []
        for inner in walk((block,)):
            match inner:
                case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                    found.append(self.runs(inlines, bold=bold))
                case Code(text=text):
                    found.append(self.run(text.replace("\n", " "), mono=True))
        return self.run(" ").join(found)

    def paragraph(self, runs: str, level: int, mark: str = "") -> str:
        if not level:
            return f"<a:p>{runs}</a:p>"
        indent = f' indent="{emu(-_STEP)}"' if mark else ' indent="0"'
        lvl = f' lvl="{min(level - 1, 8)}"' if level > 1 else ""
        return f'<a:p><a:pPr marL="{emu(level * _STEP)}"{lvl}{indent}>{mark or "<a:buNone/>"}</a:pPr>{runs}</a:p>'

    def runs(self, inlines: Iterable[Inline], *, bold: bool = False) -> str:
        said = ""
        for inline in inlines:
            match inline:
                case Run():
                    said += self.styled(inline, bold)
                case Break():
                    said += f'<a:br><a:rPr lang="{self.language}"/></a:br>'
                case MathRun(tex=tex):
                    said += self.run(" ".join(equation_text(tex).split()))
                case PictureRun(alt=alt):
                    said += self.run(alt) if alt else ""
                case Footnote(inlines=inner):
                    said += self.run(" (") + self.runs(inner) + self.run(")")
                case Variable(name=name):
                    said += self.run(name)
        return said

    def styled(self, run: Run, bold: bool) -> str:
        said = ' b="1"' if run.bold or bold else ""
        said += ' i="1"' if run.italic else ""
        said += ' u="sng"' if run.underline else ""
        said += ' strike="sngStrike"' if run.strike else ""
        said += ' baseline="30000"' if run.sup else ' baseline="-25000"' if run.sub else ""
        text = (
            f"{run.text} ({run.href})"
            if run.href and run.href != run.text and not run.href.startswith("#")
            else run.text
        )
        return self.run(text, said, mono=run.code, lang=language_tag(run.lang) if run.lang else "")

    def run(self, text: str, said: str = "", *, mono: bool = False, lang: str = "") -> str:
        face = f'<a:latin typeface="{attribute(self.mono)}"/><a:cs typeface="{attribute(self.mono)}"/>' if mono else ""
        properties = (
            f'<a:rPr lang="{lang or self.language}"{said}>{face}</a:rPr>'
            if face
            else f'<a:rPr lang="{lang or self.language}"{said}/>'
        )
        return f"<a:r>{properties}<a:t>{escape(text)}</a:t></a:r>"
