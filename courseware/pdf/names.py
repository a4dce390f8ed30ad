"""The names by which the steps of making a PDF know slides and files."""

from __future__ import annotations

import hashlib

BASE = "https://files.invalid/"
"""Stands before the name of a file in the addresses that WeasyPrint sees. No such host can exist (RFC 2606)."""

NUMBER = "/CoursewareSlide"
"""The key of a drawn page that holds its slide's number (private keys are allowed: ISO 32000-1, annex E)."""

DECORATIVE = "\u2060decorative\u2060"
"""The alternative text that a picture without one is given until its tag can say that it is decoration."""


def fingerprint(number: str) -> bytes:
    """The first 32 bytes of a slide's placeholder, unlike any picture's."""
    return hashlib.sha256(f"pictured slide {number}".encode()).digest()
