"""Where icons are: the packaged set, found by name or by words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from courseware.files import Files
from courseware.icons.paths import steps_of
from courseware.problems import Place, Problem
from courseware.scene import Step
from courseware.suggest import nearest

FILE = "@templates/icons/lucide.tsv"
PREFIX = "icon:"
"""How an icon is named where a picture's file could stand: `icon:clock`."""
_SHOWN = 6  # names in a hint


class Icon(Struct, frozen=True):
    """An icon: its steps on the grid of 24 units, drawn with lines 2 units wide and round ends."""

    name: str
    steps: tuple[Step, ...]


def icon_of(name: str, files: Files) -> Icon | None:
    """The icon called `name`, None where there is none."""
    data = files.read(FILE)  # as bytes: an icon is found in a fiftieth of the time that decoding all of them takes
    at = data.find(f"\n{name}\t".encode())
    if at < 0 or not name or "\t" in name or "\n" in name:
        return None
    return Icon(name, steps_of(data[at + 1 : data.index(b"\n", at + 1)].split(b"\t")[1].decode()))


def find_icons(words: Iterable[str], files: Files) -> tuple[tuple[str, str], ...]:
    """Names of icons with the words that tell them, those that have each of `words` in one or the other; all for no words."""
    wanted = [word.lower() for word in words]
    return tuple((name, about) for name, about in _rows(files) if all(word in name or word in about for word in wanted))


def no_such_icon(name: str, files: Files, place: Place) -> Problem:
    """The problem of an icon that isn't there, with the nearest names and those that the word fits."""
    rows = tuple(_rows(files))
    near = nearest(name, [each for each, _ in rows])
    stem = name.lower().replace("_", "-")
    parts = [stem, *(part for part in stem.split("-") if len(part) > 2)]
    fitting = [each for part in parts for each in _fitting(part, rows)]
    found = list(dict.fromkeys(([near] if near else []) + fitting))[:_SHOWN]
    hint = f"did you mean {' or '.join(found)}?" if found else ""
    return Problem(place, f"there is no icon {name!r}", hint or "`courseware list --icons WORD` finds them by a word")


def _fitting(word: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    """The icons that a word fits, those first that are about little else."""
    ranked = []
    for name, about in rows:
        words = about.split(", ")
        if word in words or word in name.split("-"):
            ranked.append((words.index(word) if word in words else len(words), len(words), len(name), name))
    return [name for *_, name in sorted(ranked)]


def _rows(files: Files) -> Iterator[tuple[str, str]]:
    for line in files.read(FILE).decode().splitlines():
        if line and not line.startswith("#"):
            name, _, about = line.split("\t")
            yield name, about
