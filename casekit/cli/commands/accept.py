"""casekit accept: audits that came back from the form, into the repository."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app
from casekit.stop import USAGE, Stop


@app.command(epilog="Example: casekit accept ~/Downloads/2026-10-kxbtrm.md")
def accept(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Returned files, or folders of them.")],
    month: Annotated[
        str,
        typer.Option(metavar="YYYY-MM", help="Only audits of this month; else, of those that are new, of this one."),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Commit nothing; say what would become of each.")] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Look into a folder again and again; move what was taken, note what was not."),
    ] = False,
    once: Annotated[bool, typer.Option("--once", help="With --watch: look twice and end, for scheduled runs.")] = False,
    every: Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="With --watch: between two looks.")] = 10,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Take what came back from forms: one commit each, on behalf of its auditor. Overwrites nothing."""
    from casekit.cli.accepting import accept as accept_files

    places = [ctx.obj / file for file in files]
    if once and not watch:
        raise Stop(USAGE, "--once goes with --watch.")
    if watch:
        from casekit.cli.watching import watch as watch_folder

        if len(places) > 1 or dry_run:
            raise Stop(USAGE, "--watch takes one folder, and cannot be tried with --dry-run.")
        day = session.given_day(today)
        if watch_folder(ctx.obj, places[0], month, day, every, once, _tell) and once:
            raise typer.Exit(1)
        return
    lines, refused = accept_files(ctx.obj, places, month, session.given_day(today), dry_run)
    for line in lines:
        typer.echo(line)
    if refused:
        raise typer.Exit(1)


def _tell(line: str) -> None:
    """At once, since whoever reads it may read it from a file."""
    typer.echo(line)
    sys.stdout.flush()
