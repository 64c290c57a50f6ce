from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from pymcdm.methods import VIKOR
from skcriteria import mkdm
from skcriteria.agg.vikor import VIKOR as PEER

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.methods.vikor import VikorTables, compromise_set, solve_vikor
from layout.scoring.problem import LARGE_FROM, Problem

Table = Callable[..., Problem]


@pytest.mark.parametrize("v", [0.0, 0.3, 0.5, 1.0])
def test_same_as_pymcdm(table: Table, v: float) -> None:
    values = np.random.default_rng(6).uniform(1, 9, (30, 4))
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    found = solve_vikor(table(values, "max min min max", weights), v=v)
    expected = VIKOR(v=v)(values, weights, np.array([1, -1, -1, 1]))
    np.testing.assert_allclose(found.scores, expected, rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("seed", range(12))
def test_compromise_set_and_conditions_as_scikit_criteria(table: Table, seed: int) -> None:
    values = np.random.default_rng(seed).uniform(1, 9, (6, 3))
    found = solve_vikor(table(values, "max min max"))
    peer = PEER(use_compromise_set=True).evaluate(mkdm(values, [max, min, max], weights=[1 / 3] * 3)).extra_
    members = np.flatnonzero(found.tables["compromise_set"])
    assert set(members) == set(np.atleast_1d(peer.compromise_set).tolist())
    conditions = found.tables["conditions"]
    assert bool(conditions["C1_acceptable_advantage"]) == peer.acceptable_advantage
    assert bool(conditions["C2_acceptable_stability"]) == peer.acceptable_stability


def test_constant_criterion_regrets_nothing_and_best_is_in_the_unit(table: Table) -> None:
    found = solve_vikor(table([[3, 10], [3, 20]], "max min"))
    assert found.scores.tolist() == [0, 1]
    assert found.tables["best"].tolist() == [3, 10]
    assert found.tables["worst"].tolist() == [3, 20]


def test_stability_failing_names_the_first_two() -> None:
    # the first by Q is second by S and by R: C1 holds (0.5 - 0.1 >= 1/3), C2 does not
    s, r = np.array([0.1, 0.0, 1.0, 1.0]), np.array([0.1, 1.0, 0.0, 1.0])
    blank = np.zeros(1)
    found = compromise_set(VikorTables(blank, blank, blank, s, r, 0.5 * s + 0.5 * r))
    assert (found.advantage, found.stability, found.members) == (True, False, (0, 1))


@pytest.mark.parametrize("repeat", [1, LARGE_FROM // 2])
def test_what_differs_in_the_last_bits_only_decides_nothing(table: Table, repeat: int) -> None:
    # all have S = 0.25 + 3/14 and R = 0.25: rounding errors must not be spread over 0 to 1
    weights = np.array([0.25, 0.25, *[1 / 14] * 7])
    row = np.array([1, 0, 1, 1, 1, 0, 0, 0, 0.5])
    values = np.tile([row, 1 - row], (repeat, 1))
    for scale in (1.0, 1.0 + 2e-16, 1.0 - 2e-16):
        found = solve_vikor if repeat == 1 else partial(solve, plan=MethodPlan("vikor"))
        scored = found(table(values, " ".join(["max"] * 9), weights * np.array([scale, *[1.0] * 8])))
        assert not scored.scores.any()
        assert set(scored.ranks) == {1}


def test_single_alternative_is_its_own_compromise(table: Table) -> None:
    found = solve_vikor(table([[1, 2]]))
    assert found.tables["compromise_set"].tolist() == [1]
    assert "A1 alone" in found.notes[0].en
    assert "仅 A1" in found.notes[0].zh
