"""A message as a file that any mail program opens: to one person, with copies, and its days as a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from casekit.model.people import People
from casekit.output.calendar import calendar
from casekit.programme.notices import Notice

NOWHERE = "casekit.invalid"
"""A domain that can never exist (RFC 2606): the ids of messages and of calendar entries end in it."""

MORNING = time(8, 0)


def eml(notice: Notice, people: People, sender: str, on: date, timezone: str) -> bytes:
    """The message; the same bytes for the same notice on the same day. sender: an address.

    Somebody without an address gets none: the message is then without a To, for whoever sends it to fill in.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Message-ID"] = f"<{notice.key}@{NOWHERE}>"
    mail["Date"] = format_datetime(datetime.combine(on, MORNING, ZoneInfo(timezone)))
    mail["From"] = sender
    for header, persons in (("To", [notice.to]), ("Cc", notice.copies)):
        addresses = [address for person in persons if (address := address_of(people, person))]
        if addresses:
            mail[header] = ", ".join(addresses)
    mail["Subject"] = notice.subject
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(notice.text, cte="quoted-printable")
    if notice.days:
        mail.add_attachment(
            calendar(notice.days, on),
            maintype="text",
            subtype="calendar",
            filename="audits.ics",
            params={"method": "PUBLISH"},
        )
        mail.set_boundary(f"=_{notice.key}")
    return mail.as_bytes()


def address_of(people: People, person: str) -> str:
    """The first address of somebody; "" where there is none."""
    known = people.by_id.get(person)
    return known.emails[0] if known and known.emails else ""


def text(notice: Notice, people: People, on: date) -> str:
    """The same message as plain text, with whom it goes to."""
    heads = [f"To: {people.show(notice.to)}"]
    if notice.copies:
        heads.append(f"Copies: {', '.join(map(people.show, notice.copies))}")
    heads.append(f"Subject: {notice.subject}")
    return "\n".join(heads) + "\n\n" + notice.text


def together(notices: Iterable[Notice], people: People, on: date) -> str:
    """All messages one after the other, as they are printed."""
    return "\n".join(f"{'-' * 60}\n{text(notice, people, on)}" for notice in notices)
