"""However oddly an audit is written down, its upgrade says the same, and no comment in it is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casekit.edit.upgrading.proof import said
from casekit.edit.upgrading.upgrade import Upgraded, upgrade
from casekit.read.document import read_audit
from tests.edit.odd import Odd
from tests.edit.test_editor import comments
from tests.edit.upgrading.test_upgrade import AROUND, PATH, RAW, done

DOCUMENT = read_audit(PATH, RAW)[0]
assert DOCUMENT is not None
DATA: Any = DOCUMENT.data
BODY = RAW.partition(b"\n---\n")[2]
SAYS = {to: {key: value for key, (value, _) in said(done(to).after.audit).items()} for to in ("quay@2", "quay@3")}


@st.composite
def written(draw: Any) -> bytes:
    """The audit of tests/versions in some other writing."""
    lines = ["---", *Odd(draw).mapping(DATA, ""), "---"]
    return ("\n".join(lines) + "\n").encode() + BODY


@pytest.mark.slow
@pytest.mark.parametrize("to", ["quay@2", "quay@3"])
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(raw=written())
def test_the_upgrade_says_the_same(to: str, raw: bytes) -> None:
    result = upgrade(PATH, raw, AROUND, AROUND.forms[to].rubric)
    assert isinstance(result, Upgraded), (result, raw.decode())
    assert {key: value for key, (value, _) in said(result.after.audit).items()} == SAYS[to]
    assert not comments(raw) - comments(result.raw)
    assert result.kept == done(to).kept
