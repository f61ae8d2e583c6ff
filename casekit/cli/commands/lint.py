"""casekit lint: what is wrong with the audits, where, and what to do."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app


class Format(StrEnum):
    """The formats of lint's report."""

    concise = "concise"
    full = "full"
    json = "json"
    github = "github"


EXAMPLE = """Example: casekit lint audits/2026-10 --format full"""


@app.command(epilog=EXAMPLE)
def lint(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; else everything.")] = None,
    format: Annotated[Format, typer.Option(help="How to show the problems.")] = Format.full,
    output: Annotated[Path | None, typer.Option(help="Write the report into this file.")] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)] = None,
    select: Annotated[str, typer.Option(metavar="CODES", help="Only these rules, such as CK203,CK5.")] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help="Without these rules.")] = "",
    require_history: Annotated[
        bool, typer.Option("--require-history", help="End with 3 where the git history is not complete.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings make it fail too.")] = False,
) -> None:
    """Check the audits against their forms. Grades, evidence, dates, actions; ends with 1 where there are errors."""
    from casekit.cli.linting import lint_repository, written

    report, line_of = lint_repository(
        ctx.obj, paths or [], session.given_day(today), codes(select), codes(ignore), require_history
    )
    session.deliver(written(report, format.value, line_of, output), output)
    if report.crashed:
        raise typer.Exit(4)
    if report.errors or (strict and report.problems):
        raise typer.Exit(1)


def codes(text: str) -> tuple[str, ...]:
    """The codes of a list with commas."""
    return tuple(part.strip().upper() for part in text.split(",") if part.strip())
