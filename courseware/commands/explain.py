"""`courseware explain`: what a file in the output folder was made of, and whether it is up to date."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from courseware.build.choosing import Unknown
from courseware.build.explaining import Explanation, Option, Source, explain, is_fresh, kinds
from courseware.build.request import USUAL, Request
from courseware.build.state import State
from courseware.commands import Answer, as_json, table
from courseware.commands.naming import BY_FOLDER, inside, requests_for
from courseware.commands.options import out_folder
from courseware.commands.project import as_typed, built_folder, course_files, near, project_folder
from courseware.commands.summary import contents
from courseware.files import Files

CALM = {"unchanged": "unchanged", "absent": "not there"}
"""What needs no line of its own, in words."""


def complete_outputs(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The files that builds made, as paths from here."""
    try:
        out = near(project_folder(context.find_root().params.get("course"))) / USUAL
    except click.UsageError:
        return []
    paths = ((out / name).as_posix() for name in State(out).names())
    return [CompletionItem(path) for path in paths if path.startswith(incomplete)]


@click.command("explain", short_help="Say what a built file was made of, and why it is or isn't up to date.")
@click.argument("file", shell_complete=complete_outputs)
@out_folder("Where the files are, in place of build.")
@click.option("--brand", metavar="FOLDER", help="The folder of the brand, where the build named it by that.")
@click.option("--json", "json", is_flag=True, help="The explanation as JSON.")
@click.pass_context
def command(context: click.Context, /, file: str, out: Path | None, brand: str | None, json: bool) -> Answer:
    """Says of FILE whether it is up to date and why not, and all that it was made of: each source, template, font and option, how it stands
    today, and the templates that were looked for in vain.

    FILE is a path (build/house/03-relationships/deck.pptx), or enough of its name to tell it from others (03-rel, 3/deck).
    Nothing is written, and nothing of what a roster holds is told.
    """
    project = built_folder(context.find_root().params["course"])
    files, _ = course_files(project, (brand,) if brand else ())
    request = Request(out=out or near(project) / USUAL)
    name = _found(request, file)
    [request] = requests_for(request, files, [name])
    try:
        told = explain(request, files, name)
    except Unknown as error:
        raise click.UsageError(f"{error.fact}\n  hint: {BY_FOLDER}") from None
    path = (request.out / name).as_posix()
    if json:
        return Answer(as_json(_data(path, told, files)))
    return Answer(_text(path, told), as_typed(told.problems, files), code=1 if told.problems else 0)


def _found(request: Request, typed: str) -> str:
    """The output that somebody means. Raises `UsageError` for one that there isn't, and for a word that fits several."""
    known = State(request.out).names()
    path = inside(request.out, typed)
    if path is not None:
        if path in known or path.count("/") >= 2:
            return path
        typed = path
    names = [name for name in known if "." in name.rpartition("/")[2]]
    for fits in (_is_called, _begins):
        found = [name for name in names if fits(name, typed)]
        if len(found) == 1:
            return found[0]
        if found:
            shown = "\n  ".join((request.out / name).as_posix() for name in found[:8])
            more = f"\n  and {len(found) - 8} more" if len(found) > 8 else ""
            raise click.UsageError(f"{typed!r} may mean {len(found)} files:\n  {shown}{more}")
    from courseware.suggest import did_you_mean

    if path is None and Path(typed).is_file():
        hint = f"name a file of {request.out.as_posix()}; courseware list --files shows them"
        raise click.UsageError(f"{typed} is no file that a build made\n  hint: {hint}")
    hint = did_you_mean(typed, names, "build it first; courseware list --files shows what there is to make")
    raise click.UsageError(f"no build made a file {typed!r} in {request.out.as_posix()}\n  hint: {hint}")


def _is_called(name: str, typed: str) -> bool:
    return name == typed or name.endswith(f"/{typed}")


def _begins(name: str, typed: str) -> bool:
    """Whether folders and file of the name begin as those that were typed: `03-rel`, `03-relationships/deck`, and `3/deck` by the number."""
    parts, words = name.split("/"), typed.split("/")
    return any(all(map(_fits, parts[at:], words)) for at in range(len(parts) - len(words) + 1))


def _fits(part: str, word: str) -> bool:
    number = part.partition("-")[0]
    return part.startswith(word) or (word.isdecimal() and number.isdecimal() and int(number) == int(word))


