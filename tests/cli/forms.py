"""A small form of the tests' own, and a repository that uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from casekit.resources import resource

FORM = """\
id: kite
version: 1
title: Kite check
source: K
scales:
  light: {best_first: {high: Flies high, low: Flies low, down: Does not fly}}
  met: {best_first: [yes, partly, no]}
case_types: {BOX: Box kite, DELTA: Delta kite}
flags: {wind: Much wind}
dates: {mended: Last mended}
tags: {safe: Needed to be safe}
boxes: {well: What flies well}
defaults:
  section: {grade: light, boxes: [well]}
  question: {answer: met}
sections:
  string:
    title: The string
    questions:
      whole:
        ask: The string was mended in the last three months.
        tags: [safe]
        agrees_with: {date: mended, within: 3 months}
      glove: {ask: There is a glove., applies_when: {flag: wind}}
    limits:
      - {id: torn, title: Torn string, when: {answer: whole, is: no}, always: {at_most: low}, source: K1}
overall:
  title: The whole kite
  grade: light
cases:
  a torn string keeps it low:
    given: {answers: {whole: no}, grades: {string: high}}
    expect: {broken: [torn]}
"""
AUDIT = "---\nid: 2026-10-{number:04}\nrubric: {form}\n---\n"


def lay(root: Path, *, form: str = FORM, named: str = "kite@1", audits: int = 2) -> Path:
    """A repository with the form under the name of its file, and audits that name it."""
    (root / "audits" / "2026-10").mkdir(parents=True, exist_ok=True)
    (root / "rubrics").mkdir(exist_ok=True)
    (root / "rubrics" / "kite.yaml").write_text(form, encoding="utf-8")
    for number in range(1, audits + 1):
        path = root / "audits" / "2026-10" / f"2026-10-{number:04}.md"
        path.write_text(AUDIT.format(number=number, form=named), encoding="utf-8")
    return root


def shaped(name: str, text: str) -> Any:
    """The data, which must be of the published shape."""
    schema = json.loads((resource("schema") / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(text)
    jsonschema.Draft202012Validator(schema).validate(data)
    return data
