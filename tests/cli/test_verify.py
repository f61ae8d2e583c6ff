"""casekit verify: golden histories, each with the verdict that it deserves."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from casekit.resources import resource
from tests.cli.conftest import Casekit
from tests.history.making import git, raw_commit
from tests.history.signing import FIRST, ID, PATH, Repo, entry, moderation, people, trailers

KEYS = {"p009": "mine", "p010": "theirs"}
MODERATED = FIRST.replace("moderations:\n", moderation("p009"))


@pytest.fixture
def made(tmp_path: Path) -> Repo:
    """An audit that nobody has moderated, and keys of two moderators."""
    return Repo.make(tmp_path / "r", {person: entry(name) for person, name in KEYS.items()})


def told(casekit: Casekit, made: Repo, *more: object) -> dict[str, Any]:
    ran = casekit("-C", made.folder, "verify", "--format", "json", *map(str, more))
    found: dict[str, Any] = json.loads(ran.out)
    jsonschema.validate(found, json.loads((resource("schema") / "verify.schema.json").read_text("utf-8")))
    assert ran.code == (1 if found["verdict"] == "broken" else 0)
    return found


def verdict(casekit: Casekit, made: Repo, *more: object) -> tuple[str, list[str]]:
    found = told(casekit, made, *more)
    return found["verdict"], sorted({problem["code"] for problem in found["problems"]})


def branch(made: Repo, name: str = "side", start: str = "main") -> None:
    git(made.folder, "switch", "-q", "-c", name, start)


def merge(made: Repo, *names: str, by: str = "p001", strategy: str = "") -> None:
    git(made.folder, "switch", "-q", "main")
    how = ["-s", strategy] if strategy else []
    made.run(by, "merge", "-q", "--no-ff", *how, "-m", f"Merge {' '.join(names)}", *names)


def linear(made: Repo) -> None:
    made.moderate("p009", "mine")


def merged(made: Repo) -> None:
    branch(made)
    made.moderate("p009", "mine")
    git(made.folder, "switch", "-q", "main")
    made.commit("p001", {"README.md": "Ours"})
    merge(made, "side")


def octopus(made: Repo) -> None:
    branch(made)
    made.moderate("p009", "mine")
    branch(made, "other")
    made.commit("p001", {"README.md": "Ours"})
    branch(made, "third")
    made.commit("p001", {"NOTES.md": "Theirs"})
    merge(made, "side", "other", "third")


def reverted(made: Repo) -> None:
    made.moderate("p009", "mine")
    made.run("p009", "revert", "--no-edit", "HEAD", key="mine")


def renamed_and_edited(made: Repo) -> None:
    git(made.folder, "mv", PATH, "audits/2026-10/2026-10-0001-b.md")
    made.commit("p009", {"audits/2026-10/2026-10-0001-b.md": MODERATED}, trailers(), "mine")


def deleted(made: Repo) -> None:
    git(made.folder, "rm", "-q", PATH)
    made.commit("p001")


def created_again(made: Repo) -> None:
    deleted(made)
    made.commit("p001", {PATH: FIRST})
    made.moderate("p009", "mine")


def squashed(made: Repo) -> None:
    branch(made)
    made.moderate("p009", "mine")
    dispute = "disputes:\n  - {id: d1, of: m1, about: grade, by: p054, on: 2026-10-01, why: No.}\n"
    made.commit("p054", {PATH: MODERATED.replace("reflection:", f"{dispute}reflection:")})
    git(made.folder, "switch", "-q", "main")
    made.run("p001", "merge", "-q", "--squash", "side")
    made.commit("p001", said="Merge side (#3)")


def rebased(made: Repo) -> None:
    """A rebase of somebody's own commits, with their own signature: as good as new."""
    branch(made)
    made.moderate("p009", "mine")
    git(made.folder, "switch", "-q", "main")
    made.commit("p001", {"README.md": "Ours"})
    git(made.folder, "switch", "-q", "side")
    made.run("p009", "rebase", "-q", "main", key="mine")
    merge(made, "side")


