"""casekit new: a prefilled audit, ready to be filled in."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit new --rubric our-form --type CP --auditor p054")
def new(
    ctx: typer.Context,
    rubric: Annotated[str, typer.Option(metavar="FORM", help="The form, as id or id@version; needed if several.")] = "",
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="The programme's month; else this one.")] = "",
    type: Annotated[list[str] | None, typer.Option(help="The kind of case; may be given several times.")] = None,
    flag: Annotated[list[str] | None, typer.Option(help="Something that holds of the case; several times.")] = None,
    auditor: Annotated[str, typer.Option(metavar="ID", help="Who audits, by id.")] = "",
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Write a new audit to fill in. Every section that applies, its guidance as comments; overwrites nothing."""
    from casekit.cli.creating import create_audit

    path = create_audit(ctx.obj, rubric, month, type or [], flag or [], auditor, session.given_day(today))
    typer.echo(f"Wrote {path}. Fill it in, then run: casekit lint {path}")
