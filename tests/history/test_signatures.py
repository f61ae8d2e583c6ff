"""A record is verified by the signature of the person named, by a key that the main branch listed before."""

from pathlib import Path

import pytest

from tests.history.making import git
from tests.history.signing import FIRST, PATH, Repo, entry, gpg, moderation, open_half, people, trailers

VERIFIED = ("verified", "signed with a key of the person named")
MINE = {"p009": "mine", "p010": "theirs"}


def keys(**changed: str) -> dict[str, str]:
    return {person: entry(name) for person, name in MINE.items()} | changed


def repo(tmp_path: Path, policy: str = "", object_format: str = "sha1", **changed: str) -> Repo:
    return Repo.make(tmp_path / "r", keys(**changed), policy, object_format)


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
@pytest.mark.parametrize("key", ["mine", "gpg:mine"])
def test_signed_by_the_person_named(tmp_path: Path, key: str, object_format: str) -> None:
    made = repo(tmp_path, object_format=object_format, p009=entry(key))
    made.moderate("p009", key)
    assert made.judged() == VERIFIED


def test_not_signed(tmp_path: Path) -> None:
    made = repo(tmp_path)
    made.moderate("p009")
    assert made.judged() == ("claimed", "the commit is not signed")


@pytest.mark.parametrize("key", ["theirs", "gpg:theirs"])
def test_a_good_signature_by_the_wrong_person(tmp_path: Path, key: str) -> None:
    made = repo(tmp_path, p010=entry(key))
    made.moderate("p009", key)
    assert made.judged() == ("failed", "it is signed with the key of somebody else than the person named")


@pytest.mark.parametrize("key", ["stranger", "gpg:stranger"])
def test_a_key_that_nobody_listed(tmp_path: Path, key: str) -> None:
    made = repo(tmp_path)
    made.moderate("p009", key)
    assert made.judged() == (
        "claimed",
        "it is signed with a key that people.yaml of the main branch did not list before",
    )


@pytest.mark.parametrize("key", ["mine", "gpg:mine"])
@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"from_": "2026-10-01", "to": "2026-10-01"}, VERIFIED),
        ({"from_": "2026-10-02"}, ("claimed", "it is signed with a key on a day on which that key was not in use")),
        ({"to": "2026-09-30"}, ("claimed", "it is signed with a key on a day on which that key was not in use")),
        ({"revoked": "2026-10-02"}, VERIFIED),
        ({"revoked": "2026-10-01"}, ("failed", "it is signed with a key that was given up")),
    ],
)
def test_the_days_of_a_key(tmp_path: Path, key: str, days: dict[str, str], said: tuple[str, str]) -> None:
    made = repo(tmp_path, p009=entry(key, **days))
    made.moderate("p009", key)
    assert made.judged() == said


def test_a_key_given_up_later_proves_nothing_that_came_after(tmp_path: Path) -> None:
    """However far back whoever found it has dated the commit."""
    made = repo(tmp_path)
    git(made.folder, "switch", "-qc", "side")
    made.moderate("p009", "mine")
    git(made.folder, "switch", "-q", "main")
    made.minute += 3 * 24 * 60
    made.commit("p001", {"people.yaml": people(keys(p009=entry("mine", revoked="2026-10-03")))}, "Give up a key")
    made.run("p001", "merge", "-q", "--no-ff", "-m", "Merge side", "side")
    assert made.judged() == ("failed", "it is signed with a key that was given up")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"revoked": "2026-10-03"}, ("failed", "it is signed with a key that was given up")),
        ({"to": "2026-10-02"}, ("claimed", "it is signed with a key on a day on which that key was not in use")),
        ({"to": "2026-10-03"}, VERIFIED),
    ],
)
def test_a_commit_dated_back_behind_what_main_had_listed_already(
    tmp_path: Path, days: dict[str, str], said: tuple[str, str]
) -> None:
    """Also where one more commit that is dated back stands between the two."""
    made = repo(tmp_path)
    made.minute += 2 * 24 * 60
    made.commit("p001", {"people.yaml": people(keys(p009=entry("mine", **days)))}, "The end of a key")
    made.minute -= 2 * 24 * 60
    made.commit("p001", {"README.md": "Nothing"}, "Something else")
    made.moderate("p009", "mine")
    assert made.judged() == said


