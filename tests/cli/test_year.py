"""A year by commands alone: allocate, remind, audits, moderation, actions, audits again; its figures are recounted."""

from __future__ import annotations

import json
from calendar import monthrange
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from casekit.link.corpus import load_corpus
from casekit.model.programme import Allotted
from casekit.read.files import Folder
from casekit.register.reaudit import changes
from tests.cli.allotted import PEOPLE, POLICY, committed, repository
from tests.cli.conftest import Casekit
from tests.cli.judged import run
from tests.laid import AUDIT, toy

POLICY_OF_THE_YEAR = POLICY + "[programme]\nwindow = 4\nreserve = 100\n"
EVERYBODY = PEOPLE.replace("    exempt: [{from: 2026-11-01, to: 2026-12-15, why: Long leave}]\n", "").replace(
    "p013:\n    title: Principal social worker",
    "p013:\n    exempt: [{from: 2026-07-06, to: 2026-08-28, why: Long leave}]\n    title: Principal social worker",
)
CASES = "ref,type,team,practitioner\n" + "".join(
    f"{team[0].upper()}{n:02d}X,home,{team},{who}\n"
    for team, who in (("blue", "p101"), ("red", "p102"))
    for n in range(16)
)


def finished(text: str, on: date) -> str:
    """The prefilled audit as it would be when done: the toy's whole audit under this one's head."""
    head = {line.split(":")[0].strip(): line for line in text.split("\n") if line.count(":") == 1}
    whole = toy()[AUDIT].decode()
    start, end = whole.index("moderations:"), whole.index("reflection:")
    whole = whole[:start] + whole[end:]
    lines = []
    for line in whole.split("\n"):
        key = line.split(":")[0].strip()
        if key in ("id", "auditor", "ref", "practitioner", "team") and line.startswith((key, f"  {key}")):
            line = head[key]
        elif key == "completed" and line.startswith("completed"):
            line = f"completed: {on}"
        if key not in ("team_manager", "reviewer"):
            lines.append(line)
    actions = lines.index("actions:")
    return "\n".join([*lines[:actions], *lines[_after(lines, actions) :]])


def _after(lines: list[str], start: int) -> int:
    return next(n for n in range(start + 1, len(lines)) if lines[n][:1] not in (" ", ""))


