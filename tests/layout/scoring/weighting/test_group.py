import numpy as np
import pytest

from layout.errors import CaseError, WeightError
from layout.scoring.weighting.group import aggregate_judgements, group_weights, kendall_w
from layout.scoring.weighting.pairwise import Pairwise, parse_pairwise

ONE = parse_pairwise(["a", "b", "c"], [["1", "2", "4"], ["", "1", "2"], ["", "", "1"]])
OTHER = parse_pairwise(["a", "b", "c"], [["1", "8", ""], ["", "1", "1/2"], ["", "", "1"]])


def test_geometric_mean_keeps_reciprocity_and_skips_who_did_not_judge() -> None:
    joint = aggregate_judgements([ONE, OTHER], voices=np.array([0.5, 0.5])).judgements
    assert joint[0, 1] == pytest.approx(4)
    assert joint[0, 2] == pytest.approx(4)
    assert joint[1, 2] == pytest.approx(1)
    np.testing.assert_allclose(joint * joint.T, 1)


def test_disagreement_is_shown() -> None:
    found = group_weights({"Li": ONE, "Wang": OTHER})
    assert found.disagreement.loc["a", "b"] == pytest.approx(2)
    assert found.disagreement.loc["a", "c"] == 1
    assert (found.spread["least"] <= found.spread["greatest"]).all()
    assert found.experts.loc["Li"].tolist() == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found.priorities.sum() == pytest.approx(1)
    assert 0 <= found.concordance <= 1
    assert found.consistency["Li"] == pytest.approx(0, abs=1e-12)


def test_one_voice_is_the_expert_alone() -> None:
    found = group_weights({"Li": ONE, "Wang": OTHER}, voices={"Li": 1, "Wang": 0})
    np.testing.assert_allclose(found.priorities, found.experts.loc["Li"])
    with pytest.raises(WeightError, match="Li"):
        group_weights({"Li": ONE}, voices={"Li": float("nan")})


def test_experts_must_judge_the_same() -> None:
    with pytest.raises(CaseError, match="same items"):
        group_weights({"Li": ONE, "Wang": Pairwise(("x", "y", "z"), OTHER.judgements)})
    with pytest.raises(CaseError, match="at least one"):
        group_weights({})


def test_kendall_w_of_full_agreement_and_of_ties() -> None:
    assert kendall_w(np.array([[0.5, 0.3, 0.2], [0.6, 0.3, 0.1]])) == pytest.approx(1)
    assert kendall_w(np.array([[3.0, 2, 1], [1, 2, 3]])) == pytest.approx(0)
    assert np.isnan(kendall_w(np.ones((2, 3))))
