"""Regions against exhaustive search on 6 x 6 grids, and what a search promises on larger ones."""

import itertools

import numpy as np
import pytest
from scipy import ndimage

from layout.suitability import locate
from layout.suitability.locate import RegionsFound, RegionsWanted, locate_regions, seeds, worths
from layout.suitability.region_exact import connected_regions, members_of

HILLS = ndimage.gaussian_filter(np.random.default_rng(1).random((120, 140)), 4)
HILLS = (HILLS - HILLS.min()) / (HILLS.max() - HILLS.min())
HILLS[HILLS < 0.3] = np.nan


def gap(one: np.ndarray, other: np.ndarray) -> float:
    apart = np.abs(one[:, None, :] - other[None, :, :])
    return float(np.hypot(*np.moveaxis(np.maximum(apart - 1, 0), -1, 0)).min())


def exhaustive(scores: np.ndarray, wanted: RegionsWanted) -> float:
    """Return the best sum of as many regions as fit, by trying every choice."""
    queen = wanted.connectivity == "queen"
    listed = connected_regions(~np.isnan(scores), cells=wanted.cells, queen=queen)
    assert listed is not None
    regions = [
        np.array([divmod(place, scores.shape[1]) for place in members_of(region)]) for region in listed
    ]
    values = [scores[region[:, 0], region[:, 1]].sum() for region in regions]
    for count in range(wanted.count, 0, -1):
        best = -np.inf
        for chosen in itertools.combinations(range(len(regions)), count):
            total = sum(values[place] for place in chosen)
            if total > best and all(
                not listed[a] & listed[b]
                and (wanted.spacing == 0 or gap(regions[a], regions[b]) >= wanted.spacing)
                for a, b in itertools.combinations(chosen, 2)
            ):
                best = total
        if np.isfinite(best):
            return float(best)
    return 0.0


def check_regions(found: RegionsFound, scores: np.ndarray, wanted: RegionsWanted) -> None:
    structure = np.ones((3, 3)) if wanted.connectivity == "queen" else None
    for cells, total in zip(found.regions, found.sums, strict=True):
        mask = np.zeros(scores.shape, dtype=bool)
        mask[cells[:, 0], cells[:, 1]] = True
        assert mask.sum() == wanted.cells
        assert ndimage.label(mask, structure)[1] == 1
        assert total == pytest.approx(scores[mask].sum())
    for one, other in itertools.combinations(found.regions, 2):
        assert not {tuple(cell) for cell in one.tolist()} & {tuple(cell) for cell in other.tolist()}
        assert gap(one, other) >= wanted.spacing


@pytest.mark.parametrize("seed", range(10))
def test_against_exhaustive_search(seed: int) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.random((6, 6))
    scores[generator.random((6, 6)) < 0.15] = np.nan
    wanted = RegionsWanted(
        cells=int(generator.integers(1, 4)),
        count=int(generator.integers(1, 3)),
        connectivity=("rook", "queen")[seed % 2],  # type: ignore[arg-type]
        spacing=float(generator.choice([0.0, 1.0, 2.0])),
    )
    found = locate_regions(scores, wanted)
    assert found.method == "exact"
    assert found.gap == 0
    assert found.objective == pytest.approx(exhaustive(scores, wanted))
    check_regions(found, scores, wanted)


@pytest.mark.parametrize("cells", [6, 8, 10])
def test_one_larger_region_against_exhaustive_search(cells: int) -> None:
    scores = np.random.default_rng(cells).random((6, 6))
    wanted = RegionsWanted(cells)
    assert locate_regions(scores, wanted).objective == pytest.approx(exhaustive(scores, wanted))


@pytest.mark.parametrize("shape", [0.0, 0.4])
@pytest.mark.parametrize("connectivity", ["rook", "queen"])
def test_search_keeps_its_promises(connectivity: str, shape: float) -> None:
    wanted = RegionsWanted(60, 3, connectivity, spacing=6.0, shape=shape)  # type: ignore[arg-type]
    found = locate_regions(HILLS, wanted)
    assert found.method == "search"
    assert len(found.regions) == 3
    assert found.objective <= found.bound
    assert found.gap < 0.15
    check_regions(found, HILLS, wanted)


def test_search_is_near_the_best_where_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = np.random.default_rng(0).random((6, 6))
    wanted = RegionsWanted(5, 2)
    best = locate_regions(scores, wanted)
    monkeypatch.setattr(locate, "EXACT_CELLS", 0)
    found = locate_regions(scores, wanted)
    assert found.method == "search"
    assert best.objective - 1e-9 <= found.bound
    assert found.objective >= 0.9 * best.objective


def test_shape_trades_score_for_compactness() -> None:
    loose, tight = (locate_regions(HILLS, RegionsWanted(80, shape=shape)) for shape in (0.0, 1.0))
    flat = [np.ravel_multi_index(found.regions[0].T, HILLS.shape) for found in (loose, tight)]
    _, values = worths(HILLS, flat, shape=1.0)
    assert values[1] >= values[0]
    assert loose.sums[0] >= tight.sums[0] - 1e-9


def test_as_many_as_fit_and_none() -> None:
    scores = np.ones((2, 5))
    found = locate_regions(scores, RegionsWanted(4, count=5))
    assert len(found.regions) == 2
    none = locate_regions(np.full((3, 3), np.nan), RegionsWanted(2))
    assert none.regions == ()
    assert (none.objective, none.gap) == (0.0, 0.0)
    assert locate_regions(HILLS[:15, :15] * np.nan, RegionsWanted(2)).regions == ()


def test_seeds_are_good_and_apart() -> None:
    found = seeds(HILLS, cells=49, most=20)
    assert len(found) == 20
    places = np.column_stack(np.divmod(found, HILLS.shape[1]))
    apart = np.abs(places[:, None] - places[None]).max(axis=-1) + 99 * np.eye(20, dtype=int)
    assert apart.min() > 3
