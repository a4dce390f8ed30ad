"""Equations: TeX as native equations of Office and as outlines."""

from courseware.equation.model import Equation, EquationError
from courseware.equation.parse import read_equation

__all__ = ["Equation", "EquationError", "read_equation"]
