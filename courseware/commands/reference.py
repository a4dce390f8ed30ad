"""The command reference, made from the commands: docs/commands.md is this text, and a test keeps it so."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import click

HEAD = """# Commands

<!-- Made by: python -m courseware.cli reference > docs/commands.md -->

Every command answers `--help`. The exit status is 0 where all is well, 1 where something is wrong with the content, 2 with
the command, 3 with courseware itself, 130 after Ctrl-C, and 143 when the system asked it to end. Problems go to standard error, one each as
`file:line: fact` with a hint under it.

Names complete in the shell after `eval "$(_COURSEWARE_COMPLETE=bash_source courseware)"` (`zsh_source`, `fish_source`).
"""
BAR = "\\|"


@click.command("reference", hidden=True)
@click.pass_context
def command(context: click.Context) -> Any:
    """Prints docs/commands.md, made from the commands themselves."""
    from courseware.commands import Answer

    group = context.find_root().command
    assert isinstance(group, click.Group)
    return Answer(reference(group).rstrip("\n"))


def reference(group: click.Group) -> str:
    """The page for `group` and its commands in their order."""
    root = click.Context(group, info_name="courseware")
    parts = [HEAD, _options(group, root)]
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        if command is not None and not command.hidden:
            parts += _sections(command, click.Context(command, root, name), name)
    return "\n".join(parts)


def _sections(command: click.Command, context: click.Context, called: str) -> Iterator[str]:
    """A command's section; a group's is followed by those of its commands, `## brand new`."""
    usage = " ".join(["courseware", called, *command.collect_usage_pieces(context)])
    text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    yield f"## {called}\n\n```\n{usage}\n```\n\n{text}\n\n{_options(command, context)}"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _sections(inner, click.Context(inner, context, name), f"{called} {name}")


def _options(command: click.Command, context: click.Context) -> str:
    options = (each for each in command.get_params(context) if isinstance(each, click.Option))
    rows = [record for option in options if (record := option.get_help_record(context))]
    rows = [(names, text) for names, text in rows if "--help" not in names]
    if not rows:
        return ""
    # A table ends a cell at every bare bar, in code too, where only a backslash helps.
    lines = [f"| `{names.replace('|', BAR)}` | {text.replace('|', '&#124;')} |" for names, text in rows]
    return "\n".join(["| option | what it does |", "|---|---|", *lines, ""])
