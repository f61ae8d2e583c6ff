"""How the cases on the rules' pages are laid over the toy repository."""

from __future__ import annotations

import json

import pytest

from casekit.read.document import read_audit, read_yaml
from tests.cases import Change, cases
from tests.laid import AUDIT, lay, toy


def laid(text: str, path: str = "", box: str = "") -> tuple[list[str], list[tuple[str, int, str]]]:
    files, expected = lay([Change(text, path, box)], {})
    return files[path or AUDIT].decode().split("\n"), expected


def test_nothing_changed_is_the_same_audit() -> None:
    before, after = (
        read_audit(AUDIT, raw)[0] for raw in (toy()[AUDIT], lay([Change("id: 2026-10-0001")], {})[0][AUDIT])
    )
    assert before is not None
    assert after is not None
    assert after.data == before.data
    assert [h.title for h in after.body.headings] == [h.title for h in before.body.headings]


def test_an_expectation_stands_where_the_changed_line_has_come_to_stand() -> None:
    lines, expected = laid("sections:\n  planning:\n    answers:\n      plan-fresh: no   # expect: CK203, CK205\n")
    ((path, line, first), (_, other, second)) = expected
    assert (path, first, second, other) == (AUDIT, "CK203", "CK205", line)
    assert lines[line - 1] == "      plan-fresh: no"


def test_entries_of_a_list_are_found_by_their_id_and_new_ones_come_last() -> None:
    lines, expected = laid(
        "actions:\n  - id: a2\n    due: 2027-01-01   # expect: CK501\n  - id: a9   # expect: CK502\n"
    )
    assert [lines[line - 1].strip() for _, line, _ in expected] == ["due: 2027-01-01", "- id: a9"]
    assert [line.strip() for line in lines if line.startswith("  - id: a")] == ["- id: a1", "- id: a2", "- id: a9"]


def test_what_is_taken_out_is_expected_at_what_held_it() -> None:
    lines, expected = laid(
        "actions:\n  - id: a1\n    due: (removed)   # expect: CK501\nfeedback: (removed)   # expect: CK302\n"
    )
    assert [(lines[line - 1].strip(), code) for _, line, code in expected] == [("- id: a1", "CK501"), ("---", "CK302")]
    assert not any(line.startswith("feedback") for line in lines)


def test_braces_stay_on_one_line() -> None:
    lines, expected = laid('shared: [{with: p999, on: "2026-10-20"}]   # expect: CK801\n')
    assert lines[expected[0][1] - 1] == "shared: [{with: p999, on: 2026-10-20}]"


@pytest.mark.parametrize(
    "value", ["true", "12", "a: b", "See #2", "- x", "", " x ", "null", "0.5", "*x", "“quote”", "a\nb"]
)
def test_a_text_stays_the_text_it_is(value: str) -> None:
    lines, _ = laid(f"overall:\n  why: {json.dumps(value)}\n")
    document, problems = read_yaml("x", "\n".join(lines[1 : lines.index("---", 1)]).encode())
    assert document is not None
    assert problems == []
    assert document.data["overall"]["why"] == value  # type: ignore[call-overload,index]


def test_a_box_a_heading_and_what_is_taken_out() -> None:
    lines, _ = laid("New words.\n", box="planning/weak-side")
    assert lines[lines.index("New words.") - 1] == "### What is missing"
    lines, expected = laid("### Other   # expect: CK103\n\nNew words.\n", box="planning/weak-side")
    assert lines[expected[0][1] - 1] == "### Other"
    lines, expected = laid("(removed)   # expect: CK109\n", box="planning/weak-side")
    assert lines[expected[0][1] - 1] == "  planning:"
    assert lines.count("### What is missing") == 2


def test_another_file_and_a_second_audit() -> None:
    lines, _ = laid("people:\n  p101: (removed)\n", "people.yaml")
    assert not any("p101" in line for line in lines)
    other = "audits/2026-11/2026-10-0002.md"
    assert laid("id: 2026-10-0002\n", other)[0][1] == "id: 2026-10-0002"


def test_a_whole_file_and_a_file_taken_out() -> None:
    files, _ = lay([], {"people.yaml": b"(removed)\n", "casekit.toml": b'rubrics = ["toy"]\n'})
    assert "people.yaml" not in files
    assert files["casekit.toml"] == b'rubrics = ["toy"]\n'


def test_an_expectation_on_a_line_without_a_key_is_refused() -> None:
    with pytest.raises(AssertionError, match="no key begins on the line that expects CK203"):
        laid("overall:\n  why: >-\n    More of it.   # expect: CK203\n")


def test_a_change_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(AssertionError):
        laid("overall: [")


def test_a_page_gives_its_cases_with_changes_files_and_the_day() -> None:
    page = (
        "# CK203 T\n\n## Cases\n### One\n```yaml change today=2027-01-01\nid: x\n```\n"
        "```markdown box planning/weak-side\nWords.\n```\n### Two\n```yaml change people.yaml\npeople: {}\n```\n"
        "```toml casekit.toml\n```\n## Planted in demo\n```yaml change\nid: y\n```\n"
    )
    one, two = cases("CK203", page)
    assert (one.name, one.options) == ("One", {"today": "2027-01-01"})
    assert one.changes == (Change("id: x\n"), Change("Words.\n", box="planning/weak-side"))
    assert two.changes == (Change("people: {}\n", path="people.yaml"),)
    assert two.files == {"casekit.toml": b""}
