"""The table of WCAG 2.2: each criterion of levels A and AA once, in order, with a state and a reason."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).parent.parent / "docs" / "accessibility.md").read_text("utf-8")
A = [
    "1.1.1",
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.3.1",
    "1.3.2",
    "1.3.3",
    "1.4.1",
    "1.4.2",
    "2.1.1",
    "2.1.2",
    "2.1.4",
    "2.2.1",
    "2.2.2",
    "2.3.1",
    "2.4.1",
    "2.4.2",
    "2.4.3",
    "2.4.4",
    "2.5.1",
    "2.5.2",
    "2.5.3",
    "2.5.4",
    "3.1.1",
    "3.2.1",
    "3.2.2",
    "3.2.6",
    "3.3.1",
    "3.3.2",
    "3.3.7",
    "4.1.2",
]
AA = [
    "1.2.4",
    "1.2.5",
    "1.3.4",
    "1.3.5",
    "1.4.3",
    "1.4.4",
    "1.4.5",
    "1.4.10",
    "1.4.11",
    "1.4.12",
    "1.4.13",
    "2.4.5",
    "2.4.6",
    "2.4.7",
    "2.4.11",
    "2.5.7",
    "2.5.8",
    "3.1.2",
    "3.2.3",
    "3.2.4",
    "3.3.3",
    "3.3.4",
    "3.3.8",
    "4.1.3",
]
"""4.1.1 (parsing) is no criterion of 2.2 any more."""
STATES = {"Meets", "Meets, measured by us", "Meets, by eye", "Partly", "Does not apply", "Not met for narrative"}


def test_every_criterion_stands_there_once() -> None:
    assert (len(A), len(AA)) == (31, 24)
    rows = re.findall(r"^\| (\d+\.\d+\.\d+) (.+?) \| (AA?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    wanted = sorted([*((c, "A") for c in A), *((c, "AA") for c in AA)], key=lambda row: [*map(int, row[0].split("."))])
    assert [(row[0], row[2]) for row in rows] == wanted
    assert {row[3] for row in rows} <= STATES
    assert all(re.search(r"\w", row[4]) for row in rows)
