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


changes = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    changes, name="programme", help="Change a month's programme. Each time with the reason; or see how it goes."
)

Audit = Annotated[str, typer.Argument(help="The audit's id.", metavar="AUDIT")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="The reason, in a sentence; no names.")]
On = Annotated[str, typer.Option(metavar="DATE", help="The day on which it was decided; else today.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would change.")]
Told = Annotated[
    Path | None,
    typer.Option(
        "--messages",
        metavar="DIR",
        help="Write what everybody is to be told there; else it is shown.",
        show_default=False,
    ),
]
Because = Annotated[str, typer.Option(metavar="ID", help="Which of the reasons that casekit.toml lists.")]


@changes.command(epilog='Example: casekit programme swap 2026-12-0003 --to p054 --reason "Both agreed."')
def swap(
    ctx: typer.Context,
    audit: Audit,
    to: Annotated[str, typer.Option(metavar="ID", help="Who audits it instead.")],
    start: Annotated[
        str,
        typer.Option(
            "--from", metavar="ID", help="Of several who audit it jointly, who hands it over; else the first."
        ),
    ] = "",
    reason: Reason = "",
    on: On = "",
    messages: Told = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Give an audit to another auditor. To nobody who is exempt or has a part in the case; one commit."""
    from casekit.cli import changing

    at = changing.table(ctx.obj, audit, on, session.given_day(today))
    folder = ctx.obj / messages if messages else None

    def make() -> changing.Change:
        return changing.swap(at, to, reason, start)

    said = changing.record(at, "swapped", reason, make, dry_run, folder, file=lambda: changing.handed(at, to, start))
    session.deliver(said, None)


@changes.command(epilog='Example: casekit programme exempt 2026-12-0003 --reason "Seconded until January."')
def exempt(
    ctx: typer.Context,
    audit: Audit,
    reason: Reason = "",
    on: On = "",
    messages: Told = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Take an audit off its auditor without another taking it on. It counts as exempt; one commit."""
    _noted(ctx, "exempt", audit, reason, on, messages, dry_run, today)


@changes.command(epilog='Example: casekit programme cancel 2026-12-0003 --reason "Listed by mistake."')
def cancel(
    ctx: typer.Context,
    audit: Audit,
    reason: Reason = "",
    on: On = "",
    messages: Told = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Cancel an audit that should not have been drawn. It counts for nothing; one commit."""
    _noted(ctx, "cancelled", audit, reason, on, messages, dry_run, today)


@changes.command(
    epilog='Example: casekit programme stop 2026-12-0003 --because case_closed --reason "Closed on the 4th."'
)
def stop(
    ctx: typer.Context,
    audit: Audit,
    because: Because = "",
    reason: Reason = "",
    without: Annotated[bool, typer.Option("--no-replacement", help="No case takes its place.")] = False,
    on: On = "",
    messages: Told = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Stop an audit that cannot be finished. Its file stays as it is, the reserve's next case comes; one commit."""
    from casekit.cli import changing

    at = changing.table(ctx.obj, audit, on, session.given_day(today))
    to = ctx.obj / messages if messages else None
    session.deliver(changing.stop(at, reason, because, not without, dry_run, to), None)


@changes.command(
    epilog='Example: casekit programme late 2026-12-0003 --because child_missing --reason "Found after two weeks."'
)
def late(
    ctx: typer.Context,
    audit: Audit,
    because: Because = "",
    reason: Reason = "",
    on: On = "",
    messages: Told = None,
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record why an audit is late. Late with a reason is counted apart; one commit."""
    _noted(ctx, "late", audit, reason, on, messages, dry_run, today, because)


@changes.command(epilog="Example: casekit programme cascade 2026-12 --team north-1 --team north-2")
def cascade(
    ctx: typer.Context,
    month: Month,
    team: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="To whom; several times. Else to all that they answer for.")
    ] = None,
    by: Annotated[str, typer.Option(metavar="ID", help="Who passed it on, if not you.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day on which it was passed on; else today.")] = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record that a month's learning was passed on to staff. By whom, when and to which teams; one commit."""
    from casekit.cli import cascading

    asked = cascading.Asked(month, by, tuple(team or ()), on, dry_run)
    session.deliver(cascading.cascade(ctx.obj, asked, session.given_day(today)), None)


def _noted(
    ctx: typer.Context,
    key: str,
    audit: str,
    reason: str,
    on: str,
    messages: Path | None,
    dry: bool,
    today: str | None,
    because: str = "",
) -> None:
    from casekit.cli import changing

    at = changing.table(ctx.obj, audit, on, session.given_day(today), own=key == "late")
    to = ctx.obj / messages if messages else None
    said = changing.record(at, key, reason, lambda: changing.noted(at, key, reason, because), dry, to)
    session.deliver(said, None)


class By(StrEnum):
    """By what the figures are shown."""

    month = "month"
    year = "year"
    auditor = "auditor"
    team = "team"
    service = "service"


class FiguresFormat(StrEnum):
    """How the figures are shown."""

    text = "text"
    json = "json"


@changes.command(epilog="Example: casekit programme figures --month 2026-12 --by auditor")
def figures(
    ctx: typer.Context,
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="Only of this month.")] = "",
    by: Annotated[By, typer.Option(help="For each of what.")] = By.month,
    kind: Annotated[AuditKind, typer.Option(help="The monthly audits, or those beside them.")] = AuditKind.monthly,
    format: Annotated[FiguresFormat, typer.Option(help="As text, or as JSON for other programs.")] = FiguresFormat.text,
    today: Today = None,
) -> None:
    """Show compliance with the programme. What was allocated, completed, on time, late, exempt, and out of how many."""
    from casekit.cli import reminding

    said = reminding.figures(ctx.obj, month, by.value, kind.value, format.value == "json", session.given_day(today))
    session.deliver(said, None)


@changes.command(epilog="Example: casekit programme calendar 2026-12 --output december.ics")
def calendar(
    ctx: typer.Context,
    month: Month,
    output: Annotated[Path, typer.Option(metavar="FILE", help="The calendar file (ICS).")],
    today: Today = None,
) -> None:
    """Write a month's due days as a calendar file. Audits still expected and open actions, by id."""
    from casekit.cli import reminding

    typer.echo(reminding.calendar_file(ctx.obj, month, output, session.given_day(today)))


@app.command(epilog="Example: casekit remind 2026-12 --messages ../to-send")
def remind(ctx: typer.Context, month: Month, messages: Messages = None, today: Today = None) -> None:
    """Write who is to be reminded of what. Audits, actions, disputes and meetings; the same list for the same day."""
    from casekit.cli import reminding

    session.deliver(reminding.remind(ctx.obj, month, messages, session.given_day(today)), None)
