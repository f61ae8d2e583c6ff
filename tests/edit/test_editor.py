"""Edits of audit files in any legal formatting: what is meant happens, and every other byte stays."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from casekit.edit.editor import Refusal, edit
from casekit.edit.intents import Append, Impossible, Intent, Rearrange, Remove, Rename, Set, has, look, meant, same
from casekit.edit.view import View
from casekit.model.document import Value
from casekit.problem import Route
from casekit.read.document import read_audit
from tests.edit.odd import ACTION, ANSWER, ENTRY, IDS, PROSE, odd_audits

PATH = "audits/2026-10/2026-10-0042.md"


def routes(data: Value, route: Route = ()) -> list[Route]:
    """Every route into the data."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [one for step, item in pairs for one in ((*route, step), *routes(item, (*route, step)))]


@st.composite
def edits(draw: Any) -> tuple[bytes, Value, Intent]:
    data, raw = draw(odd_audits())
    document, _ = read_audit(PATH, raw)
    assert document is not None, raw.decode()
    assert same(document.data, data), (raw.decode(), document.data)
    known = [route for route in routes(data) if route != ("id",)] or [("completed",)]
    intents: list[Any] = [
        st.builds(Set, st.sampled_from([r for r in known if isinstance(r[-1], str)]), PROSE | ENTRY | st.none()),
        st.builds(Remove, st.sampled_from(known)),
        st.builds(
            Rename, st.sampled_from([r for r in known if isinstance(r[-1], str)]), st.sampled_from(["new", "x y"])
        ),
        st.builds(Append, st.sampled_from([("actions",), ("moderations",), ("overall", "told"), ("more",)]), ACTION),
        st.builds(Set, st.sampled_from([("overall", "answers", i) for i in IDS]), ANSWER),
        st.builds(Set, st.sampled_from([("sections", s, "grade") for s in ("rest", "play")]), st.just("high")),
        st.builds(Set, st.sampled_from([("completed",), ("reflection", "on"), ("discussed",)]), st.just("2026-10-20")),
        st.builds(Set, st.sampled_from([("actions", n, k) for n in (0, 1) for k in ("outcome", "done")]), PROSE),
    ]
    return raw, document.data, draw(st.one_of(intents))


def touched(raw: bytes, intent: Intent) -> set[int]:
    """The lines (1-based) that the edit may change: those of its own key or entry, or of the braces around it."""
    document, _ = read_audit(PATH, raw)
    assert document is not None
    route = intent.route if not isinstance(intent, Rearrange) else ()
    known = next(n for n in range(len(route), -1, -1) if has(document.data, route[:n]))
    mine = set()
    lines = document.text.split("\n")
    for length in range(1, known + 1):
        part = route[:length]
        span = document.marks.values[part]
        first = min(span.line, document.marks.keys[part].line if part in document.marks.keys else span.line)
        braces = lines[span.line - 1][span.column - 1 : span.column] in ("{", "[")
        whole = length == len(route) and not isinstance(intent, Append)
        nothing = look(document.data, part) in (None, [], {})
        if braces or whole or nothing:
            mine |= set(range(first, span.end_line + 1))
        if isinstance(part[-1], int):
            mine.add(first)
    if isinstance(intent, Remove) and known == len(route) and isinstance(route[-1], str):
        keys = list(look(document.data, route[:-1]))  # type: ignore[arg-type]
        later = keys[keys.index(route[-1]) + 1 :]
        before = lines[document.marks.keys[route].line - 1][: document.marks.keys[route].column - 1]
        if later and before.strip() == "-":  # the next key moves up behind the hyphen
            mine.add(document.marks.keys[*route[:-1], later[0]].line)
    return mine


@pytest.mark.slow
@settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(edits())
def test_only_what_is_meant_changes(one: tuple[bytes, Value, Intent]) -> None:
    prove(one)


