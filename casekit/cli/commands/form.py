"""casekit form: an audit as one page, or one Word document, that needs neither git nor a network."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app
from casekit.stop import USAGE, Stop


class Reader(StrEnum):
    """For whom a form can be, beside an audit's auditor."""

    moderator = "moderator"
    practitioner = "practitioner"
    owner = "owner"


class Shape(StrEnum):
    """As what a form can be made."""

    html = "html"
    docx = "docx"


@app.command(epilog="Example: casekit form 2026-10-0006")
def form(
    ctx: typer.Context,
    audit: Annotated[str, typer.Argument(metavar="[AUDIT]", help="The audit's id, or its file.")] = "",
    rubric: Annotated[str, typer.Option(metavar="FORM", help="Without an audit: the form, as id or id@version.")] = "",
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="With --rubric: the month; else this one.")] = "",
    type: Annotated[list[str] | None, typer.Option(help="With --rubric: the kind of case; several times.")] = None,
    flag: Annotated[list[str] | None, typer.Option(help="With --rubric: what holds of it; several times.")] = None,
    auditor: Annotated[str, typer.Option(metavar="ID", help="With --rubric: who audits, by id.")] = "",
    for_: Annotated[
        Reader | None, typer.Option("--for", help="For whoever moderates it, is its practitioner, or owns its actions.")
    ] = None,
    who: Annotated[str, typer.Option(metavar="ID", help="With --for: who that is, where it could be several.")] = "",
    format: Annotated[Shape, typer.Option(help="A page for a browser, or a document for Word.")] = Shape.html,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; else named after the audit.")] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Make one page or Word document of an audit, to fill in without git, network or installation."""
    from casekit.cli.asking import of_reader
    from casekit.cli.forming import of_audit, of_form

    if who and for_ is None:
        raise Stop(USAGE, "--who goes with --for, which says what the form is for.")
    if for_ is not None and not audit:
        raise Stop(USAGE, f"Say of which audit: casekit form AUDIT --for {for_.value}.")
    if bool(audit) == bool(rubric):
        raise Stop(USAGE, "Say either which audit, or with --rubric which form a new audit is to have.")
    if audit and (month or type or flag or auditor):
        raise Stop(USAGE, "The audit has its own month, kind of case, flags and auditor; leave these options out.")
    word = format is Shape.docx
    if word and for_ is not None:
        raise Stop(USAGE, "Only an auditor's form can be a Word document; leave --format or --for out.")
    text: str | bytes
    if for_ is not None:
        text, name = of_reader(ctx.obj, audit, for_.value, who, session.given_day(today))
    elif audit:
        text, name = of_audit(ctx.obj, audit, word)
    else:
        text, name = of_form(ctx.obj, rubric, month, type or [], flag or [], auditor, session.given_day(today), word)
    place = output or ctx.obj / name
    session.deliver(text, place)
    whom = for_.value if for_ else "auditor"
    typer.echo(f"Wrote {place}. Send it to the {whom}; casekit accept takes what comes back.")
