"""casekit build: the static site of what is committed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit build --output report --audience team")
def build(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the site; it belongs to casekit.")] = Path(
        "build/site"
    ),
    audience: Annotated[
        str | None,
        typer.Option(metavar="A", help="For whom: team, service, board or public; else as casekit.toml says."),
    ] = None,
    attest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write down what was published, for casekit verify --against."),
    ] = None,
    as_at: Annotated[str | None, typer.Option(metavar="REV_OR_DATE", help=session.AS_AT_HELP)] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Build the report of what is committed. Web pages that open from a folder, without a server."""
    from casekit.cli.building import build_report
    from casekit.words import count

    built = build_report(ctx.obj, output, audience, session.given_day(today), as_at or "", attest)
    if as_at:
        typer.echo(f"As it stood at commit {built.commit[:10]}.")
    shown = count(built.audits, "audit") if built.months is None else count(built.months, "closed month")
    typer.echo(f"{shown} on {count(built.wrote.files, 'page and file', 'pages and files')}.")
    if built.again:
        gone = f", {built.wrote.gone:,} gone" if built.wrote.gone else ""
        typer.echo(
            f"New or changed since the report that was here: {built.wrote.changed:,}{gone}. The rest was not touched."
        )
    if built.left_out:
        typer.echo(f"{built.left_out} The report lists what is wrong.")
    if built.uncommitted:
        typer.echo(f"Left out: {count(built.uncommitted, 'file')} changed and not committed.")
    if not built.complete:
        typer.echo("The git history here is incomplete, so the report shows no changes over time.")
    typer.echo(f"For the {built.audience}. Open {built.folder / 'index.html'}")
