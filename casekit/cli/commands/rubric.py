"""casekit rubric: the forms, as a person reads them, with their own worked cases."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app

rubric = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rubric, name="rubric", help="Look at the forms. List, read, test and compare them.")


class FormFormat(StrEnum):
    """For people or for other programs."""

    text = "text"
    json = "json"


Wanted = Annotated[str, typer.Argument(metavar="FORM", help="A form's id, id@version or file.")]
Format = Annotated[FormFormat, typer.Option(help="How to show it.")]


@rubric.command("list", epilog="Example: casekit rubric list")
def list_forms_(ctx: typer.Context, format: Format = FormFormat.text) -> None:
    """List the forms that audits may name. Where each comes from, how many audits use it, and which are broken."""
    from casekit.cli.forms import list_forms

    session.deliver(list_forms(ctx.obj, format is FormFormat.json), None)


@rubric.command(epilog="Example: casekit rubric show our-form")
def show(ctx: typer.Context, form: Wanted, format: Format = FormFormat.text) -> None:
    """Read a form aloud. Its sections, questions, conditions, limits and scales in plain words, with their sources."""
    from casekit.cli.forms import show_form

    session.deliver(show_form(ctx.obj, form, format is FormFormat.json), None)


@rubric.command("test", epilog="Example: casekit rubric test our-form")
def run_(
    ctx: typer.Context,
    form: Annotated[
        str | None,
        typer.Argument(metavar="FORM", help="A form's id, id@version or file; else all.", show_default=False),
    ] = None,
    format: Format = FormFormat.text,
) -> None:
    """Run a form's own worked cases. Ends with 1 where one comes out otherwise than the form expects."""
    from casekit.cli.forms import run_cases

    text, sound = run_cases(ctx.obj, form, format is FormFormat.json)
    session.deliver(text, None)
    if not sound:
        raise typer.Exit(1)


@rubric.command(epilog="Example: casekit rubric check rubrics/our-form.yaml")
def check(
    ctx: typer.Context,
    form: Annotated[
        str | None,
        typer.Argument(metavar="FORM", help="A form's id, id@version or file; else all.", show_default=False),
    ] = None,
    format: Format = FormFormat.text,
) -> None:
    """Find every mistake in a form. Each with its line and what to do; ends with 1 where there are errors."""
    from casekit.cli.checking import check_forms

    text, sound = check_forms(ctx.obj, form, format is FormFormat.json)
    session.deliver(text, None)
    if not sound:
        raise typer.Exit(1)


@rubric.command(epilog="Example: casekit rubric diff our-form@1 our-form@2")
def diff(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A form's id@version or file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another one's.")],
    format: Format = FormFormat.text,
) -> None:
    """Compare two versions of a form. What was added, removed, renumbered or reworded, and if grades can change."""
    from casekit.cli.forms import compare_forms

    session.deliver(compare_forms(ctx.obj, old, new, format is FormFormat.json), None)


Id = Annotated[str, typer.Argument(metavar="ID", help="The new form's id: small letters, digits and hyphens.")]
Title = Annotated[str, typer.Option(metavar="TEXT", help="What people call it; else made of the id.")]


@rubric.command("new", epilog="Example: casekit rubric new our-form")
@app.command("new-rubric", epilog="Example: casekit new-rubric our-form")
def new_(ctx: typer.Context, id: Id, title: Title = "") -> None:
    """Begin a form of your own. One that works, with comments that teach the language; overwrites nothing."""
    from casekit.cli.beginning import begin_form

    path, note = begin_form(ctx.obj, id, title)
    typer.echo(f"Wrote {path}. Read it from top to bottom, change it, and after each change run:")
    typer.echo(f"casekit rubric check {id}\ncasekit rubric test {id}")
    if note:
        typer.echo(note)
