"""A template and plain data become text. With `sandbox/`, all that knows Jinja.

Templates come from layers, the first that has a name wins: a brand's folder, the project's `templates/`, the
package's. Inside a template `{% extends %}` (or include, import) of its own name means the next layer's. Templates
are a stranger's: they run in the sandbox, on plain data, and an undefined name is an error at its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from types import CodeType, TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from markupsafe import Markup, escape

from courseware import wordforms
from courseware.calendarfile import fingerprint, ical_lines, ical_text, ical_time
from courseware.files import Files
from courseware.limits import LARGEST_TEMPLATE
from courseware.problems import CoursewareError, Place, Problem
from courseware.sandbox.environment import TOO_DEEP, Sandbox, Spent
from courseware.sandbox.filters import guarded
from courseware.suggest import did_you_mean

ESCAPED = frozenset({"pptx", "pdf", "html", "xml", "svg", "css"})
SPENT = "look at the loop, call or size on this line; docs/security.md lists what a template may take"
FRONT_MATTER = re.compile(r"\A---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def render(files: Files, layers: Sequence[str], name: str, context: Mapping[str, Any]) -> str:
    """The text that the template `name` (`module/deck.pptx.j2`) makes of `context`.

    `layers` are folders, names for `Files`. Every file looked for, found or absent, is recorded in `files`. Raises
    `CoursewareError` at the template's line for whatever goes wrong in it, but a `MemoryError` where the process has no more to give.
    """
    loader = _Layers(files, layers)
    environment = _Environment(loader)
    try:
        return str(environment.get_template(loader.find(name, 0)).render(context))
    except TemplateSyntaxError as error:
        place = Place(error.filename or error.name or name, error.lineno)
        fact = f"the template can't be read: {_lower(error.message)}"
        raise CoursewareError(Problem(place, fact, _syntax_hint(error, environment))) from None
    except TemplateNotFound as error:
        wanted = str(error.name).partition("|")[2] or str(error.name)
        place = _place(error.__traceback__, loader.names) or Place(name)
        looked = ", ".join(layers)
        raise CoursewareError(Problem(place, f"there is no template {wanted!r}", f"looked in: {looked}")) from None
    except UndefinedError as error:
        place = _place(error.__traceback__, loader.names) or Place(name)
        raise CoursewareError(
            Problem(
                place, f"the template asks for something unknown: {_lower(error.message)}", _nearest(error, context)
            )
        ) from None
    except SecurityError as error:
        place = _place(error.__traceback__, loader.names) or Place(name)
        raise CoursewareError(
            Problem(
                place, f"the template may not do that: {_lower(error.message)}", "templates work on plain data only"
            )
        ) from None
    except Spent as error:  # a MemoryError is the unit's, whose worker has to end then
        place = _place(error.__traceback__, loader.names) or Place(next(iter(loader.names), name))
        fact = f"the template wants more than it may have: {error}"
        raise CoursewareError(Problem(place, fact, SPENT)) from None
    except RecursionError as error:
        place = _place(error.__traceback__, loader.names) or Place(name)
        fact = "templates include each other, or a macro calls itself, without an end"
        raise CoursewareError(Problem(place, fact, "look at the include, import or extends on this line")) from None
    except (TemplateError, TypeError, ValueError, KeyError, ArithmeticError, AttributeError) as error:
        found = _place(error.__traceback__, loader.names)
        if found is None:
            raise  # not in a template's line: a bug of ours
        raise CoursewareError(
            Problem(found, f"the template failed: {_lower(str(error))}", "check the values that this line uses")
        ) from None


class _Layers(BaseLoader):
    """Finds templates by layer. Inside Jinja a template is called `2|module/deck.pptx.j2`: its layer's number and its
    name.
    """

    def __init__(self, files: Files, layers: Sequence[str]) -> None:
        self.files, self.layers = files, layers
        self.names: dict[str, None] = {}

    def find(self, name: str, first: int) -> str:
        """The inner name of the first layer from `first` that has `name`."""
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise SecurityError(f"the name {name!r} leads out of the folders of templates")
        for number in range(first, len(self.layers)):
            if self.files.exists(f"{self.layers[number]}/{name}"):
                return f"{number}|{name}"
        raise TemplateNotFound(name)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        number, _, name = template.partition("|")
        path = f"{self.layers[int(number)]}/{name}"
        self.names[path] = None
        try:
            text = self.files.text(path)
        except FileNotFoundError:
            raise TemplateNotFound(name) from None
        if len(text) > LARGEST_TEMPLATE:
            raise TemplateSyntaxError(f"it has more than {LARGEST_TEMPLATE // 1024} KB", 1, name, path)
        return FRONT_MATTER.sub(_as_comment, text), path, lambda: False


def _as_comment(match: re.Match[str]) -> str:
    """Front matter as a comment of as many lines, so that errors name the right one."""
    return "{#" + "\n" * match.group(0).count("\n") + "#}"


class _Memory(BytecodeCache):
    """Compiled templates of this process by their source: an environment without a cache records every look-up, and
    compiles once.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


