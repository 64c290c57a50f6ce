import itertools

import numpy as np
import pytest

from layout.suitability import region_exact
from layout.suitability.region_exact import (
    connected_regions,
    connected_sets,
    members_of,
    neighbours_of,
)


def is_connected(cells: set[tuple[int, int]], *, queen: bool) -> bool:
    waiting, seen = [next(iter(cells))], {next(iter(cells))}
    while waiting:
        row, col = waiting.pop()
        for down, right in itertools.product((-1, 0, 1), repeat=2):
            near = (row + down, col + right)
            if near in cells - seen and (queen or not (down and right)):
                seen.add(near)
                waiting.append(near)
    return seen == cells


@pytest.mark.parametrize("queen", [False, True])
@pytest.mark.parametrize("cells", [1, 2, 3, 4, 5])
def test_every_region_once(cells: int, queen: bool) -> None:  # noqa: FBT001 - a parameter of the test
    eligible = np.ones((4, 5), dtype=np.bool_)
    eligible[1, 2] = eligible[3, 0] = False
    places = [tuple(place) for place in np.argwhere(eligible).tolist()]
    expected = {
        sum(1 << (row * 5 + col) for row, col in chosen)
        for chosen in itertools.combinations(places, cells)
        if is_connected(set(chosen), queen=queen)
    }
    found = connected_regions(eligible, cells=cells, queen=queen)
    assert found is not None
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_known_counts_of_fixed_polyominoes() -> None:
    """Fixed polyominoes of 1 to 5 cells are 1, 2, 6, 19, 63 (OEIS A001168); in a row of n there are n - k + 1."""
    row = connected_regions(np.ones((1, 9), dtype=np.bool_), cells=4, queen=False)
    assert row is not None
    assert len(row) == 6
    shapes = connected_regions(np.ones((9, 9), dtype=np.bool_), cells=5, queen=False)
    assert shapes is not None
    cells = [np.array([divmod(place, 9) for place in members_of(shape)]) for shape in shapes]
    patterns = {tuple((own - own.min(axis=0)).ravel().tolist()) for own in cells}
    assert len(patterns) == 63


def test_too_many_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_exact, "MOST_REGIONS", 10)
    assert connected_regions(np.ones((4, 4), dtype=np.bool_), cells=3, queen=False) is None


def test_neighbours() -> None:
    eligible = np.ones((3, 3), dtype=np.bool_)
    assert neighbours_of(eligible, queen=False)[4].bit_count() == 4
    assert neighbours_of(eligible, queen=True)[4].bit_count() == 8


@pytest.mark.parametrize("seed", range(6))
def test_sets_of_a_range_of_weights_are_all_there_once(seed: int) -> None:
    generator = np.random.default_rng(seed)
    count = 9
    near = dict.fromkeys(range(count), 0)
    for one, other in itertools.combinations(range(count), 2):
        if generator.random() < 0.3:
            near[one] |= 1 << other
            near[other] |= 1 << one
    weights = dict(enumerate(generator.uniform(0.5, 2.0, count).tolist()))
    expected = set()
    for bits in range(1, 1 << count):
        members = members_of(bits)
        seen = front = bits & -bits
        while front:
            front = near[(front & -front).bit_length() - 1] & bits & ~seen | front & (front - 1)
            seen |= front
        if seen == bits and 2.0 <= sum(weights[one] for one in members) <= 5.0:
            expected.add(bits)
    found = connected_sets(near, weights, least=2.0, most=5.0)
    assert found is not None
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_land_that_is_too_small_is_not_walked_through() -> None:
    """Fifty cells of forty-nine: walking through all smaller regions would take for ever."""
    assert connected_regions(np.ones((7, 7), dtype=bool), cells=50, queen=False) == []


def test_too_many_steps_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_exact, "MOST_STEPS", 20)
    assert connected_regions(np.ones((4, 4), dtype=bool), cells=8, queen=False) is None
