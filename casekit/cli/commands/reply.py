"""casekit reply: what the practitioner says to the facts of an audit, before it is moderated."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app
from casekit.cli.commands.judging import Audit, DryRun, On, Today
from casekit.stop import USAGE, Stop


@app.command(
    epilog="Example: casekit reply 2026-10-0042 --for plan "
    '--text "The note of 2 June is on the file, under the sibling."'
)
def reply(
    ctx: typer.Context,
    audit: Audit,
    text: Annotated[str, typer.Option(metavar="TEXT", help="What is not so, and where the file shows it.")] = "",
    file: Annotated[str, typer.Option(metavar="FILE", help="The same from a file; - from standard input.")] = "",
    for_: Annotated[str, typer.Option("--for", metavar="ID", help="The section or question that it is about.")] = "",
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Reply on the facts of an audit before it is moderated. For the practitioner; one edit and one commit."""
    from casekit.cli import recording
    from casekit.cli.desk import desk

    if text and file:
        raise Stop(USAGE, "--text and --file say it twice; give one of them.")
    says = recording.text_of(file, ctx.obj, "--file") if file else text
    at = desk(ctx.obj, audit, on, session.given_day(today))
    session.deliver(recording.record(at, recording.reply(at, for_, says), dry_run), None)
