"""casekit rubric upgrade: audits in an older version of their form go to a newer one."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.commands.rubric import rubric


@rubric.command(epilog="Example: casekit rubric upgrade 2026-10-0042 --to our-form@2 --dry-run")
def upgrade(
    ctx: typer.Context,
    audits: Annotated[list[str], typer.Argument(metavar="AUDIT…", help="Ids, files or folders of audits.")],
    to: Annotated[str, typer.Option(metavar="ID@V", help="The version to go to; else the newest.")] = "",
    completed: Annotated[bool, typer.Option("--completed", help="Finished audits are meant too.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; show the lines that would change.")
    ] = False,
) -> None:
    """Bring audits to a newer version of their form. By its previous: key, without losing a word; commits nothing."""
    from casekit.cli.upgrading import upgrade_audits

    text, sound = upgrade_audits(ctx.obj, audits, to, completed, dry_run)
    session.deliver(text, None)
    if not sound:
        raise typer.Exit(1)
