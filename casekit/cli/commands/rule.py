"""casekit rule: what a rule means, why it is there, and what to do."""

from __future__ import annotations

from typing import Annotated

import typer

from casekit.cli.app import app


@app.command(epilog="Example: casekit rule CK203")
def rule(
    code: Annotated[str | None, typer.Argument(help="A rule's code; without one, all are listed.")] = None,
) -> None:
    """Say what a rule means. And which clause it serves; without a code, all rules are listed."""
    import textwrap

    from casekit.check.documents import rule_page, rule_pages
    from casekit.check.registry import BY_CODE
    from casekit.stop import USAGE, Stop
    from casekit.words import ending

    if code is None:
        for page in rule_pages():
            typer.echo(f"{page.code}  {page.severity:<8} {page.title}")
        return
    found = rule_page(code.upper()) if code.upper() in BY_CODE else None
    if found is None:
        raise Stop(USAGE, f"There is no rule {code}{ending(code.upper(), BY_CODE)} casekit rule lists them all.")
    typer.echo(f"{found.code} {found.title}\n{found.severity}; source: {found.source}\n")
    for part in (found.text, f"What to do: {found.cure}"):
        for paragraph in part.split("\n\n"):
            typer.echo(textwrap.fill(" ".join(paragraph.split()), 90) + "\n")
