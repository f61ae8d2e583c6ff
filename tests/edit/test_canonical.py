from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casekit.edit.canonical import ACTION, ENTRY, ORDER, Part, Written, audit_text, front_matter, yaml_text
from casekit.edit.scalars import inline, is_prose, wrapped
from casekit.read.document import read_audit, read_yaml
from casekit.read.text import REFUSED

PIECES = r""": ; :; #;#;---;...; ;  ;';";\\;{;};[;];,;yes;no;true;True;null;~;12;1e5;010;0x1;-0;1.50;12:30;- ;? ;%;@"""
NASTY = PIECES.split(";") + list("`|\n\t!=<>&*😀£é") + ["!!str ", "<<", "&a", "*a", "\n\n", "> ", "word ", "x" * 90]
TEXT = (
    st.text(max_size=200) | st.lists(st.sampled_from(NASTY), max_size=9).map("".join) | st.sampled_from(NASTY)
).filter(lambda text: not REFUSED.search(text))
LAID_OUT = [*ORDER, *ENTRY, *ACTION]
KEY = st.sampled_from(LAID_OUT) | TEXT.filter(lambda text: len(text) < 60)
NUMBER = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(-1000, 1000, places=3).map(float)
VALUE = st.recursive(
    TEXT | st.none() | st.booleans() | NUMBER,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=14,
)

DATA: dict[str, Any] = {
    "actions": [
        {
            "due": "2026-11-12",
            "moved": [{"from": "2026-11-02", "to": "2026-11-12", "why": "Leave", "on": "2026-10-28"}],
            "id": "a1",
            "for": "sleep",
            "do": "Ring the clinic, then write",
            "done": {"by": "p031", "on": "2026-11-10", "evidence": "Note of 10 November"},
        }
    ],
    "sections": {
        "rest": {
            "answers": {"sleep": "no", "food": {"answer": "not_applicable", "why": "word " * 19 + "end"}},
            "grade": "high",
        }
    },
    "case": {"ref": "K7Q2M", "type": ["here", "there"], "flags": [], "age": 9},
    "period": {"from": "2026-04-15", "to": "2026-10-15"},
    "id": "2026-10-0042",
    "completed": None,
    "extra": "kept: and before the actions",
    "concerns": [{"id": "c1", "told": [{"who": "p031", "at": "2026-10-15T10:55"}]}],
}
TEXT_OF_DATA = """\
---
id: 2026-10-0042
case:
  ref: K7Q2M
  type: [here, there]
  flags: []
  age: 9
period: {from: 2026-04-15, to: 2026-10-15}
completed:
sections:
  rest:
    grade: high
    answers:
      sleep: no
      food:
        answer: not_applicable
        why: >-
          word word word word word word word word word word word word word word word word word word
          word end
concerns:
  - id: c1
    told: [{who: p031, at: 2026-10-15T10:55}]
extra: "kept: and before the actions"
actions:
  - id: a1
    for: sleep
    do: Ring the clinic, then write
    due: 2026-11-12
    moved: [{from: 2026-11-02, to: 2026-11-12, why: Leave, on: 2026-10-28}]
    done:
      by: p031
      on: 2026-11-10
      evidence: Note of 10 November
---

## Rest

### Comments

All *well*.
"""


def test_an_audit_stands_in_one_order_and_one_style() -> None:
    assert audit_text(DATA, [Part(2, "Rest"), Part(3, "Comments", "All *well*.")]) == TEXT_OF_DATA


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEY, VALUE, max_size=6), TEXT)
@example({"why": "first, second #3"}, "")
@example({"why": " blank at both ends "}, "")
@example({"why": "many words " * 12}, "")
@example({"why": "paragraph one " * 9 + "\n\n\nand two"}, "")
def test_whatever_is_written_is_read_back(data: dict[str, Any], text: str) -> None:
    data = {"id": "2026-10-abcd", **data, "last": text}
    document, problems = read_audit("audits/2026-10/2026-10-abcd.md", audit_text(data).encode())
    assert document is not None, problems
    assert document.data == data
    assert problems == []


def test_versions_that_share_values_are_written_as_if_each_were_alone() -> None:
    written: Written = {}
    later = DATA | {"completed": "2026-10-16", "actions": [{"id": "a1", "do": "Nothing"}], "sections": DATA["sections"]}
    for version in (DATA, later, DATA, dict(DATA)):
        assert audit_text(version, [Part(2, "Rest")], written) == audit_text(version, [Part(2, "Rest")])
    assert len([key for key, _ in written if key == "sections"]) == 1
    assert len([key for key, _ in written if key == "actions"]) == 2


def test_the_body_is_read_back_as_headings_and_texts() -> None:
    parts = [Part(2, "Rest"), Part(3, "Comments", "One\n\ntwo: #3\n\n---\n\n- a\n- b"), Part(3, "More")]
    document, _ = read_audit("a.md", audit_text({"id": "2026-10-abcd"}, parts).encode())
    assert document is not None
    body = document.body
    ends = [heading.line for heading in body.headings[1:]] + [body.end_line]
    read = [Part(h.level, h.title, body.text(h.text_line, end)) for h, end in zip(body.headings, ends, strict=True)]
    assert read == parts


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_prose_never_stands_in_braces(text: str) -> None:
    in_braces = front_matter({"done": {"by": "p031", "evidence": text}}).startswith("done: {")
    assert not in_braces or re.fullmatch(r"[\w.+/@:-]+", text)


def test_other_files_keep_their_own_order() -> None:
    data = {"teams": {"north-1": "North 1"}, "people": {"p001": {"title": "Head", "roles": [{"role": "auditor"}]}}}
    text = yaml_text(data)
    assert text == ("teams:\n  north-1: North 1\npeople:\n  p001:\n    title: Head\n    roles: [{role: auditor}]\n")
    document, problems = read_yaml("people.yaml", text.encode())
    assert document is not None
    assert (document.data, problems) == (data, [])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("no", "no"),
        ("2026-10-15T10:40", "2026-10-15T10:40"),
        ("Decided: yes", '"Decided: yes"'),
        ("10 o'clock", "10 o'clock"),
        ("true", '"true"'),
        ("010", '"010"'),
        ("a #1", '"a #1"'),
        ("a#1", "a#1"),
        ("", '""'),
        ("tab\tin", '"tab\\tin"'),
        (1.5, "1.5"),
        (1e-05, "0.00001"),
        (None, "null"),
        (True, "true"),
    ],
)
def test_only_what_needs_quotes_has_them(value: str | float | None, written: str) -> None:
    assert inline(value) == written


def test_long_prose_is_wrapped_at_single_blanks_only() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("one  two three", 7) == ["one  two three"]
    assert wrapped("unbreakablylong word", 5) == ["unbreakablylong", "word"]
    assert is_prose("a\nb")
    assert not is_prose("a\n b")


def test_writing_an_audit_takes_a_fraction_of_a_millisecond() -> None:
    sections = {f"s{i}": {"grade": "high", "answers": {f"q{i}-{j}": "yes" for j in range(8)}} for i in range(9)}
    data = DATA | {"sections": sections}
    rounds = []
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(40):
            front_matter(data)
        rounds.append((time.perf_counter() - start) / 40)
    assert min(rounds) < 0.001
