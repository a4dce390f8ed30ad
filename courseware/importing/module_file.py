"""A module of the syllabus as its Markdown file: front matter, a topic for each outcome, and what no outcome fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.importing.markdown import comment, escape, heading, paragraph
from courseware.importing.outline import Outcome, OutlineModule
from courseware.importing.rules import rules
from courseware.importing.slides import Opening, Slide, minutes_for
from courseware.importing.titles import module_aside, module_title, own_words, topic_title
from courseware.importing.yamltext import scalar


@dataclass(frozen=True, slots=True)
class Section:
    """One topic of a module: its title, the outcomes it serves, its slides, and a remark for the trainer (or none)."""

    title: str
    codes: tuple[str, ...]
    opening: Opening
    slides: tuple[Slide, ...]
    remark: str = ""

    @property
    def opening_minutes(self) -> int:
        """How long the section slide is talked about: nothing where it has no participant text."""
        return minutes_for(self.opening.handout, 1) if self.opening.handout else 0

    @property
    def minutes(self) -> int:
        """How long the topic takes."""
        return self.opening_minutes + sum(slide.minutes for slide in self.slides)


def write_module(module: OutlineModule, sections: Sequence[Section]) -> str:
    """The file of one module."""
    minutes = sum(section.minutes for section in sections)
    front = [
        "---",
        f"# {' '.join(module.raw.split())} (line {module.line} of the outline)",
        f"title: {scalar(module_title(module.text))}",
    ]
    aside = module_aside(module.text)
    if aside:
        front.append(f"subtitle: {scalar(aside)}")
    if module.outcomes:
        front.append("outcomes:")
        front += [_outcome(outcome) for outcome in module.outcomes]
    front += [f"minutes: {minutes}"] if minutes else []
    return "\n\n".join(["\n".join([*front, "---"]), *(_write_section(section) for section in sections)]) + "\n"


def empty_section(outcome: Outcome, language: str) -> Section:
    """A topic for an outcome that nothing was found for: one slide, and a note that says what to write."""
    words = own_words(language)
    note = f"{words['empty']} {words[f'level_{outcome.level or 2}']}."
    return _empty(topic_title(outcome.text), outcome.text, (outcome.code,), note)


def empty_module(module: OutlineModule, language: str) -> Section:
    """The one topic of a module that has neither outcomes nor text."""
    title = module_title(module.text)
    return _empty(title, module.text, (), own_words(language)["empty_module"])


def _empty(title: str, text: str, codes: tuple[str, ...], note: str) -> Section:
    minutes = int(rules("timing")["empty_minutes"])
    slide = Slide(title, paragraph(escape(text), "- "), "", paragraph(escape(note)), minutes)
    return Section(title, codes, Opening(), (slide,))


def _outcome(outcome: Outcome) -> str:
    code = f'  "{outcome.code}": '
    if outcome.level is None:
        return f"{code}{scalar(outcome.text)} # check: no verb tells the Bloom level"
    return code + scalar(outcome.text)


def _write_section(section: Section) -> str:
    attributes = []
    if section.codes:
        attributes.append(f'outcomes="{" ".join(section.codes)}"')
    if section.opening_minutes:
        attributes.append(f"minutes={section.opening_minutes}")
    parts = [comment(section.remark)] if section.remark else []
    parts.append(heading(1, section.title, " ".join(attributes)))
    if section.opening.line:
        parts.append(paragraph(section.opening.line))
    if section.opening.notes:
        parts.append(f"::: notes\n{section.opening.notes}\n:::")
    if section.opening.handout:
        parts.append(f"::: handout\n{section.opening.handout}\n:::")
    parts += [_write_slide(slide) for slide in section.slides]
    return "\n\n".join(parts)


def _write_slide(slide: Slide) -> str:
    parts = [heading(2, slide.title, f"minutes={slide.minutes}" if slide.minutes else "")]
    if slide.body:
        parts.append(slide.body)
    if slide.notes:
        parts.append(f"::: notes\n{slide.notes}\n:::")
    if slide.handout:
        parts.append(f"::: handout\n{slide.handout}\n:::")
    return "\n\n".join(parts)
