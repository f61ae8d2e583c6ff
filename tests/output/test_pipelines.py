"""The formats that pipelines read: each is what its consumer takes, and nothing hostile gets out of its place."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from casekit.check.settle import Looked, Report, settle
from casekit.check.waivers import Waived
from casekit.model.audit import Waiver
from casekit.model.policy import Policy
from casekit.output import azure, concise, data, full, github, gitlab, junit, sarif, statistics, summary
from casekit.output.formats import COUNTED, Around, Format, render
from casekit.problem import Problem, Span
from tests.cases import Page, sampled
from tests.check.lint import lint
from tests.laid import lay
from tests.output.pipelines import GITLAB, SARIF, azure_commands, github_commands, junit_faults

PATH = "audits/2026-10/2026-10-0001.md"
ERROR = Problem(
    PATH,
    Span(40, 10, 40, 15),
    "CK203",
    "Overall judgement: Sound is above Weak.",
    "Look again.",
    "2026-10-0001",
    ("E8", "E5"),
    ("The plan is missing",),
    place="overall/grade",
    limit="no-plan",
    causes=("sections/planning/answers/plan",),
)
SECOND = replace(ERROR, span=Span(60, 5, 60, 9), place="moderations/m1/overall", message="Moderation m1 as well.")
LATE = Problem(PATH, Span(70, 10, 70, 20), "CK502", "Action a2 was due 3 days ago.", place="actions/a2/due")
AROUND = Around(lambda path, line: "", version="1.2.3")

HOSTILE = (
    "a\nb\r\n::set-env name=X::1\n##vso[task.setvariable variable=x]y;z\n##[add-mask]q ]]> <b>&amp; 100% %0A %5D "
    "\x00\x07\x1b[31m\u202eevil\u2066\u200b\ufeff\ufffe\ud800 ‘ü’ 見 | `x` [a](http://x) ![i](y) @you #1 --> *_*"
)


def report(*problems: Problem, **more: Any) -> Report:
    return settle(problems, Policy(), 1, looked=[Looked(PATH, "2026-10-0001", "toy@1")], **more)


def hostile(text: str = HOSTILE) -> Report:
    """Two problems, one with another that comes with it, and one that is waived, all of them of that text."""
    bad = Problem(f"audits/{text}", Span(3, 1, 3, 2), "CK101", f"{text}.", text, text, (text,), (text,), text)
    limit = replace(bad, span=Span(4, 1, 4, 2), code="CK203", causes=("x",))
    waived = Waived(replace(bad, code="CK302"), Waiver("w1", "CK302", text, "p001", date(2026, 1, 1)))
    return report(bad, limit, replace(limit, span=Span(5, 1, 5, 2)), waived=[waived])


def written(format: Format, told: Report) -> str:
    return render(format, told, AROUND)


# every format ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", Format)
def test_every_format_writes_something_that_ends_in_a_line_break(format: Format) -> None:
    text = written(format, report(ERROR, LATE))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("format", Format)
def test_no_format_lets_an_author_give_a_pipeline_commands(format: Format) -> None:
    text = written(format, hostile())
    own = 2 if format in (Format.github, Format.azure) else 0
    named = {"github": "error", "azure": "task.logissue"}.get(format, "")
    assert [c[0] for c in github_commands(text)] == ([named] * own if format is Format.github else [])
    assert [c[0] for c in azure_commands(text)] == ([named] * own if format is Format.azure else [])


@pytest.mark.parametrize("format", Format)
def test_no_format_holds_what_nobody_sees_or_what_turns_a_line_around(format: Format) -> None:
    text = written(format, hostile())
    assert {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Cn") and c != "\n"} == set()


@given(st.text(max_size=60))
def test_whatever_the_text_a_log_holds_only_our_commands(text: str) -> None:
    told = hostile(text)
    for format in Format:
        log = written(format, told)
        assert {c[0] for c in github_commands(log)} <= ({"error"} if format is Format.github else set())
        assert {c[0] for c in azure_commands(log)} <= ({"task.logissue"} if format is Format.azure else set())
    SARIF.validate(json.loads(sarif.render(told, "1")))
    GITLAB.validate(json.loads(gitlab.render(told)))
    assert junit_faults(junit.render(told)) == []


@pytest.mark.parametrize("page", sampled("CK[1-9]*.md"))
def test_every_rules_cases_come_out_in_the_consumers_shape(page: Page) -> None:
    for case in page.cases:
        told = lint(lay(case.changes, case.files)[0])
        SARIF.validate(json.loads(sarif.render(told, "1")))
        GITLAB.validate(json.loads(gitlab.render(told)))
        assert junit_faults(junit.render(told)) == []


def test_what_comes_with_a_problem_stands_under_it_in_every_format() -> None:
    told = report(ERROR, SECOND)
    assert len(told.problems) == 1
    for format in Format:
        assert "Moderation m1 as well." in written(format, told), format


# sarif ----------------------------------------------------------------------------------------------------------------


def test_sarif_says_what_is_wrong_where_and_by_which_rule() -> None:
    run = json.loads(sarif.render(report(ERROR, SECOND, LATE), "1.2.3"))["runs"][0]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("casekit", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["CK203", "CK502"]
    assert driver["rules"][0]["name"] == "GradeOutsideLimit"
    first, late = run["results"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("CK203", 0, "error")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": PATH}
    assert place["region"] == {"startLine": 40, "startColumn": 10, "endLine": 40, "endColumn": 15}
    assert first["message"]["text"].split("\n")[:2] == [ERROR.message, "The plan is missing."]
    assert first["relatedLocations"][0]["message"]["text"] == "CK203 Moderation m1 as well."
    assert (late["ruleIndex"], late["level"]) == (1, "warning")


def test_no_message_in_sarif_holds_a_link() -> None:
    run = json.loads(sarif.render(hostile(), "1"))["runs"][0]
    texts = [result["message"]["text"] for result in run["results"]]
    texts += [place["message"]["text"] for result in run["results"] for place in result.get("relatedLocations", ())]
    assert len(texts) == 4
    assert not any("](" in text for text in texts)


def test_sarif_shows_what_is_waived_as_suppressed() -> None:
    waiver = Waiver("w1", "CK203", "Agreed in the panel.", "p002")
    results = json.loads(sarif.render(report(LATE, waived=[Waived(ERROR, waiver)]), "1"))["runs"][0]["results"]
    assert [result.get("suppressions") for result in results] == [
        None,
        [{"kind": "inSource", "status": "accepted", "justification": "Agreed in the panel."}],
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [("audits/2026-10/a.md", "audits/2026-10/a.md"), ("audits/a b#?%.md", "audits/a%20b%23%3F%25.md"), ("ü", "%C3%BC")],
)
def test_a_path_in_sarif_is_an_address(path: str, uri: str) -> None:
    assert sarif.uri(path) == uri


def test_the_check_refuses_what_is_not_sarif() -> None:
    whole = json.loads(sarif.render(report(ERROR), "1"))
    for change in ({"version": "2.0.0"}, {"runs": [{}]}, {"other": 1}):
        assert not SARIF.is_valid({**whole, **change})
    whole["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "/tmp/x"
    assert not SARIF.is_valid(whole)


# gitlab ---------------------------------------------------------------------------------------------------------------


def test_gitlab_gets_a_list_with_a_fingerprint_for_each() -> None:
    first, late = json.loads(gitlab.render(report(ERROR, LATE)))
    assert first["description"] == "CK203: Overall judgement: Sound is above Weak. The plan is missing. Look again."
    assert (first["check_name"], first["severity"]) == ("CK203 grade-outside-limit", "major")
    assert first["location"] == {"path": PATH, "lines": {"begin": 40, "end": 40}}
    assert late["severity"] == "minor"
    assert first["fingerprint"] != late["fingerprint"]
    assert json.loads(gitlab.render(report())) == []


# junit ----------------------------------------------------------------------------------------------------------------


def test_junit_has_a_suite_for_each_file_and_a_test_for_each_problem() -> None:
    clean = Looked("audits/2026-10/2026-10-0002.md", "2026-10-0002", "toy@1")
    told = settle([ERROR, LATE], Policy(), 2, looked=[Looked(PATH), clean])
    parsed = JUnitXml.fromstring(junit.render(told).encode())
    assert (parsed.tests, parsed.failures) == (3, 1)
    first, second = list(parsed)
    failed, late = list(first)
    assert (failed.name, failed.classname) == ("CK203 grade-outside-limit: overall/grade", PATH)
    assert failed.result[0].message == ERROR.message
    assert "Look again." in failed.result[0].text
    assert late.is_passed
    assert LATE.message in late.system_out
    assert [(test.name, test.is_passed) for test in second] == [("no problems", True)]


def test_a_strict_run_fails_for_warnings_too() -> None:
    assert JUnitXml.fromstring(junit.render(report(LATE, strict=True)).encode()).failures == 1
    assert JUnitXml.fromstring(junit.render(report(LATE)).encode()).failures == 0


def test_hostile_text_is_text_in_junit() -> None:
    text = junit.render(hostile())
    assert text.isascii()
    names = [suite.get("name", "") for suite in ElementTree.fromstring(text).iter("testsuite")]
    assert any("]]> <b>&amp; 100% %0A %5D" in name for name in names)


@pytest.mark.parametrize("change", ["<other/>", '<testcase odd="x"/>', '<testsuite name="x" tests="2"/>'])
def test_the_check_refuses_what_is_not_junit(change: str) -> None:
    assert junit_faults(junit.render(report(ERROR)).replace("</testsuites>", f"{change}</testsuites>"))


# azure and github -----------------------------------------------------------------------------------------------------


def test_azure_lists_the_problem_with_its_place() -> None:
    assert azure.render(report(LATE)) == (
        f"##vso[task.logissue type=warning;sourcepath={PATH};linenumber=70;columnnumber=10;code=CK502;]"
        "Action a2 was due 3 days ago.\n"
    )
    assert azure.render(report()) == ""


def test_azure_reads_back_what_was_meant() -> None:
    told = report(replace(ERROR, path="audits/a;b]c%d.md", message="50% of ##vso[x]y; done\nnext"))
    ((name, properties, message),) = azure_commands(azure.render(told))
    assert name == "task.logissue"
    assert properties["sourcepath"] == "audits/a;b]c%d.md"
    assert message.startswith("50% of # #vso[x]y; done\nnext The plan is missing")


def test_github_reads_back_what_was_meant() -> None:
    told = report(replace(ERROR, message="50% of\n::error::x"))
    ((name, properties, message),) = github_commands(github.render(told))
    assert (name, properties.startswith(f"file={PATH},line=40")) == ("error", True)
    assert message.startswith("50% of\n::error::x\nThe plan is missing")


def test_the_summary_of_a_step_is_a_page_without_links_or_markup() -> None:
    text = summary.render(hostile())
    rows = [row for row in text.split("\n") if row.startswith("| ")]
    assert all(row.count("|") in (4, 5) for row in rows)
    for sign in ("`", "http://", "<b>", "![", "](", "@you", "*_*"):
        assert sign not in text.replace("casekit-lint", "")


def test_the_summary_counts_by_rule_and_stops_after_two_hundred() -> None:
    many = [replace(LATE, span=Span(n, 1, n, 2), message=f"Number {n}.") for n in range(1, 251)]
    text = summary.render(report(ERROR, *many))
    assert "| CK203 | grade-outside-limit | error | 1 |" in text
    assert "| CK502 | overdue-action | warning | 250 |" in text
    assert "And 51 more; the log has them all." in text
    assert text.index("Overall judgement") < text.index("Number 1&#46;")
    assert summary.render(report()) == "## casekit lint\n\n1 audit checked&#44; no problems&#46;  \n\n".replace(
        "&#44;", ","
    )


# fingerprints ---------------------------------------------------------------------------------------------------------


def prints(*problems: Problem) -> list[str]:
    told = report(*problems)
    return [told.fingerprints[p] for p in told.problems]


def test_a_fingerprint_stays_when_lines_move_the_file_is_renamed_and_days_go_by() -> None:
    moved = replace(
        LATE, span=Span(90, 10, 90, 20), path="audits/2026-11/x.md", message="Action a2 was due 2 months and 1 day ago."
    )
    assert prints(replace(LATE, audit="2026-10-0001")) == prints(replace(moved, audit="2026-10-0001"))


def test_a_fingerprint_differs_with_audit_code_place_and_sentence() -> None:
    others = [
        replace(LATE, audit="2026-10-0002"),
        replace(LATE, code="CK501"),
        replace(LATE, place="actions/a3/due"),
        replace(LATE, message="Action a2 has no owner."),
    ]
    assert len({print for other in [LATE, *others] for print in prints(other)}) == 5


def test_problems_that_cannot_be_told_apart_have_fingerprints_of_their_own() -> None:
    assert len(set(prints(LATE, replace(LATE, span=Span(80, 1, 80, 2))))) == 2


# statistics -----------------------------------------------------------------------------------------------------------


def test_statistics_count_by_rule_severity_and_form() -> None:
    unread = Problem("audits/2026-10/odd.md", Span(), "CK004", "No front matter.")
    told = report(ERROR, LATE, replace(LATE, span=Span(80, 1, 80, 2)), unread)
    assert statistics.counts(told) == {
        "rules": {"CK004": 1, "CK203": 1, "CK502": 2},
        "severities": {"error": 2, "warning": 2},
        "forms": {"": 1, "toy@1": 3},
    }
    assert statistics.render(told) == (
        "      2  CK502 overdue-action (warning)\n"
        "      1  CK004 front-matter-missing-or-not-closed (error)\n"
        "      1  CK203 grade-outside-limit (error)\n"
        "\n"
        "      2  error\n"
        "      2  warning\n"
        "\n"
        "      3  toy@1\n"
        "      1  in no audit that could be read\n"
        "\n"
        "1 audit checked: 2 errors, 2 warnings.\n"
    )
    assert statistics.render(report()) == "1 audit checked, no problems.\n"


def test_statistics_are_text_or_json() -> None:
    around = replace(AROUND, counted=True)
    assert set(COUNTED) == {Format.concise, Format.full, Format.json}
    assert render(Format.full, report(ERROR), around) == statistics.render(report(ERROR))
    assert json.loads(render(Format.json, report(ERROR), around))["statistics"]["rules"] == {"CK203": 1}
    assert "statistics" not in json.loads(data.render(report(ERROR)))


# what was set aside ---------------------------------------------------------------------------------------------------


def test_the_last_line_says_what_was_waived_and_what_the_baseline_knows() -> None:
    told = replace(report(ERROR, waived=[Waived(LATE, Waiver("w1", "CK502"))]), baselined=3)
    assert concise.render(told).splitlines()[-1] == (
        "1 audit checked: 1 error, 0 warnings; 1 waived; 3 known from the baseline."
    )
    assert full.render(told, lambda *_: "").splitlines()[-1].endswith("3 known from the baseline.")
