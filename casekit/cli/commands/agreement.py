"""casekit agreement: how far auditors and moderators, and first and second judges, agree."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from casekit.cli.app import app


class AgreementFormat(StrEnum):
    """The formats of these figures."""

    text = "text"
    json = "json"


@app.command(epilog="Example: casekit agreement --from 2026-07 --to 2026-09 --team north-2 --section overall")
def agreement(
    ctx: typer.Context,
    from_: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Audits completed on this day or later; or a month, 2026-07.")
    ] = "",
    to: Annotated[str, typer.Option(metavar="DATE", help="Audits completed on this day or before; or a month.")] = "",
    team: Annotated[str, typer.Option(metavar="ID", help="Only this team's cases.")] = "",
    section: Annotated[str, typer.Option(metavar="ID", help="Only this section's grades; overall for the whole.")] = "",
    rubric: Annotated[str, typer.Option(metavar="ID", help="Only this form, with or without its version.")] = "",
    format: Annotated[AgreementFormat, typer.Option(help="How to show it.")] = AgreementFormat.text,
) -> None:
    """Show how far judges agree. Auditor and moderator, first and second judge: counts, kappa, Gwet's AC, intervals."""
    from casekit.cli import agreeing
    from casekit.register.judges import Choice

    start, end = agreeing.bound(from_, "--from", last=False), agreeing.bound(to, "--to", last=True)
    choice = Choice(start, end, team, rubric)
    typer.echo(agreeing.agreement(ctx.obj, choice, section, format is AgreementFormat.json), nl=False)
