"""The command line; the only room that knows Typer."""

from casekit.cli.app import main

__all__ = ["main"]
