"""Case references: those that say nothing of anybody pass, and names, birthdays and numbers in disguise do not."""

from random import Random

import pytest

from casekit.link.policy import policy
from casekit.programme.references import References

KNOWN = References(policy(b"")[0].privacy)
LETTERS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
SIGNS = {"@": LETTERS, "#": DIGITS, "*": LETTERS + DIGITS}


@pytest.mark.parametrize(
    "disguised",
    [
        *("SMITH", "SMITH2", "OLIVER", "MARIA2014", "JAYDEN08", "JSMITH14", "WOJCIKX2", "X7PATEL", "OBRIEN12"),
        *("SM1TH", "J0NES", "M0HAMMED", "AHM3D1", "L1AM09", "ELI2ABETH", "S1M2I3T4H5", "JADE07", "KAI12", "XADAM2"),
        *("LILY2014", "GRACE09", "OLUWADARA3", "GRZEGORZ1", "FEATHERSTONE"),
        *("D14032009", "JS140309", "D14MAR09", "A20090314", "N4857773456", "N485A7773456", "R07700900123"),
    ],
)
def test_what_is_disguised_is_refused_and_not_repeated(disguised: str) -> None:
    said = KNOWN.wrong(disguised)
    assert said.startswith("'ref' may hold a ")
    assert disguised not in said


def test_hardly_any_honest_reference_of_five_thousand_is_refused() -> None:
    chance = Random(7)
    refused = {}
    for shape in ("@****", "@*******", "@##@##", "C#####", "@@@###"):
        made = ("".join(chance.choice(SIGNS.get(sign, sign)) for sign in shape) for _ in range(1000))
        refused[shape] = sum(bool(KNOWN.wrong(ref)) for ref in made)
    assert sum(refused.values()) <= 25, refused
    assert max(refused.values()) <= 10, refused


@pytest.mark.parametrize("ref", ["K7Q2M", "B1QT", "XKCDT", "C0412", "QZ4W9X2P", "L33T", "BCDFG"])
def test_a_reference_that_says_nothing_passes(ref: str) -> None:
    assert KNOWN.wrong(ref) == ""


def test_a_councils_own_shape_holds_and_a_name_in_it_is_found_all_the_same() -> None:
    own = References(policy(b"")[0].privacy, ("@######", "C@@*@@"))
    assert own.wrong("J140309") == own.wrong("CXK7TQ") == ""
    assert "has another shape than casekit.toml says references have: @###### or C@@*@@." in own.wrong("K7Q2M")
    assert own.wrong("CLA1RE").startswith("'ref' may hold a name")
