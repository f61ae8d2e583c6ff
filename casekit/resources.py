"""Where the data that travels with casekit lies, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
FOLDERS = {
    "rubrics": "rubrics",
    "policy": "policy",
    "schema": "schema",
    "site": "site",
    "rules": "docs/rules",
    "demo": "demo",
    "starter": "starter",
    "kit": "kit",
}


def resource(name: str) -> Path:
    """The folder of that name: rubrics, policy, schema, site, rules, demo, starter or kit. KeyError for any other."""
    packed = PACKAGE / "_data" / name
    return packed if packed.is_dir() else PACKAGE.parent / FOLDERS[name]
