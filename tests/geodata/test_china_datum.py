import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata.china_datum import (
    CHINA_BOX,
    DATUMS,
    bd09_to_gcj02,
    convert_datum,
    convert_geometries,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    wgs84_to_gcj02,
)
from geodata.errors import CRSMismatchError, DataFormatError

SHARED = Path(os.environ.get("CQLAYOUT_SHARED", Path(__file__).parents[3] / "shared")) / "data"
VECTORS = SHARED / "vectors"
needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the shared vectors are not beside this checkout"
)
Floats = Any
GEOD = Geod(ellps="WGS84")


def metres(lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> Floats:
    return np.abs(GEOD.inv(lon1, lat1, lon2, lat2)[2])


@needs_vectors
def test_a_hundred_points_agree_with_six_implementations_within_a_millimetre_both_ways() -> None:
    known = pd.read_csv(VECTORS / "gcj02_bd09_chongqing.csv")
    wgs = (known.wgs84_lon.to_numpy(), known.wgs84_lat.to_numpy())
    gcj = (known.gcj02_lon.to_numpy(), known.gcj02_lat.to_numpy())
    bd = (known.bd09_lon.to_numpy(), known.bd09_lat.to_numpy())
    assert len(known) == 100
    for found, expected in (
        (wgs84_to_gcj02(*wgs), gcj),
        (gcj02_to_bd09(*gcj), bd),
        (convert_datum(*wgs, source="wgs84", target="bd09"), bd),
        (gcj02_to_wgs84(*gcj), wgs),
        (bd09_to_gcj02(*bd), gcj),
        (convert_datum(*bd, source="bd09", target="cgcs2000"), wgs),
    ):
        assert metres(*found, *expected).max() < 1e-3


@needs_vectors
def test_values_printed_in_public_test_suites_that_follow_the_common_formula() -> None:
    known = pd.read_csv(VECTORS / "published_unit_test_values.csv")
    # the suites print BD-09 to GCJ-02 by an approximate inverse, which ours is not
    known = known[(known.use == "yes") & ~known.kind.str.contains("rough")]
    assert len(known) >= 5
    for row in known[~known.kind.str.startswith("bd09->gcj02")].itertuples():
        source, target = row.kind.split("->")
        lon, lat = convert_datum(row.in_lon, row.in_lat, source=source, target=target)
        assert metres(float(lon), float(lat), row.common_formula_lon, row.common_formula_lat) < 1e-3


def test_a_value_printed_by_a_public_suite_without_the_shared_folder() -> None:
    # googollee/eviltransform, python/test.py
    lon, lat = wgs84_to_gcj02(121.5272106, 31.1774276)
    assert lon == pytest.approx(121.531541859215, abs=1e-9)
    assert lat == pytest.approx(31.17530398364597, abs=1e-9)


@given(
    st.floats(CHINA_BOX[0] + 0.05, CHINA_BOX[2] - 0.05),
    st.floats(CHINA_BOX[1] + 0.05, CHINA_BOX[3] - 0.05),
    st.sampled_from(["gcj02", "bd09"]),
)
def test_any_point_of_china_comes_back_within_a_tenth_of_a_millimetre(
    lon: float, lat: float, datum: str
) -> None:
    there = convert_datum(lon, lat, source="wgs84", target=datum)
    back = convert_datum(*there, source=datum, target="wgs84")
    assert metres(lon, lat, float(back[0]), float(back[1])) < 1e-4
    assert 50 < metres(lon, lat, float(there[0]), float(there[1])) < 2500


def test_the_offset_at_chongqing_is_what_the_design_page_says() -> None:
    lon, lat = np.meshgrid(np.linspace(105.29, 110.19, 30), np.linspace(28.17, 32.2, 30))
    shifted = wgs84_to_gcj02(lon, lat)
    east = metres(lon, lat, shifted[0], lat)
    south = metres(lon, lat, lon, shifted[1])
    assert 300 < east.min() < east.max() < 560
    assert 150 < south.min() < south.max() < 420
    assert (shifted[1] < lat).all()


def test_outside_the_box_nothing_is_shifted_and_the_edge_counts_as_china() -> None:
    lon, lat = np.array([2.35, 72.0039, 137.8348, 106.0]), np.array([48.85, 30.0, 30.0, 0.8])
    for change in (wgs84_to_gcj02, gcj02_to_wgs84):
        x, y = change(lon, lat)
        assert (x == lon).all()
        assert (y == lat).all()
    assert wgs84_to_gcj02(72.004, 30.0)[0] != 72.004


def test_unknown_stays_unknown_and_shapes_broadcast() -> None:
    x, y = convert_datum([[106.5], [np.nan]], [29.5, 30.0, 31.0], source="bd09", target="wgs84")
    assert x.shape == y.shape == (2, 3)
    assert np.isnan(x[1]).all()
    assert np.isfinite(x[0]).all()
    assert np.isfinite(y[0]).all()


def test_wgs84_and_cgcs2000_are_one_system() -> None:
    x, y = convert_datum(106.5, 29.5, source="wgs84", target="cgcs2000")
    assert (float(x), float(y)) == (106.5, 29.5)
    assert len(DATUMS) == 4


def test_swapped_axes_are_refused_and_named() -> None:
    with pytest.raises(DataFormatError, match=r"latitude 106\.5") as caught:
        wgs84_to_gcj02(29.5, 106.5)
    assert "颠倒" in caught.value.message("zh")
    with pytest.raises(DataFormatError, match="longitude 359629"):
        bd09_to_gcj02(359629.0, 29.0)


def test_a_datum_that_is_not_one_is_refused() -> None:
    with pytest.raises(DataFormatError, match="wgs72"):
        convert_datum(106.5, 29.5, source="wgs72", target="wgs84")  # type: ignore[arg-type]


def test_geometries_keep_their_kind_heights_holes_and_gaps() -> None:
    ring = shapely.Polygon(
        [(106, 29), (107, 29), (107, 30), (106, 30)], [[(106.2, 29.2), (106.4, 29.2), (106.4, 29.4)]]
    )
    layer = np.array([ring, None, shapely.Point(106.5, 29.5, 300.0), shapely.MultiPoint()], dtype=object)
    moved = convert_geometries(layer, source="gcj02", target="wgs84")
    back = convert_geometries(moved, source="wgs84", target="gcj02")
    assert moved[1] is None
    assert len(moved[0].interiors) == 1
    assert moved[2].z == 300.0
    assert not shapely.has_z(moved[0])
    assert moved[3].is_empty
    assert shapely.equals_exact(back[0], ring, tolerance=1e-10)
    assert not shapely.equals_exact(moved[0], ring, tolerance=1e-3)


def test_measured_geometries_are_refused() -> None:
    with pytest.raises(CRSMismatchError, match="M"):
        convert_geometries(
            np.array([shapely.from_wkt("POINT M (106 29 5)")], dtype=object), source="bd09", target="wgs84"
        )
