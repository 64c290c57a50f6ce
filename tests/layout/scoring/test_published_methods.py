"""Rankings printed in papers and books, named by paper; digits as printed there."""

from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.methods.owa import orness, owa_kernel
from layout.scoring.methods.preference import Preference
from layout.scoring.methods.promethee import solve_promethee
from layout.scoring.methods.spotis import solve_spotis
from layout.scoring.methods.topsis import solve_topsis
from layout.scoring.methods.vikor import solve_vikor
from layout.scoring.methods.weighted_product import solve_weighted_product
from layout.scoring.methods.weighted_sum import solve_weighted_sum
from layout.scoring.problem import Problem
from layout.scoring.weighted_sum import weighted_sum_kernel

Table = Callable[..., Problem]
FIGHTERS = [
    [2, 1500, 20000, 5.5, 5, 9],
    [2.5, 2700, 18000, 6.5, 3, 5],
    [1.8, 2000, 21000, 4.5, 7, 7],
    [2.2, 1800, 20000, 5, 5, 5],
]
FIGHTER_WEIGHTS = [0.2, 0.1, 0.1, 0.1, 0.2, 0.3]
CLIMBS = [[1, 3000], [2, 3750], [5, 4500]]
STATIONS = [
    [80, 90, 6, 5.4, 8, 5],
    [65, 58, 2, 9.7, 1, 1],
    [83, 60, 4, 7.2, 4, 7],
    [40, 80, 10, 7.5, 7, 10],
    [52, 72, 6, 2.0, 3, 8],
    [94, 96, 7, 3.6, 5, 6],
]
STATION_PREFERENCES = (
    Preference("u-shape", q=10),
    Preference("v-shape", p=30),
    Preference("linear", q=0.5, p=5),
    Preference("level", q=1, p=6),
    Preference("usual"),
    Preference("gaussian", s=5),
)


def test_hwang_and_yoon_1981_topsis_of_fighter_aircraft(table: Table) -> None:
    found = solve_topsis(table(FIGHTERS, "max max max min max max", FIGHTER_WEIGHTS))
    np.testing.assert_allclose(found.scores, [0.643, 0.268, 0.613, 0.312], atol=0.0006)
    distances = found.tables["distances"]
    np.testing.assert_allclose(distances["to_ideal"], [0.0545, 0.1197, 0.0580, 0.1009], atol=0.0001)
    np.testing.assert_allclose(distances["to_anti_ideal"], [0.0983, 0.0439, 0.0920, 0.0458], atol=0.0001)
    assert found.ranks.tolist() == [1, 4, 2, 3]


def test_hwang_and_yoon_1981_simple_additive_weighting(table: Table) -> None:
    """Linear scale transformation x / max, min / x for the cost; the book rounds each step to two decimals."""
    values = np.asarray(FIGHTERS)
    scaled = values / values.max(axis=0)
    scaled[:, 3] = values[:, 3].min() / values[:, 3]
    found = weighted_sum_kernel(scaled, table(FIGHTERS, "", FIGHTER_WEIGHTS).weights)
    np.testing.assert_allclose(found, [0.835, 0.709, 0.852, 0.738], atol=0.002)


def test_opricovic_and_tzeng_2004_mountain_climbing_by_vikor(table: Table) -> None:
    found = solve_vikor(table(CLIMBS, "min max"))
    assert found.tables["S"].tolist() == pytest.approx([0.5, 0.375, 0.5])
    assert found.tables["R"].tolist() == pytest.approx([0.5, 0.25, 0.5])
    assert found.tables["Q"].tolist() == pytest.approx([1, 0, 1])


def test_opricovic_and_tzeng_2004_mountain_climbing_by_topsis(table: Table) -> None:
    """With linear normalisation the compromise is first as by VIKOR, with vector normalisation it is not."""
    problem = table(CLIMBS, "min max")
    linear = solve_topsis(problem, normalisation="minmax")
    np.testing.assert_allclose(linear.scores, [0.500, 0.617, 0.500], atol=0.0005)
    assert solve_topsis(problem, normalisation="vector").ranks["A1"] == 1


PREFERENCES = [
    [0, 0.296, 0.250, 0.268, 0.100, 0.185],
    [0.462, 0, 0.389, 0.333, 0.296, 0.500],
    [0.236, 0.180, 0, 0.333, 0.056, 0.429],
    [0.399, 0.505, 0.305, 0, 0.223, 0.212],
    [0.444, 0.515, 0.487, 0.380, 0, 0.448],
    [0.286, 0.399, 0.250, 0.432, 0.133, 0],
]


