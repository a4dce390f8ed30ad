"""Inlines become spans: text in the fonts and colours of one slide."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.brand.model import Brand
from courseware.content.blocks import Break, Footnote, Inline, Inlines, MathRun, PictureRun, Run
from courseware.deck.kit import Kit, TextStyle
from courseware.deck.measure import Measure
from courseware.deck.slides import SetEquation, SlideBox, Span
from courseware.files import Files
from courseware.icons import PREFIX
from courseware.late import late
from courseware.problems import Place, Problem

LINKS = ("https:", "http:", "mailto:")
"""What an address may begin with: PowerPoint asks before it follows another one, and a virus scanner finds it."""
_SPACES = late(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Tabs and separators of lines: on a slide they are blanks."""
_UNSEEN = late("[\u00ad\ufe00-\ufe0e]")
"""Soft hyphens, at which PowerPoint breaks no word and which some fonts show, and selectors of a sign's variant, but that of emoji."""


class Setter(Struct, eq=False):
    """What turning one slide's blocks into elements needs and gathers: problems, footnotes, the clicks so far."""

    kit: Kit
    brand: Brand
    measure: Measure
    files: Files
    labels: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    footnotes: list[Inlines] = field(default_factory=list)
    beside: list[SlideBox] = field(default_factory=list)
    """What stands beside the slide: the sound of a narration."""
    clicks: int = 0
    incremental: bool = False
    anchors: frozenset[str] = frozenset()
    """What links inside the deck may lead to: its slides' ids, with and without the module's name."""
    language: str = "en"
    """The deck's language, for the signs in numbers."""
    title: str = ""
    """The words of the slide's title, so that nothing beneath repeats them."""

    def still(self) -> Setter:
        """A setter for what stands there from the first click on, whatever waits in the text: titles, single lines, feet."""
        return replace(self, clicks=0, incremental=False)

    def spans(self, inlines: Inlines, style: TextStyle, place: Place) -> tuple[Span, ...]:
        """Inlines in the look of a paragraph's style."""
        found: list[Span] = []
        for inline in inlines:
            found.extend(self._span(inline, style, place))
        if self.measure.missing:
            self._tell_missing(place)
        return tuple(found)

    def equation(self, tex: str, style: TextStyle, place: Place, display: bool = False) -> list[Span]:
        """An equation as a span of the size of its text; none, and a problem at its line, where it can't be read."""
        from courseware.equation import EquationError
        from courseware.equation.drawn import outlines

        try:
            drawn = outlines(tex, display)
        except EquationError as error:
            self.problems.append(Problem(Place(place.file, place.line + error.line), error.fact, error.hint))
            return []
        placed = SetEquation(tex, display, drawn.width, drawn.ascent, drawn.descent)
        return [Span(tex, style.family, style.size, equation=placed)]

    def _check_link(self, href: str, place: Place) -> None:
        if href.startswith("#"):
            if href[1:] not in self.anchors:
                hint = "use a slide's id, as in `#seven-steps`"
                self.problems.append(Problem(place, f"the link {href} leads to no slide of this deck", hint))
        elif not href.lower().startswith(LINKS):
            hint = "links may begin with https:, http:, mailto: or # and a slide's id"
            self.problems.append(Problem(place, f"the link {href!r} can't stand on a slide", hint))

    def _tell_missing(self, place: Place) -> None:
        missing = self.measure.missing
        shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in sorted(missing)[:8])
        more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
        fact = (
            f"no font of the brand {self.brand.name} has the character{'s' if len(missing) > 1 else ''} {shown}{more}"
        )
        hint = "add a font that has it to typography.fonts of its _brand.yml, or write it in another way"
        self.problems.append(Problem(place, fact, hint))
        missing.clear()

    def _span(self, inline: Inline, style: TextStyle, place: Place) -> list[Span]:
        match inline:
            case Run():
                if inline.href:
                    self._check_link(inline.href, place)
                return self._run(inline, style)
            case Break():
                return [Span("\n", style.family, style.size)]
            case Footnote(inlines=inlines):
                self.footnotes.append(inlines)
                return [
                    Span(str(len(self.footnotes)), style.family, style.size, style.bold, style.italic, baseline=0.3)
                ]
            case MathRun(tex=tex):
                return self.equation(tex, style, place)
            case PictureRun(src=src) if src.startswith(PREFIX):
                fact = f"the icon {src.removeprefix(PREFIX)} stands inside a line of text"
                self.problems.append(
                    Problem(place, fact, "put it at the beginning of the line, or on a line of its own")
                )
            case PictureRun(src=src):
                self.problems.append(
                    Problem(
                        place, f"the picture {src} stands inside a line of text", "put it into a paragraph of its own"
                    )
                )
        return []

    def _run(self, run: Run, style: TextStyle) -> list[Span]:
        family = self.kit.fonts["mono"] if run.code else style.family
        ink = self.kit.palette.get(run.mark) if run.mark else None
        if run.href:
            ink = self.kit.palette.get("link", self.kit.palette["accent"])
        text = run.text
        if not text.isascii() or not text.isprintable():
            text = _UNSEEN.sub("", _SPACES.sub(" ", text))
        return [
            Span(
                stretch.text,
                stretch.family,
                style.size,
                bold=style.bold or run.bold,
                italic=style.italic or run.italic,
                underline=run.underline or bool(run.href),
                strike=run.strike,
                ink=ink,
                baseline=0.3 if run.sup else -0.25 if run.sub else 0.0,
                href=run.href,
                lang=stretch.lang,
                code=run.code,
                slot=stretch.slot,
                typeface=stretch.typeface,
            )
            for stretch in self.measure.stretches(text, family, run.lang)
        ]
