import pytest

from casekit.history.trailers import trailers


def test_the_last_paragraph_counts() -> None:
    message = "Moderate 2026-10-0042\n\nThe gap outweighs.\n\nCasekit-Audit: 2026-10-0042\nModerated-by: p009\n"
    assert trailers(message) == {"Casekit-Audit": "2026-10-0042", "Moderated-by": "p009"}


@pytest.mark.parametrize(
    ("why", "message"),
    [
        ("a subject alone is none", "Moderated-by: p009"),
        ("a mixed paragraph, which git would take", "x\n\nSome words\nModerated-by: p009"),
        ("a key twice", "x\n\nModerated-by: p009\nModerated-by: p010"),
        ("a key twice in another case", "x\n\nModerated-by: p009\nmoderated-BY: p009"),
        ("after the line where patch tools cut", "x\n\n---\n\nModerated-by: p009"),
        ("a homoglyph key: Cyrillic o", "x\n\nM\u043ederated-by: p009"),
        ("a continued line", "x\n\nModerated-by: p009\n  and p010"),
        ("no value", "x\n\nModerated-by: "),
        ("not the last paragraph", "x\n\nModerated-by: p009\n\nWords."),
        ("nothing above", "\n\nModerated-by: p009"),
        ("nothing", ""),
    ],
)
def test_what_is_in_doubt_counts_as_absent(why: str, message: str) -> None:
    assert trailers(message) == {}, why
