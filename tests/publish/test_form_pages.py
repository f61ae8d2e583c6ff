"""The page of a form, and what an audit's page says of parts that do not apply."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casekit.model.audit import Entry
from casekit.publish.form_sections import form_section, means
from casekit.rubric.aloud import Spoken
from casekit.rubric.evaluation import Item
from casekit.rubric.model import BoxModel, Scale, Section, Value
from tests.publish.sample import FORM, FOUR, make_corpus
from tests.publish.test_site import site, text


def test_grades_that_mean_nothing_in_themselves_are_not_explained() -> None:
    assert means(None) == ()
    assert means(Scale("bare", (Value("a", "Well"), Value("b", "Badly")), {"a": 0, "b": 1})) == ()
    assert [d.points for d in means(FOUR)] == [(value.means,) for value in FOUR.best_first]


def test_a_section_has_its_number_on_the_printed_form() -> None:
    assert form_section(Spoken("home", "Home", printed="6", notes=("Not graded.",), source=("B1",))).note == (
        "Number 6 on the printed form. Not graded. Source: B1."
    )
    assert form_section(Spoken("home", "Home")).note == ""


@pytest.mark.parametrize(("whole", "shown"), [(FORM.overall, True), (Section("overall", "Overall"), False)])
def test_a_whole_with_nothing_to_fill_in_has_no_heading(whole: Section, shown: bool) -> None:
    form = replace(FORM, overall=whole, plan=None)
    corpus = make_corpus()
    audits = tuple(
        replace(case, rubric=form, audit=replace(case.audit, overall=Entry("overall"))) for case in corpus.audits
    )
    files = site("team", replace(corpus, audits=audits, rubrics={form.ref: form}))
    pages = [page.decode() for path, page in files.items() if path.startswith("audit/")]
    assert pages
    assert all(('id="section-overall"' in page) is shown for page in pages)


@pytest.mark.parametrize(("scale", "said"), [(None, False), (FOUR, True)])
def test_only_parts_with_something_to_judge_are_said_not_to_apply(scale: Scale | None, said: bool) -> None:
    aside = Section("aside", "Only a remark", scale=scale, boxes={"remark": BoxModel("remark", "Remark")})
    form = replace(FORM, sections={**FORM.sections, "aside": aside}, plan=None)
    corpus = make_corpus()
    audits = tuple(
        replace(
            case,
            rubric=form,
            evaluation=replace(
                case.evaluation, sections={**case.evaluation.sections, "aside": Item(applies=False, required=False)}
            ),
        )
        for case in corpus.audits
    )
    files = site("team", replace(corpus, audits=audits, rubrics={form.ref: form}))
    sentences = [text(page.decode()) for path, page in files.items() if path.startswith("audit/")]
    assert sentences
    assert all(("Only a remark" in page) is said for page in sentences)