@pytest.mark.slow
def test_a_year(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", EVERYBODY, POLICY_OF_THE_YEAR, CASES)
    chance = Random(4)
    tally: dict[tuple[str, str], Counter[str]] = {}
    moderated = acted = asked = swaps = replaced = 0

    def does(by: str, on: date, *arguments: str) -> str:
        ran = run(casekit, folder, by, *arguments, today=on.isoformat())
        assert ran.code == 0, (arguments, ran.err)
        return ran.out

    def swapped(one: Allotted) -> tuple[Allotted, int]:
        """The audit with another auditor, whoever the programme lets have it."""
        for other in ("p001", "p011", "p012", "p013"):
            arguments = ("programme", "swap", one.id, "--to", other, "--reason", "Both agreed.")
            if run(casekit, folder, "p002", *arguments, today=first.isoformat()).code == 0:
                return replace(one, auditor=other), 1
        return one, 0

    def counted(what: str, month: str, auditor: str, team: str) -> None:
        for group in (("month", month), ("auditor", auditor), ("team", team), ("year", month[:4])):
            tally.setdefault(group, Counter())[what] += 1

    for number in range(1, 13):
        month = f"2026-{number:02d}"
        first, last = date(2026, number, 1), date(2026, number, monthrange(2026, number)[1])
        does("p002", first, "allocate", month, "--cases", "../cases.csv")
        committed(folder)
        planned = load_corpus(Folder(folder)).programmes[month]
        for one in planned.exempt:
            for group in (("month", month), ("auditor", one.who), ("year", "2026")):
                tally.setdefault(group, Counter())["excused"] += 1
        reminded = does("", last - timedelta(days=7), "remind", month)
        assert all(one.id in reminded for one in planned.audits)
        fates = [chance.choice(["on_time", "on_time", "late", "reason", "missing", "stopped", "exempt", "cancelled"])
                 for _ in planned.audits]  # fmt: skip
        waiting = list(zip(planned.audits, fates, strict=True))
        while waiting:
            one, fate = waiting.pop(0)
            if chance.random() < 0.3:
                one, moved = swapped(one)
                swaps += moved
            path = folder / f"audits/{month}/{one.id}.md"
            asked += "was audited before" in path.read_text(encoding="utf-8")
            by = {
                "on_time": last - timedelta(days=2),
                "late": last + timedelta(days=6),
                "reason": last + timedelta(days=9),
            }
            command = {"stopped": "stop", "exempt": "exempt", "cancelled": "cancel"}.get(fate)
            counted(fate, month, one.auditor, one.case.team)
            if command:
                more = ("--because", "case_closed") if command == "stop" else ()
                does("p002", first, "programme", command, one.id, "--reason", "As agreed.", *more)
                after = load_corpus(Folder(folder)).programmes[month].audits
                new = next((other for other in after if other.replaces == one.id), None)
                if new is not None:
                    replaced += 1
                    waiting.append((new, chance.choice(["on_time", "late"])))
                continue
            if fate == "reason":
                does(
                    one.auditor,
                    last + timedelta(days=1),
                    "programme",
                    "late",
                    one.id,
                    "--because",
                    "access_refused",
                    "--reason",
                    "Nobody was let in.",
                )
            if fate == "missing":
                said = does("", last + timedelta(days=1), "remind", month)
                assert f"{one.id}: was due" in said
                continue
            day = by[fate]
            path.write_text(finished(path.read_text(encoding="utf-8"), day), encoding="utf-8")
            committed(folder)
            if one.auditor != "p002" and chance.random() < 0.5:
                does("p002", day + timedelta(days=2), "moderate", one.id, "--confirm", "--reason", "It follows.")
                moderated += 1
            owner, manager = one.case.people["practitioner"], {"blue": "p011", "red": "p012"}[one.case.team]
            new = ("--for", "planning", "--do", "Hold the meeting", "--outcome", "The child knows who comes")
            due = day + timedelta(days=20)
            does(
                manager,
                day + timedelta(days=1),
                "action",
                "add",
                one.id,
                *new,
                "--owner",
                owner,
                "--due",
                due.isoformat(),
            )
            does(owner, day + timedelta(days=2), "action", "agree", one.id, "a1")
            does(owner, day + timedelta(days=9), "action", "done", one.id, "a1", "--evidence", "A note on the file")
            does(manager, day + timedelta(days=11), "action", "verify", one.id, "a1")
            acted += 1
    assert asked, "cases are audited again after the window, and their earlier actions asked about"
    assert moderated
    assert swaps > 5
    assert replaced > 3
    done = [case for case in load_corpus(Folder(folder)).audits if case.audit.completed]
    again = Counter(case.audit.case.ref for case in done)
    found = changes(done)
    assert len(found.pairs) == sum(number - 1 for number in again.values()) > 5, "cases were audited again"
    assert found.overall.compared == len(found.pairs)
    assert sum(one.compared for one in found.teams.values()) == len(found.pairs)
    assert sum(one.compared for one in found.sections.values()) == sum(
        one.compared for one in (found.acted, found.open, found.others)
    )
    assert found.acted.compared, "sections whose actions were done before the case was audited again"
    refs = [(p.month, one.case.ref) for p in load_corpus(Folder(folder)).programmes.values() for one in p.audits
            if one.expected]  # fmt: skip
    for month, ref in refs:
        near = [m for m, other in refs if other == ref and 0 < abs(int(m[5:]) - int(month[5:])) < 4]
        assert near == [], "no case twice within its window"
    for by in ("month", "auditor", "team", "year"):
        ran = run(casekit, folder, "", "programme", "figures", "--by", by, "--format", "json", today="2027-02-01")
        groups = json.loads(ran.out)["groups"]
        assert set(groups) == {name for kind, name in tally if kind == by}
        for name, found_ in groups.items():
            own = tally[by, name]
            for what in ("on_time", "late", "reason", "missing", "stopped", "exempt", "cancelled", "excused"):
                assert found_[what] == own[what], (by, name, what)
            assert found_["allocated"] == sum(own.values()) - own["cancelled"] - own["excused"]
            assert found_["expected"] == found_["allocated"] - own["stopped"] - own["exempt"]
            assert found_["completed"] == own["on_time"] + own["late"] + own["reason"]
    actions = json.loads(run(casekit, folder, "", "action", "list", "--format", "json", today="2027-02-01").out)[
        "actions"
    ]
    assert Counter(one["standing"] for one in actions) == {"verified": acted}
