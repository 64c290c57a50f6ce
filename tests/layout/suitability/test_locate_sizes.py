"""Regions that share an area against exhaustive search on 6 x 6 grids, and what a search promises on larger ones."""

import itertools

import numpy as np
import pytest
from scipy import ndimage

from layout.suitability import locate_sizes as module
from layout.suitability.locate import RegionsFound, RegionsWanted
from layout.suitability.locate_sizes import Sizes, ladder, locate_sizes

HILLS = ndimage.gaussian_filter(np.random.default_rng(1).random((120, 140)), 4)
HILLS = (HILLS - HILLS.min()) / (HILLS.max() - HILLS.min())
HILLS[HILLS < 0.3] = np.nan


def gap(one: np.ndarray, other: np.ndarray) -> float:
    apart = np.abs(one[:, None, :] - other[None, :, :])
    return float(np.hypot(*np.moveaxis(np.maximum(apart - 1, 0), -1, 0)).min())


def all_connected(eligible: np.ndarray, sizes: range, *, queen: bool) -> list[frozenset[tuple[int, int]]]:
    """Return every connected set of the sizes by adding one cell at a time to every smaller one."""
    cells = {(int(row), int(col)) for row, col in np.argwhere(eligible)}
    level = {frozenset([cell]) for cell in cells}
    found = []
    for size in range(1, sizes.stop):
        if size in sizes:
            found += sorted(level, key=sorted)
        level = {
            region | {near}
            for region in level
            for row, col in region
            for down, right in itertools.product((-1, 0, 1), repeat=2)
            if (queen or 0 in (down, right)) and (near := (row + down, col + right)) in cells - region
        }
    return found


def exhaustive(scores: np.ndarray, wanted: RegionsWanted, sizes: Sizes) -> float | None:
    """Return the best sum over every choice of regions whose sizes add up; None where there is none."""
    queen = wanted.connectivity == "queen"
    regions = all_connected(~np.isnan(scores), range(sizes.least, sizes.most + 1), queen=queen)
    values = [sum(scores[cell] for cell in region) for region in regions]
    arrays = [np.array(sorted(region)) for region in regions]
    best = None
    for chosen in itertools.combinations(range(len(regions)), wanted.count):
        total = sum(values[place] for place in chosen)
        if sum(len(regions[place]) for place in chosen) != sizes.total or (
            best is not None and total <= best
        ):
            continue
        if all(
            not regions[a] & regions[b] and gap(arrays[a], arrays[b]) >= wanted.spacing
            for a, b in itertools.combinations(chosen, 2)
        ):
            best = total
    return best


def check(found: RegionsFound, scores: np.ndarray, wanted: RegionsWanted, sizes: Sizes) -> None:
    structure = np.ones((3, 3)) if wanted.connectivity == "queen" else None
    assert len(found.regions) == wanted.count
    assert sum(len(cells) for cells in found.regions) == sizes.total
    for cells, total in zip(found.regions, found.sums, strict=True):
        mask = np.zeros(scores.shape, dtype=bool)
        mask[cells[:, 0], cells[:, 1]] = True
        assert sizes.least <= mask.sum() == len(cells) <= sizes.most
        assert ndimage.label(mask, structure)[1] == 1
        assert total == pytest.approx(scores[mask].sum())
    for one, other in itertools.combinations(found.regions, 2):
        assert not {tuple(cell) for cell in one.tolist()} & {tuple(cell) for cell in other.tolist()}
        assert gap(one, other) >= wanted.spacing


@pytest.mark.parametrize("seed", range(10))
def test_against_exhaustive_search(seed: int) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.random((6, 6))
    scores[generator.random((6, 6)) < 0.25] = np.nan
    wanted = RegionsWanted(
        1,
        count=2,
        connectivity=("rook", "queen")[seed % 2],  # type: ignore[arg-type]
        spacing=float(generator.choice([0.0, 1.0, 2.0])),
    )
    sizes = Sizes(int(generator.integers(4, 7)), 1 + seed % 2, 4)
    found = locate_sizes(scores, wanted, sizes=sizes)
    best = exhaustive(scores, wanted, sizes)
    assert found.method == "exact"
    assert best is not None
    assert found.gap == 0
    assert found.objective == pytest.approx(best)
    check(found, scores, wanted, sizes)


