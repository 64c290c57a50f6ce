import itertools

import numpy as np
import pytest

from layout.suitability.region_choice import Total
from layout.suitability.region_select import cell_groups, near_pairs, select_regions


@pytest.mark.parametrize("seed", range(6))
def test_the_program_finds_the_best_choice(seed: int) -> None:
    generator = np.random.default_rng(seed)
    regions = [np.unique(generator.integers(0, 30, 4)) for _ in range(12)]
    values = generator.random(12)
    groups = cell_groups(regions)
    taken, bound, proven = select_regions(values, groups, count=3)
    free = [
        chosen
        for size in (1, 2, 3)
        for chosen in itertools.combinations(range(12), size)
        if all(not set(regions[a]) & set(regions[b]) for a, b in itertools.combinations(chosen, 2))
    ]
    most = max(len(chosen) for chosen in free)
    best = max(sum(values[list(chosen)]) for chosen in free if len(chosen) == most)
    assert proven
    assert len(taken) == most
    assert values[taken].sum() == pytest.approx(best)
    assert bound == pytest.approx(best, abs=1e-6)


def test_groups_hold_those_that_share_a_cell() -> None:
    assert cell_groups([np.array([1, 2]), np.array([2, 3]), np.array([3, 2]), np.array([9])]) == [
        [0, 1, 2],
        [1, 2],
    ]


def test_pairs_are_near_by_their_edges() -> None:
    """On a grid of ten columns: cells 0, 3 and 20; edges are 2 and 1 cells from the first."""
    regions = [np.array([0]), np.array([3]), np.array([20]), np.array([0, 1])]
    assert near_pairs(regions, cols=10, spacing=1.5) == [[0, 2], [1, 3], [2, 3]]
    assert near_pairs(regions, cols=10, spacing=1.0) == []


def test_no_candidates_are_no_choice() -> None:
    assert select_regions(np.array([]), [], count=2) == ([], 0.0, True)


@pytest.mark.parametrize("seed", range(6))
def test_the_program_meets_a_total(seed: int) -> None:
    generator = np.random.default_rng(seed)
    regions = [np.unique(generator.integers(0, 30, 4)) for _ in range(12)]
    values, weights = generator.random(12), [float(len(cells)) for cells in regions]
    total = Total(weights, 10.0, 11.0)
    taken, _, _ = select_regions(values, cell_groups(regions), count=3, total=total)
    fitting = [
        chosen
        for chosen in itertools.combinations(range(12), 3)
        if all(not set(regions[a]) & set(regions[b]) for a, b in itertools.combinations(chosen, 2))
        and 10 <= sum(weights[place] for place in chosen) <= 11
    ]
    if not fitting:
        assert taken == []
    else:
        assert tuple(taken) in fitting
        assert values[taken].sum() == pytest.approx(max(values[list(chosen)].sum() for chosen in fitting))


def test_a_total_that_cannot_be_met_takes_none() -> None:
    assert select_regions(np.ones(2), [], count=2, total=Total([1.0, 1.0], 5.0, 6.0))[0] == []
