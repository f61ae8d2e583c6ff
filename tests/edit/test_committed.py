"""Edits on their way through the whole door: read, edited, saved, committed. Only the intended lines differ in git."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from casekit.edit.editor import edit
from casekit.edit.intents import Append, Intent, Set
from casekit.edit.save import save
from casekit.history.git import locate
from casekit.history.identity import Identity
from casekit.history.write import base, commit
from casekit.model.document import Value
from tests.edit.test_editor import edits, prove, touched
from tests.history.making import git, make, step

PATH = "audits/2026-10/2026-10-0042.md"


@pytest.mark.slow
@settings(max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits())
def test_five_thousand_edits_in_process(one: tuple[bytes, Value, Intent]) -> None:
    prove(one)


@pytest.mark.slow
def test_fifty_edits_as_real_commits(tmp_path_factory: pytest.TempPathFactory) -> None:
    @settings(max_examples=50, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(edits())
    def committed(one: tuple[bytes, Value, Intent]) -> None:
        raw, _, intent = one
        after = edit(PATH, raw, [intent])
        assume(isinstance(intent, Set | Append) and isinstance(after, bytes) and after != raw)
        assert isinstance(after, bytes)
        folder = tmp_path_factory.mktemp("repo") / "audits"
        make(folder, step("first", {PATH: "x\n", "notes.txt": "notes\n"}))
        (folder / PATH).write_bytes(raw)
        git(folder, "-c", "core.autocrlf=false", "commit", "-q", "-a", "-m", "as somebody wrote it")
        repository = locate(folder)
        assert repository is not None
        place: Path = folder / PATH
        there = base(repository, PATH, place.read_bytes())
        commit(
            repository, there, raw, after, "Edit it\n", Identity("P", "p@example.org"), lambda a, b: save(place, a, b)
        )
        assert place.read_bytes() == after
        assert git(folder, "status", "--porcelain") == ""
        assert git(folder, "show", "--format=", "--name-only", "HEAD") == PATH
        old, new = raw.decode().split("\n"), after.decode().split("\n")
        blocks = difflib.SequenceMatcher(None, old, new, False).get_opcodes()
        gone = {line for kind, start, end, _, _ in blocks if kind != "equal" for line in range(start + 1, end + 1)}
        assert gone <= touched(raw, intent) | {len(old)}

    committed()
