import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from layout.suitability.components import Components


@settings(max_examples=60)
@given(
    st.integers(1, 50),
    st.integers(1, 40),
    st.integers(1, 12),
    st.sampled_from(["rook", "queen"]),
    st.sampled_from([0.2, 0.5, 0.65]),
    st.integers(0, 2**32 - 1),
)
def test_regions_do_not_depend_on_the_strips(
    rows: int, cols: int, height: int, connectivity: str, share: float, seed: int
) -> None:
    codes = (np.random.default_rng(seed).random((rows, cols)) < share).astype(np.uint16) * 7
    one = Components(1, connectivity, cols)  # type: ignore[arg-type]
    one.add([(0, *one.label(codes))], row=0, rows=rows)
    whole = one.regions()
    parts = Components(1, connectivity, cols)  # type: ignore[arg-type]
    for row in range(0, rows, height):
        stats, edges = parts.label(codes[row : row + height])
        parts.add([(0, stats, edges)], row=row, rows=min(height, rows - row))
    assert np.array_equal(parts.regions(), whole)
    structure = np.ones((3, 3)) if connectivity == "queen" else None
    assert len(whole) == ndimage.label(codes, structure)[1]


def test_parts_of_a_strip_lie_where_they_are() -> None:
    """Two parts with nothing between, joined by the strip below."""
    whole = Components(1, "rook", 9)
    top = np.ones((2, 2), np.uint16)
    whole.add([(0, *whole.label(top)), (6, *whole.label(top))], row=0, rows=2)
    whole.add([(0, *whole.label(np.ones((1, 9), np.uint16)))], row=2, rows=1)
    assert whole.regions().tolist() == [[17, 17, 0, 0, 2, 8, 0, 0]]


def test_nothing_at_all() -> None:
    whole = Components(1, "rook", 9)
    whole.add([], row=0, rows=0)
    assert whole.regions().shape == (0, 8)


def test_a_strip_that_is_left_out_keeps_its_neighbours_apart() -> None:
    whole = Components(1, "rook", 4)
    for row in (0, 6):
        whole.add([(0, *whole.label(np.ones((3, 4), np.uint16)))], row=row, rows=3)
    assert whole.regions()[:, 0].tolist() == [12, 12]
    assert whole.region_of().tolist() == [0, 1]