def _about(told: Explanation) -> str:
    """What the file is, in a line."""
    unit, document = told.unit, told.document
    if unit is None or document is None:
        return "a file of an earlier build"
    if told.request.file:
        return f"{document.title}, made of {told.request.file} on its own"
    number = next((each.number for each in unit.delivery.modules if each.name == unit.module), 0)
    whose = f"of module {number}, {unit.title}" if unit.module else "of the course"
    if unit.person:
        whose = f"of the participant in row {unit.person} of the roster"
    brand = f"in the brand {unit.delivery.brand.rpartition('/')[2]}"
    delivery = (
        "" if unit.delivery.name == unit.delivery.brand.rpartition("/")[2] else f", delivery {unit.delivery.name}"
    )
    return f"{document.title}, a document for {_reader(document.audience)}, {whose}, {brand}{delivery}"


def _reader(audience: str) -> str:
    return "the trainer" if audience == "trainer" else "participants"


def _text(path: str, told: Explanation) -> str:
    head = [path, f"  {_about(told)}"]
    size = contents(told.record) if told.record else ""
    state = "up to date" if is_fresh(told) else f"not up to date: {told.why}"
    head.append(f"  {state}" + (f"; {size}" if size else ""))
    parts = ["\n".join(head)]
    if told.record is None:
        parts.append("no build made it here yet, so nothing is known of what it is made of")
    for heading, sources in kinds(told.sources).items():
        parts += _part(heading, sources, is_fresh(told))
    if told.options:
        parts.append(f"options\n{table([_option(each) for each in told.options], '  ')}")
    if told.record:
        same = "unchanged" if told.same_program else "changed"
        versions = ", ".join(f"{name} {version}" for name, version in _versions())
        parts.append(f"made with\n{_wrapped(f'  {same}  ', versions)}")
    return "\n\n".join(filter(None, parts))


def _part(heading: str, sources: Sequence[Source], fresh: bool) -> list[str]:
    found = [each for each in sources if not each.in_vain]
    vain = [each for each in sources if each.in_vain]
    parts = []
    if found:
        parts.append(f"{heading}\n{_lines(found, fresh)}")
    if vain:
        parts.append(f"{heading}, looked for in vain\n{_lines(vain, fresh)}")
    return parts


def _lines(sources: Sequence[Source], fresh: bool) -> str:
    """What changed in lines of its own, then the others by their folders."""
    others = ", but nothing of it shows here" if fresh else ""
    lines = [f"  {each.state.ljust(9)}  {_named(each)}{others}" for each in sources if each.state not in CALM]
    folders: dict[tuple[str, str], list[str]] = {}
    for each in sources:
        if each.state in CALM:
            named = _named(each)
            folder, slash, name = (
                ("", "", named) if each.kind in ("list", "people", "system") else named.rpartition("/")
            )
            folders.setdefault((CALM[each.state], folder + slash), []).append(name)
    width = max((len(folder) for _, folder in folders), default=0)
    for (state, folder), names in folders.items():
        lines.append(_wrapped(f"  {state.ljust(9)}  {folder.ljust(width)}{'  ' if width else ''}", ", ".join(names)))
    return "\n".join(lines)


def _wrapped(begin: str, words: str) -> str:
    from textwrap import fill

    indent = " " * len(begin)
    return fill(
        words, 118, initial_indent=begin, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _named(source: Source) -> str:
    if source.kind == "people":
        return f"{source.name} (what it holds is told to nobody)"
    return source.name


def _option(option: Option) -> tuple[str, str, str]:
    return option.name, _shown(option.value), option.origin or "default"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value) if value not in ("", None) else "not set"


def _versions() -> list[tuple[str, str]]:
    """The program and the libraries that show in outputs, with their versions as they are now."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from courseware import __version__
    from courseware.build.maker import LIBRARIES

    rows = [("courseware", __version__), ("Python", platform.python_version())]
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            rows.append((name.replace("_", "-"), version(name)))
    return rows


def _data(path: str, told: Explanation, files: Files) -> dict[str, Any]:
    unit, document, record = told.unit, told.document, told.record
    return {
        "file": path,
        "up_to_date": is_fresh(told),
        "why": told.why,
        "delivery": unit.delivery.name if unit else path.split("/")[-3] if path.count("/") > 2 else "",
        "brand": unit.delivery.brand if unit else "",
        "module": unit.module if unit else "",
        "participant": unit.person if unit else 0,
        "document": document.name if document else path.rpartition("/")[2],
        "title": document.title if document else "",
        "audience": document.audience if document else "",
        "slides": record.slides if record else 0,
        "pages": record.pages if record else 0,
        "sources": [
            {"name": each.name, "kind": each.kind, "state": each.state, "found": not each.in_vain}
            for each in told.sources
        ],
        "options": [{"name": each.name, "value": each.value, "origin": each.origin} for each in told.options],
        "asked": {"draft": told.request.draft, "set": [list(each) for each in told.request.sets]},
        "program_unchanged": told.same_program,
        "versions": dict(_versions()),
        "problems": [each.as_data() for each in as_typed(told.problems, files)],
    }
