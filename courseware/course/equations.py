"""Equations in the source: what can't be read is told at its line, in whatever channel it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.problems import Place

if TYPE_CHECKING:
    from courseware.course.reading import Reading


def check_equation(tex: str, reading: Reading, place: Place) -> None:
    """Notes TeX that can't be read; `place` is where it begins."""
    from courseware.equation import EquationError, read_equation

    try:
        read_equation(tex)
    except EquationError as error:
        reading.error(Place(place.file, place.line + error.line), error.fact, error.hint)
