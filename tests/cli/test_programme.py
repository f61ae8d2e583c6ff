"""casekit programme and remind: changes with their reasons as commits, figures, and who is told what."""

import json
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from icalendar import Calendar

from casekit.link.corpus import load_corpus
from casekit.model.programme import Allotted, Cascaded, Note
from casekit.read.files import Folder
from tests.cli.allotted import CASES, MONTH, POLICY, committed, repository
from tests.cli.conftest import Casekit
from tests.cli.judged import run, seen
from tests.history.making import git

BLUE, RED = "p012", "p011"
"""Who audits the case of the blue team and that of the red one: the other team's manager."""


@pytest.fixture
def drawn(casekit: Casekit, tmp_path: Path) -> Path:
    """The month, drawn and committed: three audits."""
    folder = repository(tmp_path / "r", cases=CASES, policy=POLICY + "[programme]\nreserve = 100\n")
    ran = casekit("-C", folder, "allocate", MONTH, "--cases", "../cases.csv", "--today", "2026-12-01")
    assert ran.code == 0, ran.err
    committed(folder)
    return folder


CLOSED = ("--because", "case_closed", "--reason", "Closed on the fourth.")


def of(folder: Path, auditor: str) -> Allotted:
    return next(one for one in load_corpus(Folder(folder)).programmes[MONTH].audits if one.auditor == auditor)


def one(folder: Path, id: str) -> Allotted:
    found = load_corpus(Folder(folder)).programmes[MONTH].audit(id)
    assert found is not None
    return found


def change(
    casekit: Casekit, folder: Path, by: str, *arguments: str, today: str = "2026-12-10", new: tuple[str, ...] = ()
) -> None:
    """Runs it: one commit of the programme alone, or with the files that are new."""
    before = git(folder, "rev-parse", "HEAD")
    ran = run(casekit, folder, by, "programme", *arguments, today=today)
    assert (ran.code, ran.err) == (0, "")
    assert git(folder, "rev-parse", "HEAD~1") == before
    changed = git(folder, "diff", "--name-only", "HEAD~1", "HEAD").split("\n")
    assert changed == [*(f"audits/{MONTH}/{id}.md" for id in new), f"audits/{MONTH}/programme.yaml"]
    assert git(folder, "status", "--porcelain") == ""


def complete(folder: Path, id: str, day: str) -> None:
    path = folder / f"audits/{MONTH}/{id}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("completed:\n", f"completed: {day}\n"), encoding="utf-8")


def test_a_swap(casekit: Casekit, drawn: Path) -> None:
    given = of(drawn, "p001")
    wanted = BLUE if given.case.team == "blue" else RED
    change(casekit, drawn, "p002", "swap", given.id, "--to", wanted, "--reason", "Both agreed.", new=(given.id,))
    after = one(drawn, given.id)
    case = next(case for case in load_corpus(Folder(drawn)).audits if case.audit.id == given.id)
    assert case.audit.auditor == wanted, "its own file says the same"
    assert "CK860" not in casekit("-C", drawn, "lint", "--today", "2026-12-10").out
    assert after.auditor == wanted
    (swap,) = after.swaps
    assert (swap.start, swap.to, swap.note.by, str(swap.note.on), swap.note.why) == (
        "p001", wanted, "p002", "2026-12-10", "Both agreed.",
    )  # fmt: skip
    body = git(drawn, "show", "-s", "--format=%B")
    assert body.startswith(f"Programme {MONTH}: swapped {given.id}\n")
    assert body.endswith(f"Casekit-Audit: {given.id}\nCasekit-Programme: swapped")
    assert "Both agreed" not in body
    assert json.loads(casekit("-C", drawn, "verify", "--format", "json").out)["problems"] == []


