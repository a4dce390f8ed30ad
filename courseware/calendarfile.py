"""The writing rules of calendar files (RFC 5545) as filters for templates."""

from __future__ import annotations

import datetime
import hashlib

OCTETS = 75
"""The longest line without its end (RFC 5545, 3.1)."""


def ical_text(text: str) -> str:
    """A text as the value of a property (RFC 5545, 3.3.11): its signs escaped, its lines on one."""
    lines = str(text).replace("\r\n", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return lines.strip().replace("\n", "\\n")


def ical_lines(text: str) -> str:
    """The lines of a calendar file: trimmed, none blank, folded at 75 octets, each with the line end that the format wants."""
    lines = (line.strip() for line in str(text).splitlines())
    return "".join(f"{_folded(line)}\r\n" for line in lines if line)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no letter parted; each but the first begins with a blank."""
    pieces, piece, octets = [], "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece, octets = piece + sign, octets + size
    return "\r\n".join([*pieces, piece])


def ical_time(day: str, minutes: float, zone: str = "") -> str:
    """`2027-03-09` and minutes since midnight as a point of time: in UTC where the time zone is known by its name, else as clocks on
    the spot show it. `ValueError` for a day or a zone that there isn't.
    """
    moment = datetime.datetime.fromisoformat(day) + datetime.timedelta(minutes=round(minutes))
    if not zone:
        return f"{moment:%Y%m%dT%H%M%S}"
    import zoneinfo

    try:
        there = zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone {zone!r}") from None
    return f"{moment.replace(tzinfo=there).astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def fingerprint(text: str) -> str:
    """Twenty letters and digits that stand for a text, always the same ones."""
    return hashlib.sha256(str(text).encode()).hexdigest()[:20]
