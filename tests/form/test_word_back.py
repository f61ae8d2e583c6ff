"""A Word form comes back as the file that the page would have made, whatever happened to it on its way."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from casekit.cli.forming import prefilled
from casekit.cli.wording import text_of, worded
from casekit.edit.cleaned import prose
from casekit.edit.typed import Begun
from casekit.form.content import Prefilled, with_spells
from casekit.form.word.document import drawn, word_form
from casekit.form.word.drawing import Drawing, shows
from casekit.form.word.places import Fields
from casekit.link.corpus import Surroundings
from casekit.read.files import Folder
from casekit.read.text import REFUSED
from tests.form.typing import ID, ROOT, WORDS, begun, filled, here
from tests.office.editing import control, edited, type_into, typed, w

REF = "collaborative@1"
BOX, OTHER = "boxes/voice works-well", "boxes/assessment works-well"
PATH = f"audits/{ID[:7]}/{ID}.md"


class Sent:
    """A form that was sent out: the document, and what its audit comes to with other values in it."""

    def __init__(self, around: Surroundings, begin: Prefilled, folder: Path, path: str = PATH) -> None:
        self.around, self.begin, self.folder = around, begin, folder
        self.form: Drawing = drawn(begin, around.people, everything=True)
        self.raw = word_form(begin, around.people)
        data = begin.document.data
        assert isinstance(data, dict)
        self.begun = Begun(begin.case.rubric, data, self.form.fields, with_spells(data))
        self.paths = {begin.case.audit.id: path}

    def text(self, **boxes: str) -> str:
        """The file with these texts in boxes, by the key "section box"."""
        fields = deepcopy(self.form.fields)
        for key, text in boxes.items():
            fields["boxes"][key] = text
        return self.of(fields)

    def of(self, fields: Fields) -> str:
        return text_of(self.around, self.begin, self.begun, fields)[0]

    def back(self, raw: bytes) -> tuple[str, tuple[str, ...], str]:
        made = worded(self.around, Folder(self.folder), self.paths, raw)
        return made.text, made.kept, made.changes


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("sent")
    around = here(folder)
    begin = begun(around, REF, ("CP",))
    (folder / PATH).parent.mkdir(parents=True)
    (folder / PATH).write_text(begin.document.text, "utf-8", newline="\n")
    return Sent(around, begin, folder)


@pytest.mark.slow
def test_the_same_bytes_each_time(sent: Sent) -> None:
    assert word_form(sent.begin, sent.around.people) == sent.raw


def test_an_untouched_form_says_what_was_there(sent: Sent) -> None:
    assert sent.back(sent.raw) == (sent.of(sent.form.fields), (), "")


def test_an_audit_that_is_filled_in_goes_out_and_back_byte_for_byte() -> None:
    there_and_back("2026-10-0005")


@pytest.mark.slow
@pytest.mark.parametrize("id", sorted(path.stem for path in (ROOT / "audits").glob("*/*.md")))
def test_every_worked_example_goes_out_and_back(id: str) -> None:
    there_and_back(id)


def there_and_back(id: str) -> None:
    from casekit.link.corpus import surroundings

    path = f"audits/{id[:7]}/{id}.md"
    around = surroundings(Folder(ROOT))
    sent = Sent(around, prefilled(around, path, (ROOT / path).read_bytes()), ROOT, path)
    assert sent.back(sent.raw) == (sent.of(sent.form.fields), (), "")


def answers(form: Drawing, given: dict[str, Any]) -> dict[str, str | bool]:
    """What somebody types or chooses in the document for these values."""
    said: dict[str, str | bool] = {}
    for tag, value in given.items():
        place = form.places[tag]
        if place.kind == "judged":
            said[tag] = dict(place.options)[value]
        else:
            said[tag] = value if isinstance(value, bool) else shows(place, value)
    return said


def test_whatever_is_filled_in_makes_the_file_that_the_page_makes(sent: Sent) -> None:
    at_random(sent, 1)


@pytest.mark.slow
def test_whatever_is_filled_in_many_times(sent: Sent) -> None:
    for seed in range(100, 120):
        at_random(sent, seed)


def at_random(sent: Sent, seed: int) -> None:
    out = drawn(sent.begin, sent.around.people)
    fields, given = filled(out, Random(seed), blank=False)
    raw = typed(sent.raw, answers(out, given))
    assert sent.back(raw)[0] == sent.of(fields)


def typed_text(sent: Sent, text: str) -> None:
    """A text typed or pasted into a box comes out as the page would have it, and so does one that stood there."""
    wanted = sent.text(**{"voice works-well": text})
    assert sent.back(typed(sent.raw, {BOX: text}))[0] == wanted


TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=40), min_size=1, max_size=4).map("\n\n".join)
FIT = TEXTS.map(lambda text: prose(text)).filter(
    lambda text: text and not REFUSED.search(text) and "\n\n\n" not in text
)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[*HealthCheck])
@given(FIT)
def test_much_awkward_text_comes_back_unchanged(sent: Sent, text: str) -> None:
    typed_text(sent, text)


@pytest.mark.slow
@pytest.mark.parametrize("text", [*WORDS, "word " * 10_000], ids=lambda text: repr(text[:12]))
def test_pasted_texts(sent: Sent, text: str) -> None:
    typed_text(sent, prose(text).replace("\n\n\n\n", "\n\n"))


@pytest.mark.slow
def test_what_stands_in_the_audit_already_goes_through_word_unchanged(sent: Sent) -> None:
    text = sent.text(**{"voice works-well": "one\ntwo\n\n\n\nthree\n\n- a\n- b"}).replace("\ntwo\n", "\ntwo  \n")
    assert "two  \n\n\n\nthree" in text
    begin = prefilled(sent.around, PATH, text.encode())
    again = Sent(sent.around, begin, sent.folder)
    form = drawn(begin, sent.around.people)
    assert again.of(form.fields) == text
    (sent.folder / PATH).write_text(text, "utf-8", newline="\n")
    try:
        assert again.back(again.raw)[0] == text
    finally:
        (sent.folder / PATH).write_text(sent.begin.document.text, "utf-8", newline="\n")


# What programs and people do to a document --------------------------------------------------------------------------


def element(xml: str) -> Any:
    return etree.fromstring(f'<x xmlns:w="{w("")[1:-1]}" xmlns:m="urn:x">{xml}</x>')[0]


def content(root: Any, tag: str) -> Any:
    sdt = control(root, tag)
    asks = sdt.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")
    if asks is not None:
        asks.getparent().remove(asks)
    inside = sdt.find(w("sdtContent"))
    for child in list(inside):
        inside.remove(child)
    return inside


def with_box(sent: Sent, *xml: str, tag: str = BOX) -> bytes:
    def change(root: Any) -> None:
        inside = content(root, tag)
        for piece in xml:
            inside.append(element(piece))

    return edited(sent.raw, change)


def p(*runs: str, look: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{''.join(runs)}</w:p>"


def r(text: str, more: str = "") -> str:
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


CHANGED = (
    p(
        r("He felt "),
        f"<w:ins w:id='1' w:author='x'>{r('quite ')}</w:ins>",
        "<w:del w:id='2' w:author='x'><w:r><w:delText>un</w:delText></w:r></w:del>",
        r("safe."),
    ),
)


def test_of_tracked_changes_it_is_said_what_counts(sent: Sent) -> None:
    got, kept, changes = sent.back(with_box(sent, *CHANGED))
    assert (got, kept) == (sent.text(**{"voice works-well": "He felt quite safe."}), ())
    assert changes == "It has tracked changes: 1 piece put in, which count, and 1 piece taken out, which do not."


@pytest.mark.slow
def test_a_placeholder_that_was_taken_out_or_stays_is_no_answer(sent: Sent) -> None:
    def change(root: Any) -> None:
        content(root, BOX)
        content(root, OTHER).append(element(p(r("[write here]"))))

    assert sent.back(edited(sent.raw, change)) == (sent.of(sent.form.fields), (), "")


def test_what_is_typed_beside_the_fields_is_kept(sent: Sent) -> None:
    def change(root: Any) -> None:
        body = root.find(w("body"))
        body.insert(3, element(p(r("Please ring me about this."))))
        label = next(one for one in root.iter(w("t")) if one.text == "Closed on: ")
        label.text = "Closed on: not yet, see above"

    got, kept, _ = sent.back(edited(sent.raw, change))
    assert got == sent.of(sent.form.fields)
    assert kept == ("Beside the fields: Please ring me about this.", "Beside the fields: not yet, see above")


@pytest.mark.slow
def test_a_control_that_was_taken_out_leaves_its_words_where_they_are_known(sent: Sent) -> None:
    def change(root: Any) -> None:
        type_into(root, BOX, "He felt safe.\n\nHe said so.")
        sdt = control(root, BOX)
        for child in list(sdt.find(w("sdtContent"))):
            sdt.addprevious(child)
        sdt.getparent().remove(sdt)

    got, kept, _ = sent.back(edited(sent.raw, change))
    assert (got, kept) == (sent.text(**{"voice works-well": "He felt safe.\n\nHe said so."}), ())


@pytest.mark.slow
def test_a_copied_row_is_another_action(sent: Sent) -> None:
    def change(root: Any) -> None:
        row = next(control(root, "actions/0/do").iterancestors(w("tr")))
        for key, text in (("do", "Ring"), ("outcome", "He knows"), ("owner", "p105")):
            type_into(root, f"actions/0/{key}", text)
        again = deepcopy(row)
        row.addnext(again)
        type_into(row, "actions/0/do", "Write")

    got, kept, _ = sent.back(edited(sent.raw, change))
    assert kept == ()
    assert "  - id: a1\n    do: Write\n" in got
    assert "  - id: a2\n    do: Ring\n" in got


@pytest.mark.slow
def test_days_and_moments_as_people_write_them_and_what_is_none(sent: Sent) -> None:
    raw = typed(
        sent.raw,
        {
            "completed": "15/10/2026",
            "met/how": "We met",
            "met/on": "Tuesday, 13th October 2026",
            "concerns/0/noticed": "1 Oct 2026 at 3.05 pm",
            "concerns/0/closed": "soon",
        },
    )
    got, kept, _ = sent.back(raw)
    assert "\ncompleted: 2026-10-15\n" in got
    assert "\nwith_practitioner: 2026-10-13\n" in got
    assert "noticed: 2026-10-01T15:05" in got
    assert kept == ("Closed on: soon",)


@pytest.mark.slow
def test_a_choice_that_is_none_and_a_field_that_stands_twice_are_kept(sent: Sent) -> None:
    def change(root: Any) -> None:
        type_into(root, "grades/voice", "Good or so")
        type_into(root, BOX, "First.")
        again = deepcopy(control(root, BOX))
        control(root, BOX).addnext(again)
        type_into(root, BOX, "Second.")

    got, kept, _ = sent.back(edited(sent.raw, change))
    assert got == sent.text(**{"voice works-well": "Second."})
    labels = {place.tag: place.label for place in sent.form.places.values()}
    assert sorted(kept) == sorted((f"{labels['grades/voice']}: Good or so", f"{labels[BOX]}, a second time: First."))


@pytest.mark.slow
def test_what_does_not_apply_is_kept(sent: Sent) -> None:
    raw = typed(sent.raw, {"case/age": "17", "answers/consent-to-ask": "No evidence on file"})
    got, kept, _ = sent.back(raw)
    assert "consent-to-ask" not in got
    assert [line for line in kept if "does not apply here): no_evidence" in line]


@pytest.mark.slow
def test_a_picture_and_a_comment_are_told(sent: Sent) -> None:
    raw = with_box(sent, p(r("See "), "<w:r><w:drawing/></w:r>"))
    got, kept, _ = sent.back(raw)
    assert got == sent.text(**{"voice works-well": "See"})
    assert kept == ("1 picture or object in: " + sent.form.places[BOX].label,)