def mails(folder: Path) -> dict[str, tuple[str, list[dict[str, str]]]]:
    """By address: what the mail in that folder says, and the events of its calendar."""
    found = {}
    for path in sorted(folder.glob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",))
        assert body is not None
        calendars = [Calendar.from_ical(part.get_content()) for part in mail.iter_attachments()]
        events = [event for one in calendars for event in one.walk("VEVENT")]
        kept = [{key: str(event.get(key, "")) for key in ("UID", "SEQUENCE", "STATUS", "SUMMARY")} for event in events]
        found[str(mail["To"]).partition("@")[0]] = (body.get_content().replace("\r\n", "\n"), kept)
    return found


def test_a_swap_tells_everybody_concerned_by_id_alone(casekit: Casekit, drawn: Path, tmp_path: Path) -> None:
    given = of(drawn, "p001")
    team = given.case.team
    new, own, worker = (BLUE, RED, "p101") if team == "blue" else (RED, BLUE, "p102")
    out = tmp_path / "out"
    swap = ("swap", given.id, "--to", new, "--reason", "Both agreed.", "--messages", str(out))
    change(casekit, drawn, "p002", *swap, new=(given.id,))
    told = mails(out)
    assert set(told) == {"p001", new, own, worker}
    assert f"Audits that are not yours to do any more\n- {given.id}: Manager of" in told["p001"][0]
    assert f"Audits that you are to do\n- {given.id}: audit, due 31 December 2026." in told[new][0]
    assert "Ask the quality assurance team" in told[new][0]
    for person in (own, worker):
        assert f"- {given.id}: Manager of" in told[person][0]
        assert "audits it now, in place of Head of service (p001), due 31 December 2026" in told[person][0]
    (off,), (due,) = told["p001"][1], told[new][1]
    assert (off["STATUS"], off["SEQUENCE"], due["STATUS"], due["SUMMARY"]) == (
        "CANCELLED",
        "1",
        "",
        f"Audit {given.id} is due",
    )
    assert off["UID"] != due["UID"]
    everything = b"".join(path.read_bytes() for path in out.iterdir()).decode()
    assert not any(line.split(",")[0] in everything for line in CASES.splitlines()[1:])
    assert "Both agreed" not in everything


def test_a_title_that_reads_as_a_name_stands_in_no_commit(casekit: Casekit, drawn: Path) -> None:
    people = drawn / "people.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("title: Manager of red", "title: Worker Rowan"), encoding="utf-8")
    committed(drawn)
    given = of(drawn, "p001")
    swap = ("swap", given.id, "--to", BLUE if given.case.team == "blue" else RED, "--reason", "x")
    change(casekit, drawn, "p002", *swap, new=(given.id,))
    late = ("late", of(drawn, "p012").id, "--because", "child_missing", "--reason", "x")
    change(casekit, drawn, "p012", *late, today="2027-01-02")
    assert "Rowan" not in git(drawn, "log", "--format=%B")
    assert casekit("-C", drawn, "lint", "--select", "CK904", "--today", "2027-01-02").code == 0


def test_one_of_several_auditors_hands_over(casekit: Casekit, drawn: Path) -> None:
    given = of(drawn, "p001")
    path = drawn / f"audits/{MONTH}/programme.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("auditor: p001\n", "auditor: p001\n    jointly: [p002]\n"), encoding="utf-8")
    committed(drawn)
    other = BLUE if given.case.team == "blue" else RED
    swap = ("swap", given.id, "--from", "p002", "--to", other, "--reason", "Ill.")
    change(casekit, drawn, "p002", *swap)
    after = one(drawn, given.id)
    assert (after.auditors, after.swaps[-1].start, after.swaps[-1].to) == (("p001", other), "p002", other)
    assert casekit("-C", drawn, "lint", "--select", "CK860", "--today", "2026-12-10").code == 0
    back = ("programme", "swap", given.id, "--to", "p002", "--reason", "Well.", "--dry-run")
    said = run(casekit, drawn, "p002", *back, "--from", other, today="2026-12-11").out
    assert "jointly: [p002]" in said
    assert f"- {given.id}: Quality lead (p002) audits it now, in place of " in said
    ran = run(casekit, drawn, "p002", *back, "--from", "p101", today="2026-12-11")
    assert (ran.code, ran.out) == (2, "")
    assert f"--from: p101 does not audit {given.id}" in ran.err


def test_a_stop_tells_of_both_audits_and_what_nobody_can_be_told_changes_nothing(
    casekit: Casekit, drawn: Path, tmp_path: Path
) -> None:
    blue, out = of(drawn, BLUE), tmp_path / "out"
    out.mkdir()
    (out / "Letter.docx").write_text("mine", encoding="utf-8")
    before = seen(drawn)
    stop = ("stop", blue.id, *CLOSED, "--messages", str(out))
    ran = run(casekit, drawn, "p002", "programme", *stop, today="2026-12-10")
    assert (ran.code, ran.out, seen(drawn)) == (2, "", before)
    (out / "Letter.docx").unlink()
    change(casekit, drawn, "p002", *stop, new=("2026-12-0004",))
    told = mails(out)
    assert set(told) == {BLUE, "p011", "p101"}
    gone = f"- {blue.id}: it was stopped and is not to be finished (10 December 2026)."
    assert all(gone in said for said, _ in told.values())
    assert "- 2026-12-0004: audit, due 31 December 2026." in told[BLUE][0]
    assert "- 2026-12-0004: Manager of red (p012) audits it" in told["p101"][0]
    assert sorted(event["STATUS"] for event in told[BLUE][1]) == ["", "CANCELLED"]


def test_late_with_a_reason_and_exempt_are_told_where_they_are_recorded(casekit: Casekit, drawn: Path) -> None:
    red = of(drawn, RED).id
    late = ("programme", "late", red, "--because", "child_missing", "--reason", "Found in the third week.")
    said = run(casekit, drawn, "p002", *late, today="2027-01-02").out
    for person in ("Manager of blue (p011)", "Worker in red (p102)", "Manager of red (p012)"):
        assert f"To: {person}\n" in said
    assert f"- {red}: the reason for its being late is on record (2 January 2027)." in said
    assert "third week" not in said
    said = run(
        casekit, drawn, "p002", "programme", "exempt", red, "--reason", "Ill.", "--dry-run", today="2027-01-02"
    ).out
    assert f"- {red}: it was taken off its auditor, and nobody does it (2 January 2027)." in said


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("left: 2026-12-20", "Principal social worker (p013) left on 20 December 2026."),
        ("exempt: [{from: 2026-12-20, why: Long leave}]", "Principal social worker (p013) is exempt: Long leave."),
    ],
)
@pytest.mark.parametrize("on", ["2026-12-15", "2026-12-26"])
def test_a_swap_on_an_earlier_day_goes_to_nobody_who_has_gone_since(
    casekit: Casekit, drawn: Path, gone: str, said: str, on: str
) -> None:
    people = drawn / "people.yaml"
    kept = people.read_text(encoding="utf-8").replace(
        "exempt: [{from: 2026-11-01, to: 2026-12-15, why: Long leave}]", gone
    )
    people.write_text(kept, encoding="utf-8")
    committed(drawn)
    before = seen(drawn)
    swap = ("swap", of(drawn, BLUE).id, "--to", "p013", "--reason", "Both agreed.", "--on", on)
    for today in ("2026-12-26", "2027-01-08"):
        ran = run(casekit, drawn, "p002", "programme", *swap, today=today)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
    assert seen(drawn) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("swap", "{blue}", "--to", "p013", "--reason", "x"), "Principal social worker (p013) is exempt: Long leave."),
        (
            ("swap", "{blue}", "--to", "p011", "--reason", "x"),
            "cannot audit it: their own team holds this case.",
        ),
        (("swap", "{blue}", "--to", "p101", "--reason", "x"), "cannot audit it: they have a part in this case."),
        (("swap", "{blue}", "--to", "p999", "--reason", "x"), "--to: p999 is not in people.yaml"),
        (("swap", "{blue}", "--to", BLUE, "--reason", "x"), "There is nothing to do"),
        (("swap", "{blue}", "--to", "p001"), "This needs its reason"),
        (("exempt", "{blue}", "--reason", "Told mother Oliver"), "The reason holds a name"),
        (("exempt", "{blue}", "--reason", "So \x1b[31m"), "cannot be seen and is not allowed: \\u001b (ESC)"),
        (("exempt", "2026-12-0099", "--reason", "x"), "No programme has an audit 2026-12-0099"),
        (("late", "{blue}", "--reason", "x"), "so it is not late"),
        (("cancel", "{blue}", "--reason", "x", "--on", "2026-12-20"), "still to come"),
    ],
)
def test_what_is_refused_changes_nothing(casekit: Casekit, drawn: Path, arguments: tuple[str, ...], said: str) -> None:
    before = seen(drawn)
    blue = of(drawn, BLUE).id
    ran = run(casekit, drawn, "p002", "programme", *(a.format(blue=blue) for a in arguments), today="2026-12-10")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Oliver" not in ran.err
    assert seen(drawn) == before


