"""What a quick look at a text says is what the careful one says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casekit.check.prose import WORD, even, may_say, phrases, words
from casekit.link.policy import policy
from casekit.model.audit import Audit, Box, Entry

EVIDENCE = policy(b"")[0].evidence
TEXTS = st.text("aB1'-’_. \n\t\x1fßéİ—", max_size=30)
SAID = st.lists(st.sampled_from((*EVIDENCE.bland, *EVIDENCE.retelling, "Good", "of  work")) | TEXTS, max_size=5)


@given(TEXTS)
def test_words_are_found_as_one_pattern_finds_them(text: str) -> None:
    assert words(text) == WORD.findall(text.casefold())


@given(SAID, st.sampled_from((" ", "-", "\n", "_", "", "\t \x1c")))
def test_where_no_phrase_is_looked_for_there_is_none(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    audit = Audit(
        "a",
        "a.md",
        "form@1",
        sections={"a": Entry("a", boxes={"b": Box("First.", 1, 2)}, comments={"c": Box(text, 2, 3)})},
    )
    for known in (EVIDENCE.bland, EVIDENCE.retelling, ("n/a", "straße", "non-negotiable"), ("--",)):
        assert may_say(audit, known) or not phrases(known).search(text.casefold())
    assert even(text).strip() == " ".join(text.casefold().split())
