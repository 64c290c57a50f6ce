"""Hierarchies of three levels as printed, named by source; digits as printed there."""

import pytest

from layout.scoring.weighting.hierarchy import Branch, hierarchy_weights
from layout.scoring.weighting.pairwise import Pairwise, parse_pairwise

RESPONDENTS = {
    "first": (
        "1/3 2 4 | 2 | 2 1/2 1/3 | 1/3 | 3 | 1/2",
        "0.15899142 0.07949571 0.13920354 0.04640118 0.10214221 0.11242205 0.22484410 0.03412495 0.10237485",
    ),
    "second": (
        "1/2 1 3 | 3 | 1 1/3 1/4 | 1/2 | 2 | 1",
        "0.18015815 0.06005272 0.07036393 0.03518197 0.09589482 0.17425244 0.17425244 0.06994784 0.13989568",
    ),
    "third": (
        "1/4 3 5 | 1 | 3 1 1/2 | 1/4 | 4 | 1/3",
        "0.11276775 0.11276775 0.23902978 0.05975744 0.11400866 0.06525367 0.19576101 0.02013079 0.08052314",
    ),
}


def upper(names: str, cells: str) -> Pairwise:
    """Return a matrix from its cells above the diagonal, row by row."""
    items, given = names.split(), iter(cells.split())
    rows = [
        [next(given) if column > row else "" for column in range(len(items))] for row in range(len(items))
    ]
    return parse_pairwise(items, rows)


@pytest.mark.parametrize("respondent", RESPONDENTS)
def test_bose_transport_hierarchy_of_three_levels(respondent: str) -> None:
    """Bose, AHPtools 1.0.1 (after Bose 2022, J. Multi-Crit. Decis. Anal.): goal, criteria, subcriteria and theirs."""
    cells, printed = RESPONDENTS[respondent]
    goal, first, second, third, one, three = cells.split("|")
    tree = Branch(
        upper("C1 C2 C3", goal),
        {
            "C1": Branch(upper("C1.1 C1.2", first)),
            "C2": Branch(
                upper("C2.1 C2.2 C2.3", second),
                {
                    "C2.1": Branch(upper("C2.1.1 C2.1.2", one)),
                    "C2.3": Branch(upper("C2.3.1 C2.3.2", three)),
                },
            ),
            "C3": Branch(upper("C3.1 C3.2", third)),
        },
    )
    found = hierarchy_weights(tree).weights
    order = ["C1.1", "C1.2", "C2.1.1", "C2.1.2", "C2.2", "C2.3.1", "C2.3.2", "C3.1", "C3.2"]
    assert [found[name] for name in order] == pytest.approx([*map(float, printed.split())], abs=5e-9)


CARS = "Sedan Hybrid Pilot CR-V Element Odyssey"
JUDGED_CARS = {
    "Price": "9 9 1 1/2 5 1 1/9 1/9 1/7 1/9 1/9 1/7 1/2 5 6",
    "Safety": "1 5 7 9 1/3 5 7 9 1/3 2 9 1/8 2 1/8 1/9",
    "Passenger": "1 1/2 1 3 1/2 1/2 1 3 1/2 2 6 1 3 1/2 1/6",
    "Fuel": "100/113 1.41 1.15 1.24 1.19 1.59 1.3 1.4 1.35 100/123 100/114 100/118 1.08 1.04 100/104",
    "Resale": "3 4 1/2 2 2 2 1/5 1 1 1/6 1/2 1/2 4 4 1",
    "Maintenance": "1.5 4 4 4 5 4 4 4 5 1 1.2 1 1 3 2",
    "Style": "1 7 5 9 6 7 5 9 6 1/6 3 1/3 7 5 1/5",
    "Cargo": "1 1/2 1/2 1/2 1/3 1/2 1/2 1/2 1/3 1 1 1/2 1 1/2 1/2",
}


def test_griffith_vehicle_hierarchy_of_three_levels() -> None:
    """AHPy 2.0 (Griffith 2020), purchasing a vehicle: criteria, subcriteria of two of them, six vehicles below each."""

    def cars(name: str) -> Branch:
        return Branch(upper(" ".join(f"{name}/{car}" for car in CARS.split()), JUDGED_CARS[name]))

    cost = "Price Fuel Maintenance Resale"
    tree = Branch(
        upper("Cost Safety Style Capacity", "3 7 3 9 1 1/7"),
        {
            "Cost": Branch(upper(cost, "2 5 3 2 2 1/2"), {name: cars(name) for name in cost.split()}),
            "Capacity": Branch(
                upper("Cargo Passenger", "1/5"), {name: cars(name) for name in ("Cargo", "Passenger")}
            ),
            "Safety": cars("Safety"),
            "Style": cars("Style"),
        },
    )
    found = hierarchy_weights(tree)
    totals = {
        car: sum(weight for name, weight in found.weights.items() if name.endswith(f"/{car}"))
        for car in CARS.split()
    }
    printed = {
        "Odyssey": 0.219,
        "Sedan": 0.215,
        "CR-V": 0.167,
        "Hybrid": 0.15,
        "Element": 0.144,
        "Pilot": 0.106,
    }
    assert totals == pytest.approx(printed, abs=6e-4)
    prices = {car: found.weights[f"Price/{car}"] for car in CARS.split()}
    assert prices["Element"] == pytest.approx(0.091, abs=5e-4)
    assert sum(prices.values()) == pytest.approx(0.249, abs=5e-4)
    assert len(found.local[("Cost", "Price")].names) == 6
