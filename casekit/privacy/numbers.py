"""Numbers and addresses that identify somebody, by their shape, their check digit and the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casekit.days import MONTHS
from casekit.privacy.checksums import is_nhs, is_upn
from casekit.privacy.found import ADDRESS, BORN, COURT, EMAIL, NHS, NI, PHONE, POSTCODE, SYSTEM, UPN, Found
from casekit.privacy.words import Words

NEAR = 40
"""So many characters before a number are looked at for the word that says what it is."""

_DIGITS = re.compile(
    r"\d(?:\d{3}-\d\d-\d\d(?:T\d\d:\d\d)?(?!\w)|(?<=[a-z]\d)\d{0,2}(?![^\W_])|(\d*))"  # a day; p105; the others
)
"""Digits. Of days audits are full, and of ids such as p105: only what ends with the group is looked at."""
_AROUND = 48
"""So many characters on either side of digits are looked at with them."""
_EMAIL_BEFORE = re.compile(r"[\w.%+-]+$")
_EMAIL_AFTER = re.compile(r"@(?!\d+\.ya?ml(?![\w-]|\.\w))[\w-]+(?:\.[\w-]+)+")
"""What follows the name in an e-mail address; a form's old version (our-form@1.yaml) is the name of a file."""
_PHONE = re.compile(r"\(?[+0]\d(?:[ ()-]{0,3}\d){6,14}(?!\w)")
_TEN = re.compile(r"\d{3}([ -])\d{3}\1\d{4}(?![\w-])")
_LONG = re.compile(r"\d{5,}")
_UPN = re.compile(r"(?<!\w)[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z](?!\w)", re.IGNORECASE)
_COURT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}[A-Z]\d{5}(?!\w)")
_NI_TAIL = re.compile(r"\d\d ?\d\d ?\d\d ?[A-Da-d](?!\w)")
_NI_HEAD = re.compile(r"(?<!\w)(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?$", re.IGNORECASE)
_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![\w])")
_OUTWARD = re.compile(r"(?<![\w-])([A-Z]{1,2})\d[A-Z\d]?( {0,2})$", re.IGNORECASE)
_AREAS = (
    " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW "
    "UB W WA WC WD WF WN WR WS WV YO ZE "
)
"""The letters with which postcodes begin, each between blanks."""
_BORN = re.compile(r"\b(?:born|birth(?:day|date)?|d(?:\. ?)?o(?:\. ?)?b)\b\.?", re.IGNORECASE)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DATE = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b(?:,? \d{{4}})?"
    rf"|\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"[+\d](?:\d{4}|[A-Za-z]{2}|\d ?\d\d ?\d\d ?[A-Da-d]|\d\d[ -]\d{3}[ -]\d|(?<=[+0])(?:[ ()-]{0,3}\d){6})"
)
"""Nothing is found by the shape of its digits where this finds nothing, which is nearly everywhere."""
_NAMED = re.compile(r"\d[A-Za-z]?,?\s+[A-Z][\w'’-]*\.?\s")
"""The same of addresses, which end with a street's last word."""
_TO_THE_DATE = re.compile(r"[^.!?,;]{0,30}|,? ?(?:which |that )?(?:is |was )?(?:on |in )?")
"""What may stand between "born" and its date: a few words of the same clause."""


class Numbers:
    """Finds numbers and addresses, with a council's own words."""

    def __init__(self, words: Words) -> None:
        self._systems = before(words.systems)
        self._others = before(words.other_numbers)
        self._address = re.compile(
            rf"\d{{1,4}}[A-Za-z]?,?\s+(?:[A-Z][\w'’-]*\.?\s+){{1,3}}(?:{either(words.streets)})\b"
        )
        self._street = re.compile(rf"\s(?:{either(words.streets)})\b")
        self._shapes = [re.compile(rf"(?<!\w){shape(text)}(?!\w)") for text in words.shapes]

    def find(self, text: str) -> Iterator[Found]:
        """Everything found, in no order; the same place may be given twice."""
        yield from emails(text)
        yield from births(text)
        for start, piece in around_digits(text):
            if self.worth(piece):
                yield from (Found(start + one.start, start + one.end, one.kind) for one in self.inside(piece))

    def worth(self, piece: str) -> bool:
        """Whether anything can be inside; a quick look, since nearly every piece holds a day or a small number."""
        if self._shapes or _WORTH.search(piece):
            return True
        return _NAMED.search(piece) is not None and self._street.search(piece) is not None

    def inside(self, text: str) -> Iterator[Found]:
        """What is found in a piece of text that holds digits other than days."""
        yield from (Found(m.start(), m.end(), PHONE) for m in _PHONE.finditer(text) if self._is_phone(m, text))
        yield from self._nhs(text)
        yield from self._long(text)
        yield from national_insurance(text)
        yield from postcodes(text)
        addresses = (m for m in self._address.finditer(text) if not text[max(0, m.start() - 1) : m.start()].isalnum())
        yield from (Found(m.start(), m.end(), ADDRESS) for m in addresses)
        for own in self._shapes:
            yield from (Found(m.start(), m.end(), SYSTEM) for m in own.finditer(text))

    def _is_phone(self, found: re.Match[str], text: str) -> bool:
        """Ten or eleven digits that begin with 0; up to fifteen behind + or 00."""
        if text[max(0, found.start() - 1) : found.start()].isalnum():
            return False
        digits = sum(character.isdigit() for character in found[0])
        abroad = found[0].lstrip("(").startswith(("+", "00"))
        return (9 if abroad else 10) <= digits <= (15 if abroad else 11) and not self._other(text, found.start())

    def _nhs(self, text: str) -> Iterator[Found]:
        """Ten digits in three groups: the check digit, or the word before them, says that they are one."""
        for found in _TEN.finditer(text):
            if text[max(0, found.start() - 1) : found.start()].strip(" \n\t:.,;(=#"):
                continue
            if is_nhs(found[0].replace(found[1], "")) or labelled(text, found.start()):
                yield Found(found.start(), found.end(), NHS)

    def _long(self, text: str) -> Iterator[Found]:
        """Digits in one piece: pupil numbers, courts' numbers, NHS numbers, and whatever a system's name precedes."""
        for run in _LONG.finditer(text):
            start, end = run.span()
            whole = (_UPN.match(text, start - 1) if start else None) or (
                _COURT.match(text, start - 5) if start > 4 else None
            )
            if whole is not None and whole.re is _UPN and is_upn(whole[0].upper()):
                yield Found(*whole.span(), UPN)
            elif whole is not None and whole.re is _COURT:
                yield Found(*whole.span(), COURT)
            elif _inside(text, start, end):
                continue
            elif end - start == 10 and (labelled(text, start) or (is_nhs(run[0]) and not self._other(text, start))):
                yield Found(start, end, NHS)
            elif self._systems is not None and self._systems.search(text[max(0, start - NEAR) : start]):
                yield Found(start, end, SYSTEM)

    def _other(self, text: str, start: int) -> bool:
        """Whether the words before a number say that it is something else, such as an invoice's."""
        return self._others is not None and self._others.search(text[max(0, start - NEAR) : start]) is not None


