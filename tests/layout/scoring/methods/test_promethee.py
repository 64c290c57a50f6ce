from collections.abc import Callable

import numpy as np
import pytest
from pymcdm.methods import PROMETHEE_II

from layout.errors import CaseError
from layout.scoring.methods import promethee
from layout.scoring.methods.preference import Preference
from layout.scoring.methods.promethee import flows_by_comparison, partial_order, solve_promethee
from layout.scoring.problem import Problem

Table = Callable[..., Problem]
WEIGHTS = np.array([0.5, 0.3, 0.2])
PEERS = [
    ("usual", Preference(), {}),
    ("ushape", Preference("u-shape", q=1), {"q": [1] * 3}),
    ("vshape", Preference("v-shape", p=3), {"p": [3] * 3}),
    ("level", Preference("level", q=1, p=3), {"q": [1] * 3, "p": [3] * 3}),
    ("vshape_2", Preference("linear", q=1, p=3), {"q": [1] * 3, "p": [3] * 3}),
]


@pytest.mark.parametrize(("name", "preference", "thresholds"), PEERS)
def test_net_flows_as_pymcdm(
    table: Table, name: str, preference: Preference, thresholds: dict[str, list[float]]
) -> None:
    values = np.random.default_rng(7).uniform(1, 9, (20, 3))
    found = solve_promethee(table(values, "max min max", WEIGHTS), preferences=(preference,) * 3)
    expected = PROMETHEE_II(name, **thresholds)(values, WEIGHTS, np.array([1, -1, 1]))
    np.testing.assert_allclose(found.scores, expected, atol=1e-14)


def test_tables_fit_together(table: Table) -> None:
    values = np.random.default_rng(8).uniform(1, 9, (7, 3))
    found = solve_promethee(
        table(values, "max min max", WEIGHTS), preferences=(Preference("v-shape", p=4),) * 3
    )
    indices = found.tables["preference"].to_numpy()
    np.testing.assert_allclose(indices.sum(axis=1) / 6, found.tables["phi_plus"])
    np.testing.assert_allclose(indices.sum(axis=0) / 6, found.tables["phi_minus"])
    np.testing.assert_allclose(found.tables["criterion_flows"].to_numpy() @ WEIGHTS, found.scores)
    assert abs(found.scores.sum()) < 1e-12


@pytest.mark.parametrize("block", [1, 3, 50])
def test_block_size_changes_no_bit(block: int) -> None:
    values = np.random.default_rng(9).uniform(0, 1, (40, 3))
    preferences = (Preference("gaussian", s=0.3), Preference("linear", q=0.1, p=0.5), Preference())
    whole = flows_by_comparison(values, WEIGHTS, preferences=preferences, block=40)
    found = flows_by_comparison(values, WEIGHTS, preferences=preferences, block=block)
    assert (found.net == whole.net).all()
    assert (found.single == whole.single).all()


def test_many_alternatives_go_by_sorting_with_the_same_flows(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = np.random.default_rng(10).uniform(0, 9, (60, 3)).round(1)
    preferences = (
        Preference("level", q=0.5, p=2),
        Preference("linear", q=0.5, p=2),
        Preference("gaussian", s=1),
    )
    problem = table(values, "max min max", WEIGHTS)
    whole = solve_promethee(problem, preferences=preferences)
    monkeypatch.setattr(promethee, "MATRIX_AT_MOST", 10)
    found = solve_promethee(problem, preferences=preferences)
    np.testing.assert_allclose(found.scores, whole.scores, atol=1e-13)
    assert "preference" not in found.tables
    assert "up to 10" in found.notes[0].en


def test_partial_order_leaves_the_incomparable_apart() -> None:
    flows = promethee.Flows(np.array([0.5, 0.3, 0.6, 0.3]), np.array([0.1, 0.3, 0.4, 0.3]), np.zeros((4, 1)))
    assert partial_order(flows).tolist() == [
        ["", "P", "R", "P"],
        ["-", "", "R", "I"],
        ["R", "R", "", "R"],
        ["-", "I", "R", ""],
    ]


@pytest.mark.parametrize("limit", [1, 400])
def test_flows_that_cancel_are_tied_whatever_the_last_bits(
    table: Table, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promethee, "MATRIX_AT_MOST", limit)
    values = [[1, 1, 0, 0.7], [1, 1, 0, 0.7], [0, 0, 1, 0.7]]
    for weights in ([0.25, 0.25, 0.5, 0.3], [0.1, 0.2, 0.3, 0.7], [0.1, 0.7, 0.8, 0]):
        found = solve_promethee(
            table(values, "max max max max", weights), preferences=(Preference("v-shape", p=3),) * 4
        )
        assert found.scores.tolist() == [0, 0, 0]
        assert found.ranks.tolist() == [1, 1, 1]


def test_one_alternative_flows_nowhere_and_a_missing_function_is_refused(table: Table) -> None:
    assert solve_promethee(table([[1, 2, 3]]), preferences=(Preference(),) * 3).scores.tolist() == [0]
    with pytest.raises(CaseError, match="found 1 preference"):
        solve_promethee(table([[1, 2, 3]]), preferences=(Preference(),))
