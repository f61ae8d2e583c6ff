"""casekit allocate: what it writes and says, and what it refuses without writing anything."""

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from icalendar import Calendar

from casekit.link.corpus import load_corpus
from casekit.read.files import Folder
from tests.cli.allotted import CASES, MONTH, PEOPLE, POLICY, TODAY, committed, repository
from tests.cli.conftest import Casekit, Ran
from tests.laid import AUDIT, toy


def allocate(casekit: Casekit, folder: Path, *more: str, today: str = TODAY, month: str = MONTH) -> Ran:
    return casekit("-C", folder, "allocate", month, "--cases", "../cases.csv", "--today", today, *more)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and ".git" not in p.parts}


def test_what_is_written(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    ran = allocate(casekit, folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "2026-12: 3 audits from 6 cases that could be drawn, of 6 cases listed; 1 case in reserve."
    )
    assert "Principal social worker (p013) has none: Long leave" in ran.out
    programme = load_corpus(Folder(folder)).programmes[MONTH]
    assert [one.id for one in programme.audits] == ["2026-12-0001", "2026-12-0002", "2026-12-0003"]
    assert {one.auditor for one in programme.audits} == {"p001", "p011", "p012"}
    whose = {one.auditor: one.case.team for one in programme.audits}
    assert (whose["p011"], whose["p012"]) == ("red", "blue")
    assert {str(one.due) for one in programme.audits} == {"2026-12-31"}
    corpus = load_corpus(Folder(folder))
    assert [p for p in corpus.problems if "programme" in p.path] == []
    assert {case.audit.id: (case.audit.case.ref, case.audit.auditor) for case in corpus.audits} == {
        one.id: (one.case.ref, one.auditor) for one in programme.audits
    }
    assert casekit("-C", folder, "lint", "--today", TODAY).code == 0


def test_the_same_again_in_another_copy(casekit: Casekit, tmp_path: Path) -> None:
    one, other = (repository(tmp_path / name / "r") for name in ("a", "b"))
    assert allocate(casekit, one).out == allocate(casekit, other).out
    drawn = [{name.removeprefix(str(folder)): raw for name, raw in files(folder).items()} for folder in (one, other)]
    assert drawn[0] == drawn[1]


def test_another_seed_is_another_draw(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    said = {allocate(casekit, folder, "--dry-run", "--seed", seed).out for seed in ("a", "b", "c", "d")}
    assert len(said) > 1
    assert not (folder / "audits").exists()


def test_the_messages(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    ran = allocate(casekit, folder, "--messages", "../out")
    assert ran.code == 0
    mails = [
        message_from_bytes(p.read_bytes(), policy=policy.default) for p in sorted((tmp_path / "out").glob("*.eml"))
    ]
    assert {mail["To"] for mail in mails} == {f"p{n}@example.org" for n in ("001", "011", "012", "101", "102")}
    assert len({mail["Message-ID"] for mail in mails}) == 5
    blue = next(mail for mail in mails if mail["To"] == "p011@example.org")
    body = blue.get_body(("plain",))
    assert body is not None
    said = body.get_content()
    assert "Audits that you are to do" in said
    assert "Audits of cases of your team" in said
    assert "Ask the quality assurance team" in said
    calendars = [Calendar.from_ical(part.get_content()) for part in blue.iter_attachments()]
    (event,) = calendars[0].walk("VEVENT")
    assert str(event["DTSTART"].dt) == "2026-12-31"
    everything = b"".join(p.read_bytes() for p in (tmp_path / "out").iterdir()).decode()
    assert not any(ref in everything for ref in ("B1QT", "B2QT", "B3QT", "R1QT", "R2QT", "R3QT"))


def test_a_folder_of_somebody_elses_gets_no_messages(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Letter.docx").write_text("mine", encoding="utf-8")
    ran = allocate(casekit, folder, "--messages", "../out")
    assert ran.code == 2
    assert "Letter.docx" in ran.err
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["Letter.docx"]
    assert not (folder / "audits").exists()


def test_references_have_the_shape_that_the_council_gives_them(casekit: Casekit, tmp_path: Path) -> None:
    policy = POLICY + '[programme]\nreferences = ["@#@@"]\n'
    assert allocate(casekit, repository(tmp_path / "a" / "r", policy=policy), "--dry-run").code == 0
    folder = repository(tmp_path / "b" / "r", policy=policy, cases=CASES.replace("B1QT", "B12T"))
    ran = allocate(casekit, folder)
    assert (ran.code, ran.out) == (2, "")
    assert "line 2: 'ref' has another shape than casekit.toml says references have: @#@@." in ran.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("B1QT", "Oliver", "line 2: Something here looks like a name"),
        ("B1QT", "OLIVER", "line 2: 'ref' may hold a name"),
        ("B1QT", "SM1TH2", "line 2: 'ref' may hold a name"),
        ("B1QT", "b1", "line 2: 'ref' is not a random reference"),
        ("B1QT", "943 476 5919", "line 2: Something here looks like a name, a date of birth or a number"),
        ("p101", "Jane Doe", "line 2: 'practitioner' is not the id of anybody"),
        ("p101", "p999", "line 2: 'practitioner' is not the id of anybody"),
        ("home", "hom", "line 2: This kind of case is none of toy@1"),
        ("blue", "blu", "line 2: 'team' is none of the teams in people.yaml; did you mean blue?"),
        ("flags", "name", "line 1: Column 5 is none that belongs here."),
        ("flags", "flag", "Did you mean flags?"),
        ("team", "ref", "line 1: The column ref stands here twice."),
        ("B2QT", "B1QT", "line 3: The reference stands in line 2 too."),
        ("B1QT,", "B1QT,,", "line 2: There are 6 cells here and 5 columns."),
        ("B1QT", '"B1QT', "not CSV"),
    ],
)
def test_a_list_that_cannot_be_drawn_from(casekit: Casekit, tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = repository(tmp_path / "r", cases=CASES.replace(old, new, 1))
    ran = allocate(casekit, folder)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not any(name in ran.err for name in ("Oliver", "OLIVER", "SMITH", "943", "Jane", "Doe"))
    assert not (folder / "audits").exists()


@pytest.mark.parametrize(
    ("people", "policy", "more", "said"),
    [
        (PEOPLE.replace("team_manager, team: blue", "team_manager").replace("manager: p011", "manager: p001"), POLICY,
         (), "Manager of blue (p011) is team manager, and people.yaml names no team of theirs"),
        (PEOPLE, POLICY, ("--joint", "p001+p999"), "p999 is not in people.yaml."),
        (PEOPLE, POLICY, ("--joint", "p001+p013"), "Principal social worker (p013) has no audit left this month"),
        (PEOPLE, POLICY, ("--kind", "thematic"), "Say who does these audits"),
        (PEOPLE, POLICY, ("--theme", "neglect"), "go with --kind"),
        (PEOPLE, POLICY, ("--due", "2026-11-30"), "--due is 2026-11-30, which is over already."),
        (PEOPLE, POLICY, ("--today", "2025-11-30"), "2026-12 is more than 12 months from 30 November 2025"),
        (PEOPLE, POLICY, ("--today", "2028-01-01"), "2026-12 is more than 12 months from 1 January 2028"),
        (PEOPLE, POLICY, ("--due", "soon"), "--due is 'soon', which is not a day"),
        (PEOPLE, POLICY + "[programme]\nexpected = {}\n", (), "Nobody has an audit this month"),
        (PEOPLE, POLICY, ("--rubric", "tpy"), "There is no form tpy"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn(
    casekit: Casekit, tmp_path: Path, people: str, policy: str, more: tuple[str, ...], said: str
) -> None:
    folder = repository(tmp_path / "r", people, policy)
    ran = allocate(casekit, folder, *more)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not (folder / "audits").exists()


def test_a_month_is_allocated_once(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    assert allocate(casekit, folder).code == 0
    before = files(folder)
    ran = allocate(casekit, folder)
    assert (ran.code, files(folder)) == (2, before)
    assert "not committed" in ran.err or "differs from what is committed" in ran.err
    committed(folder)
    ran = allocate(casekit, folder)
    assert ran.code == 2
    assert "2026-12 was allocated already, in audits/2026-12/programme.yaml" in ran.err
    assert files(folder) == before


def test_the_next_month_draws_other_cases(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    allocate(casekit, folder)
    committed(folder)
    ran = allocate(casekit, folder, "--accept-short", month="2027-01", today="2027-01-04")
    assert ran.code == 0
    assert "3 cases left out: audited in the last 6 months." in ran.out
    programmes = load_corpus(Folder(folder)).programmes
    refs = [one.case.ref for programme in programmes.values() for one in programme.audits]
    assert len(refs) == len(set(refs)) == 6


def test_a_case_whose_audit_was_cancelled_may_be_drawn_again(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    allocate(casekit, folder)
    committed(folder)
    path = folder / "audits/2026-12/programme.yaml"
    note = "    cancelled: {by: p002, on: 2026-12-02, why: Listed by mistake}\n"
    path.write_text(
        path.read_text(encoding="utf-8").replace("  - id: 2026-12-0002\n", f"{note}  - id: 2026-12-0002\n"),
        encoding="utf-8",
    )
    committed(folder)
    ran = allocate(casekit, folder, "--accept-short", month="2027-01", today="2027-01-04")
    assert "2 cases left out: audited in the last 6 months." in ran.out


def test_too_few_cases_are_explained_and_nothing_is_written_unless_that_is_accepted(
    casekit: Casekit, tmp_path: Path
) -> None:
    folder = repository(tmp_path / "r", cases=CASES[: CASES.index("R1QT")])
    ran = allocate(casekit, folder)
    assert ran.code == 1
    assert "Manager of blue (p011) is 1 audit short. No case is left for them: their own team holds 1 case." in ran.out
    assert "What would help: list cases of other teams." in ran.out
    assert not (folder / "audits").exists()
    ran = allocate(casekit, folder, "--accept-short")
    assert ran.code == 0
    (short,) = load_corpus(Folder(folder)).programmes[MONTH].short
    assert (short.who, short.missing) == ("p011", 1)


def test_audits_beside_the_monthly_ones(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    allocate(casekit, folder)
    committed(folder)
    first = (folder / "audits/2026-12/programme.yaml").read_text(encoding="utf-8")
    more = ("--kind", "thematic", "--theme", "neglect", "--auditor", "p002", "--most", "2")
    ran = allocate(casekit, folder, *more)
    assert (ran.code, ran.err) == (0, "")
    after = (folder / "audits/2026-12/programme.yaml").read_text(encoding="utf-8")
    assert set(first.splitlines()) < set(after.splitlines())
    audits = load_corpus(Folder(folder)).programmes[MONTH].audits
    assert [(one.id, one.kind, one.theme, one.auditor) for one in audits[3:]] == [
        ("2026-12-0004", "thematic", "neglect", "p002"),
        ("2026-12-0005", "thematic", "neglect", "p002"),
    ]
    both = load_corpus(Folder(folder)).programmes[MONTH]
    assert [one.kind for one in (both.drawn, *both.also)] == ["monthly", "thematic"]
    assert [case.spare for case in both.reserve] == [("monthly", ""), ("thematic", "neglect")]
    assert casekit("-C", folder, "lint", "--today", TODAY).code == 0
    committed(folder)
    assert "given its thematic audits already" in allocate(casekit, folder, *more).err
    for kind, number in (("monthly", 3), ("thematic", 2), ("dip_sample", 0)):
        ran = casekit("-C", folder, "programme", "figures", "--kind", kind, "--format", "json", "--today", TODAY)
        found = json.loads(ran.out)
        assert (found["kind"], found["all"]["allocated"], found["all"]["open"]) == (kind, number, number)
        assert found["all"]["excused"] == (1 if kind == "monthly" else 0)


def test_joint_audits_take_one_from_each(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(
        tmp_path / "r", PEOPLE.replace("    exempt: [{from: 2026-11-01, to: 2026-12-15, why: Long leave}]\n", "")
    )
    assert allocate(casekit, folder, "--joint", "p013+p001").code == 0
    audits = load_corpus(Folder(folder)).programmes[MONTH].audits
    assert sorted(one.auditors for one in audits) == [("p011",), ("p012",), ("p013", "p001")]


def test_restricted_records_are_kept_out_or_go_to_those_named(casekit: Casekit, tmp_path: Path) -> None:
    lines = CASES.splitlines()
    cases = "\n".join([lines[0] + ",restricted", *(f"{line},{'yes' if 'B' in line else ''}" for line in lines[1:])])
    folder = repository(tmp_path / "a" / "r", cases=cases)
    ran = allocate(casekit, folder, "--dry-run")
    assert "3 restricted records kept out" in ran.out
    folder = repository(tmp_path / "b" / "r", cases=cases, policy=POLICY + '[programme]\nrestricted = ["p012"]\n')
    assert allocate(casekit, folder).code == 0
    audits = load_corpus(Folder(folder)).programmes[MONTH].audits
    assert {one.auditor for one in audits if one.case.team == "blue"} == {"p012"}


def test_what_an_earlier_audit_agreed_is_asked_about(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", policy=POLICY + "[programme]\nwindow = 1\n")
    ref = "C1AB2"
    raw = toy()[AUDIT].decode()
    start = raw.index("ref: ") + 5
    own = raw[start : raw.index("\n", start)].split(",")[0].strip(" }")
    (folder / "audits/2026-10").mkdir(parents=True)
    (folder / AUDIT).write_text(raw.replace(own, ref), encoding="utf-8")
    committed(folder)
    (tmp_path / "cases.csv").write_text(f"ref,type,team,practitioner\n{ref},home,red,p102\n", encoding="utf-8")
    assert allocate(casekit, folder, "--accept-short").code == 0
    text = (folder / "audits/2026-12/2026-12-0001.md").read_text(encoding="utf-8")
    assert "# This case was audited before, in 2026-10-0001" in text
    assert "a1 of 2026-10-0001" in text


def test_what_the_teams_last_audits_agreed_actions_for_is_said(casekit: Casekit, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r")
    (folder / "audits/2026-10").mkdir(parents=True)
    (folder / AUDIT).write_bytes(toy()[AUDIT])
    committed(folder)
    assert allocate(casekit, folder).code == 0
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "audits/2026-12").glob("*.md"))]
    blue = [text for text in texts if "team: blue" in text]
    assert blue
    said = " (1) and “The plan” (1): say where this file shows more of it."
    assert all(said in " ".join(text.replace("#", " ").split()) for text in blue)
    assert not any("this team's last" in text for text in texts if "team: red" in text)


@pytest.mark.parametrize("month", ["0000-01", "2026-13", "december", "2026-12/../x"])
def test_what_is_no_month(casekit: Casekit, tmp_path: Path, month: str) -> None:
    folder = repository(tmp_path / "r")
    ran = allocate(casekit, folder, month=month)
    assert (ran.code, ran.out) == (2, "")
    assert "is not a month; write it as 2026-12." in ran.err