def around_digits(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of the text around digits, with where each begins; days, and numbers such as p105 and a1, are no digits.

    Pieces that touch are one.
    """
    begin, end = -1, -1
    for digits in _DIGITS.finditer(text):
        if digits.lastindex is None:
            continue
        first, last = digits.span()
        if text[first + 4 : first + 5] == "-" and last - first >= 10:
            continue
        if last - first < 4 and text[first - 1 : first].islower() and not text[last : last + 1].isalnum():
            continue
        if begin < 0 or first - _AROUND > end:
            if begin >= 0:
                yield begin, text[begin:end]
            begin = max(0, first - _AROUND)
        end = last + _AROUND
    if begin >= 0:
        yield begin, text[begin:end]


def emails(text: str) -> Iterator[Found]:
    """Every e-mail address."""
    at = text.find("@")
    while at >= 0:
        head = _EMAIL_BEFORE.search(text, max(0, at - 64), at)
        tail = _EMAIL_AFTER.match(text, at)
        if head and tail:
            yield Found(head.start(), tail.end(), EMAIL)
        at = text.find("@", at + 1)


def national_insurance(text: str) -> Iterator[Found]:
    """Every National Insurance number: two letters that are in use, six digits, A to D."""
    for tail in _NI_TAIL.finditer(text):
        head = _NI_HEAD.search(text[max(0, tail.start() - 3) : tail.start()])
        if head:
            yield Found(tail.start() - len(head[0]), tail.end(), NI)


def postcodes(text: str) -> Iterator[Found]:
    """Every full postcode of an area that exists; without a space only from six characters on.

    A shorter one would be taken for a case's random reference, and a random reference for it.
    """
    for tail in _INWARD.finditer(text):
        head = _OUTWARD.search(text[max(0, tail.start() - 7) : tail.start()])
        if (
            head
            and f" {head[1].upper()} " in _AREAS
            and (head[2] or (len(head[0]) > 2 and _shouted(head[0] + tail[0])))
        ):
            yield Found(tail.start() - len(head[0]), tail.end(), POSTCODE)


def births(text: str) -> Iterator[Found]:
    """Every full date straight behind a word such as "born", in the same sentence."""
    low = text.lower()
    if not any(word in low for word in ("born", "birth", "dob", "d.o", "d. o")):
        return
    for word in _BORN.finditer(text):
        day = _DATE.search(text, word.end(), word.end() + 60)
        if day and _TO_THE_DATE.fullmatch(text[word.end() : day.start()]):
            yield Found(day.start(), day.end(), BORN)


def labelled(text: str, start: int) -> bool:
    """Whether the words before a number call it an NHS number."""
    return re.search(r"\bnhs\b[^.\n]{0,25}$", text[max(0, start - NEAR) : start], re.IGNORECASE) is not None


def before(words: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for the end of a text that leads to a number: one of the words, perhaps "number" or "id" behind it."""
    if not words:
        return None
    follow = r"(?:\s+(?:id|number|no|ref|reference|record|file))*"
    gap = r"[\s.:#(=-]*(?:is|was)?[\s:#(]*[A-Z]{0,4}-?$"
    return re.compile(rf"\b(?:{either(words)}){follow}{gap}", re.IGNORECASE)


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; one that nothing fits where there are none."""
    return (
        "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=lambda w: (-len(w), w)))
        or "(?!)"
    )


def shape(text: str) -> str:
    """The pattern of a council's own number: # is a digit, @ a letter, all else itself."""
    return "".join({"#": r"\d", "@": "[A-Za-z]"}.get(character, re.escape(character)) for character in text)


def _inside(text: str, start: int, end: int) -> bool:
    """Whether the digits are a piece of something longer, such as a commit's id."""
    return text[end : end + 1].isalnum() or text[max(0, start - 1) : start].isdecimal()


def _shouted(text: str) -> bool:
    return text == text.upper()
