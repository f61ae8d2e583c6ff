"""What lint writes: one line each, excerpts with a caret, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
import unicodedata

import pytest
from jsonschema import Draft202012Validator

from casekit.check.settle import Report, settle
from casekit.model.policy import Policy
from casekit.output import concise, data, full, github
from casekit.problem import Problem, Span
from casekit.resources import resource
from tests.cases import Page, pages
from tests.check.lint import lint
from tests.laid import lay

PATH = "audits/2026-10/2026-10-0001.md"
PROBLEM = Problem(
    PATH,
    Span(40, 10, 40, 15),
    "CK203",
    "Overall judgement: Sound is above Weak.",
    "Look again.",
    "2026-10-0001",
    ("E8", "E5"),
    ("The plan is missing", "so is the talk"),
)
SCHEMA = Draft202012Validator(json.loads((resource("schema") / "lint.schema.json").read_text("utf-8")))


def report(*problems: Problem, files: int = 1, not_run: tuple[str, ...] = ()) -> Report:
    return settle(problems, Policy(), files, not_run=not_run)


# concise --------------------------------------------------------------------------------------------------------------


def test_concise_is_a_line_a_problem_and_one_that_counts() -> None:
    late = Problem(PATH, Span(70, 10, 70, 20), "CK502", "Action a2 is overdue.")
    assert concise.render(report(PROBLEM, late, files=2)) == (
        f"{PATH}:40:10: error CK203 Overall judgement: Sound is above Weak.\n"
        f"{PATH}:70:10: warning CK502 Action a2 is overdue.\n"
        "2 audits checked: 1 error, 1 warning.\n"
    )


def test_concise_says_that_all_is_well_and_which_rules_did_not_run() -> None:
    assert concise.render(report()) == "1 audit checked, no problems.\n"
    assert concise.render(report(not_run=("CK602",))) == (
        "warning: the history is incomplete or absent, so these rules did not run: CK602.\n"
        "1 audit checked, no problems.\n"
    )


# full -----------------------------------------------------------------------------------------------------------------


def shown(line: str, start: int, end: int) -> tuple[str, str]:
    """The excerpt's line and the carets below it, for columns start to end (1-based, end exclusive)."""
    problem = Problem(PATH, Span(7, start, 7, end), "CK203", "Something.")
    written = full.render(report(problem), lambda path, number: line if (path, number) == (PATH, 7) else "")
    rows = written.split("\n")
    return rows[2], rows[3]


def covered(line: str, start: int, end: int) -> str:
    """The text above the carets, measured in the columns of a terminal."""
    above, below = shown(line, start, end)
    first, last = below.index("^"), below.rindex("^") + 1
    assert set(below) <= {" ", "^"}
    column, found = 0, ""
    for character in above:
        if first <= column < last:
            found += character
        if not unicodedata.combining(character):
            column += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return found


def test_full_shows_the_line_the_caret_the_causes_and_what_to_do() -> None:
    assert full.render(report(PROBLEM), lambda path, number: "  grade: sound") == (
        f"{PATH}:40:10  error CK203 grade-outside-limit\n"
        "  Overall judgement: Sound is above Weak.\n"
        "    40 |   grade: sound\n"
        "                  ^^^^^\n"
        "    because: The plan is missing\n"
        "    because: so is the talk\n"
        "  What to do: Look again.\n"
        "  Source: E8, E5\n"
        "\n"
        "1 audit checked: 1 error, 0 warnings.\n"
    )


@pytest.mark.parametrize(
    ("line", "start", "end", "under"),
    [
        ("  grade: sound", 10, 15, "sound"),
        ("do: 見る plan", 8, 12, "plan"),
        ("do: 見る plan", 5, 7, "見る"),
        ("\tdo:\tgrade", 6, 11, "grade"),
        ("do: Zoe\u0308 grade", 10, 15, "grade"),
        ("do: 🙂 grade", 7, 12, "grade"),
        ("grade", 1, 6, "grade"),
        ("grade", 5, 5, "e"),
    ],
)
def test_the_caret_stands_under_the_place(line: str, start: int, end: int, under: str) -> None:
    assert covered(line, start, end) == under


def test_a_place_after_the_end_of_the_line_has_its_caret_there() -> None:
    above, below = shown("grade:", 7, 7)
    assert below.index("^") == len(above)


def test_a_long_line_is_cut_around_the_place() -> None:
    above, _ = shown("x" * 300 + "here" + "y" * 300, 301, 305)
    assert len(above) < 130
    assert above.endswith("…")
    assert covered("x" * 300 + "here" + "y" * 300, 301, 305) == "here"
    assert above.split("| ")[1].startswith("…")


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    problem = Problem(PATH, Span(7, 3, 9, 2), "CK203", "Something.")
    rows = full.render(report(problem), lambda *_: "- id: a1").split("\n")
    assert rows[3].count("^") == len("id: a1")


