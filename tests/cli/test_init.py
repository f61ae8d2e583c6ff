"""casekit init: a repository that works as it stands, for each forge."""

from __future__ import annotations

import json
import re
import shlex
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from casekit import __version__
from casekit.cli import packing
from casekit.conform.messages import conform
from casekit.edit.kit import forges, packed_forms
from casekit.read.document import read_yaml
from tests.cli.conftest import Casekit
from tests.cli.forges import read, scripts, wrong
from tests.history.making import git

FORGES = forges()
MADE = cache(packing.wheel)
PLACES = {"github": ".github/workflows", "gitlab": ".gitlab-ci.yml", "azure": "azure-pipelines.yml"}
OWNERS = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
REQUESTS = {
    "github": ".github/pull_request_template.md",
    "gitlab": ".gitlab/merge_request_templates/Default.md",
    "azure": ".azuredevops/pull_request_template.md",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wheel is the same for each test, and takes a moment."""
    monkeypatch.setattr("casekit.cli.founding.wheel", MADE)


@pytest.fixture(params=FORGES)
def forge(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def made(casekit: Casekit, forge: str, tmp_path: Path) -> Path:
    folder = tmp_path / "audits-of-ours"
    told = casekit("init", folder, "--forge", forge)
    assert told.code == 0, told.err
    return folder


def pipelines(folder: Path, forge: str) -> dict[str, Any]:
    place = folder / PLACES[forge]
    return {
        path.name: read(path.read_text("utf-8")) for path in (sorted(place.iterdir()) if place.is_dir() else [place])
    }


def test_there_is_a_kit_for_each_forge_that_lint_writes_for() -> None:
    assert FORGES == ["azure", "github", "gitlab"]


def test_it_lints_clean_and_as_strictly_as_can_be(casekit: Casekit, made: Path) -> None:
    told = casekit("-C", made, "lint", "--strict")
    assert (told.code, told.out) == (0, "0 audits checked, no problems.\n")
    assert casekit("-C", made, "rubric", "check").code == 0


def test_every_form_is_there_unless_some_were_chosen(casekit: Casekit, made: Path, forge: str, tmp_path: Path) -> None:
    def forms(folder: Path) -> list[str]:
        return sorted(path.stem for path in (folder / "rubrics").iterdir())

    assert forms(made) == sorted([*packed_forms(), "scales"])
    first, second = packed_forms()[:2]
    assert casekit("init", tmp_path / "two", "--forge", forge, "--rubric", second, "--rubric", first).code == 0
    assert forms(tmp_path / "two") == sorted([first, second, "scales"])
    toml = (tmp_path / "two" / "casekit.toml").read_text("utf-8")
    assert f'rubrics = [\n  "{second}",\n  "{first}",\n]\n' in toml
    told = casekit("init", tmp_path / "none", "--forge", forge, "--rubric", "no-such-form")
    assert (told.code, (tmp_path / "none").exists()) == (2, False)


def test_nothing_is_left_to_fill_in_and_every_file_ends_in_a_line(made: Path) -> None:
    for path in made.rglob("*"):
        if path.is_file() and path.suffix != ".whl":
            text = path.read_text("utf-8")
            assert not re.search(r"@[A-Z_]+@", text), path
            assert text.endswith("\n"), path
            assert "\r" not in text, path


def test_its_forge_takes_the_pipelines(made: Path, forge: str) -> None:
    for name, data in pipelines(made, forge).items():
        assert wrong(forge, data) == [], name


@pytest.mark.parametrize(
    ("forge", "old", "new"),
    [
        ("github", "  pull_request:", "  pull_request_target:"),
        ("github", "contents: read", "contents: write"),
        ("github", "fetch-depth: 0", "fetch-depth: 1"),
        ("github", "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065", "actions/setup-python@v5"),
        ("github", '"$TARGET"', '"${{ github.base_ref }}"'),
        ("github", "timeout-minutes", "timeout-minute"),
        ("gitlab", "expire_in: 30 days", "expires_in: 30 days"),
        ("gitlab", "python:3.13-bookworm", "python:latest"),
        ("gitlab", "    reports:\n", "    report:\n"),
        ("azure", "fetchDepth: 0", "fetchdepth: 0"),
        ("azure", '"$AUDIENCE"', '"${{ parameters.audience }}"'),
        ("azure", "displayName: Install casekit", "display: Install casekit"),
    ],
)
def test_what_a_forge_does_not_take_is_seen(made: Path, forge: str, old: str, new: str) -> None:
    place = made / PLACES[forge]
    texts = [path.read_text("utf-8") for path in (place.iterdir() if place.is_dir() else [place])]
    changed = [text.replace(old, new) for text in texts if old in text]
    assert changed
    assert all(wrong(forge, read(text)) for text in changed)


def commands(script: str) -> list[list[str]]:
    """Each call of casekit in a script, its words with what is optional given and every variable named."""
    plain = re.sub(r"\$\{(\w+):\+([^}]*)\}", r"\2", script)
    found = []
    for line in plain.splitlines():
        if line.strip().startswith("casekit "):
            words = shlex.split(line.strip())
            found.append(words[1 : words.index("||") if "||" in words else None])
    return found


VALUES = {
    "TARGET": "HEAD", "target": "HEAD", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD", "FORM": packed_forms()[0],
    "MONTH": "2026-10", "KIND": "CP", "AUDITOR": "p011", "AUDIENCE": "team",
}  # fmt: skip


def test_every_casekit_command_in_a_pipeline_is_one(casekit: Casekit, made: Path, forge: str) -> None:
    git(made, "init", "--quiet", "--initial-branch=main")
    git(made, "add", ".")
    git(made, "-c", "user.name=Nobody", "-c", "user.email=n@council.example", "commit", "--quiet", "-m", "Begin")
    calls = {
        tuple(VALUES[word[1:]] if word.startswith("$") else word for word in words)
        for data in pipelines(made, forge).values()
        for _, script, _ in scripts(forge, data)
        for words in commands(script)
    }
    for given in sorted(calls):
        told = casekit("-C", made, *given)
        assert told.code == 0, (given, told.err)
    assert {given[0] for given in calls} == {"lint", "build", "report", "new"}
    assert (made / "site" / "index.html").is_file()
    assert (made / "code-quality.json").is_file() == (forge == "gitlab")
    formats = {"github": "github", "gitlab": "gitlab", "azure": "azure"}
    said = "\n".join(s for data in pipelines(made, forge).values() for _, s, _ in scripts(forge, data))
    assert f"--format {formats[forge]}" in said
    assert len(re.findall(r"--changed-since \S+ --policy-from \S+.*--require-history", said)) == 1


def test_the_same_commands_stand_in_the_page_for_people(casekit: Casekit, made: Path) -> None:
    text = (made / "README.md").read_text("utf-8")
    for words in commands(text):
        told = casekit("-C", made, words[0], "--help")
        assert told.code == 0
        for option in [word for word in words if word.startswith("--")]:
            assert option in told.out


def test_a_request_has_its_page_and_the_policy_its_owners(made: Path, forge: str) -> None:
    assert "squash" in (made / REQUESTS[forge]).read_text("utf-8")
    if forge not in OWNERS:
        return
    lines = [
        line.split() for line in (made / OWNERS[forge]).read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    assert all(len(line) == 2 and line[1].startswith("@") for line in lines)
    assert all((made / path.strip("/")).exists() for path, _ in lines)
    assert {"/casekit.toml", "/people.yaml", "/rubrics/", "/pipeline/"} <= {path for path, _ in lines}


def test_everybody_in_it_is_made_up(made: Path) -> None:
    people = yaml.safe_load((made / "people.yaml").read_text("utf-8"))["people"]
    assert all("made up" in person["title"] for person in people.values())
    assert all(mail.endswith(".example") for person in people.values() for mail in person["emails"])


def test_an_editor_finds_schemas_problems_and_snippets(casekit: Casekit, made: Path) -> None:
    editor = made / ".vscode"
    settings = json.loads((editor / "settings.json").read_text("utf-8"))
    for schema, files in settings["yaml.schemas"].items():
        assert json.loads((made / schema).read_text("utf-8"))["$schema"].startswith("https://json-schema.org/")
        assert list(made.glob(files))
    month = made / "audits" / "2026-10"
    month.mkdir()
    (month / "2026-10-0001.md").write_text("---\nid: 2026-10-0001\nrubric: none@1\n---\n", encoding="utf-8")
    for task in json.loads((editor / "tasks.json").read_text("utf-8"))["tasks"]:
        words = shlex.split(task["command"])
        assert words.pop(0) == "casekit"
        if words[0] == "lint" and "--changed-since" not in words:
            told = casekit("-C", made, *words).out.splitlines()
            pattern = task["problemMatcher"]["pattern"]
            found = [re.match(pattern["regexp"], line) for line in told[:-1]]
            assert found
            for match in found:
                assert match is not None
                assert match[pattern["file"]] == "audits/2026-10/2026-10-0001.md"
                assert match[pattern["severity"]] in ("error", "warning")
                assert match[pattern["code"]].startswith("CK")


def filled(body: list[str]) -> str:
    """A snippet as it stands when each place was left as it is offered, the first of those offered."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)


def test_what_a_snippet_writes_has_the_shape_of_an_audit(made: Path) -> None:
    snippets = json.loads((made / ".vscode" / "audit.code-snippets").read_text("utf-8"))
    whole = {"id": "2026-10-0001", "rubric": "our-form@1", "case": {"ref": "K7Q2M"}}
    for snippet in snippets.values():
        key = re.match(r"An entry of (\w+):", snippet["description"])
        text = filled(snippet["body"])
        document, problems = read_yaml("people.yaml", (f"{key[1]}:\n{text}\n" if key else text + "\n").encode())
        assert document is not None, problems
        assert problems == []
        data = document.data if key else {"sections": {"one": {"answers": document.data}}}
        assert [r.message for r in conform("audit", {**whole, **data})] == []  # type: ignore[dict-item]


def test_nothing_is_overwritten(casekit: Casekit, forge: str, tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    folder.mkdir()
    (folder / "README.md").write_text("Ours\n", encoding="utf-8")
    (folder / ".git").mkdir()
    told = casekit("init", folder, "--forge", forge)
    assert told.code == 0
    assert "Left as they were: README.md." in told.out
    assert (folder / "README.md").read_text("utf-8") == "Ours\n"
    assert casekit("init", folder, "--forge", forge).code == 2
    other = tmp_path / "other"
    other.mkdir()
    (other / "people.yaml").write_text("Ours\n", encoding="utf-8")
    told = casekit("init", other, "--forge", forge)
    assert (told.code, [path.name for path in other.iterdir()]) == (2, ["people.yaml"])
    assert "people.yaml is there already" in told.err
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert casekit("init", tmp_path / "file", "--forge", forge).code == 2


def test_neither_the_whole_disk_nor_a_home_becomes_a_repository(
    casekit: Casekit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for place in (Path(tmp_path.anchor), tmp_path / "home", tmp_path / "home" / ".." / "home"):
        told = casekit("init", place, "--forge", "github")
        assert told.code == 2
        assert "holds much else" in told.err
    assert list((tmp_path / "home").iterdir()) == []
    assert casekit("init", tmp_path / "home" / "audits-of-ours", "--forge", "github").code == 0


def test_no_link_leads_out_of_the_folder(casekit: Casekit, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for name, where in ((".github", "elsewhere"), ("people.yaml", "elsewhere/nothing")):
        folder = tmp_path / f"with-{name}"
        folder.mkdir()
        (folder / name).symlink_to(tmp_path / where)
        told = casekit("init", folder, "--forge", "github")
        assert (told.code, [path.name for path in folder.iterdir()]) == (2, [name])
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_zip_holds_the_same_files(casekit: Casekit, made: Path, forge: str, tmp_path: Path) -> None:
    assert casekit("init", tmp_path / "packed", "--forge", forge, "--zip").code == 0
    with zipfile.ZipFile(tmp_path / "packed.zip") as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    assert held == {p.relative_to(made).as_posix(): p.read_bytes() for p in made.rglob("*") if p.is_file()}
    assert not (tmp_path / "packed").exists()
    before = (tmp_path / "packed.zip").read_bytes()
    assert casekit("init", tmp_path / "packed", "--forge", forge, "--zip").code == 2
    assert (tmp_path / "packed.zip").read_bytes() == before


def test_an_unknown_forge_is_named_with_those_that_there_are(casekit: Casekit, tmp_path: Path) -> None:
    told = casekit("init", tmp_path / "x", "--forge", "common")
    assert told.code == 2
    assert "azure, github or gitlab" in told.err


def test_the_wheel_is_casekit_as_it_runs_here_and_the_same_each_time() -> None:
    name, content = packing.wheel()
    assert name == f"casekit-{__version__}-py3-none-any.whl"
    assert packing.wheel()[1] == content
    assert all(re.fullmatch(r"[a-z0-9._-]+==[0-9][^=]*", pin) for pin in packing.pins())
    assert {"typer", "jinja2", "pyyaml"} <= {pin.partition("==")[0] for pin in packing.pins()}
    assert not {"pytest", "jsonschema-rs", "casekit"} & {pin.partition("==")[0] for pin in packing.pins()}


# Everybody can read it ------------------------------------------------------------------------------------------------


def says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, forge: str, visibility: str) -> None:
    if forge == "gitlab":
        monkeypatch.setenv("CI_PROJECT_VISIBILITY", visibility)
        return
    event = tmp_path / "event.json"
    told = {"visibility": visibility} if forge == "github" else {"private": visibility != "public"}
    event.write_text(json.dumps({"repository": told}), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))


@pytest.mark.parametrize("where", ["gitlab", "github", "github, as it was"])
def test_in_a_public_repository_nothing_is_begun_or_built_unless_that_is_meant(
    casekit: Casekit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    def commit(folder: Path) -> None:
        git(folder, "add", ".")
        git(folder, "-c", "user.name=Nobody", "-c", "user.email=n@council.example", "commit", "--quiet", "-m", "x")

    folder = tmp_path / "ours"
    says(monkeypatch, tmp_path, where, "private")
    assert casekit("init", folder, "--forge", "github", "--rubric", packed_forms()[0]).code == 0
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    assert casekit("-C", folder, "build", "--output", tmp_path / "a").code == 0
    says(monkeypatch, tmp_path, where, "public")
    told = casekit("-C", folder, "build", "--output", tmp_path / "b")
    assert (told.code, (tmp_path / "b").exists()) == (2, False)
    assert "everybody can read this repository" in told.err
    told = casekit("init", tmp_path / "more", "--forge", "github")
    assert (told.code, (tmp_path / "more").exists()) == (2, False)
    toml = folder / "casekit.toml"
    toml.write_text(
        toml.read_text("utf-8").replace('visibility = "private"', 'visibility = "public"'), encoding="utf-8"
    )
    assert casekit("-C", folder, "build", "--output", tmp_path / "c").code == 2, "what is not committed is not said"
    commit(folder)
    assert casekit("-C", folder, "build", "--output", tmp_path / "c").code == 0
    assert casekit("init", tmp_path / "more", "--forge", "github", "--public").code == 0
    assert 'visibility = "public"' in (tmp_path / "more" / "casekit.toml").read_text("utf-8")


@pytest.mark.parametrize("event", ["", "[]", "{}", '{"repository": 1}', '{"repository": {}}', "\udcff"])
def test_an_event_that_says_nothing_says_nothing(
    casekit: Casekit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    event: str,
) -> None:
    place = tmp_path / "event.json"
    place.write_bytes(event.encode("utf-8", "surrogateescape"))
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(place))
    assert casekit("init", tmp_path / "x", "--forge", "github").code == 0
