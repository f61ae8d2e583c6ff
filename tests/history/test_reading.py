from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.history.reading import Reader, Version, short, whole
from tests.history.making import audit

PIECES = [
    "id: 2026-10-0001\n",
    "rubric: toy@1\n",
    "completed:\n",
    "case:\n  ref: K7Q2M\n",
    "case: {ref: K7Q2M,\n",
    "  age: 9}\n",
    "overall:\n- a\n- b\n",
    'auditor: "p0\n',
    'discussed: 54"\n',
    "reason: >-\n  One word\n\n  and another\n",
    "reason: |+\n  x\n\n\n",
    "# A comment: with a colon\n",
    "\n",
    "  # indented\n",
    "...\n",
    "--- x\n",
    "%YAML 1.2\n",
    "? a\n: b\n",
    "a: b: c\n",
    "a: *b\n",
    "a: &b c\n",
    "<<: {a: b}\n",
    "a: 'it''s\n",
    "dates:\n  plan: 2026-09-08\n\n  visit:\n",
    "[a, b]\n",
    "\ttab: 1\n",
    "words without colon\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.lists(st.sampled_from(PIECES), max_size=8))
@settings(max_examples=400, deadline=None)
def test_reading_in_pieces_says_what_reading_whole_says(first: list[str], second: list[str]) -> None:
    reader = Reader()
    for text in ("".join(first), "".join(second), "".join(first)):
        assert reader.front(text) == whole(text)


def test_what_stood_there_before_is_not_parsed_again() -> None:
    reader = Reader()
    long = "sections:\n" + "".join(f"  s{i}:\n    grade: good\n" for i in range(20))
    before = reader.front("id: a-1\n" + long)
    after = reader.front("id: a-1\n" + long + "completed: 2026-10-16\n")
    assert before is not None
    assert after is not None
    assert after["sections"] is before["sections"]
    assert after["completed"] == "2026-10-16"


def test_short_pieces_are_shared_between_audits() -> None:
    short.cache_clear()
    assert Reader().front("rubric: toy@1\n") == Reader().front("rubric: toy@1\n")
    assert short.cache_info().hits == 1


def test_a_sound_version_has_its_facts() -> None:
    read = Reader().read(audit().encode())
    assert read.id == "2026-10-0001"
    assert read.facts is not None


def test_line_ends_make_no_difference() -> None:
    text = audit(front="completed: 2026-10-16\n", body="## A\nx\n")
    assert Reader().read(text.encode()) == Reader().read(text.replace("\n", "\r\n").encode())


def test_a_broken_version_is_known_by_the_line_of_its_id() -> None:
    for front in ("a: [\n", "a: *b\n", "completed: 1\ncompleted: 2\n", "a: \x07\n"):
        assert Reader().read(audit(front=front).encode()) == Version("2026-10-0001")
    assert Reader().read(b"---\r\nid: '2026-10-0001' # mine\r\nno end\r\n") == Version("2026-10-0001")
    assert Reader().read(audit().encode("utf-16")) == Version("")
    for raw in (
        b"",
        b"x",
        b"---\n---\n",
        b"---\nid:\n---\n",
        b"---\nid: [a]\n---\n",
        b"---\n- id: a\n---\n",
        b"\0" * 9,
    ):
        assert Reader().read(raw) == Version("")


def test_what_no_page_could_show_is_broken_too() -> None:
    front = "x: " + "a" * 70_000 + "\n"
    assert Reader().read(audit(front=front).encode()) == Version("2026-10-0001")