def test_brans_vincke_and_mareschal_1986_hydroelectric_stations(table: Table) -> None:
    found = solve_promethee(table(STATIONS, "min max min min min max"), preferences=STATION_PREFERENCES)
    np.testing.assert_allclose(found.tables["preference"], PREFERENCES, atol=0.0015)
    np.testing.assert_allclose(
        found.tables["phi_plus"], [0.220, 0.396, 0.247, 0.329, 0.455, 0.300], atol=0.0015
    )
    np.testing.assert_allclose(
        found.tables["phi_minus"], [0.365, 0.379, 0.336, 0.349, 0.162, 0.355], atol=0.0015
    )
    assert found.order.tolist() == ["A5", "A2", "A4", "A6", "A3", "A1"]


def test_brans_vincke_and_mareschal_1986_station_five_is_preferred_to_all(table: Table) -> None:
    found = solve_promethee(table(STATIONS, "min max min min min max"), preferences=STATION_PREFERENCES)
    relation = found.tables["promethee1"]
    assert relation.loc["A5"].tolist() == ["P", "P", "P", "P", "", "P"]
    assert relation.loc["A2", "A4"] == "R"


def test_dezert_et_al_2020_spotis_example(table: Table) -> None:
    values = [[10.5, -3.1, 1.7], [-4.7, 0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]]
    bounds = np.array([[-5, 12], [-6, 10], [-8, 5]], dtype=float)
    found = solve_spotis(table(values, "max min max", [0.2, 0.3, 0.5]), bounds=bounds)
    np.testing.assert_allclose(found.scores, [0.1989, 0.3705, 0.3063, 0.7491], atol=5e-5)


def test_dezert_et_al_2020_choice_of_a_car(table: Table) -> None:
    values = [
        [15000, 4.3, 99, 42, 737],
        [15290, 5, 116, 42, 892],
        [15350, 5, 114, 45, 952],
        [15490, 5.3, 123, 45, 1120],
    ]
    bounds = np.array([[14000, 16000], [3, 8], [80, 140], [35, 60], [650, 1300]], dtype=float)
    weights = [0.2941, 0.2353, 0.2353, 0.0588, 0.1765]
    found = solve_spotis(table(values, "min min min max max", weights), bounds=bounds)
    np.testing.assert_allclose(found.scores, [0.4779, 0.5781, 0.5557, 0.5801], atol=2e-4)
    assert found.ranks.tolist() == [1, 3, 2, 4]


TRIANTAPHYLLOU = [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]
TRIANTAPHYLLOU_WEIGHTS = [0.20, 0.15, 0.40, 0.25]


def test_triantaphyllou_2000_weighted_sum(table: Table) -> None:
    problem = table(TRIANTAPHYLLOU, "", TRIANTAPHYLLOU_WEIGHTS)
    assert solve_weighted_sum(problem, normalisation="none").scores.tolist() == pytest.approx(
        [21.5, 22.0, 22.0]
    )


def test_triantaphyllou_2000_weighted_product(table: Table) -> None:
    scores = solve_weighted_product(table(TRIANTAPHYLLOU, "", TRIANTAPHYLLOU_WEIGHTS)).scores.tolist()
    ratios = [scores[0] / scores[1], scores[0] / scores[2], scores[1] / scores[2]]
    assert ratios == pytest.approx([1.007, 1.067, 1.059], abs=0.0006)


def test_belton_and_gear_1983_before_and_after_a_copy(table: Table) -> None:
    """A .45, B .47, C .08; with a copy D of B: A .37, B .29, C .06, D .29."""
    rows = [[1, 9, 8], [9, 1, 9], [1, 1, 1]]
    before = solve_weighted_sum(table(rows), normalisation="sum").scores
    after = solve_weighted_sum(table([*rows, rows[1]]), normalisation="sum").scores
    np.testing.assert_allclose(before, [0.45, 0.47, 0.08], atol=0.005)
    np.testing.assert_allclose(after, [0.37, 0.29, 0.06, 0.29], atol=0.005)


def test_yager_1988_ordered_weighted_average() -> None:
    """F(.7, 1, .3, .6) with W = (.4, .3, .2, .1) is .76; orness of W is 2/3."""
    order = np.array([0.4, 0.3, 0.2, 0.1])
    assert owa_kernel(np.array([[0.7, 1.0, 0.3, 0.6]]), order).tolist() == pytest.approx([0.76])
    assert orness(order) == pytest.approx(2 / 3)
