"""The page about the language says all of it, and its form loads and passes its own case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casekit.read.document import read_yaml
from casekit.resources import resource
from casekit.rubric import vocabulary
from casekit.rubric.cases import run
from casekit.rubric.load import load, load_scales
from tests.rubric.test_every_word import GROUPS, keys

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "rubric-language.md").read_text(encoding="utf-8")
WORDS = {word for name in dir(vocabulary) if name.isupper() for word in getattr(vocabulary, name)}


@pytest.mark.parametrize("word", sorted(WORDS - set(vocabulary.STATES)))
def test_every_word_is_explained(word: str) -> None:
    tables = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    assert re.search(rf"`[^`]*\b{word}\b[^`]*`", tables)


SHARED, _ = load_scales(read_yaml("scales.yaml", (resource("rubrics") / "scales.yaml").read_bytes())[0].data)  # type: ignore[union-attr]
FORMS = re.findall(r"```yaml\n(id: .*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize("text", FORMS, ids=[text.split()[1] for text in FORMS])
def test_the_forms_on_the_page_load_and_keep_their_word(text: str) -> None:
    document, problems = read_yaml("rubrics/example.yaml", text.encode())
    assert problems == []
    assert document is not None
    rubric, remarks = load(document.data, SHARED)
    assert remarks == []
    assert rubric is not None
    assert rubric.cases
    assert [result for result in run(rubric) if not result.passed] == []


def examples() -> set[str]:
    """Every key of every form and part of a form on the two pages."""
    pages = (PAGE, (DOCS / "rubrics.md").read_text(encoding="utf-8"))
    texts = [text for page in pages for text in re.findall(r"```yaml(?: section)?\n(.*?)```", page, flags=re.DOTALL)]
    read = [read_yaml("rubrics/example.yaml", text.encode())[0] for text in texts]
    return {key for document in read if document is not None for key in keys(document.data)}


@pytest.mark.parametrize("group", GROUPS)
def test_every_key_has_an_example_that_is_run(group: str) -> None:
    shown = examples()
    assert [word for word in getattr(vocabulary, group) if word not in shown] == []


def test_the_page_has_its_forms() -> None:
    assert len(FORMS) == 4


def test_the_section_for_several_fits_into_the_form_on_the_page() -> None:
    whole = FORMS[0]
    (section,) = re.findall(r"```yaml section\n(.*?)```", PAGE, flags=re.DOTALL)
    (given,) = re.findall(r"Worked cases give `(.*?)`", PAGE)
    added = "".join(f"  {line}\n" for line in section.splitlines())
    case = f"  one agency was late:\n    given:\n      {given}\n      grades: {{overall: clear}}\n"
    limit = "    - {id: lowest-agency, always: {at_most: {lowest: agency}}}\n"
    text = whole.replace("overall:\n", f"{added}overall:\n").replace("  triggers:\n", f"{limit}  triggers:\n", 1)
    text += f"{case}    expect: {{broken: [lowest-agency], effective: {{agency.police: dim}}}}\n"
    document, problems = read_yaml("rubrics/lighthouse.yaml", text.encode())
    assert problems == []
    assert document is not None
    rubric, remarks = load(document.data, SHARED)
    assert remarks == []
    assert rubric is not None
    assert [result.passed for result in run(rubric)] == [True, True]
