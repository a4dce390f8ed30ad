"""The command line: the only file that prints or exits.

Exit status: 0 fine, 1 something is wrong with the content, 2 with the command, 3 with us, 130 interrupted, 143 asked to end.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from courseware import __version__
from courseware.commands import Answer, Part, styled
from courseware.commands.stopping import exit_status, is_stopped, stop_on_signals
from courseware.problems import CoursewareError, Problem

if TYPE_CHECKING:
    from courseware.build.report import Row

COMMANDS = {
    "build": "build",
    "serve": "serve",
    "list": "listing",
    "show": "show",
    "check": "check",
    "new": "new",
    "init": "init",
    "import": "importing",
    "rebrand": "rebrand",
    "brand": "brand",
    "schema": "schema",
    "explain": "explain",
    "clean": "clean",
    "doctor": "doctor",
    "reference": "reference",
}
"""Each command and its file in `courseware/commands/`."""
CONTENT, USAGE, BUG, PIPE = 1, 2, 3, 141


class _Lazy(click.Group):
    """Loads a command's file when it is called: `courseware build` has no use for the importer."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"courseware.commands.{COMMANDS[name]}").command
        return command


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="courseware")
@click.option(
    "-C",
    "--course",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="FOLDER",
    help="The course's folder, in place of this one.",
)
@click.pass_context
def courseware(context: click.Context, course: Path | None) -> None:
    """A course written once becomes every deck, handout and trainer's guide, in any provider's house style."""
    context.obj = Screen()


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs a command, prints its answer and exits."""
    gc.set_threshold(50_000, 20, 20)  # loading makes no cycles; see build/running.py
    stop_on_signals()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # `courseware list | head`: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE
    if is_stopped() or (arguments is None and "multiprocessing" not in sys.modules):
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    """Ends the process as it is: Python would take apart every value first, which takes as long as a quarter of a small deck."""
    with suppress(OSError):  # nobody reads what was told
        sys.stderr.flush()
    os._exit(code)


def _run(arguments: list[str] | None) -> int:
    try:
        answer = courseware.main(arguments, prog_name="courseware", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except CoursewareError as error:
        return _print(Answer(problems=error.problems, code=CONTENT))
    except (KeyboardInterrupt, click.Abort):
        with suppress(OSError):  # the terminal may be gone
            click.echo("interrupted", err=True)
        return exit_status()
    except BrokenPipeError:
        raise
    except Exception:  # whatever it is, it is a bug of ours, and a trainer sees no traceback
        import traceback

        return _print(Answer(bugs=(traceback.format_exc(),), code=BUG))
    return _print(answer) if isinstance(answer, Answer) else int(answer or 0)


def _print(answer: Answer) -> int:
    for problem in answer.problems:
        click.echo(styled(problem), err=True)
    for number, part in enumerate(answer.parts):
        before = "\n" if number or answer.problems else ""
        click.echo(before + _titled(part), err=True)
    if answer.text:
        click.echo(answer.text)
    if answer.bugs:
        click.echo(_report_of(answer.bugs), err=True)
    return answer.code


def _titled(part: Part) -> str:
    """The part's problems under its heading, with the hint of all of them once."""
    hints = {problem.hint for problem in part.problems}
    if len(hints) > 1:
        lines = [styled(problem) for problem in part.problems]
    else:
        lines = [styled(Problem(problem.place, problem.fact, "", problem.severity)) for problem in part.problems]
        lines += [f"  hint: {hint}" for hint in hints if hint]
    return "\n".join([click.style(part.heading, bold=True), *lines, ""])


def _report_of(bugs: tuple[str, ...]) -> str:
    """Keeps what somebody needs to find our bug, and says where."""
    import platform
    import tempfile

    about = f"courseware {__version__}, Python {platform.python_version()}, {platform.platform()}\n{sys.argv}\n\n"
    with tempfile.NamedTemporaryFile(
        "w", prefix="courseware-bug-", suffix=".txt", encoding="utf-8", delete=False
    ) as file:
        file.write(about + "\n".join(bugs))
    last = bugs[0].strip().rpartition("\n")[2]
    return f"a bug in courseware: {last}\n  hint: please report it with {file.name}, which holds the details"


class Screen:
    """Tells how a build goes on: a bar on a terminal, a line for each unit in a pipe, both on standard error."""

    def __init__(self, silent: bool = False) -> None:
        self.silent = silent
        self.bar: Any = None
        self.task: Any = None

    def quiet(self) -> Screen:
        """A screen that shows nothing."""
        return Screen(silent=True)

    def waiting(self, process: int) -> None:
        """Another build holds the output folder."""
        who = f" (process {process})" if process else ""
        click.echo(f"waiting for another build in this folder{who}", err=True)

    def begin(self, units: int, files: int) -> None:
        """So many units with so many files are about to be made."""
        if self.silent or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or files < 2:
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self.bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
        self.bar.start()
        self.task = self.bar.add_task(f"{files} files", total=units)
        self.bar.refresh()

    def done(self, folder: str, rows: tuple[Row, ...]) -> None:
        """A unit is done."""
        if self.bar:
            self.bar.update(self.task, advance=1, description=folder, refresh=True)
        elif not self.silent and not sys.stderr.isatty():
            from courseware.commands.summary import contents

            made = (" ".join(filter(None, (row.document, contents(row) or row.state))) for row in rows)
            click.echo(f"{folder}: {', '.join(made)}", err=True)

    def end(self) -> None:
        """No more is made."""
        if self.bar:
            self.bar.stop()
            self.bar = None


if __name__ == "__main__":
    main()
