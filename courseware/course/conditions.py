"""Conditional content: what a condition may say, and whether it holds.

A condition is (key, value): `("when-brand", "house")`. `content-hidden` is turned round on reading, so that conditions always say when the
content is shown; several that hide only together stand after `(ALL_HIDE, "2")`, which counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from courseware.course.attributes import Attributes
from courseware.late import late
from courseware.problems import Place
from courseware.suggest import did_you_mean

if TYPE_CHECKING:
    from courseware.course.reading import Conditions, Reading

ALL_HIDE = "hidden-when-all"
NEVER = "never"
SUBJECTS = ("format", "brand", "audience", "mode", "profile")
FORMATS = ("pptx", "pdf", "html", "txt", "md", "csv", "ics", "xml")
"""What a document's name may end with; `pptx` is the deck."""
ELSEWHERE = (
    "revealjs",
    "beamer",
    "slidy",
    "s5",
    "docx",
    "odt",
    "latex",
    "typst",
    "epub",
    "ipynb",
    "gfm",
    "jats",
    "dashboard",
    "markdown",
)
"""Formats of Quarto that are never made here: known, so that a Quarto file builds, and never met."""
AUDIENCES = ("trainer", "participant")
MODES = ("room", "online")

_SPLIT = late(r"[\s,]+")


def values_of(text: str) -> tuple[str, ...]:
    """The values of a condition, parted by spaces or commas; any one of them is enough."""
    return tuple(value for value in _SPLIT.split(text) if value)


def read_conditions(attributes: Attributes, hide: bool, reading: Reading, place: Place) -> Conditions:
    """The conditions of a `content-visible` division, or of `content-hidden` where `hide`."""
    found: list[tuple[str, str]] = []
    for key, value in attributes.values.items():
        word, _, subject = key.partition("-")
        if word not in ("when", "unless") or subject not in SUBJECTS:
            known = [f"{first}-{second}" for first in ("when", "unless") for second in SUBJECTS]
            reading.error(place, f"nobody knows the condition '{key}'", did_you_mean(key, known))
            continue
        _check(subject, value, reading, place)
        found.append((key, value))
    if not hide:
        return tuple(found)
    if not found:
        return ((NEVER, ""),)
    if len(found) > 1:
        return ((ALL_HIDE, str(len(found))), *found)
    key, value = found[0]
    word, _, subject = key.partition("-")
    return ((f"{'unless' if word == 'when' else 'when'}-{subject}", value),)


def _check(subject: str, text: str, reading: Reading, place: Place) -> None:
    values = values_of(text)
    if not values:
        reading.error(place, f"the condition on the {subject} names none", "give it a value, or take it out")
    known: Iterable[str] = {
        "format": (*FORMATS, *ELSEWHERE), "brand": reading.known.brands, "audience": AUDIENCES, "mode": MODES, "profile": values,
    }[subject]  # fmt: skip
    shown = {"format": FORMATS}.get(subject, known)
    for value in values:
        if value not in known:
            listed = ", ".join(sorted(shown))
            reading.error(
                place, f"nobody knows the {subject} '{value}'", did_you_mean(value, known, f"it is one of: {listed}")
            )


def holds(conditions: Conditions, facts: Mapping[str, frozenset[str]]) -> bool:
    """Whether content with these conditions is shown; `facts` are the values in force by subject (`{"brand": {"house"}}`)."""
    at = 0
    while at < len(conditions):
        key, value = conditions[at]
        if key == ALL_HIDE:
            together = conditions[at + 1 : at + 1 + int(value)]
            if all(_met(one, facts) for one in together):
                return False
            at += len(together)
        elif key == NEVER or not _met((key, value), facts):
            return False
        at += 1
    return True


def keeps_from_slides(conditions: Conditions) -> bool:
    """Whether content is asked for in a format that is made here, and kept from decks, which slides in print are drawn from."""
    about = [each for each in conditions if each[0].endswith("-format") and set(values_of(each[1])) & set(FORMATS)]
    return not all(_met(each, {"format": frozenset({"pptx"})}) for each in about)


def _met(condition: tuple[str, str], facts: Mapping[str, frozenset[str]]) -> bool:
    word, _, subject = condition[0].partition("-")
    met = any(value in facts.get(subject, frozenset()) for value in values_of(condition[1]))
    return met if word == "when" else not met
