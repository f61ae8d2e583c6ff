"""Every `source` in a rubric or a rule's document is a clause that docs/clauses.md states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
RUBRICS = sorted((ROOT / "rubrics").glob("*.yaml"))
FORMS = [path for path in RUBRICS if path.stem != "scales"]
ELSEWHERE: dict[str, str] = yaml.safe_load((ROOT / "tests" / "clauses.yaml").read_text("utf-8"))
"""Clauses that belong to no form, each with who serves it."""
RULES = sorted((ROOT / "docs" / "rules").glob("*.md"))
CLAUSE = re.compile(r"\b[A-F](?:[1-9][0-9]?a?)?\b")


def clauses() -> dict[str, str]:
    """Clause id -> what it states; a document's letter stands for the whole document."""
    text = (ROOT / "docs" / "clauses.md").read_text("utf-8")
    stated = re.findall(r"^- \*\*([A-F][0-9]+a?)\*\* (.+)", text, re.M)
    documents = re.findall(r"^## ([A-F]): (.+)", text, re.M)
    assert len(stated) == len({id for id, _ in stated}), "a clause is stated twice"
    return dict(documents) | dict(stated)


def sources(value: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Each clause named by a `source` anywhere in a rubric, with the keys that lead there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source":
                yield from ((at, id) for id in (inner if isinstance(inner, list) else [inner]))
            else:
                yield from sources(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from sources(inner, f"{at}/{index}")


def rule_sources(text: str) -> Iterator[str]:
    """Each clause that a rule's document names as its source."""
    for line in re.findall(r"^\W*sources?\W*:(.*)$", text, re.M | re.I):
        yield from CLAUSE.findall(line)


def test_every_clause_of_the_five_documents_is_stated() -> None:
    counts = {"A": 4, "B": 9, "C": 12, "D": 20, "E": 13, "F": 10}
    expected = {f"{letter}{n}" for letter, last in counts.items() for n in range(1, last + 1)} | {"E7a"}
    assert set(clauses()) == expected | set(counts)


@pytest.mark.parametrize("path", RUBRICS, ids=lambda p: p.stem)
def test_a_rubric_names_only_clauses_that_are_stated(path: Path) -> None:
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    unknown = [(at, id) for at, id in sources(data) if id not in clauses()]
    assert unknown == []


@pytest.mark.parametrize("path", RUBRICS, ids=lambda p: p.stem)
def test_every_section_question_limit_and_trigger_names_its_source(path: Path) -> None:
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    assert list(unsourced(data)) == []


def named(path: Path) -> tuple[set[str], set[str]]:
    """The documents that a rubric restates (its own `source`), and every clause that it names."""
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    own = data.get("source", [])
    return set([own] if isinstance(own, str) else own), {id for _, id in sources(data)}


def missing(documents: set[str], served: set[str], elsewhere: set[str]) -> list[str]:
    """Clauses of those documents that no source names and no other part of the house serves."""
    return sorted(id for id in clauses() if id[1:] and id[0] in documents and id not in served | elsewhere)


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_every_clause_that_belongs_to_a_form_is_in_one_of_its_sources(path: Path) -> None:
    documents, served = named(path)
    assert documents, "a form names the document that it restates"
    assert missing(documents, served, set(ELSEWHERE)) == []


def test_each_document_has_its_form() -> None:
    assert sorted(letter for path in FORMS for letter in named(path)[0]) == list("ABCDE")


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_clause_said_to_belong_to_no_form_is_in_none(path: Path) -> None:
    _, served = named(path)
    assert sorted(served & set(ELSEWHERE)) == []


def test_what_is_served_elsewhere_is_stated_and_has_its_reason() -> None:
    assert set(ELSEWHERE) <= {id for id in clauses() if id[1:] and id[0] != "F"}
    assert [id for id, why in ELSEWHERE.items() if len(why.split()) < 3] == []


def test_a_clause_left_out_is_listed() -> None:
    assert missing({"A"}, {"A1", "A4", "E8"}, {"A3"}) == ["A2"]
    assert missing({"A", "B"}, {"A1", "A2", "A3", "A4"}, {f"B{n}" for n in range(2, 10)}) == ["B1"]


def unsourced(data: object, at: str = "") -> Iterator[str]:
    """Sections, questions, boxes, limits and triggers without a source, by the keys that lead there."""
    if not isinstance(data, dict):
        return
    for kind in ("sections", "questions", "boxes", "limits", "triggers"):
        items = data.get(kind, {})
        if isinstance(items, list):
            items = {item["id"]: item for item in items if isinstance(item, dict)}
        for id, item in items.items():
            if not (isinstance(item, dict) and item.get("source")):
                yield f"{at}/{kind}/{id}"
            yield from unsourced(item, f"{at}/{kind}/{id}")
    for part in ("overall", "feedback", "reflection", "moderation", "concern"):
        if part in data:
            yield from unsourced(data[part], f"{at}/{part}")


def test_rules_name_only_clauses_that_are_stated() -> None:
    named = {(path.stem, id) for path in RULES for id in rule_sources(path.read_text("utf-8"))}
    assert {(rule, id) for rule, id in named if id not in clauses()} == set()


def test_an_unknown_clause_and_a_missing_source_are_seen() -> None:
    form = {"sections": {"one": {"source": "E7", "questions": {"q": {"ask": "?"}}}}, "source": ["D", "E99"]}
    assert [id for _, id in sources(form) if id not in clauses()] == ["E99"]
    assert list(unsourced(form)) == ["/sections/one/questions/q"]
    assert list(rule_sources("# CK1\n\nSource: E8, D12\n")) == ["E8", "D12"]


def marked(section: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    """Section title, mark and question title of every marked question, at any depth."""
    questions, sections = section.get("questions", {}), section.get("sections", {})
    assert isinstance(questions, dict)
    assert isinstance(sections, dict)
    for question in questions.values():
        yield from ((str(section["title"]), tag, question["title"]) for tag in question.get("tags", []))
    for inner in sections.values():
        yield from marked(inner)


def test_the_page_on_forms_lists_every_question_that_caps_the_grade() -> None:
    data = yaml.load((ROOT / "rubrics" / "collaborative.yaml").read_text("utf-8"), yaml.BaseLoader)
    page = (ROOT / "docs" / "forms.md").read_text("utf-8")
    table = page.split("| section | required by law", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    listed = {
        (title, tag, question)
        for title, *cells in (row.strip("| ").split(" | ") for row in table)
        for tag, cell in zip(("statutory", "standard"), [*cells, ""], strict=False)
        for question in cell.strip().split("; ")
        if question
    }
    assert listed == {item for section in data["sections"].values() for item in marked(section)}
