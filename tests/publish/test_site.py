"""The whole site from values: who reads what, the same bytes, and pages that are safe and whole."""

from __future__ import annotations

import ast
import html
import locale
import posixpath
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from jinja2 import Environment, nodes

from casekit import publish
from casekit.folder import manifest
from casekit.history.kinds import EVENTS
from casekit.model.audit import Answer, Audit, Box, Case, Concern, Entry, Spell, State
from casekit.model.corpus import Broken, Corpus
from casekit.model.document import Document, Marks
from casekit.model.history import History, Outcome, Trust
from casekit.model.people import People
from casekit.problem import Problem, Span
from casekit.publish import lists
from casekit.publish.context import About
from casekit.publish.events import JUDGED, TITLES, TRUST
from casekit.publish.site import build_site
from casekit.resources import resource
from casekit.rubric.evaluation import BrokenLimit
from casekit.stop import USAGE, Stop
from tests.publish.sample import (
    ABOUT,
    FORM,
    HISTORY,
    NO_TALK,
    PROBLEMS,
    TODAY,
    evaluated,
    event,
    make_audit,
    make_corpus,
    rich_audit,
)

AUDIENCES = ("team", "service")


def site(
    audience: str = "team",
    corpus: Corpus | None = None,
    history: History = HISTORY,
    problems: tuple[Problem, ...] = PROBLEMS,
    today: date = TODAY,
    about: About = ABOUT,
) -> dict[str, bytes]:
    return dict(build_site(corpus or make_corpus(), history, problems, today, audience, about))


def pages(files: dict[str, bytes]) -> dict[str, str]:
    return {path: body.decode() for path, body in files.items() if path.endswith(".html")}


def text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.fixture(scope="module")
def team() -> dict[str, bytes]:
    return site("team")


@pytest.fixture(scope="module")
def service() -> dict[str, bytes]:
    return site("service")


# Who reads what.

TOKEN = "zq{}zq"
NAMES = {"id", "path", "rubric", "text"}
"""Texts that are no words of a person's own: what names a record, and boxes, which get theirs one by one."""


