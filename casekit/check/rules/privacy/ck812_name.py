"""CK812: somebody's name stands in an audit."""

from collections.abc import Iterator

from casekit.check.identified import remarks
from casekit.check.rule import Context
from casekit.privacy.found import NAME, Found
from casekit.privacy.mask import identifying
from casekit.problem import Remark


def check(text: str, ctx: Context) -> Iterator[Remark]:
    """By the words around it, or because the council's list has it."""
    found = [one for one in identifying(ctx.policy.privacy, text) if one.kind == NAME]
    yield from remarks(text, found, _remark)


def _remark(one: Found) -> Remark:
    return Remark(
        (),
        "Here somebody seems to be called by name; an audit says who people are to the child and never their names.",
        "Write 'the mother', 'the older brother', 'the teacher', or an id from people.yaml. If it is no name, the QA "
        "lead adds the word to not_names in casekit.toml.",
        source=("F6", "C1", "E1"),
    )
