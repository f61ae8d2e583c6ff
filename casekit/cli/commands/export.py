"""casekit export: what is committed, as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit export build/export --format csv,xlsx")
def export(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the export; it belongs to casekit.")],
    formats: Annotated[
        str,
        typer.Option("--format", metavar="F", help="One or several of csv, jsonl, xlsx, parquet and ics, with commas."),
    ] = "csv",
    audience: Annotated[
        str | None,
        typer.Option(metavar="A", help="For whom: team, service, board or public; else as casekit.toml says."),
    ] = None,
    as_at: Annotated[str | None, typer.Option(metavar="REV_OR_DATE", help=session.AS_AT_HELP)] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Write what is committed as tables. Every grade carries its form; tables.json says what each column means."""
    from casekit.cli.exporting import write_export
    from casekit.words import count

    done = write_export(ctx.obj, folder, formats, audience, session.given_day(today), as_at or "")
    typer.echo(f"{count(done.tables, 'table')} with {count(done.rows, 'row')} in {count(done.files, 'file')}.")
    if done.left_out:
        typer.echo(f"Left out: {done.left_out} casekit lint says why.")
    if done.uncommitted:
        typer.echo(f"Left out: {count(done.uncommitted, 'file')} changed and not committed.")
    if not done.complete:
        typer.echo("The git history here is incomplete, so the table of events is empty.")
    typer.echo(f"For the {done.audience}. The export is in {done.folder}")
