"""The loops run here as plain Python: what is compiled is exactly this code."""

import numpy as np

from layout.scoring.fast import loops

VALUES = np.random.default_rng(18).uniform(-5, 5, (23, 3))


def test_statistics_of_chunks() -> None:
    out = np.empty((3, 4, 3))
    loops.sum_chunks(VALUES.T, 8, rows=(0, 16), out=out)
    loops.sum_chunks(VALUES.T, 8, rows=(16, 23), out=out)
    ends = np.empty((3, 4, 3))
    loops.end_chunks(VALUES.T, 8, rows=(0, 23), out=ends)
    assert (ends[:, :2] == out[:, :2]).all()
    np.testing.assert_allclose(out[:, 0].min(axis=0), VALUES.min(axis=0))
    np.testing.assert_allclose(out[:, 1].max(axis=0), VALUES.max(axis=0))
    np.testing.assert_allclose(out[:, 2].sum(axis=0), VALUES.sum(axis=0))
    np.testing.assert_allclose(out[:, 3].sum(axis=0), (VALUES**2).sum(axis=0))


def test_rows_write_only_their_own() -> None:
    slope, base = np.array([1.0, 2, 3]), np.array([0.5, 0, -1])
    scores = np.full(23, np.nan)
    loops.linear_rows(VALUES.T, slope, base=base, start=0.25, rows=(5, 9), scores=scores)
    assert np.isnan(scores[[4, 9]]).all()
    np.testing.assert_allclose(scores[5:9], 0.25 + ((VALUES - base) * slope).sum(axis=1)[5:9])


def test_topsis_and_vikor_rows() -> None:
    slope = np.array([0.2, 0.3, 0.5])
    ends = np.stack([VALUES.max(axis=0), VALUES.min(axis=0)])
    scores, parts, mixed = np.empty(23), np.empty((2, 23)), np.empty(23)
    loops.topsis_rows(VALUES.T, slope, ends=ends, rows=(0, 23), scores=scores)
    near, far = (np.linalg.norm((VALUES - end) * slope, axis=1) for end in ends)
    np.testing.assert_allclose(scores, far / (near + far))
    loops.vikor_rows(VALUES.T, slope, best=ends[0], rows=(0, 23), out=parts)
    regret = slope * (ends[0] - VALUES)
    np.testing.assert_allclose(parts, [regret.sum(axis=1), regret.max(axis=1)])
    loops.mix_rows(parts, np.array([2.0, 3.0]), least=np.array([1.0, 0.5]), rows=(0, 23), scores=mixed)
    np.testing.assert_allclose(mixed, 2 * (parts[0] - 1) + 3 * (parts[1] - 0.5))


def test_keys_are_dealt_to_their_side_and_ranks_read_from_them() -> None:
    scores = np.array([0.5, 0.1, 0.9, 0.1])
    pivots = np.array([0.3])
    counts = np.zeros(2, dtype=np.int64)
    loops.count_sides(scores, pivots, sign=1.0, rows=(0, 4), counts=counts)
    assert counts.tolist() == [2, 2]
    keys = np.empty(4, dtype=np.uint64)
    loops.deal_keys(scores, pivots, scale=(1.0, 0.9), rows=(0, 4), places=np.array([0, 2]), keys=keys)
    assert {int(key) & 8388607 for key in keys[:2]} == {1, 3}
    ranks = np.zeros(4, dtype=np.int64)
    loops.write_ranks(np.sort(keys), ranks, rows=(0, 4))
    assert ranks.tolist() == [3, 1, 4, 1]
