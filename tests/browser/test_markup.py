"""The markup of every kind of page before two checkers that know HTML: html-validate and the Nu checker, 0 errors."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casekit.report.html import html
from tests.browser.test_form_page import FORMS, form_of, new, repository_in
from tests.browser.test_form_slips import OPEN, READERS
from tests.browser.test_form_slips import form_of as slip_of
from tests.browser.test_site import kinds
from tests.cli import conftest, judged
from tests.report.test_report import document

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
casekit, nobody = conftest.casekit, conftest.nobody

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
FROM_DISK = "Resource violates Content Security Policy|Inline (style|script) violates Content Security Policy"
"""The Nu checker reads 'self' as a server's, which a file on disk has not, and works out no digest of what is inline;
that browsers run all of it is what the other tests here see."""


def html_validate(*files: Path) -> list[str]:
    """What html-validate says of the files; empty where all is well."""
    node = shutil.which("node")
    script = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    assert node, "html-validate needs node"
    assert script.is_file(), "run `make test-browser`, which installs html-validate"
    settings = ("--config", str(HERE / "html-validate.json"), "--formatter", "json")
    done = subprocess.run([node, script, *settings, *files], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)
    return [f"{f['filePath']}:{m['line']} {m['ruleId']}: {m['message']}" for f in found for m in f["messages"]]


def nu(*files: Path) -> list[str]:
    """What the Nu checker says of the files, warnings too; empty where all is well."""
    java = shutil.which("java")
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    assert java, "the Nu checker needs java"
    assert jar.is_file(), "run `make test-browser`, which installs the Nu checker"
    settings = ("--format", "gnu", "--stdout", "--exit-zero-always", "--filterpattern", f".*({FROM_DISK}).*")
    command = [java, "-jar", jar, *settings, "--also-check-css", "--also-check-svg", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def everything(
    site: Path, service: Path, board: Path, long_site: Path, tmp_path: Path, casekit: conftest.Casekit
) -> list[Path]:
    """Every kind of page of every audience, the report of a month, and every kind of offline page."""
    (tmp_path / "report.html").write_text(html(document()), "utf-8")
    files = [folder / page for folder in (site, service, board) for page in kinds(folder)]
    files += sorted(long_site.glob("audits/*.html"))
    files.append(tmp_path / "report.html")
    repository = repository_in(tmp_path)
    for form in FORMS:
        made = form_of(repository, new(repository, form))
        files.append(made.rename(tmp_path / f"form-{form}.html"))
    followed = judged.repository(tmp_path / "followed", OPEN)
    files += [slip_of(casekit, followed, reader, who) for reader, who, _ in READERS]
    return files


def test_every_kind_of_page(everything: list[Path]) -> None:
    assert html_validate(*everything) == []
    assert nu(*everything) == []


def test_stylesheets_and_the_icon(site: Path) -> None:
    assert nu(*sorted(site.glob("*.css")), *sorted(site.glob("*.svg"))) == []


def test_pages_as_the_script_leaves_them(browser: Browser, long_site: Path, tmp_path: Path) -> None:
    """Filters, sorting and what search found are made by scripts: what they make is HTML that holds."""
    files = []
    with browser.new_context() as context:
        page = context.new_page()
        for path in ("audits/index.html", "actions/index.html", "search/index.html"):
            page.goto((long_site / path).as_uri())
            if path.startswith("search/"):
                page.get_by_label("Words to look for").fill("audit")
                page.locator("#search-found a").first.wait_for()
            made = tmp_path / path.replace("/", "-")
            made.write_text("<!DOCTYPE html>\n" + page.evaluate("document.documentElement.outerHTML"), "utf-8")
            files.append(made)
    assert nu(*files) == []


def test_both_notice_what_is_wrong(tmp_path: Path, site: Path) -> None:
    """A checker that says nothing whatever it is given would let the tests above pass."""
    spoilt = tmp_path / "spoilt.html"
    page = (site / "index.html").read_text("utf-8")
    spoilt.write_text(page.replace("</main>", '<p id="main"><div>twice</div></p></main>'), "utf-8")
    assert any("no-dup-id" in said for said in html_validate(spoilt))
    assert any("Duplicate ID" in said for said in nu(spoilt))
