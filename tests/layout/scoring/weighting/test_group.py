from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.errors import CaseError, WeightError
from layout.scoring.weighting.ahp import ahp_weights, apart
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
    assert np.isnan(found.disagreement.loc["a", "c"])  # only one judged it
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


def _cut(full: np.ndarray, owners: np.ndarray, expert: int) -> Pairwise:
    """Return the part of a matrix whose pairs this expert has judged."""
    names = tuple(f"c{place}" for place in range(len(full)))
    own = (owners == expert) | (expert == owners.T) | np.eye(len(full), dtype=bool)
    return Pairwise(names, np.where(own, full, np.nan))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9), st.integers(2, 5), st.randoms(use_true_random=False))
def test_a_consistent_matrix_cut_among_experts_gives_its_weights_back(
    count: int, experts: int, random: Random
) -> None:
    true = np.array([random.uniform(0.05, 1.0) for _ in range(count)])
    full = true[:, None] / true[None, :]
    # each pair of a random tree has an owner, any other an owner or nobody
    owners = np.full((count, count), -1)
    for child in range(1, count):
        owners[random.randrange(child), child] = random.randrange(experts)
    for row, column in zip(*np.triu_indices(count, k=1), strict=True):
        if owners[row, column] < 0 and random.random() < 0.3:
            owners[row, column] = random.randrange(experts)
    parts = {f"e{place}": _cut(full, owners, place) for place in range(experts)}
    found = group_weights(parts, voices={name: random.uniform(0.1, 5) for name in parts})
    np.testing.assert_allclose(found.joint.weights, true / true.sum(), rtol=1e-9)
    assert found.joint.cr == pytest.approx(0, abs=1e-9)
    for name, part in parts.items():
        alone = bool(apart(part))
        assert (name in found.partial) == alone == bool(np.isnan(found.consistency[name]))
        assert found.experts.loc[name].isna().all() if alone else not found.experts.loc[name].isna().any()
    assert np.isnan(found.priorities).all() == bool(found.partial)


def test_who_judged_a_pair_decides_it_by_voice_and_nobody_else_does() -> None:
    names = ["a", "b", "c", "d"]
    first = parse_pairwise(names, [["1", "2", "4", ""], ["", "1", "", ""], ["", "", "1", ""], [""] * 4])
    other = parse_pairwise(names, [["1", "8", "", ""], ["", "1", "", "5"], ["", "", "1", ""], [""] * 4])
    silent = parse_pairwise(names, [[""] * 4] * 4)
    found = group_weights({"A": first, "B": other, "C": silent}, voices={"A": 1, "B": 3, "C": 7})
    ab = 2**0.25 * 8**0.75  # C, who said nothing, does not pull it towards 1
    expected = np.array([1, 1 / ab, 1 / 4, 1 / ab / 5])
    np.testing.assert_allclose(found.joint.weights, expected / expected.sum())
    assert found.joint.missing == 3
    assert found.partial == ("A", "B", "C")
    assert found.spread.isna().all(axis=None)
    assert np.isnan(found.concordance)


def test_where_all_is_complete_it_is_the_eigenvector_of_the_geometric_mean() -> None:
    rng = np.random.default_rng(5)
    logs = np.triu(rng.normal(size=(3, 6, 6)), k=1)
    logs -= logs.transpose(0, 2, 1)
    voices = np.array([1.0, 2.0, 4.0])
    parts = {f"e{place}": Pairwise(tuple("abcdef"), np.exp(one)) for place, one in enumerate(logs)}
    found = group_weights(parts, voices=dict(zip(parts, voices, strict=True)))
    values, vectors = np.linalg.eig(np.exp(np.tensordot(voices / 7, logs, axes=1)))
    vector = np.abs(vectors[:, values.real.argmax()].real)
    np.testing.assert_allclose(found.joint.weights, vector / vector.sum(), rtol=1e-12)
    alone = np.stack([ahp_weights(part).weights for part in parts.values()])
    priorities = np.prod(alone ** (voices / 7)[:, None], axis=0)
    np.testing.assert_allclose(found.priorities, priorities / priorities.sum(), rtol=1e-12)
    assert found.concordance == kendall_w(alone)


def test_judgements_that_together_leave_a_gap_are_refused() -> None:
    cells = [["1", "2", ""], ["", "1", ""], ["", "", "1"]]
    with pytest.raises(CaseError, match="links a, b to c"):
        group_weights(
            {"A": parse_pairwise(["a", "b", "c"], cells), "B": parse_pairwise(["a", "b", "c"], cells)}
        )


def test_experts_must_judge_the_same() -> None:
    with pytest.raises(CaseError, match="same items"):
        group_weights({"Li": ONE, "Wang": Pairwise(("x", "y", "z"), OTHER.judgements)})
    with pytest.raises(CaseError, match="at least one"):
        group_weights({})


def test_kendall_w_of_full_agreement_and_of_ties() -> None:
    assert kendall_w(np.array([[0.5, 0.3, 0.2], [0.6, 0.3, 0.1]])) == pytest.approx(1)
    assert kendall_w(np.array([[3.0, 2, 1], [1, 2, 3]])) == pytest.approx(0)
    assert np.isnan(kendall_w(np.ones((2, 3))))
