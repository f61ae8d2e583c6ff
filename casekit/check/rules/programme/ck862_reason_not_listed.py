"""CK862: why an audit is late, or was stopped, is none of the reasons that policy lists."""

from collections.abc import Iterator, Mapping

from casekit.check.rule import Context
from casekit.model.corpus import Corpus
from casekit.model.programme import Allotted, Note
from casekit.problem import Remark
from casekit.words import listing, shown


def check(corpus: Corpus, ctx: Context) -> Iterator[tuple[str, Remark]]:
    """Each note on lateness and each stop; where policy lists nothing, any reason in free words will do."""
    policy = ctx.policy.programme
    for programme in corpus.programmes.values():
        for one in programme.audits:
            yield from ((programme.path, remark) for remark in _of(one, "late", one.late, policy.late_reasons))
            yield from ((programme.path, remark) for remark in _of(one, "stopped", one.stopped, policy.stop_reasons))


def _of(one: Allotted, key: str, note: Note | None, permitted: Mapping[str, str]) -> Iterator[Remark]:
    if note is None or not permitted or note.reason in permitted:
        return
    what = {"late": "is late", "stopped": "was stopped"}[key]
    given = f"for {shown(note.reason)}" if note.reason else "with a reason in free words alone"
    yield Remark(
        (*one.route, key, *(["reason"] if note.reason else [])),
        f"{shown(one.id)} {what} {given}; casekit.toml lists the reasons that count.",
        f"Put one of them behind reason: {listing(permitted, 'or')}.",
        source=("F9",),
    )