def rebased_by_another(made: Repo) -> None:
    branch(made)
    made.moderate("p009", "mine")
    git(made.folder, "switch", "-q", "main")
    made.commit("p001", {"README.md": "Ours"})
    git(made.folder, "switch", "-q", "side")
    made.run("p010", "rebase", "-q", "main", key="theirs")
    merge(made, "side")


def cherry_picked(made: Repo) -> None:
    branch(made)
    commit = made.moderate("p009", "mine")
    git(made.folder, "switch", "-q", "main")
    made.commit("p001", {"README.md": "Ours"})
    made.run("p009", "cherry-pick", commit, key="mine")


def forged_author(made: Repo) -> None:
    made.moderate("p054", author="p009")


def wrong_person(made: Repo) -> None:
    made.moderate("p009", "theirs")


def unknown_key(made: Repo) -> None:
    made.moderate("p009", "stranger")


def revoked_key(made: Repo) -> None:
    keys = {"p009": entry("mine", revoked="2026-09-01"), "p010": entry("theirs")}
    made.commit("p001", {"people.yaml": people(keys)})
    made.moderate("p009", "mine")


def certificate(made: Repo) -> None:
    made.moderate("p009")
    made.certify()


def tricky_trailers(made: Repo) -> None:
    made.moderate("p009", "mine", said=trailers().replace("Moderated-by: p009", "Moderated-by: p010"))


def replaced(made: Repo) -> None:
    made.moderate("p009", "mine")
    git(made.folder, "replace", "HEAD", "HEAD~1")


def grafted(made: Repo) -> None:
    made.moderate("p009", "mine")
    (made.folder / ".git/info").mkdir(exist_ok=True)
    (made.folder / ".git/info/grafts").write_text(git(made.folder, "rev-parse", "HEAD") + "\n")


def impossible_date(made: Repo) -> None:
    made.moderate("p009", "mine")
    text = git(made.folder, "cat-file", "commit", "HEAD~1")
    late = "committer p001 <p001@example.org> 99999999999 +0000"
    lines = [late if line.startswith("committer") else line for line in text.split("\n")]
    root = raw_commit(made.folder, "\n".join(lines) + "\n")
    git(made.folder, "reset", "-q", "--hard", root)
    made.moderate("p009", "mine")


def set_back(made: Repo) -> None:
    made.commit("p001", {"README.md": "x"}, at=None)
    made.minute -= 3 * 24 * 60
    made.commit("p001", {"README.md": "y"})


def dated_back(made: Repo) -> None:
    text = FIRST.replace("moderations:\n", moderation("p009", on="2026-09-01"))
    made.commit("p009", {PATH: text}, trailers(), "mine")


def dated_ahead(made: Repo) -> None:
    text = FIRST.replace("moderations:\n", moderation("p009", on="2026-10-09"))
    made.commit("p009", {PATH: text}, trailers(), "mine")


def lost(made: Repo) -> None:
    branch(made)
    made.moderate("p009", "mine")
    git(made.folder, "switch", "-q", "main")
    made.commit("p001", {PATH: FIRST.replace("completed: 2026-10-01", "completed: 2026-10-02")})
    merge(made, "side", strategy="ours")


def lost_audit(made: Repo) -> None:
    branch(made)
    made.commit("p001", {PATH.replace("0001", "0002"): FIRST.replace(ID, "2026-10-0002")})
    git(made.folder, "switch", "-q", "main")
    made.commit("p001", {"README.md": "Ours"})
    merge(made, "side", strategy="ours")


