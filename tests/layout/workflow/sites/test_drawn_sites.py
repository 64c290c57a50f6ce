import json
from typing import Any

import pytest
import shapely
from pyproj import Geod

from layout.errors import OwnSiteError
from layout.workflow.sites.drawn_sites import check_drawn, refusal
from layout.workflow.sites.own import OwnLayer
from tests.layout.workflow.own_cases import parcels


def drawn(shape: shapely.Geometry) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return found


def test_a_sound_parcel_is_measured() -> None:
    shape = shapely.box(106.35, 29.5, 106.36, 29.51)
    found = check_drawn(drawn(shape))
    assert found.errors == found.warnings == ()
    assert found.area_ha == pytest.approx(abs(Geod(ellps="WGS84").geometry_area_perimeter(shape)[0]) / 1e4)
    assert found.shares == {"500107": 1.0}
    assert found.nearest_park_id == "cq_htz"


def test_a_crossing_outline_is_refused_with_the_place() -> None:
    bow = {
        "type": "Polygon",
        "coordinates": [[[106, 29.5], [106.01, 29.51], [106.01, 29.5], [106, 29.51], [106, 29.5]]],
    }
    found = check_drawn(bow)
    assert "crosses itself at 106.00500, 29.50500" in found.errors[0].en


def test_outside_and_too_small_are_refused() -> None:
    assert "outside the municipality" in check_drawn(drawn(shapely.box(100, 29, 100.1, 29.1))).errors[0].en
    assert "0.1 ha" in check_drawn(drawn(shapely.box(106.5, 29.5, 106.5001, 29.5001))).errors[0].en


def test_borders_and_overlaps_are_warned_of() -> None:
    wide = check_drawn(drawn(shapely.box(106.2, 29.5, 106.32, 29.62)))
    assert "lies across districts" in wide.warnings[0].en
    half = check_drawn(drawn(shapely.box(105.5, 30.0, 105.9, 30.4)))
    assert any("outside the municipality" in one.en for one in half.warnings)
    layer = OwnLayer(parcels(), "a", "0")
    again = check_drawn(drawn(shapely.box(106.355, 29.505, 106.365, 29.515)), layer)
    assert "overlaps" in again.warnings[-1].en


def test_a_point_is_a_site_without_area() -> None:
    found = check_drawn({"type": "Point", "coordinates": [106.5, 29.5]})
    assert found.errors == ()
    assert found.area_ha != found.area_ha  # NaN


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Polygon", "coordinates": []},
        {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
        {"type": "Polygon", "coordinates": [[["a", 1]]]},
    ],
)
def test_what_is_no_shape_is_refused(geometry: dict[str, Any]) -> None:
    with pytest.raises(OwnSiteError, match="expected a polygon or a point"):
        check_drawn(geometry)


def test_a_refusal_speaks_both_languages() -> None:
    error = refusal(key="own_draw.name_taken", name="甲")
    assert "甲" in error.text.en
    assert "甲" in error.text.zh