class Planter:
    """Puts a token of its own into every field of an audit that can hold somebody's words."""

    def __init__(self) -> None:
        self.count = 0

    def token(self) -> str:
        self.count += 1
        return TOKEN.format(self.count)

    def into(self, value: object) -> object:
        if isinstance(value, dict):
            return {key: self.into(inner) for key, inner in value.items()}
        if isinstance(value, tuple):
            return tuple(self.into(inner) for inner in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changes: dict[str, object] = {}
        for field in fields(value):
            inner = getattr(value, field.name)
            if isinstance(inner, str) and (field.name not in NAMES or isinstance(value, Box)):
                changes[field.name] = self.token()
            elif isinstance(inner, tuple | dict) or is_dataclass(inner):
                changes[field.name] = self.into(inner)
        return replace(value, **changes)


def planted() -> tuple[Corpus, tuple[Problem, ...], History, int]:
    """A corpus in which every free field holds a token; ids that name things stay, so that pages can be made."""
    plant = Planter()
    token = plant.token

    def box() -> Box:
        return Box(token(), 1, 2)

    base = rich_audit()
    audit = plant.into(
        replace(
            base,
            case=Case("", (Spell("plan"),), (token(),), 9, "", {"practitioner": token(), token(): token()}),
            sections={},
            overall=Entry("overall"),
            document=None,
            dates={token(): (date(2026, 4, 2),)},
            actions=tuple(replace(action, cancelled_on=TODAY) for action in base.actions),
        )
    )
    assert isinstance(audit, Audit)
    voice = replace(
        base.sections["voice"],
        answers={
            "free": Answer(State.ANSWERED, token()),
            "where": Answer(State.ANSWERED, ("home", token())),
            "seen": Answer(State.ANSWERED, token(), token()),
            token(): Answer(State.ANSWERED, token()),
        },
        reasons={"lowest": token(), token(): token()},
        why=token(),
        state=State.NOT_ASSESSED,
        comments={"seen": box(), token(): box()},
        boxes={"well": box(), token(): box()},
    )
    unknown = Entry(
        token(),
        token(),
        State.ANSWERED,
        token(),
        answers={token(): Answer(State.ANSWERED, token(), token())},
        boxes={token(): box()},
    )
    audit = replace(
        audit,
        id=base.id,
        rubric=base.rubric,
        sections={"voice": voice, unknown.id: unknown},
        overall=replace(audit.overall, grade=token(), state=State.NOT_ASSESSED, themes=("drift", token())),
        moderations=tuple(replace(m, grades={token(): token(), "overall": token()}) for m in audit.moderations),
        disputes=tuple(replace(d, grades={"overall": token()}) for d in audit.disputes),
        document=Document(base.path, f"{token()}\n", {}, Marks()),
        attempted=date(2026, 5, 2),
    )
    broken = Broken(f"audits/{token()}.md", token(), ())
    odd = replace(make_audit(7), id=f"{token()} {token()}", path=f"audits/{token()}/{token()}.md")
    corpus = replace(make_corpus(), audits=(evaluated(odd), evaluated(audit)), broken=(broken,))
    problems = (
        Problem(audit.path, Span(3, 1, 3, 1), "CK203", token(), token(), audit.id, (), (token(),)),
        Problem(broken.path, Span(3, 1, 3, 1), "CK004", token(), token()),
        Problem(f"audits/{token()}", Span(), "CK004", token()),
    )

    def steps(**more: object) -> dict[str, object]:
        return {**more, "from": token(), "to": token()}

    gone = f"{token()} x"
    events = {
        audit.id: (
            event(audit.id, "graded", 4, by="", author=token(), detail=steps(section=token())),
            event(audit.id, "answered", 5, detail=steps(section="voice", question=token())),
            event(audit.id, "commented", 6, detail={"boxes": [token()]}),
            event(audit.id, "replied", 7, person=token(), detail={"reply": token(), "for": token()}),
            event(audit.id, "moderated", 8, by=token(), person=token(), detail=steps(sections={token(): steps()})),
            event(audit.id, "disputed", 9, detail={"dispute": "d1", "moderation": token(), "about": token()}),
            event(audit.id, "resolved", 10, detail={"dispute": token(), "outcome": token()}),
            event(audit.id, "action_added", 11, detail={"action": token(), "owner": token(), "due": token()}),
            event(audit.id, "action_moved", 12, detail=steps(action=token())),
            event(audit.id, "shared", 13, detail={"with": token()}),
            event(audit.id, "edited", 14, detail={"keys": [token()], "filled": [token()]}),
            event(audit.id, "edited", 15, detail={"event": "moderated", "moderation": "m1", "changed": [token()]}),
            event(audit.id, "withdrawn", 16, detail={"event": "completed", "from": token(), "to": None}),
        ),
        gone: (event(gone, "deleted", 3, by="", author=token()),),
    }
    return corpus, problems, History(Outcome.COMPLETE, events=events), plant.count


def found(files: dict[str, bytes]) -> set[int]:
    every = b"\n".join([*files.values(), *(path.encode() for path in files)]).decode().casefold()
    return {int(n) for n in re.findall(r"zq(\d+)zq", every)}


def test_the_service_reads_nothing_that_a_person_wrote() -> None:
    corpus, problems, history, count = planted()
    assert count > 100
    assert found(site("service", corpus, history, problems)) == set()


def test_the_team_reads_all_of_it() -> None:
    """The other half of the proof: each token does stand where a page shows it."""
    corpus, problems, history, count = planted()
    assert set(range(1, count + 1)) - found(site("team", corpus, history, problems)) == set()


def test_the_service_has_every_audits_page_with_grades_and_dates(service: dict[str, bytes]) -> None:
    page = text(service["audit/2026-05-0002.html"].decode())
    for expected in (
        "Lacking",
        "the auditor gave Fine",
        "30 May 2026",
        "Overdue",
        "16 days late",
        "Moderation 1",
        "CK203",
        "No",
    ):
        assert expected in page
    for left_out in (
        "Not yet.",
        "His words are quoted",
        "Hold and record",
        "Oversight weighs more",
        "above its limit",
        "K7Q2M",
    ):
        assert left_out not in page
    assert len([path for path in service if path.startswith("audit/")]) == len(make_corpus().audits)


def test_unread_files_are_counted_for_all_and_shown_to_the_team(
    team: dict[str, bytes], service: dict[str, bytes]
) -> None:
    assert any(path.startswith("unread/") for path in team)
    assert not any(path.startswith("unread/") for path in service)
    for files in (team, service):
        assert "1 file could not be read" in text(files["problems/index.html"].decode())


def test_another_audience_is_refused() -> None:
    with pytest.raises(Stop, match="audience 'everybody' is not known; use team, service, board or public") as stop:
        site("everybody")
    assert stop.value.exit_code == USAGE


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_says_for_whom_it_is_and_its_marking(audience: str) -> None:
    for path, page in pages(site(audience)).items():
        assert page.count("OFFICIAL-SENSITIVE") >= 2, path
        assert "For the audit team only" in page if audience == "team" else "For managers of the service" in page
        assert ("0123456789" in page) == (path == "about.html"), "a commit would change every page that names it"
        assert "15 June 2026" in page


# The same bytes.


def test_the_same_values_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, team: dict[str, bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    if hasattr(time, "tzset"):
        time.tzset()
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("de_DE.UTF-8", "tr_TR.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
        assert site("team") == team
    finally:
        locale.setlocale(locale.LC_ALL, before)
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()


def test_no_page_depends_on_the_order_of_sets_or_on_the_clock() -> None:
    """publish and register never ask the machine for a time, a locale or a random number."""
    asked = {"now", "utcnow", "time", "monotonic", "random", "getlocale", "cwd", "environ", "localtime"}
    folder = Path(lists.__file__).parents[1]
    for file in sorted([*folder.glob("publish/*.py"), *folder.glob("register/*.py")]):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in asked, f"{file.name}:{node.lineno}"


# Pages that are whole.

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Whole(HTMLParser):
    """Notes what a browser would have to forgive, and everything that leads somewhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.refs: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            value = value or ""
            if name == "id":
                self.ids.append(value)
            elif name in ("aria-labelledby", "for"):
                self.refs += value.split()
            elif name in ("href", "src"):
                self.links.append(value)
            elif name == "style" or name.startswith("on"):
                self.wrong.append(f"{name} on {tag}")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("style", "iframe", "object", "form", "img"):
            self.wrong.append(tag)
        if tag == "script" and not dict(attrs).get("src"):
            self.wrong.append("inline script")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def each_page() -> Iterator[tuple[str, dict[str, bytes], str]]:
    for audience in AUDIENCES:
        files = site(audience)
        for path, page in pages(files).items():
            yield path, files, page


def assert_filters(page: str, filters: str, link: str) -> None:
    """An address that sets filters names columns that can be chosen from, and values that stand in the list."""
    heads = {html.unescape(h) for h in re.findall(r'<th scope="col"[^>]* data-choose>([^<]*)</th>', page)}
    cells = [html.unescape(cell) for cell in re.findall(r">([^<>]+)<", page[page.index("<tbody>") :])]
    shown = {one for cell in cells for one in (cell, *cell.split("; "))}
    wanted = parse_qs(filters)
    assert wanted, link
    assert set(wanted) <= heads, link
    assert all(shown & set(some) for some in wanted.values()), link


def test_pages_are_whole_and_lead_only_to_pages_that_are_there() -> None:
    checked = 0
    for path, files, page in each_page():
        it = Whole()
        it.feed(page)
        it.close()
        assert it.wrong == [], path
        assert it.open == [], path
        assert len(it.ids) == len(set(it.ids)), path
        assert set(it.refs) <= set(it.ids), path
        assert it.headings[0] == 1, path
        assert it.headings.count(1) == 1, path
        assert all(b <= a + 1 for a, b in zip(it.headings, it.headings[1:], strict=False)), (path, it.headings)
        for link in it.links:
            target, _, anchor = link.partition("#")
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert place in files, (path, link)
            if "=" in anchor:
                assert_filters(files[place].decode(), anchor, link)
            elif anchor and place.endswith(".html"):
                assert f'id="{anchor}"' in files[place].decode(), (path, link)
        checked += 1
    assert checked > 50


def test_the_policy_on_every_page() -> None:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
    )
    for path, _, page in each_page():
        assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in html.unescape(page), path
        assert page.startswith("<!DOCTYPE html>\n"), path
        assert '<html lang="en-GB">' in page
        assert "undefined" not in page.casefold(), path


def test_names_of_pages_suit_every_file_system(team: dict[str, bytes]) -> None:
    assert all(manifest.safe(path) for path in team)
    odd = [
        replace(make_audit(8), id=id, path=f"audits/2026-05/{n}.md")
        for n, id in enumerate(("../x", "A1", "a1", "con", "", "é", "index"))
    ]
    files = site(corpus=replace(make_corpus(), audits=tuple(evaluated(audit) for audit in odd)))
    made = [path for path in files if path.startswith("audit/")]
    assert len(made) == len(odd)
    assert all(manifest.safe(path) for path in files)
    assert "audit/a1.html" in made
    assert "audit/con.html" not in made


def test_hostile_words_are_escaped_everywhere() -> None:
    evil = "</script><script>alert(1)</script>\u2028\"'><img src=x>"
    audit = make_audit(
        9,
        case=Case(evil, (Spell(evil),), (evil,), 9, evil, {"practitioner": evil}),
        overall=Entry("overall", evil, State.ANSWERED),
    )
    audit = replace(audit, stray=(Box(evil, 1, 2),), auditor=evil)
    corpus = replace(
        make_corpus(),
        audits=tuple(evaluated(replace(audit, id=f"a{n}", path=f"audits/2026-05/{n:04}.md")) for n in range(3)),
    )
    small = lists.PER_PAGE
    lists.PER_PAGE = 2
    try:
        files = site(corpus=corpus)
    finally:
        lists.PER_PAGE = small
    assert "audits/index_rows.js" in files
    for path, body in files.items():
        assert b"<script>alert" not in body, path
        assert b"<img" not in body, path
        if path.endswith("rows.js"):
            body.decode("ascii")
            assert b"<" not in body


# Long lists.


def test_a_long_list_has_pages_that_can_be_read_without_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 4)
    many = tuple(evaluated(make_audit(n, "2026-05" if n < 7 else "2026-04")) for n in range(1, 11))
    files = site(corpus=replace(make_corpus(), audits=many), history=History(Outcome.EMPTY))
    listed = [files[f"audits/{name}.html"].decode() for name in ("index", "index_2", "index_3")]
    rows = [re.findall(r'<th scope="row"[^>]*><a href="\.\./audit/([\d-]+)\.html"', page) for page in listed]
    assert [len(part) for part in rows] == [4, 4, 2]
    assert len({id for part in rows for id in part}) == 10
    assert "Rows 5 to 8 of 10" in text(listed[1])
    assert files["audits/index_rows.js"].count(b'.html","') == 10
    assert "audits/2026-05_2.html" in files


def test_a_very_long_list_is_read_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    monkeypatch.setattr(lists, "MOST_FILTERED", 5)
    files = site()
    assert "audits/index_rows.js" not in files
    assert b"data-tools" not in files["audits/index.html"]
    assert b'class="pager"' in files["audits/index_3.html"]


def test_a_list_of_one_page_needs_no_rows_and_no_pager(team: dict[str, bytes]) -> None:
    assert "audits/index_rows.js" not in team
    assert b'class="pager"' not in team["audits/index.html"]


# What stands on the pages.


def test_home_shows_what_needs_somebody(team: dict[str, bytes]) -> None:
    home = text(team["index.html"].decode())
    for expected in (
        "6 audits from April 2026 to June 2026, as they stood on 15 June 2026.",
        "1 action overdue of 3 open",
        "1 immediate concern open of 1 on record",
        "1 dispute not settled of 1 on record",
        "1 audit not completed of 6",
        "2 errors to mend in 2 files",
        "Grades of 3 of 5 audits (1 not completed and 1 second judgement left out).",
        "1 of 3 changed by moderation or dispute",
        "Deadline of action 1 moved from 20 May 2026 to 30 May 2026",
        "18 May 2026, 10:30",
    ):
        assert expected in home


def test_forms_are_never_pooled(team: dict[str, bytes]) -> None:
    grades = text(team["grades.html"].decode())
    assert "Toy audit form, version 1" in grades
    assert "Short form, version 2" in grades
    assert "Grades of 1 of 1 audit." in grades


def test_the_months_of_grades_have_pages_of_their_own() -> None:
    many = tuple(evaluated(make_audit(n, f"20{24 + n // 12}-{1 + n % 12:02}")) for n in range(14))
    files = site("team", replace(make_corpus(), audits=many))
    first = files["grades.html"].decode()
    assert "Overall grade by month, newest 12 of 14" in first
    for led_to in set(re.findall(r'href="(grades/[^"]*)"', first)):
        page = files[led_to].decode()
        assert len(re.findall(r'<th scope="row">\w+ 202\d</th>', page)) == 14, led_to
    assert {"grades/toy-1-overall.html", "grades/toy-1-voice.html"} <= set(re.findall(r'href="(grades/[^"]*)"', first))


def test_a_site_of_audits_that_are_all_unfinished_has_grades_to_come() -> None:
    begun = evaluated(make_audit(1, completed=None, sections={}, overall=Entry("overall")))
    grades = text(site("team", replace(make_corpus(), audits=(begun,)))["grades.html"].decode())
    assert "No grades to count yet in 1 audit (1 not completed left out)." in grades
    assert "by month" not in grades


def test_of_many_causes_of_one_broken_limit_three_are_named() -> None:
    causes = tuple(f"Cause {number}." for number in range(1, 6))
    broken = BrokenLimit(NO_TALK, "oversight", "b", "c", "auditor", False, causes)
    audits = (evaluated(make_audit(1), broken=(broken,)),)
    page = text(site(corpus=replace(make_corpus(), audits=audits))["audit/2026-05-0001.html"].decode())
    assert "(Cause 1; Cause 2; Cause 3; and 2 more)." in page


def test_an_audits_page(team: dict[str, bytes]) -> None:
    page = text(team["audit/2026-05-0002.html"].decode())
    for expected in (
        "in effect through moderation 1; the auditor gave Fine",
        "Far above the lowest section: the limit is Lacking, and the auditor gave Fine",
        "Does not apply to this case: School.",
        "Nobody",
        "moved from 20 May 2026: Leave",
        "Left over.",
        "contradicted by its commit",
        "4 May 2026, 10:40",
        "The file as it stands",
    ):
        assert expected in page
    assert page.index("Immediate concerns") < page.index("Life of this audit")


def test_actions_of_nobody_have_a_list(team: dict[str, bytes]) -> None:
    assert "Ask the school" in text(team["people/nobody.html"].decode())


def test_people_not_on_the_list_share_one_page_for_the_service() -> None:
    corpus = replace(make_corpus(), people=People())
    files = site("service", corpus)
    assert [path for path in files if path.startswith("people/")] == [
        "people/index.html",
        "people/nobody.html",
        "people/somebody.html",
    ]
    assert b"p002" not in b"".join(files.values())


def test_a_rubrics_page_says_its_conditions_in_words(team: dict[str, bytes]) -> None:
    page = text(team["rubrics/toy-1.html"].decode())
    for expected in (
        "When “Supervision was held in the last three months” is answered No: the grade is not above Lacking.",
        "Nothing lifts this.",
        "not more than 1 grade better than the lowest grade of all sections",
        "with the agreement of the moderator",
        "Applies when this holds: Goes to school.",
        "yes means that the last date of “Supervision held” is within 3 months of the end of the period",
        "tell the team manager on the same day and put an action on record",
        "Every visit is told in the child’s words.",
        "Yes is the unfavourable answer",
        "May look at any time.",
        "only the last 6 months",
    ):
        assert expected in page


def test_rules_are_the_same_text(team: dict[str, bytes]) -> None:
    page = text(team["rules/ck203.html"].decode())
    assert "CK203 A grade above its limit" in page
    assert "A limit caps a grade. so" in page
    assert "1 time in 1 file" in page


def test_about_this_build(team: dict[str, bytes]) -> None:
    page = text(team["about.html"].decode())
    for expected in (ABOUT.commit, "2 files changed and not committed", "casekit 0.1.0", "complete", "Europe/London"):
        assert expected in page


def test_an_incomplete_history_is_said() -> None:
    files = site(history=replace(HISTORY, outcome=Outcome.SHALLOW))
    assert "incomplete" in text(files["about.html"].decode())
    assert "The history is incomplete here" in text(files["audit/2026-05-0001.html"].decode())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_empty_repository_has_a_site(audience: str) -> None:
    files = site(audience, Corpus(rubrics={"toy@1": FORM}), History(Outcome.EMPTY), (), about=About())
    assert "No audit is on record on 15 June 2026." in text(files["index.html"].decode())
    assert "There is no audit yet." in text(files["audits/index.html"].decode())


def test_there_are_words_for_every_kind_of_event_and_trust() -> None:
    assert set(TRUST) == set(Trust)
    assert set(TITLES) == set(EVENTS)
    assert set(EVENTS) >= JUDGED


def test_progress_counts_audits() -> None:
    seen: list[tuple[int, int]] = []
    dict(
        build_site(
            make_corpus(), HISTORY, PROBLEMS, TODAY, "team", ABOUT, lambda done, total: seen.append((done, total))
        )
    )
    assert seen == [(n, 6) for n in range(1, 7)]


# Templates print, and nothing else.


def test_templates_sort_compute_and_look_up_nothing() -> None:
    allowed_calls = {
        "tag",
        "link",
        "bar",
        "table",
        "facts",
        "figures",
        "chart",
        "shape",
        "contents",
        "grades",
        "descriptors",
        "part",
        "block_of",
        "parts",
        "legend",
        "head_html",
        "rows_html",
        "cell_html",
        "frame_html",
    }
    forbidden = (nodes.Filter, nodes.BinExpr, nodes.Getitem, nodes.Slice, nodes.Assign, nodes.Concat, nodes.UnaryExpr)
    folder = resource("site") / "templates"
    environment = Environment(autoescape=True)
    for file in sorted(folder.glob("*.html")):
        tree = environment.parse(file.read_text("utf-8"))
        for node in tree.find_all(nodes.Node):
            assert isinstance(node, nodes.Not) or not isinstance(node, forbidden), f"{file.name}:{node.lineno} {node!r}"
        for call in tree.find_all(nodes.Call):
            name = call.node.attr if isinstance(call.node, nodes.Getattr) else getattr(call.node, "name", "")
            assert name in allowed_calls, f"{file.name}:{call.lineno}"


MOST_STYLE = 11_000
"""Characters of the stylesheet, which every page loads before it shows anything: 10,250 are in use, for tables, tags,
figures, heat maps, control charts, search and paper; the rest is room for one more part, not for rules left behind."""


def test_every_rule_of_the_stylesheet_is_for_something_that_pages_have() -> None:
    folder = resource("site")
    style = re.sub(r"/\*.*?\*/", "", (folder / "assets" / "style.css").read_text("utf-8"), flags=re.DOTALL)
    named = {name for chosen in re.findall(r"([^{}]+)\{", style) for name in re.findall(r"\.([a-z][\w-]*)", chosen)}
    made = [*(folder / "templates").iterdir(), *Path(publish.__file__).parent.glob("*.py"), folder / "assets/script.js"]
    words = set(re.findall(r"[\w-]+", "\n".join(file.read_text("utf-8") for file in made)))
    numbered = {f"{kind}{number}" for kind, most in TONES.items() for number in range(most)}
    assert sorted(named - words - numbered) == []


TONES = {"t": 5, "h": 5, "fill-t": 5, "on-t": 5}
"""Classes that are put together from a word and a place: grades, shades of a heat map, parts of a bar."""


def test_assets_are_small_and_load_nothing() -> None:
    folder = resource("site") / "assets"
    style = (folder / "style.css").read_text("utf-8")
    script = (folder / "script.js").read_text("utf-8")
    assert len(style) <= MOST_STYLE
    assert len(script) <= 7_200
    for words in (style, script):
        for forbidden in ("@import", "url(", "http", "localStorage", "sessionStorage", "fetch(", "innerHTML", "eval("):
            assert forbidden not in words


def test_the_lists_at_the_top_of_the_site_have_several_pages_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 1)
    noticed = tuple(Concern(f"c{n}", date(2026, 5, n)) for n in (1, 2, 3))
    one = evaluated(replace(make_audit(1), concerns=noticed))
    files = site(corpus=replace(make_corpus(), audits=(one,)))
    assert {"concerns.html", "concerns_2.html", "concerns_3.html", "concerns_rows.js"} <= files.keys()
    assert all(not name.startswith("/") for name in files)
