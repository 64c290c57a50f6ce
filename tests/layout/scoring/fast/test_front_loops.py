import numpy as np

from layout.scoring.fast import front_loops
from layout.scoring.screening import dominators


def test_the_loop_names_the_rows_that_arrays_name() -> None:
    for seed in range(20):
        values = np.random.default_rng(seed).integers(0, 4, (25, 3)).astype(float)
        scaled = (values - values.min(axis=0)) / np.ptp(values, axis=0)
        found = np.empty(25, dtype=np.intp)
        order = np.argsort(-scaled.sum(axis=1), kind="stable")
        front_loops.find_dominators(values, order, found=found)
        assert (found == dominators(values)).all()
