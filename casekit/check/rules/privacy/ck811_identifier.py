"""CK811: a number, a date of birth or an address that identifies a child or a family stands in an audit."""

from collections.abc import Iterator

from casekit.check.identified import remarks
from casekit.check.rule import Context
from casekit.privacy.found import NAME, Found
from casekit.privacy.mask import identifying
from casekit.problem import Remark


def check(text: str, ctx: Context) -> Iterator[Remark]:
    """Anywhere in the file, comments of the front matter included; what it says is never repeated."""
    found = [one for one in identifying(ctx.policy.privacy, text) if one.kind != NAME]
    yield from remarks(text, found, _remark)


def _remark(one: Found) -> Remark:
    return Remark(
        (),
        f"Here stands {one.kind}; an audit holds nothing by which a stranger could find the child or the family.",
        "Take it out: the case reference leads those who may know to the child. If it was committed, tell the QA lead.",
        source=("F6", "C1", "E1"),
    )
