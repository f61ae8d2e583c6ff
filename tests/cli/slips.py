"""Forms of moderators, practitioners and owners in a test: what a page carries, and a file as its script saves it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.cli.conftest import Casekit, Ran
from tests.cli.judged import ID, TODAY, run

ENTERS = "p301"
"""Whoever takes files in: the head of quality, who has no part in the audit."""


def content(casekit: Casekit, folder: Path, reader: str, who: str) -> dict[str, Any]:
    """What the page of that reader carries."""
    page = folder.parent / f"{reader}.html"
    ran = run(casekit, folder, ENTERS, "form", ID, "--for", reader, "--who", who, "--output", str(page))
    assert (ran.code, ran.err) == (0, "")
    (data,) = re.findall(r'id="content">(.*?)</script>', page.read_text("utf-8"), flags=re.S)
    return dict(json.loads(data))


def slip(carried: dict[str, Any], *says: dict[str, Any]) -> dict[str, Any]:
    """The file that the page saves where that is said in it today."""
    head = {key: carried[key] for key in ("audit", "form", "judged", "commit", "by")}
    return {
        "what": "casekit slip 1",
        "for": carried["reader"],
        **head,
        "says": [{**one, "on": one.get("on", TODAY)} for one in says],
    }


def action(carried: dict[str, Any], id: str) -> dict[str, str]:
    """An action as a statement names it."""
    (shown,) = [one["rests"] for one in carried["actions"] if one["id"] == id]
    return {"action": id, "rests": shown}


def accept(casekit: Casekit, folder: Path, file: object, *more: str, by: str = ENTERS, name: str = "back.json") -> Ran:
    """What accept makes of it. file: what stands in it, or its very bytes."""
    path = folder.parent / name
    path.write_bytes(file if isinstance(file, bytes) else json.dumps(file, indent=1).encode())
    return run(casekit, folder, by, "accept", str(path), *more)
