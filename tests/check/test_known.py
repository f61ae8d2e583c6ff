"""What audits came to on an earlier run: nothing that they depend on may change unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from casekit.check import examine as examining
from casekit.check import known as knowing
from casekit.check.examine import Examined, examine
from casekit.check.known import Known, Noted
from casekit.check.registry import CRASH
from casekit.kept.store import Store
from casekit.link.corpus import surroundings
from casekit.model.people import People, Person, Role
from casekit.problem import START, Problem
from tests.check.lint import TODAY, Memory

ROOT = Path(__file__).parents[2]
AUDIT = "audits/2026-10/2026-10-0001.md"
PROGRAMME = "audits/2026-10/programme.yaml"
OTHER_PROGRAMME = "audits/2026-11/programme.yaml"
Files = dict[str, bytes]


def files(root: Path) -> Files:
    """A repository's files, as far as checks read them."""
    named = [root / "people.yaml", root / "casekit.toml", *root.glob("audits/**/*"), *root.glob("rubrics/*.yaml")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(named) if path.is_file()}


EVERY = files(ROOT)
FEW = ("2026-09-0001", "2026-10-0001", "2026-10-0002")
WORKED = {path: raw for path, raw in EVERY.items() if not path.endswith(".md") or Path(path).stem in FEW}
REPOSITORIES = {"worked": EVERY, "several": files(ROOT / "tests" / "several")}


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "git").mkdir()


@pytest.fixture
def store(tmp_path: Path) -> Callable[[], Store]:
    """Opens what is kept, as the next run would."""
    return lambda: Store(tmp_path / "git" / "casekit", "examined")


def look(files: Files, today: date = TODAY, store: Store | None = None) -> Examined:
    given = {"store": store} if store is not None else {}
    return examine(lambda: Memory(files), lambda _: today, lambda done, of: None, **given)


def told(found: Examined) -> str:
    """All of it to the last word, but for what it was linked with."""
    corpus = found.corpus
    cases = [(case.audit, case.audit.document, case.rubric.ref, case.evaluation) for case in corpus.audits]
    return repr((cases, [*map(repr, (case.rubric.instances for case in corpus.audits))], corpus.broken, found.problems))


def key(
    files: Files,
    path: str = AUDIT,
    today: date = TODAY,
    faults: tuple[Problem, ...] = (),
    roles: People | None = None,
) -> bytes:
    """What the audit is kept by in a repository of those files."""
    noted = Noted(Memory(files))
    return Known(noted, surroundings(noted), today, roles).key(path, files[path], faults)


@pytest.mark.parametrize("name", [pytest.param("worked", marks=pytest.mark.slow), "several"])
def test_what_was_kept_is_what_would_be_found(name: str, store: Callable[[], Store], monkeypatch: Any) -> None:
    files = REPOSITORIES[name]
    fresh = look(files)
    first = look(files, store=store())
    monkeypatch.setattr(examining, "_examine", lambda *arguments: pytest.fail("looked at again"))
    again = look(files, store=store())
    assert len(store()) == len(fresh.corpus.audits) + len(fresh.corpus.broken) > 0
    for found in (first, again):
        assert told(found) == told(fresh)


@pytest.mark.slow
def test_forms_are_shared_and_not_copied(store: Callable[[], Store]) -> None:
    look(WORKED, store=store())
    again = look(WORKED, store=store())
    for case in again.corpus.audits:
        form = again.around.forms[case.rubric.ref]
        assert form.given(case.rubric) is not None
        limits = {id(limit) for section in case.rubric.all_sections() for limit in section.limits}
        assert {id(broken.limit) for broken in case.evaluation.broken} <= limits


CHANGES: dict[str, Callable[[Files], Files]] = {
    "the audit": lambda files: {**files, AUDIT: files[AUDIT] + b"\n"},
    "its line ends": lambda files: {**files, AUDIT: files[AUDIT].replace(b"\n", b"\r\n")},
    "policy": lambda files: {**files, "casekit.toml": files["casekit.toml"] + b"# more\n"},
    "no policy": lambda files: {path: raw for path, raw in files.items() if path != "casekit.toml"},
    "people": lambda files: {**files, "people.yaml": files["people.yaml"] + b"# more\n"},
    "no people": lambda files: {path: raw for path, raw in files.items() if path != "people.yaml"},
    "a form": lambda files: {**files, "rubrics/own.yaml": b"id: own\n"},
    "another form": lambda files: {**files, "rubrics/own.yaml": b"id: other\n"},
    "a form by another name": lambda files: {**files, "rubrics/another.yaml": b"id: own\n"},
    "the scales": lambda files: {**files, "rubrics/scales.yaml": b"scales: {}\n"},
    "an empty form": lambda files: {**files, "rubrics/own.yaml": b""},
    "the month's programme": lambda files: {**files, PROGRAMME: files[PROGRAMME] + b"# more\n"},
}


def test_each_thing_that_an_audit_depends_on_has_its_part_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"as it is": key(WORKED), **{name: key(change(WORKED)) for name, change in CHANGES.items()}}
    keys["the day"] = key(WORKED, today=date(2026, 11, 1))
    keys["what opening it gave"] = key(WORKED, faults=(Problem(AUDIT, START, "CK003", "Odd."),))
    keys["something else of that"] = key(WORKED, faults=(Problem(AUDIT, START, "CK003", "Odd!"),))
    keys["another commit's roles"] = key(WORKED, roles=People(listed=True))
    keys["others of them"] = key(WORKED, roles=People({"p1": Person("p1", roles=(Role("moderator"),))}, listed=True))
    moved = "audits/2026-10/2026-10-0901.md"
    keys["its path"] = key({**WORKED, moved: WORKED[AUDIT]}, moved)
    monkeypatch.setattr(knowing, "program", lambda: b"another casekit")
    keys["casekit"] = key(WORKED)
    assert len(set(keys.values())) == len(keys)


