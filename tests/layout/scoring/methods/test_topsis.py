from collections.abc import Callable

import numpy as np
import pytest
from pymcdm.methods import TOPSIS

from layout.errors import CaseError
from layout.scoring.methods import large
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.methods.topsis import solve_topsis
from layout.scoring.normalise import Normalisation
from layout.scoring.problem import LARGE_FROM, Problem
from tests.layout.scoring.peers import NORMALISATIONS as NAMES

Table = Callable[..., Problem]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_same_as_pymcdm(table: Table, name: Normalisation) -> None:
    values = np.random.default_rng(5).uniform(1, 9, (40, 4))
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    found = solve_topsis(table(values, "max min min max", weights), normalisation=name)
    expected = TOPSIS(NAMES[name])(values, weights, np.array([1, -1, -1, 1]))
    np.testing.assert_allclose(found.scores, expected, rtol=1e-12)


def test_every_step_is_there(table: Table) -> None:
    found = solve_topsis(table([[1, 8], [3, 4], [2, 2]], "max min", [1, 1]))
    assert set(found.tables) == {"normalised", "weighted", "ideal", "anti_ideal", "distances"}
    weighted = found.tables["weighted"]
    assert found.tables["ideal"].tolist() == weighted.max().tolist()
    assert found.tables["anti_ideal"].tolist() == weighted.min().tolist()
    assert found.tables["distances"]["closeness"].tolist() == found.scores.tolist()


@pytest.mark.parametrize("values", [[[1, 2], [1, 2]], [[3, 4]]])
@pytest.mark.parametrize("large_from", [1, LARGE_FROM])
def test_alternatives_all_alike_have_no_score_and_share_the_first_rank(
    table: Table, values: list[list[float]], large_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "LARGE_FROM", large_from)
    found = solve(table(values), MethodPlan("topsis"))
    assert found.scores.isna().all()
    assert set(found.ranks) == {1}
    assert "no score, and all share the first rank" in found.notes[0].en


def test_fixed_ideals_do_not_move_with_the_alternatives(table: Table) -> None:
    values = [[0.2, 0.9], [0.6, 0.5], [0.4, 0.7]]
    whole = solve_topsis(table(values), normalisation="none", reference="fixed")
    part = solve_topsis(table(values[:2]), normalisation="none", reference="fixed")
    assert whole.scores.tolist()[:2] == part.scores.tolist()


def test_fixed_ideals_need_a_fixed_scale(table: Table) -> None:
    with pytest.raises(CaseError, match="scale from 0 to 1"):
        solve_topsis(table([[1, 2]]), normalisation="vector", reference="fixed")
