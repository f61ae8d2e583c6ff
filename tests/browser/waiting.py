"""Expectations that wait until they hold: what a page shows comes when it comes, on a busy machine too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, LocatorAssertions

PATIENCE = 60_000
"""Milliseconds in which what is expected must have come, however much else the machine has to do."""


def expect(what: Locator) -> LocatorAssertions:
    """What is to be true of that part of the page, sooner or later."""
    from playwright.sync_api import expect as expected

    expected.set_options(timeout=PATIENCE)
    return expected(what)