@pytest.mark.parametrize("key", ["mine", "gpg:mine"])
def test_a_key_given_up_is_known_by_what_it_is_and_not_by_how_it_is_typed(tmp_path: Path, key: str) -> None:
    """Another comment, more blanks; another line before what OpenPGP wrote; listed a second time beside the old one."""
    made = repo(tmp_path, p009=entry(key))
    made.minute += 3 * 24 * 60
    made.moderate("p009", key)
    other = (
        entry(key, revoked="2026-10-03")
        .replace(" mine\n", " the old laptop\n")
        .replace("ssh-ed25519 ", "ssh-ed25519  ")
    )
    other = other.replace("BLOCK-----\n", "BLOCK-----\n          Comment: the old laptop\n", 1)
    made.commit("p001", {"people.yaml": people(keys(p009=other))}, "Give up a key")
    given_up = ("failed", "it is signed with a key that was given up")
    assert made.judged() == given_up
    made.commit("p001", {"people.yaml": people(keys(p009=f"{entry(key)}\n{other}")), PATH: FIRST}, "Both")
    made.moderate("p009", key)
    assert made.judged() == given_up


def test_what_was_verified_stays_so_when_the_key_is_given_up(tmp_path: Path) -> None:
    made = repo(tmp_path)
    made.moderate("p009", "mine")
    made.commit("p001", {"people.yaml": people(keys(p009=entry("mine", revoked="2026-10-03")))}, "Give up a key")
    assert made.judged() == VERIFIED


@pytest.mark.parametrize("merged", [False, True])
def test_a_key_that_its_own_branch_brings_does_not_count(tmp_path: Path, merged: bool) -> None:
    made = repo(tmp_path)
    git(made.folder, "switch", "-qc", "side")
    made.commit("p009", {"people.yaml": people(keys(p009=entry("stranger")))}, "My new key")
    made.moderate("p009", "stranger")
    if merged:
        git(made.folder, "switch", "-q", "main")
        made.run("p001", "merge", "-q", "--no-ff", "-m", "Merge side", "side")
    assert made.judged()[0] == "claimed"


def test_a_key_that_came_by_a_merge_of_its_own_counts_from_then_on(tmp_path: Path) -> None:
    made = repo(tmp_path)
    git(made.folder, "switch", "-qc", "key")
    made.commit("p009", {"people.yaml": people(keys(p009=entry("stranger")))}, "My new key")
    git(made.folder, "switch", "-q", "main")
    made.run("p001", "merge", "-q", "--no-ff", "-m", "Merge key", "key")
    git(made.folder, "switch", "-qc", "side")
    made.moderate("p009", "stranger")
    assert made.judged() == VERIFIED


def test_who_committed_has_to_be_the_person_too(tmp_path: Path) -> None:
    made = repo(tmp_path)
    made.moderate("nobody@elsewhere.example", "mine", author="p009")
    assert made.judged() == ("claimed", "nobody in people.yaml has the address of whoever committed it")


@pytest.mark.parametrize(
    ("said", "trust"),
    [
        ("Moderate", "claimed"),
        (trailers(Casekit_Event=""), "claimed"),
        (trailers(Casekit_Grade=""), "claimed"),
        (trailers(Moderated_by=""), "claimed"),
        (trailers(Moderated_by="p010"), "failed"),
        (trailers(Casekit_Grade="good -> good"), "failed"),
        (trailers(Casekit_Audit="2026-10-0002"), "failed"),
        (trailers() + "Moderated-by: p009\n", "claimed"),
        (trailers().replace("\n\nCasekit", "\n---\n\nCasekit"), "claimed"),
        (trailers().replace("Casekit-Audit", "Сasekit-Audit"), "claimed"),
        (trailers() + "\nSo much for that.\n", "claimed"),
    ],
)
def test_the_message_has_to_repeat_the_record(tmp_path: Path, said: str, trust: str) -> None:
    made = repo(tmp_path)
    made.moderate("p009", "mine", said=said)
    assert made.judged()[0] == trust


def test_the_role_is_the_one_that_the_main_branch_had(tmp_path: Path) -> None:
    made = repo(tmp_path, p054=entry("auditor"))
    made.moderate("p054", "auditor", named="p054")
    assert made.judged() == (
        "claimed",
        "the person named did not hold the role on that day, as the main branch had it",
    )


@pytest.mark.parametrize("key", ["mine", "gpg:mine"])
def test_a_signature_carried_over_to_another_commit(tmp_path: Path, key: str) -> None:
    made = repo(tmp_path, p009=entry(key))
    commit = made.moderate("p009", key)
    text = git(made.folder, "cat-file", "commit", commit).replace("It is judged.", "It was judged.")
    forged = git(made.folder, "hash-object", "-t", "commit", "-w", "--stdin", stdin=(text + "\n").encode())
    git(made.folder, "reset", "-q", "--hard", forged)
    assert made.judged() == ("failed", "its signature does not fit it")


def test_one_key_of_two_people_proves_neither(tmp_path: Path) -> None:
    made = repo(tmp_path, p010=entry("mine"))
    made.moderate("p009", "mine")
    assert made.judged() == ("claimed", "it is signed with a key that is listed for several people")


FORGE = """\
[[trust.forges]]
name = "Forge"
key = '''
{key}'''
emails = ["noreply@forge.example"]
"""


