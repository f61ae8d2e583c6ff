"""The casekit command itself: the options that come before any of its commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit import __version__

app = typer.Typer(
    name="casekit",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"casekit {__version__}")
        raise typer.Exit


@app.callback()
def casekit(
    ctx: typer.Context,
    directory: Annotated[
        Path, typer.Option("-C", metavar="DIR", help="Run as if started in this folder.", show_default=False)
    ] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Audits of children's case files, kept as text in git: lint them, follow their life, publish the report."""
    ctx.obj = directory
