"""Takes the pictures of the report (of `make demo`) and of the offline forms that the README and the docs show:
`.venv/bin/python tools/screenshots.py`.

Needs chromium. The pictures are kept in docs/images, so nobody else needs it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "build" / "demo-report"
IMAGES = ROOT / "docs" / "images"
LARGEST = 300_000  # bytes
PAGES = {"report.png": ("index.html", 1200, 1000)}
PARTS = {
    "report-sections.png": ("sections/index.html", "main", 1200, 800, "light"),
    "report-trend.png": ("trends.html", "#collaborative-1", 1000, 760, "light"),
    "report-audit.png": ("audit/2026-10-0010.html", "main", 1000, 760, "light"),
    "report-dark.png": ("moderation/index.html", "main", 1000, 760, "dark"),
}
"""Of pages of the report: the part with which each picture begins, the window, and how the reader's system is set."""
AUDIT = "2026-10-0006"
FORM = {"form-top.png": "#concerns", "form-section.png": "#f-section-voice"}
"""Of the form of a worked example that is still being filled in: the part that each picture begins with."""
MODERATED, MODERATOR, MAKER = "2026-09-0003", "p004", "p003@farthing-vale.example"
SLIP = {"slip-audit.png": "#main", "slip-moderator.png": "#yours"}
"""The same of a moderator's form of another example; whoever makes it has an address in people.yaml."""


def chromium() -> str:
    """The browser's command, whatever it is called here."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return found
    raise SystemExit("The pictures are taken with chromium, and none was found.")


def take(browser: str, page: str, into: Path, width: int, height: int) -> None:
    """Opens the page from disk without a network and writes what a window of that size shows, in pixels, as PNG."""
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless=new", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        command += ["--proxy-server=127.0.0.1:9", "--force-device-scale-factor=1", f"--window-size={width},{height}"]
        command += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        subprocess.run([*command, f"--screenshot={into}", page], check=True, stderr=subprocess.DEVNULL)
    if into.stat().st_size > LARGEST:
        raise SystemExit(f"{into} has {into.stat().st_size:,} bytes; at most {LARGEST:,} are kept in the project.")


def take_parts(browser: str, page: Path, parts: dict[str, str]) -> None:
    """A form's pictures: a window full of each part."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        window = opened.new_page(viewport={"width": 1000, "height": 800})
        window.goto(page.as_uri())
        for name, part in parts.items():
            window.evaluate("part => document.querySelector(part).scrollIntoView()", part)
            window.screenshot(path=IMAGES / name)
            print(f"{(IMAGES / name).relative_to(ROOT)}: {(IMAGES / name).stat().st_size:,} bytes")
        opened.close()


def take_pages(browser: str) -> None:
    """Windows full of parts of the report's pages."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for name, (page, part, width, height, scheme) in PARTS.items():
            dark = scheme == "dark"
            window = opened.new_page(
                viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
            )
            window.goto((REPORT / page).as_uri())
            window.evaluate("part => document.querySelector(part).scrollIntoView()", part)
            window.screenshot(path=IMAGES / name)
            window.close()
            print(f"{(IMAGES / name).relative_to(ROOT)}: {(IMAGES / name).stat().st_size:,} bytes")
        opened.close()


def main() -> int:
    """Takes every picture anew."""
    if not (REPORT / "index.html").is_file():
        raise SystemExit(f"There is no report in {REPORT}: run `make demo` first.")
    browser = chromium()
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, (page, width, height) in PAGES.items():
        take(browser, (REPORT / page).as_uri(), IMAGES / name, width, height)
        print(f"{(IMAGES / name).relative_to(ROOT)}: {(IMAGES / name).stat().st_size:,} bytes")
    take_pages(browser)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "form.html")
        casekit = [sys.executable, "-m", "casekit", "-C", str(ROOT), "form", AUDIT, "--output", str(made)]
        subprocess.run(casekit, check=True, stdout=subprocess.DEVNULL)
        take_parts(browser, made, FORM)
        casekit[5:] = ["form", MODERATED, "--for", "moderator", "--who", MODERATOR, "--output", str(made)]
        knows = {**os.environ, "GIT_COMMITTER_NAME": "Maker", "GIT_COMMITTER_EMAIL": MAKER}
        subprocess.run(casekit, check=True, stdout=subprocess.DEVNULL, env=knows)
        take_parts(browser, made, SLIP)
    return 0


if __name__ == "__main__":
    sys.exit(main())
