"""What the pages of one audit are made from: its portion of the site, beside which they see nothing.

An audit's page and those of its actions are planned from this alone, in every build. So whatever they show is in the
digest of it, and where that is the same the pages are the same: nothing has to be remembered of what depends on what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from casekit.model.corpus import AuditCase, Corpus
from casekit.model.history import History
from casekit.publish.context import About, Site
from casekit.publish.markdown import Links
from casekit.publish.names import Names, action_key
from casekit.register.judges import Judged, Judgements

V = TypeVar("V")

MADE = ("forms", "called")
"""Fields in which the site remembers what it made of the others."""


def portions(site: Site) -> Callable[[AuditCase], Site]:
    """Cuts each audit's portion out of the site."""
    second: dict[str, list[Judgements]] = defaultdict(list)
    for one in site.judged.seconds:
        for path in dict.fromkeys((one.first.audit.path, one.others[0].audit.path)):
            second[path].append(one)
    several: dict[str, list[Judgements]] = defaultdict(list)
    for one in site.judged.calibrations:
        several[one.first.audit.id].append(one)

    def portion(case: AuditCase) -> Site:
        audit = case.audit
        seconds = tuple(second.get(audit.path, ()))
        judged = Judged(seconds, tuple(several.get(site.calibrating.get(audit.id, audit.id), ())))
        by_id = _some(site.by_id, (audit.id, audit.second_of, *audit.together_with))
        of_case = _some(site.of_case, (audit.case.ref,))
        problems = _some(site.problems, (audit.path,))
        beside = [*by_id.values(), *(one for some in of_case.values() for one in some)]
        beside += [one for both in seconds for one in (both.first, *both.others)]
        told = (problem.audit or "" for found in problems.values() for problem, _ in found.problems)
        return replace(
            site,
            corpus=Corpus((case,), rubrics=site.corpus.rubrics, people=site.corpus.people, policy=site.corpus.policy),
            history=History(
                site.history.outcome,
                events=_some(site.history.events, (audit.id,)),
                seen=_some(site.history.seen, (both.others[0].audit.id for both in seconds)),
            ),
            about=About(),
            names=Names(
                audits=_some(site.names.audits, (audit.path, *(one.audit.path for one in beside))),
                people=site.names.people,
                rubrics=site.names.rubrics,
                rules=site.names.rules,
                calibrations=_some(site.names.calibrations, (one.first.audit.path for one in judged.calibrations)),
                actions=_some(site.names.actions, (action_key(audit, n + 1) for n in range(len(audit.actions)))),
            ),
            problems=problems,
            actions=(),
            by_id=by_id,
            unread={},
            judged=judged,
            calibrating=_some(site.calibrating, (audit.id, audit.path, *told)),
            of_case=of_case,
            places=site.places.only(audit.case.ref),
            links=site.links if leads(case) else Links(),
        )

    return portion


def leads(case: AuditCase) -> bool:
    """Whether a text of the audit may hold a link, which then may lead to any page of the site."""
    audit = case.audit
    boxes = [box for entry in audit.entries() for some in (entry.boxes, entry.comments) for box in some.values()]
    boxes += [*audit.moderation_boxes.values(), *audit.reflection_boxes.values()]
    return any("](" in box.text for box in boxes)


def _some(known: Mapping[str, V], wanted: Iterable[str]) -> dict[str, V]:
    """The part of a mapping with these keys, in their order."""
    return {key: known[key] for key in dict.fromkeys(wanted) if key in known}
