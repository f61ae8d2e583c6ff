"""What a council has decided, read from casekit.toml; every value has a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Waiving:
    """Who may waive: the roles, any of which will do, by rule code and by id of a limit that no reason lifts.

    What is not named cannot be waived.
    """

    rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """The council's choices.

    authority: its name, shown on every page. timezone: the civil day is counted in it. audience: for whom
    the site is built unless told otherwise (team or service). rubrics: the forms in use, as ids; empty means
    any that is there. severities: rule code -> "error", "warning" or "off".
    marking: the protective marking printed on every page. waivers: who may waive what.
    """

    authority: str = "This authority"
    timezone: str = "Europe/London"
    audience: str = "service"
    rubrics: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    marking: str = "OFFICIAL-SENSITIVE"
    waivers: Waiving = Waiving()
