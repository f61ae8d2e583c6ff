"""casekit init: a new repository for a council's audits, with its forge's pipelines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli.app import app


@app.command(epilog="Example: casekit init our-audits --forge github --zip")
def init(
    ctx: typer.Context,
    forge: Annotated[str, typer.Option(metavar="F", help="Where it will be kept: github, gitlab or azure.")],
    directory: Annotated[
        Path, typer.Argument(help="The folder to make; what is in it already is never overwritten.")
    ] = Path("casekit-audits"),
    rubric: Annotated[
        list[str] | None,
        typer.Option(metavar="FORM", help="A form to begin with; may be given several times. Else all of casekit's."),
    ] = None,
    zipped: Annotated[bool, typer.Option("--zip", help="Write DIR.zip instead, to upload in a browser.")] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Everybody may read it: nothing in it will be about a real child.")
    ] = False,
) -> None:
    """Make a repository for audits. Forms, policy, people, and pipelines that check, report and begin audits."""
    from casekit.cli.founding import found
    from casekit.words import count, listing

    made = found(ctx.obj / directory, forge, rubric or [], public, zipped)
    typer.echo(f"Wrote {count(made.files, 'file')} {'as' if zipped else 'into'} {made.place}.")
    if made.kept:
        typer.echo(f"Left as they were: {listing(made.kept)}.")
    typer.echo("All people in people.yaml are made up. Next: read README.md there, then casekit.toml and people.yaml.")
    if not zipped:
        typer.echo(f"Check it: casekit -C {made.place} lint")
