"""casekit moderate, dispute, resolve, reflect, share: what follows an audit, each one edit and one commit."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from casekit.cli import session
from casekit.cli.app import app
from casekit.stop import USAGE, Stop

if TYPE_CHECKING:
    from casekit.edit.entries import NewAction

Audit = Annotated[str, typer.Argument(help="The audit's id.", metavar="AUDIT")]
On = Annotated[str, typer.Option(metavar="DATE", help="The day on which it was done; else today.")]
Today = Annotated[str | None, typer.Option(metavar="DATE", help=session.TODAY_HELP)]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Write nothing; show the lines that would change and the commit's message.")
]
Overall = Annotated[str, typer.Option(metavar="GRADE", help="The overall grade.")]
Sections = Annotated[
    list[str] | None, typer.Option("--section", metavar="ID=GRADE", help="A section's grade; several times.")
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="The reason, in a sentence or two.")]
ReasonFile = Annotated[str, typer.Option(metavar="FILE", help="The reason from a file; - from standard input.")]


class About(StrEnum):
    """What a dispute can be about."""

    grade = "grade"
    action = "action"


class Outcome(StrEnum):
    """How a dispute can be settled."""

    upheld = "upheld"
    changed = "changed"
    withdrawn = "withdrawn"


@app.command(
    epilog="Example: casekit moderate 2026-10-0042 --overall good --section plan=good "
    '--reason "The plan is bolder than the auditor thought." --met 2026-10-29T14:00'
)
def moderate(
    ctx: typer.Context,
    audit: Audit,
    overall: Overall = "",
    section: Sections = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="The overall grade stands as it is.")] = False,
    reason: Reason = "",
    reason_file: ReasonFile = "",
    met: Annotated[str, typer.Option(metavar="TIME", help="When you met the auditor: 2026-10-29T14:00.")] = "",
    do: Annotated[list[str] | None, typer.Option(metavar="TEXT", help="An action to add; several times.")] = None,
    for_: Annotated[
        list[str] | None, typer.Option("--for", metavar="ID", help="Its section or question; one for each --do.")
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="What it brings the child; one for each --do.")
    ] = None,
    owner: Annotated[list[str] | None, typer.Option(metavar="ID", help="Whose it is; one for each --do.")] = None,
    due: Annotated[list[str] | None, typer.Option(metavar="DATE", help="By when; one for each --do.")] = None,
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Confirm or change an audit's grades. Beside the auditor's, which stay; one edit and one commit."""
    from casekit.cli import recording
    from casekit.cli.desk import desk

    grades = _grades(overall, section)
    if confirm and overall:
        raise Stop(USAGE, "--confirm and --overall say two things; give one of them.")
    actions = _actions(do, for_, outcome, owner, due)
    said = _reason(ctx, reason, reason_file)
    at = desk(ctx.obj, audit, on, session.given_day(today))
    plan = recording.moderate(at, grades, said, confirm, met, actions)
    session.deliver(recording.record(at, plan, dry_run), None)


