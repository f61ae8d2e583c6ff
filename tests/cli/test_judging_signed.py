"""A whole dispute on the command line, each person signing with their own key: verified from end to end."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Casekit
from tests.cli.judged import ID, PEOPLE, repository, run
from tests.history.signing import open_half, ssh

SIGNERS = ("p202", "p201", "p301")
STEPS = (
    ("p202", "moderate", ID, "--overall", "weak", "--reason", "Nobody holds the plan.", "--on", "2026-11-18"),
    ("p201", "dispute", ID, "--about", "grade", "--reason", "It is held.", "--on", "2026-11-19"),
    ("p301", "resolve", ID, "--outcome", "upheld", "--file-reviewed", "--reason", "Read.", "--on", "2026-11-20"),
)


def keyed() -> str:
    """The people, three of them with a key."""
    lines = []
    for line in PEOPLE.split("\n"):
        id = line.strip().split(":")[0]
        if id in SIGNERS and line.rstrip().endswith("}"):
            line = line.rstrip().removesuffix("}") + f', keys: [{{key: "{open_half(id)}"}}]}}'
        lines.append(line)
        if id in SIGNERS and line.rstrip().endswith(":"):
            lines.append(f'    keys: [{{key: "{open_half(id)}"}}]')
    return "\n".join(lines)


@pytest.mark.parametrize("signed", [True, False])
def test_a_dispute_from_end_to_end(
    casekit: Casekit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signed: bool
) -> None:
    folder = repository(tmp_path / "r", people=keyed())
    for person, *command in STEPS:
        settings = tmp_path / f"{person}.gitconfig"
        signs = f"[commit]\n\tgpgsign = {'true' if signed else 'false'}\n"
        settings.write_text(f"[gpg]\n\tformat = ssh\n[user]\n\tsigningkey = {ssh(person)}.pub\n{signs}")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        ran = run(casekit, folder, person, *command)
        assert ran.code == 0, ran.err
    told = json.loads(casekit("-C", folder, "log", ID, "--format", "json").out)
    trusts = {e["event"]: e["trust"] for e in told["events"] if e["why"]}
    word = "verified" if signed else "claimed"
    assert trusts == {"moderated": word, "disputed": word, "resolved": word}
    text = casekit("-C", folder, "log", ID).out
    assert text.count("(verified: signed with a key of the person named)") == 3 * signed
    found = json.loads(casekit("-C", folder, "verify", "--format", "json").out)
    assert found["trust"][word] == 3
    assert {p["code"] for p in found["problems"]} <= {"CK929"}  # committed today, whatever day that is
