import numpy as np
import pytest

from geodata.grid import Grid
from layout.errors import CaseError, EmptyCandidatesError
from layout.suitability.locate import RegionsWanted
from layout.suitability.locate_sizes import Sizes
from layout.workflow.regions.terms import Size, cells_of, no_room, piece_sizes, sizes_of

GRID = Grid("EPSG:4545", x0=0.0, y0=0.0, cell=50.0, rows=20, cols=20)  # a cell is a quarter of a hectare


def test_hectares_become_whole_cells() -> None:
    assert cells_of(Size(area_ha=1.0), GRID) == 4
    assert cells_of(Size(area_ha=1.01), GRID) == 5
    assert sizes_of(Size(area_ha=1.0), GRID, count=2) is None
    assert sizes_of(Size(total_ha=10.1, min_ha=2.1, max_ha=4.9), GRID, count=3) == Sizes(41, 9, 19)
    assert sizes_of(Size(total_ha=10, min_ha=2), GRID, count=3) == Sizes(40, 8, 40)
    assert sizes_of(Size(total_ha=10, max_ha=4), GRID, count=3) == Sizes(40, 1, 16)


def test_without_a_range_all_have_the_same_size_to_the_cell() -> None:
    assert sizes_of(Size(total_ha=10), GRID, count=4) == Sizes(40, 10, 10)
    assert sizes_of(Size(total_ha=10), GRID, count=3) == Sizes(40, 13, 14)


@pytest.mark.parametrize(
    ("size", "count"),
    [
        (Size(total_ha=10, min_ha=4), 3),
        (Size(total_ha=10, max_ha=3), 3),
        (Size(total_ha=0.5), 3),
    ],
)
def test_a_total_that_cannot_be_shared_is_told_on_one_line(size: Size, count: int) -> None:
    with pytest.raises(CaseError, match="ha together") as caught:
        sizes_of(size, GRID, count=count)
    assert "\n" not in caught.value.message("en") + caught.value.message("zh")
    assert "合计只能是" in caught.value.message("zh")


def test_a_range_without_whole_cells_is_told() -> None:
    for size in (Size(total_ha=10, min_ha=3, max_ha=2), Size(total_ha=10, min_ha=3.3, max_ha=3.4)):
        with pytest.raises(CaseError, match=r"whole cells of 0\.25 ha"):
            sizes_of(size, GRID, count=3)


@pytest.mark.parametrize(
    "size", [Size(), Size(cells=1, total_ha=1), Size(area_ha=1, min_ha=1), Size(cells=2, max_ha=1)]
)
def test_sizes_that_contradict_are_refused(size: Size) -> None:
    with pytest.raises(CaseError, match="regions"):
        sizes_of(size, GRID, count=1)


def test_what_land_there_is_is_told() -> None:
    usable = np.zeros((6, 6), dtype=bool)
    usable[0, :4] = usable[1, 4] = usable[4:, 4:] = True
    assert sorted(piece_sizes(usable, "rook").tolist()) == [1, 4, 4]
    assert sorted(piece_sizes(usable, "queen").tolist()) == [4, 5]
    error = no_room("s.tif", usable, wanted=RegionsWanted(1, 2), sizes=Sizes(9, 4, 5), used=9)
    assert isinstance(error, EmptyCandidatesError)
    assert "8 cells in 2 pieces" in error.message("en")
    assert "2 片、8 个像元" in error.message("zh")
