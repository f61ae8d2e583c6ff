"""The commands, one module each; importing them adds them to the app."""

from casekit.cli.commands import (
    build,
    demo,
    judging,
    lint,
    log,
    new,
    rubric,
    rubric_replay,
    rubric_upgrade,
    rule,
    schema,
)

__all__ = [
    "build",
    "demo",
    "judging",
    "lint",
    "log",
    "new",
    "rubric",
    "rubric_replay",
    "rubric_upgrade",
    "rule",
    "schema",
]
