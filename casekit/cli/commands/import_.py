"""casekit import: audits in a council's own Word form, and logs of actions in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app
from casekit.stop import USAGE, Stop


@app.command("import", epilog="Example: casekit import audit.docx --mapping our-form.yaml --blank empty.docx")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word document (.docx) or Excel workbook (.xlsx).")],
    mapping: Annotated[Path, typer.Option(metavar="FILE", help="Where in such a file the answers stand.")],
    blank: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The empty form, whose own lines are no answers.")
    ] = None,
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="The audit's month; else this one.")] = "",
    commit: Annotated[bool, typer.Option("--commit", help="Commit what was found; else only write or say it.")] = False,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Take an audit from a Word form of your own, or actions from a log. Lists what found no place; loses nothing."""
    from casekit.cli.importing import import_excel, import_word

    given = session.given_day(today)
    place, rules = ctx.obj / file, ctx.obj / mapping
    ending = place.suffix.lower()
    if ending in (".docx", ".docm", ".doc"):
        done = import_word(ctx.obj, place, rules, ctx.obj / blank if blank else None, month, commit, given)
    elif ending in (".xlsx", ".xlsm", ".xls"):
        if blank or month:
            raise Stop(USAGE, "A log of actions has no month and no empty form; leave --month and --blank out.")
        done = import_excel(ctx.obj, place, rules, commit, given)
    else:
        raise Stop(USAGE, f"{place.name} is neither a Word document (.docx) nor an Excel workbook (.xlsx).")
    for line in done.lines:
        typer.echo(line)
    if not done.whole:
        raise typer.Exit(1)
