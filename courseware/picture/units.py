"""Lengths as CSS writes them."""

from __future__ import annotations

from courseware.deck.kit import Rect


def at(rect: Rect) -> str:
    """A rectangle as the place and size of an absolute box."""
    return f"left:{pt(rect.x)};top:{pt(rect.y)};width:{pt(rect.w)};height:{pt(rect.h)}"


def number(value: float) -> str:
    """A number with three decimals at most."""
    return f"{round(value, 3):g}" if abs(value) < 1000 else f"{value:.2f}"


def pt(value: float) -> str:
    """A length in points."""
    return f"{number(value)}pt"