GOLDEN = [
    (linear, "sound", []),
    (merged, "sound", []),
    (octopus, "sound", []),
    (reverted, "doubtful", ["CK926"]),
    (renamed_and_edited, "sound", []),
    (deleted, "broken", ["CK924"]),
    (created_again, "sound", []),
    (squashed, "broken", ["CK927", "CK928"]),
    (rebased, "sound", []),
    (rebased_by_another, "broken", ["CK927"]),
    (cherry_picked, "sound", []),
    (forged_author, "broken", ["CK927"]),
    (wrong_person, "broken", ["CK927"]),
    (unknown_key, "sound", []),
    (revoked_key, "broken", ["CK927"]),
    (certificate, "doubtful", ["CK931"]),
    (tricky_trailers, "broken", ["CK927"]),
    (replaced, "broken", ["CK901"]),
    (grafted, "broken", ["CK901"]),
    (impossible_date, "doubtful", ["CK902"]),
    (set_back, "doubtful", ["CK930"]),
    (dated_back, "doubtful", ["CK929"]),
    (dated_ahead, "doubtful", ["CK929"]),
    (lost, "broken", ["CK925"]),
    (lost_audit, "broken", ["CK924"]),
]
TRUSTED = {linear, merged, octopus, renamed_and_edited, created_again, rebased, cherry_picked, replaced, grafted}


@pytest.mark.parametrize(("history", "word", "codes"), GOLDEN, ids=lambda value: getattr(value, "__name__", ""))
def test_a_golden_history(casekit: Casekit, made: Repo, history: Any, word: str, codes: list[str]) -> None:
    history(made)
    found = told(casekit, made)
    assert (found["verdict"], sorted({problem["code"] for problem in found["problems"]})) == (word, codes)
    if history in TRUSTED:
        assert found["trust"] == {"verified": 1, "claimed": 0, "failed": 0}


def test_sha_256(casekit: Casekit, tmp_path: Path) -> None:
    made = Repo.make(tmp_path / "r", {"p009": entry("mine")}, object_format="sha256")
    merged(made)
    assert verdict(casekit, made) == ("sound", [])


def test_a_shallow_copy_is_no_history(casekit: Casekit, made: Repo, tmp_path: Path) -> None:
    linear(made)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{made.folder}", "short")
    ran = casekit("-C", tmp_path / "short", "verify")
    assert (ran.code, ran.out) == (3, "")
    assert "cut short" in ran.err


def test_in_words(casekit: Casekit, made: Repo) -> None:
    wrong_person(made)
    ran = casekit("-C", made.folder, "verify", "--all")
    assert ran.code == 1
    assert "1 record of judgements: 0 verified, 0 claimed, 1 contradicted by their commit." in ran.out
    assert "error CK927 record-contradicted" in ran.out
    assert "Verdict: broken." in ran.out
    assert "\x1b" not in ran.out


ATTESTED = "attested.json"


def attest(casekit: Casekit, made: Repo, tmp_path: Path) -> Path:
    file = tmp_path / ATTESTED
    ran = casekit("-C", made.folder, "verify", "--attest", file, "--today", "2026-10-05")
    assert ran.code == 0, ran.out + ran.err
    data = json.loads(file.read_text())
    jsonschema.validate(data, json.loads((resource("schema") / "attestation.schema.json").read_text("utf-8")))
    return file


def test_what_was_attested_is_still_there(casekit: Casekit, made: Repo, tmp_path: Path) -> None:
    linear(made)
    file = attest(casekit, made, tmp_path)
    assert verdict(casekit, made, "--against", file) == ("sound", [])
    made.commit("p001", {"README.md": "Later"})
    found = told(casekit, made, "--against", file)
    assert found["verdict"] == "sound"
    assert found["against"]["contained"] is True


def test_a_forced_push_is_told(casekit: Casekit, made: Repo, tmp_path: Path) -> None:
    linear(made)
    file = attest(casekit, made, tmp_path)
    git(made.folder, "reset", "-q", "--hard", "HEAD~1")
    assert verdict(casekit, made) == ("sound", [])
    assert verdict(casekit, made, "--against", file) == ("broken", ["CK920"])


