"""Narratives as auditors write them, made by chance, with things planted in them that identify people who do not exist.

Everything is invented: numbers are made here, names are of nobody. Around what is planted stand honest sentences, most
of them with numbers, days and capitals that identify nobody.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field

from casekit.privacy import found
from casekit.privacy.checksums import UPN_LETTERS, is_nhs

FIRST = (
    "Ottoline", "Peregrin", "Zebedee", "Thessaly", "Wilhelmina", "Xanthippe", "Barnaby", "Cosima", "Evander", "Isolde",
    "Lysander", "Marigolda", "Oyinkansola", "Łucja", "Ignatius", "Seraphina", "Tobiasz", "Ulrika", "Ffion", "Zoë",
    "Anne-Marie", "D'Arcy", "Caoimhe", "Tadhg", "Ekaterina", "Bartholomew", "Philippa", "Rupert", "Ximena", "Yetunde",
)  # fmt: skip
LAST = (
    "Quillfeather", "Ó Broin", "O'Marrowby", "Featherstonehaugh-Pym", "Bramblethwaite", "Adeyemi-Cole", "van Ostren",
    "Wojtkiewicz", "Thistlewood", "McGillivary", "Nkemelu", "Pennyworth", "al Rashidi", "Tregowan", "Szymborski",
)  # fmt: skip
STREETS = ("Acacia Avenue", "Old Mill Lane", "Saint Swithin's Close", "Tanners Row", "Upper Ferry Road", "Heron Way")
MAILS = ("nobody.{n}@mail.example", "home+{n}@post.example.org", "{n}_invented@school.example.co.uk")

HONEST = (
    "The plan of {day} was reviewed within 6 weeks, and the next review is due on {later}.",
    "Section 47 enquiries were begun on {day}; the strategy discussion was held by telephone at 10:40.",
    "He was seen {n} times in {m} visits, most of them on a Thursday, and 3 of 4 calls were answered.",
    "School attendance rose from {n}% to {m}%, and the exclusion of {day} was withdrawn.",
    "Mum and Dad both came to the core group; the Reviewing Officer chaired it and minutes went out in 5 days.",
    "Her mother speaks Somali and her father Polish; English is used with the Health Visitor.",
    "The Early Help Team Manager and the Head of Service were told on {day} at 16:10, see a1 and a2.",
    "Grandparents asked for Family Group Conference papers; the social worker Monday visits were kept.",
    "25 hours a week of good provision were found, at £1,{n}0 a term, after 2 months without any.",
    "The Children Act 1989 and the guidance of 2018 are named, and paragraph 4.{n} is quoted.",
    "Invoice {digits} for the taxi was paid late; the order number {digits} is on the ledger.",
    "In the audit of 2026-09-0{n} the same was found, and K7Q2M is the reference of the older case.",
    "On the scale of 0 to 10 he gave it a {d}, on {day} a 7, and after the holidays an 8.",
    "The child, aged {d}, chose the room. Children in Year {d} write to the Independent Chair themselves.",
    "The baby was weighed at 4,{n}0 grams; Midwifery and Housing agreed on one visit a week.",
    "Strengths are named: Football on Saturdays, Lego, and a brother who reads aloud. Nothing is retold.",
    "Born too early, she caught up; at 18 months the Health Visitor saw no delay, and by {later} none either.",
    "The Somali family and the Roma household next door share a garden, which the plan uses well.",
    "The programme is called Freedom and the group Talking Together; both ran for 12 weeks.",
    "His mother. She said it was enough; Dad agreed. A Child Protection Conference followed on {later}.",
    "Moved from 05/10/2026 14:30 to 12.10.2026 09:15; on {day} a review was held, on 10.12.26 a second.",
    "In the pupil year 2024/25 he had {n} exclusions, and file 2024-2025 is on the shelf.",
    "{d} children in the street saw it; {d} miles down the road, {n} months on the same street, nobody did.",
    "It went to {d} Family Court hearings, and the Crown Court was told. She turned up on {day} all the same.",
    "The baby was born. On {day} a conference was held, and a birth certificate was asked for on {later}.",
    "LCS shows {n} visits in {d} weeks, Mosaic on {day} none; case recording {d} of {n}; NHS waits of {n} weeks.",
    "Social Worker Practice, Carer Engagement and GP Practice are headings of hers; IRO Oversight is another.",
    "Scores of 0 10 20 30 40 50 and {d} {d} {n} {m} were told to him, 94.5% 96.2% 97.1% of them right.",
)
ABOUT = {
    found.NHS: ("The NHS number {it} is on the referral.", "Health has her as {it}, unchecked.", "(NHS {it})"),
    found.UPN: ("School sent the pupil number {it} with it.", "UPN {it} was copied into the plan."),
    found.NI: ("Dad's benefit letter gives {it} as his number.", "National Insurance: {it}."),
    found.BORN: ("He was born on {it} in the old hospital.", "DOB {it}.", "Her date of birth ({it}) is wrong on file.",
                 "The baby, born {it}, was not yet named.", "D.O.B.: {it}"),
    found.PHONE: ("Ring mum on {it} after six.", "Her number is {it}.", "Tel. {it}, best in the morning."),
    found.EMAIL: ("Dad can be written to at {it}.", "Minutes went to {it} by mistake.", "E-mail: {it}"),
    found.POSTCODE: ("They moved to {it} in the spring.", "The flat ({it}) is damp.", "Postcode {it}."),
    found.ADDRESS: ("The family lives at {it} now.", "Visits are to {it}, in the evening."),
    found.SYSTEM: ("On Mosaic {it} two records were joined.", "Liquidlogic ID: {it}", "See case number {it} for more.",
                   "The crime reference {it} was not followed up.", "Hospital number {it} is on the letter."),
    found.COURT: ("The order in {it} ran out.", "Case {it} was adjourned twice."),
    found.NAME: ("His mother {it} was not asked.", "Mrs {it} knows them well.", "Her brother, {first}, is left out.",
                 "The girl is called {first} at home.", "Nobody has met {first}'s father.", "{first}, aged 9, drew it.",
                 "His dad ({it}) came twice.", "Dr {it} wrote in May.", "The worker {it} left.", "His name is {it}.",
                 "SW {it} left.", "The IRO ({it}) agreed.", "MGM {first} cares for him.", "Her solicitor {it} rang."),
}  # fmt: skip


@dataclass(slots=True)
class Narrative:
    """A text and what is planted in it: by kind, the exact pieces."""

    text: str
    planted: list[tuple[str, str]] = field(default_factory=list)


def narrative(chance: random.Random) -> Narrative:
    """A handful of honest sentences, and among them up to three that identify somebody."""
    made = Narrative("")
    sentences = [honest(chance) for _ in range(chance.randint(4, 8))]
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        kind = chance.choice(list(ABOUT))
        it = thing(kind, chance)
        first = it.split(" ")[0]
        wording = chance.choice(ABOUT[kind])
        made.planted.append((kind, first if "{first}" in wording else it))
        sentences.insert(chance.randint(0, len(sentences)), wording.format(it=it, first=first))
    made.text = chance.choice((" ", "\n", "\n\n")).join(sentences)
    return made


def honest(chance: random.Random) -> str:
    """A sentence that identifies nobody, though much in it looks as if it might."""
    return chance.choice(HONEST).format(
        day=day(chance),
        later=day(chance),
        n=chance.randint(11, 79),
        m=chance.randint(80, 97),
        d=chance.randint(4, 9),
        digits="".join(chance.choices("0123456789", k=10)),
    )


def day(chance: random.Random) -> str:
    """A day in one of the ways in which people write it."""
    year, month, number = chance.randint(2024, 2026), chance.randint(1, 12), chance.randint(1, 28)
    name = ("January", "March", "May", "July", "September", "November")[month // 2 % 6]
    return chance.choice((f"{year}-{month:02}-{number:02}", f"{number} {name} {year}", f"{number}/{month:02}/{year}"))


def birthday(chance: random.Random) -> str:
    """A full date in one of the ways in which it is seldom written, beside "born" without doubt a date of birth."""
    year, month, number = chance.randint(2008, 2024), chance.randint(1, 12), chance.randint(1, 28)
    name = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")[month - 1]
    return chance.choice(
        (
            *(f"{number:02}/{month:02}/{year % 100:02}", f"{number}.{month}.{year}", f"{number:02}-{month:02}-{year}"),
            *(
                f"{number:02} {month:02} {year}",
                f"{number} / {month} / {year}",
                f"{number:02}{month:02}{year % 100:02}",
            ),
            *(f"{number}th of {name} {year}", f"the {number}th {name}, {year}", f"{name} {number}th {year}"),
            *(f"{number}-{name}-{year}", f"{number} {name}. {year}", f"{number} {name} '{year % 100:02}"),
            *(f"{number}\u00a0{name}\u00a0{year}", f"{number} {name}\n{year}", f"{year}/{month:02}/{number:02}"),
        )
    )


def grouped(whole: str, ends: tuple[int, ...], sign: str) -> str:
    """The signs of a number in groups that end there, with the sign between them."""
    return sign.join(whole[first:last] for first, last in itertools.pairwise((0, *ends, len(whole))))


def thing(kind: str, chance: random.Random) -> str:
    """Something of that kind, made by its rules."""
    digits = "".join(chance.choices("0123456789", k=12))
    match kind:
        case found.NHS:
            number = next(n for n in (f"{chance.randint(4 * 10**9, 7 * 10**9)}" for _ in range(999)) if is_nhs(n))
            sign = chance.choice((" ", "-", ".", "/", "\u00a0", "\u2013", "\n", "  ", " - "))
            ends = chance.choice(((3, 6), (3, 6), (3, 7), (4, 7)))
            return chance.choice((number, grouped(number, ends, sign), grouped(number, ends, sign)))
        case found.UPN:
            total = sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True))
            whole = UPN_LETTERS[total % 23] + digits
            return chance.choice((whole, whole.lower(), grouped(whole, (1, 5, 9), " "), grouped(whole, (1, 4, 8), "-")))
        case found.NI:
            whole = chance.choice(("AA", "AB", "JK", "WR")) + digits[:6] + chance.choice("ABCD")
            sign = chance.choice((" ", " ", "-", ".", "\u00a0", "\n"))
            pieces = grouped(whole, chance.choice(((2, 4, 6, 8), (2, 8), (2, 5, 8))), sign)
            return chance.choice((whole, pieces, whole.lower(), pieces.lower()))
        case found.BORN:
            return chance.choice((day, birthday, birthday))(chance)
        case found.PHONE:
            tail = digits[:6]
            sign = chance.choice((" ", " ", "-", ".", "/", "\u00a0", "\u2013", "\n", " - "))
            return chance.choice(
                (
                    *(f"07700{sign}{tail}", f"07700{tail}", f"07700{sign}{tail[:3]}{sign}{tail[3:]}"),
                    *(f"(01632) {tail}", f"+44 7700 {tail}", f"+44 (0)7700 {tail}", f"020{sign}7946{sign}0{tail[:3]}"),
                    *(f"0044 7700 {tail}", f"44 7700 {tail}"),
                )
            )
        case found.EMAIL:
            whole = chance.choice(MAILS).format(n=digits[:4])
            return chance.choice((whole, whole.upper(), whole.replace("@", " @ "), whole.replace("@", "(at)")))
        case found.POSTCODE:
            return chance.choice(
                (
                    f"EX{digits[0]} {digits[1]}ZZ",
                    f"M1{digits[0]} {digits[1]}XX",
                    f"WC2A {digits[0]}AA",
                    f"sy{digits[0]} {digits[1]}zz",
                    f"WC2A{digits[0]}AA",
                    f"ex1{digits[0]}{digits[1]}zz",
                    f"Ex{digits[0]}\u00a0{digits[1]}zz",
                    f"EX{digits[0]}\n{digits[1]}ZZ",
                )
            )
        case found.ADDRESS:
            number, street = chance.randint(1, 240), chance.choice(STREETS)
            return chance.choice(
                (
                    *(f"{number} {street}", f"{number}, {street}", f"{number}a {street}", f"Flat 3, {number} {street}"),
                    *(f"{number} {street}".upper(), f"{number}-{number + 2} {street}", "Flat 2b Heron House"),
                    *(f"{number}\u00a0{street}", f"{number} {street}".replace(" ", "\n", 1), f"{number} tanners road"),
                )
            )
        case found.SYSTEM:
            whole = digits[: chance.randint(6, 9)]
            return chance.choice((whole, whole, grouped(whole, (3,), " "), grouped(whole, (4,), "-"), f"P{whole}"))
        case found.COURT:
            whole = f"ZE{chance.randint(18, 26)}C{digits[:5]}"
            return chance.choice((whole, whole.lower(), grouped(whole, (2, 4, 5), " ")))
        case _:
            return f"{chance.choice(FIRST)} {chance.choice(LAST)}"
