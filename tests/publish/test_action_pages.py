"""The page of each action: its steps with their delays, the commit behind each, and nothing its reader may not see."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

from casekit.model.audit import Action, Audit, Entry, Handed, State
from casekit.model.corpus import AuditCase
from casekit.model.history import Event
from casekit.model.policy import Acting
from casekit.publish.action import plan_action_pages
from casekit.publish.context import About, gather
from casekit.publish.page import Page, Table
from casekit.publish.reader import reader
from casekit.publish.site import build_site
from tests.publish.sample import HISTORY, TODAY, evaluated, event, make_audit, make_corpus, rich_audit

ID = "2026-05-0002"


def pages(audience: str, corpus_=None, history=None) -> dict[str, Page]:  # type: ignore[no-untyped-def]
    corpus = corpus_ or make_corpus()
    site = gather(corpus, history or HISTORY, [], TODAY, reader(audience), About())
    case = next(case for case in corpus.audits if case.audit.id == ID)
    return {page.path: page for page in plan_action_pages(site, case)}


def text(page: Page) -> str:
    tables = [table for block in page.body.blocks for table in block.tables]  # type: ignore[attr-defined]
    cells = [
        f"{cell.text} {cell.note} {' '.join(cell.lines)}" for table in tables for row in table.rows for cell in row
    ]
    facts = [
        f"{fact.label}: {', '.join(value.text for value in fact.values)}"
        for fact in (*page.body.facts, *(f for block in page.body.blocks for f in block.facts))  # type: ignore[attr-defined]
    ]
    notices = [notice.text for notice in page.body.notices]  # type: ignore[attr-defined]
    return "\n".join([page.title, page.body.does, *notices, *facts, *cells])  # type: ignore[attr-defined]


def table(page: Page, id: str) -> Table:
    return next(t for block in page.body.blocks for t in block.tables if t.id == id)  # type: ignore[attr-defined]


def test_each_action_has_a_page_that_its_lists_lead_to() -> None:
    corpus = make_corpus()
    files = dict(build_site(corpus, HISTORY, [], TODAY, "team", About(), workers=1))
    wanted = {f"action/{ID}-a{n}.html" for n in (1, 2, 3, 4)}
    assert {path for path in files if path.startswith("action/")} >= wanted
    for path in ("actions/index.html", f"audit/{ID}.html"):
        links = set(re.findall(r'href="\.\./(action/[^"]+)"', files[path].decode()))
        assert f"action/{ID}-a1.html" in links, path
    body = files[f"action/{ID}-a1.html"].decode()
    assert "Hold and record supervision every four weeks" in html.unescape(body)


def test_steps_are_dated_with_their_delays_and_moves_are_counted() -> None:
    corpus = make_corpus()
    policy = replace(corpus.policy, actions=Acting(escalates={"manager": 1}))
    page = pages("team", replace(corpus, policy=policy))[f"action/{ID}-a1.html"]
    steps = [[cell.text for cell in row] for row in table(page, "steps").rows]
    assert [row[0] for row in steps] == ["Audit completed", "Agreed", "Moved"]
    days = [date(2026, 5, 6), date(2026, 5, 18)]
    assert steps[-1][2] == str((days[1] - days[0]).days)
    assert steps[-1][4] == "from 20 May 2026 to 30 May 2026: Leave"
    said = text(page)
    assert "Moved: Once; 10 days after its first day" in said
    assert "Overdue: since 31 May 2026 it is to be brought to" in said


def test_whom_it_was_handed_to_and_why_stands_there() -> None:
    rich = rich_audit()
    first = rich.actions[0]
    given = replace(first, handed=(Handed("", first.owner, "Nobody had it", date(2026, 5, 19)),))
    corpus = make_corpus()
    handed = evaluated(replace(rich, actions=(given, *rich.actions[1:])))
    corpus = replace(corpus, audits=tuple(handed if case.audit.id == ID else case for case in corpus.audits))
    rows = {who: table(pages(who, corpus)[f"action/{ID}-a1.html"], "steps").rows[-1] for who in ("team", "service")}
    assert [cell.text for cell in rows["team"]][:3] == ["Handed on", "19 May 2026", "1"]
    said = {who: row[4].text for who, row in rows.items()}
    assert said["team"].startswith("to ")
    assert first.owner in said["team"]
    assert said["team"].endswith(": Nobody had it")
    assert "Nobody" not in said["service"]


def test_the_commit_behind_each_step_stands_there() -> None:
    page = pages("team")[f"action/{ID}-a1.html"]
    life = table(page, "life-list").rows
    assert [row[1].lines for row in life] == [("Deadline of action 1 moved from 20 May 2026 to 30 May 2026",)]
    events = [e for e in HISTORY.of(ID) if e.detail.get("action") == "a1"]
    assert [row[3].text for row in life] == [e.commit[:10] for e in events]


def test_the_service_reads_no_word_that_somebody_wrote() -> None:
    for page in pages("service").values():
        said = text(page)
        for action in rich_audit().actions:
            for written in (action.do, action.outcome, action.evidence, *(move.why for move in action.moves)):
                assert not written or written not in said
    assert "Hold and record supervision" in text(pages("team")[f"action/{ID}-a1.html"])


def later(grade: str, *actions: Action) -> AuditCase:
    sections = {"voice": Entry("voice", grade, State.ANSWERED)}
    audit: Audit = make_audit(9, "2026-06", completed=date(2026, 6, 12), sections=sections, actions=actions)
    return evaluated(replace(audit, case=replace(audit.case, ref=rich_audit().case.ref)))


def test_later_audits_of_the_case_stand_there_with_what_they_raised_again() -> None:
    corpus = make_corpus()
    again = later("a", Action("a1", "voice", "Write down what she says"))
    page = pages("team", replace(corpus, audits=(*corpus.audits, again)))[f"action/{ID}-a2.html"]
    rows = [[cell.text for cell in row] for row in table(page, "later").rows]
    assert [(row[0], row[1]) for row in rows] == [(again.audit.id, "12 June 2026")]
    assert rows[0][4] == "Raised again: action a1: Voice of the child"
    without = pages("team", replace(corpus, audits=(*corpus.audits, later("a"))))[f"action/{ID}-a2.html"]
    assert table(without, "later").rows[0][4].text == "None"


def test_an_id_that_is_somebodys_word_is_counted_for_the_service_and_leads_nowhere_wrong() -> None:
    rich = rich_audit()
    odd = replace(rich, actions=(replace(rich.actions[0], id="oliver"), replace(rich.actions[1], id="oliver")))
    corpus = make_corpus()
    audits = tuple(evaluated(odd) if case.audit.id == ID else case for case in corpus.audits)
    made = pages("service", replace(corpus, audits=audits))
    assert sorted(made) == [f"action/{ID}-number-1.html", f"action/{ID}-number-2.html"]
    assert all("oliver" not in text(page) for page in made.values())


def test_the_moderation_that_added_an_action_is_named() -> None:
    def at(kind: str, **detail: object) -> Event:
        return replace(event(ID, kind, 20, detail=detail), commit="f" * 40)

    history = HISTORY
    events = (*history.of(ID), at("moderated", moderation="m1"), at("action_added", action="a2"))
    page = pages("team", history=replace(history, events={**history.events, ID: events}))[f"action/{ID}-a2.html"]
    assert "Added with: a moderation" in text(page)
    assert "Added with" not in text(pages("team")[f"action/{ID}-a2.html"])
