import numpy as np

from layout.scoring.fast.falling import falling_order


def test_rows_fall_whether_scores_are_spread_crowded_or_all_alike() -> None:
    stream = np.random.default_rng(42)
    scores = np.stack(
        [
            stream.uniform(-1, 1, 300),
            stream.lognormal(0, 4, 300),
            np.full(300, 2.0),
            stream.integers(0, 5, 300),
        ]
    )
    order = falling_order(scores)
    assert (np.sort(order, axis=1) == np.arange(300)).all()
    assert (np.diff(np.take_along_axis(scores, order.astype(np.intp), axis=1), axis=1) <= 0).all()
