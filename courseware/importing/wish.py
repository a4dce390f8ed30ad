"""How a trainer wants an old deck or document to be imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

Draw = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]
"""Draws files by name as PNG: decks of one slide, EMF, WMF. What can't be drawn is missing in its answer."""

SINGLE = "deck.md"
COURSE_HEAD = """\
# Made by an import. `rights: unknown` prints DRAFT on every page; write `ours` when you may use all of it.
"""
"""How every imported course.yml begins: nothing says that the trainer may use what it is made of."""


class Wish(Struct, frozen=True):
    """How an old deck or document is wanted.

    `single` makes one file to be built on its own, in the deck's own order and nothing added; else modules from number `first`.
    `modules` is auto, one or sections. `taken` are names of modules that exist already, `languages` those that there are printed words for; `groups`
    are the words for sizes of groups with their keys. `plain` are slides whose drawings should be made simpler.
    """

    single: bool = False
    modules: str = "auto"
    first: int = 1
    taken: tuple[str, ...] = ()
    course: bool = True
    languages: tuple[str, ...] = ("en", "de", "fr", "es")
    groups: tuple[tuple[str, str], ...] = ()
    plain: frozenset[int] = frozenset()
