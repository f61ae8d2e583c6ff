"""Somebody at the form who has a keyboard and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST = 1500
"""So many times the tabulator is pressed at the most before the end of a form must be reached."""
HERE = """(({ id, tagName, type, value, name }) =>
  [id, tagName, type ?? '', value ?? '', name ?? ''])(document.activeElement)"""


def fill_in(page: Page, wanted: Mapping[str, str], save: str = "save-audit") -> str:
    """Goes through the form with the tabulator, types what is wanted and saves; gives the text of the file.

    wanted: by a pattern of a control's id (of radio buttons, of their group) what to type; of radio buttons the number
    of the one to take, of buttons how often to press.
    """
    times: Counter[str] = Counter()
    moved = False
    for _ in range(MOST):
        if not moved:
            page.keyboard.press("Tab")
        id, tag, kind, value, group = page.evaluate(HERE)
        moved = False
        if id == save:
            with page.expect_download() as download:
                page.keyboard.press("Enter")
            return Path(download.value.path()).read_text("utf-8")
        text = _of(wanted, group if kind == "radio" else id)
        often = int(text or 0) if tag == "BUTTON" else 1
        if text is None or times[id] == often or (value and kind not in ("radio", "checkbox", "button")):
            continue
        times[id] += 1
        if kind == "radio":
            page.keyboard.press("Space")
            for _ in range(int(text)):
                page.keyboard.press("ArrowDown")
        elif kind == "checkbox" or tag == "BUTTON":
            page.keyboard.press("Space")
            moved = tag == "BUTTON"  # the focus is on what was added
        else:
            page.keyboard.type(text)
    raise AssertionError("the end of the form was not reached")


def _of(wanted: Mapping[str, str], id: str) -> str | None:
    return next((text for pattern, text in wanted.items() if re.fullmatch(pattern, id)), None)
