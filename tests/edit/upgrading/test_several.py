"""Audits in which several answer the same section, and questions with texts of their own, in a newer version."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.edit.replay import replayed
from casekit.edit.upgrading.upgrade import Upgraded, upgrade
from casekit.link.corpus import Surroundings, surroundings
from tests.link.test_rubrics import Files

SEVERAL = Path(__file__).parents[2] / "several"
FILES = {p.relative_to(SEVERAL).as_posix(): p.read_bytes() for p in sorted(SEVERAL.rglob("*.*")) if p.is_file()}


def newer(form: str, previous: str, *changes: tuple[str, str]) -> Surroundings:
    """The repository with a second version of a form, in which these words are others everywhere."""
    path = f"rubrics/{form}.yaml"
    text = FILES[path].decode()
    later = text.replace("version: 1", f"version: 2\nprevious: {{version: 1, {previous}}}", 1)
    later = later.partition("\ncases:")[0] + "\n"
    head, rest = later.split("\n", 3)[:3], later.split("\n", 3)[3]
    for old, new in changes:
        assert old in rest
        rest = rest.replace(old, new)
    around = surroundings(
        Files({**FILES, path: "\n".join([*head, rest]).encode(), f"rubrics/{form}@1.yaml": text.encode()})
    )
    assert around.problems == ()
    return around


def done(around: Surroundings, path: str, ref: str, raw: bytes = b"") -> Upgraded:
    result = upgrade(path, raw or FILES[path], around, around.forms[ref].rubric)
    assert isinstance(result, Upgraded), result
    return result


PARTNERS = "audits/2026-10/2026-10-0001.md"


def test_ids_are_renamed_in_every_one_of_them() -> None:
    around = newer(
        "partners",
        "ids: {shared-in-time: shared, voice: said, contact: met, agency: service, night: late}",
        ("shared-in-time", "shared"),
        ("[voice]", "[said]"),
        ("      voice:", "      said:"),
        ("contact: Contacts", "met: Contacts"),
        ("date: contact", "date: met"),
        ("agency", "service"),
        ("night: Out", "late: Out"),
        ("flag: night", "flag: late"),
    )
    result = done(around, PARTNERS, "partners@2")
    audit = result.after.audit
    assert audit.answer("shared.police").value == "no"
    assert audit.answer("heard.probation").value == "yes"
    assert audit.sections["said.police"].grade == "sound"
    assert audit.moderations[0].grades["service.probation"] == "sound"
    assert audit.case.flags == ("late",)
    assert audit.instances["service.police"].dates.keys() == {"met"}
    assert (result.kept, result.left) == ((), ())
    old = result.before.audit.sections["agency.police"].boxes
    assert {id: box.text for id, box in audit.sections["service.police"].boxes.items()} == {
        id: box.text for id, box in old.items()
    }
    assert old


def test_one_whom_the_form_no_longer_names_is_kept_aside() -> None:
    late = "      why-late:\n        ask: Why was it shared late?\n        answer: text\n"
    late += "        applies_when: {answer: shared-in-time, is: no}\n"
    around = newer("partners", "ids: {why-late: dropped}", (", teacher: Teacher", ""), (late, ""))
    result = done(around, PARTNERS, "partners@2")
    assert set(result.kept) >= {
        "the grade of 'The panel' (Teacher)",
        "the answer of Teacher to 'The panel member agrees with the plan.' (agrees)",
        "the answer of Police to 'Why was it shared late?' (why-late)",
    }
    assert b"The note lay in a tray over the summer" in result.raw
    assert "agrees.teacher" not in {a for e in result.after.audit.entries() for a in e.answers}
    assert result.after.audit.answer("agrees.nurse").value == "yes"


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith(".md")])
def test_a_new_version_that_changes_nothing_changes_one_line(path: str) -> None:
    form = next(line for line in FILES[path].decode().split("\n") if line.startswith("rubric: "))[8:].partition("@")[0]
    result = done(newer(form, "ids: {}"), path, f"{form}@2")
    assert result.raw == FILES[path].replace(f"{form}@1".encode(), f"{form}@2".encode(), 1)


FORM = """\
id: dock
version: 1
title: Dock
scales: {met: {best_first: [yes, no]}}
defaults: {question: {answer: met}}
sections:
  left:
    title: Left side
    grade: none
    questions:
      bollards: {ask: The bollards stand., boxes: {seen: What was seen, mend: To be mended}}
  right: {title: Right side, grade: none, questions: {ring: There is a ring.}}
