"""The Word form and the log of actions of a council that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from casekit.office import pieces
from casekit.office.pieces import paragraph, table, words
from casekit.office.writing import document

PAGE = (Path(__file__).parent.parent.parent / "docs/word-forms.md").read_text("utf-8")
MAPPING, LOG = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.M | re.S)


def cell(text: str) -> str:
    return "".join(paragraph(words(line)) for line in text.split("\n"))


def form(answers: dict[str, str], more: str = "") -> bytes:
    """The form with these answers; without any it is the empty form."""

    def said(key: str, otherwise: str = "") -> str:
        return answers.get(key, otherwise)

    data = '<w:ffData><w:name w:val="Manager"/><w:textInput/></w:ffData>'
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}">{data if kind == "begin" else ""}</w:fldChar></w:r>'
        for kind in ("begin", "separate", "end")
    )
    manager = f"{begin}{middle}{words(said('manager'))}{end}"
    overall = pieces.field(7, "overall-grade", "Overall", pieces.PLAIN, words(said("overall", "Choose")), not answers)
    body = [
        paragraph(words("Brambleshire case audit"), "Title"),
        paragraph(words(f"Audited by: {said('auditor')}")),
        table(
            (1, 1),
            [
                (cell("Case number:"), cell(said("ref"))),
                (cell("Age of child"), cell(said("age"))),
                (cell("Team"), cell(said("team"))),
                (cell("Worker"), cell(said("worker"))),
                (cell("Manager"), paragraph(manager)),
                (cell("What kind of case is it?"), cell(said("type", "☐ Child protection ☐ Child in need"))),
            ],
        ),
        table((1, 1), [(cell("Date"), cell("Ethnicity")), (cell(said("date")), cell(said("ethnicity")))]),
        paragraph(words("Assessment"), "Heading1"),
        paragraph(words("Strengths")),
        *(paragraph(words(part)) for part in said("strengths").split("\n\n")),
        table((1, 1), [(cell("Grade"), cell(said("assessment")))]),
        paragraph(words("Plans"), "Heading1"),
        table((1, 1), [(cell("Grade"), cell(said("plans")))]),
        paragraph(words("Overall: ") + overall),
        paragraph(words("Thank you for auditing.")),
        table(
            (1, 1, 1, 1),
            [
                [cell(head) for head in ("What", "Who", "By when", "Done?")],
                [cell(said(key)) for key in ("do", "who", "when", "done")],
                [cell("") for _ in range(4)],
            ],
        ),
    ]
    return document("".join(body) + more, "Audit")


FILLED = {
    "auditor": "p013",
    "ref": "K7Q2M",
    "age": "12",
    "team": "North",
    "worker": "Social worker, North",
    "manager": "The manager",
    "type": "☒ Child protection ☐ Child in need",
    "date": "14/09/2026",
    "strengths": "She was “seen” alone: twice.\n\n# It's so - 50%",
    "assessment": "Good",
    "plans": "RI",
    "overall": "Requires improvement",
    "do": "Write to the child",
    "who": "Social worker, North",
    "when": "12 November 2026",
}
