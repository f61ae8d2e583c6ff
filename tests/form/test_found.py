"""Answers found in a council's own form as somebody sees it: merged cells, tables in tables, text boxes, pages."""

from __future__ import annotations

from collections import Counter

import pytest

from casekit.form.mapping.found import Pieces
from casekit.link.mappings import Spot
from casekit.office.reading import opened
from casekit.office.writing import document

LABELS = {"grade", "team", "strengths"}


def p(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*inside: str, look: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{''.join(inside) or p()}</w:tc>"


def said(*texts: str, look: str = "") -> str:
    return tc(*(p(r(text)) for text in texts), look=look)


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def pieces(*body: str, apart: str = "none") -> Pieces:
    return Pieces.of(opened(document("".join(body), "T")).read({apart}.__contains__))


def span(number: int) -> str:
    return f'<w:gridSpan w:val="{number}"/>'


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
CONTROL = "<w:sdt><w:sdtPr><w:tag w:val='grade'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
FIRST, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
ACROSS, ON = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
NEW_PAGE = '<w:r><w:br w:type="page"/></w:r>'
GRADE, TEAM = Spot("cell", "Grade"), Spot("cell", "Team")
BELOW = Spot("cell", "Grade", below=True)
STRENGTHS = Spot("heading", "Strengths")
PLACES = {
    "a label merged over two columns": (GRADE, [tbl(said("Grade", look=span(2)) + said("Good"))], "Good"),
    "the same as old programs write it": (
        GRADE,
        [tbl(said("Grade", look=ACROSS) + tc(look=ON) + said("Good"))],
        "Good",
    ),
    "below a row that is merged otherwise": (
        BELOW,
        [tbl(said("Audit", look=span(2)) + said("Grade"), said("a") + said("b") + said("Good"))],
        "Good",
    ),
    "below, where a row begins further right": (
        BELOW,
        [tbl(said("Audit") + said("Grade"), f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{said("Good")}')],
        "Good",
    ),
    "below a label merged over two rows": (
        BELOW,
        [tbl(said("Grade", look=FIRST), tc(look=GOES_ON), said("Good"))],
        "Good",
    ),
    "beside an answer merged over two rows": (
        TEAM,
        [tbl(said("Case") + said("North", look=FIRST), said("Team") + tc(look=GOES_ON))],
        "North",
    ),
    "words in a cell that is merged away": (
        GRADE,
        [tbl(said("Grade", look=FIRST) + said("Good", look=FIRST), tc(look=GOES_ON) + said("or so", look=GOES_ON))],
        "Good\n\nor so",
    ),
    "in a table within a table": (GRADE, [tbl(said("All") + tc(tbl(said("Grade") + said("Good")), p()))], "Good"),
    "across a page": (STRENGTHS, [p(r("Strengths")), p(r("One."), NEW_PAGE, r("Two.")), p(NEW_PAGE), p(r("Three."))],
        "One.\nTwo.\n\nThree."),
    "in a text box": (STRENGTHS, [p(r("Strengths"), BOX.format(p(r("One.")) + p(r("Two.")))), p(r("Three."))],
        "One.\n\nTwo.\n\nThree."),
    "in a text box before the label": (STRENGTHS, [p(BOX.format(p(r("One."))), r("Strengths"))], "One."),
    "tracked changes": (
        GRADE,
        [tbl(said("Grade") + tc(p(f"<w:del>{r('Poor')}</w:del>", f"<w:ins>{r('Good')}</w:ins>")))],
        "Good",
    ),
    "in somebody's content control": (
        GRADE,
        [tbl(said("Grade") + tc(p(CONTROL.format(r("Good")))))],
        "Good",
    ),
    "where there is no cell": (GRADE, [tbl(said("Grade"))], None),
}  # fmt: skip


@pytest.mark.parametrize("what", PLACES)
def test_an_answer_is_where_somebody_sees_it(what: str) -> None:
    spot, body, text = PLACES[what]
    found = pieces(*body)
    assert found.find(spot, LABELS) == text
    left = " ".join(found.left(["Case", "All", "Audit"], Counter()))
    assert left == ("a b" if "otherwise" in what else ""), left


HEADS = {"do": "What", "owner": "Who", "due": "When"}


def test_actions_with_merged_cells() -> None:
    found = pieces(
        tbl(
            said("Actions", look=span(4)),
            said("No.") + said("What") + said("Who", look=FIRST) + said("When"),
            tc() + tc() + tc(look=GOES_ON) + tc(),
            said("1") + said("Ring") + said("p110", look=FIRST) + said("1/12/2026"),
            said("2") + said("Write") + tc(look=GOES_ON) + said("2/12/2026"),
            tc() + tc() + tc(look=GOES_ON) + tc(),
            said("3") + said("Meet and agree", look=span(2)) + said("3/12/2026"),
        )
    )
    assert [row for row in found.rows(HEADS) if row] == [
        {"do": "Ring", "owner": "p110", "due": "1/12/2026"},
        {"do": "Write", "owner": "p110", "due": "2/12/2026"},
        {"do": "Meet and agree", "due": "3/12/2026"},
    ]
    assert list(found.left([], Counter())) == ["Actions", "1", "2", "3"]


def field(name: str, text: str) -> str:
    data = f'<w:ffData><w:name w:val="{name}"/><w:textInput/></w:ffData>'
    kinds = (("begin", data), ("separate", ""), ("end", ""))
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>' for kind, more in kinds)
    return f"{begin}{middle}{r(text)}{end}"


def test_a_form_field_takes_only_its_own_words() -> None:
    found = pieces(p(r("Yes")), p(r("The manager: "), field("Manager", "Yes")), p(r("Yes, they said.")))
    assert found.find(Spot("field", "Manager"), LABELS) == "Yes"
    assert list(found.left(["The manager:"], Counter())) == ["Yes", "Yes, they said."]


def test_what_is_the_forms_own_is_so_once_for_each_time_it_stands_there() -> None:
    blank = pieces(tbl(said("Seen alone?") + said("☐")), p(r("Yes")), p(r("- ?"))).lines()
    filled = pieces(tbl(said("Seen alone?") + said("☒")), p(r("Yes")), p(r("Yes")), p(r("- ?")), p(r("👍")))
    assert list(filled.left([], blank)) == ["☒", "Yes", "👍"]


def test_a_control_that_stands_twice_is_told() -> None:
    found = pieces(p(CONTROL.format(r("Good"))), p(CONTROL.format(r("Poor"))), apart="grade")
    assert found.find(Spot("control", "grade"), LABELS) == "Good"
    assert list(found.left([], Counter())) == ["Poor"]
