"""casekit query: one question in SQL to the tables of what is committed."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog='Example: casekit query "SELECT team, count(*) AS audits FROM audits GROUP BY team ORDER BY team"')
def query(
    ctx: typer.Context,
    sql: Annotated[
        str | None, typer.Argument(metavar="SQL", help="A SELECT over the tables that export writes.")
    ] = None,
    saved: Annotated[
        str | None, typer.Option("--saved", metavar="NAME", help="The query in queries/NAME.sql instead.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Name the saved queries and what each answers.")] = False,
    format: Annotated[str, typer.Option("--format", metavar="F", help="text, csv or json.")] = "text",
    audience: Annotated[
        str | None,
        typer.Option(metavar="A", help="For whom: team, service, board or public; else as casekit.toml says."),
    ] = None,
    as_at: Annotated[str | None, typer.Option(metavar="REV_OR_DATE", help=session.AS_AT_HELP)] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Ask the tables of what is committed. The database can read nothing else, and changes nothing."""
    from casekit.cli import querying

    if listed:
        for one in querying.saved_queries(ctx.obj):
            typer.echo(f"{one.name}  {one.says}".rstrip())
        return
    asked = querying.asked(ctx.obj, sql, saved)
    typer.echo(querying.answer(ctx.obj, asked, format, audience, session.given_day(today), as_at or ""), nl=False)
