import numpy as np
import pytest

from layout.suitability.locate import RegionsWanted, locate_regions
from layout.suitability.locate_sizes import Sizes, locate_sizes
from layout.suitability.region_bound import shared_bound, upper_bound


@pytest.mark.parametrize("connectivity", ["rook", "queen"])
@pytest.mark.parametrize("seed", range(8))
def test_no_choice_exceeds_the_bound(seed: int, connectivity: str) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.random((6, 6)) - 0.3
    scores[generator.random((6, 6)) < 0.2] = np.nan
    for cells, count in ((1, 3), (3, 2), (5, 1), (4, 2)):
        wanted = RegionsWanted(cells, count, connectivity)  # type: ignore[arg-type]
        found = locate_regions(scores, wanted)
        bound = upper_bound(scores, cells=cells, count=len(found.regions), queen=connectivity == "queen")
        assert bound >= found.objective - 1e-9


def test_the_bound_sees_distance() -> None:
    """Two heaps of three good cells far apart: no connected region of six has them all."""
    scores = np.full((5, 60), 0.1)
    scores[2, :3] = scores[2, -3:] = 1.0
    assert upper_bound(scores, cells=6, count=1, queen=False) < 3 + 3 * 0.1 + 0.1


def test_nothing_eligible_is_worth_nothing() -> None:
    assert upper_bound(np.full((3, 3), np.nan), cells=2, count=1, queen=True) == 0.0
    assert upper_bound(np.ones((3, 3)), cells=4, count=1, queen=True) == pytest.approx(4.0)


@pytest.mark.parametrize("seed", range(6))
def test_no_choice_of_regions_that_share_exceeds_the_bound(seed: int) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.random((6, 6)) - 0.2
    scores[generator.random((6, 6)) < 0.2] = np.nan
    for sizes, count in ((Sizes(6, 1, 4), 2), (Sizes(7, 2, 5), 2), (Sizes(5, 1, 3), 3)):
        for connectivity in ("rook", "queen"):
            found = locate_sizes(scores, RegionsWanted(1, count, connectivity), sizes=sizes)  # type: ignore[arg-type]
            bound = shared_bound(
                scores,
                sizes=(sizes.least, sizes.most),
                total=sizes.total,
                count=count,
                queen=connectivity == "queen",
            )
            assert bound >= found.objective - 1e-9


def test_the_shared_bound_of_equal_sizes_is_no_worse_than_the_other() -> None:
    scores = np.random.default_rng(2).random((20, 20))
    for cells, count in ((5, 2), (8, 3)):
        equal = shared_bound(scores, sizes=(cells, cells), total=cells * count, count=count, queen=False)
        assert equal == pytest.approx(upper_bound(scores, cells=cells, count=count, queen=False), rel=1e-6)
    assert shared_bound(np.full((3, 3), np.nan), sizes=(1, 2), total=3, count=2, queen=True) == 0.0
