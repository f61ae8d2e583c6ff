"""Makes data/agreement.json: pairs of grades, and the figures that scikit-learn and irrCAC give for them.

It is no test and nothing imports it. Whoever adds data runs it, with scikit-learn 1.9.1 and irrCAC 0.4.4 in an
environment of their own:

    pip install scikit-learn==1.9.1 irrCAC==0.4.4
    python tests/register/reference.py

Each kappa is scikit-learn's over the pairs with both grades, and has to be irrCAC's too (Conger's coefficient, which
for two judges is Cohen's kappa), from which its interval is taken. AC1 and AC2 are irrCAC's over all that has a grade.
null: the library gives no figure (it divides by nothing), or the interval has no width.
"""

from __future__ import annotations

import json
import math
import random
import warnings
from collections.abc import Iterator
from pathlib import Path

import pandas
from irrCAC.raw import CAC
from sklearn.metrics import cohen_kappa_score

DATA = Path(__file__).parent / "data" / "agreement.json"
WEIGHTS = {"kappa": "identity", "kappa_linear": "linear", "kappa_quadratic": "quadratic"}
Item = list[int | None]


def made(seed: str, grades: int, number: int, close: float, missing: float = 0, skew: float = 0) -> list[Item]:
    """Pairs of which the second is the first, or one beside it; skew: how many of the first are the same grade."""
    chance = random.Random(seed)
    items: list[Item] = []
    for _ in range(number):
        first = 1 if chance.random() < skew else chance.randrange(grades)
        step = 0 if chance.random() < close else chance.choice((-1, 1))
        pair = [first, min(grades - 1, max(0, first + step))]
        items.append([None if chance.random() < missing else rank for rank in pair])
    return items


def added() -> Iterator[tuple[str, int, list[Item]]]:
    """The data that were added later: name, length of the scale, items."""
    yield "two values, some missing", 2, made("a", 2, 40, 0.8, 0.15)
    yield "three colours, none missing", 3, made("b", 3, 33, 0.6)
    yield "four grades, many missing", 4, made("c", 4, 80, 0.7, 0.3)
    yield "six points, some missing", 6, made("d", 6, 64, 0.5, 0.1)
    yield "ten points", 10, made("e", 10, 90, 0.4)
    yield "one grade holds nine of ten", 4, made("f", 4, 60, 0.95, 0, 0.93)
    yield "never the same", 4, [[n % 4, (n + 1) % 4] for n in range(24)]
    yield "opposite ends", 2, [[n % 2, 1 - n % 2] for n in range(20)]
    yield "the first gives one grade only", 4, [[1, n % 4] for n in range(20)]
    yield "always the same, all grades", 4, [[n % 4, n % 4] for n in range(24)]
    yield "always the same, one grade", 4, [[2, 2] for _ in range(30)]
    yield "a grade that nobody gives", 4, [[n % 2, (n // 2) % 2] for n in range(22)] + [[2, 2]] * 5
    yield "two pairs", 3, [[0, 0], [1, 2]]


def measured(items: list[Item], grades: int) -> dict[str, list[float | None] | None]:
    """What the libraries say."""
    found: dict[str, list[float | None] | None] = {}
    both = [item for item in items if None not in item]
    judges = len(items[0])
    labels = list(range(grades))
    if judges == 2:
        for name, by in WEIGHTS.items():
            own = cohen_kappa_score(*zip(*both, strict=True), labels=labels, weights=None if by == "identity" else by)
            other = figure(both, by, grades, "conger")
            assert (other is None) == math.isnan(own), (name, own, other)
            assert other is None or abs(other[0] - own) < 2e-5, (name, own, other)
            found[name] = other
    found["ac1"] = figure(items, "identity", grades, "gwet")
    found["ac2"] = figure(items, "quadratic", grades, "gwet")
    return found


def figure(items: list[Item], by: str, grades: int, kind: str) -> list[float | None] | None:
    """One coefficient of irrCAC with the ends of its interval."""
    table = pandas.DataFrame(items, dtype=float)
    told = getattr(CAC(table, weights=by, categories=[float(g) for g in range(grades)], digits=5), kind)()["est"]
    value, (low, high) = float(told["coefficient_value"]), map(float, told["confidence_interval"])
    if math.isnan(value) or math.isinf(value):
        return None
    width = not (math.isnan(low) or math.isnan(high)) and float(told["se"]) > 1e-9
    return [value, low, high] if width else [value, None, None]


def main() -> None:
    """Checks what is there, measures what is added, and writes both."""
    warnings.simplefilter("ignore")
    cases = json.loads(DATA.read_text("utf-8"))
    known = {case["name"] for case in cases}
    cases += [{"name": name, "grades": grades, "items": items} for name, grades, items in added() if name not in known]
    for case in cases:
        told = measured(case["items"], case["grades"])
        if "expected" in case and case["expected"] != told:
            print(case["name"], "was", case["expected"], "is", told)
        case["expected"] = told
    lines = ",\n".join(json.dumps(case) for case in cases)
    DATA.write_text(f"[\n{lines}\n]\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
