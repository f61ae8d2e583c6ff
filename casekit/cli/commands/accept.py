"""casekit accept: audits that came back from the form, into the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit accept ~/Downloads/2026-10-kxbtrm.md")
def accept(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Returned files, or folders of them.")],
    month: Annotated[
        str,
        typer.Option(metavar="YYYY-MM", help="Only audits of this month; else, of those that are new, of this one."),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Commit nothing; say what would become of each.")] = False,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Take what came back from forms: one commit each, on behalf of its auditor. Overwrites nothing."""
    from casekit.cli.accepting import accept as accept_files

    places = [ctx.obj / file for file in files]
    lines, refused = accept_files(ctx.obj, places, month, session.given_day(today), dry_run)
    for line in lines:
        typer.echo(line)
    if refused:
        raise typer.Exit(1)
