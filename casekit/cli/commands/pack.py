"""casekit pack: chosen audits as one document for an inspection."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit pack 2026-10-0042 2026-10-0043 --output packs")
def pack(
    ctx: typer.Context,
    audits: Annotated[list[str], typer.Argument(metavar="AUDIT…", help="The ids of the audits, in their order.")],
    output: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the files.")] = Path("build/pack"),
    formats: Annotated[
        str, typer.Option("--format", metavar="F", help="One or several of html, pdf, docx and md, with commas.")
    ] = "html,pdf",
    audience: Annotated[str, typer.Option(metavar="A", help="For whom: team or service.")] = "team",
    as_at: Annotated[str | None, typer.Option(metavar="REV_OR_DATE", help=session.AS_AT_HELP)] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Make an inspection pack. Chosen audits as one document, each whole and with its life from git."""
    from casekit.cli.inspection import NAME, make_pack
    from casekit.cli.reporting import write_files

    made = make_pack(ctx.obj, audits, formats, audience, session.given_day(today), as_at or "")
    write_files(made, (ctx.obj / output).resolve(), NAME, audience)
