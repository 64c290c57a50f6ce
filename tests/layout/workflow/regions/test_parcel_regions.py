"""Regions of whole parcels from files, against every set of parcels tried by hand."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio import Affine

from geodata.read import Sandbox
from layout.errors import CaseError, EmptyCandidatesError
from layout.suitability.locate import RegionsWanted
from layout.workflow.regions.parcel_file import ParcelTerms
from layout.workflow.regions.parcel_regions import ParcelsResult, find_parcel_regions, parcels_wanted
from layout.workflow.regions.terms import Size, Terms

WEST, NORTH, CELL = 500_000.0, 3_300_000.0, 10.0
VALUES = np.random.default_rng(8).random((30, 40)).astype(np.float32)
WIDTHS = (55.0, 95.0, 62.0, 108.0)
HEIGHTS = (73.0, 88.0, 109.0)


def rectangles() -> list[shapely.Geometry]:
    """Twelve parcels in rows and columns that cut through cells."""
    lefts, tops = np.cumsum((0.0, *WIDTHS)), np.cumsum((0.0, *HEIGHTS))
    return [
        shapely.box(WEST + lefts[c], NORTH - tops[r + 1], WEST + lefts[c + 1], NORTH - tops[r])
        for r, c in np.ndindex(3, 4)
    ]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as found:
        yield found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("parcels")
    profile = {
        "driver": "GTiff",
        "width": 40,
        "height": 30,
        "count": 1,
        "dtype": "float32",
        "crs": "EPSG:4545",
    }
    transform = Affine(CELL, 0, WEST, 0, -CELL, NORTH)
    with rasterio.open(folder / "s.tif", "w", transform=transform, nodata=-1, **profile) as file:
        file.write(VALUES, 1)
    names = [f"P{number}" for number in range(1, 13)]
    frame = gpd.GeoDataFrame({"name": names}, geometry=rectangles(), crs="EPSG:4545")
    frame.to_crs(4326).to_file(folder / "parcels.gpkg")
    return folder / "s.tif", folder / "parcels.gpkg"


def find(files: tuple[Path, Path], size: Size, sandbox: Sandbox, **more: object) -> ParcelsResult:
    question = RegionsWanted(1, int(more.pop("count", 1)))  # type: ignore[call-overload]
    terms = more.pop("terms", None)
    how = ParcelTerms(files[1], **more)  # type: ignore[arg-type]
    return find_parcel_regions(files[0], size, parcels=how, question=question, terms=terms, sandbox=sandbox)  # type: ignore[arg-type]


def sums_by_hand() -> list[float]:
    """Return the sum of scores under each rectangle, a cell counted by the share covered."""
    found = []
    for shape in rectangles():
        west, south, east, north = shape.bounds
        across = np.clip(
            np.minimum(east - WEST, (np.arange(40) + 1) * CELL)
            - np.maximum(west - WEST, np.arange(40) * CELL),
            0,
            CELL,
        )
        down = np.clip(
            np.minimum(NORTH - south, (np.arange(30) + 1) * CELL)
            - np.maximum(NORTH - north, np.arange(30) * CELL),
            0,
            CELL,
        )
        found.append(float((down[:, None] * across[None] / CELL**2 * VALUES).sum()))
    return found


def linked(members: tuple[int, ...]) -> bool:
    seen, waiting = {members[0]}, [members[0]]
    while waiting:
        row, col = divmod(waiting.pop(), 4)
        near = {
            r * 4 + c
            for r, c in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1))
            if 0 <= r < 3 and 0 <= c < 4
        }
        waiting += (near & set(members)) - seen
        seen |= near & set(members)
    return seen == set(members)


def best_by_hand(least: float, most: float, count: int, total: tuple[float, float]) -> float:
    sums = sums_by_hand()
    areas = [shape.area / 10_000 for shape in rectangles()]
    regions = [
        (set(members), sum(areas[n] for n in members), sum(sums[n] for n in members))
        for size in range(1, 8)
        for members in itertools.combinations(range(12), size)
        if least <= sum(areas[n] for n in members) <= most and linked(members)
    ]
    return max(
        sum(one[2] for one in chosen)
        for chosen in itertools.combinations(regions, count)
        if total[0] <= sum(one[1] for one in chosen) <= total[1]
        and all(not a[0] & b[0] for a, b in itertools.combinations(chosen, 2))
    )


def test_one_region_against_every_set_of_parcels(files: tuple[Path, Path], sandbox: Sandbox) -> None:
    result = find(files, Size(area_ha=2.0), sandbox)
    assert result.found.method == "exact"
    assert result.found.objective == pytest.approx(best_by_hand(2.0, 2.2, 1, (0, 99)), rel=1e-4)
    (region,) = json.loads(json.dumps(result.record(), default=str))["regions"]
    assert 1.99 < region["area_ha"] < 2.21
    assert region["mean"] == pytest.approx(region["sum"] / region["cells"])
    assert region["excluded_share"] == region["no_data_share"] == 0
    shape = shapely.from_geojson(json.dumps(region["polygon"]))
    assert shape.geom_type == "Polygon"
    assert len(region["parcels"]) >= 2


def test_a_shared_total_against_every_choice(files: tuple[Path, Path], sandbox: Sandbox) -> None:
    result = find(files, Size(total_ha=4.0, min_ha=0.8, max_ha=3.0), sandbox, count=2, over_pct=5.0)
    assert result.found.objective == pytest.approx(best_by_hand(0.8, 3.0, 2, (4.0, 4.2)), rel=1e-4)
    assert 3.99 < sum(result.areas_ha()) < 4.21


def test_what_became_of_the_parcels_is_told_by_name(
    files: tuple[Path, Path], sandbox: Sandbox, tmp_path: Path
) -> None:
    parts = [
        *rectangles()[:6],
        shapely.box(WEST + 20, NORTH - 60, WEST + 90, NORTH - 10),
        shapely.box(0, 0, 50, 50),
    ]
    parts[7] = shapely.box(WEST + 2_000, NORTH - 50, WEST + 2_050, NORTH)
    names = ["A", "B", "C", "D", "E", "F", "over", "far"]
    gpd.GeoDataFrame({"name": names}, geometry=parts, crs="EPSG:4545").to_file(tmp_path / "p.gpkg")
    keep = gpd.GeoSeries([parts[3].buffer(-5)], crs="EPSG:4545").to_crs(4326)
    keep.to_file(tmp_path / "keep.geojson")
    result = find(
        (files[0], tmp_path / "p.gpkg"),
        Size(area_ha=1.2),
        sandbox,
        count=2,
        terms=Terms(keep=tmp_path / "keep.geojson"),
        over_pct=40.0,
    )
    assert set(result.account.overlapping) == {("A", "over"), ("B", "over")}
    assert result.account.outside == ("far",)
    assert result.account.taken == ("D",)
    for names_of in result.names():
        assert not ({"over"} & set(names_of) and {"A", "B"} & set(names_of))


def test_what_parcels_cannot_do_is_said(files: tuple[Path, Path], sandbox: Sandbox) -> None:
    with pytest.raises(CaseError, match="hectares"):
        find(files, Size(cells=5), sandbox)
    with pytest.raises(CaseError, match="bridge"):
        find(files, Size(area_ha=2.0), sandbox, terms=Terms(bridge_m=10.0))
    with pytest.raises(EmptyCandidatesError, match="12 parcels"):
        find(files, Size(area_ha=50.0), sandbox)
    with pytest.raises(CaseError, match="together"):
        parcels_wanted(Size(total_ha=10, min_ha=4, max_ha=5), 3, over_pct=10.0)


def test_ranges_in_hectares() -> None:
    wanted = parcels_wanted(Size(total_ha=30), 3, over_pct=20.0)
    assert (wanted.least, wanted.most) == pytest.approx((10, 12))
    assert wanted.total == pytest.approx((30, 36))
    assert parcels_wanted(Size(total_ha=30, min_ha=5), 3, over_pct=20.0).most == pytest.approx(36)
    assert parcels_wanted(Size(area_ha=10), 2, over_pct=10.0).total is None
