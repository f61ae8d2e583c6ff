"""The casekit command: its options, its commands, and how it ends."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from casekit import __version__
from casekit.stop import Stop

BUG = 4

app = typer.Typer(
    name="casekit",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"casekit {__version__}")
        raise typer.Exit


@app.callback()
def casekit(
    ctx: typer.Context,
    directory: Annotated[
        Path, typer.Option("-C", metavar="DIR", help="Run as if started in this folder.", show_default=False)
    ] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Audits of children's case files, kept as text in git: lint them, follow their life, publish the report."""
    ctx.obj = directory


def main() -> None:
    """Run the command; every ending has its exit code and, where something is wrong, one plain sentence."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    from casekit.cli import commands  # noqa: F401  (each module adds its command to the app)

    try:
        app()
    except Stop as stop:
        sys.stderr.write(f"casekit: {stop.sentence}\n")
        raise SystemExit(stop.exit_code) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as error:  # the last place: whatever comes here is a mistake of casekit's
        frames = "; ".join(
            f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[-4:]
        )
        sys.stderr.write(
            f"casekit: this is a mistake in casekit {__version__} ({type(error).__name__} at {frames}). "
            "Please report it with the command you ran; your files were not changed by it.\n"
        )
        if os.environ.get("CASEKIT_DEBUG"):
            traceback.print_exc()
        raise SystemExit(BUG) from None
