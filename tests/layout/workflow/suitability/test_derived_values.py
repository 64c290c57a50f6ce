"""What a derived layer reads: catalogue or file, the raster's own cells around the study."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.embedded import table
from geodata.errors import GridMismatchError
from geodata.grid import Grid
from geodata.read.raster_file import raster_grid
from geodata.read.shapes_apart import read_shapes_apart
from geodata.read.shapes_file import read_shapes
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.workflow.suitability.derived_values import Ground, derived_grid, reader_of
from tests.layout.workflow.derived_cases import KINDS, TOWNS, derived_case, layers_of, write_extra

GRID = Grid("EPSG:4544", 0.0, 0.0, 30.0, 60, 50, row0=-109_970, col0=20_040)


def ground(text: str, folder: Path, extra: Path, **keys: Any) -> Ground:  # noqa: ANN401 - keys as TOML gives them
    write_extra(extra)
    read = keys.pop("read", read_shapes)
    return Ground(derived_case(text, folder, extra, **keys), folder, GRID, read, {})


def test_slope_is_computed_on_the_rasters_cells_around_the_study(
    study_text: str, study_folder: Path, tmp_path: Path
) -> None:
    given = ground(study_text, study_folder, tmp_path)
    own = raster_grid(tmp_path / "degrees.tif")
    found = derived_grid(given.case.layers["slope_native"], given)  # type: ignore[arg-type]
    assert (found.x0, found.cell) == (own.x0, own.cell)
    assert GRID.rows < found.rows < own.rows
    assert derived_grid(given.case.layers["relief"], given) == GRID.padded(1)  # type: ignore[arg-type]
    away = Ground(given.case, given.home, Grid("EPSG:4544", 0.0, 0.0, 30.0, 9, 9), read_shapes, {})
    with pytest.raises(GridMismatchError, match="raster degrees covers"):
        derived_grid(given.case.layers["slope_native"], away)  # type: ignore[arg-type]


def test_a_stranger_s_file_gives_the_same_values_from_the_sandbox(
    study_text: str, study_folder: Path, tmp_path: Path
) -> None:
    near, apart = (
        ground(study_text, study_folder, tmp_path, read=read) for read in (read_shapes, read_shapes_apart)
    )
    for name in ("pull", "minutes", "zone_value"):
        with ExitStack() as stack:
            one, other = (reader_of(name, item, grid=GRID, stack=stack)(GRID) for item in (near, apart))
        assert np.isfinite(one).any(), name
        np.testing.assert_allclose(other, one, rtol=1e-6)


def test_points_of_the_catalogue(study_text: str, study_folder: Path, tmp_path: Path) -> None:
    layers = layers_of(study_folder, tmp_path) | {"towns": {"dataset": "infrastructure"}}
    layers["town_density"] = {
        "derive": "density",
        "of": "towns",
        "radius_m": 900_000,
        "where": {"kind": ["airport"]},
    }
    given = ground(study_text, study_folder, tmp_path, layers=layers)
    with ExitStack() as stack:
        found = reader_of("town_density", given, grid=GRID, stack=stack)(GRID)
    facts = table("infrastructure")
    airports = facts[facts["kind"] == "airport"].dropna(subset=["lon"])
    np.testing.assert_allclose(found, len(airports) / (np.pi * 900**2), rtol=1e-5)


def test_multipoints_count_once_a_point_and_masses_follow(
    study_text: str, study_folder: Path, tmp_path: Path
) -> None:
    given = ground(study_text, study_folder, tmp_path)
    both = gpd.GeoDataFrame(
        {"people": [100, 7]},
        geometry=[shapely.MultiPoint(TOWNS[:2]), shapely.Point(TOWNS[2])],
        crs="EPSG:4544",
    )
    (tmp_path / "towns.geojson").unlink()
    both.to_crs(4326).to_file(tmp_path / "towns.geojson")
    with ExitStack() as stack:
        found = reader_of("pull", given, grid=GRID, stack=stack)(GRID)
    x, y = GRID.centre(30, 25)
    away = np.hypot(*(np.array(TOWNS) - (x, y)).T)
    masses = np.array([100, 100, 7])[away <= 3000]
    expected = (masses / np.maximum(away[away <= 3000], 200) ** 2).sum()
    assert len(masses) > 1
    assert found[30, 25] == pytest.approx(expected, rel=1e-5)


def test_only_files_are_sources(study_text: str, study_folder: Path, tmp_path: Path) -> None:
    given = ground(study_text, study_folder, tmp_path)
    with pytest.raises(CaseError, match="relief is no layer with a file"):
        given.layer("relief")
    assert isinstance(given.case, SuitabilityCase)
    assert all(given.case.layers[name].path is None for name in KINDS)
