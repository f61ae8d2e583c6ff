"""A form on the terminal, as a person reads it aloud."""

from __future__ import annotations

from casekit.output.paper import Paper
from casekit.output.style import PLAIN, Style
from casekit.rubric.aloud import Asked, Boxed, Described, Ruled, Spoken, aloud, in_force, looks_back
from casekit.rubric.model import Rubric, Scale
from casekit.words import count, listing, sentence, spoken


def render(rubric: Rubric, path: str, width: int, style: Style = PLAIN, called: str = "") -> str:
    """The whole form; path: its file, or "" where it travels with casekit; called: what commands call it by."""
    paper = Paper(width, style)
    _head(paper, rubric, path)
    _words(paper, rubric)
    _scales(paper, rubric)
    told: set[Boxed] = set()
    for part in aloud(rubric):
        _part(paper, part, told)
    if rubric.cases:
        paper.gap()
        paper.line(paper.bold("Worked cases"))
        paper.points((sentence(case.name) for case in rubric.cases), 2)
        paper.say(f"casekit rubric test {called or rubric.id} runs them.", 2, faint=True)
    return paper.text()


def _head(paper: Paper, rubric: Rubric, path: str) -> None:
    paper.line(paper.bold(rubric.title))
    paper.line(paper.faint(f"{rubric.ref}, {path or 'comes with casekit'}"))
    facts = {
        "Subject": rubric.subject,
        "Leaves out": listing(map(spoken, rubric.leaves_out)),
        "Looks back": looks_back(rubric.looks_back, rubric.looks_back_how),
        "Source": ", ".join(rubric.source),
        "In force": in_force(rubric.in_force),
        "Before": _previous(rubric),
        "Holds": f"{count(sum(1 for s in rubric.all_sections() if s.id != 'overall'), 'section')}, "
        f"{count(len(rubric.questions()), 'question')}, {count(len(rubric.cases), 'worked case')}",
    }
    paper.gap()
    paper.pairs({label: text for label, text in facts.items() if text})
    if rubric.guide:
        paper.gap()
        paper.say(rubric.guide)


def _previous(rubric: Rubric) -> str:
    """What became of the version before: which ids were renamed, which were dropped."""
    before = rubric.previous
    if before is None:
        return ""
    renamed = [f"{old} is now {new}" for old, new in {**before.ids, **before.values}.items() if new]
    dropped = [old for old, new in {**before.ids, **before.values}.items() if not new]
    parts = [*renamed, *([f"dropped: {listing(dropped)}"] if dropped else [])]
    return f"version {before.version}" + (f" ({'; '.join(parts)})" if parts else "")


def _words(paper: Paper, rubric: Rubric) -> None:
    several = " (several may hold)" if rubric.several_types else ""
    for title, entries in (
        (f"Kinds of case{several}", rubric.case_types),
        ("Flags", rubric.flags),
        ("Dates on record", rubric.dates),
        ("Marks of questions", rubric.tags),
        ("Themes", rubric.themes),
    ):
        if entries:
            paper.gap()
            paper.line(paper.bold(title))
            paper.pairs(entries, 2)


def _scales(paper: Paper, rubric: Rubric) -> None:
    sections = list(rubric.all_sections())
    graded = [s.scale for s in sections]
    asked = [q.answer.scale for s in sections for q in s.questions.values()]
    family = [q.answer.scale for q in rubric.feedback.questions.values()]
    used = {scale.id: scale for scale in (*graded, *asked, *family) if scale is not None}
    for scale in used.values():
        paper.gap()
        what = "Grades" if scale in graded else "Answers"
        paper.head(f"{what}, best first", scale.id, bold=True)
        _values(paper, scale)


def _values(paper: Paper, scale: Scale) -> None:
    column = max(len(value.id) for value in scale.values) + 2
    for value in scale.best_first:
        aside = [f"counts {value.number}"] if value.number is not None else []
        aside += [f"also written {listing(value.also, 'or')}"] if value.also else []
        label = f"{value.label} ({'; '.join(aside)})" if aside else value.label
        paper.say(label, 2, column, f"{value.id:<{column - 1}} ")
        if value.means:
            paper.say(value.means, 2 + column)


def _part(paper: Paper, spoken: Spoken, told: set[Boxed]) -> None:
    indent = 2 * spoken.depth
    paper.gap()
    paper.head(spoken.title, spoken.id, indent, spoken.printed, bold=True)
    indent += 2
    if spoken.scale is not None:
        labels = listing((value.label for value in spoken.scale.best_first), "or")
        paper.say(f"Graded {labels}.", indent)
    paper.say(" ".join(spoken.notes), indent)
    _source(paper, spoken.source, indent)
    paper.say(spoken.guide, indent)
    if spoken.prompts:
        _title(paper, "To think about", indent)
        paper.points(spoken.prompts, indent + 2)
    if spoken.descriptors:
        _title(paper, "What the grades look like", indent)
        for described in spoken.descriptors:
            _described(paper, described, indent + 2)
    if spoken.questions:
        _title(paper, "Questions", indent)
        for question in spoken.questions:
            _question(paper, question, indent + 2, told)
    if spoken.boxes:
        _title(paper, "Comment boxes", indent)
        for box in spoken.boxes:
            _box(paper, box, indent + 2, told)
    for title, rules in (("Limits on the grade", spoken.limits), ("What must follow", spoken.triggers)):
        if rules:
            _title(paper, title, indent)
            for rule in rules:
                _rule(paper, rule, indent + 2)


def _title(paper: Paper, title: str, indent: int) -> None:
    paper.line(f"{title}:", indent)


def _source(paper: Paper, source: tuple[str, ...], indent: int) -> None:
    if source:
        paper.say(f"Source: {', '.join(source)}.", indent, faint=True)


def _question(paper: Paper, question: Asked, indent: int, told: set[Boxed]) -> None:
    paper.head(question.title or question.ask, question.id, indent)
    marks = [f"Marked {listing(f'“{tag}”' for tag in question.tags)}"] if question.tags else []
    if question.title:
        paper.say(question.ask, indent + 2)
    paper.say(question.guide, indent + 2)
    rules = (f"Answer: {question.answers}", *marks, *question.rules)
    paper.say(" ".join(map(sentence, rules)), indent + 2)
    for described in question.descriptors:
        _described(paper, described, indent + 2)
    _source(paper, question.source, indent + 2)
    for box in question.boxes:
        paper.line("Comment box:", indent + 2)
        _box(paper, box, indent + 4, told)


def _described(paper: Paper, described: Described, indent: int) -> None:
    if len(described.texts) == 1:
        paper.say(f"{described.label}: {described.texts[0]}", indent, 2)
    else:
        paper.say(f"{described.label}:", indent)
        paper.points(described.texts, indent + 2)


def _box(paper: Paper, box: Boxed, indent: int, told: set[Boxed]) -> None:
    if box in told:
        paper.head(f"{box.title}, as above", box.id, indent)
        return
    told.add(box)
    paper.head(box.title, box.id, indent)
    paper.say(box.guide, indent + 2)
    paper.say(" ".join(map(sentence, box.rules)), indent + 2)
    _source(paper, box.source, indent + 2)


def _rule(paper: Paper, rule: Ruled, indent: int) -> None:
    paper.head(rule.title, rule.id, indent)
    paper.say(rule.says, indent + 2)
    _source(paper, rule.source, indent + 2)
