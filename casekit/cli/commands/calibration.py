"""casekit calibration: cases that several judged, and how far apart they are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from casekit.cli.app import app


class CalibrationFormat(StrEnum):
    """The formats of a calibration."""

    text = "text"
    json = "json"


@app.command(epilog="Example: casekit calibration 2026-10-0042")
def calibration(
    ctx: typer.Context,
    audit: Annotated[
        str | None, typer.Argument(help="The audit that was judged first; else all calibrations are listed.")
    ] = None,
    format: Annotated[CalibrationFormat, typer.Option(help="How to show it.")] = CalibrationFormat.text,
) -> None:
    """Show a case that several judged. What each grade and answer came to, where judges differ most first."""
    from casekit.cli.agreeing import calibrations

    typer.echo(calibrations(ctx.obj, audit, format is CalibrationFormat.json), nl=False)
