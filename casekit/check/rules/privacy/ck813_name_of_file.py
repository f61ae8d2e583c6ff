"""CK813: the name of an audit's file identifies somebody."""

from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.privacy.mask import find_in_name
from casekit.problem import Remark


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """Files below audits/, whether or not they can be read; the name is masked wherever it is shown."""
    paths = [*(case.audit.path for case in corpus.audits), *(broken.path for broken in corpus.broken)]
    for path in sorted(paths):
        found = find_in_name(ctx.policy.privacy, path.rpartition("/")[2])
        if found:
            message = f"The file's name holds {found[0].kind}; an audit is called by its id, which tells of nobody."
            hint = "Rename it as the id in it. Git keeps the old name: tell the QA lead."
            yield path, Remark((), message, hint, source=("F6",))
