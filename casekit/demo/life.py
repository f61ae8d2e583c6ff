"""The stages of an audit's life, and what its file holds at each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from casekit.demo.draft import Draft, Map, items

FAR = "9999-12-31"
"""The day of what never happened."""

CASE = ("id", "rubric", "second_of", "case", "auditor", "period")
"""What an audit holds from the day on which it is allotted."""

COMPLETED = ("completed", "sections", "overall", "waivers")
BEGUN = ("independent", "with_practitioner", "three_way", "dates", "feedback", "concerns")
"""What is written down while the audit is under way, beside a part of the sections."""

Seen = Mapping[str, date]
"""Until which day each kind of thing is on record: begun, going (more of it), completed, discussed, reflected,
replied, moderated, disputed, resolved, actions (what became of them), verified, touched (changed afterwards).
"""


@dataclass(slots=True)
class Whole:
    """An audit with everything that will ever stand in its file. later: box texts as somebody changes them afterwards.

    first: the sections that are written first; half of them are there when the audit has just begun.
    """

    draft: Draft
    first: Sequence[str] = ()
    later: dict[tuple[str, str], str] = field(default_factory=dict)

    def on_record(self, seen: Seen) -> Draft:
        """The audit with what is on record so far."""
        data = {key: value for key, value in self.draft.data.items() if key in CASE}
        if "begun" in seen or "completed" in seen:
            data |= {key: value for key, value in self.draft.data.items() if key in BEGUN}
            data |= self._concerns(seen)
        boxes = {}
        if "completed" in seen:
            data |= {k: v for k, v in self.draft.data.items() if k in COMPLETED}
            boxes = {
                place: text for place, text in self.draft.boxes.items() if place[0] not in ("reflection", "moderation")
            }
            data |= self._after(seen)
        elif "begun" in seen:
            sections = self.draft.data.get("sections")
            assert isinstance(sections, dict)
            there = self.first if "going" in seen else self.first[: (len(self.first) + 1) // 2]
            data["sections"] = {id: entry for id, entry in sections.items() if id in there}
            boxes = {place: text for place, text in self.draft.boxes.items() if place[0] in there}
        for form, stage in (("reflection", "reflected"), ("moderation", "moderated")):
            if stage in seen and form + "s" * (form == "moderation") in data:
                boxes |= {place: text for place, text in self.draft.boxes.items() if place[0] == form}
        if "touched" in seen:
            boxes |= self.later
        return replace(self.draft, data=data, boxes=boxes)

    def _after(self, seen: Seen) -> Map:
        """What comes after completion."""
        whole, data = self.draft.data, Map()
        if "discussed" in seen:
            data |= {key: whole[key] for key in ("discussed", "shared") if key in whole}
        if "reflected" in seen and "reflection" in whole:
            data["reflection"] = whole["reflection"]
        if "replied" in seen and "replies" in whole:
            data["replies"] = whole["replies"]
        if "moderated" in seen and "moderations" in whole:
            data["moderations"] = whole["moderations"]
        if "disputed" in seen and "disputes" in whole:
            data["disputes"] = [
                {k: v for k, v in dispute.items() if k != "resolved" or "resolved" in seen}
                for dispute in items(whole, "disputes")
            ]
        if "actions" in whole:
            days = seen.get("actions", date.min), seen.get("verified", date.min)
            data["actions"] = [action_on(action, *days) for action in items(whole, "actions")]
        return data

    def _concerns(self, seen: Seen) -> Map:
        """Concerns are closed when the file says so, and this is written down with whatever comes next."""
        day = max(seen.values()).isoformat()
        concerns = [
            {k: v for k, v in concern.items() if k != "closed" or str(v) <= day}
            for concern in items(self.draft.data, "concerns")
        ]
        return {"concerns": [*concerns]} if concerns else {}


def action_on(action: Map, day: date, verified: date) -> Map:
    """The action as it stood on that day: what was moved, done or cancelled later is not there yet.

    verified: the same day for what was verified, which somebody else records.
    """
    until = day.isoformat()
    shown: Map = dict(action)
    moved = items(action, "moved")
    if moved:
        known = [move for move in moved if str(move["on"]) <= until]
        shown["moved"] = [*known]
        shown["due"] = moved[len(known)]["from"] if len(known) < len(moved) else action.get("due")
        if not known:
            del shown["moved"]
        if "due" not in action:
            shown.pop("due", None)
    for key in ("done", "verified", "cancelled"):
        entry = action.get(key)
        limit = verified.isoformat() if key == "verified" else until
        if isinstance(entry, dict) and str(entry.get("on", FAR)) > limit:
            del shown[key]
    return shown
