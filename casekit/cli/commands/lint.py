"""casekit lint: what is wrong with the audits, where, and what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casekit import __version__
from casekit.cli import session
from casekit.cli.app import app
from casekit.output.formats import COUNTED, COUNTING, Around, Format, counts, render

if TYPE_CHECKING:
    from casekit.cli.linting import Asked

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
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count by rule, severity and form instead of telling each problem.")
    ] = False,
    stdin_filename: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Check standard input as if it stood at this path.")
    ] = None,
    changed_since: Annotated[
        str, typer.Option(metavar="REV", help="Only what changed since this branch left REV, and what that can break.")
    ] = "",
    policy_from: Annotated[
        str, typer.Option(metavar="REV", help="Take casekit.toml, roles and baseline from this commit.")
    ] = "",
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Leave out the problems that this file knows.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all problems into the baseline, and tell none.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Put right what needs no judgement: layout, blanks, how values are spelt.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="With --fix: only show what would change.")] = False,
) -> None:
    """Check the audits against their forms. Grades, evidence, dates, actions; ends with 1 where there are errors."""
    from casekit.cli.linting import Asked, lint_repository, sensible
    from casekit.cli.linting import write_baseline as write
    from casekit.stop import USAGE, Stop

    if statistics and format not in COUNTED:
        raise Stop(USAGE, f"--statistics goes with {', '.join(COUNTED)}, and not with {format}.")
    asked = Asked(
        paths=tuple(paths or ()),
        today=session.given_day(today),
        select=codes(select),
        ignore=codes(ignore),
        require_history=require_history,
        strict=strict,
        stdin_filename=stdin_filename,
        text=sys.stdin.buffer.read() if stdin_filename is not None else b"",
        changed_since=changed_since,
        policy_from=policy_from,
        baseline=baseline,
        write_baseline=write_baseline,
        fix=fix,
        diff=diff,
    )
    sensible(asked)
    if fix:
        _fix(ctx.obj, asked)
    linted = lint_repository(ctx.obj, asked)
    report = linted.report
    for line in linted.said:
        typer.echo(line, err=True)
    if write_baseline and baseline is not None:
        typer.echo(write(ctx.obj, baseline, report))
        return
    around = Around(linted.line_of, output is None and session.coloured(sys.stdout), __version__, statistics)
    session.deliver(render(format, report, around), ctx.obj / output if output else None)
    if format not in COUNTING:
        typer.echo(counts(report), err=True, nl=False)
    if format is Format.github:
        from casekit.output import summary

        session.summarise(lambda: summary.render(report))
    if report.crashed:
        raise typer.Exit(4)
    if report.failed:
        raise typer.Exit(1)


def _fix(start: Path, asked: Asked) -> None:
    """Puts the files right and says how many; with --diff shows how and ends, with 1 where anything would change."""
    from casekit.cli import fixing
    from casekit.words import count

    changes = list(fixing.changes(start, asked))
    if asked.diff:
        for change in changes:
            typer.echo(fixing.diff(change), nl=False)
        raise typer.Exit(1 if changes else 0)
    for change in changes:
        fixing.write(start, change)
    typer.echo(f"Put {count(len(changes), 'file')} right; no grade, answer or text means anything else.", err=True)


def codes(text: str) -> tuple[str, ...]:
    """The codes of a list with commas."""
    return tuple(part.strip().upper() for part in text.split(",") if part.strip())
