"""CK106: two files say that they are the same audit."""

from collections import defaultdict
from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.problem import Remark
from casekit.words import listing


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A remark for every file but the first in order of path."""
    paths: dict[str, list[str]] = defaultdict(list)
    for case in corpus.audits:
        if case.audit.id:
            paths[case.audit.id].append(case.audit.path)
    for name, places in paths.items():
        for path in places[1:]:
            others = listing(p for p in places if p != path)
            yield (
                path,
                Remark(("id",), f"The id {name} stands in {others} too.", "Give one of them an id of its own."),
            )
