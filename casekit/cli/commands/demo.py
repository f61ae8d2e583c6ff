"""casekit demo: a fictional authority to look at and to practise on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit demo demo-audits --audits 200 --seed 7")
def demo(
    ctx: typer.Context,
    directory: Annotated[Path, typer.Argument(help="The folder to make; it must not hold anything yet.")] = Path(
        "casekit-demo"
    ),
    audits: Annotated[int, typer.Option(min=1, max=100_000, help="How many audits.")] = 200,
    seed: Annotated[int, typer.Option(help="Another number makes another authority; the same, the same.")] = 1,
    everything: Annotated[
        bool, typer.Option("--everything", help="Also mistakes in people, forms, policy, file names and history.")
    ] = False,
) -> None:
    """Make a fictional repository. Months of audits with a real git history and planted mistakes."""
    from casekit.demo.make import make_demo
    from casekit.words import count

    folder = ctx.obj / directory
    make_demo(folder, audits, seed, session.progress("Making audits"), everything)
    typer.echo(f"Made {count(audits, 'audit')} in {folder}. All of it is fiction.")
    typer.echo(f"Mistakes were planted, to be found: {folder / 'planted.jsonl'}")
    typer.echo(f"Next: casekit -C {folder} lint --format concise, then casekit -C {folder} build")
