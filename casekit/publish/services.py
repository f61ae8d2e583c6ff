"""Services: what each is called, and which one a case is of."""

from __future__ import annotations

from casekit.model.corpus import AuditCase
from casekit.publish.context import Site
from casekit.publish.page import Column
from casekit.register.compliance import service


class Services:
    """The service of each case on the day of the site, and the column that says so where there are several."""

    def __init__(self, site: Site) -> None:
        people, teams = site.corpus.people, {case.audit.case.team for case in site.corpus.audits}
        self._called = {team: service_of(site, service(people, team, site.today)) for team in teams}
        self.several = len(set(self._called.values())) > 1
        self.columns = (Column("Deadline", choose=True), *((Column("Service", choose=True),) if self.several else ()))

    def called(self, case: AuditCase) -> str:
        """What the case's service is called."""
        return self._called[case.audit.case.team]

    def only(self, name: str) -> dict[str, str]:
        """What sets a list of actions to one service: nothing where there is just one."""
        return {"Service": name} if self.several else {}


def service_of(site: Site, name: str) -> str:
    """What a service is called: its area, else its service manager."""
    area = site.corpus.people.areas.get(name)
    return (area.name or area.id) if area else site.person(name, "").text if name else "No service"