def test_three_regions_against_exhaustive_search() -> None:
    scores = np.random.default_rng(4).random((4, 5))
    wanted, sizes = RegionsWanted(1, 3), Sizes(7, 1, 4)
    assert locate_sizes(scores, wanted, sizes=sizes).objective == pytest.approx(
        exhaustive(scores, wanted, sizes)
    )


def test_sizes_follow_the_land() -> None:
    """A rich heap of five cells and one of two: sharing them 5 + 2 is best, and equal shares of 4 and 3 are not."""
    scores = np.full((5, 9), 0.1)
    scores[2, :5] = 1.0
    scores[2, 7:] = 1.0
    found = locate_sizes(scores, RegionsWanted(1, 2), sizes=Sizes(7, 2, 5))
    assert sorted(len(cells) for cells in found.regions) == [2, 5]
    assert found.objective == pytest.approx(7.0)


@pytest.mark.parametrize("spacing", [0.0, 6.0])
@pytest.mark.parametrize("connectivity", ["rook", "queen"])
def test_search_meets_the_total_to_the_cell(connectivity: str, spacing: float) -> None:
    wanted = RegionsWanted(1, 4, connectivity, spacing=spacing)  # type: ignore[arg-type]
    sizes = Sizes(331, 40, 150)
    found = locate_sizes(HILLS, wanted, sizes=sizes)
    assert found.method == "search"
    assert found.objective <= found.bound
    assert found.gap < 0.15
    check(found, HILLS, wanted, sizes)


def test_search_with_shape() -> None:
    wanted, sizes = RegionsWanted(1, 3, shape=0.5), Sizes(250, 30, 140)
    found = locate_sizes(HILLS, wanted, sizes=sizes)
    check(found, HILLS, wanted, sizes)
    assert found.objective <= found.bound


@pytest.mark.parametrize("seed", range(4))
def test_search_is_near_the_best_and_its_bound_above(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scores = np.random.default_rng(seed).random((6, 6))
    wanted, sizes = RegionsWanted(1, 2), Sizes(8, 2, 6)
    best = locate_sizes(scores, wanted, sizes=sizes)
    monkeypatch.setattr(module, "EXACT_CELLS", 0)
    found = locate_sizes(scores, wanted, sizes=sizes)
    assert (best.method, found.method) == ("exact", "search")
    assert found.objective <= best.objective + 1e-9 <= found.bound + 2e-9
    assert found.objective >= 0.9 * best.objective
    check(found, scores, wanted, sizes)


def test_what_does_not_fit_is_none() -> None:
    scores = np.full((4, 9), np.nan)
    scores[:, [0, 4, 8]] = 0.5
    assert locate_sizes(scores, RegionsWanted(1, 2), sizes=Sizes(10, 5, 5)).regions == ()
    islands = np.full((60, 60), np.nan)
    islands[::3, ::3] = 0.5
    assert locate_sizes(islands, RegionsWanted(1, 2), sizes=Sizes(10, 4, 6)).regions == ()


def test_the_range_is_narrowed_to_what_the_total_allows() -> None:
    assert Sizes(10, 1, 9).within(2) == Sizes(10, 1, 9)
    assert Sizes(10, 4, 9).within(2) == Sizes(10, 4, 6)
    assert Sizes(10, 1, 6).within(2) == Sizes(10, 4, 6)
    assert ladder(Sizes(90, 10, 50), 3) == [10, 20, 30, 40, 50]
    assert ladder(Sizes(9, 4, 5), 2) == [4, 5]