def test_only_whom_policy_names_changes_the_programme(casekit: Casekit, drawn: Path) -> None:
    before = seen(drawn)
    blue = of(drawn, BLUE).id
    ran = run(casekit, drawn, BLUE, "programme", "cancel", blue, "--reason", "x", today="2026-12-10")
    assert "Manager of red (p012) cannot change the programme: that is for the QA lead." in ran.err
    assert seen(drawn) == before
    because = ("--because", "child_missing", "--reason", "Found in the third week.")
    change(casekit, drawn, BLUE, "late", blue, *because, today="2027-01-02")
    assert one(drawn, blue).late == Note(BLUE, date(2027, 1, 2), "Found in the third week.", "child_missing")


def test_stopped_and_replaced_from_the_reserve(casekit: Casekit, drawn: Path) -> None:
    blue = of(drawn, BLUE)
    new_one = "2026-12-0004"
    change(casekit, drawn, "p002", "stop", blue.id, *CLOSED, new=(new_one,))
    assert f"{new_one}, the next case of the reserve, takes its place" in " ".join(
        git(drawn, "show", "-s", "--format=%B").split()
    )
    audits = load_corpus(Folder(drawn)).programmes[MONTH].audits
    new = audits[-1]
    assert (new.replaces, new.auditor, new.case.team, new.id) == (blue.id, BLUE, "blue", "2026-12-0004")
    assert new.case.ref not in {one.case.ref for one in audits[:-1]}
    assert casekit("-C", drawn, "lint", "--today", "2026-12-10").code == 0
    again = run(casekit, drawn, "p002", "programme", "stop", blue.id, *CLOSED, today="2026-12-11")
    assert "is stopped already on 10 December 2026" in again.err