def test_what_it_does_not_depend_on_has_none() -> None:
    other = next(path for path in WORKED if path.endswith(".md") and path != AUDIT and "README" not in path)
    for path in (other, OTHER_PROGRAMME, "audits/2026-10/sample.yaml", "README.md"):
        assert key({**WORKED, path: b"month: 2026-11\n"}) == key(WORKED), path


def test_all_that_audits_are_linked_with_is_noted() -> None:
    noted = Noted(Memory(WORKED))
    around = surroundings(noted)
    alone = surroundings(Memory({path: raw for path, (raw, _) in noted.noted.items() if raw is not None}))
    for name in ("people", "policy", "programmes", "problems", "broken_forms"):
        assert getattr(alone, name) == getattr(around, name)
    assert {ref: form.rubric for ref, form in alone.forms.items()} == {r: f.rubric for r, f in around.forms.items()}


def test_an_audit_sees_no_programme_but_its_months() -> None:
    noted = Noted(Memory({**WORKED, OTHER_PROGRAMME: b"month: 2026-11\n", PROGRAMME: b"month: 2026-10\n"}))
    around, ctx = Known(noted, surroundings(noted), TODAY).before(AUDIT)
    assert (dict(around.programmes), list(ctx.programmes)) == ({}, ["2026-10"])


@pytest.mark.slow
def test_what_crashed_is_looked_at_again(store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(examining, "check_text", lambda *arguments: [Problem(AUDIT, START, CRASH, "Crashed.")])
        look(WORKED, store=store())
    assert len(store()) == 0
    assert told(look(WORKED, store=store())) == told(look(WORKED))


@pytest.mark.slow
def test_what_had_to_be_masked_is_not_kept(store: Callable[[], Store]) -> None:
    named = {**WORKED, AUDIT: WORKED[AUDIT] + b"\nHer number is NHS 943 476 5919.\n"}
    assert told(look(named, store=store())) == told(look(named))
    assert len(store()) == len(paths) - 1
    assert told(look(named, store=store())) == told(look(named))
    assert "943" not in repr(look(named, store=store()).problems)


@pytest.mark.slow
def test_a_value_that_is_none_is_a_miss(store: Callable[[], Store]) -> None:
    look(WORKED, store=store())
    noted = Noted(Memory(WORKED))
    known = Known(noted, surroundings(noted), TODAY)
    for wrong in (b"", b"\xff\xff\xff\xff", b"\x02\0\0\0[]", b'\x0b\0\0\0["none", []]', b"\x02\0\0\0{}x"):
        assert known.unpack(wrong) is None, wrong
    spoilt = store()
    spoilt.put(known.key(AUDIT, WORKED[AUDIT], ()), wrong)
    spoilt.save()
    assert told(look(WORKED, store=store())) == told(look(WORKED))


paths = sorted(path for path in WORKED if path.startswith("audits/") and path.endswith(".md") and "README" not in path)
edits = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(paths), st.sampled_from([b"\n", b"More.\n", b"\xff", b"## Odd\n"])),
    st.tuples(st.just("delete"), st.sampled_from([*paths, "people.yaml", "casekit.toml"]), st.just(b"")),
    st.tuples(st.just("restore"), st.sampled_from([*paths, "people.yaml", "casekit.toml"]), st.just(b"")),
    st.tuples(st.just("rename"), st.sampled_from(paths), st.sampled_from([b"2026-10-0901", b"2026-09-0902"])),
    st.tuples(st.just("write"), st.sampled_from(["people.yaml", "casekit.toml", PROGRAMME]), st.just(b"# more\n")),
    st.tuples(st.just("day"), st.just(""), st.sampled_from([b"2026-10-31", b"2027-05-01"])),
)


@pytest.mark.slow
@settings(max_examples=5, phases=[Phase.generate])
@given(st.lists(edits, min_size=1, max_size=4))
def test_with_or_without_the_same_is_found(tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("git") / "casekit"
    files, today = dict(WORKED), TODAY
    for how, path, more in steps:
        if how == "write":
            files[path] = files.get(path, b"month: 2026-10\n") + more
        elif how == "delete":
            files.pop(path, None)
        elif how == "restore":
            files[path] = WORKED[path]
        elif how == "rename":
            files[f"{path.rpartition('/')[0]}/{more.decode()}.md"] = files.pop(path, b"")
        else:
            today = date.fromisoformat(more.decode())
        assert told(look(files, today, Store(folder, "examined"))) == told(look(files, today))


@pytest.mark.slow
def test_a_changed_audit_is_the_only_one_that_is_looked_at(store: Callable[[], Store], monkeypatch: Any) -> None:
    look(WORKED, store=store())
    seen: list[str] = []
    real = examining._examine

    def watched(known: Any, path: str, raw: Any, faults: Any) -> Any:
        seen.append(path)
        return real(known, path, raw, faults)

    monkeypatch.setattr(examining, "_examine", watched)
    changed = {**WORKED, AUDIT: WORKED[AUDIT] + b"More.\n"}
    look(changed, store=store())
    assert seen == [AUDIT]
    look(changed, store=store())
    assert seen == [AUDIT]
    assert len(store()) == len(paths)
