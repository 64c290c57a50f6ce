import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio import Affine

from geodata.errors import CRSMismatchError, DataFormatError
from geodata.read.raster_file import EXCLUDED_TAG
from layout.errors import CaseError, EmptyCandidatesError
from layout.suitability.locate import RegionsWanted
from layout.workflow.regions import surface as region_surface
from layout.workflow.regions.regions import find_regions
from layout.workflow.regions.terms import Size, Terms

ONE = RegionsWanted(1)
VALUES = np.random.default_rng(2).random((6, 6)).astype(np.float32)


def write(
    path: Path, values: np.ndarray = VALUES, *, crs: str = "EPSG:4545", cell: float = 30.0, own: bool = False
) -> Path:
    profile = {
        "driver": "GTiff",
        "width": values.shape[1],
        "height": values.shape[0],
        "count": 1,
        "dtype": values.dtype,
    }
    origin = (500_000, 3_300_000) if crs == "EPSG:4545" else (106.0, 29.0)
    transform = Affine(cell, 0, origin[0], 0, -cell, origin[1])
    with rasterio.open(
        path,
        "w",
        crs=crs,
        transform=transform,
        nodata=65_535 if own or values.dtype == np.uint16 else -1,
        **profile,
    ) as file:
        file.write(values, 1)
        if own:
            file.scales = (0.0001,)
            file.update_tags(**{EXCLUDED_TAG: "0"})
    return path


def test_cells_sums_and_polygons(tmp_path: Path) -> None:
    result = find_regions(write(tmp_path / "s.tif"), Size(cells=5), question=RegionsWanted(1, 2))
    record = json.loads(json.dumps(result.record()))
    assert record["count"] == record["wanted"] == 2
    assert record["objective"] == pytest.approx(sum(region["sum"] for region in record["regions"]))
    assert record["objective"] == record["bound"]
    assert record["gap"] == 0
    assert record["method"] == "exact"
    for region, cells in zip(record["regions"], result.found.regions, strict=True):
        polygon = shapely.from_geojson(json.dumps(region["polygon"]))
        assert region["cells"] == 5
        assert region["mean"] == pytest.approx(VALUES[cells[:, 0], cells[:, 1]].mean())
        assert region["area_ha"] == pytest.approx(0.45, rel=2e-3)
        assert polygon.is_valid
        assert 104 < polygon.centroid.x < 112


def test_an_area_is_rounded_up_to_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "s.tif")
    assert find_regions(path, Size(area_ha=0.27), question=ONE).wanted.cells == 3
    assert find_regions(path, Size(area_ha=0.28), question=ONE).wanted.cells == 4


def test_spacing_is_in_metres(tmp_path: Path) -> None:
    question = RegionsWanted(1, 2)
    result = find_regions(
        write(tmp_path / "s.tif"), Size(cells=3), question=question, terms=Terms(spacing_m=60.0)
    )
    one, other = (shapely.transform(polygon, lambda at: at) for polygon in result.polygons)
    assert one.distance(other) > 0
    assert result.wanted.spacing == 2.0


def test_zero_means_excluded_only_where_the_surface_says_so(tmp_path: Path) -> None:
    values = np.zeros((3, 3), np.uint16)
    values[0] = 9000
    values[2] = 10_000
    foreign = find_regions(write(tmp_path / "a.tif", values), Size(cells=9), question=ONE)
    assert foreign.found.objective == 57_000
    own = find_regions(write(tmp_path / "b.tif", values, own=True), Size(cells=3), question=ONE)
    assert own.found.objective == pytest.approx(3.0)
    with pytest.raises(EmptyCandidatesError, match="6 that can be used"):
        find_regions(tmp_path / "b.tif", Size(cells=4), question=ONE)


def test_a_least_score(tmp_path: Path) -> None:
    path = write(tmp_path / "s.tif")
    high = find_regions(path, Size(cells=1), question=ONE, terms=Terms(min_score=0.9))
    assert high.found.sums[0] == pytest.approx(float(VALUES.max()))
    with pytest.raises(EmptyCandidatesError):
        find_regions(path, Size(cells=1), question=ONE, terms=Terms(min_score=1.1))