@pytest.mark.parametrize("key", ["forge", "gpg:forge"])
@pytest.mark.parametrize("said", ["Update 2026-10-0001.md", trailers()])
def test_a_forge_vouches_for_the_author(tmp_path: Path, key: str, said: str) -> None:
    half = gpg(key[4:])[1] + "\n" if key.startswith("gpg:") else open_half(key)
    policy = f"[[trust.forges]]\nname = \"Forge\"\nkey = '''\n{half}'''\nemails = [\"noreply@forge.example\"]\n"
    made = repo(tmp_path, policy)
    made.moderate("noreply@forge.example", key, author="p009", said=said)
    assert made.judged() == ("verified", "Forge signed that its author is the person named")
    assert made.events()[-1].via == "Forge"


@pytest.mark.parametrize(
    ("by", "author", "trust"),
    [
        ("noreply@forge.example", "p054", "failed"),
        ("noreply@forge.example", "nobody@elsewhere.example", "claimed"),
        ("elsewhere@forge.example", "p009", "claimed"),
    ],
)
def test_a_forge_vouches_for_nobody_else(tmp_path: Path, by: str, author: str, trust: str) -> None:
    policy = f'[[trust.forges]]\nname = "Forge"\nkey = \'{open_half("forge")}\'\nemails = ["noreply@forge.example"]\n'
    made = repo(tmp_path, policy)
    made.moderate(by, "forge", author=author)
    assert made.judged()[0] == trust


def test_a_forge_that_policy_does_not_list_vouches_for_nobody(tmp_path: Path) -> None:
    made = repo(tmp_path)
    made.moderate("noreply@forge.example", "forge", author="p009")
    assert made.judged()[0] == "claimed"


def test_what_the_repository_says_about_signing_counts_for_nothing(tmp_path: Path) -> None:
    made = repo(tmp_path)
    made.moderate("p009", "mine")
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\nexit 0\n")
    program.chmod(0o755)
    revoked = tmp_path / "revoked"
    revoked.write_text(open_half("mine"))
    for name in ("gpg.program", "gpg.openpgp.program", "gpg.ssh.program", "gpg.x509.program"):
        git(made.folder, "config", name, str(program))
    git(made.folder, "config", "gpg.ssh.allowedSignersFile", str(revoked))
    git(made.folder, "config", "gpg.ssh.revocationFile", str(revoked))
    git(made.folder, "config", "gpg.minTrustLevel", "ultimate")
    assert made.judged() == VERIFIED
    assert not ran.exists()


def test_without_the_programs_nothing_is_verified_and_nobody_accused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = repo(tmp_path)
    made.moderate("p009", "mine")
    monkeypatch.setattr("casekit.history.signatures.found", lambda program: None)
    assert made.judged() == ("claimed", "it is signed in a way that cannot be checked on this computer")


CERTIFICATE = "it is signed with a certificate (X.509) or in another way that casekit does not check"


def test_a_certificate_proves_nothing_and_nothing_is_run_for_it(tmp_path: Path) -> None:
    """Also where the repository names a program that would call every such signature good."""
    made = repo(tmp_path)
    made.moderate("p009")
    made.certify()
    ran, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\necho '[GNUPG:] GOODSIG 1 p009' >&2\necho '[GNUPG:] VALIDSIG 1'\n")
    program.chmod(0o755)
    git(made.folder, "config", "gpg.x509.program", str(program))
    git(made.folder, "config", "gpg.format", "x509")
    assert made.judged() == ("claimed", CERTIFICATE)
    assert not ran.exists()


def test_a_certificate_of_a_forge_or_for_somebody_else_proves_nothing_either(tmp_path: Path) -> None:
    policy = f'[[trust.forges]]\nname = "Forge"\nkey = \'{open_half("forge")}\'\nemails = ["noreply@forge.example"]\n'
    made = repo(tmp_path, policy)
    made.moderate("noreply@forge.example", author="p009")
    made.certify()
    assert made.judged() == ("claimed", CERTIFICATE)
    made.commit("p009", {PATH: FIRST}, "Withdrawn")
    made.moderate("p010", named="p009")
    made.certify()
    assert made.judged() == ("failed", "it was committed by somebody else than the person named")


def test_a_change_and_a_withdrawal_are_signed_as_well(tmp_path: Path) -> None:
    made = repo(tmp_path)
    made.moderate("p009", "mine")
    made.commit("p009", {PATH: FIRST.replace("moderations:\n", moderation("p009", overall="good"))}, "Changed", "mine")
    assert [event.trust.value for event in made.events()] == ["verified", "verified"]
    made.commit("p010", {PATH: FIRST}, "Withdrawn", "theirs")
    assert [event.trust.value for event in made.events()] == ["verified", "verified", "failed"]