def test_no_excerpt_where_there_is_no_line() -> None:
    assert "|" not in full.render(report(PROBLEM), lambda *_: "")


def test_nothing_a_file_holds_reaches_the_terminal_as_a_command() -> None:
    written = full.render(report(PROBLEM), lambda *_: "grade: \x1b[31msound\x07\u202e \u00a0x")
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in written.replace("\n", ""))


def test_colour_only_where_asked_for() -> None:
    plain = full.render(report(PROBLEM), lambda *_: "grade: sound")
    coloured = full.render(report(PROBLEM), lambda *_: "grade: sound", full.COLOUR)
    assert "\x1b" not in plain
    assert "\x1b[31merror\x1b[0m" in coloured


# json -----------------------------------------------------------------------------------------------------------------


def test_json_holds_everything_that_is_known_of_a_problem() -> None:
    written = json.loads(data.render(report(PROBLEM, not_run=("CK602",))))
    SCHEMA.validate(written)
    assert written == {
        "version": 1,
        "problems": [
            {
                "path": PATH,
                "line": 40,
                "column": 10,
                "end_line": 40,
                "end_column": 15,
                "code": "CK203",
                "name": "grade-outside-limit",
                "severity": "error",
                "message": "Overall judgement: Sound is above Weak.",
                "hint": "Look again.",
                "audit": "2026-10-0001",
                "source": ["E8", "E5"],
                "because": ["The plan is missing", "so is the talk"],
                "place": "",
                "fingerprint": written["problems"][0]["fingerprint"],
                "consequences": [],
            }
        ],
        "summary": {
            "files": 1,
            "errors": 1,
            "warnings": 0,
            "waived": 0,
            "not_run": ["CK602"],
            "baselined": 0,
            "stale": [],
        },
        "waived": [],
    }


def test_json_is_plain_ascii_on_every_system() -> None:
    problem = Problem(PATH, Span(1, 1, 1, 1), "CK102", "‘見る’ is not in the form.")
    assert data.render(report(problem)).isascii()


@pytest.mark.parametrize("page", pages("CK[1-9]*.md"), ids=lambda page: page.code)
def test_the_report_on_every_case_is_of_the_published_shape(page: Page) -> None:
    for case in page.cases:
        SCHEMA.validate(data.as_data(lint(lay(case.changes, case.files)[0])))


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"summary": {}},
        {"problems": [{"path": PATH}]},
        {"problems": [{**data.as_data(report(PROBLEM))["problems"][0], "severity": "off"}]},
        {"problems": [{**data.as_data(report(PROBLEM))["problems"][0], "path": None}]},
        {"problems": [{**data.as_data(report(PROBLEM))["problems"][0], "line": 0}]},
    ],
)
def test_the_schema_refuses_what_is_not_a_report(change: dict[str, object]) -> None:
    assert not SCHEMA.is_valid({**data.as_data(report(PROBLEM)), **change})


def test_the_schema_lets_the_report_grow() -> None:
    assert SCHEMA.is_valid({**data.as_data(report(PROBLEM)), "casekit": "9.9"})


# github ---------------------------------------------------------------------------------------------------------------


def test_github_annotates_the_line() -> None:
    assert github.render(report(PROBLEM)) == (
        f"::error file={PATH},line=40,col=10,endLine=40,title=CK203 2026-10-0001::"
        "Overall judgement: Sound is above Weak.%0AThe plan is missing.%0ASo is the talk.%0ALook again.\n"
    )


def test_nothing_hostile_ends_an_annotation_or_begins_another() -> None:
    path = "audits/a,line=1::b%0A\r\n::set-output name=x::y.md"
    message = "100% wrong\r\n::set-output name=token::stolen"
    problem = Problem(path, Span(3, 1, 3, 2), "CK101", message, audit="x:y,z")
    written = github.render(report(problem))
    assert written.count("\n") == 1
    assert "\r" not in written
    assert written == (
        "::error file=audits/a%2Cline=1%3A%3Ab%250A%0A%3A%3Aset-output name=x%3A%3Ay.md,line=3,col=1,endLine=3,"
        "title=CK101 x%3Ay%2Cz::100%25 wrong%0A::set-output name=token::stolen\n"
    )


def test_a_warning_is_an_annotation_of_its_own_kind_and_none_is_nothing() -> None:
    late = Problem(PATH, Span(70, 10, 70, 20), "CK502", "Action a2 is overdue.")
    assert github.render(report(late)).startswith("::warning file=")
    assert github.render(report()) == ""
