"""The command line; the only room that knows Typer."""

from casekit.cli.main import main

__all__ = ["main"]