@pytest.mark.parametrize("size", [Size(), Size(cells=2, area_ha=1.0), Size(cells=37), Size(area_ha=1e-12)])
def test_a_size_that_is_none_is_refused(tmp_path: Path, size: Size) -> None:
    with pytest.raises(CaseError, match="regions"):
        find_regions(write(tmp_path / "s.tif"), size, question=ONE)


def test_degrees_have_cells_but_no_hectares(tmp_path: Path) -> None:
    path = write(tmp_path / "d.tif", crs="EPSG:4326", cell=0.001)
    assert find_regions(path, Size(cells=2), question=ONE).found.regions
    with pytest.raises(CRSMismatchError, match="metres"):
        find_regions(path, Size(area_ha=1.0), question=ONE)


def test_too_large_a_surface_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_surface, "MOST_CELLS", 35)
    with pytest.raises(DataFormatError, match="36 cells"):
        find_regions(write(tmp_path / "s.tif"), Size(cells=2), question=ONE)


def two_halves(path: Path) -> Path:
    """Good land on both sides of a road one cell wide, and a pond of two cells in the left half."""
    values = np.full((10, 13), 0.8, np.float32)
    values[:, 6] = -1
    values[4:6, 3] = -1
    values[:4, 12] = -1
    return write(path, values)


def test_a_thin_barrier_is_crossed_when_asked_and_told(tmp_path: Path) -> None:
    path = two_halves(tmp_path / "s.tif")
    with pytest.raises(EmptyCandidatesError):
        find_regions(path, Size(cells=70), question=ONE)
    result = find_regions(path, Size(cells=70), question=ONE, terms=Terms(bridge_m=30.0))
    (part,) = result.parts
    crossed = [cell for cell in result.found.regions[0].tolist() if cell[1] == 6]
    assert part.bridged >= len(crossed) > 0
    assert result.found.sums[0] == pytest.approx(0.8 * (70 - part.bridged), rel=1e-6)
    with pytest.raises(EmptyCandidatesError):
        find_regions(path, Size(cells=70), question=ONE, terms=Terms(bridge_m=29.0))


def test_a_small_gap_is_filled_when_asked_and_told(tmp_path: Path) -> None:
    path = two_halves(tmp_path / "s.tif")
    bare = find_regions(path, Size(cells=58), question=ONE)
    whole = find_regions(path, Size(cells=58), question=ONE, terms=Terms(fill_ha=0.18))
    assert bare.parts[0].filled == 0
    assert whole.parts[0].filled == 2
    assert whole.areas_ha[0] - bare.areas_ha[0] == pytest.approx(0.18, rel=5e-3)
    assert not whole.polygons[0].interiors
    small = find_regions(path, Size(cells=58), question=ONE, terms=Terms(fill_ha=0.17))
    assert small.parts[0].filled == 0


def test_existing_areas_count_and_are_kept_clear(tmp_path: Path) -> None:
    path = write(tmp_path / "s.tif", np.full((12, 12), 0.5, np.float32))
    keep = tmp_path / "keep.geojson"
    box = shapely.box(500_000, 3_299_880, 500_090, 3_300_000)  # three columns, four rows at the upper left
    gpd.GeoSeries([box], crs="EPSG:4545").to_crs(4326).to_file(keep)
    terms = Terms(keep=keep, spacing_m=60.0)
    result = find_regions(path, Size(cells=6), question=RegionsWanted(1, 3), terms=terms)
    assert len(result.found.regions) == 2
    assert len(result.record()["existing"]) == 1
    old = shapely.transform(box, lambda points: points)
    for region in result.found.regions:
        for row, col in region.tolist():
            cell = shapely.box(
                500_000 + 30 * col, 3_300_000 - 30 * (row + 1), 500_030 + 30 * col, 3_300_000 - 30 * row
            )
            assert cell.centroid.distance(old) >= 60.0
    with pytest.raises(CaseError, match="existing ones count"):
        find_regions(path, Size(cells=6), question=ONE, terms=terms)
