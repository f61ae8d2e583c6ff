"""E-mail addresses, and what only looks like one."""

from __future__ import annotations

import pytest

from casekit.privacy.emails import emails


@pytest.mark.parametrize(
    "text",
    [
        "nobody@mail.example",
        "nobody@1.yaml.example",
        "nobody@yaml.example",
        "nobody@1.example",
        "nobody@1.yaml-post.example",
        "nobody @ mail.example",
        "o'nobody@mail.example",
        "nobody(at)mail.example",
        "nobody [at] mail [dot] example",
        "nobody at mail dot example",
    ],
)
def test_an_address_is_found(text: str) -> None:
    assert [(one.start, one.end) for one in emails(f"Write to {text}.")] == [(9, 9 + len(text))]


@pytest.mark.parametrize("text", ["rubrics/our-form@1.yaml", "rubrics/our-form@12.yml", "our-form@1", "seen @ 3.30"])
def test_the_file_of_an_old_version_of_a_form_is_none(text: str) -> None:
    """Messages of lint and the guide name such files; with dots in their place nobody could follow them."""
    assert list(emails(f"Put it into {text}.")) == []
    assert list(emails(f"{text} has it")) == []
