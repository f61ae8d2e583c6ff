"""The pages of audits in which several answer a section, for those who may read references and those who may not."""

from __future__ import annotations

import html
import re
from functools import cache

from casekit.link.corpus import load_corpus
from casekit.model.history import History, Outcome
from casekit.publish.site import build_site
from tests.check.lint import TODAY, Memory
from tests.publish.sample import ABOUT, event
from tests.whole import COLUMNS, PARTNERS, SIBLINGS, files, problems

HISTORY = History(
    outcome=Outcome.COMPLETE,
    head=ABOUT.commit,
    events={
        "2026-10-0002": (
            event("2026-10-0002", "graded", 3, detail={"section": "child.T5WXB", "from": None, "to": "green"}),
            event("2026-10-0002", "graded", 4, detail={"section": "child.GONE9", "from": "red", "to": None}),
        )
    },
)
REFERENCES = ("K7Q2M", "T5WXB", "H4RNV", "GONE9")


@cache
def site(audience: str, *edits: tuple[str, str, str]) -> dict[str, str]:
    corpus = load_corpus(Memory(files(*edits)))
    built = build_site(corpus, HISTORY, problems(*edits), TODAY, audience, ABOUT)
    return {path: body.decode() for path, body in dict(built).items() if not path.endswith((".svg", ".gz"))}


def table(page: str, caption: str) -> list[list[str]]:
    """The rows of the table with that caption, each cell's text; the heads first."""
    found = re.search(rf"<caption[^>]*>{re.escape(html.escape(caption))}.*?</table>", page, re.DOTALL)
    assert found is not None, caption
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[html.unescape(re.sub(r"<[^>]*>", " ", cell)).strip() for cell in row] for row in cells]


def page(path: str, audience: str = "team", *edits: tuple[str, str, str]) -> str:
    return site(audience, *edits)[path.replace("audits/2026-10/", "audit/").replace(".md", ".html")]


def test_answers_of_a_few_stand_side_by_side() -> None:
    assert table(page(PARTNERS), "Answers side by side: Agencies") == [
        ["Question", "Police", "Probation"],
        ["What the agency knew was shared in time.", "No", "Yes"],
        ["The agency was in touch with the child.", "No", "Yes"],
        ["The agency knows the plan for the nights.", "Yes", "Does not apply"],
        ["Why was it shared late?", "The note lay in a tray over the summer", "Does not apply"],
        ["The child was asked.", "Partly", "Yes"],
    ]
    assert "Answers: Agencies: Police" not in page(PARTNERS)


def test_each_has_a_heading_with_the_grade_and_who_answered() -> None:
    made = page(PARTNERS)
    assert '<h4 id="section-agency.police">Police <strong class="tag' in made
    assert '<h4 id="section-voice.police">Police: The child&#39;s voice <strong' in made
    assert "Answered by Police sergeant (p301)." in made
    assert "Its own: Contacts with the child: 11 February 2026." in made
    assert "Left out in this audit: Clinic." in made
    assert 'id="section-agency.clinic"' not in made


def test_the_grades_side_by_side_name_them_and_lead_to_them() -> None:
    made = page(PARTNERS)
    heads, *rows = table(made, "Grades of this audit")
    assert heads == ["Section", "Auditor", "Moderation 1", "In effect"]
    assert ["Agencies: Probation", "Strong", "Sound", "Sound"] in rows
    assert not [row for row in rows if "Clinic" in row[0]]
    for link in re.findall(r'href="#([^"]+)"', made):
        assert f'id="{link}"' in made


def test_many_have_a_table_each() -> None:
    one = "      T5WXB:\n"
    more = "".join(f"      KID{n}:\n        grade: green\n        answers: {{own-plan: no}}\n" for n in range(4))
    assert table(page(SIBLINGS, "team", (SIBLINGS, one, more + one)), "Answers side by side: Each child")
    raised = ("rubrics/siblings.yaml", "at_most: 6", "at_most: 9")
    more = "".join(f"      KID{n}:\n        grade: green\n        answers: {{own-plan: no}}\n" for n in range(5))
    made = page(SIBLINGS, "team", raised, (SIBLINGS, one, more + one))
    assert "side by side" not in made
    assert table(made, "Answers: Each child: KID3")[-1] == ["The plan says what is to change for this child.", "No"]


def test_both_columns_stand_side_by_side() -> None:
    assert table(page(COLUMNS), "Answers side by side: What we did")[:3] == [
        ["Question", "Self-assessed", "Moderated"],
        ["The work was planned.", "A", "B"],
        ["The work was done.", "A", "C"],
    ]


def test_the_team_reads_references_and_the_service_reads_numbers() -> None:
    assert table(page(SIBLINGS), "Answers side by side: Each child")[0] == ["Question", "T5WXB", "H4RNV"]
    assert table(page(SIBLINGS, "service"), "Answers side by side: Each child")[0] == ["Question", "Child 1", "Child 2"]
    assert "Grade of “Each child: Child 1” set to Green" in html.unescape(page(SIBLINGS, "service"))


def test_no_page_for_the_service_holds_a_reference() -> None:
    wrong = (
        SIBLINGS,
        "answers: {own-plan: yes}",
        "answers: {own-plan: no, alone: yes}\n        reasons: {not-alone: So it was}",
    )
    for edits in ((), (wrong,)):
        held = [path for path, text in site("service", *edits).items() if any(r in text for r in REFERENCES)]
        assert held == []


def test_the_forms_page_says_for_whom_it_is_answered() -> None:
    made = html.unescape(site("team")["rubrics/partners-1.html"])
    assert "Answered once for each agency: Police, Probation and Clinic, at least 2; Police in every audit." in made
    assert "“What the agency knew was shared in time” (at least one of them) is answered No" in made


def test_grades_are_counted_for_each_whom_the_form_names_and_together_for_the_others() -> None:
    grades = site("team")["grades.html"]
    heads = re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a></th>', grades)
    assert {"Agencies: Probation", "The panel: Nurse", "Each child", "What we did: Moderated"} <= set(heads)
    assert not any(reference in grades for reference in REFERENCES)
