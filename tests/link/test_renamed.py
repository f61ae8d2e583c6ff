"""An audit by the names of a newer version of its form."""

from __future__ import annotations

from casekit.link.renamed import renamed
from casekit.model.changed import changed
from casekit.rubric.succession import Names, names_between
from tests.edit.upgrading.test_upgrade import AROUND, PATH, RAW, done


def test_what_was_only_renamed_is_no_change() -> None:
    before = AROUND.link(PATH, RAW).case
    assert before is not None
    forms = {ref: form.rubric for ref, form in AROUND.forms.items()}
    for to in ("quay@2", "quay@3"):
        names = names_between(forms["quay@1"], forms[to], forms)
        assert isinstance(names, Names)
        then = renamed(before.audit, names, forms[to])
        assert then.sections["lamps"].answers.keys() >= {"lit"}
        assert then.answer("glazing" if to == "quay@3" else "panes").value == "no"
        assert then.overall.grade == "fine"
        told = list(changed(then, done(to).after.audit, forms[to]))
        assert told[0] == f"the form (quay@1, now {to})"
        assert not [what for what in told if "knots" in what or "grade" in what or "panes" in what]


def test_names_lead_through_several_versions() -> None:
    first = Names({"a": "b", "x": ""}, {"v": "w"})
    assert first.then(Names({"b": "c", "y": "z"}, {"w": ""})) == Names(
        {"a": "c", "x": "", "b": "c", "y": "z"}, {"v": "", "w": ""}
    )
    assert Names({"a": "b"}).id("a.police") == "b.police"
    assert Names({"a": ""}).id("a.police") == ""
