import numpy as np
import pytest

from layout.scoring.robustness import rank_draws
from layout.scoring.robustness.rank_draws import count_draws, rank_sums

COLUMNS = np.random.default_rng(24).integers(0, 5, (3, 40)).astype(float)
WEIGHTS = np.random.default_rng(25).dirichlet(np.ones(3), 70)


def ranks(begin: int, end: int) -> np.ndarray:
    found = np.empty((end - begin, 40), dtype=np.int32)
    rank_sums(COLUMNS[None], WEIGHTS[begin:end], ranks=found, compile_it=False)
    return found


@pytest.mark.parametrize("cached", [1, 100, 60_000])
def test_loops_and_arrays_give_the_same_ranks(cached: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rank_draws, "CACHED", cached)
    found = np.empty((70, 40), dtype=np.int32)
    rank_sums(COLUMNS[None], WEIGHTS, ranks=found, compile_it=True)
    assert (found == ranks(0, 70)).all()
    rank_sums(np.repeat(COLUMNS[None], 70, axis=0), WEIGHTS, ranks=found, compile_it=True)
    assert (found == ranks(0, 70)).all()


@pytest.mark.parametrize(
    ("threads", "cells", "compile_from"), [(1, 40, 10**9), (3, 400, 1), (2, 2_000_000, 1)]
)
def test_counts_do_not_depend_on_threads_blocks_or_compiling(
    threads: int, cells: int, compile_from: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rank_draws, "CELLS", cells)
    monkeypatch.setattr(rank_draws, "COMPILED_FROM", compile_from)
    found = count_draws(ranks, (70, 40), kept=40, chosen=np.arange(0, 40, 3), threads=threads)
    whole = ranks(0, 70)
    assert (found.counts == np.stack([(whole == rank).sum(axis=0) for rank in range(1, 41)], axis=1)).all()
    assert (found.total == whole.sum(axis=0)).all()
    assert (found.best == whole.min(axis=0)).all()
    assert (found.worst == whole.max(axis=0)).all()
    assert (found.first == whole.argmin(axis=1)).all()
    some = whole[:, ::3]
    assert (found.wins == (some[:, :, None] < some[:, None, :]).sum(axis=0)).all()


def test_only_the_first_ranks_are_kept() -> None:
    found = count_draws(ranks, (70, 40), kept=5, chosen=np.arange(2))
    assert (
        found.counts == np.stack([(ranks(0, 70) == rank).sum(axis=0) for rank in range(1, 6)], axis=1)
    ).all()