@app.command(epilog='Example: casekit dispute 2026-10-0042 --about grade --reason "Supervision was held on 2 June."')
def dispute(
    ctx: typer.Context,
    audit: Audit,
    about: Annotated[About, typer.Option(help="What it is about.")],
    moderation: Annotated[str, typer.Option(metavar="ID", help="Which moderation; else the last.")] = "",
    reason: Reason = "",
    reason_file: ReasonFile = "",
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Disagree with a moderation. About a grade or about an action; one edit and one commit."""
    from casekit.cli import recording
    from casekit.cli.desk import desk

    said = _reason(ctx, reason, reason_file)
    at = desk(ctx.obj, audit, on, session.given_day(today))
    session.deliver(recording.record(at, recording.dispute(at, moderation, about.value, said), dry_run), None)


@app.command(
    epilog="Example: casekit resolve 2026-10-0042 --outcome changed --overall good --file-reviewed "
    '--reason "The supervision note is on the file."'
)
def resolve(
    ctx: typer.Context,
    audit: Audit,
    outcome: Annotated[Outcome, typer.Option(help="What was moderated is upheld or changed, or it was withdrawn.")],
    dispute: Annotated[str, typer.Option(metavar="ID", help="Which dispute; needed if several are open.")] = "",
    overall: Overall = "",
    section: Sections = None,
    file_reviewed: Annotated[
        bool | None, typer.Option("--file-reviewed/--file-not-reviewed", help="Whether you read the case file itself.")
    ] = None,
    reason: Reason = "",
    reason_file: ReasonFile = "",
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Settle a dispute. For the head of service whom policy names, or the deputy; one edit and one commit."""
    from casekit.cli import recording
    from casekit.cli.desk import desk

    grades = _grades(overall, section)
    said = _reason(ctx, reason, reason_file)
    at = desk(ctx.obj, audit, on, session.given_day(today))
    plan = recording.resolve(at, dispute, outcome.value, grades, said, file_reviewed)
    session.deliver(recording.record(at, plan, dry_run), None)


@app.command(epilog='Example: casekit reflect 2026-10-0042 --text proud="That he opened the door himself."')
def reflect(
    ctx: typer.Context,
    audit: Audit,
    text: Annotated[
        list[str] | None, typer.Option(metavar="BOX=TEXT", help="What goes into a box of the form; several times.")
    ] = None,
    file: Annotated[
        list[str] | None, typer.Option(metavar="BOX=FILE", help="The same from a file; - from standard input.")
    ] = None,
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record the practitioner's reflection. Its day and their own words; one edit and one commit."""
    from casekit.cli import recording
    from casekit.cli.desk import desk

    texts = [_pair(one, "--text") for one in text or []]
    texts += [
        (box, recording.text_of(name, ctx.obj, "--file")) for box, name in (_pair(o, "--file") for o in file or [])
    ]
    at = desk(ctx.obj, audit, on, session.given_day(today))
    session.deliver(recording.record(at, recording.reflect(at, texts), dry_run), None)


@app.command(epilog="Example: casekit share 2026-10-0042 --with p207 --with p031 --on 2026-10-20")
def share(
    ctx: typer.Context,
    audit: Audit,
    with_: Annotated[list[str], typer.Option("--with", metavar="ID", help="Who has it now; several times.")],
    on: On = "",
    dry_run: DryRun = False,
    today: Today = None,
) -> None:
    """Record with whom an audit was shared. One edit and one commit; it sends nothing."""
    from casekit.cli import recording
    from casekit.cli.desk import desk

    at = desk(ctx.obj, audit, on, session.given_day(today))
    session.deliver(recording.record(at, recording.share(at, with_), dry_run), None)


def _reason(ctx: typer.Context, reason: str, file: str) -> str:
    from casekit.cli import recording

    if reason and file:
        raise Stop(USAGE, "--reason and --reason-file say it twice; give one of them.")
    return recording.text_of(file, ctx.obj, "--reason-file") if file else reason.strip()


def _pair(given: str, option: str) -> tuple[str, str]:
    name, equals, rest = given.partition("=")
    if not equals or not name.strip() or not rest.strip():
        raise Stop(USAGE, f"{option} wants a name, '=' and what belongs to it, such as {WANTED[option]}.")
    return name.strip(), rest.strip()


WANTED = {"--section": "plan=good", "--text": 'proud="That he came."', "--file": "proud=proud.txt"}


def _grades(overall: str, sections: Sequence[str] | None) -> dict[str, str]:
    """The grades given, by section; the whole goes by "overall"."""
    found = {"overall": overall} if overall else {}
    for name, grade in (_pair(one, "--section") for one in sections or []):
        if found.setdefault(name, grade) != grade:
            raise Stop(USAGE, f"--section gives {name} two grades.")
    return found


def _actions(*columns: Sequence[str] | None) -> list[NewAction]:
    """The actions to add, from options given in turn."""
    from casekit.edit.entries import NewAction

    given = [list(column or []) for column in columns]
    if len({len(column) for column in given}) > 1:
        raise Stop(USAGE, "An action needs --do, --for, --outcome, --owner and --due, each as often as --do.")
    return [
        NewAction(target, do, outcome, owner, session.parsed_day(due, "--due"))
        for do, target, outcome, owner, due in zip(*given, strict=True)
    ]
