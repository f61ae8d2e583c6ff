"""Site, report, export, query and a plain recount give the same figures, for the service and for the board.

Three made-up authorities. The recount reads the files of a commit with another reader of YAML and knows no casekit.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.publish.figures import Pages
from tests.publish.test_numbers import wrong

pytestmark = pytest.mark.slow

MONTH, LAST, CLOSE, DAY = "2026-09", "2026-09-30", "2026-10-14", "2026-10-31"
BEFORE, LAST_BEFORE = "2026-08", "2026-08-31"
Plain = dict[str, Any]


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, text=True).stdout.strip()


def files_of(folder: Path, commit: str, readable: set[str]) -> list[Plain]:
    """The front matter of every audit of a commit that casekit can read."""
    found = []
    for path in git(folder, "ls-tree", "-r", "--name-only", commit, "audits").splitlines():
        if path.endswith(".md"):
            text = git(folder, "show", f"{commit}:{path}").replace("\r\n", "\n")
            head = text.removeprefix("\ufeff").removeprefix("---\n").split("\n---\n")[0]
            if path.rpartition("/")[2].removesuffix(".md") in readable:
                found.append({**yaml.load(head, yaml.BaseLoader), "month": path.split("/")[1]})
    return found


def overdue(files: list[Plain], day: str) -> list[Plain]:
    """Actions neither done nor cancelled whose deadline lies before the day."""
    every = [action for one in files for action in one.get("actions") or []]
    still = [action for action in every if not action.get("done") and not action.get("cancelled")]
    return [action for action in still if action.get("due") and action["due"] < day]


def overall(one: Plain) -> Plain:
    """What an audit says of the whole."""
    found: Plain = one.get("overall") or {}
    return found


def themes_of(one: Plain) -> set[str]:
    """The themes that an audit names, without slips: those that its form lists."""
    form = yaml.load((resource("rubrics") / f"{one['rubric'].split('@')[0]}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return set(overall(one).get("themes") or []) & set(form["themes"])


def recount(files: list[Plain], day: str) -> Plain:
    """The figures of the month by hand."""
    first = [one for one in files if one["month"] == MONTH and not one.get("second_of")]
    done = [one for one in first if one.get("completed")]
    up_to = [one for one in files if one["month"] <= MONTH]
    every = [action for one in up_to for action in one.get("actions") or []]
    return {
        "due": len(first),
        "completed": len(done),
        "on_time": sum(one["completed"] <= LAST for one in done),
        "open": sum(not a.get("done") and not a.get("cancelled") for a in every),
        "overdue": len(overdue(up_to, day)),
        "effective": Counter((one["rubric"], in_effect(one)) for one in done),
        "auditor": Counter((one["rubric"], overall(one).get("grade")) for one in done),
        "themes": Counter((one["rubric"], theme) for one in done for theme in themes_of(one)),
    }


def actions_of(files: list[Plain]) -> list[Plain]:
    return [action for one in files for action in one.get("actions") or []]


def still_open(action: Plain) -> bool:
    return not action.get("done") and not action.get("cancelled")


def on(action: Plain, step: str) -> str:
    """The day of a step of an action, "" where it was not taken."""
    found: str = (action.get(step) or {}).get("on", "")
    return found


def late_at(files: list[Plain], day: str) -> Plain:
    """Of the actions open at the end of a day, those past the deadline that held then: kept as a diary."""
    held = []
    for action in actions_of(files):
        ends = [end for end in (on(action, "done"), on(action, "cancelled")) if end]
        if action.get("agreed") and action["agreed"] <= day and all(end > day for end in ends):
            moves = [move for move in action.get("moved") or [] if move.get("on", "") > day]
            held.append(moves[0]["from"] if moves else action.get("due", ""))
    return {"number": sum(bool(due) and due < day for due in held), "of": len(held)}


def in_effect(one: Plain) -> str | None:
    """The overall grade that was given last: by the auditor, a moderator, or in a dispute."""
    later = [*(one.get("moderations") or []), *(d.get("resolved") or {} for d in one.get("disputes") or [])]
    given = [overall(one).get("grade"), *(judged.get("overall") for judged in later)]
    return next((grade for grade in reversed(given) if grade), None)


def compared(files: list[Plain]) -> Plain:
    """What changed since the month before, month by month and then side by side."""
    found: Plain = {"concerns": {}, "agreed": {}, "done": {}, "verified": {}, "themes": {}, "kept": {}}
    for name, month in (("now", MONTH), ("before", BEFORE)):
        mine = [one for one in files if one["month"] == month]
        acts = actions_of([one for one in files if one["month"] <= month])
        found["concerns"][name] = sum(len(one.get("concerns") or []) for one in mine)
        found["agreed"][name] = sum(a.get("agreed", "").startswith(month) for a in acts)
        found["done"][name] = sum(on(a, "done").startswith(month) for a in acts)
        found["verified"][name] = sum(on(a, "verified").startswith(month) for a in acts)
        due = [a for a in acts if (a.get("due") or "").startswith(month) and not a.get("cancelled")]
        kept = sum(bool(on(a, "done")) and on(a, "done") <= a["due"] for a in due)
        found["kept"][name] = {"number": kept, "of": len(due)}
        done = [one for one in mine if one.get("completed") and not one.get("second_of")]
        found["themes"][name] = {(one["rubric"], theme) for one in done for theme in themes_of(one)}
    up_to = [one for one in files if one["month"] <= MONTH]
    found["overdue"] = {"now": late_at(up_to, LAST), "before": late_at(up_to, LAST_BEFORE)}
    return found


def assert_compared(since: Plain, mine: Plain) -> None:
    """The report's comparison is that of the recount."""
    assert since["month"] == BEFORE
    assert since["concerns"] == mine["concerns"]
    for step in ("agreed", "done", "verified", "kept"):
        assert since["actions"][step] == mine[step], step
    assert since["actions"]["overdue_at_month_end"] == mine["overdue"]
    themes = mine["themes"]
    for kind, own, other in (("came", "now", "before"), ("went", "before", "now")):
        told = {(ref, theme) for ref, form in since["rubrics"].items() for theme in form[f"themes_{kind}"]}
        assert told == {key for key in themes[own] - themes[other] if key[0] in since["rubrics"]}, kind


