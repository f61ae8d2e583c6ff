"""casekit rubric replay: old audits under a new version of their form."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.commands.rubric import Format, FormFormat, rubric


@rubric.command(epilog="Example: casekit rubric replay drafts/our-form.yaml")
def replay(
    ctx: typer.Context,
    form: Annotated[str, typer.Argument(metavar="NEW", help="The new version: a file, or id@version.")],
    format: Format = FormFormat.text,
) -> None:
    """Try a new version of a form on old audits. Which would come out differently, and why; writes nothing."""
    from casekit.cli.replaying import replay_audits

    session.deliver(replay_audits(ctx.obj, form, format is FormFormat.json), None)
