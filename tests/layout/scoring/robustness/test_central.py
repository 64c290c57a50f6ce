import numpy as np
import pandas as pd
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.robustness.draw_models import DrawModel
from layout.scoring.robustness.smaa import SmaaSettings, run_smaa
from layout.scoring.robustness.uncertain import UncertainValues
from layout.scoring.robustness.weight_spaces import WeightSpace, draw_weights

DRAWS = 300
TABLES = {
    # of two alternatives one may lead in S and the other in R: both have Q = 0.5 and share the first rank
    "two by VIKOR": [[1.856, 5.972, 9.407], [2.647, 10.929, 10.524]],
    "two alike and a third": [[1.856, 5.972, 9.407], [1.856, 5.972, 9.407], [2.647, 10.929, 10.524]],
    "one never first": [[3.0, 3.0, 3.0], [1.0, 1.0, 1.0], [2.0, 4.0, 2.5]],
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("method", ["vikor", "promethee2"])
def test_means_are_over_all_draws_that_put_an_alternative_first_shared_or_not(name: str, method: str) -> None:
    """Every draw scored by the method itself; with flows of `usual` preferences many ranks are shared."""
    values = np.array(TABLES[name])
    sense = np.array([1.0, 1.0, -1.0])
    plan = MethodPlan(method)  # type: ignore[arg-type] # a method
    names = pd.Index([f"s{place}" for place in range(len(values))]), pd.Index(["a", "b", "c"])
    space = WeightSpace("uniform")
    weights = draw_weights(space, list(names[1]), draws=DRAWS, seed=3)
    first = np.array(
        [
            (solve(Problem(*names, values, sense, drawn), plan).ranks == 1).to_numpy(dtype=bool)
            for drawn in weights
        ]
    )
    found = run_smaa(
        UncertainValues(values, values),
        names,
        settings=SmaaSettings(space, draws=DRAWS, seed=3),
        model=DrawModel(plan, sense),
    )
    np.testing.assert_array_equal(found.acceptability["1"], first.mean(axis=0))
    for place, leads in enumerate(first.T):
        expected = weights[leads].mean(axis=0) if leads.any() else np.full(3, np.nan)
        np.testing.assert_allclose(found.central_weights.iloc[place], expected, rtol=1e-12)
        assert np.isnan(found.confidence.iloc[place]) == (not leads.any())
