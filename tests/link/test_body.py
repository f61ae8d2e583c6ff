"""Every line of a body finds its box, or is kept and reported."""

from hypothesis import given
from hypothesis import strategies as st

from casekit.link.body import Written, written
from casekit.link.headings import expected
from casekit.model.document import Document
from casekit.read.document import read_audit
from casekit.rubric.model import Answering, BoxModel, Form, Question, Rubric, Section

ANSWER = Answering("text")
RUBRIC = Rubric(
    "toy",
    1,
    "Toy form",
    sections={
        "garden": Section(
            "garden",
            "Garden & pond",
            boxes={"well": BoxModel("well", "What works well"), "weak": BoxModel("weak", "What is weak")},
            questions={"fish": Question("fish", "The fish are fed daily.", "garden", ANSWER, "Fish")},
            sections={"shed": Section("shed", "The shed", boxes={"tools": BoxModel("tools", "Tools")})},
        ),
        "kitchen": Section("kitchen", "Kitchen", boxes={"note": BoxModel("note", "Notes")}),
    },
    reflection=Form("Afterthoughts", boxes={"proud": BoxModel("proud", "What I am proud of")}),
)


def document(body: str) -> Document:
    read, problems = read_audit("audits/2026-10/2026-10-0001.md", f"---\nid: x-1\n---\n{body}".encode())
    assert read is not None, problems
    return read


def spread(body: str) -> Written:
    return written(document(body).body, expected(RUBRIC))


def test_each_box_has_the_text_under_its_heading() -> None:
    found = spread("## Garden & pond\n### What works well\nThe pond.\n### What is weak\nThe hedge.\n\nAnd the gate.\n")
    assert {k: b.text for k, b in found.boxes.items()} == {
        ("garden", "well"): "The pond.",
        ("garden", "weak"): "The hedge.\n\nAnd the gate.",
    }
    assert (found.stray, found.remarks) == ([], [])


def test_headings_forgive_case_punctuation_numbering_and_ids() -> None:
    found = spread(
        "# 4. garden and pond:\n## 4.1 WHAT WORKS WELL?\nPond.\n## weak\nHedge.\n## The fish are fed daily\nYes.\n"
    )
    assert set(found.boxes) == {("garden", "well"), ("garden", "weak")}
    assert found.comments["garden", "fish"].text == "Yes."
    assert found.remarks == []


def test_a_section_with_one_box_may_leave_its_heading_out() -> None:
    found = spread("## Kitchen\nClean.\n")
    assert found.boxes["kitchen", "note"].text == "Clean."
    assert found.remarks == []


def test_subsections_nest_and_brothers_do_not_mix() -> None:
    found = spread(
        "## Garden & pond\n### The shed\n#### Tools\nRake.\n### What is weak\nHedge.\n"
        "## Afterthoughts\n### What I am proud of\nAll.\n"
    )
    assert {k: b.text for k, b in found.boxes.items()} == {
        ("shed", "tools"): "Rake.",
        ("garden", "weak"): "Hedge.",
        ("reflection", "proud"): "All.",
    }


def test_deeper_headings_in_a_box_are_the_authors_own() -> None:
    found = spread("## Kitchen\n### Notes\nOne.\n#### Later\nTwo.\n")
    assert found.boxes["kitchen", "note"].text == "One.\n#### Later\nTwo."
    assert found.remarks == []


def test_a_heading_one_level_too_deep_is_said_because_it_would_swallow_the_next_box() -> None:
    found = spread("## Garden & pond\n### What works well\nPond.\n#### What is weak\nHedge.\n")
    assert [r.message for r in found.remarks] == [
        "The heading 'What is weak' is too deep, so its text stands in 'What works well'."
    ]
    assert "Hedge." in found.boxes["garden", "well"].text


def test_an_unknown_heading_is_kept_and_the_near_one_offered() -> None:
    found = spread("## Gardn & pond\n### What works well\nPond.\n")
    assert found.remarks[0].message == "The heading 'Gardn & pond' is not one of the form; did you mean Garden & pond?"
    assert "Pond." in "\n".join(box.text for box in found.stray)


def test_text_outside_any_box_is_kept_and_reported_at_its_line() -> None:
    found = spread("\nHello.\n## Garden & pond\n\nStray.\n### What works well\nPond.\n")
    assert [box.text for box in found.stray] == ["Hello.", "Stray."]
    assert [r.route for r in found.remarks] == [("#", 5), ("#", 8)]


def test_where_the_form_has_no_place_for_text_nothing_is_offered() -> None:
    bare = Rubric(
        "toy", 1, "Toy form", sections={"wall": Section("wall", "The wall")}, overall=Section("overall", "All")
    )
    found = written(document("## All\nStray.\n### Deeper\nMore.\n").body, expected(bare))
    assert [(r.message, r.hint) for r in found.remarks] == [
        (
            "Text stands under 'All', and the form has no place for text there.",
            "Move it to where it belongs, or delete it once nobody needs it.",
        ),
        ("The heading 'Deeper' is not one of 'All'.", "No heading belongs here."),
    ]


def test_the_same_box_twice_keeps_both_texts() -> None:
    found = spread("## Kitchen\n### Notes\nOne.\n### Notes\nTwo.\n")
    assert found.boxes["kitchen", "note"].text == "One."
    assert [box.text for box in found.stray] == ["Two."]
    assert len(found.remarks) == 1


titles = [
    "Garden & pond",
    "Kitchen",
    "What works well",
    "What is weak",
    "Notes",
    "The shed",
    "Tools",
    "Fish",
    "Elsewhere",
    "Afterthoughts",
]
blocks = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(titles), st.integers(0, 2)), max_size=14)


@given(blocks)
def test_no_line_of_a_body_is_ever_lost(parts: list[tuple[int, str, int]]) -> None:
    lines, words = [], []
    for number, (level, title, count) in enumerate(parts):
        if level:
            lines.append(f"{'#' * level} {title}")
        for n in range(count):
            words.append(f"word{number}x{n}")
            lines += [words[-1], ""]
    found = spread("\n".join(lines) + "\n")
    kept = "\n".join(b.text for b in (*found.boxes.values(), *found.comments.values(), *found.stray))
    assert [word for word in words if kept.split().count(word) != 1] == []
