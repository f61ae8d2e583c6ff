"""Numbers and addresses that identify somebody, by their shape, their check digit and the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casekit.privacy.addresses import Addresses, either
from casekit.privacy.births import births
from casekit.privacy.checksums import is_nhs, is_upn
from casekit.privacy.emails import emails
from casekit.privacy.found import COURT, NHS, NI, PHONE, POSTCODE, SYSTEM, UPN, Found
from casekit.privacy.level import level, one_line
from casekit.privacy.words import Words

NEAR = 40
"""So many characters before a number are looked at for the word that says what it is."""

_DIGITS = re.compile(
    r"\d(?:\d{3}-\d\d-\d\d(?:T\d\d:\d\d)?(?!\w)|(?<=[a-z]\d)\d{0,2}(?![^\W_])|(\d*))"  # a day; p105; the others
)
"""Digits. Of days audits are full, and of ids such as p105: only what ends with the group is looked at."""
_AROUND = 48
"""So many characters on either side of digits are looked at with them."""
_S = r"[ ./-]"
"""What people type between the groups of a number."""
_G = r"[ ()./-]{0,3}"
"""The same of a telephone number, which has brackets too."""
_DAY = r"(?:\d{1,2}([./-])\d{1,2}\1|\d{4}[./-]\d\d?[./-])\d"
_PHONE = re.compile(
    rf"(?<!\w)(?<!\d[./-])(?!{_DAY})\(?"
    rf"(?:0(?=[1-9]| ?\()(?:{_G}\d){{9,10}}|(?:\+|00)(?:{_G}\d){{9,14}}|44(?={_G}(?:0{_G})?7)(?:{_G}\d){{10,11}})(?!\w)"
)
_TEN = re.compile(
    rf"(?<![\w£$€])(?<!\d[./-])(?!{_DAY})(?:"
    rf"\d{{3}}{_S}{{1,3}}(?:\d{{3}}{_S}{{1,3}}\d{{4}}|\d{{4}}{_S}{{1,3}}\d{{3}}|\d{{7}})"
    rf"|\d{{4}}{_S}{{1,3}}\d{{3}}{_S}{{1,3}}\d{{3}}|\d{{6}}{_S}{{1,3}}\d{{4}}|\d{{5}}{_S}{{1,3}}\d{{5}})(?!\w|[./-]\d)"
)
_TEN_ANYHOW = re.compile(rf"(?<!\w)\d(?:{_S}{{0,3}}\d){{9}}(?!\w)")
_LONG = re.compile(r"\d{5,}")
_UPN = re.compile(r"(?<!\w)[A-HJ-NP-RT-Z][ -]?(?:\d[ -]?){11}[\dA-HJ-NP-RT-Z](?!\w)", re.IGNORECASE)
_COURT = re.compile(r"(?<!\w)(?:[A-Z]{2}[ /]?\d\d[ /]?[A-Z][ /]?\d{5}|[a-z]{2}\d\d[a-z]\d{5})(?!\w)")
_NI = re.compile(
    rf"(?<!\w)(?!BG|GB|NK|KN|TN|NT|ZZ)([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])({_S}{{0,3}})(?:\d{_S}{{0,3}}){{6}}([A-D])(?!\w)",
    re.IGNORECASE,
)
_TWO_LETTERS = frozenset(
    ("am", "an", "as", "at", "be", "by", "do", "go", "he", "me", "my", "no", "of", "on", "or", "so", "to", "we")
)
"""Words that nothing tells from the first two letters of a number where they are not capitals."""
_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![\w])")
_OUTWARD = re.compile(r"(?<![\w-])([A-Z]{1,2})\d[A-Z\d]?( {0,3}|-)$", re.IGNORECASE)
_POSTCODE = re.compile(r"\bpost ?code\W{0,3}(?:is |was )?$", re.IGNORECASE)
_AREAS = (
    " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW "
    "UB W WA WC WD WF WN WR WS WV YO ZE "
)
"""The letters with which postcodes begin, each between blanks."""
_WORTH = re.compile(r"[+\d](?:(?:[ ()./-]{0,3}\d){4}|[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?!\w))")
"""Nothing is found by the shape of its digits where this finds nothing, which is nearly everywhere."""
_LETTERS = re.compile(r"[A-Z]{1,4}-?$")
"""Letters that belong to a number of another system."""
_PIECES = re.compile(r"(?<!\w)(?<!\d[./-])\d+(?:[ /-]\d+){1,3}[A-Z]?(?!\w)|(?<!\w)\d{5,}[A-Z](?!\w)")
"""A number of another system in pieces, or with a letter behind it."""
_YEARS = re.compile(
    r"(?:19|20)\d\d[ /-](?:\d\d|(?:19|20)\d\d)\Z|(?:19|20)\d\d-\d\d-\d+\Z|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\Z"
)
"""Years, days and the ids of audits, which are in pieces too."""


class Numbers:
    """Finds numbers and addresses, with a council's own words."""

    def __init__(self, words: Words) -> None:
        self._systems = before(words.systems)
        self._numbered = (
            before([word for word in words.systems if word == word.lower()], "+"),
            before([word for word in words.systems if word != word.lower()]),
        )
        self._others = before(words.other_numbers)
        self._addresses = Addresses(words.streets)
        self._shapes = [re.compile(rf"(?<!\w){shape(text)}(?!\w)") for text in words.shapes]

    def find(self, text: str) -> Iterator[Found]:
        """Everything found, in no order; the same place may be given twice."""
        text = one_line(level(text))
        yield from emails(text)
        yield from births(text)
        for start, piece in around_digits(text):
            if self.worth(piece):
                yield from (Found(start + one.start, start + one.end, one.kind) for one in self.inside(piece))

    def worth(self, piece: str) -> bool:
        """Whether anything can be inside; a quick look, since nearly every piece holds a day or a small number."""
        return bool(self._shapes or _WORTH.search(piece)) or self._addresses.possible(piece)

    def inside(self, text: str) -> Iterator[Found]:
        """What is found in a piece of text that holds digits other than days."""
        yield from (Found(m.start(), m.end(), PHONE) for m in _PHONE.finditer(text) if not self._other(text, m.start()))
        yield from self._nhs(text)
        yield from (Found(*m.span(), UPN) for m in _UPN.finditer(text) if is_upn(re.sub("[ -]", "", m[0]).upper()))
        yield from (Found(*m.span(), COURT) for m in _COURT.finditer(text))
        yield from self._of_systems(text)
        yield from national_insurance(text)
        yield from postcodes(text)
        yield from self._addresses.find(text)
        for own in self._shapes:
            yield from (Found(m.start(), m.end(), SYSTEM) for m in own.finditer(text))

    def _nhs(self, text: str) -> Iterator[Found]:
        """Ten digits: the check digit, or the word before them, says that they are one."""
        for found in _TEN_ANYHOW.finditer(text):
            if labelled(text, found.start()):
                yield Found(*found.span(), NHS)
        for found in _TEN.finditer(text):
            if is_nhs(re.sub(r"\D", "", found[0])) and not self._other(text, found.start()):
                yield Found(*found.span(), NHS)
        for run in _LONG.finditer(text):
            start, end = run.span()
            if end - start == 10 and not _inside(text, start, end) and is_nhs(run[0]) and not self._other(text, start):
                yield Found(start, end, NHS)

    def _of_systems(self, text: str) -> Iterator[Found]:
        """Whatever a system's name precedes: digits in one piece, or where it is called a number, in several."""
        for run in _LONG.finditer(text):
            lead = text[max(0, run.start() - NEAR) : run.start()]
            if self._systems is not None and not _inside(text, *run.span()) and self._systems.search(lead):
                letters = _LETTERS.search(lead)
                yield Found(run.start() - (len(letters[0]) if letters else 0), run.end(), SYSTEM)
        for found in _PIECES.finditer(text):
            lead = text[max(0, found.start() - NEAR) : found.start()]
            digits = sum(map(str.isdigit, found[0]))
            named = any(pattern is not None and pattern.search(lead) for pattern in self._numbered)
            if digits > 4 and named and not _YEARS.match(found[0]):
                yield Found(*found.span(), SYSTEM)

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


