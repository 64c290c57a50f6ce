import numpy as np
import pandas as pd
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.methods.preference import Preference
from layout.scoring.problem import Problem
from layout.scoring.robustness import model_ranks as module
from layout.scoring.robustness import net_flows, rank_draws, smaa
from layout.scoring.robustness.draw_models import DrawModel
from layout.scoring.robustness.smaa import SmaaResult, SmaaSettings, run_smaa
from layout.scoring.robustness.uncertain import UncertainValues, draw_span
from layout.scoring.robustness.weight_spaces import WeightSpace, draw_weights

SITES, CRITERIA, DRAWS = 7, 3, 48
MIDDLE = np.random.default_rng(33).uniform(1.0, 9.0, (SITES, CRITERIA))
NAMES = (pd.Index([f"s{place}" for place in range(SITES)]), pd.Index(["a", "b", "c"]))
SPACE = WeightSpace("uniform")
SENSE = np.array([1.0, 1.0, -1.0])
PLANS = {
    "weighted_product": MethodPlan("weighted_product"),
    "topsis": MethodPlan("topsis"),
    "vikor": MethodPlan("vikor"),
    "spotis": MethodPlan("spotis", bounds=np.tile([0.0, 10.0], (CRITERIA, 1))),
    "owa": MethodPlan("owa", alpha=0.5),
    "promethee2": MethodPlan("promethee2", preferences=(Preference("linear", q=0.2, p=2.0),) * CRITERIA),
}


def _values(*, certain: bool) -> UncertainValues:
    slack = 0.0 if certain else 0.9
    return UncertainValues(MIDDLE - slack, MIDDLE + slack)


def _run(plan: MethodPlan, *, certain: bool, **more: int) -> SmaaResult:
    settings = SmaaSettings(SPACE, draws=DRAWS, seed=5, **more)
    return run_smaa(_values(certain=certain), NAMES, settings=settings, model=DrawModel(plan, SENSE))


@pytest.mark.parametrize("certain", [True, False])
@pytest.mark.parametrize("name", PLANS)
def test_every_share_is_that_of_calling_the_method_on_every_draw(name: str, *, certain: bool) -> None:
    found = _run(PLANS[name], certain=certain)
    weights = draw_weights(SPACE, list(NAMES[1]), draws=DRAWS, seed=5)
    values = _values(certain=certain)
    ranks = np.empty((DRAWS, SITES), dtype=int)
    for draw in range(DRAWS):
        drawn = MIDDLE if certain else draw_span(values, (draw, draw + 1), seed=5)[0].T
        problem = Problem(*NAMES, drawn, SENSE, weights[draw])
        ranks[draw] = solve(problem, PLANS[name]).ranks.to_numpy(dtype=int)
    assert found.model == name
    shares = [[(ranks[:, site] == rank + 1).mean() for rank in range(SITES)] for site in range(SITES)]
    np.testing.assert_allclose(found.acceptability, shares)
    wins = (ranks[:, :, None] < ranks[:, None, :]).mean(axis=0)
    np.testing.assert_allclose(found.pairwise, wins)
    first = ranks.argmin(axis=1)
    for site in range(SITES):
        rows = weights[first == site]
        expected = rows.mean(axis=0) if len(rows) else np.full(CRITERIA, np.nan)
        np.testing.assert_allclose(found.central_weights.iloc[site], expected)
        if len(rows):
            hits = [_leads(PLANS[name], draw, site, expected, certain=certain) for draw in range(DRAWS)]
            assert found.confidence.iloc[site] == pytest.approx(np.mean(hits))


def _leads(plan: MethodPlan, draw: int, site: int, weights: np.ndarray, *, certain: bool) -> bool:
    drawn = MIDDLE if certain else draw_span(_values(certain=False), (draw, draw + 1), seed=5)[0].T
    return bool(solve(Problem(*NAMES, drawn, SENSE, weights), plan).ranks.iloc[site] == 1)


@pytest.mark.parametrize("certain", [True, False])
@pytest.mark.parametrize("name", PLANS)
def test_neither_threads_nor_blocks_nor_loops_change_a_share(
    name: str, *, certain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _run(PLANS[name], certain=certain, threads=1)
    monkeypatch.setattr(smaa, "COMPILED_FROM", 1)
    monkeypatch.setattr(rank_draws, "COMPILED_FROM", 1)
    monkeypatch.setattr(module, "CACHED", SITES * 5)
    monkeypatch.setattr(net_flows, "PAIRED_AT_MOST", 2)
    other = _run(PLANS[name], certain=certain, threads=3)
    for key in ("acceptability", "central_weights", "confidence", "pairwise"):
        assert getattr(plain, key).equals(getattr(other, key)), key
