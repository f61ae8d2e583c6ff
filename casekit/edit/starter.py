"""A form to begin with: it works as it stands, and its comments teach the language."""

from __future__ import annotations

import re

from casekit.resources import resource
from casekit.rubric.parse.reader import label_of

FORM_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""The id of a form as audits can name it."""
LONGEST = 64

_ID, _TITLE = "our-form", "Our form"


def starter(id: str, title: str = "") -> str:
    """The text of a new form's file under that id; its title is made of the id where none is given."""
    text = (resource("starter") / "form.yaml").read_text("utf-8")
    quoted = '"' + (title or label_of(id)).replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text.replace(f"title: {_TITLE}\n", f"title: {quoted}\n").replace(_ID, id)