def test_a_case_that_another_month_audits_or_another_kind_keeps_replaces_nothing(casekit: Casekit, drawn: Path) -> None:
    month = load_corpus(Folder(drawn)).programmes[MONTH]
    spare = [case.ref for case in month.reserve if case.team == "blue"]
    assert spare
    path = drawn / f"audits/{MONTH}/programme.yaml"
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if any(f"ref: {ref}," in line for ref in spare)]
    path.write_text(text.replace(lines[0], lines[0].replace("}", ", for: thematic}")), encoding="utf-8")
    later = drawn / "audits/2027-02/programme.yaml"
    later.parent.mkdir()
    audits = "".join(
        f"  - {{id: 2027-02-{n:04d}, auditor: p001, due: 2027-02-28, case: {{ref: {ref}, team: blue}}}}\n"
        for n, ref in enumerate(spare[1:], 1)
    )
    later.write_text(f"month: 2027-02\ndue: 2027-02-28\naudits:\n{audits}", encoding="utf-8")
    committed(drawn)
    blue = of(drawn, BLUE)
    ran = run(casekit, drawn, "p002", "programme", "stop", blue.id, *CLOSED, today="2026-12-10")
    assert "No case of the reserve fits its auditor, so nothing took its place.\n" in ran.out
    assert len(load_corpus(Folder(drawn)).programmes[MONTH].audits) == len(month.audits)


