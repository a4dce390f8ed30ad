"""The options of documents: what each has, what a brand, a delivery and the command line say of it, and whether that can be.

The later wins: the template's front matter, the brand's `print:` (every PDF), the brand's `options:`, the delivery's `paper`, the
delivery's `options:`, `--set`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from courseware.build.choosing import Unknown
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem

if TYPE_CHECKING:
    from courseware.brand.model import Brand
    from courseware.build.documents import Document
    from courseware.course.model import Delivery

PRINT: Mapping[str, Any] = {"paper": "", "duplex": True, "ink": "full", "sheets": "single", "grounds": "white"}
"""What every PDF document has, with the defaults. Without `paper` it is the delivery's or the brand's; `grounds` are those of
pictured slides: white for paper, or their own."""
PRINT_CHOICES: Mapping[str, tuple[Any, ...]] = {
    "paper": ("A4", "Letter", "A5"),
    "ink": ("full", "saver"),
    "sheets": ("single", "two-up", "booklet"),
    "grounds": ("white", "own"),
}
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def shared(ending: str) -> tuple[Mapping[str, Any], Mapping[str, tuple[Any, ...]]]:
    """The options that every document with this ending has, and the choices of those that have some."""
    return (PRINT, PRINT_CHOICES) if ending == "pdf" else ({}, {})


def wrong(name: str, value: Any, default: Any, choices: tuple[Any, ...] = ()) -> tuple[str, str] | None:
    """Fact and hint where `value` can't be what the option `name` has; its default says of what kind that is."""
    if choices:
        if _chosen(value, choices) is not None or value == default:
            return None
        from courseware.suggest import did_you_mean

        known = [_typed(each) for each in choices]
        return f"{name} can't be {_typed(value)!r}", did_you_mean(_typed(value), known)
    kinds: dict[type, tuple[type | tuple[type, ...], str]] = {
        bool: (bool, "write true or false"),
        int: (int, "write a whole number"),
        float: ((int, float), "write a number"),
        list: ((list, tuple), "write a list"),
        str: ((str, int, float), "write text"),
    }
    kind, hint = kinds.get(type(default), (object, ""))
    fits = isinstance(value, kind) and (not isinstance(value, bool) or isinstance(default, bool) or default is None)
    return None if fits else (f"{name} can't be {_typed(value)!r}", hint)


def options_of(document: Document, brand: Brand, delivery: Delivery, given: Sets, files: Files) -> dict[str, Any]:
    """The options of `document` as everybody together wants them. Raises `CoursewareError` with every mistake at its line."""
    return _gathered(document, brand, delivery, given, files)[0]


def origins_of(document: Document, brand: Brand, delivery: Delivery, given: Sets, files: Files) -> dict[str, str]:
    """Where the value of each option comes from, in words: `--set`, or file and line; `""` for a default."""
    origins = _gathered(document, brand, delivery, given, files)[1]
    return {
        name: str(_line(files, *origin)) if isinstance(origin := origins.get(name, ""), tuple) else origin
        for name in document.options
    }


def _gathered(
    document: Document, brand: Brand, delivery: Delivery, given: Sets, files: Files
) -> tuple[dict[str, Any], dict[str, str | tuple[Place, tuple[str, ...]]]]:
    """The options, and where those come from that somebody said."""
    found = dict(document.options)
    origins: dict[str, str | tuple[Place, tuple[str, ...]]] = {}
    problems: list[Problem] = []
    own = brand.settings
    stem = document.called.rpartition(".")[0]
    at_brand = ("defaults", "courseware")
    layers: list[tuple[tuple[str, ...], Mapping[str, Any], bool, Place]] = []
    if document.ending == "pdf":
        layers.append(((*at_brand, "print"), own.get("print", {}), False, brand.place))
    if stem in ("handout", "deck"):
        layers.append(((*at_brand, stem), own.get(stem, {}), True, brand.place))
    for pattern, said in _matching(own.get("options", {}), document.called):
        layers.append(((*at_brand, "options", pattern), said, pattern == document.called, brand.place))
    if delivery.paper and "paper" in found:
        layers.append(((), {"paper": delivery.paper}, False, delivery.place))
    for pattern, said in _matching(delivery.options, document.called):
        layers.append(
            (("deliveries", delivery.name, "options", pattern), said, pattern == document.called, delivery.place)
        )
    for path, said, exact, place in layers:
        for name, value in said.items():
            fault = _fault(document, name, value, exact)
            if fault is not None:
                problems.append(Problem(_line(files, place, (*path, name)), *fault))
            elif name in found:
                found[name] = _settled(value, document.choices.get(name, ()))
                origins[name] = (place, (*path, name))
    if problems:
        raise CoursewareError(problems)
    for pattern, name, text in given:
        if name in found and fnmatchcase(document.called, pattern):
            found[name] = parsed(text, document.options[name], document.choices.get(name, ()))
            origins[name] = f"--set {pattern}:{name}={text}"
    return found, origins


