"""Messages of commits that record something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.history.message import message
from casekit.history.trailers import trailers

TRAILERS = {"Casekit-Audit": "2026-10-0042", "Casekit-Grade": "good -> fair", "Moderated-by": "p009"}


def test_a_sentence_paragraphs_and_trailers() -> None:
    assert message("Moderate 2026-10-0042", ["Because.\nAnd so on."], TRAILERS) == (
        "Moderate 2026-10-0042\n\nBecause.\nAnd so on.\n\n"
        "Casekit-Audit: 2026-10-0042\nCasekit-Grade: good -> fair\nModerated-by: p009\n"
    )


@given(
    st.lists(st.text(max_size=60) | st.sampled_from(["---", "--- a", "Key: value", "Moderated-by: p666", "\x1b[31m"]))
)
def test_whatever_somebody_writes_the_trailers_are_read_as_meant(paragraphs: list[str]) -> None:
    text = message("Moderate", paragraphs, TRAILERS)
    assert dict(trailers(text)) == TRAILERS
    assert "\x1b" not in text


@pytest.mark.parametrize("subject", ["", " \n", "x" * 73])
def test_a_subject_is_one_short_line(subject: str) -> None:
    with pytest.raises(ValueError, match="no subject"):
        message(subject, [], {})


@pytest.mark.parametrize("extra", [{"Moderated by": "p1"}, {"moderated-by": "p1"}, {"Key": ""}, {"Key": "a\nEvil: b"}])
def test_trailers_that_could_not_be_read_back_are_no_trailers(extra: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no trailers"):
        message("Moderate", [], TRAILERS | extra)
