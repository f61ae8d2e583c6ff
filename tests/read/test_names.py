"""What a path is by its place, and which names some computer cannot hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.read.names import Kind, kind, place_of, safe, stray, trouble, twin, twins


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("audits/2026-10/2026-10-0042.md", Kind.AUDIT),
        ("audits/2026-10/2026-10-k7q2m.md", Kind.AUDIT),
        ("audits/2026-10/any name at all.md", Kind.AUDIT),
        ("audits/2026-10/é.md", Kind.AUDIT),
        ("audits/2026-10/programme.yaml", Kind.PROGRAMME),
        ("rubrics/toy.yaml", Kind.RUBRIC),
        ("people.yaml", Kind.PEOPLE),
        ("casekit.toml", Kind.POLICY),
        ("audits/README.md", Kind.OTHER),
        ("audits/.gitkeep", Kind.OTHER),
        ("audits/2026-10/.gitkeep", Kind.OTHER),
        ("audits/2026-10/.DS_Store", Kind.OTHER),
        ("rubrics/README.md", Kind.OTHER),
        ("rubrics/old/toy.yaml", Kind.OTHER),
        ("README.md", Kind.OTHER),
        ("audits", Kind.STRAY),
        ("audits/2026-10", Kind.STRAY),
        ("audits/2026-10-0042.md", Kind.STRAY),
        ("audits/2026-13/a.md", Kind.STRAY),
        ("audits/2026-00/a.md", Kind.STRAY),
        ("audits/october/a.md", Kind.STRAY),
        ("audits/٢٠٢٦-١٠/a.md", Kind.STRAY),
        ("audits/2026-10/deeper/a.md", Kind.STRAY),
        ("audits/2026-10/letter.pdf", Kind.STRAY),
        ("audits/2026-10/a.MD", Kind.STRAY),
        ("audits/2026-10/a.md.swp", Kind.STRAY),
        ("audits/2026-10/.a.md", Kind.STRAY),
        ("audits/2026-10/programme.yml", Kind.STRAY),
        ("rubrics/toy.yml", Kind.STRAY),
        ("people.yml", Kind.STRAY),
        ("audits/2026-10/CON.md", Kind.STRAY),
        ("audits/2026-10/a\n.md", Kind.STRAY),
        ("rubrics/aux.yaml", Kind.STRAY),
    ],
)
def test_what_a_path_is(path: str, expected: Kind) -> None:
    assert kind(path) is expected


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("CON.md", "is reserved on Windows"),
        ("nul", "is reserved on Windows"),
        ("Com1.tar.gz", "is reserved on Windows"),
        ("lpt¹.md", "is reserved on Windows"),
        ("a:b.md", "holds a character that Windows does not allow"),
        ("what?.md", "holds a character that Windows does not allow"),
        ("a\\b.md", "holds a character that Windows does not allow"),
        ("a.md ", "ends in a space or a full stop, which Windows drops"),
        ("a.md.", "ends in a space or a full stop, which Windows drops"),
        ("a\nb.md", "holds a character that cannot be seen"),
        ("\x1b[31m.md", "holds a character that cannot be seen"),
        ("\u202edm.a", "holds a character that cannot be seen"),
        ("\udcff.md", "holds a character that cannot be seen"),
        ("é" * 101, "is longer than 200 bytes"),
    ],
)
def test_names_that_some_computer_cannot_hold(name: str, why: str) -> None:
    assert trouble(name) == why


@pytest.mark.parametrize("name", ["console.md", "com10.md", "a.con.md", "é.md", "a b.md", "x" * 200, ".gitkeep"])
def test_names_that_fit_everywhere(name: str) -> None:
    assert trouble(name) == ""


def test_a_bad_name_is_printed_escaped() -> None:
    problem = stray("audits/2026-10/\x1b[31mred\n::error::x.md")
    assert problem.path == "audits/2026-10/\\u001b[31mred\\u000a::error::x.md"
    assert problem.message == "The name \\u001b[31mred\\u000a::error::x.md holds a character that cannot be seen."
    assert problem.code == "CK002"


def test_a_stray_file_is_told_apart_from_a_bad_name() -> None:
    problem = stray("audits/2026-10/letter from school.pdf")
    assert (problem.code, problem.path) == ("CK014", "audits/2026-10/letter from school.pdf")
    assert problem.message.startswith("letter from school.pdf does not belong here")
    assert stray("people.yml").hint == "Rename it so that it ends in .yaml."


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("audits/scans/a/b.pdf", "audits/scans"),
        ("audits/2026-10/scans/a/b.pdf", "audits/2026-10/scans"),
        ("audits/2026-10/b.pdf", "audits/2026-10/b.pdf"),
        ("audits/b.pdf", "audits/b.pdf"),
        ("rubrics/a.yml", "rubrics/a.yml"),
    ],
)
def test_a_folder_that_does_not_belong_stands_for_all_in_it(path: str, place: str) -> None:
    assert place_of(path) == place


def test_twins() -> None:
    one, two = "audits/2026-10/caf\u00e9.md", "audits/2026-10/cafe\u0301.md"
    paths = ["audits/2026-10/A.md", "audits/2026-10/a.md", "audits/2026-10/b.md", one, two, "audits/2026-11/a.md"]
    assert twins(paths) == {"audits/2026-10/a.md": "audits/2026-10/A.md", two: one}
    problem = twin("audits/2026-10/a.md", "audits/2026-10/A.md")
    assert problem.message == "audits/2026-10/a.md and audits/2026-10/A.md are one file on some computers."
    assert (problem.code, problem.path) == ("CK002", "audits/2026-10/a.md")


def test_sharp_s_and_ligatures_have_twins_too() -> None:
    assert twins(["stra\u00dfe.md", "STRASSE.md"]) == {"STRASSE.md": "stra\u00dfe.md"}


@given(st.text(max_size=30))
def test_any_path_has_a_kind_and_can_be_printed(path: str) -> None:
    assert kind(path) in Kind
    assert safe(path).isprintable()
    assert stray("audits/2026-10/" + path).message.isprintable()
    assert stray("audits/2026-10/" + path).path.isprintable()
