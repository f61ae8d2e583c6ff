"""Where the form is that an audit names: the council's own, older versions beside it, then what casekit brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from casekit.link.corpus import load_corpus
from casekit.link.rubrics import rubrics
from casekit.problem import Problem
from casekit.resources import resource
from tests.laid import AUDIT, toy

OURS = next(path.stem for path in sorted(resource("rubrics").glob("*.yaml")) if path.stem != "scales")
BROUGHT = (resource("rubrics") / f"{OURS}.yaml").read_bytes()


@dataclass(frozen=True)
class Files:
    """A repository in memory."""

    files: Mapping[str, bytes]

    def paths(self) -> list[str]:
        return sorted(self.files)

    def read(self, path: str) -> tuple[bytes | None, list[Problem]]:
        return self.files[path], []


def form(id: str = "toy", version: int = 1, title: str = "A small form") -> bytes:
    text = toy()["rubrics/toy.yaml"].decode()
    text = text.replace("id: toy", f"id: {id}", 1).replace("version: 1", f"version: {version}", 1)
    return text.replace("A small form for cases", title, 1).encode()


def found(files: Mapping[str, bytes], id: str = "toy") -> tuple[dict[str, str], list[str]]:
    """The titles of the forms with that id, by reference, and what is wrong."""
    known = rubrics(Files(files))
    titles = {ref: rubric.title for ref, rubric in known.by_ref.items() if rubric.id == id}
    return titles, [f"{p.path}:{p.span.line} {p.message}" for p in known.problems]


def test_an_older_version_stands_beside_the_newer_one() -> None:
    files = {"rubrics/toy.yaml": form(version=2, title="New"), "rubrics/toy@1.yaml": form(title="Old")}
    assert found(files) == ({"toy@1": "Old", "toy@2": "New"}, [])


def test_versions_are_in_the_order_of_numbers() -> None:
    files = {f"rubrics/toy@{n}.yaml": form(version=n) for n in (2, 9)} | {"rubrics/toy.yaml": form(version=10)}
    assert list(found(files)[0]) == ["toy@2", "toy@9", "toy@10"]


@pytest.mark.parametrize(
    ("name", "there"),
    [("other", "toy@1"), ("toy@2", "toy@1"), ("toy-1", "toy@1"), ("TOY", "toy@1")],
)
def test_a_name_that_does_not_fit_the_form_is_told(name: str, there: str) -> None:
    titles, problems = found({f"rubrics/{name}.yaml": form()})
    assert titles == {}
    assert problems == [f"rubrics/{name}.yaml:2 The file is called {name}.yaml, but the form in it is {there}."]


def test_two_different_forms_of_one_version_are_told_and_the_main_file_counts() -> None:
    titles, problems = found({"rubrics/toy.yaml": form(title="One"), "rubrics/toy@1.yaml": form(title="Other")})
    assert titles == {"toy@1": "One"}
    assert problems == ["rubrics/toy@1.yaml:3 Another toy@1 stands in rubrics/toy.yaml."]


def test_a_copy_made_before_a_new_version_is_begun_is_no_problem() -> None:
    assert found({"rubrics/toy.yaml": form(), "rubrics/toy@1.yaml": b"# kept\n" + form()}) == (
        {"toy@1": "A small form"},
        [],
    )


def ours(version: int, title: str = "The council's") -> bytes:
    text = BROUGHT.decode().replace("\nversion: 1\n", f"\nversion: {version}\n", 1)
    line = next(line for line in text.split("\n") if line.startswith("title:"))
    return text.replace(line, f"title: {title}", 1).encode()


def test_what_casekit_brings_serves_old_audits_beside_a_newer_form_of_the_councils() -> None:
    titles, problems = found({f"rubrics/{OURS}.yaml": ours(2)}, OURS)
    assert (list(titles), problems) == ([f"{OURS}@1", f"{OURS}@2"], [])
    assert titles[f"{OURS}@2"] == "The council's"


def test_the_councils_own_comes_before_what_casekit_brings() -> None:
    assert found({f"rubrics/{OURS}.yaml": ours(1)}, OURS)[0] == {f"{OURS}@1": "The council's"}
    assert found({f"rubrics/{OURS}@1.yaml": ours(1)}, OURS)[0] == {f"{OURS}@1": "The council's"}


def test_a_broken_form_is_never_replaced_by_what_casekit_brings() -> None:
    titles, problems = found({f"rubrics/{OURS}.yaml": ours(1).replace(b"\nsections:", b"\nsection:", 1)}, OURS)
    assert titles == {}
    assert problems


def test_audits_in_an_old_version_are_assessed_while_the_new_one_is_broken() -> None:
    files = toy()
    broken = form(version=2).replace(b"\nsections:", b"\nsection:", 1)
    kept = load_corpus(Files({**files, "rubrics/toy.yaml": broken, "rubrics/toy@1.yaml": form()}))
    assert [case.audit.path for case in kept.audits] == [AUDIT]
    broken_too = load_corpus(Files({**files, "rubrics/toy.yaml": form(version=2), "rubrics/toy@1.yaml": b"id: toy\n"}))
    (audit,) = broken_too.broken
    assert "its form rubrics/toy@1.yaml has mistakes" in audit.problems[-1].message


def test_an_old_version_that_is_gone_is_said_with_what_to_do() -> None:
    (audit,) = load_corpus(Files({**toy(), "rubrics/toy.yaml": form(version=2)})).broken
    problem = audit.problems[-1]
    assert problem.message == "There is no form toy@1 here; there is toy@2."
    assert problem.hint == "Put the form as it stood then beside it, as rubrics/toy@1.yaml; git has it."


@pytest.mark.parametrize(
    ("previous", "says"),
    [
        ("ids: {plan-frsh: dropped}", "'plan-frsh' is no id of toy@1; did you mean plan-fresh?"),
        ("values: {partli: partly}", "'partli' is no grade, answer or choice of toy@1; did you mean partly?"),
        ("ids: {drift: dropped}", ""),
    ],
)
def test_what_became_of_an_id_that_the_version_before_does_not_have(previous: str, says: str) -> None:
    head = f"version: 2\nprevious: {{version: 1, {previous}}}"
    new = form(version=2).decode().replace("version: 2", head, 1).encode()
    new = new.replace(b"  drift: Drift\n", b"")
    titles, problems = found({"rubrics/toy.yaml": new, "rubrics/toy@1.yaml": form()})
    assert problems == ([f"rubrics/toy.yaml:4 {says}"] if says else [])
    assert ("toy@2" in titles) is not bool(says)
    assert found({"rubrics/toy.yaml": new})[1] == []  # where the old version is not there nobody knows