Sets = tuple[tuple[str, str, str], ...]
"""What `--set` says: pattern of documents, option, value as typed."""


def _fault(document: Document, name: str, value: Any, exact: bool) -> tuple[str, str] | None:
    if name in document.options:
        fault = wrong(name, value, document.options[name], document.choices.get(name, ()))
        return fault and (f"{document.called}: {fault[0]}", fault[1])
    if not exact:
        return None
    from courseware.suggest import did_you_mean

    return f"{document.called} has no option {name!r}", did_you_mean(name, document.options, "it has no options")


def _matching(given: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What is said of `*.pdf` comes before what is said of `handout.pdf` itself."""
    for pattern in sorted(given, key=lambda each: (each == name, each)):
        if fnmatchcase(name, pattern):
            yield pattern, given[pattern] or {}


def _line(files: Files, place: Place, path: tuple[str, ...]) -> Place:
    """The line where an option stands, in the file that `place` is in; `place` itself where it isn't found."""
    from courseware.yamlfile import load

    if len(path) < 2 or not place.file or not files.exists(place.file):
        return place
    places = load(files.text(place.file), place.file).places
    return places.get(path, place)


def parsed(text: str, default: Any, choices: tuple[Any, ...] = ()) -> Any:
    """The value that somebody typed for an option with this default. Raises `ValueError` where it can't be one."""
    chosen = _chosen(text, choices)
    if choices:
        if chosen is None and text != default:
            raise ValueError(text)
        return default if chosen is None else chosen
    if isinstance(default, bool):
        if text.lower() not in YES + NO:
            raise ValueError(text)
        return text.lower() in YES
    if isinstance(default, int):
        return int(text)
    if isinstance(default, float):
        return float(text)
    return [each.strip() for each in text.split(",") if each.strip()] if isinstance(default, list) else text


def split(typed: str) -> tuple[str, str, str]:
    """`handout.pdf:style=text` as document, option and value. Raises `Unknown` for another shape."""
    document, colon, rest = typed.partition(":")
    name, equals, value = rest.partition("=")
    if not (document and colon and name and equals):
        raise Unknown(f"--set can't be {typed!r}", "write document, option and value: handout.pdf:style=text")
    return document.strip(), name.strip(), value.strip()


def recorded(document: Document) -> str:
    """The options of a document as a list keeps them: `check` reads them without reading the template."""
    return json.dumps({name: [value, *document.choices.get(name, ())] for name, value in document.options.items()})


def check(given: Sets, documents: Iterable[tuple[str, str]]) -> None:
    """Raises `Unknown` for the first of `--set` that means nothing; `documents` are names with what `recorded` says."""
    from courseware.suggest import did_you_mean

    there = [(name, json.loads(options)) for name, options in documents]
    for pattern, option, text in given:
        meant = [(name, options) for name, options in there if fnmatchcase(name, pattern)]
        if not meant:
            raise Unknown(f"there is no document {pattern!r}", did_you_mean(pattern, {name for name, _ in there}))
        having = [(name, options[option]) for name, options in meant if option in options]
        if not having:
            known = {each for _, options in meant for each in options}
            raise Unknown(f"{pattern} has no option {option!r}", did_you_mean(option, known, "it has no options"))
        for _name, (default, *choices) in having:
            try:
                parsed(text, default, tuple(choices))
            except ValueError:
                value = text if choices or not isinstance(default, str) else None
                fault = wrong(option, value, default, tuple(choices))
                fact, hint = fault or (f"{option} can't be {text!r}", "")
                raise Unknown(f"{pattern}: {fact}", hint) from None


def _chosen(value: Any, choices: tuple[Any, ...]) -> Any:
    """The one of the choices that is meant: capitals don't count, and `4` is as good as 4."""
    return next((each for each in choices if _typed(each).casefold() == _typed(value).casefold()), None)


def _settled(value: Any, choices: tuple[Any, ...]) -> Any:
    found = _chosen(value, choices)
    return value if found is None else found


def _typed(value: Any) -> str:
    """A value as one types it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
