from collections.abc import Callable

import numpy as np
import pytest
from pymcdm.methods import TOPSIS

from layout.errors import CaseError
from layout.scoring.methods.topsis import solve_topsis
from layout.scoring.normalise import Normalisation
from layout.scoring.problem import Problem
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


def test_alternatives_all_alike_have_no_score_and_it_is_told(table: Table) -> None:
    found = solve_topsis(table([[1, 2], [1, 2]]))
    assert found.scores.isna().all()
    assert found.ranks.isna().all()
    assert "no score" in found.notes[0].en


def test_fixed_ideals_do_not_move_with_the_alternatives(table: Table) -> None:
    values = [[0.2, 0.9], [0.6, 0.5], [0.4, 0.7]]
    whole = solve_topsis(table(values), normalisation="none", reference="fixed")
    part = solve_topsis(table(values[:2]), normalisation="none", reference="fixed")
    assert whole.scores.tolist()[:2] == part.scores.tolist()


def test_fixed_ideals_need_a_fixed_scale(table: Table) -> None:
    with pytest.raises(CaseError, match="scale from 0 to 1"):
        solve_topsis(table([[1, 2]]), normalisation="vector", reference="fixed")
