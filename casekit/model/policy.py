"""What a council has decided, read from casekit.toml; every value has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.model.law import Law
from casekit.privacy.words import Words


@dataclass(frozen=True, slots=True)
class Waiving:
    """Who may waive: the roles, any of which will do, by rule code and by id of a limit that no reason lifts.

    What is not named cannot be waived.
    """

    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judging:
    """Who judges after the auditor, most lists by roles of people.yaml, any of which will do (D2, D8, D9).

    manages: the roles whose holders answer for their own team's cases, and so moderate none of them.
    disputes: who may disagree: "auditor", or a place in the case such as practitioner. grades, actions: who settles
    a dispute about a grade, and one about an action where the case is in their area; deputies: who does it instead
    where that person audited, moderated or manages the case. signed: which of moderated, disputed and resolved are
    committed only with the person's own signature.
    """

    moderators: tuple[str, ...] = ("moderator",)
    manages: tuple[str, ...] = ("practitioner", "practice_supervisor", "team_manager", "service_manager")
    disputes: tuple[str, ...] = ("auditor", "practitioner", "team_manager")
    grades: tuple[str, ...] = ("head_of_quality",)
    actions: tuple[str, ...] = ("head_of_service",)
    deputies: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """The council's choices.

    authority: its name, shown on every page. timezone: the civil day is counted in it. audience: for whom
    the site is built unless told otherwise (team or service). visibility: "public" where the council means everybody
    to read the repository, which a report is then built from all the same. rubrics: the forms in use, as ids; empty
    means any that is there. severities: rule code -> "error", "warning" or "off".
    marking: the protective marking printed on every page. waivers: who may waive what.
    law: the timescales of the council's nation, which no form replaces.
    moderation: who may moderate, dispute, and settle a dispute. privacy: the words by which names and
    numbers are told apart.
    """

    authority: str = "This authority"
    timezone: str = "Europe/London"
    audience: str = "service"
    visibility: str = "private"
    rubrics: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    marking: str = "OFFICIAL-SENSITIVE"
    waivers: Waiving = Waiving()
    moderation: Judging = Judging()
    privacy: Words = Words()
    law: Law = Law()
