"""What can be wrong with a rubric as a whole, found before any audit is looked at."""

from __future__ import annotations

from casekit.problem import Remark
from casekit.rubric.checks import bands, circles, limits, names
from casekit.rubric.checks.places import routes
from casekit.rubric.expand import sample
from casekit.rubric.model import Rubric
from casekit.rubric.parse.versions import check_previous


def check(rubric: Rubric) -> list[Remark]:
    """Ids used twice, titles that cannot be told apart, circles, limits that cannot all be kept, gaps between bands."""
    remarks = [*names.ids(rubric), *names.near(rubric), *names.nesting(rubric), *names.titles(rubric)]
    if not remarks:
        whole = sample(rubric)
        remarks = [*circles.applying(whole), *circles.grading(whole)]
        if not remarks:
            found = (remark for section, route in routes(whole) for remark in bands.reach(whole, section, route))
            remarks = list(dict.fromkeys(found))
    for section, route in routes(rubric):
        remarks.extend(limits.limits(section, route))
    return [*remarks, *check_previous(rubric)]
