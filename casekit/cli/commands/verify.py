"""casekit verify: how far the whole history can be trusted."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


class VerifyFormat(StrEnum):
    """The formats of the verdict."""

    text = "text"
    json = "json"


@app.command(epilog="Example: casekit verify --against attestation.json")
def verify(
    ctx: typer.Context,
    format: Annotated[VerifyFormat, typer.Option(help="How to show it.")] = VerifyFormat.text,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What an earlier run attested; has it been rewritten since?")
    ] = None,
    site: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The site that was attested; is it still as it was built?")
    ] = None,
    attest: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write down what is there now, for a later --against.")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Each judgement on a line of its own, with its trust.")] = False,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Check the whole history. Signatures, rewrites, lost records; ends with 1 where something is broken."""
    from casekit.cli.verifying import Wish, verify

    wish = Wish(against, site, attest, all, format is VerifyFormat.json)
    text, sound = verify(ctx.obj, wish, session.given_day(today))
    session.deliver(text, None)
    if not sound:
        raise typer.Exit(1)
