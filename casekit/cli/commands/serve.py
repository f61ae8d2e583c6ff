"""casekit serve: the report of the working tree, for this computer's browser."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit serve --audience team --port 0")
def serve(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(metavar="N", help="The port on this computer; 0 for any that is free.")] = 8000,
    audience: Annotated[
        str | None, typer.Option(metavar="A", help="For whom: team or service; else as casekit.toml says.")
    ] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
) -> None:
    """Show the report of the files as they are now, committed or not, on this computer alone. Ctrl-C ends it."""
    from casekit.cli.answering import server
    from casekit.cli.preview import Preview
    from casekit.words import count

    def told(audits: int) -> None:
        typer.echo(f"Read and built: {count(audits, 'audit')}.")

    preview = Preview(ctx.obj, audience, session.given_day(today), told)
    answering, address = server(port, preview.page)
    try:
        preview.page("index.html")
        typer.echo(f"The report of {preview.root} as it lies there, changed files included. Open\n  {address}")
        typer.echo("Load a page again after a change. Only this computer can open it, and only at this address.")
        typer.echo("Ctrl-C ends it.")
        answering.serve_forever()
    except KeyboardInterrupt:
        typer.echo("Ended.")
    finally:
        answering.server_close()
