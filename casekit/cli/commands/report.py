"""casekit report: a month's audits as one document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit report 2026-10 --format html,pdf --output reports")
def report(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="The programme's month, written 2026-10.")],
    formats: Annotated[
        str, typer.Option("--format", metavar="F", help="One or several of md, html, pdf, docx and json, with commas.")
    ] = "md",
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder for the files; else one text format is printed.")
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option(metavar="A", help="For whom: team, service, board or public; else as casekit.toml says."),
    ] = None,
    as_at: Annotated[str | None, typer.Option(metavar="REV_OR_DATE", help=session.AS_AT_HELP)] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Write the monthly report: figures, themes, moderation and actions, from what is committed."""
    from casekit.cli.reporting import deliver, make_report

    deliver(
        make_report(ctx.obj, month, formats, audience, session.given_day(today), as_at or ""), ctx.obj, month, output
    )
