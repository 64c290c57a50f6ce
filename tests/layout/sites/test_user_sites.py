from collections.abc import Callable

import numpy as np
import pytest
import shapely

from geodata.embedded import table
from layout.errors import OwnSiteError
from layout.sites.candidates import site_frame
from layout.sites.user_model import OwnSites
from layout.sites.user_sites import join_sites

Layer = Callable[..., OwnSites]
Square = Callable[..., shapely.Polygon]


def test_points_and_parcels_keep_their_ids_and_shapes(layer: Layer, square: Square) -> None:
    own = layer(
        square(106.35, 29.5),
        shapely.Point(106.4, 29.5),
        shapely.MultiPoint([(106.5, 29.5)]),
        None,
        id=["p", None, "", "q"],
    )
    assert list(own.frame.index) == ["p", "site_2", "site_3", "q"]
    assert set(own.outlines) == {"p"}
    assert own.frame.loc["site_3", "lon"] == 106.5
    assert np.isnan(own.frame.loc["q", "lon"])


def test_heights_are_dropped(layer: Layer) -> None:
    own = layer(shapely.Polygon([(106.35, 29.5, 300), (106.36, 29.5, 310), (106.36, 29.51, 305)]))
    assert not shapely.has_z(own.outlines["site_1"])


@pytest.mark.parametrize(
    "shape", [shapely.LineString([(106, 29), (106.1, 29)]), shapely.MultiPoint([(106, 29), (106.1, 29)])]
)
def test_a_line_or_several_points_are_no_candidate(layer: Layer, shape: shapely.Geometry) -> None:
    with pytest.raises(OwnSiteError, match="row 1 is a"):
        layer(shape)


def test_an_empty_layer_and_taken_ids_are_refused(layer: Layer, square: Square) -> None:
    with pytest.raises(OwnSiteError, match="no site"):
        layer()
    with pytest.raises(OwnSiteError, match=r"row 2.*twice"):
        layer(square(106.35, 29.5), square(106.4, 29.5), id=["a", "a"])
    with pytest.raises(OwnSiteError, match="park"):
        layer(square(106.35, 29.5), id=["cq_htz"])


@pytest.mark.parametrize(
    ("column", "cell"),
    [("cluster_ids", "chips"), ("host_park", "Nowhere"), ("zone_ids", "moon"), ("level", "top")],
)
def test_an_unknown_word_is_refused_with_its_row(
    layer: Layer, square: Square, column: str, cell: str
) -> None:
    with pytest.raises(OwnSiteError, match=f"row 1.*{cell}"):
        layer(square(106.35, 29.5), **{column: [cell]})


def test_names_stand_for_ids(layer: Layer, square: Square) -> None:
    row = layer(
        square(106.35, 29.5), 产业集群=["先进材料"], 所属园区=["G502044"], 级别=["国家级"]
    ).frame.iloc[0]
    assert (row["cluster_ids"], row["parent_park_id"], row["level"]) == (
        ("advanced_materials",),
        "cq_htz",
        "national",
    )


def test_parks_and_own_sites_stand_in_one_frame_and_parks_have_no_parcel(
    layer: Layer, square: Square
) -> None:
    parks = site_frame(table("parks"), table("districts"))
    own = layer(square(106.35, 29.5)).frame
    both = join_sites(parks, own)
    assert list(both.index) == [*parks.index, "site_1"]
    assert (both.loc[parks.index, "origin"] == "").all()
    assert both.loc[parks.index, "land_ha"].isna().all()
    assert list(join_sites(parks.iloc[:0], own).index) == ["site_1"]
    assert "origin" not in parks
