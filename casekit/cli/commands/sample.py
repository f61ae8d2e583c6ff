"""casekit sample: which audits of a month are moderated."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app
from casekit.stop import USAGE, Stop


@app.command(epilog="Example: casekit sample 2026-10, and anybody repeats it: casekit sample 2026-10 --check")
def sample(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(help="The month, such as 2026-10.", metavar="MONTH")],
    seed: Annotated[
        str, typer.Option(metavar="TEXT", help="What the draw is made with; else the id of the commit drawn from.")
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Draw again what is on record, and say what differs.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would be drawn.")] = False,
) -> None:
    """Draw the audits to be moderated. The lowest and highest grades, settled expectations, waivers, and a share."""
    from casekit.cli import sampling
    from casekit.output.sampling import render
    from casekit.words import count

    if check and (seed or dry_run):
        raise Stop(USAGE, "--check draws again what is on record: it takes neither --seed nor --dry-run.")
    if check:
        record, differences, known = sampling.checked(ctx.obj, month)
        typer.echo(render(record, session.columns(), session.style()), nl=False)
        for said in (*(f"Otherwise: {one}." for one in differences), *known):
            typer.echo(said)
        if differences:
            raise typer.Exit(1)
        typer.echo("Drawn again, it comes out the same.")
        return
    found, path, left = sampling.drawn(ctx.obj, month, seed, dry_run)
    typer.echo(render(found, session.columns(), session.style()), nl=False)
    if left:
        typer.echo(f"Left out: {count(left, 'file')} changed and not committed.")
    typer.echo(
        "Nothing was written." if dry_run else f"It is on record in {path}: commit it, so that others can check."
    )
