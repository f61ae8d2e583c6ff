"""What --fix puts right, and what it leaves alone: the audit means the same, word for word."""

from __future__ import annotations

from collections import Counter

import pytest

from casekit.edit.fixing import fixed
from casekit.link.corpus import surroundings
from casekit.model.fingerprint import fingerprint
from tests.cases import Change, Page, sampled
from tests.check.lint import Memory, lint
from tests.laid import AUDIT, lay, toy

WHOLE = (
    toy()[AUDIT]
    .decode()
    .replace(
        "  answers:\n    plan-change: no\n  themes: [voice]\n", "  themes: [voice]\n  answers:\n    plan-change: no\n"
    )
    .replace("shared:\n  - {with: p103, on: 2026-10-20}\n", "shared: [{with: p103, on: 2026-10-20}]\n")
)
"""The audit of the cases, as casekit would write it."""


def fix(text: str | bytes, files: dict[str, bytes] | None = None) -> str:
    raw = text.encode() if isinstance(text, str) else text
    after = fixed(AUDIT, raw, surroundings(Memory(files or toy())))
    assert fixed(AUDIT, after, surroundings(Memory(files or toy()))) == after, "a second time changes nothing"
    return after.decode()


def swapped(old: str, new: str, text: str = WHOLE) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_an_audit_as_casekit_writes_it_stays_as_it_is() -> None:
    assert fix(WHOLE) == WHOLE


# spelling -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  type: home\n", "  type: At home\n"),
        ("      plan-owned: partly\n", "      plan-owned: Partly\n"),
        ("    grade: strong\n", "    grade: STRONG\n"),
        ("      heard-and-acted: yes\n", '      heard-and-acted: "Yes "\n'),
        ("  themes: [voice]\n", "  themes: [The child's voice]\n"),
        ("answers: {heard: yes, change: Nothing}", "answers: {heard: Yes, change: Nothing}"),
    ],
)
def test_a_label_or_another_spelling_becomes_the_forms_id(old: str, new: str) -> None:
    assert fix(swapped(old, new)) == WHOLE


def test_every_shape_of_an_answer_and_a_kind_of_case() -> None:
    odd = lay(
        [
            Change(
                "case:\n  type:\n    - {status: At home, from: 2026-01-01}\n    - In care\n"
                "  flags: [The child goes to school]\n"
                "sections:\n  planning:\n    answers:\n"
                "      plan-owned: {answer: Not applicable, why: Nobody else}\n      plan-fresh: No evidence\n"
            )
        ],
        {},
    )[0][AUDIT].decode()
    after = fix(odd)
    for line in (
        "type: [{status: home, from: 2026-01-01}, in-care]",
        "flags: [school]",
        "answer: not_applicable",
        "plan-fresh: no_evidence",
    ):
        assert line in after, line
    assert "why: Nobody else" in after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    grade: strong\n", "    grade: splendid\n"),
        ("      plan-owned: partly\n", "      plan-owned: a bit\n"),
        ("  type: home\n", "  type: boarding\n"),
        ("change: Nothing}", "change: yes}"),
        ("change: Nothing}", "change: NOTHING}"),
        ("    overall: sound\n", "    overall: Sound\n"),
        ("      plan-owned: partly\n", "      plan-ownd: Partly\n"),
        ("    reason: The grades follow from the file.\n", "    reason: the grades follow.\n"),
    ],
)
def test_what_the_form_does_not_know_free_text_keys_and_others_records_stay(old: str, new: str) -> None:
    odd = swapped(old, new)
    assert fix(odd) == odd


# blanks ---------------------------------------------------------------------------------------------------------------


def test_blanks_that_mean_nothing_go() -> None:
    odd = swapped("auditor: p201\n", "auditor: p201  \n")
    odd = swapped("### Most proud of\n\n", "### Most proud of \n \t\n", odd)
    odd = swapped("and what was said there is in the plan.\n", "and what was said there is in the plan. \n", odd)
    assert fix(odd.rstrip("\n")) == WHOLE


@pytest.mark.parametrize(
    "body",
    [
        "A line that goes on  \non the next one.",
        "```\ncode \n```",
        "    code \n\tmore\t",
        "~~~\nx\t\n~~~",
    ],
)
def test_blanks_that_mean_something_stay(body: str) -> None:
    odd = swapped("The grandparents help every day and have no part in it.", body)
    assert fix(odd) == odd


def test_blanks_inside_a_text_of_the_front_matter_stay() -> None:
    odd = swapped("    reason: The grades follow from the file.\n", "    reason: |-\n      Two  \n      lines\n")
    assert "Two  \n" in fix(odd) or '"Two  \\nlines"' in fix(odd)


def test_line_ends_stay_as_they_are_and_a_byte_order_mark_goes() -> None:
    windows = WHOLE.replace("\n", "\r\n")
    assert fix(windows) == windows
    odd = swapped("    grade: strong\r\n", "    grade: Strong\r\n", windows)
    assert fix(b"\xef\xbb\xbf" + odd.encode()) == windows


# layout ---------------------------------------------------------------------------------------------------------------


def test_keys_come_in_casekits_order_and_style() -> None:
    head, front, body = WHOLE.split("---\n", 2)
    lines = front.split("\n")
    moved = "\n".join([*lines[1:2], *lines[:1], *lines[2:]])
    odd = f"{head}---\n{moved}---\n{body}"
    odd = swapped(
        "shared: [{with: p103, on: 2026-10-20}]\n", "shared:\n  - with: 'p103'\n    on: \"2026-10-20\"\n", odd
    )
    assert fix(odd) == WHOLE


def test_a_layout_with_somebodys_comments_stays_and_its_spelling_is_put_right() -> None:
    odd = swapped("rubric: toy@1\n", "# ask Tina\nrubric:   toy@1\n")
    odd = swapped("    grade: strong\n", "    grade: Strong # sure?\n", odd)
    assert fix(odd) == odd.replace("Strong # sure?", "strong # sure?")


# never ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"---\nid: [\n---\n", b"---\nid: 2026-10-0001\n---\n", b"---\n\t"])
def test_what_cannot_be_read_as_an_audit_stays(raw: bytes) -> None:
    assert fixed(AUDIT, raw, surroundings(Memory(toy()))) == raw


@pytest.mark.parametrize("page", sampled("CK[1-9]*.md"))
def test_in_every_rules_cases_the_audit_means_the_same_afterwards(page: Page) -> None:
    for case in page.cases:
        files = lay(case.changes, case.files)[0]
        around = surroundings(Memory(files))
        after = {p: fixed(p, raw, around) if p.startswith("audits/") else raw for p, raw in files.items()}
        for path in after:
            one, other = (around.link(path, version[path]).case for version in (files, after))
            assert (one is None) == (other is None)
            assert one is None or other is None or fingerprint(one.audit) == fingerprint(other.audit)
        told = [Counter((p.path, p.code, p.message) for p in lint(version).problems) for version in (files, after)]
        assert told[0] == told[1], str(case)
