import numpy as np
import pandas as pd
import pytest

from layout.errors import CaseError
from layout.scoring.robustness import rank_draws, smaa
from layout.scoring.robustness.smaa import SmaaResult, SmaaSettings, run_smaa
from layout.scoring.robustness.uncertain import UncertainValues
from layout.scoring.robustness.weight_spaces import WeightSpace

UNIFORM = WeightSpace("uniform")
DRAWS = 20_000


def run(low: np.ndarray, high: np.ndarray | None = None, **settings: object) -> SmaaResult:
    names = (
        pd.Index([f"s{place}" for place in range(low.shape[0])]),
        pd.Index([f"c{place}" for place in range(low.shape[1])]),
    )
    given = {"space": UNIFORM, "draws": DRAWS, "seed": 1} | settings
    return run_smaa(
        UncertainValues(low, low if high is None else high), names, settings=SmaaSettings(**given)
    )  # type: ignore[arg-type] # a table of tests


def test_three_corners_share_the_weights_evenly() -> None:
    """Each of three unit vectors is first where its weight is greatest: a third of the simplex, centroid (11, 3.5, 3.5)/18."""
    found = run(np.eye(3))
    np.testing.assert_allclose(found.acceptability.to_numpy(), np.full((3, 3), 1 / 3), atol=0.012)
    expected = np.full((3, 3), 3.5 / 18) + np.eye(3) * 7.5 / 18
    np.testing.assert_allclose(found.central_weights.to_numpy(), expected, atol=0.006)
    np.testing.assert_allclose(found.pairwise.to_numpy(), (1 - np.eye(3)) / 2, atol=0.012)
    assert found.confidence.tolist() == [1, 1, 1]
    assert found.error == pytest.approx(0.98 / np.sqrt(DRAWS))


def test_two_criteria_have_an_exact_answer() -> None:
    """Scores w and 1 − w against 0.6: the third is first for w between 0.4 and 0.6."""
    found = run(np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.6]]))
    first = found.acceptability["1"].to_numpy()
    np.testing.assert_allclose(first, [0.4, 0.4, 0.2], atol=0.011)
    np.testing.assert_allclose(found.central_weights.to_numpy()[:, 0], [0.8, 0.2, 0.5], atol=0.01)


def test_ranks_add_up_and_dominated_is_never_first() -> None:
    values = np.random.default_rng(26).uniform(0, 1, (6, 3))
    values[5] = values[0] - 0.01
    found = run(values)
    np.testing.assert_allclose(found.acceptability.sum(axis=1), 1)
    np.testing.assert_allclose(found.acceptability.sum(axis=0), 1)
    assert found.acceptability.loc["s5", "1"] == 0
    assert np.isnan(found.central_weights.loc["s5"]).all()
    assert np.isnan(found.confidence["s5"])
    assert found.pairwise.loc["s0", "s5"] == 1
    ranks = found.acceptability.to_numpy() @ np.arange(1, 7)
    np.testing.assert_allclose(found.expected_rank, ranks)


def test_equal_sites_share_ranks_and_central_weights() -> None:
    found = run(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]))
    assert found.acceptability["1"].tolist()[0] == found.acceptability["1"].tolist()[2]
    assert found.central_weights.loc["s0"].tolist() == found.central_weights.loc["s2"].tolist()
    assert found.pairwise.loc["s0", "s2"] == 0


def test_uncertain_values_blur_ranks_and_confidence() -> None:
    middle = np.array([[0.52, 0.52], [0.48, 0.48]])
    sharp, blurred = run(middle), run(middle - 0.1, middle + 0.1, draws=4000)
    assert sharp.acceptability.loc["s0", "1"] == 1
    share = blurred.acceptability.loc["s0", "1"]
    assert 0.55 < share < 0.85
    assert 0.55 < blurred.confidence["s0"] < 0.85


@pytest.mark.parametrize("uncertain", [False, True])
def test_seed_decides_and_nothing_else(*, uncertain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    low = np.random.default_rng(27).uniform(0, 1, (12, 3))
    high = low + 0.1 if uncertain else low
    plain = run(low, high, draws=500, threads=1)
    for module in (rank_draws, smaa):
        monkeypatch.setattr(module, "COMPILED_FROM", 1)
    monkeypatch.setattr(rank_draws, "CELLS", 12 * 7)
    other = run(low, high, draws=500, threads=3)
    for name in ("acceptability", "central_weights", "pairwise", "confidence", "expected_rank", "holistic"):
        assert getattr(plain, name).equals(getattr(other, name)), name
    assert not run(low, high, draws=500, seed=2).acceptability.equals(plain.acceptability)


def test_very_many_keep_the_first_ranks_and_compare_the_leaders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smaa, "CELLS_AT_MOST", 10)
    monkeypatch.setattr(smaa, "RANKS_AT_MOST", 3)
    monkeypatch.setattr(smaa, "PAIRS_AT_MOST", 4)
    found = run(np.random.default_rng(28).uniform(0, 1, (9, 3)), draws=400)
    assert found.acceptability.shape == (9, 3)
    assert found.pairwise.shape == (4, 4)
    assert set(found.pairwise.index) >= {found.acceptability["1"].idxmax()}


def test_no_draws_is_refused() -> None:
    with pytest.raises(CaseError, match="found 0"):
        run(np.eye(2), draws=0)