def assert_site(site: Path, files: list[Plain], people: Plain) -> None:
    """Numbers of the finished pages are those of the recount, and each leads to as many as it says."""
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert wrong(found) == []
    shown = {(n.page, n.table, n.row, n.column): n.value for n in Pages(found).numbers()}
    for team, name in people["teams"].items():
        mine = [one for one in files if (one.get("case") or {}).get("team") == team]
        counts = {
            "Audits": len(mine),
            "Completed": sum(bool(one.get("completed")) for one in mine),
            "Moderated": sum(bool(one.get("moderations")) for one in mine),
            "Open actions": sum(map(still_open, actions_of(mine))),
            "Overdue actions": len(overdue(mine, DAY)),
            "Open concerns": sum(not c.get("closed") for one in mine for c in one.get("concerns") or []),
        }
        page = {head: shown.get(("teams/index.html", "teams", name, head), 0) for head in counts}
        assert page == counts, name


@pytest.fixture(scope="module", params=[21, 22, 23])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority whose board reads every figure, so that all of them can be compared."""
    from casekit.demo.make import make_demo

    folder = tmp_path_factory.mktemp("agree") / "d"
    make_demo(folder, 90, request.param, lambda done, of: None)
    policy = folder / "casekit.toml"
    policy.write_text('small_numbers = { board = "internal" }\n' + policy.read_text("utf-8"), "utf-8")
    git(folder, "-c", "user.name=p005", "-c", "user.email=p005@example.org", "commit", "-qam", "the board reads all")
    return folder


def asked(casekit: Casekit, made: Path, *words: object) -> Any:
    ran = casekit("-C", made, *words)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def query(casekit: Casekit, made: Path, sql: str, *more: str) -> list[list[Any]]:
    rows: list[list[Any]] = asked(casekit, made, "query", sql, "--format", "json", "--today", DAY, *more)["rows"]
    return rows


def test_the_service_s_figures_are_those_of_a_recount(made: Path, casekit: Casekit, tmp_path: Path) -> None:
    as_service = ("--audience", "service")
    readable = {row[0] for row in query(casekit, made, "SELECT audit FROM audits", *as_service)}
    files = files_of(made, "HEAD", readable)
    mine = recount(files, DAY)
    report = asked(casekit, made, "report", MONTH, "--format", "json", "--today", DAY, *as_service)
    assert {name: report["programme"][name] for name in ("due", "completed", "on_time")} == {
        name: mine[name] for name in ("due", "completed", "on_time")
    }
    assert (report["actions"]["open"], report["actions"]["overdue"]) == (mine["open"], mine["overdue"])
    auditor = {
        (ref, g): n for ref, form in report["rubrics"].items() for g, n in form["grades"]["auditor"].items() if n
    }
    assert auditor == {key: n for key, n in mine["auditor"].items() if key[1]}
    effective = {
        (ref, g): n for ref, form in report["rubrics"].items() for g, n in form["grades"]["effective"].items() if n
    }
    assert effective == {key: n for key, n in mine["effective"].items() if key[1]}
    assert_compared(report["since"], compared(files))
    themes = {(ref, theme): n for ref, form in report["rubrics"].items() for theme, n in form["themes"].items() if n}
    assert themes == dict(mine["themes"])
    sql = (
        "SELECT rubric || '@' || version, grade_auditor, count(*) FROM audits "
        f"WHERE month = '{MONTH}' AND counted AND grade_auditor IS NOT NULL GROUP BY ALL"
    )
    assert {(ref, grade): n for ref, grade, n in query(casekit, made, sql, *as_service)} == auditor
    assert casekit("-C", made, "export", tmp_path / "e", "--format", "jsonl", "--today", DAY, *as_service).code == 0
    rows = [json.loads(line) for line in (tmp_path / "e" / "audits.jsonl").read_text().splitlines()]
    exported = Counter(
        (f"{row['rubric']}@{row['version']}", row["grade_auditor"])
        for row in rows
        if row["month"] == MONTH and row["counted"] and row["grade_auditor"]
    )
    assert dict(exported) == auditor
    stands = Counter(
        json.loads(line)["standing"] for line in (tmp_path / "e" / "actions.jsonl").read_text().splitlines()
    )
    assert stands["Overdue"] == len(overdue(files, DAY))
    assert sum(stands[one] for one in ("Overdue", "No deadline", "Open")) == sum(map(still_open, actions_of(files)))
    sql = "SELECT standing, count(*) FROM actions GROUP BY ALL"
    assert dict(map(tuple, query(casekit, made, sql, *as_service))) == dict(stands)
    assert casekit("-C", made, "build", "--output", tmp_path / "s", "--today", DAY, *as_service).code == 0
    home = (tmp_path / "s" / "index.html").read_text("utf-8")
    every = len(overdue(files, DAY))
    assert re.search(rf"<strong>{every:,}</strong> actions? overdue", home)
    assert_site(tmp_path / "s", files, yaml.load((made / "people.yaml").read_text("utf-8"), yaml.BaseLoader))


def test_the_board_s_figures_are_those_of_a_recount_at_the_close(made: Path, casekit: Casekit, tmp_path: Path) -> None:
    as_board = ("--audience", "board", "--today", DAY)
    at_close = git(made, "rev-list", "-1", "--first-parent", "--before", f"{CLOSE}T23:59:59+01:00", "HEAD")
    ids = asked(casekit, made, "query", "SELECT audit FROM audits", "--format", "json", "--as-at", at_close)["rows"]
    mine = recount(files_of(made, at_close, {row[0] for row in ids}), CLOSE)
    data = asked(casekit, made, "report", MONTH, "--format", "json", *as_board)
    told = {
        (table["rubric"], table["caption"], row["row"], column): figure
        for table in data["tables"]
        for row in table["rows"]
        for column, figure in zip(table["columns"], row["figures"], strict=True)
    }
    assert len(told) == sum(len(row["figures"]) for table in data["tables"] for row in table["rows"])
    assert None not in told.values()
    assert (data["as_at"], data["small_numbers"]["profile"]) == (date.fromisoformat(CLOSE).isoformat(), "internal")
    audits = ("Of the month", "of these completed", "of these by the month's last day")
    assert [told[None, "Audits of the month", row, "Number"] for row in audits] == [
        mine[name] for name in ("due", "completed", "on_time")
    ]
    acts = [told[None, "Actions open at the close", row, "Number"] for row in ("Open", "of these overdue")]
    assert acts == [mine["open"], mine["overdue"]]
    done = Counter(ref for (ref, _), n in mine["auditor"].items() for _ in range(n))
    assert {ref: told[ref, "Audits under this form", "Completed", "Number"] for ref in done} == dict(done)
    themes = sum(n for (_, caption, _, _), n in told.items() if caption.startswith("Themes"))
    assert themes == mine["themes"].total()
    sql = f'SELECT rubric, version, "table", "row", "column", figure FROM figures WHERE month = \'{MONTH}\''
    rows = query(casekit, made, sql, "--audience", "board")
    asked_for = {(f"{r}@{v}" if r else None, table, row, column): n for r, v, table, row, column, n in rows}
    assert asked_for == told
    assert casekit("-C", made, "export", tmp_path / "e", "--format", "jsonl", *as_board).code == 0
    lines = [json.loads(line) for line in (tmp_path / "e" / "figures.jsonl").read_text().splitlines()]
    assert sum(line["month"] == MONTH for line in lines) == len(told)
    assert casekit("-C", made, "build", "--output", tmp_path / "s", *as_board).code == 0
    page = (tmp_path / "s" / "months" / f"{MONTH}.html").read_text("utf-8")
    shown = [int(n.replace(",", "")) for n in re.findall(r'<td class="number">([\d,]+)</td>', page)]
    assert shown == [n for table in data["tables"] for row in table["rows"] for n in row["figures"]]
