"""Whether everybody can read the repository that a pipeline runs in, as its forge says; and who is then refused."""

from __future__ import annotations

import json
import os
from pathlib import Path

from casekit.link.policy import POLICY, policy
from casekit.read.files import Source
from casekit.stop import USAGE, Stop

PUBLIC = "public"


def open_to_everybody() -> str:
    """What says that the repository is public, as a sentence's beginning; "" where nothing does.

    GitLab says so in CI_PROJECT_VISIBILITY, GitHub in the file of GITHUB_EVENT_PATH. Azure says nothing about it.
    """
    if os.environ.get("CI_PROJECT_VISIBILITY") == PUBLIC:
        return "GitLab says (CI_PROJECT_VISIBILITY)"
    told = _event_repository()
    if told.get("visibility") == PUBLIC or ("visibility" not in told and told.get("private") is False):
        return "GitHub says (GITHUB_EVENT_PATH)"
    return ""


def _event_repository() -> dict[str, object]:
    """The repository as the event that started a GitHub pipeline tells it; nothing outside one."""
    place = os.environ.get("GITHUB_EVENT_PATH")
    if not place:
        return {}
    try:
        event = json.loads(Path(place).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    told = event.get("repository") if isinstance(event, dict) else None
    return told if isinstance(told, dict) else {}


def refuse_public(source: Source, what: str) -> None:
    """Stop where the forge says that everybody can read the repository, and its policy does not say the same."""
    says = open_to_everybody()
    if says and policy(source.read(POLICY)[0] or b"")[0].visibility != PUBLIC:
        raise Stop(
            USAGE,
            f"{says} that everybody can read this repository, so {what}. Make it private; or, if nothing in it is "
            'about a real child, say so with visibility = "public" in casekit.toml.',
        )
