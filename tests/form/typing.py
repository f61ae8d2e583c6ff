"""Somebody fills in a form at random: whatever each of its fields can take, awkward text among it."""

from __future__ import annotations

import json
import re
import shutil
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from casekit.cli.forming import prefilled
from casekit.edit.new import new_audit
from casekit.form.content import Prefilled
from casekit.form.word.assembled import assembled
from casekit.form.word.drawing import Drawing
from casekit.form.word.places import Fields, Place, Value
from casekit.link.corpus import Surroundings, surroundings
from casekit.read.files import Folder

ROOT = Path(__file__).parent.parent.parent
ID = "2026-10-kxbtrm"
WORDS = (
    'She was seen alone: twice. It\'s "so", # 50% & <b>more</b> - what helped?',
    "---\nkey: value\n# no heading\n\n```\nno block\n===",
    "“Smart” ‘quotes’ – dashes — and … dots",
    "שלום עולם and مرحبا and 中文 and 😀🏽 and e\u0301",
    "soft\u00adhyphen, no\u00a0break, zero\u200bwidth, non\u2011breaking",
    "a\tb\n\n\n\nc  \n d",
    "- one\n- two\n\n1. three",
    "yes",
    "2026-10-01",
    "not_applicable",
    "  blanks  ",
)


def begun(around: Surroundings, form: str, types: tuple[str, ...] = ()) -> Prefilled:
    """A new audit of that form, as a form begins with it."""
    rubric = around.forms[form].rubric
    text = new_audit(rubric, ID[:7], ID, types, None, "p013")
    return prefilled(around, f"audits/{ID[:7]}/{ID}.md", text.encode())


def here(folder: Path) -> Surroundings:
    """The forms and people of the repository, every form allowed, in a folder of its own."""
    shutil.copy(ROOT / "people.yaml", folder)
    settings = (ROOT / "casekit.toml").read_text("utf-8")
    forms = [path.stem for path in (ROOT / "rubrics").glob("*.yaml") if path.stem != "scales"]
    allowed = re.sub(r"^rubrics = .*$", f"rubrics = {json.dumps(sorted(forms))}", settings, flags=re.M)
    (folder / "casekit.toml").write_text(allowed, "utf-8")
    return surroundings(Folder(folder))


def filled(form: Drawing, chance: Random, share: float = 0.6, blank: bool = True) -> tuple[Fields, dict[str, Any]]:
    """The form's values with something in so many of its fields; and what was given, by tag.

    blank: there may be several blank lines on end, which in Word are empty paragraphs and none.
    """
    given = {
        tag: _any(place, chance)
        for tag, place in form.places.items()
        if place.path[0] in form.fields and _few(place) and chance.random() < share
    }
    if not blank:
        given = {tag: re.sub("\n{3,}", "\n\n", v) if isinstance(v, str) else v for tag, v in given.items()}
    fields = deepcopy(form.fields)
    assembled(fields, [Value(form.places[tag], value) for tag, value in given.items()])
    return fields, given


def _few(place: Place) -> bool:
    """Rows that a form that is sent out has too."""
    numbers = [int(step) for step in place.path if step.isdigit()]
    return all(n < 2 for n in numbers)


def _any(place: Place, chance: Random) -> Any:
    match place.kind:
        case "tick":
            return chance.random() < 0.5
        case "pick" | "judged":
            return chance.choice(place.options)[0]
        case "day":
            return f"2026-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}"
        case "moment":
            return f"2026-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}T10:40"
        case "line":
            return {"auditor": "p013", "ref": "K7Q2M", "age": "12"}.get(
                place.path[-1], chance.choice(("p105", "7", "x"))
            )
        case _:
            return "\n\n".join(chance.choice(WORDS) for _ in range(chance.randint(1, 3)))