def test_what_is_completed_is_not_swapped_and_a_changed_file_is_committed_first(casekit: Casekit, drawn: Path) -> None:
    given = of(drawn, "p001")
    swap = ("programme", "swap", given.id, "--to", BLUE if given.case.team == "blue" else RED, "--reason", "x")
    complete(drawn, given.id, "2026-12-09")
    ran = run(casekit, drawn, "p002", *swap, today="2026-12-10")
    assert "was completed on 9 December 2026, so nobody else can take it on" in ran.err
    path = drawn / f"audits/{MONTH}/{given.id}.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("completed: 2026-12-09\n", "completed:\n\n"), encoding="utf-8"
    )
    before = seen(drawn)
    ran = run(casekit, drawn, "p002", *swap, today="2026-12-10")
    assert ran.code == 3
    assert f"{given.id}.md has changes that are not committed" in ran.err
    assert seen(drawn) == before


def test_a_stop_that_cannot_be_committed_leaves_nothing_behind(casekit: Casekit, drawn: Path) -> None:
    blue = of(drawn, BLUE)
    (drawn / f"audits/{MONTH}/2026-12-0004.md").mkdir()
    (drawn / f"audits/{MONTH}/2026-12-0004.md/in-the-way").write_text("x", encoding="utf-8")
    before = seen(drawn)
    ran = run(casekit, drawn, "p002", "programme", "stop", blue.id, *CLOSED, today="2026-12-10")
    assert ran.code != 0
    assert one(drawn, blue.id).stopped is None
    assert seen(drawn) == before


