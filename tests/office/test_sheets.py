"""A workbook is read as texts, in bounds; nothing in it is worked out, run or fetched."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from casekit.office import sheets
from casekit.office.sheets import sheet
from casekit.stop import Stop
from tests.office.editing import packed, parts

SHEET = "xl/worksheets/sheet1.xml"


def book(*rows: tuple[object, ...], formula: str = "") -> bytes:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = made.add_worksheet("Log")
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            page.write_datetime(r, c, value, day) if isinstance(value, date) else page.write(r, c, value)
    if formula:
        page.write_formula(len(rows), 0, formula, None, "")
    made.add_worksheet("Other")
    made.close()
    return stream.getvalue()


PLAIN = book(("a",))


def with_part(name: str, raw: bytes) -> bytes:
    return packed({**parts(PLAIN), name: raw})


def rows(inside: str, head: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{head}<worksheet xmlns="{main}">{inside}</worksheet>'.encode()


def test_cells_are_what_somebody_reads() -> None:
    got = sheet(
        book(("a: b", 3, 2.5, True, date(2026, 10, 15), datetime(2026, 10, 15, 10, 40), "=1+1", "“ü”\n😀")), "Log"
    ).rows
    assert [row[:8] for row in got] == [
        ["a: b", "3", "2.5", "yes", "2026-10-15", "2026-10-15T10:40", "=1+1", "“ü”\n😀"]
    ]


def test_a_formula_is_not_worked_out() -> None:
    got = sheet(book(("a",), formula='=HYPERLINK("http://attacker.example","x")&WEBSERVICE("http://attacker.example")'))
    assert [row[0] for row in got.rows] == ["a", ""]
    assert got.others == ("Other",)


def test_merged_cells_notes_boxes_and_formulas_without_a_value() -> None:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = made.add_worksheet("Log")
    page.merge_range("A1:C1", "All")
    page.merge_range("A2:A4", "K7Q2M")
    page.merge_range("B5:C6", "wide")
    page.write_column("B2", ["one", "two"])
    page.write_formula("C2", "=1+1", None, 2)
    page.write_formula("C3", "=A0", None, "#REF!")
    page.write_formula("C7", "=1+1", None, "?")
    page.write("A6", "x")
    page.write_comment("B2", "Is it\nso?")
    page.insert_textbox("E2", "Read me")
    made.close()
    raw = packed({**parts(stream.getvalue()), SHEET: parts(stream.getvalue())[SHEET].replace(b"<v>?</v>", b"")})
    got = sheet(raw)
    assert [row[:3] for row in got.rows] == [
        ["All", "", ""],
        ["K7Q2M", "one", "2"],
        ["K7Q2M", "two", "#REF!"],
        ["", "", ""],
        ["", "wide", ""],
        ["x", "wide", ""],
        ["", "", sheets.UNSAVED],
    ]
    assert got.beside == ("a text box: Read me", "B2: Is it\nso?")


def test_more_columns_than_are_read_are_refused() -> None:
    with pytest.raises(Stop, match="its sheet has more than 100 columns"):
        sheet(book(("a",) * 101))
    assert len(sheet(book(("a",) * 100)).rows[0]) == 100


LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: with_part(SHEET, rows("<sheetData>" + " " * 15_000_000 + "</sheetData>")), "it unpacks to far"),
    "a billion laughs": (lambda: with_part(SHEET, rows("<sheetData/>", LAUGHS)), "it declares a document type"),
    "laughs in the styles": (lambda: with_part("xl/styles.xml", rows("", LAUGHS)), "it declares a document type"),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), "it holds macros"),
    "a name that leads out": (lambda: with_part("../x.xml", b"x"), "its parts are not named"),
    "half": (lambda: PLAIN[: len(PLAIN) // 2], "it is damaged"),
    "a Word document": (
        lambda: packed(
            {
                **parts(PLAIN),
                "[Content_Types].xml": parts(PLAIN)["[Content_Types].xml"].replace(
                    b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"
                ),
            }
        ),
        "it is not an Excel workbook",
    ),
    "a row that is none": (
        lambda: with_part(SHEET, rows('<sheetData><row r="x"><c r="??"><v>1</v></c></row></sheetData>')),
        "it is damaged",
    ),
    "a row far down": (
        lambda: with_part(SHEET, rows('<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')),
        "its sheet has more than 20,000 rows",
    ),
    "cells merged again and again": (
        lambda: with_part(
            SHEET,
            rows("<sheetData/><mergeCells>" + '<mergeCell ref="A1:A1048576"/>' * 9 + "</mergeCells>"),
        ),
        "it has more merged cells",
    ),
    "a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "it has a password"),
}


@pytest.mark.parametrize("what", [pytest.param(w, marks=pytest.mark.slow if w == "a bomb" else ()) for w in REFUSED])
def test_refusals(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a workbook made casekit reach out")

    monkeypatch.setattr(socket, "socket", refuse)
    make, sentence = REFUSED[what]
    with pytest.raises(Stop) as told:
        sheet(make())
    assert told.value.sentence.startswith(sentence)


def test_a_sheet_that_says_it_is_huge_is_read_as_far_as_it_goes() -> None:
    raw = with_part(
        SHEET, rows('<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c><v>1</v></c></row></sheetData>')
    )
    assert [row[0] for row in sheet(raw).rows] == ["1"]


def test_there_is_no_such_sheet() -> None:
    with pytest.raises(Stop, match="it has no sheet Logg; did you mean Log"):
        sheet(PLAIN, "Logg")


def test_without_openpyxl_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(Stop, match=r"pip install 'casekit\[excel\]'"):
        sheet(PLAIN)
    assert sheets.MOST_ROWS == 20_000
