import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from geodata.convert.disc_maximum import disc_maximum


@settings(max_examples=60)
@given(
    rows=st.integers(1, 9),
    cols=st.integers(1, 300),
    radius=st.floats(0, 9.9),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_values_of_scipys_filter(rows: int, cols: int, radius: float, seed: int) -> None:
    halo = int(radius)
    rng = np.random.default_rng(seed)
    heights = rng.normal(0, 100, (rows + 2 * halo, cols + 2 * halo)).astype(np.float32)
    heights[rng.random(heights.shape) < rng.random()] = -np.inf  # no data, as relief marks it
    down, across = np.mgrid[-halo : halo + 1, -halo : halo + 1]
    disc = np.hypot(down, across) <= radius
    halves = disc[halo:].sum(axis=1) // 2
    wanted = ndimage.maximum_filter(heights, footprint=disc)
    found = disc_maximum(heights, halves)
    assert np.array_equal(found, wanted[halo : halo + rows, halo : halo + cols])