def test_what_is_stopped_stays_as_it_is(casekit: Casekit, drawn: Path) -> None:
    blue = of(drawn, BLUE)
    path = drawn / f"audits/{MONTH}/{blue.id}.md"
    change(casekit, drawn, "p002", "stop", blue.id, *CLOSED, "--no-replacement")
    add = ("--for", "planning", "--do", "Hold it", "--outcome", "She knows", "--owner", "p101", "--due", "2027-01-15")
    for arguments in (("action", "add", blue.id, *add), ("share", blue.id, "--with", "p101")):
        ran = run(casekit, drawn, "p002", *arguments, today="2026-12-11")
        assert (ran.code, ran.out) == (2, "")
        assert f"{blue.id} was stopped on 10 December 2026, so its file stays as it is." in ran.err
    assert casekit("-C", drawn, "lint", "--select", "CK861", "--today", "2026-12-11").code == 0
    filling = casekit("-C", drawn, "lint", "--select", "CK104", "--format", "concise", "--today", "2026-12-11").out
    assert blue.id not in filling, "nobody is asked to finish it"
    assert of(drawn, RED).id in filling
    kept = path.read_text(encoding="utf-8")
    complete(drawn, blue.id, "2026-12-12")
    for commit in (False, True):
        if commit:
            committed(drawn)
        found = casekit("-C", drawn, "lint", "--select", "CK861", "--format", "concise", "--today", "2026-12-12")
        assert found.code == 1
        assert f"{blue.id} was stopped in commit" in found.out
    path.write_text(kept.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert casekit("-C", drawn, "lint", "--select", "CK861", "--today", "2026-12-12").code == 0, (
        "line ends do not count"
    )
    path.write_text(kept, encoding="utf-8")
    programme = drawn / f"audits/{MONTH}/programme.yaml"
    lines = programme.read_text(encoding="utf-8").split("\n")
    programme.write_text("\n".join(line for line in lines if "stopped:" not in line), encoding="utf-8")
    committed(drawn)
    complete(drawn, blue.id, "2026-12-12")
    assert casekit("-C", drawn, "lint", "--select", "CK861", "--today", "2026-12-12").code == 0, "it goes on"


@pytest.mark.parametrize("because", [(), ("--because", "holiday")])
def test_only_reasons_that_policy_lists_count(casekit: Casekit, drawn: Path, because: tuple[str, ...]) -> None:
    before = seen(drawn)
    blue = of(drawn, BLUE).id
    ran = run(casekit, drawn, "p002", "programme", "late", blue, *because, "--reason", "Away.", today="2027-01-02")
    assert (ran.code, ran.out) == (2, "")
    assert "Say with --because which of these it is: child_missing (The child was missing), access_refused" in ran.err
    assert ("holiday is no reason that casekit.toml lists" in ran.err) == bool(because)
    assert seen(drawn) == before
    policy = drawn / "casekit.toml"
    policy.write_text(policy.read_text(encoding="utf-8") + "late_reasons = {}\n", encoding="utf-8")
    committed(drawn)
    ran = run(casekit, drawn, "p002", "programme", "late", blue, "--reason", "Away.", today="2027-01-02")
    assert ran.code == 0, "where policy lists nothing, free words will do"


def test_figures_are_those_of_a_plain_count(casekit: Casekit, drawn: Path) -> None:
    head, blue, red = (of(drawn, who).id for who in ("p001", BLUE, RED))
    complete(drawn, blue, "2026-12-20")
    complete(drawn, red, "2027-01-05")
    committed(drawn)

    def figures(by: str, today: str) -> dict[str, dict[str, int]]:
        ran = run(casekit, drawn, "", "programme", "figures", "--by", by, "--format", "json", today=today)
        found: dict[str, dict[str, int]] = json.loads(ran.out)["groups"]
        return found

    month = figures("month", "2027-01-10")[MONTH]
    assert month == {
        "allocated": 3, "expected": 3, "completed": 2, "on_time": 1, "late": 1, "reason": 0, "missing": 1, "open": 0,
        "stopped": 0, "exempt": 0, "cancelled": 0, "excused": 1,
    }  # fmt: skip
    assert figures("month", "2026-12-31")[MONTH]["open"] == 2
    assert figures("month", "2026-12-19")[MONTH]["completed"] == 0, "what is completed later is not completed yet"
    refused = ("--because", "access_refused", "--reason", "Not let in.")
    change(casekit, drawn, "p002", "late", red, *refused, today="2027-01-10")
    change(casekit, drawn, "p002", "exempt", head, "--reason", "Seconded.", today="2027-01-10")
    month = figures("month", "2027-01-10")[MONTH]
    assert (month["expected"], month["completed"], month["reason"], month["late"], month["missing"]) == (2, 2, 1, 0, 0)
    assert (month["allocated"], month["exempt"]) == (3, 1)
    auditors = figures("auditor", "2027-01-10")
    assert (auditors[BLUE]["on_time"], auditors[RED]["reason"], auditors["p013"]["excused"]) == (1, 1, 1)
    assert set(figures("year", "2027-01-10")) == {"2026"}
    assert sum(one["allocated"] for one in figures("team", "2027-01-10").values()) == 3
    counted = json.loads(run(casekit, drawn, "", "programme", "figures", "--format", "json", today="2027-01-10").out)
    assert counted["reasons"] == {"late": {"access_refused": 1}, "stopped": {}}
    said = run(casekit, drawn, "", "programme", "figures", today="2027-01-10").out
    assert said.splitlines()[0].split("  ")[-6:-2] == ["late with a reason", "late", "overdue", "not due yet"]
    assert said.endswith("Late with a reason: Access was refused 1.\n")
    assert "On time: 1 of 2 expected; 0 not due yet, 1 late with a reason, 0 late without one." in said


def test_reminders_a_week_before_and_when_overdue(casekit: Casekit, drawn: Path) -> None:
    complete(drawn, of(drawn, BLUE).id, "2026-12-20")
    committed(drawn)
    assert run(casekit, drawn, "", "remind", MONTH, today="2026-12-23").out == "Nobody is to be reminded of anything.\n"
    week = run(casekit, drawn, "", "remind", MONTH, today="2026-12-24").out
    assert week == run(casekit, drawn, "", "remind", MONTH, today="2026-12-24").out
    red = of(drawn, RED).id
    assert "To: Manager of blue (p011)\nCopies: Head of service (p001)\n" in week
    assert f"- {red}: due 31 December 2026." in week
    assert "To: Manager of red (p012)" not in week, "whoever has finished is not reminded"
    late = run(casekit, drawn, "", "remind", MONTH, today="2027-01-03").out
    assert f"- {red}: was due 31 December 2026, 3 days ago." in late
    next_month = run(casekit, drawn, "", "remind", "2027-01", today="2027-01-03").out
    assert next_month == late + "Mind: there is no programme of 2027-01, so nobody is reminded of its audits.\n"
    assert red not in run(casekit, drawn, "", "remind", "2026-11", today="2027-01-03").out


def test_message_ids_tell_what_was_sent_before(casekit: Casekit, drawn: Path, tmp_path: Path) -> None:
    def ids(today: str) -> set[str]:
        run(casekit, drawn, "", "remind", MONTH, "--messages", str(tmp_path / "out"), today=today)
        mails = [message_from_bytes(p.read_bytes(), policy=policy.default) for p in (tmp_path / "out").glob("*.eml")]
        return {str(mail["Message-ID"]) for mail in mails}

    first = ids("2026-12-24")
    assert first == ids("2026-12-24") == ids("2026-12-30")
    assert not first & ids("2027-01-02")
    assert ids("2027-01-02") == ids("2027-01-06") != ids("2027-01-09")
    (calendar, *_) = sorted((tmp_path / "out").glob("*.ics"))
    for event in Calendar.from_ical(calendar.read_bytes()).walk("VEVENT"):
        assert str(event["UID"]).endswith("@casekit.invalid")
    everything = b"".join(p.read_bytes() for p in (tmp_path / "out").iterdir()).decode()
    assert not any(line.split(",")[0] in everything for line in CASES.splitlines()[1:])


def test_a_reason_with_any_signs_is_kept_word_for_word(casekit: Casekit, drawn: Path) -> None:
    why = 'Closed: "no further action" {see #4}, 50% of it; it\'s over'
    blue = of(drawn, BLUE).id
    change(casekit, drawn, "p002", "cancel", blue, "--reason", why)
    note = one(drawn, blue).cancelled
    assert note is not None
    assert note.why == why


def test_comments_and_windows_line_ends_stay(casekit: Casekit, drawn: Path) -> None:
    path = drawn / f"audits/{MONTH}/programme.yaml"
    raw = path.read_bytes().replace(b"audits:\n", b"audits:   # the month's\n").replace(b"\n", b"\r\n")
    path.write_bytes(raw)
    committed(drawn)
    blue = of(drawn, BLUE).id
    change(casekit, drawn, "p002", "exempt", blue, "--reason", "Ill.")
    after = path.read_bytes()
    assert b"# the month's\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n") == raw.count(b"\r\n") + 1


