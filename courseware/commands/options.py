"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from courseware.commands.project import complete_brands, complete_deliveries
from courseware.late import late

CLUSTER = late(r"dask://(?:[^\s/:\[\]]+|\[[0-9a-fA-F:]+\]):\d{1,5}")
Command = TypeVar("Command", bound=Callable[..., Any])


def which_deliveries(command: Command) -> Command:
    """`--brand`, `--all-brands`, `--delivery` and `--roster`: for whom."""
    for option in (
        click.option(
            "--roster",
            type=click.Path(path_type=Path, dir_okay=False, exists=True),
            metavar="FILE",
            help="The participants, a CSV file, in place of the delivery's.",
        ),
        click.option(
            "--delivery",
            default="",
            metavar="NAME",
            shell_complete=complete_deliveries,
            help="A delivery of course.yml.",
        ),
        click.option("--all-brands", is_flag=True, help="Every brand there is."),
        click.option(
            "--brand",
            "brands",
            multiple=True,
            metavar="NAME",
            shell_complete=complete_brands,
            help="A brand's name or folder. May be repeated.",
        ),
    ):
        command = option(command)
    return command


def out_folder(help: str) -> Callable[[Command], Command]:
    """`--out`: another output folder than the project's own."""
    kind = click.Path(path_type=Path, file_okay=False)
    return click.option("-o", "--out", type=kind, metavar="FOLDER", help=help)


def cluster_address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """`value` where it names a cluster's scheduler. Raises `click.BadParameter` for anything else."""
    if value and not CLUSTER.fullmatch(value):
        raise click.BadParameter("write dask://HOST:PORT: the address that dask scheduler shows, with dask for tcp")
    return value