def prove(one: tuple[bytes, Value, Intent]) -> None:
    """The edit does what is meant, keeps every other line and every comment, and done again changes nothing."""
    raw, data, intent = one
    try:
        expected = meant(data, intent)
    except Impossible:
        assert isinstance(edit(PATH, raw, [intent]), Refusal)
        return
    after = edit(PATH, raw, [intent])
    assert not isinstance(after, Refusal), (intent, after, raw.decode())
    document, problems = read_audit(PATH, after)
    assert document is not None, problems
    assert same(document.data, expected)
    changed = touched(raw, intent)
    kept = [line for number, line in enumerate(raw.split(b"\n"), 1) if number not in changed]
    lines = iter(after.split(b"\n"))
    assert all(line in lines for line in kept), (intent, raw.decode(), after.decode())
    assert not comments(raw) - comments(after), (intent, raw.decode(), after.decode())
    if not isinstance(intent, Remove | Rename):
        assert edit(PATH, after, [intent]) == after or (isinstance(intent, Append) and "id" not in str(intent.value))


@pytest.mark.slow
@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(odd_audits(), st.sampled_from([("reflection",), ("more", "below"), ("overall", "why"), ("case", "team")]), PROSE)
def test_what_is_put_in_and_taken_out_again_leaves_no_trace(
    audit: tuple[dict[str, Any], bytes], route: Route, text: str
) -> None:
    data, raw = audit
    known = next(n for n in range(len(route), -1, -1) if has(data, route[:n]))
    assume(known < len(route) and (known == 0 or look(data, route[:known])))
    assume(raw.count(b"[") + raw.count(b"{") == 0)
    there = edit(PATH, raw, [Set(route, text)])
    assert isinstance(there, bytes)
    assert there != raw
    assert edit(PATH, there, [Remove(route[: known + 1])]) == raw


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(odd_audits(), ANSWER)
def test_an_answer_changed_and_changed_back_is_the_same_data(audit: tuple[dict[str, Any], bytes], answer: Any) -> None:
    data, raw = audit
    for route in routes(data):
        if route[-2:-1] == ("answers",):
            there = edit(PATH, raw, [Set(route, answer), Set(route, look(data, route))])
            assert isinstance(there, bytes)
            document, _ = read_audit(PATH, there)
            assert document is not None
            assert same(document.data, data)
            assert not comments(raw) - comments(there)


def comments(raw: bytes) -> Counter[str]:
    """Every comment of the front matter."""
    document, _ = read_audit(PATH, raw)
    assert document is not None
    end = document.text.index("\n---", 3)
    return Counter(comment.text for comment in View(document).comments(0, end))


def test_lines_of_windows_stay_so_and_new_ones_are_like_them() -> None:
    raw = b"\xef\xbb\xbf---\r\nid: 2026-10-0042\r\ncompleted:   # the day\r\n---\r\n## Rest\n\r\ntext"
    after = edit(PATH, raw, [Set(("completed",), "2026-10-16"), Append(("actions",), {"id": "a1", "do": "Ring"})])
    assert after == raw.replace(b"completed: ", b"completed: 2026-10-16 ").replace(
        b"day\r\n", b"day\r\nactions:\r\n  - id: a1\r\n    do: Ring\r\n"
    )