def test_learning_is_passed_on_by_whom_and_when(casekit: Casekit, drawn: Path) -> None:
    def passed() -> tuple[Cascaded, ...]:
        return load_corpus(Folder(drawn)).programmes[MONTH].cascaded

    before = load_corpus(Folder(drawn)).programmes[MONTH]
    change(casekit, drawn, "p001", "cascade", MONTH)
    assert git(drawn, "show", "-s", "--format=%B").endswith("\nCasekit-Programme: cascaded")
    change(
        casekit,
        drawn,
        "p002",
        "cascade",
        MONTH,
        "--by",
        "p001",
        "--team",
        "red",
        "--team",
        "blue",
        "--on",
        "2026-12-09",
    )
    here = Cascaded("p001", date(2026, 12, 10)), Cascaded("p001", date(2026, 12, 9), ("red", "blue"))
    assert passed() == here
    after = load_corpus(Folder(drawn)).programmes[MONTH]
    assert (after.audits, after.reserve, after.drawn) == (before.audits, before.reserve, before.drawn)
    stand = seen(drawn)
    for by, arguments, said in (
        ("p001", (MONTH,), "There is nothing to do: just this is on record."),
        ("p001", ("2026-11",), "There is no programme of 2026-11"),
        ("p011", (MONTH, "--by", "p001"), "cannot record this for somebody else: that is for the qa lead."),
        ("p002", (MONTH, "--by", "p999"), "--by: p999 is not in people.yaml"),
        ("p001", (MONTH, "--team", "bleu"), "bleu is no team of people.yaml; did you mean blue?"),
        ("p001", (MONTH, "--on", "2026-12-11"), "still to come"),
        ("p001", (MONTH, "--on", "2026-11-30"), "30 November 2026 is before the month began"),
    ):
        ran = run(casekit, drawn, by, "programme", "cascade", *arguments, today="2026-12-10")
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
    ran = run(casekit, drawn, "p011", "programme", "cascade", MONTH, "--dry-run", today="2026-12-10")
    assert "+  - {by: p011, on: 2026-12-10}" in ran.out
    assert seen(drawn) == stand
    assert "CK860" not in casekit("-C", drawn, "lint", "--today", "2026-12-10").out


