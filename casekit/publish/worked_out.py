"""How a score and a grade that nobody judged came about, on an audit's page: what counted, what held it, what lacks."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.model.corpus import AuditCase
from casekit.publish.context import Site
from casekit.publish.forms import FormView
from casekit.publish.page import Cell
from casekit.publish.tones import BAD, QUIET, WARN
from casekit.rubric.evaluation import ASIDE, Computed, Lack, Score
from casekit.rubric.exact import figure
from casekit.rubric.model import Rubric, Section
from casekit.words import count, listing, sentence, some

HOW = {
    "lowest": "the lowest of the grades it is taken from",
    "highest": "the highest of the grades it is taken from",
    "majority": "the most frequent of the grades it is taken from",
    "bands": "by the bands of the score",
    "rules": "by the form's rules",
}


def worked_out(site: Site, form: FormView, case: AuditCase, section: Section, page: str) -> Iterator[Cell]:
    """Sentences on the section's score and computed grade; none where it has neither, or does not apply."""
    score = case.evaluation.scores.get(section.id)
    if score is not None and (score.value is not None or score.missing):
        yield Cell(_score(case.rubric, section, score), tone=WARN if score.missing else QUIET)
    found = case.evaluation.computed.get(section.id) or case.evaluation.computed_first.get(section.id)
    if found is not None:
        yield from _grade(site, form, case, section, found, page)


def _score(rubric: Rubric, section: Section, score: Score) -> str:
    if score.value is None:
        return f"No score yet: {_lacking(rubric, score.missing)}."
    model = section.score
    what = "section" if model is not None and model.on == "sections" else "question"
    of = f"{figure(score.earned)} of {figure(score.base)}, " if score.percentage and what == "question" else ""
    out = f", {score.left_out} left out" if score.left_out else ""
    return f"Score: {score} ({of}{count(score.counted, what)} counted{out})."


def _grade(site: Site, form: FormView, case: AuditCase, section: Section, found: Computed, page: str) -> Iterator[Cell]:
    labels = form.grades[section.id]
    if found.raw is not None:
        because = listing(some(because.rstrip(".") for because in found.because)) if site.reader.wrote else ""
        text = f"Worked out: {site.reader.listed(found.raw, labels)}, {HOW[found.how]}."
        yield Cell(f"{text} {sentence(because)}" if because else text, tone=QUIET)
    override = found.override
    if override is not None:
        why = site.reader.said(override.why)
        who = f" by {site.person(override.by, page).text}" if override.by else ""
        text = f"In its place: {site.reader.listed(override.grade, labels)}{who}"
        yield Cell(f"{text}: {why.rstrip('.')}." if why else f"{text}.", tone=WARN)
    for broken in found.limited_by:
        was, now = (site.reader.listed(grade, labels) for grade in (broken.grade, broken.bound))
        because = listing(some(broken.because)) if site.reader.wrote else ""
        text = f"{broken.limit.title or broken.limit.id}: the limit makes it {now} instead of {was}"
        yield Cell(f"{text} ({because})." if because else f"{text}.", tone=BAD)
    for limit in found.gave_way:
        yield Cell(
            f"{limit.title or limit.id}: this lower limit gives way, because an upper one comes first.", tone=WARN
        )
    if found.missing:
        yield Cell(f"No grade can be worked out yet: {_lacking(case.rubric, found.missing)}.", tone=WARN)
        ends = some(end.says for end in case.evaluation.undecided.get(section.id, ()) if end.why == ASIDE)
        if ends and site.reader.wrote:
            yield Cell(f"It stays open because {listing(ends)}.", tone=WARN)


def _lacking(rubric: Rubric, missing: tuple[Lack, ...]) -> str:
    return listing(some(_lack(rubric, lack) for lack in missing))


def _lack(rubric: Rubric, lack: Lack) -> str:
    if lack.what == "limit":
        limits = {limit.id: limit.title for section in rubric.all_sections() for limit in section.limits}
        return f"nobody can tell yet whether the limit “{limits.get(lack.id, lack.id)}” counts"
    if lack.what == "rule":
        return "nobody can tell yet which of its rules holds"
    section = rubric.section(lack.id)
    question = rubric.questions().get(lack.id)
    title = section.title if section else question.called if question else lack.id
    if lack.what == "applies":
        return f"nobody can tell yet whether “{title}” applies"
    thing = {"answer": "the answer to", "score": "the score of", "grade": "the grade of"}[lack.what]
    return f"{thing} “{title}” is missing"