_MEMORY = _Memory()


def compiled() -> dict[tuple[str, str], CodeType]:
    """The templates that this process has compiled: a build gives them to the next one, and puts in what it was
    given.
    """
    return _MEMORY.codes


def _escapes(name: str | None) -> bool:
    parts = (name or "").removesuffix(".j2").rsplit(".", 1)
    return len(parts) < 2 or parts[1] in ESCAPED


def fill(text: str, **values: object) -> str:
    """`"{n} minutes"` with its fields filled: `labels.minutes | fill(n=5)`. Names only, no attribute of a value can
    be reached.
    """

    def put(match: re.Match[str]) -> str:
        key = match.group(1)
        if key not in values:
            raise ValueError(f"nothing fills the field {{{key}}} of {text!r}")
        value = values[key]
        return str(escape(value)) if isinstance(text, Markup) or isinstance(value, Markup) else str(value)

    filled = re.sub(r"\{(\w+)\}", put, text)
    return (
        Markup(filled)
        if isinstance(text, Markup) or any(isinstance(value, Markup) for value in values.values())
        else filled
    )


def csv_cell(value: object) -> str:
    """A value as a cell of a CSV file (RFC 4180): in quotation marks where it needs them, and with an apostrophe in front where a
    spreadsheet would compute it (=, +, -, @, a tab); numbers stay numbers.
    """
    text = str(value)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[+-]?[0-9]+(?:[.,][0-9]+)*", text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;|\t\r\n]', text) or text != text.strip() else text


@pass_context
def clock(context: Context, minutes: float, until: float | None = None) -> str:
    """Minutes since midnight as the language's clock time: 570 → `9:30`, `9 h 30`. `570 | clock(600)` is a span."""
    return wordforms.clock(minutes, _labels(context), until)


@pass_context
def number(context: Context, value: float, decimals: int | None = None) -> str:
    """A number in the language's signs, without an empty fraction: 18.0 → `18`, 1950.5 → `1,950.5`."""
    return wordforms.number(value, _labels(context), decimals)


@pass_context
def money(context: Context, value: float | str, currency: str = "") -> str:
    """An amount as the language writes it: `"EUR 1,950" | money` → `1.950 EUR`. Words stay words."""
    return wordforms.money(value, _labels(context), currency)


@pass_context
def date(context: Context, value: str, weekday: bool = False) -> str:
    """A day or a span of days as the language writes it: `"2027-03-09/2027-03-11" | date`. Words stay words."""
    return wordforms.date(value, _labels(context), weekday)


def _labels(context: Context) -> Mapping[str, str]:
    labels: Mapping[str, str] = context.get("labels", {})
    return labels


_OURS = {
    each.__name__: guarded(each.__name__, each)
    for each in (fill, csv_cell, clock, number, money, date, ical_text, ical_lines, ical_time, fingerprint)
}


class _Environment(Sandbox):
    def __init__(self, loader: _Layers) -> None:
        super().__init__(
            _OURS,
            loader=loader,
            autoescape=_escapes,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_MEMORY,
        )
        self.layers = loader

    def join_path(self, template: str, parent: str) -> str:
        number, _, name = parent.partition("|")
        return self.layers.find(template, int(number) + 1 if template == name else 0)


def _place(traceback: TracebackType | None, names: Collection[str]) -> Place | None:
    """The innermost line of a template in a traceback: Jinja gives its frames the template's file name."""
    place = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename in names:
            place = Place(code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def _syntax_hint(error: TemplateSyntaxError, environment: Environment) -> str:
    if error.message == TOO_DEEP:
        return "part it: macros and includes begin anew"
    match = re.match(r"No (filter|test) named '(\w+)'", error.message or "")
    if match is None:
        return "see Jinja's template syntax"
    known = environment.filters if match[1] == "filter" else environment.tests
    return did_you_mean(match[2], known, "docs/templates.md lists what there is")


def _nearest(error: UndefinedError, context: Mapping[str, Any]) -> str:
    match = re.search(r"'(\w+)'(?: is undefined|$)", error.message or "")
    if match is None:
        return "check the name"
    return did_you_mean(match[1], _names(context), "docs/templates.md lists the names that a template may use")


def _names(value: Any) -> set[str]:
    """Every name in plain data; of a list's entries, which are alike, the first one's."""
    if isinstance(value, Mapping):
        return {str(key) for key in value}.union(*map(_names, value.values()))
    return _names(value[0]) if isinstance(value, (list, tuple)) and value else set()


def _lower(text: str | None) -> str:
    words = (text or "").strip().rstrip(".")
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
