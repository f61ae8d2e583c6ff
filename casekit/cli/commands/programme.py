"""casekit allocate: a month's audits drawn and written."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app

Month = Annotated[str, typer.Argument(help="The programme's month, written 2026-12.", metavar="MONTH")]
Today = Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)]
Messages = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Write the messages there, to be sent; else they are printed.", show_default=False
    ),
]


class AuditKind(StrEnum):
    """What the audits of a draw are for."""

    monthly = "monthly"
    thematic = "thematic"
    dip_sample = "dip_sample"
    multi_agency = "multi_agency"


@app.command(epilog="Example: casekit allocate 2026-12 --cases cases.csv --messages ../to-send")
def allocate(
    ctx: typer.Context,
    month: Month,
    cases: Annotated[Path, typer.Option(metavar="FILE", help="The list of cases, as CSV: references and ids only.")],
    rubric: Annotated[str, typer.Option(metavar="FORM", help="The form, as id or id@version; needed if several.")] = "",
    kind: Annotated[AuditKind, typer.Option(help="Audits beside the monthly ones.")] = AuditKind.monthly,
    theme: Annotated[str, typer.Option(metavar="WORD", help="Their theme: small letters and hyphens.")] = "",
    auditor: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Who does those beside the monthly ones; several times.")
    ] = None,
    joint: Annotated[
        list[str] | None, typer.Option(metavar="ID+ID", help="Who does one audit jointly; several times.")
    ] = None,
    most: Annotated[int, typer.Option(min=0, help="At most so many audits; 0 for as many as are expected.")] = 0,
    due: Annotated[str, typer.Option(metavar="DATE", help="By when; else the month's last day.")] = "",
    seed: Annotated[str, typer.Option(help="What the draw follows from; else as casekit.toml says.")] = "",
    accept_short: Annotated[
        bool, typer.Option("--accept-short", help="Give out what can be given though somebody has too few.")
    ] = False,
    messages: Messages = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Draw and show, and write nothing.")] = False,
    today: Today = None,
) -> None:
    """Draw a month's audits. Writes the programme, the prefilled audits, and what everybody is to be told."""
    from casekit.cli.allocating import Asked, allocate_month

    asked = Asked(
        month=month,
        cases=cases,
        rubric=rubric,
        kind=kind.value,
        theme=theme,
        auditors=tuple(auditor or ()),
        joint=tuple(joint or ()),
        most=most,
        due=due,
        seed=seed,
        accept_short=accept_short,
        messages=messages,
        dry=dry_run,
    )
    said, short = allocate_month(ctx.obj, asked, session.given_day(today))
    session.deliver(said, None)
    if short:
        raise typer.Exit(1)
