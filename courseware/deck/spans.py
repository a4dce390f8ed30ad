"""Inlines become spans: text in the fonts and colours of one slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from courseware.brand.model import Brand
from courseware.content.blocks import Break, Footnote, Inline, Inlines, MathRun, PictureRun, Run
from courseware.deck.kit import Kit, TextStyle
from courseware.deck.measure import Measure
from courseware.deck.slides import Span
from courseware.files import Files
from courseware.problems import Place, Problem


@dataclass(slots=True)
class Setter:
    """What turning one slide's blocks into elements needs and gathers: problems, footnotes, the clicks so far."""

    kit: Kit
    brand: Brand
    measure: Measure
    files: Files
    labels: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    footnotes: list[Inlines] = field(default_factory=list)
    clicks: int = 0
    incremental: bool = False

    def spans(self, inlines: Inlines, style: TextStyle, place: Place) -> tuple[Span, ...]:
        """Inlines in the look of a paragraph's style."""
        found: list[Span] = []
        for inline in inlines:
            found.extend(self._span(inline, style, place))
        return tuple(found)

    def _span(self, inline: Inline, style: TextStyle, place: Place) -> list[Span]:
        match inline:
            case Run():
                return self._run(inline, style)
            case Break():
                return [Span("\n", style.family, style.size)]
            case Footnote(inlines=inlines):
                self.footnotes.append(inlines)
                return [
                    Span(str(len(self.footnotes)), style.family, style.size, style.bold, style.italic, baseline=0.3)
                ]
            case MathRun(tex=tex):
                self.problems.append(
                    Problem(
                        place,
                        f"an equation (${tex[:40]}$) can't be set on a slide yet",
                        "write it as words, or as a picture",
                    )
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
        text = run.text.upper() if style.caps else run.text
        return [
            Span(
                stretch,
                home,
                style.size,
                bold=style.bold or run.bold,
                italic=style.italic or run.italic,
                underline=run.underline or bool(run.href),
                strike=run.strike,
                ink=ink,
                baseline=0.3 if run.sup else -0.25 if run.sub else 0.0,
                href=run.href,
                lang=run.lang,
                code=run.code,
            )
            for stretch, home in self.measure.stretches(text, family)
        ]
