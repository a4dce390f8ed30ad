"""What a trainer should look at after an import: slide by slide in a file, and in short as warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from courseware.content.blocks import plain_text
from courseware.importing.markdown import escape
from courseware.importing.pptxslides import Slide
from courseware.problems import Place, Problem, warning

_HINT = "compare it with the old deck"


def write_report(
    name: str, slides: Sequence[Slide], dropped: Sequence[str], furniture: Mapping[str, Sequence[int]]
) -> str:
    """The file `import-leftovers.md`: what changed or was left out, by the old deck's slide numbers, and what stood on many slides."""
    parts = [
        f"# What to look at: {escape(name)}\n",
        "Everything else is in the course. Look through this list once, then delete the file.\n",
    ]
    for slide in slides:
        if slide.told:
            title = " ".join(plain_text(slide.title).split())
            parts.append(f"## Slide {slide.number}{': ' + escape(title) if title else ''}\n")
            parts.append("\n".join(f"- {escape(told)}" for told in dict.fromkeys(slide.told)) + "\n")
    if dropped:
        parts.append("## The whole deck\n")
        parts.append("\n".join(f"- {escape(each)}" for each in dict.fromkeys(dropped)) + "\n")
    if furniture:
        parts.append("## Left out: what the old house put on its slides\n")
        parts.append("\n".join(f"- {spans(numbers)}: {escape(text)}" for text, numbers in furniture.items()) + "\n")
    if len(parts) == 2:
        parts.append("Nothing was left out.\n")
    return "\n".join(parts)


def warnings(name: str, slides: Sequence[Slide], dropped: Sequence[str]) -> list[Problem]:
    """What is in the report as warnings, one for each thing with the slides it is about."""
    facts: dict[str, list[int]] = {}
    for slide in slides:
        for told in dict.fromkeys(slide.told):
            facts.setdefault(told, []).append(slide.number)
    found = [
        warning(Place(name), f"{'slide' if len(numbers) == 1 else 'slides'} {spans(numbers)}: {told}", _HINT)
        for told, numbers in facts.items()
    ]
    return [*found, *(warning(Place(name), f"left out: {each}", _HINT) for each in dict.fromkeys(dropped))]


def spans(numbers: Sequence[int]) -> str:
    """Numbers of slides in short: `1-3, 7`."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found)
