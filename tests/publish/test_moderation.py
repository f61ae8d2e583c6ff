"""The pages of moderation, agreement and calibration, and what they keep to themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from casekit.model.audit import Answer, Entry, Moderation, State
from casekit.model.corpus import AuditCase, Broken
from casekit.model.history import History, Outcome, Seen
from casekit.model.policy import Agreeing
from casekit.model.sample import Sample
from casekit.problem import Problem, Span
from casekit.publish.problems import NO_TEXT
from casekit.publish.site import build_site
from tests.publish.sample import ABOUT, TODAY, evaluated, event, make_audit, make_corpus
from tests.publish.test_numbers import wrong

MONTH = "2026-05"
FIRST, SECOND = make_audit(1, MONTH).id, make_audit(2, MONTH).id


def judgement(number: int, grade: str, first: str = "", answer: str = "yes", **changes: object) -> AuditCase:
    voice = Entry("voice", "b", State.ANSWERED, answers={"seen": Answer(State.ANSWERED, answer)})
    overall = Entry("overall", grade, State.ANSWERED)
    return evaluated(make_audit(number, MONTH, overall=overall, sections={"voice": voice}, second_of=first, **changes))


def pages(
    cases: Iterable[AuditCase],
    agreeing: Agreeing | None = None,
    seen: dict[str, Seen] | None = None,
    audience: str = "team",
    problems: tuple[Problem, ...] = (),
    samples: tuple[Sample, ...] = (),
    broken: tuple[Broken, ...] = (),
) -> dict[str, str]:
    corpus = make_corpus()
    policy = replace(corpus.policy, agreement=agreeing or Agreeing())
    corpus = replace(corpus, audits=tuple(cases), broken=broken, policy=policy, samples=samples)
    ids = [case.audit.id for case in corpus.audits]
    told = {id: (event(id, "created", 4, by=f"p90{n}"),) for n, id in enumerate(ids, 1)}
    history = History(Outcome.COMPLETE, head=ABOUT.commit, branch="main", events=told, seen=seen or {})
    files = build_site(corpus, history, problems, TODAY, audience, ABOUT, workers=1)
    return {path: raw.decode() for path, raw in files if path.endswith(".html")}


MANY = [judgement(1, "a", auditor="p901"), *(judgement(n, "b", FIRST, "no", auditor=f"p90{n}") for n in (2, 3, 4))]


def test_the_page_says_how_far_auditors_and_moderators_agree_and_that_n_is_small() -> None:
    theirs = (Moderation("m1", "p004", None, {"overall": "c"}),)
    page = pages([judgement(1, "b", moderations=theirs), judgement(2, "b")])["moderation/index.html"]
    assert "1 of 2 completed audits moderated." in page
    assert "0 of 1 pair the same, 1 within one grade; the moderator raised 0 and lowered 1." in page
    assert "Only 1 pair: 30" in page
    assert "By auditor" not in page


@pytest.mark.parametrize("audience", ["team", "service"])
def test_auditors_are_told_apart_only_where_policy_says_so(audience: str) -> None:
    theirs = (Moderation("m1", "p004", None, {"overall": "c"}),)
    cases = [judgement(1, "b", moderations=theirs, auditor="p003")]
    assert "By auditor" not in pages(cases, audience=audience)["moderation/index.html"]
    shown = pages(cases, Agreeing(auditors=True), audience=audience)["moderation/index.html"]
    assert "By auditor" in shown
    assert "(p003)" in shown


def test_two_judgements_stand_side_by_side_on_both_pages() -> None:
    cases = [judgement(1, "b"), judgement(2, "c", FIRST, "no", auditor="p004")]
    site = pages(cases, seen={SECOND: Seen.NOT_SHOWN})
    for page in (site[f"audit/{FIRST}.html"], site[f"audit/{SECOND}.html"]):
        assert "Two judgements" in page
        assert "The same: 1 of 2 grades, 0 of 1 answer." in page
        assert "No: where the second judge first graded, the first judgement held no grade" in page
        assert f'<a href="../audit/{SECOND}.html">{SECOND}</a>' in page
    whole = site["moderation/index.html"]
    assert "Second judgements, the first not shown: 1 audit" in whole
    assert "The child was seen alone" in whole
    assert "Two judgements" not in pages([judgement(1, "b")])[f"audit/{FIRST}.html"]


def test_no_two_tables_of_the_page_are_called_the_same() -> None:
    theirs = (Moderation("m1", "p004", None, {"overall": "c", "voice": "c"}),)
    firsts = [judgement(n, "b", moderations=theirs) for n in (1, 3, 5)]
    seconds = [judgement(n, "b", make_audit(n - 1, MONTH).id, auditor="p004") for n in (2, 4, 6)]
    seen = {SECOND: Seen.SHOWN, make_audit(4, MONTH).id: Seen.NOT_SHOWN}
    page = pages([*firsts, *seconds], Agreeing(auditors=True), seen)["moderation/index.html"]
    captions = re.findall(r"<caption[^>]*>(.*?)</caption>", page)
    assert len(captions) == 16
    assert len(set(captions)) == len(captions)
    assert len(set(re.findall(r' id="([^"]*)"', page))) == page.count(' id="')


def test_a_calibration_has_its_page_and_every_judgement_leads_there() -> None:
    site = pages(MANY, seen={SECOND: Seen.SHOWN})
    page = site[f"moderation/{FIRST}.html"]
    assert "4 judgements of one case." in page
    assert "shown to 1" in page
    assert "nobody knows, to 2" in page
    assert "<li>Excellent: 1</li><li>Fine: 3</li>" in page
    assert "<li>Yes: 1</li><li>No: 3</li>" in page
    for case in MANY:
        assert f'href="../moderation/{FIRST}.html"' in site[f"audit/{case.audit.id}.html"]
    assert f'href="../moderation/{FIRST}.html"' in site["moderation/index.html"]


def test_who_judged_how_in_a_calibration_is_nowhere_unless_policy_shows_it() -> None:
    hidden = pages(MANY)
    page = hidden[f"moderation/{FIRST}.html"]
    assert "Policy does not show which judgement is whose." in page
    assert "by judge" not in page
    for number in (2, 3, 4):
        own = hidden[f"audit/{make_audit(number, MONTH).id}.html"]
        assert f"p90{number}" not in own
        assert "not shown: one of the judges of a calibration" in own
        assert f"p90{number}" not in hidden["changes.html"] + hidden["index.html"]
    shown = pages(MANY, Agreeing(judges=True))
    assert "Questions, by judge" in shown[f"moderation/{FIRST}.html"]
    assert "p903" in shown[f"moderation/{FIRST}.html"]
    assert "p903" in shown[f"audit/{make_audit(3, MONTH).id}.html"]


@pytest.mark.parametrize("line", ["second_of: {}", "second_of: '{}'  # again", '{{"second_of":"{}"}}'])
def test_a_judge_whose_file_cannot_be_read_is_hidden_and_so_are_the_others(line: str) -> None:
    path = "audits/2026-05/2026-05-0077.md"
    unread = f"---\nauditor: p977\n{line.format(FIRST)}\n"
    problem = Problem(path, Span(2, 1, 2, 1), "CK001", "Somebody called p977 wrote this.", audit="2026-05-0077")
    broken = (Broken(path, unread, (problem,)),)
    hidden = pages(MANY[:2], problems=(problem,), broken=broken)
    assert not [page for page, html in hidden.items() if "p977" in html]
    assert NO_TEXT in "".join(hidden.values())
    assert "p902" not in hidden[f"audit/{SECOND}.html"] + hidden["moderation/index.html"]
    assert "2 judgements of one case." in hidden[f"moderation/{FIRST}.html"]
    shown = pages(MANY[:2], Agreeing(judges=True), problems=(problem,), broken=broken)
    assert "p977" in "".join(shown.values())
    alone = pages(MANY[:1], problems=(problem,), broken=broken)
    assert "p977" in "".join(alone.values())


def test_what_is_still_to_be_moderated_of_a_draw() -> None:
    theirs = (Moderation("m1", "p004", None, {"overall": "c"}),)
    cases = [judgement(1, "d", moderations=theirs), judgement(2, "b"), judgement(3, "b")]
    gone = "2026-05-0099"
    drawn = Sample(MONTH, "s", "0" * 40, 10, ("lowest",), 4, ((FIRST, ("grade",)),), (SECOND, gone))
    made = pages(cases, samples=(drawn,))
    page = made["moderation/index.html"]
    assert "Audits to moderate, by month" in page
    row = page[page.index("May 2026") : page.index("</tr>", page.index("May 2026"))]
    assert f"<ul><li>{SECOND}</li></ul>" in row
    assert '1</a><span class="note">of 3</span>' in row
    assert wrong({path: text.encode() for path, text in made.items()}) == []
    listed = made["moderation/drawn.html"]
    assert [listed.count(why) for why in (">Always<", ">Drawn<", ">No file<", gone)] == [1, 2, 1, 1]
    assert "Audits to moderate" not in pages(cases)["moderation/index.html"]


def test_what_lint_says_of_a_hidden_judges_file_is_not_shown() -> None:
    wrong = Problem(MANY[1].audit.path, Span(3, 1, 3, 5), "CK802", "p902 is not independent.", "Ask another.", SECOND)
    hidden = pages(MANY, problems=(wrong,))
    for page in ("problems/index.html", f"audit/{SECOND}.html"):
        assert "CK802" in hidden[page]
        assert "p902" not in hidden[page]
    assert "p902 is not" in pages(MANY, Agreeing(judges=True), problems=(wrong,))["problems/index.html"]


def test_without_a_completed_audit_there_is_nothing_to_compare() -> None:
    page = pages([judgement(1, "b", completed=None)])["moderation/index.html"]
    assert "No audit is completed yet, so there is nothing to compare." in page
