"""casekit action: what was agreed, from the day it is written down to the day somebody else has seen it done."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(group, name="action", help="Follow agreed actions. Each step to proof, each one edit and one commit.")

Audit = Annotated[str, typer.Argument(help="The audit's id.", metavar="AUDIT")]
Action = Annotated[str, typer.Argument(help="The action's id in it, such as a1.", metavar="ACTION")]
On = Annotated[str, typer.Option(metavar="DATE", help="The day on which it was done; else today.")]
Today = Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Write nothing; show the lines that would change and the commit's message.")
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="The reason, in a sentence or two.")]


class ListFormat(StrEnum):
    """How the list is shown."""

    text = "text"
    json = "json"


@group.command(name="list", epilog="Example: casekit action list --owner p031 --open")
def list_(
    ctx: typer.Context,
    audit: Annotated[str, typer.Option(metavar="AUDIT", help="Only of this audit.")] = "",
    owner: Annotated[str, typer.Option(metavar="ID", help="Only this person's.")] = "",
    team: Annotated[str, typer.Option(metavar="TEAM", help="Only of cases of this team.")] = "",
    open_: Annotated[bool, typer.Option("--open", help="Only those neither done nor cancelled.")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose day is over.")] = False,
    unverified: Annotated[bool, typer.Option("--unverified", help="Only those done and not verified.")] = False,
    stranded: Annotated[
        bool, typer.Option("--stranded", help="Only open ones whose owner has left, or whose case is another's.")
    ] = False,
    format: Annotated[ListFormat, typer.Option(help="As text, or as JSON for other programs.")] = ListFormat.text,
    today: Today = None,
) -> None:
    """List actions. The most urgent first, with their owners, their days and how often they were moved."""
    from casekit.cli.action_list import Which, action_list

    which = Which(audit, owner, team, open_, overdue, unverified, stranded)
    session.deliver(action_list(ctx.obj, which, format.value == "json", session.given_day(today)), None)


@group.command(epilog="Example: casekit action show 2026-10-0042 a1")
def show(
    ctx: typer.Context,
    audit: Audit,
    action: Action,
    format: Annotated[ListFormat, typer.Option(help="As text, or as JSON for other programs.")] = ListFormat.text,
    today: Today = None,
) -> None:
    """Show an action's whole life. Each step with its delay and its commit, and what later audits found."""
    from casekit.cli.action_show import action_show

    said = action_show(ctx.obj, audit, action, format.value == "json", session.given_day(today))
    session.deliver(said, None)


@group.command(
    epilog="Example: casekit action add 2026-10-0042 --for planning --do 'Hold the plan meeting' "
    "--outcome 'The child knows who comes' --owner p031 --due 2026-12-11"
)
def add(
    ctx: typer.Context,
    audit: Audit,
    for_: Annotated[str, typer.Option("--for", metavar="ID", help="The section or question that it answers to.")],
    do: Annotated[str, typer.Option(metavar="TEXT", help="What is to be done.")],
    outcome: Annotated[str, typer.Option(metavar="TEXT", help="What it brings the child.")],
    owner: Annotated[str, typer.Option(metavar="ID", help="Whose it is.")],
    due: Annotated[str, typer.Option(metavar="DATE", help="By when.")],
    agreed: Annotated[bool, typer.Option("--agreed", help="It was agreed with the practitioner on that day.")] = False,
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Add an action to an audit. One edit and one commit."""
    from casekit.cli import acting
    from casekit.edit.entries import NewAction

    new = NewAction(for_, do, outcome, owner, session.parsed_day(due, "--due"))
    given = session.given_day(today)
    session.deliver(acting.add(ctx.obj, audit, on, given, new, agreed, dry_run), None)


def agree_or_verify(
    ctx: typer.Context, audit: Audit, action: Action, on: On = "", dry_run: DryRun = False, today: Today = None
) -> None:
    """The two steps that say no more than that they were taken."""
    from casekit.cli import acting

    step = acting.agree if ctx.info_name == "agree" else acting.verify
    session.deliver(step(ctx.obj, audit, action, on, session.given_day(today), dry_run), None)


group.command(
    "agree",
    help="Record that an action was agreed. By the practitioner, or by whoever agreed it with them; one commit.",
    epilog="Example: casekit action agree 2026-10-0042 a1 --on 2026-10-20",
)(agree_or_verify)


@group.command(epilog="Example: casekit action done 2026-10-0042 a1 --evidence 'Supervision note of 10 November'")
def done(
    ctx: typer.Context,
    audit: Audit,
    action: Action,
    evidence: Annotated[str, typer.Option(metavar="TEXT", help="What shows that it was done, and where.")],
    by: Annotated[str, typer.Option(metavar="ID", help="Who did it; else you.")] = "",
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record that an action is done. With what shows it; one edit and one commit."""
    from casekit.cli import acting

    session.deliver(acting.done(ctx.obj, audit, action, on, session.given_day(today), by, evidence, dry_run), None)


group.command(
    "verify",
    help="Verify that an action is done. By somebody who neither owns it nor did it; one edit and one commit.",
    epilog="Example: casekit action verify 2026-10-0042 a1",
)(agree_or_verify)


@group.command(epilog='Example: casekit action move 2026-10-0042 a1 --to 2026-12-18 --reason "Long-term sickness."')
def move(
    ctx: typer.Context,
    audit: Audit,
    action: Action,
    to: Annotated[str, typer.Option(metavar="DATE", help="The new day.")] = "",
    owner: Annotated[str, typer.Option(metavar="ID", help="Hand it on to somebody else, such as after a leaver.")] = "",
    reason: Reason = "",
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Give an action another day, or another owner. The old day and the reason stay; one edit and one commit."""
    from casekit.cli import acting

    given = session.given_day(today)
    session.deliver(acting.move(ctx.obj, audit, action, on, given, to, owner, reason, dry_run), None)


@group.command(epilog='Example: casekit action cancel 2026-10-0042 a1 --reason "The family moved to another council."')
def cancel(
    ctx: typer.Context,
    audit: Audit,
    action: Action,
    reason: Reason = "",
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Cancel an action. With the reason; one edit and one commit."""
    from casekit.cli import acting

    session.deliver(acting.cancel(ctx.obj, audit, action, on, session.given_day(today), reason, dry_run), None)
