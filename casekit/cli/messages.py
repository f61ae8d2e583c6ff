"""Messages written into a folder of their own: for each person one to send, as text and with its calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from casekit.link.corpus import Surroundings
from casekit.output.calendar import calendar
from casekit.output.mail import address_of, eml, text, together
from casekit.programme.notices import Notice
from casekit.stop import USAGE, Stop
from casekit.words import count

OWN = re.compile(r"[a-z][a-z0-9-]{1,30}(?:-[0-9a-f]{32})?\.(?:eml|txt|ics)")
"""The names of what casekit writes there."""


def write_messages(folder: Path, notices: Sequence[Notice], around: Surroundings, on: date) -> str:
    """Writes them and says so; what casekit wrote there before goes. Stop where the folder holds anything else."""
    people = around.people
    files: dict[str, bytes] = {}
    for notice in notices:
        name = f"{notice.to}-{notice.key}"
        files[f"{name}.eml"] = eml(notice, people, sender(around, on), on, around.policy.timezone)
        files[f"{name}.txt"] = text(notice, people, on).encode("utf-8")
        if notice.days:
            files[f"{name}.ics"] = calendar(notice.days, on)
    ready(folder)
    try:
        for path in folder.iterdir():
            path.unlink()
        for filename, content in sorted(files.items()):
            (folder / filename).write_bytes(content)
    except OSError as error:
        raise Stop(USAGE, f"{folder} cannot be written ({error.strerror}); choose another --messages.") from None
    lacking = [people.show(n.to) for n in notices if not address_of(people, n.to)]
    without = f" Without an address in people.yaml: {', '.join(lacking)}." if lacking else ""
    return f"{count(len(notices), 'message')} in {folder}; nothing was sent.{without}\n"


def ready(folder: Path | None) -> None:
    """Makes the folder for messages; Stop where it cannot be, or holds anything that casekit did not write."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = next((path for path in folder.iterdir() if not OWN.fullmatch(path.name) or not path.is_file()), None)
    except OSError as error:
        raise Stop(USAGE, f"{folder} cannot be written ({error.strerror}); choose another --messages.") from None
    if strange is not None:
        raise Stop(USAGE, f"{folder} holds {strange.name}, which casekit did not write; choose an empty folder.")


def delivered(folder: Path | None, notices: Sequence[Notice], around: Surroundings, on: date) -> str:
    """The messages written into that folder; without one, all of them as text."""
    return write_messages(folder, notices, around, on) if folder is not None else together(notices, around.people, on)


def sender(around: Surroundings, on: date) -> str:
    """In whose name messages go out: the first of those who are told of completed actions, such as the QA lead."""
    roles = around.policy.actions.completed
    for person in around.people.by_id.values():
        if person.emails and any(person.has(role, on) for role in roles):
            return person.emails[0]
    return "nobody@casekit.invalid"