def test_people_for_whom_there_is_nothing_are_not_written_to(casekit: Casekit, drawn: Path) -> None:

    said = run(casekit, drawn, "", "remind", MONTH, today="2026-12-24").out
    assert "p013" not in said


def test_the_months_calendar(casekit: Casekit, drawn: Path, tmp_path: Path) -> None:
    done = of(drawn, BLUE).id
    complete(drawn, done, "2026-12-20")
    ran = run(casekit, drawn, "", "programme", "calendar", MONTH, "--output", "../m.ics", today="2026-12-24")
    assert ran.out == "2 days in ../m.ics.\n"
    events = Calendar.from_ical((tmp_path / "m.ics").read_bytes()).walk("VEVENT")
    assert {str(event["DTSTART"].dt) for event in events} == {"2026-12-31"}
    assert not any(done in str(event["SUMMARY"]) for event in events)
    assert run(casekit, drawn, "", "programme", "calendar", "2027-03", "--output", "../m.ics").code == 2


def test_a_name_that_was_written_into_the_programme_by_hand_is_found(casekit: Casekit, drawn: Path) -> None:
    path = drawn / f"audits/{MONTH}/programme.yaml"
    assert "CK81" not in casekit("-C", drawn, "lint", "--today", "2026-12-10").out
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Long leave", "Told his mother Oliver is away"), encoding="utf-8")
    found = casekit("-C", drawn, "lint", "--format", "concise", "--today", "2026-12-10").out
    assert f"audits/{MONTH}/programme.yaml" in found
    assert "CK812" in found
    assert "Oliver" not in found


def test_what_a_leaver_leaves_behind_goes_to_who_can_hand_it_on(casekit: Casekit, drawn: Path) -> None:
    red = of(drawn, RED).id
    people = drawn / "people.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace("p011:\n", "p011:\n    left: 2026-12-20\n").replace(
            "team_manager, team: blue", "team_manager, team: blue, to: 2026-12-20"
        ),
        encoding="utf-8",
    )
    said = run(casekit, drawn, "", "remind", MONTH, today="2026-12-24").out
    assert "To: Manager of blue (p011)" not in said
    lead = said[said.index("To: Quality lead (p002)") :]
    assert "Audits and actions to be handed on: whoever has them has left" in lead
    assert f"- {red}, of Manager of blue (p011): due 31 December 2026." in lead