overall: {title: Whole, grade: met}
"""
NEWER = """\
id: dock
version: 2
title: Dock
previous: {version: 1, ids: {bollards: posts, seen: noticed, mend: dropped}}
scales: {met: {best_first: [yes, no]}}
defaults: {question: {answer: met}}
sections:
  left: {title: Left side, grade: none, boxes: {note: Note}}
  right:
    title: Right side
    grade: none
    questions:
      ring: There is a ring.
      posts: {ask: The posts stand., boxes: {noticed: What was noticed}}
overall: {title: Whole, grade: met}
"""
BODY = """
## Left side

### The bollards stand.

All but one.

#### What was seen

Moss.

##### On the north side

Much.

#### To be mended

The last one.
"""


def test_a_questions_texts_go_with_it_to_another_section() -> None:
    front = "id: 2026-10-0001\nrubric: dock@1\nsections:\n  left:\n    answers: {bollards: yes}\n"
    raw = f"---\n{front}---\n{BODY}".encode()
    around = surroundings(Files({"rubrics/dock@1.yaml": FORM.encode(), "rubrics/dock.yaml": NEWER.encode()}))
    assert around.problems == ()
    result = done(around, PARTNERS, "dock@2", raw)
    entry = result.after.audit.sections["right"]
    assert entry.answers["posts"].value == "yes"
    assert entry.comments["posts"].text == "All but one."
    assert entry.boxes["posts/noticed"].text == "Moss.\n\n##### On the north side\n\nMuch."
    assert result.kept == ("the text under 'Left side > The bollards stand. > To be mended'",)
    assert result.raw.decode().endswith(
        "\n## Kept from dock@1\n\n### Left side > The bollards stand. > To be mended\n\nThe last one.\n"
    )


BOATS = """\
id: boats
version: {version}
title: Boats
{previous}scales: {{met: {{best_first: [yes, no]}}}}
dates: {{painted: Painted{dates}}}
defaults: {{question: {{answer: met}}}}
sections:
  boat:
    title: Boats
    for_each: {{name: Boat, of: {{swan: Swan, heron: Heron}}}}
    grade: none
    {boxes}
    questions:
      dry: It is dry.
{more}"""
OLD = BOATS.format(
    version=1,
    previous="",
    dates=", moored: Moored",
    boxes="boxes: {seen: What was seen}",
    more="      tight: It is tight.\n",
)
NEW = BOATS.format(
    version=2, previous="previous: {version: 1, ids: {tight: dropped, moored: dropped}}\n", dates="", boxes="", more=""
)


def test_it_is_said_of_whom_everything_is_that_has_no_place_any_more() -> None:
    each = "".join(
        f"      {one}:\n        dates: {{moored: {day}}}\n        answers: {{dry: yes, tight: {tight}}}\n"
        for one, tight, day in (("swan", "yes", "2026-05-01"), ("heron", "no", "2026-05-02"))
    )
    front = f"id: 2026-10-0001\nrubric: boats@1\nsections:\n  boat:\n    each:\n{each}"
    body = "".join(
        f"\n### {one}\n\n#### What was seen\n\n{text}\n" for one, text in (("Swan", "Moss."), ("Heron", "Mud."))
    )
    raw = f"---\n{front}---\n\n## Boats\n{body}".encode()
    around = surroundings(Files({"rubrics/boats@1.yaml": OLD.encode(), "rubrics/boats.yaml": NEW.encode()}))
    assert around.problems == ()
    result = done(around, PARTNERS, "boats@2", raw)
    assert sorted(result.kept) == [
        "the answer of Heron to 'It is tight.' (tight)",
        "the answer of Swan to 'It is tight.' (tight)",
        "the date of 'Moored' (moored) of Heron",
        "the date of 'Moored' (moored) of Swan",
        "the text under 'Boats > Heron > What was seen'",
        "the text under 'Boats > Swan > What was seen'",
    ]
    text = result.raw.decode().partition("## Kept from boats@1")[2]
    assert "The answer of Heron to 'It is tight.' (tight): no" in text
    assert "### Boats > Swan > What was seen\n\nMoss." in text
    new = around.forms["boats@2"].rubric
    tried = replayed(PARTNERS, raw, around, new)
    assert tried is not None
    said = [difference.message for difference in tried.differences]
    assert "'It is tight.' of Heron would not be asked for any more." in said
    assert len(said) == len(set(said))
