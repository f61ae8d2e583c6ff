"""Every table, and what each is made from."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from casekit.model.corpus import Corpus
from casekit.model.history import History
from casekit.register.judges import calibrating
from casekit.register.tables.actions import ACTIONS
from casekit.register.tables.allocations import ALLOCATIONS
from casekit.register.tables.answers import ANSWERS, FEEDBACKS
from casekit.register.tables.audits import AUDITS
from casekit.register.tables.concerns import CONCERNS, RECIPIENTS
from casekit.register.tables.events import EVENTS
from casekit.register.tables.moderations import MODERATIONS
from casekit.register.tables.sections import SECTIONS
from casekit.register.tables.table import Register, Table

TABLES: tuple[Table, ...] = (
    AUDITS,
    SECTIONS,
    ANSWERS,
    FEEDBACKS,
    CONCERNS,
    RECIPIENTS,
    ACTIONS,
    MODERATIONS,
    EVENTS,
    ALLOCATIONS,
)


def register(corpus: Corpus, history: History, today: date, *, wrote: bool) -> Register:
    """What the tables of a repository are made from. wrote: whether the reader sees what people typed."""
    ids = frozenset(case.audit.id for case in corpus.audits)
    hidden = frozenset() if corpus.policy.agreement.judges else frozenset(calibrating(corpus.audits, corpus.broken))
    return Register(corpus, history, today, ZoneInfo(corpus.policy.timezone), wrote, ids, hidden)
