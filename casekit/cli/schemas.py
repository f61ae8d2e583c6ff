"""One run of schema, put together: a schema that travels with casekit, or that of audits in one form."""

from __future__ import annotations

import json
from pathlib import Path

from casekit.cli.shelf import shelf
from casekit.conform.form_schema import form_schema
from casekit.resources import resource
from casekit.stop import USAGE, Stop
from casekit.words import ending

AUDIT = "audit"


def list_schemas() -> str:
    """The name and title of each."""
    titles = {name: _title(path) for name, path in _by_name().items()}
    column = max(map(len, titles)) + 2
    return "".join(f"{name:<{column}}{title}\n" for name, title in titles.items())


def write_schema(start: Path, name: str | None, form: str | None) -> str:
    """The schema of that name, or of audits in that form."""
    if form is not None:
        if name not in (None, AUDIT):
            raise Stop(USAGE, f"--rubric belongs to the schema of audits, not to {name}.")
        return json.dumps(form_schema(shelf(start).form(form)[1]), indent=2) + "\n"
    paths = _by_name()
    if name not in paths:
        raise Stop(USAGE, f"There is no schema {name}{ending(name or '', paths)} casekit schema lists them.")
    return paths[name].read_text("utf-8")


def _by_name() -> dict[str, Path]:
    found = resource("schema").glob("*.schema.json")
    return dict(sorted((path.name.removesuffix(".schema.json"), path) for path in found))


def _title(path: Path) -> str:
    return str(json.loads(path.read_text("utf-8")).get("title", ""))
