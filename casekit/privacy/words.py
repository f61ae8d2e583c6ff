"""The words by which names and numbers are told apart; a council changes them in casekit.toml under [privacy]."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are written, one or several to an entry; case counts only in names and not_names.

    names: a word that is a name wherever it stands. also_names: what no case reference may hold either. not_names:
    never taken for one. titles, relatives: a word with a capital behind one of them is a name. groups: so is one
    between "the" and one of them. streets: the last word of a street's name. systems: what stands before a number of
    another system. other_numbers: what stands before a number that identifies nobody. shapes: numbers of the council's
    own systems, # a digit and @ a letter. allowed: what may stand although it looks like one of these, such as the
    number of a public service.
    """

    names: tuple[str, ...] = ()
    also_names: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    other_numbers: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
