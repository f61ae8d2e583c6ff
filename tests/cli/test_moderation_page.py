"""docs/moderation.md: its commands do what it shows, and the entries that it has typed by hand come to the same."""

import re
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from casekit.history.events import history
from casekit.history.outcome import open_history
from casekit.link.corpus import surroundings
from casekit.model.history import Event, Trust
from casekit.model.policy import Judging
from casekit.read.files import Folder
from tests.cli.conftest import Casekit
from tests.cli.judged import run
from tests.cli.vale import ROOT, vale
from tests.history.making import git, raw_commit

PAGE = (ROOT / "docs/moderation.md").read_text(encoding="utf-8")
AUDIT, ID = "audits/2026-09/2026-09-0003.md", "2026-09-0003"
SHOWN = re.findall(r"<!-- as (\w+) -->\n```console\n\$ casekit (.*)\n((?:.*\n)*?)```", PAGE)
TYPED = re.findall(r"<!-- typed by (\w+) -->\n *```yaml\n((?:.*\n)*?) *```", PAGE)


def words(line: str) -> list[str]:
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]


def events(folder: Path) -> list[Event]:
    """What was judged after the audit itself, without which commit and when."""
    around = surroundings(Folder(folder))
    told = history(open_history(folder), around.people, around=around).of(ID)
    first = git(folder, "rev-list", "--max-parents=0", "HEAD")
    return [replace(e, commit="", at=None, author="", blob="") for e in told if e.commit != first]


def entered(text: str, entry: str) -> str:
    """The audit with the entry in its place: a resolution in its dispute, a list above the reflection."""
    if entry.startswith("    resolved:"):
        return re.sub(r"(?m)^    why: .*\n", lambda found: found[0] + entry, text)
    return text.replace("reflection:", f"{dedent(entry)}reflection:", 1)


def test_the_month_on_the_command_line_and_by_hand(casekit: Casekit, tmp_path: Path) -> None:
    folder = vale(tmp_path / "command")
    assert len(SHOWN) == 7
    for person, line, output in SHOWN:
        ran = run(casekit, folder, f"{person}@farthing-vale.example", *words(line), today="2026-11-30")
        assert re.sub(r"commit [0-9a-f]{10} ", "commit 0123456789 ", ran.out + ran.err) == output
    by_command = events(folder)
    assert [e.event for e in by_command] == ["replied", "moderated", "disputed", "resolved", "shared"]
    assert {e.trust for e in by_command} == {Trust.CLAIMED}
    hand = vale(tmp_path / "hand")
    assert len(TYPED) == 4
    for person, entry in sorted(TYPED, key=lambda typed: "replies:" not in typed[1]):
        path = hand / AUDIT
        path.write_text(entered(path.read_text(), entry))
        git(hand, "add", AUDIT)
        tree, head = git(hand, "write-tree"), git(hand, "rev-parse", "HEAD")
        stamp = f"Web <{person}@farthing-vale.example> 1795168800 +0000"
        text = f"tree {tree}\nparent {head}\nauthor {stamp}\ncommitter {stamp}\n\nUpdate {ID}.md\n"
        git(hand, "update-ref", "HEAD", raw_commit(hand, text))
    assert events(hand) == by_command[:4]


@pytest.mark.parametrize("name", ["moderators", "replies", "manages", "disputes", "grades", "actions"])
def test_the_policy_that_it_shows_is_the_default(name: str) -> None:
    found = re.search(rf"^{name} = \[(.*)\]$", PAGE, re.MULTILINE)
    assert found is not None
    assert tuple(re.findall(r'"(\w+)"', found[1])) == getattr(Judging(), name)
    assert Judging().deputies == ()
