"""What a Word document says is read from its XML: what people and programs do to it, and awkward text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.office import pieces
from casekit.office.model import Paragraph, Table, as_text
from casekit.office.reading import opened
from casekit.office.writing import document

TAG = "boxes/voice works-well"


def field(inside: str) -> str:
    return pieces.field(1, TAG, "A box", pieces.RICH, inside, False)


def read(*xml: str) -> tuple[str, int, int]:
    """What stands in a field that holds this; how much was put in and taken out."""
    content = opened(document(pieces.paragraph(pieces.words("Before")) + field("".join(xml)), "T")).read(
        {TAG}.__contains__
    )
    (control,) = content.controls
    assert [one.text for one in content.blocks if isinstance(one, Paragraph)] == ["Before"]
    return control.text, content.inserted, content.deleted


def p(*runs: str, look: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{''.join(runs)}</w:p>"


def r(text: str, more: str = "") -> str:
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


INS, DEL = '<w:ins w:id="1" w:author="x">', '<w:del w:id="2" w:author="x">'
EDITS = {
    "runs split in the middle of words": (
        (p(r("He f"), "<w:proofErr/>", r("elt", "<w:rPr><w:b/></w:rPr>"), r(" safe.")),),
        "He felt safe.",
    ),
    "words put in and taken out": (
        (
            p(
                r("He felt "),
                f"{INS}{r('quite ')}</w:ins>",
                f"{DEL}<w:r><w:delText>un</w:delText></w:r></w:del>",
                r("safe."),
            ),
        ),
        "He felt quite safe.",
    ),
    "a paragraph's end taken out": (
        (p(r("He felt "), look="<w:rPr><w:del w:id='3'/></w:rPr>"), p(r("safe."))),
        "He felt safe.",
    ),
    "words moved": (
        (p(f"<w:moveFrom>{r('safe ')}</w:moveFrom>", r("He felt "), f"<w:moveTo>{r('safe.')}</w:moveTo>"),),
        "He felt safe.",
    ),
    "paragraphs, one of them empty": ((p(r("One.")), p(), p(r("Two."))), "One.\n\nTwo."),
    "points": (
        (
            p(r("So:")),
            p(
                r("one"),
                look='<w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>',
            ),
            p(r("two"), look='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'),
        ),
        "So:\n\n- one\n  - two",
    ),
    "a table": (
        ("<w:tbl><w:tr><w:tc>" + p(r("A")) + "</w:tc><w:tc>" + p(r("B")) + "</w:tc></w:tr></w:tbl>", p(r("After."))),
        "A | B\n\nAfter.",
    ),
    "a link": ((p("<w:hyperlink>" + r("the plan") + "</w:hyperlink>", r(" says so.")),), "the plan says so."),
    "signs of Word's own": (
        (p("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r>"),),
        "a\u2011b\u00adc\td",
    ),
    "a vertical tab": ((p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>"),), "a\nb\nc"),
    "a field": (
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                r("today"),
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            ),
        ),
        "today",
    ),
    "a field within, of somebody else's": (
        (
            p(
                r("He said "),
                f"<w:sdt><w:sdtPr><w:tag w:val='theirs'/></w:sdtPr><w:sdtContent>{r('no.')}</w:sdtContent></w:sdt>",
            ),
        ),
        "He said no.",
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_people_and_programs_do_within_a_field(what: str) -> None:
    xml, text = EDITS[what]
    assert read(*xml)[0] == text


def test_tracked_changes_are_counted() -> None:
    assert read(*EDITS["words put in and taken out"][0])[1:] == (1, 1)
    assert read(*EDITS["words moved"][0])[1:] == (1, 1)
    assert read(*EDITS["points"][0])[1:] == (0, 0)


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from("\n\n\t -#\u00a0\u00ad\u200b”’😀א"))
FIT = TEXT.filter(
    lambda text: text.strip("\n") == text and not pieces.UNSEEN.search(text) and text.strip(" \t\n") != ""
)


def through(text: str) -> None:
    assert read(pieces.comments(text))[0] == text


@settings(max_examples=60, deadline=None)
@given(FIT)
def test_a_text_stands_in_a_field_and_is_read_as_it_was(text: str) -> None:
    through(text)


@pytest.mark.slow
@settings(max_examples=5_000, deadline=None)
@given(FIT)
def test_many_texts_are_read_as_they_were(text: str) -> None:
    through(text)


def test_ten_thousand_words_and_long_lines() -> None:
    through("word " * 9_999 + "end")
    through("\n\n".join("x" * n for n in range(1, 300)))


def test_headings_tables_and_fields_of_old_are_told() -> None:
    body = (
        pieces.paragraph(pieces.words("Views"), "Heading2")
        + pieces.table((1, 1), [(p(r("Grade")), p(r("Good")))])
        + p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Yes"/><w:checkBox><w:checked/></w:checkBox>'
            '</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            r(" Yes"),
        )
        + p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Team"/><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="North"/><w:listEntry w:val="South"/></w:ddList></w:ffData></w:fldChar></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        + p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/><w:textInput/></w:ffData>'
            "</w:fldChar></w:r>"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            r("One"),
        )
        + p(r("and two"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r(" after"))
    )
    content = opened(document(body, "T")).read()
    assert content.fields == {"Yes": "☒", "Team": "South", "Text1": "One\nand two"}
    assert content.blocks[0] == Paragraph("Views", heading=2)
    table = content.blocks[1]
    assert isinstance(table, Table)
    assert [[as_text(cell.blocks) for cell in row] for row in table.rows] == [["Grade", "Good"]]
    assert [one.text for one in content.blocks[3:] if isinstance(one, Paragraph)] == [
        "☒ Yes", "South", "One", "and two after",
    ]  # fmt: skip


SAVED = Path(__file__).parent / "saved_by_libreoffice_7_4.docx"
"""A document with these fields, opened and saved again by LibreOffice 7.4.7, which drops tags and placeholders."""
MARKS = {"ck_a": "boxes/a", "ck_b": "boxes/b", "ck_grade": "grades/a", "ck_day": "completed", "ck_tick": "tick"}


def test_what_libreoffice_saved_is_known_by_its_bookmarks() -> None:
    content = opened(SAVED.read_bytes()).read(lambda tag: True, MARKS)
    assert content.controls == ()
    assert {name: as_text(blocks) for name, blocks in content.marked.items()} == {
        "ck_a": "“Seen” alone: twice.\nA line\tand a tab.\n\n---\n\nשלום 😀 no\u00a0break soft\u00adhyphen",
        "ck_b": "[write here]",
        "ck_grade": "Good",
        "ck_day": "13 October 2026",
        "ck_tick": "☒",
    }


def test_what_libreoffice_writes_once_for_each_script_counts_once() -> None:
    def again(*words: str) -> str:
        runs = "".join(f"<w:t xml:space='preserve'>{one}</w:t>" for one in words)
        return f"<w:sdt><w:sdtPr><w:alias w:val='A'/></w:sdtPr><w:sdtContent><w:r>{runs}</w:r></w:sdtContent></w:sdt>"

    whole = "soft שלום and"
    body = p(pieces.mark(1, "ck_a", again(whole) + again("שלום", whole) + again(" and", whole)), r(" beside"))
    content = opened(document(body, "T")).read(lambda tag: True, {"ck_a": "a"})
    assert as_text(content.marked["ck_a"]) == whole
    assert [one.text for one in content.blocks if isinstance(one, Paragraph)] == [" beside"]
