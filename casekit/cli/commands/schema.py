"""casekit schema: the shape of every file that casekit reads or writes, for editors and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


@app.command(epilog="Example: casekit schema --rubric our-form --output .vscode/our-form.schema.json")
def schema(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Which one, such as audit; without one, all are listed.", show_default=False)
    ] = None,
    rubric: Annotated[
        str | None,
        typer.Option(metavar="FORM", help="Of audits in this form: its sections, questions and values only."),
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it into this file.")] = None,
) -> None:
    """Write a JSON Schema for an editor. With a form, the editor offers its questions and answers while you type."""
    from casekit.cli.schemas import list_schemas, write_schema

    text = write_schema(ctx.obj, name, rubric) if name or rubric else list_schemas()
    session.deliver(text, ctx.obj / output if output else None)
