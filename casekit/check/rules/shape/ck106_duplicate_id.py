"""CK106: two files say that they are the same audit."""

from collections import defaultdict
from collections.abc import Iterator

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.problem import Remark
from casekit.words import listing


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """A remark for every file but the first in order of path."""
    named = [(case.audit.path, case.audit.id) for case in corpus.audits]
    named += [(broken.path, broken.id) for broken in corpus.broken]
    paths: dict[str, list[str]] = defaultdict(list)
    for path, name in sorted(named):
        if name:
            paths[name].append(path)
    for name, places in paths.items():
        for path in places[1:]:
            others = listing(p for p in places if p != path)
            yield (
                path,
                Remark(("id",), f"The id {name} stands in {others} too.", "Give one of them an id of its own."),
            )
