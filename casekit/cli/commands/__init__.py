"""The commands, one module each; importing them adds them to the app."""

from casekit.cli.commands import lint, new, rule

__all__ = ["lint", "new", "rule"]
