"""Histories and odd files on the rules' pages: what a case says is done in a real folder, with real commits.

A fence "yaml history" is a list of steps, each what one person does, in its order. Before them p201 has committed the
audit of tests/toy, which nobody has moderated yet, with everybody's address in people.yaml. A step is a mapping:

    by: p202             who commits; author: another author; sign: with a key of that name; at: on that day
    change: {…}          laid over the audit as it stands (tests/laid.py); file: PATH for another file of YAML
    moderates: sound     p202's moderation of the toy, with that grade of the whole, and casekit's trailers
    text: …              with file: PATH, the whole text of a file; delete: PATH and rename: [PATH, PATH] likewise
    keys: {p202: mine}   the open half of these keys comes into people.yaml; revoked: DAY, where they were given up
    said: …              the message
    branch: NAME         a new branch from here; switch: NAME to one; merge: NAME into the one it is on, keeps: ours
    tag: NAME            a tag; revert: yes takes the last commit back; squash: NAME merges a branch as one commit

and what somebody does to the repository: amend (the last commit is made anew), year (it claims to be of that
year), certificate (it is signed with one), replace, graft, lose (the audit's last version, or another file's),
orphan (the whole history as one commit), attest, builds (the site, with its attestation), attested: {figure: n}
(its figures are changed), spoil (a page of the site is changed).

"# expect: CK…" behind a step says that it is reported once everything is done: by verify on the pages from CK920
on, by lint on the others. A fence "text odd PATH" is a file in which \\xNN is a byte, \\uNNNN a character; (x N) at
the end of a line repeats it, and (the file) is what tests/toy has there, or its audit under this name. "text link
PATH" is a link to what it says, "text pipe PATH" a pipe, "text folder PATH" a folder.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from casekit.history import kinds
from casekit.history.labels import Labels
from casekit.history.recorded import recorded
from casekit.read.document import read_yaml
from tests.cases import Case, Change, strip
from tests.cli.conftest import Casekit
from tests.history.making import BST, git, raw_commit
from tests.history.signing import Repo, open_half
from tests.laid import AUDIT, Draft, lay, merged

WROTE, CHANGED = datetime(2026, 10, 20, 9, 0, tzinfo=BST), datetime(2026, 10, 28, 9, 0, tzinfo=BST)
EVERYBODY = ("p101", "p102", "p103", "p104", "p105", "p201", "p202")
TODAY = "2026-10-31"
WORDS = frozenset({
    "by", "author", "sign", "at", "change", "file", "moderates", "text", "delete", "rename", "keys", "revoked", "said",
    "branch", "switch", "merge", "keeps", "tag", "revert", "squash", "amend", "year", "certificate", "replace", "graft",
    "lose", "orphan", "attest", "builds", "attested", "spoil",
})  # fmt: skip
"""All that a step may say."""
VERIFIED = "CK920"
"""From this page on, verify reports."""
ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})")


def odd(text: str) -> bytes:
    r"""What a fence of an odd file stands for: \xNN, \uNNNN, and lines that end in (x N)."""
    lines = []
    for line in text.split("\n"):
        times = re.search(r" \(x (\d+)\)$", line)
        lines += [line[: times.start()]] * int(times[1]) if times else [line]
    raw = b""
    start = 0
    whole = "\n".join(lines)
    for match in ESCAPE.finditer(whole):
        raw += whole[start : match.start()].encode()
        raw += bytes([int(match[1], 16)]) if match[1] else chr(int(match[2], 16)).encode("utf-8", "surrogatepass")
        start = match.end()
    return raw + whole[start:].encode()


@dataclass
class Stage:
    """One case being played. minute: counts on with every commit; against: what verify is given besides."""

    casekit: Casekit
    repo: Repo
    minute: int = 0
    against: list[object] = field(default_factory=list)
    attestation: Path = Path()

    @property
    def folder(self) -> Path:
        return self.repo.folder

    def step(self, step: dict[str, Any]) -> None:
        """One step, whatever it says in the order of the words above."""
        assert step.keys() <= WORDS, f"no step knows {sorted(step.keys() - WORDS)}"
        for verb in ("switch", "branch"):
            if verb in step:
                git(self.folder, "switch", "-q", *(["-c"] if verb == "branch" else []), str(step[verb]))
        files, said = self._files(step)
        for verb in ("merge", "squash"):
            if verb in step:
                self._merge(step, verb)
        if "revert" in step:
            self._run(step, "revert", "--no-edit", "HEAD")
        elif files or "said" in step or "delete" in step or "rename" in step:
            self._commit(step, files, step.get("said") or said)
        if "tag" in step:
            git(self.folder, "tag", step["tag"])
        if "amend" in step:
            self._run(step, "commit", "-q", "--amend", "--allow-empty", "-m", "Made anew")
        if "year" in step:
            self._redate(int(step["year"]))
        if "lose" in step:
            self._lose(AUDIT if step["lose"] == "yes" else str(step["lose"]))
        for verb in ("certificate", "replace", "graft", "orphan", "attest", "builds", "spoil"):
            if step.get(verb) == "yes":
                getattr(self, f"_{verb}")()
        if "attested" in step:
            told = json.loads(self.attestation.read_text("utf-8"))
            told["figures"] |= step["attested"]
            self.attestation.write_text(json.dumps(told), "utf-8")

    def _files(self, step: dict[str, Any]) -> tuple[dict[str, str], str]:
        """The files that the step changes, and what casekit would say of it."""
        path = str(step.get("file", AUDIT))
        if "text" in step:
            return {path: self._filled(str(step["text"]))}, "Change a file"
        if "delete" in step:
            git(self.folder, "rm", "-q", str(step["delete"]))
            return {}, "Take it out"
        if "rename" in step:
            old, new = map(str, step["rename"])
            git(self.folder, "mv", old, new)
            path = new
        if "keys" in step:
            return {"people.yaml": self._keys(step)}, "List keys"
        change = step.get("change")
        if "moderates" in step:
            entry = {"id": "m1", "by": str(step["by"]), "on": "2026-10-27", "overall": str(step["moderates"])}
            entry |= {"reason": "The grades follow from the file.", "met": "2026-10-28T14:00"}
            change = {"moderations": [entry]}
        if change is None:
            return {}, "Rename it"
        before = (self.folder / path).read_bytes()
        after = self._laid(path, before, change)
        said = "Change it"
        if "moderates" in step:
            said = recorded("Moderate it", before, after, kinds.MODERATED, str(step["by"]), Labels(), "")
        return {path: after.decode()}, said

    def _keys(self, step: dict[str, Any]) -> str:
        given = {"revoked": str(step["revoked"])} if "revoked" in step else {}
        listed = {
            person: {"keys": [{"key": " ".join(open_half(name).split(" ")[:2]), **given}]}
            for person, name in step["keys"].items()
        }
        path = "people.yaml"
        return self._laid(path, (self.folder / path).read_bytes(), {"people": listed}).decode()

    def _laid(self, path: str, raw: bytes, change: Any) -> bytes:
        draft = Draft(path, raw)
        draft.data = merged(draft.data, change, (), (), {}, set())
        return draft.written()[0]

    def _filled(self, text: str) -> str:
        if self.attestation.name:
            text = text.replace("ATTESTED", json.loads(self.attestation.read_text("utf-8"))["head"])
        return text.replace("HEAD", git(self.folder, "rev-parse", "HEAD"))

    def _when(self, step: dict[str, Any]) -> datetime:
        self.minute += 1
        day = datetime.fromisoformat(f"{step['at']}T09:00:00+01:00") if "at" in step else CHANGED
        return day + timedelta(minutes=self.minute)

    def _run(self, step: dict[str, Any], *arguments: str) -> None:
        self.repo.run(str(step["by"]), *arguments, key=str(step.get("sign", "")), at=self._when(step))

    def _commit(self, step: dict[str, Any], files: dict[str, str], said: str) -> None:
        author, key = str(step.get("author", "")), str(step.get("sign", ""))
        self.repo.commit(str(step["by"]), files, said, key, author, self._when(step))

    def _merge(self, step: dict[str, Any], verb: str) -> None:
        name = str(step[verb])
        if verb == "squash":
            self._run(step, "merge", "-q", "--squash", name)
            self._commit(step, {}, f"Merge {name} (#3)")
            return
        how = ["-s", "ours"] if step.get("keeps") == "ours" else []
        self._run(step, "merge", "-q", "--no-ff", *how, "-m", f"Merge {name}", name)

    def _certificate(self) -> None:
        self.repo.certify()

    def _replace(self) -> None:
        git(self.folder, "replace", "HEAD", "HEAD~1")

    def _graft(self) -> None:
        (self.folder / ".git/info").mkdir(exist_ok=True)
        (self.folder / ".git/info/grafts").write_text(git(self.folder, "rev-parse", "HEAD") + "\n")

    def _redate(self, year: int) -> None:
        text = git(self.folder, "cat-file", "commit", "HEAD")
        moment = int((datetime(year, 1, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
        lines = [
            re.sub(r"-?\d+ [+-]\d{4}$", f"{moment} +0000", line) if line.startswith("committer ") else line
            for line in text.split("\n")
        ]
        git(self.folder, "update-ref", "HEAD", raw_commit(self.folder, "\n".join(lines) + "\n"))

    def _lose(self, path: str) -> None:
        blob = git(self.folder, "rev-parse", f"HEAD:{path}")
        (self.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()

    def _orphan(self) -> None:
        tree = git(self.folder, "rev-parse", "HEAD^{tree}")
        stamp = "p201 <p201@example.org> 1793200000 +0000"
        git(
            self.folder,
            "reset",
            "-q",
            "--soft",
            raw_commit(self.folder, f"tree {tree}\nauthor {stamp}\ncommitter {stamp}\n\nAnew\n"),
        )

    def _attest(self) -> None:
        self.attestation = self.folder.parent / "attestation.json"
        ran = self.casekit("-C", self.folder, "verify", "--attest", self.attestation)
        assert self.attestation.is_file(), ran.err
        self.against = ["--against", self.attestation]

    def _builds(self) -> None:
        self.attestation, site = self.folder.parent / "attestation.json", self.folder.parent / "site"
        ran = self.casekit("-C", self.folder, "build", "--output", site, "--attest", self.attestation, "--today", TODAY)
        assert ran.code == 0, ran.err
        self.against = ["--against", self.attestation, "--site", site]

    def _spoil(self) -> None:
        page = self.folder.parent / "site" / "index.html"
        page.write_text(page.read_text("utf-8").replace("</title>", " </title>"), "utf-8")


def played(case: Case, casekit: Casekit, folder: Path) -> tuple[list[str], list[str]]:
    """The codes that the case expects, and those that are reported, each sorted."""
    raw, wanted = strip("", case.history)
    lines = b"".join(b"  " + line + b"\n" for line in raw.split(b"\n") if line)
    document, problems = read_yaml("history", b"steps:\n" + lines)
    assert document is not None, problems
    addresses = "people:\n" + "".join(f"  {one}: {{emails: [{one}@example.org]}}\n" for one in EVERYBODY)
    first = [Change("moderations: (removed)\n"), Change(addresses, path="people.yaml"), *case.changes]
    files, _ = lay(first, case.files)
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    stage = Stage(casekit, Repo(folder))
    stage.repo.commit("p201", {path: raw.decode() for path, raw in files.items()}, "Write the audit", at=WROTE)
    assert isinstance(document.data, dict)
    steps = document.data["steps"] or []
    assert isinstance(steps, list)
    for step in steps:
        assert isinstance(step, dict), step
        stage.step(step)
    if case.rule >= VERIFIED:
        ran = casekit("-C", folder, "verify", "--format", "json", *stage.against)
    else:
        ran = casekit("-C", folder, "lint", "--format", "json", "--today", TODAY)
    assert ran.code in (0, 1), ran.err
    got = [problem["code"] for problem in json.loads(ran.out)["problems"]]
    return sorted(code for _, _, code in wanted), sorted(got)


def found(case: Case, casekit: Casekit, folder: Path) -> tuple[list[str], list[str]]:
    """The same of odd files beside the whole of the toy repository, in a real folder."""
    files, _ = lay(case.changes, case.files)
    for path, raw in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
    wanted = []
    for kind, name, text in case.odd:
        raw, codes = strip(name, text)
        wanted += [code for _, _, code in codes]
        path = odd(name).decode()
        own = files[AUDIT].replace(b"id: 2026-10-0001\n", f"id: {Path(path).stem}\n".encode())
        _put(kind, folder / path, raw.decode().removesuffix("\n"), files.get(path) or own)
    ran = casekit("-C", folder, "lint", "--format", "json", "--today", TODAY)
    assert ran.code in (0, 1), ran.err
    got = [problem["code"] for problem in json.loads(ran.out)["problems"]]
    return sorted(wanted), sorted(got)


def _put(kind: str, place: Path, text: str, file: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    if kind == "link":
        place.symlink_to(text)
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.write_bytes(odd(text).replace(b"(the file)", file))
