"""What parcels cover, against areas of intersection worked out cell by cell."""

import numpy as np
import pytest
import shapely

from geodata.grid import Grid
from layout.errors import EmptyCandidatesError
from layout.workflow.regions.parcel_cover import cover_of, usable_parcels
from layout.workflow.regions.parcel_file import Parcels, ParcelTerms
from layout.workflow.regions.surface import Scores
from layout.workflow.regions.terms import Terms

GRID = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=10.0, rows=8, cols=8)


def scores() -> Scores:
    generator = np.random.default_rng(0)
    values = generator.random((8, 8))
    excluded = generator.random((8, 8)) < 0.3
    values[excluded] = np.nan
    values[0, :3] = np.nan
    excluded[0, :3] = False
    return Scores(GRID, values, excluded)


def parcels(*shapes: shapely.Geometry) -> Parcels:
    names = tuple(f"P{number}" for number in range(1, len(shapes) + 1))
    return Parcels(names, np.array(shapes, dtype=object), np.ones(len(shapes)), (), ())


def disc(east: float, south: float, radius: float) -> shapely.Geometry:
    return shapely.Point(500_000 + east, 3_300_000 - south).buffer(radius)


def test_cells_count_by_the_share_covered_and_what_is_excluded_is_not_unknown() -> None:
    ground, shape = scores(), disc(33, 27, 25)
    cover = cover_of(parcels(shape), ground)
    usable = excluded = total = 0.0
    for row, col in np.ndindex(8, 8):
        cell = shapely.box(
            500_000 + 10 * col, 3_300_000 - 10 * (row + 1), 500_010 + 10 * col, 3_300_000 - 10 * row
        )
        share = shape.intersection(cell).area / 100
        if ground.excluded[row, col]:
            excluded += share
        elif not np.isnan(ground.values[row, col]):
            usable += share
            total += share * ground.values[row, col]
    assert cover.usable[0] == pytest.approx(usable, rel=1e-5)
    assert cover.excluded[0] == pytest.approx(excluded, rel=1e-5)
    assert cover.sums[0] == pytest.approx(total, rel=1e-5)
    assert cover.unknown[0] == pytest.approx(shape.area / 100 - usable - excluded, abs=1e-3)
    told = cover.of(np.array([0]))
    assert told["mean"] == pytest.approx(total / usable, rel=1e-5)
    assert told["excluded_share"] == pytest.approx(excluded / (shape.area / 100), rel=1e-4)


def test_a_parcel_that_reaches_beyond_the_surface_has_land_without_data() -> None:
    whole = Scores(GRID, np.full((8, 8), 0.5), np.zeros((8, 8), dtype=bool))
    half = shapely.box(500_040, 3_299_960, 500_120, 3_300_000)
    cover = cover_of(parcels(half), whole)
    assert cover.of(np.array([0]))["no_data_share"] == pytest.approx(0.5)
    assert cover.of(np.array([0]))["excluded_share"] == 0


def test_parcels_without_land_and_near_existing_areas_are_left_out_by_name() -> None:
    values = np.full((8, 8), 0.5)
    values[:, 6:] = np.nan
    ground = Scores(GRID, values, np.isnan(values))
    given = parcels(*(shapely.box(500_000 + x, 3_299_960, 500_020 + x, 3_300_000) for x in (0, 20, 60)))
    existing = np.array([shapely.box(500_000, 3_299_960, 500_010, 3_300_000)], dtype=object)
    asked = (existing, Terms(), ParcelTerms("p.gpkg"))
    kept, cover, account = usable_parcels(given, ground, asked=asked)
    assert kept.names == ("P2",)
    assert (account.used, account.taken, account.without_land) == (1, ("P1",), ("P3",))
    assert cover.sums == pytest.approx([4.0])
    with pytest.raises(EmptyCandidatesError, match="no parcel holds"):
        usable_parcels(given, ground, asked=(existing, Terms(spacing_m=30.0), ParcelTerms("p.gpkg")))
