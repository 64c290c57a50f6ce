import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from geodata.convert.corners import NOTHING
from geodata.convert.outlines import polygons_of, together
from geodata.grid import Block, Grid
from layout.suitability.components import Components, Connectivity
from layout.suitability.labels import CELLS
from layout.suitability.region_cells import region_corners, region_masks


def cut_up(codes: np.ndarray, height: int, connectivity: Connectivity) -> Components:
    """Return the regions of strips in two parts each, without the strips and columns that hold nothing."""
    found = Components(3, connectivity, codes.shape[1])
    for row in range(0, codes.shape[0], height):
        strip = codes[row : row + height]
        columns = np.flatnonzero(strip.any(axis=0))
        if not columns.size:
            continue
        breaks = np.flatnonzero(np.diff(columns) > 1)
        spans = [columns[0], *columns[breaks + 1]], [*columns[breaks], columns[-1]]
        parts = [
            (int(left), *found.label(np.ascontiguousarray(strip[:, left : right + 1])))
            for left, right in zip(*spans, strict=True)
        ]
        found.add(parts, row=row, rows=len(strip))
    return found


@settings(max_examples=60)
@given(
    rows=st.integers(1, 30),
    cols=st.integers(1, 24),
    height=st.integers(1, 9),
    kind=st.sampled_from(["rook", "queen"]),
    share=st.sampled_from([0.1, 0.5, 0.7]),
    seed=st.integers(0, 2**32 - 1),
)
def test_outlines_and_masks_hold_the_cells_of_the_regions_wanted(
    rows: int, cols: int, height: int, kind: Connectivity, share: float, seed: int
) -> None:
    codes = ((np.random.default_rng(seed).random((rows, cols)) < share) * 7).astype(np.uint16)
    components = cut_up(codes, height, kind)
    regions = components.regions()
    labels, count = ndimage.label(codes, np.ones((3, 3)) if kind == "queen" else None)
    assert len(regions) == count
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    wanted = regions[:, CELLS] > 2
    inside = (labels > 0) & (sizes[labels] > 2)

    def read(block: Block) -> np.ndarray:
        return codes[block.row : block.row + block.rows, block.col : block.col + block.cols].copy()

    found = np.zeros(codes.shape, bool)
    for block, mask in region_masks(components, wanted, read):
        found[block.row : block.row + block.rows, block.col : block.col + block.cols] |= mask
    assert np.array_equal(found, inside)

    numbers = np.full(count, NOTHING, np.int32)
    numbers[wanted] = np.arange(wanted.sum())
    grid = Grid("EPSG:4545", 0.0, 0.0, 1.0, rows, cols)
    corners = region_corners(components, numbers, read)
    shapes = together(*polygons_of(corners, int(wanted.sum()), grid))
    assert shapely.area(shapes).tolist() == regions[wanted, CELLS].tolist()
    down, across = np.nonzero(inside)
    assert shapely.contains_xy(shapely.union_all(shapes), across + 0.5, -down - 0.5).all()
