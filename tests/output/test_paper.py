"""Text on a terminal keeps within its width, and nothing that somebody wrote is obeyed."""

from __future__ import annotations

from casekit.output.paper import Paper


def test_a_paragraph_keeps_within_the_width_and_prose_within_what_can_be_read() -> None:
    for width, widest in ((40, 40), (80, 80), (300, 100)):
        paper = Paper(width)
        paper.say("one two three " * 40, 4, 2, "- ")
        lines = paper.text().splitlines()
        assert max(map(len, lines)) <= widest
        assert lines[0].startswith("    - one")
        assert lines[1].startswith("      ")


def test_a_title_that_does_not_fit_is_wrapped_with_its_id() -> None:
    paper = Paper(40)
    paper.head("The child and everybody who matters to the child", "people", 2, "4")
    assert paper.text() == "  4  The child and everybody who matters\n     to the child (people)\n"


def test_one_text_has_no_dash_and_several_have() -> None:
    paper = Paper()
    paper.points(["alone"])
    paper.points(["one", "two"])
    assert paper.text() == "alone\n- one\n- two\n"


def test_a_second_gap_is_none() -> None:
    paper = Paper()
    paper.gap()
    paper.line("a")
    paper.gap()
    paper.gap()
    paper.line("b")
    assert paper.text() == "a\n\nb\n"


def test_nothing_that_somebody_wrote_is_obeyed() -> None:
    paper = Paper()
    paper.say("\x1b[31mred\u202eback")
    paper.head("\x1b[2Jcleared", "id")
    paper.say("::set-output name=x::1")
    assert "\x1b" not in paper.text()
    assert "\u202e" not in paper.text()
    assert "::set" not in paper.text()
