"""The monthly report of the sample repository: the same figures in every format, and no markup of others."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.model.audit import Box
from casekit.model.corpus import Corpus
from casekit.register.monthly import month_before, month_figures
from casekit.register.since import since
from casekit.report.blocks import Bar, Bars, Document, Grid, Heading, Part, Points, Quote, Words
from casekit.report.compose import compose
from casekit.report.data import report_data
from casekit.report.english import points, share
from casekit.report.html import html
from casekit.report.markdown import markdown
from casekit.report.pdf import pdf
from casekit.report.word import word
from casekit.resources import resource
from tests.publish.sample import TODAY, make_corpus
from tests.register.tables.test_tables import with_programme

SCHEMA = json.loads((resource("schema") / "report.schema.json").read_text("utf-8"))


def document(corpus: Corpus | None = None, month: str = "2026-05", *, wrote: bool = True) -> Document:
    corpus = corpus or make_corpus()
    figures = month_figures(corpus, month, TODAY)
    return compose(figures, since(corpus, figures), corpus, wrote=wrote, whom="For the tests.", made="Made by a test.")


def data_of(corpus: Corpus, month: str = "2026-05", today: date = TODAY) -> dict[str, Any]:
    figures = month_figures(corpus, month, today)
    data: dict[str, Any] = report_data(figures, since(corpus, figures))
    return data


def test_the_figures_of_a_month() -> None:
    figures = month_figures(make_corpus(), "2026-05", TODAY)
    data = data_of(make_corpus())
    jsonschema.validate(data, SCHEMA)
    assert [case.audit.id for case in figures.audits if case.audit.second_of] == ["2026-05-0004"]
    assert data["programme"]["due"] == 3  # type: ignore[index]
    assert data["grades"] == {"auditor": None, "effective": None}  # two forms are never one figure
    toy = data["rubrics"]["toy@1"]  # type: ignore[index]
    assert toy["grades"]["auditor"]["b"] == toy["grades"]["effective"]["b"] + 1
    assert (toy["moderation"]["n"], toy["moderation"]["down"]) == (1, 1)
    assert data["disputes"] == {"raised": 1, "open": 1}


def test_the_programme_gives_the_denominator() -> None:
    corpus = with_programme(make_corpus())
    data = data_of(corpus, "2026-05")
    jsonschema.validate(data, SCHEMA)
    programme = data["programme"]
    assert isinstance(programme, dict)
    told = {key: programme[key] for key in ("allocated", "due", "completed", "on_time", "late_with_reason", "stopped")}
    assert told == {
        "allocated": 3, "due": 2, "completed": 2, "on_time": 1, "late_with_reason": 1, "stopped": 1,
    }  # fmt: skip
    text = markdown(document(corpus))
    assert "3 audits were allocated for May 2026; 2 audits were to be done, without 1 that was stopped." in text


def test_one_form_stands_at_the_top_too() -> None:
    corpus = make_corpus()
    only = replace(corpus, audits=tuple(case for case in corpus.audits if case.rubric.id == "toy"))
    data = data_of(only, "2026-05")
    jsonschema.validate(data, SCHEMA)
    assert data["grades"] == data["rubrics"]["toy@1"]["grades"]  # type: ignore[index]
    assert data["moderation"] == data["rubrics"]["toy@1"]["moderation"]  # type: ignore[index]
    assert data["programme"]["allocated"] is None  # type: ignore[index]


def test_a_month_without_audits_says_so() -> None:
    data = data_of(make_corpus(), "2031-01")
    jsonschema.validate(data, SCHEMA)
    assert data["rubrics"] == {}
    assert data["moderation"] is None
    text = markdown(document(month="2031-01"))
    assert "No audit of January 2031 is on record." in text


def test_the_service_reads_no_word_of_an_auditor() -> None:
    corpus = make_corpus()
    secret = Box("She told us about the blue door.", 1, 2)
    told = tuple(
        replace(case, audit=replace(case.audit, overall=replace(case.audit.overall, boxes={"comments": secret})))
        for case in corpus.audits
    )
    boxes = {box.id for case in told for box in case.rubric.overall.boxes.values()}
    told = tuple(
        replace(
            case, audit=replace(case.audit, overall=replace(case.audit.overall, boxes=dict.fromkeys(boxes, secret)))
        )
        for case in told
    )
    corpus = replace(corpus, audits=told)
    assert "blue door" in markdown(document(corpus))
    for made in (markdown(document(corpus, wrote=False)), html(document(corpus, wrote=False))):
        assert "blue door" not in made
        assert "2026-05-0002" not in made


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [
        (1, 1, "1 of 1 audit"),
        (3, 9, "3 of 9 audits"),
        (3, 12, "3 of 12 audits (25 %)"),
        (0, 1200, "0 of 1,200 audits (0 %)"),
    ],
)
def test_shares(part: int, of: int, said: str) -> None:
    assert share(part, of, "audit") == said


def test_movements() -> None:
    assert points(0.5, 0.5) == "the same as in"
    assert points(0.51, 0.5) == "1 point more than in"
    assert points(0.4, 0.5) == "10 points fewer than in"


def test_the_month_before() -> None:
    assert (month_before("2026-01"), month_before("2026-10")) == ("2025-12", "2026-09")


# Whatever stands in an audit or in casekit.toml is text in every format.

HOSTILE = '# *a* <script>alert(1)</script> | `x` [y](javascript:z) #eval("1") \\ " $x$ @y {{ 7*7 }} \u202e & \x1b[31m'
ODD = Document(
    title=HOSTILE,
    authority=HOSTILE,
    marking=HOSTILE,
    whom=HOSTILE,
    made=HOSTILE,
    day=HOSTILE,
    blocks=(
        Heading(2, HOSTILE),
        Words(HOSTILE),
        Points((HOSTILE, "")),
        Quote(f"{HOSTILE}\n\n# not a heading\n- nor a list\n\n\n{HOSTILE}", HOSTILE),
        Grid(HOSTILE, (HOSTILE, "n"), ((HOSTILE, "1"),)),
        Bars(HOSTILE, HOSTILE, (Bar(HOSTILE, (Part(HOSTILE, 1, "t1"), Part("", 0, "t4"))),)),
        Bars("", "", (Bar("", (Part("", 0, "t1"),)),)),
    ),
)


def test_a_page_holds_no_markup_of_others() -> None:
    page = html(ODD)
    assert "<script" not in page
    assert 'href="' not in page
    assert page.count("<svg") == 3  # the bars that have something to show, and the two marks of their legend
    assert re.search(r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'", page)


def test_markdown_of_others_stays_text() -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt().parse(markdown(ODD))
    inside = [child.type for token in tokens for child in token.children or ()]
    assert "link_open" not in inside
    assert "html_inline" not in inside
    assert [token.tag for token in tokens if token.type == "heading_open" and token.level == 0] == ["h1", "h2"]


def test_a_word_document_reads_back() -> None:
    from docx import Document as Read  # type: ignore[import-untyped,unused-ignore]

    made = word(ODD, TODAY)
    read = Read(io.BytesIO(made))
    assert any("<script>alert(1)</script>" in paragraph.text for paragraph in read.paragraphs)
    assert read.tables[0].rows[0].cells[1].text == "n"
    assert (read.core_properties.author, read.core_properties.last_modified_by) == ("", "")
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name or "comments" in name or "embed" in name]
    whole = word(document(), TODAY)
    styles = {paragraph.style.name for paragraph in Read(io.BytesIO(whole)).paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "Caption"} <= styles


def test_a_word_document_has_the_charts_of_the_page() -> None:
    chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    report = document()
    wanted = [block for block in report.blocks if isinstance(block, Bars) and block.drawn]
    assert wanted
    with zipfile.ZipFile(io.BytesIO(word(report, TODAY))) as parts:
        names = sorted(name for name in parts.namelist() if "/charts/" in name)
        text = parts.read("word/document.xml").decode()
        drawn = [ElementTree.fromstring(parts.read(name)) for name in names]
    assert len(drawn) == len(wanted)
    for bars, made in zip(wanted, drawn, strict=True):
        assert escape(bars.describes) in text
        series = [[value.text for value in one.iterfind(f"{chart}val//{chart}v")] for one in made.iter(f"{chart}ser")]
        assert series == [[str(bar.parts[n].count) for bar in bars.drawn] for n in range(len(bars.drawn[0].parts))]
    with zipfile.ZipFile(io.BytesIO(word(ODD, TODAY))) as parts:
        assert [name for name in parts.namelist() if "/charts/" in name] == ["word/charts/chart1.xml"]
        ElementTree.fromstring(parts.read("word/charts/chart1.xml"))


def test_a_pdf_is_tagged_and_the_same_each_time() -> None:
    made = pdf(document(), TODAY)
    assert made == pdf(document(), TODAY)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"pdfuaid" in made
    assert pdf(ODD, TODAY).startswith(b"%PDF-")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_no_text_is_code_of_a_pdf(text: str) -> None:
    odd = Document(text or "x", text, text, text, text, text, (Words(text), Points((text,)), Quote(text, text)))
    assert pdf(odd, date(2026, 1, 1)).startswith(b"%PDF-")


def test_the_same_figures_in_markdown_and_on_the_page() -> None:
    report = document()
    numbers = [cell for block in report.blocks if isinstance(block, Grid) for row in block.rows for cell in row]
    page, text = html(report), markdown(report)
    for cell in filter(str.isalnum, numbers):
        assert f">{cell}</" in page
        assert f"| {cell} |" in text
