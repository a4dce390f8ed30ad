"""What is told of a template: what of it could not be used as it is."""

from __future__ import annotations

from collections.abc import Iterable

from courseware.powerpoint.lint import lint
from courseware.powerpoint.package import write_package
from courseware.powerpoint.template import Sheet, Template
from courseware.problems import Place, Problem, warning

_KEPT = ("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/theme/")


def narrow(template: Template, name: str) -> Iterable[Problem]:
    """A warning where the slides are not wide ones."""
    if template.width / template.height < 1.5:
        fact = f"the template's slides are {template.width:g} x {template.height:g} pt, not wide ones"
        yield warning(
            Place(name), fact, "long lines break earlier and more slides are continued; a 16:9 template holds more"
        )


def faults(template: Template, name: str) -> Iterable[Problem]:
    """What is wrong with the template's masters and layouts and couldn't be mended: every deck on them would have it too."""
    found = [problem for problem in lint(write_package(template.package)) if problem.place.file.startswith(_KEPT)]
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        fact = f"PowerPoint may want to repair decks on this template: {found[0].place}: {found[0].fact}{more}"
        yield warning(Place(name), fact, "open the template in PowerPoint, let it repair the file and save it")


def turned(sheets: Iterable[Sheet], name: str) -> Iterable[Problem]:
    """Placeholders of layouts in use that are turned: a title is set upright above the content, the others stay empty."""
    found = {f"{placeholder.name!r} of {sheet.name!r}": None for sheet in sheets for placeholder in sheet.turned}
    if found:
        names = list(found)
        few = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        fact = f"placeholders of the template that are turned or vertical are not used as they are: {few}"
        hint = "titles stand upright above the content, other boxes stay empty; for another place turn them upright in the template"
        yield warning(Place(name), fact, hint)


def unseen(names: Iterable[str], name: str) -> Iterable[Problem]:
    """A warning of the shapes called `names`, which our own pictures leave out."""
    found = list(names)
    if found:
        few = ", ".join(repr(n) for n in found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
        yield warning(
            Place(name),
            f"pictures of slides leave out shapes of the template that can't be drawn: {few}",
            "the deck itself has them",
        )