@pytest.mark.parametrize(
    ("before", "intent", "after"),
    [
        ("overall: {grade: low}  # soon", Set(("overall", "grade"), "high"), "overall: {grade: high}  # soon"),
        (
            "overall: {grade: low}  # soon",
            Set(("overall", "why"), "Because of this, and that"),
            "overall:  # soon\n  grade: low\n  why: Because of this, and that",
        ),
        ("shared: [{with: p1}]", Append(("shared",), {"with": "p2"}), "shared: [{with: p1}, {with: p2}]"),
        ("shared: []", Append(("shared",), {"with": "p2"}), "shared: [{with: p2}]"),
        (
            "moderations:\n- id: m1\n  by: p1\n\n# end",
            Append(("moderations",), {"id": "m2", "by": "p2", "reason": "word " * 20 + "end"}),
            "moderations:\n- id: m1\n  by: p1\n- id: m2\n  by: p2\n  reason: >-\n    "
            + "word " * 18
            + "word\n    word end\n\n# end",
        ),
        (
            "actions:\n  - due: 2026-10-01  # moved\n    do: Ring",
            Set(("actions", 0, "id"), "a1"),
            "actions:\n  - id: a1\n    due: 2026-10-01  # moved\n    do: Ring",
        ),
        (
            "actions:\n  - id: a1\n    for: old  # why\n    do: Ring",
            Remove(("actions", 0, "for")),
            "actions:\n  - id: a1\n    # why\n    do: Ring",
        ),
        (
            "dates:\n  # or none\n  plan:",
            Set(("dates", "plan"), ["2026-10-01"]),
            "dates:\n  # or none\n  plan: [2026-10-01]",
        ),
        (
            "completed:\n# guidance\nactions:",
            Set(("discussed",), "2026-10-20"),
            "completed:\ndiscussed: 2026-10-20\n# guidance\nactions:",
        ),
        (
            "actions:\n- {  # open\n  id: a1,\n  do: x }",
            Set(("actions", 0, "do"), "Ring, then go"),
            "actions:\n# open\n- id: a1\n  do: Ring, then go",
        ),
        ("overall:\n  themes: [a, b, c]", Remove(("overall", "themes", 1)), "overall:\n  themes: [a, c]"),
        ("extra: |+\n  text\n", Set(("zeal",), "yes"), "extra: |+\n  text\n\nzeal: yes"),
    ],
)  # fmt: skip
def test_an_edit_as_somebody_sees_it(before: str, intent: Intent, after: str) -> None:
    head, foot = "---\nid: 2026-10-0042\n", "\n---\n\n## Rest\n"
    assert edit(PATH, f"{head}{before}{foot}".encode(), [intent]) == f"{head}{after}{foot}".encode()


@pytest.mark.parametrize(
    ("front", "intent", "message"),
    [
        ("{id: 2026}", Set(("overall", "why"), "a, b"), "casekit cannot change 'overall > why' as line 2 is written."),
        ("id: x\ncase: x", Set(("case", "age"), 9), "'age' cannot stand below what is not a set of keys."),
        (
            "id: x\nactions:\n- id: a1",
            Append(("actions",), {"id": "a1", "do": "x"}),
            "An entry with the id 'a1' stands there already.",
        ),
        ("id: x\na: 1\nb: 2", Rename(("a",), "b"), "The key 'b' stands there already."),
        ("id: x\nid: y", Set(("a",), 1), "The file cannot be read: The key id stands twice, on line 2 and on line 3."),
        ("id: x", Set(("why",), "word " * 14_000 + "end"), "The front matter is larger than 64 KiB."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_a_sentence(front: str, intent: Intent, message: str) -> None:
    refused = edit(PATH, f"---\n{front}\n---\n".encode(), [intent])
    assert isinstance(refused, Refusal)
    assert refused.message == message
    assert refused.hint


def test_the_body_is_put_in_another_order_line_by_line() -> None:
    raw = b"---\nid: 2026-10-0042\n---\n## One\r\ntext\n## Two\nlast"
    after = edit(PATH, raw, [Rearrange((range(6, 8), "## New\nword", range(4, 6)))])
    assert after == b"---\nid: 2026-10-0042\n---\n## Two\nlast\n## New\nword\n## One\r\ntext\n"
    assert edit(PATH, raw, [Rearrange((range(4, 8),))]) == raw


def test_an_order_that_leaves_a_code_block_open_is_refused() -> None:
    raw = b"---\nid: 2026-10-0042\n---\n```\ncode\n```\n## Two\n"
    refused = edit(PATH, raw, [Rearrange((range(4, 6), range(7, 8)))])
    assert isinstance(refused, Refusal)
    assert refused.hint == "Close every code block with its own marks first."
