from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.grid import Grid
from geodata.read import Sandbox
from layout.errors import CaseError
from layout.workflow.regions.parcel_file import (
    ParcelTerms,
    nearer_than,
    overlapping,
    parcel_names,
    parcels_of,
    read_parcels,
    side_by_side,
)

WEST, NORTH = 500_000.0, 3_300_000.0
GRID = Grid("EPSG:4545", x0=WEST, y0=NORTH, cell=10.0, rows=60, cols=60)


def box(left: float, down: float, width: float = 100.0, height: float = 100.0) -> shapely.Geometry:
    """A rectangle so many metres from the upper left corner of the grid."""
    return shapely.box(WEST + left, NORTH - down - height, WEST + left + width, NORTH - down)


def shapes(*parts: shapely.Geometry) -> np.ndarray:
    return np.array(parts, dtype=object)


def test_neighbours_share_an_edge_and_gaps_count_up_to_the_tolerance() -> None:
    given = shapes(box(0, 0), box(100, 0), box(200.4, 0), box(301, 0), box(100, 100))
    pairs, length = side_by_side(given, gap_m=0.5, corners=False)
    assert pairs.tolist() == [[0, 1], [1, 2], [1, 4]]
    assert length == pytest.approx([100, 100, 100], abs=1.1)
    wide, _ = side_by_side(given, gap_m=1.0, corners=False)
    assert [2, 3] in wide.tolist()
    exact, _ = side_by_side(given, gap_m=0.0, corners=False)
    assert exact.tolist() == [[0, 1], [1, 4]]


def test_corners_touch_only_when_asked() -> None:
    given = shapes(box(0, 0), box(100, 100))
    assert side_by_side(given, gap_m=0.5, corners=False)[0].tolist() == []
    assert side_by_side(given, gap_m=0.5, corners=True)[0].tolist() == [[0, 1]]


def test_an_overlap_is_more_than_a_sliver() -> None:
    given = shapes(box(0, 0), box(99.7, 0), box(190, 0), box(220, 20, 10, 10))
    assert overlapping(given, gap_m=0.5).tolist() == [[1, 2], [2, 3]]
    assert overlapping(given, gap_m=0.0).tolist() == [[0, 1], [1, 2], [2, 3]]


def test_distances_between_edges() -> None:
    given = shapes(box(0, 0), box(150, 0), box(400, 0))
    assert nearer_than(given, 50.0).tolist() == []
    assert nearer_than(given, 50.1).tolist() == [[0, 1]]
    assert nearer_than(given, 0.0).tolist() == []


def test_names_come_from_a_known_column_and_are_unique() -> None:
    frame = gpd.GeoDataFrame(
        {"地块编号": ["甲", "乙", "乙", None]}, geometry=[box(0, 0)] * 4, crs=GRID.crs, index=[1, 2, 3, 4]
    )
    assert parcel_names(frame) == ["甲", "乙 (#2)", "乙 (#3)", "#4"]
    assert parcel_names(frame.drop(columns="地块编号")) == ["#1", "#2", "#3", "#4"]


def test_areas_are_geodesic_and_parcels_elsewhere_are_named() -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["in", "out"]}, geometry=[box(0, 0), box(5_000, 0)], crs=GRID.crs, index=[1, 2]
    )
    found = parcels_of(frame, GRID, origin=Path("p.gpkg"))
    assert found.names == ("in",)
    assert found.outside == ("out",)
    assert found.areas_ha == pytest.approx([1.0], rel=2e-3)
    with pytest.raises(CaseError, match="0 parcels on the surface"):
        parcels_of(frame[1:], GRID, origin=Path("p.gpkg"))


def test_a_file_in_its_own_system_is_read_guarded_and_what_was_mended_is_told(tmp_path: Path) -> None:
    bow = shapely.Polygon([(WEST, NORTH), (WEST + 50, NORTH - 50), (WEST + 50, NORTH), (WEST, NORTH - 50)])
    frame = gpd.GeoDataFrame({"name": ["A", "bow"]}, geometry=[box(100, 0), bow], crs=GRID.crs)
    frame.to_crs(4490).to_file(tmp_path / "p.gpkg")
    with Sandbox() as sandbox:
        found = read_parcels(ParcelTerms(tmp_path / "p.gpkg"), GRID, sandbox=sandbox)
        assert found.names == ("A", "bow")
        assert shapely.is_valid(found.shapes).all()
        assert any("bow" in said.en or "2" in said.en for said in found.told)
        (tmp_path / "bad.gpkg").write_bytes(b"nothing of the kind")
        with pytest.raises(CaseError, match=r"bad\.gpkg"):
            read_parcels(ParcelTerms(tmp_path / "bad.gpkg"), GRID, sandbox=sandbox)
        points = gpd.GeoDataFrame({"name": ["A"]}, geometry=[shapely.Point(106.5, 29.5)], crs=4326)
        points.to_file(tmp_path / "points.gpkg")
        with pytest.raises(CaseError, match="no polygons"):
            read_parcels(ParcelTerms(tmp_path / "points.gpkg"), GRID, sandbox=sandbox)
