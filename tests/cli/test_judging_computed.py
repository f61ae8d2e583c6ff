"""A grade that the form works out is moderated by nobody whom the form does not name for it."""

from pathlib import Path

import pytest

from casekit.history.create import NewCommit, create
from casekit.link.corpus import load_corpus
from casekit.read.files import Folder
from tests.cli.conftest import Casekit
from tests.cli.judged import run
from tests.history.making import who
from tests.whole import files

ID = "2026-10-0004"
PEOPLE = """\
people:
  p101: {title: Social worker}
  p501:
    title: Moderator
    emails: [p501@example.org]
    roles: [{role: moderator}]
  p502:
    title: Quality lead
    emails: [p502@example.org]
    roles: [{role: moderator}, {role: qa_lead}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "r", [NewCommit("audits", who(), {**files(), "people.yaml": PEOPLE.encode()})])
    return tmp_path / "r"


def grade(folder: Path, section: str) -> tuple[str, str]:
    case = next(case for case in load_corpus(Folder(folder)).audits if case.audit.id == ID)
    return case.evaluation.effective[section]


@pytest.mark.parametrize("by", ["p501", "p502"])
def test_what_the_form_lets_nobody_change(casekit: Casekit, folder: Path, by: str) -> None:
    stands, whose = grade(folder, "overall")
    assert whose == "computed"
    other = next(value for value in ("pass", "fail") if value != stands)
    ran = run(casekit, folder, by, "moderate", ID, "--overall", other, "--reason", "So.", today="2026-11-20")
    assert ran.code == 2
    assert "is worked out from the rest of the form, and its form lets nobody give it another" in ran.err


def test_what_it_lets_one_role_change(casekit: Casekit, folder: Path) -> None:
    stands, _ = grade(folder, "agency.police")
    other = next(value for value in ("pass", "fail") if value != stands)
    changed = ("moderate", ID, "--section", f"agency.police={other}", "--reason", "So.")
    ran = run(casekit, folder, "p501", *changed, today="2026-11-20")
    assert ran.code == 2
    assert "only a QA lead gives it another; moderate what it is worked out from." in ran.err
    assert run(casekit, folder, "p502", *changed, today="2026-11-20").code == 0
    assert grade(folder, "agency.police") == (other, "m1")


def test_it_can_be_confirmed_by_any_moderator(casekit: Casekit, folder: Path) -> None:
    stands, _ = grade(folder, "overall")
    ran = run(casekit, folder, "p501", "moderate", ID, "--confirm", "--reason", "So.", today="2026-11-20")
    assert (ran.code, ran.err) == (0, "")
    assert grade(folder, "overall")[0] == stands
