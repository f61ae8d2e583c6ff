"""One run of rubric new, put together: the id, the file, and what is still to be done for audits to name it."""

from __future__ import annotations

from pathlib import Path

from casekit.cli.shelf import shelf
from casekit.edit.starter import FORM_ID, LONGEST, starter
from casekit.read.names import trouble
from casekit.read.place import find_root
from casekit.stop import USAGE, Stop


def begin_form(start: Path, id: str, title: str) -> tuple[str, str]:
    """Writes the form's file; its path in the repository, and a sentence on what audits still need, or "".

    Stop where the id is none, or a form of that name is there.
    """
    root = find_root(start)
    if not FORM_ID.fullmatch(id) or len(id) > LONGEST or trouble(f"{id}.yaml"):
        raise Stop(USAGE, f"'{id}' cannot be a form's id; write small letters, digits and hyphens, such as our-form.")
    if title and not title.isprintable():
        raise Stop(USAGE, "--title holds a character that cannot be seen.")
    near = shelf(start)
    path = f"rubrics/{id}.yaml"
    for file in near.rubrics.files:
        if file.path == path:
            where = "is there already" if file.own else "comes with casekit"
            raise Stop(USAGE, f"A form {id} {where}; nothing was written. Choose another id.")
    try:
        (root / "rubrics").mkdir(exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as handle:
            handle.write(starter(id, title))
    except OSError as error:
        raise Stop(USAGE, f"{path} cannot be written ({error.strerror}).") from None
    listed = near.policy.rubrics
    return (
        path,
        f'Audits may use it once casekit.toml lists "{id}" under rubrics.' if listed and id not in listed else "",
    )
