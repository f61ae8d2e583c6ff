"""The documents hang together: every link leads somewhere, and everything can be reached from the front page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def prose(text: str) -> str:
    """The text without fenced code."""
    return re.sub(r"^(```+|~~~+).*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)


def links(path: Path) -> list[str]:
    """The targets of a page's links and pictures that stay in the project."""
    found = re.findall(r"\]\(([^)\s]+)\)", prose(path.read_text(encoding="utf-8")))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(path: Path) -> set[str]:
    """The anchors that a forge gives to a page's headings."""
    headings = re.findall(r"^#+ (.*)$", prose(path.read_text(encoding="utf-8")), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def target(path: Path, link: str) -> Path:
    """The file or folder that a link means."""
    place = link.partition("#")[0]
    return (path.parent / place).resolve() if place else path


def pages_behind(found: Path) -> list[Path]:
    """The pages that a link leads to: the page itself, or for a folder its README or else all that lie in it."""
    if found.is_dir():
        front = found / "README.md"
        return [front] if front.is_file() else sorted(found.glob("*.md"))
    return [found] if found.suffix == ".md" and found.is_file() else []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    dead = []
    for link in links(path):
        found, anchor = target(path, link), link.partition("#")[2]
        if not found.exists() or (anchor and anchor not in anchors(found)):
            dead.append(link)
    assert dead == []


def test_every_page_can_be_reached_from_the_front_page() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += [behind for link in links(page) for behind in pages_behind(target(page, link))]
    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in reached] == []
