from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely

from geodata.embedded import table
from layout.sites.candidates import SITE_COLUMNS
from layout.sites.user_model import USER_COLUMNS, Facts, OwnSites, Said

Layer = Callable[..., OwnSites]
Square = Callable[..., shapely.Polygon]


def test_a_parcel_has_all_columns_district_zones_and_a_precision_of_its_own_extent(
    layer: Layer, square: Square
) -> None:
    frame = layer(square(106.35, 29.5, 0.02), name=["白市驿"]).frame
    assert tuple(frame.columns) == (*SITE_COLUMNS, *USER_COLUMNS)
    row = frame.iloc[0]
    assert (row["adcode"], row["district_zh"], row["name_en"]) == ("500107", "九龙坡区", "白市驿")
    assert row["zone_ids"] == ("central_urban", "main_metropolitan")
    assert row["position_precision_m"] < 1_500
    assert "parcel" in row["position_basis"]
    assert row["land_basis"] == "measured"
    assert row["district_shares"] == "500107:1.0000"


def test_what_is_stated_stands_beside_what_is_measured(layer: Layer, square: Square) -> None:
    row = layer(square(106.35, 29.5), land_mu=[1500], position_precision_m=[5]).frame.iloc[0]
    assert (row["land_ha"], row["stated_ha"], row["land_basis"]) == (100.0, 100.0, "stated")
    assert row["measured_ha"] == pytest.approx(107.5, abs=0.5)
    assert row["position_precision_m"] == 5


def test_the_precision_of_a_point_is_stated_or_unknown(layer: Layer) -> None:
    point = shapely.Point(106.36, 29.51)
    assert np.isnan(layer(point).frame.iloc[0]["position_precision_m"])
    assert layer(point, said=Said("a", precision_m=250.0)).frame.iloc[0]["position_precision_m"] == 250
    assert np.isnan(layer(point).frame.iloc[0]["land_ha"])


def test_clusters_of_the_host_are_taken_over_only_when_told(layer: Layer, square: Square) -> None:
    shape, columns = square(106.35, 29.5), {"host_park": ["重庆高新技术产业开发区"]}
    alone = layer(shape, **columns).frame.iloc[0]
    told = layer(shape, said=Said("a", inherit_clusters=True), **columns).frame.iloc[0]
    host = table("parks").set_index("park_id").loc["cq_htz"]
    assert alone["cluster_ids"] == ()
    assert told["cluster_ids"] == host["cluster_ids"]
    assert alone["parent_park_id"] == told["parent_park_id"] == "cq_htz"
    assert alone["target_area_ha"] == host["approved_area_ha"]
    own = layer(shape, said=Said("a", inherit_clusters=True), cluster_ids=["icnev"], **columns).frame.iloc[0]
    assert own["cluster_ids"] == ("icnev",)


def test_an_outline_of_the_office_makes_a_host_of_a_park(layer: Layer, square: Square, facts: Facts) -> None:
    among = replace(facts, park_outlines={"cq_htz": square(106.3, 29.4, 0.2)})
    row = layer(square(106.35, 29.5), among=among).frame.iloc[0]
    assert (row["parent_park_id"], row["host_basis"]) == ("cq_htz", "outline")
    assert layer(square(106.35, 29.5)).frame.iloc[0]["parent_park_id"] == ""


def test_a_site_without_a_name_is_called_by_its_row(layer: Layer, square: Square) -> None:
    row = layer(square(106.35, 29.5)).frame.iloc[0]
    assert (row["name_en"], row["name_zh"]) == ("Site 1", "地块 1")
