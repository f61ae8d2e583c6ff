"""casekit log: the life of one audit, from git."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from casekit.cli.app import app


class LogFormat(StrEnum):
    """The formats of a life."""

    text = "text"
    json = "json"


@app.command(
    epilog="Example: casekit log 2026-10-0042, and what changed since it was moderated: casekit log 2026-10-0042 "
    "--between m1 HEAD"
)
def log(
    ctx: typer.Context,
    audit: Annotated[str, typer.Argument(help="The audit's id.")],
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="A B",
            help="What differs between two points, each a day, an event (completed), an entry (m1) or a commit.",
        ),
    ] = None,
    format: Annotated[LogFormat, typer.Option(help="How to show it.")] = LogFormat.text,
) -> None:
    """Tell what happened to an audit. Commit by commit, oldest first; or what differs between two points of it."""
    from casekit.cli.telling import life_of

    typer.echo(life_of(ctx.obj, audit, format is LogFormat.json, between), nl=False)
