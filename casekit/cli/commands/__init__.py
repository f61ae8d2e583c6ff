"""The commands, one module each; importing them adds them to the app."""

from casekit.cli.commands import (
    build,
    demo,
    export,
    init,
    judging,
    lint,
    log,
    new,
    programme,
    query,
    rubric,
    rubric_replay,
    rubric_upgrade,
    rule,
    schema,
    verify,
)

__all__ = [
    "build",
    "demo",
    "export",
    "init",
    "judging",
    "lint",
    "log",
    "new",
    "programme",
    "query",
    "rubric",
    "rubric_replay",
    "rubric_upgrade",
    "rule",
    "schema",
    "verify",
]