@pytest.mark.parametrize("figure", ["moderations", "audits", "events", "commits"])
def test_figures_that_were_tampered_with(casekit: Casekit, made: Repo, tmp_path: Path, figure: str) -> None:
    linear(made)
    file = attest(casekit, made, tmp_path)
    data = json.loads(file.read_text())
    data["figures"][figure] += 1
    file.write_text(json.dumps(data))
    assert verdict(casekit, made, "--against", file) == ("broken", ["CK921"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', "[" * 100_000])
def test_what_is_no_attestation(casekit: Casekit, made: Repo, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    ran = casekit("-C", made.folder, "verify", "--against", tmp_path / "x.json")
    assert ran.code == 2
    assert "is no attestation" in ran.err


def rewritten(made: Repo, text: str = MODERATED) -> dict[str, str]:
    """The history begun anew with another text, and that put on record."""
    old = git(made.folder, "rev-parse", "HEAD")
    git(made.folder, "checkout", "-q", "--orphan", "anew")
    new = made.commit("p001", {PATH: FIRST}, "Begin anew")
    if text != FIRST:
        new = made.commit("p009", {PATH: text}, trailers(), "mine")
    git(made.folder, "branch", "-qf", "main", "HEAD")
    git(made.folder, "switch", "-q", "main")
    lines = [
        f'  - old: "{old}"',
        f'    new: "{new}"',
        "    by: p002",
        "    on: 2026-10-06",
        "    why: A name stood in it.",
    ]
    made.commit("p002", {"rewrites.yaml": "\n".join(["rewrites:", *lines, ""])}, "Record it")
    return {"old": old, "new": new}


def test_a_rewrite_on_record_is_accepted_and_told(casekit: Casekit, made: Repo, tmp_path: Path) -> None:
    linear(made)
    file = attest(casekit, made, tmp_path)
    ids = rewritten(made)
    found = told(casekit, made, "--against", file)
    assert (found["verdict"], found["problems"]) == ("sound", [])
    assert found["against"] == {"head": ids["old"], "on": "2026-10-05", "contained": False, "rewrites": [ids["new"]]}
    text = " ".join(casekit("-C", made.folder, "verify", "--against", file).out.split())
    assert "Recorded rewrite of 2026-10-06, by p002" in text
    assert "A name stood in it." in text


def test_a_rewrite_may_not_take_more_than_it_says(casekit: Casekit, made: Repo, tmp_path: Path) -> None:
    linear(made)
    file = attest(casekit, made, tmp_path)
    rewritten(made, text=FIRST)
    assert verdict(casekit, made, "--against", file) == ("broken", ["CK921"])


def test_an_audit_that_had_to_go_is_named(casekit: Casekit, made: Repo, tmp_path: Path) -> None:
    other = PATH.replace("0001", "0002")
    made.commit("p001", {other: FIRST.replace(ID, "2026-10-0002")})
    file = attest(casekit, made, tmp_path)
    (made.folder / other).unlink()
    rewritten(made)
    assert verdict(casekit, made, "--against", file) == ("broken", ["CK921", "CK924"])
    record = made.folder / "rewrites.yaml"
    made.commit("p002", {"rewrites.yaml": record.read_text() + "    removed: [2026-10-0002]\n"})
    assert verdict(casekit, made, "--against", file) == ("sound", [])


@pytest.mark.parametrize(
    "change",
    [
        "by: p002=>by: p999",
        'new: "=>new: "0000',
        "rewrites:=>rewritten:",
        "by: p002=>by: [",
        "why: A name=>who: A name",
    ],
)
def test_a_record_that_does_not_hold(casekit: Casekit, made: Repo, tmp_path: Path, change: str) -> None:
    linear(made)
    file = attest(casekit, made, tmp_path)
    rewritten(made)
    old, new = change.split("=>")
    text = (made.folder / "rewrites.yaml").read_text().replace(old, new)
    made.commit("p002", {"rewrites.yaml": text})
    assert verdict(casekit, made, "--against", file) == ("broken", ["CK920", "CK922"])


def test_a_record_in_the_name_of_somebody_else(casekit: Casekit, made: Repo, tmp_path: Path) -> None:
    linear(made)
    file = attest(casekit, made, tmp_path)
    rewritten(made)
    text = (made.folder / "rewrites.yaml").read_text()
    git(made.folder, "reset", "-q", "--hard", "HEAD~1")
    made.commit("p054", {"rewrites.yaml": text})
    assert verdict(casekit, made, "--against", file) == ("broken", ["CK920", "CK922"])


def test_a_record_that_is_too_large_is_not_read(casekit: Casekit, made: Repo) -> None:
    made.commit("p002", {"rewrites.yaml": "rewrites: []\n" + "# x\n" * 200_000})
    assert verdict(casekit, made) == ("broken", ["CK922"])


def test_verifications_may_be_entered_together_and_late(casekit: Casekit, made: Repo) -> None:
    action = "actions:\n  - {id: a1, do: It, done: {by: p054, on: 2026-08-01}, verified: {by: p002, on: 2026-08-02}}\n"
    made.commit("p002", {PATH: FIRST.replace("reflection:\n", f"reflection:\n{action}")})
    assert verdict(casekit, made) == ("sound", [])


def test_what_forges_write_of_requests_is_read_and_believed_no_further(casekit: Casekit, made: Repo) -> None:
    said = {
        "github": "Merge pull request #12 from vale/side\n\nModerate",
        "gitlab": "Merge branch 'side' into 'main'\n\nModerate\n\nSee merge request vale/audits!34\n\n"
        "Approved-by: Somebody <p010@example.org>\nReviewed-by: A stranger <who@elsewhere.example>\n",
        "plain": "Merge branch 'side'",
    }
    for name, message in said.items():
        branch(made, name)
        made.commit("p001", {f"{name}.md": name})
        git(made.folder, "switch", "-q", "main")
        made.run("p001", "merge", "-q", "--no-ff", "-m", message, name)
    made.moderate("p009", said="Moderate (#56)\n\nReviewed-by: Head <p002@example.org>")
    made.commit("p001", {"x.md": "x"}, "Merged PR 78: More")
    found = told(casekit, made)
    assert [(r["forge"], r["number"], r["squashed"], r["reviewers"]) for r in found["requests"]] == [
        ("Azure DevOps", "78", True, []),
        ("GitHub", "56", True, ["p002"]),
        ("GitLab", "34", False, ["p010", ""]),
        ("GitHub", "12", False, []),
    ]
    assert found["trust"] == {"verified": 0, "claimed": 1, "failed": 0}


def test_a_name_in_the_history_is_masked(casekit: Casekit, made: Repo) -> None:
    name = "audits/2026-10/2026-10-0009.md"
    made.commit("p001", {name: FIRST.replace(ID, "943-476-5919")})
    (made.folder / name).unlink()
    made.commit("p001")
    for more in ([], ["--format", "json"], ["--all"]):
        ran = casekit("-C", made.folder, "verify", *more)
        assert ran.code == 1
        assert "5919" not in ran.out


def test_the_site_that_was_attested(casekit: Casekit, made: Repo, tmp_path: Path) -> None:
    linear(made)
    site, file = tmp_path / "site", tmp_path / "a.json"
    ran = casekit("-C", made.folder, "build", "--output", site, "--attest", file, "--today", "2026-10-05")
    assert ran.code == 0, ran.err
    assert verdict(casekit, made, "--against", file, "--site", site) == ("sound", [])
    page = site / "index.html"
    page.write_text(page.read_text("utf-8").replace("1", "2"), "utf-8")
    assert verdict(casekit, made, "--against", file, "--site", site) == ("broken", ["CK923"])