def national_insurance(text: str) -> Iterator[Found]:
    """Every National Insurance number: two letters that are in use, six digits, A to D."""
    for found in _NI.finditer(text):
        letters, gap, last = found.groups()
        small = letters != letters.upper()
        if not (small and (last != last.lower() or (gap and letters.lower() in _TWO_LETTERS))):
            yield Found(*found.span(), NI)


def postcodes(text: str) -> Iterator[Found]:
    """Every full postcode of an area that exists; without a space only from six characters on.

    A shorter one would be taken for a case's random reference, and a random reference for it.
    """
    for tail in _INWARD.finditer(text):
        head = _OUTWARD.search(text[max(0, tail.start() - 8) : tail.start()])
        if head and f" {head[1].upper()} " in _AREAS:
            start = tail.start() - len(head[0])
            if head[2] or tail.end() - start > 5 or _POSTCODE.search(text[max(0, start - 16) : start]):
                yield Found(start, tail.end(), POSTCODE)


def labelled(text: str, start: int) -> bool:
    """Whether the words before a number call it an NHS number."""
    lead = text[max(0, start - NEAR) : start]
    return re.search(r"\b(?:nhs|health (?:no|number))\b(?:[^.]|\bno\.){0,25}$", lead, re.IGNORECASE) is not None


def before(words: Sequence[str], often: str = "*") -> re.Pattern[str] | None:
    """A pattern for the end of a text that leads to a number: one of the words, perhaps "number" or "id" behind it.

    often: how often such a word has to stand there.
    """
    if not words:
        return None
    follow = rf"(?:[\s_]*(?:(?:id|number|no|num|ref|reference|record|file)\b\.?|#)){often}"
    gap = r"(?: on \w+)?[\s.,:#(=|*_/-]*(?:which\s+)?(?:is|was)?[\s:#(|*_]*(?:[A-Z]{0,4}-?)$"
    return re.compile(rf"\b(?:{either(words)}){follow}{gap}", re.IGNORECASE)


def shape(text: str) -> str:
    """The pattern of a council's own number: # is a digit, @ a letter, all else itself."""
    return "".join({"#": r"\d", "@": "[A-Za-z]"}.get(character, re.escape(character)) for character in text)


def _inside(text: str, start: int, end: int) -> bool:
    """Whether the digits are a piece of something longer, such as a commit's id."""
    return text[end : end + 1].isalnum() or text[max(0, start - 1) : start].isdecimal()
