from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.embedded import table
from layout.criteria.access import ACCESS_KINDS, measure_access, usable_nodes
from layout.entities.project import NEEDS
from layout.sites.candidates import site_frame

Frame = Callable[..., pd.DataFrame]
GEOD = Geod(ellps="WGS84")
PORT = ACCESS_KINDS["access_river_port"]
RAIL = ACCESS_KINDS["access_rail_freight"]


def node(node_id: str, lon: float, lat: float, **more: object) -> dict[str, object]:
    return {
        "node_id": node_id,
        "kind": "river_port",
        "subkind": "",
        "status": "operating",
        "name_en": node_id,
        "name_zh": f"港{node_id}",
        "lon": lon,
        "lat": lat,
        "position_precision_m": 2000.0,
        "source_ids": ("news_ports_2017",),
        **more,
    }


def real_nodes() -> pd.DataFrame:
    return pd.concat([table("infrastructure"), table("infrastructure_osm")], ignore_index=True)


def test_every_need_has_its_access() -> None:
    assert {kind.need for kind in ACCESS_KINDS.values()} == set(NEEDS)


def test_the_nearest_operating_node_counts(frame: Frame) -> None:
    nodes = pd.DataFrame(
        [
            node("closed", 106.51, 29.5, status="closed"),
            node("planned", 106.52, 29.5, status="planned or operating"),
            node("airport", 106.53, 29.5, kind="airport"),
            node("nowhere", np.nan, np.nan),
            node("near", 106.7, 29.5),
            node("far", 107.5, 29.5),
        ]
    )
    result = measure_access(frame({"position_precision_m": 3000.0}), nodes, kind=PORT)
    expected = GEOD.inv(106.5, 29.5, 106.7, 29.5)[2] / 1000
    assert result.raw["a"] == pytest.approx(expected, abs=1e-9)
    assert result.low["a"] == pytest.approx(expected - 5)
    assert result.high["a"] == pytest.approx(expected + 5)
    assert "to near (±5 km)" in result.phrases["a"].en
    assert "距港near直线" in result.phrases["a"].zh
    assert "2 of 5 recorded nodes count" in result.notes[0].en


def test_the_choice_of_nodes_is_kept(frame: Frame) -> None:
    nodes = pd.DataFrame([node("near", 106.7, 29.5), node("far", 107.5, 29.5)])
    result = measure_access(frame({}), nodes, kind=PORT, chosen=("far",))
    assert "to far" in result.phrases["a"].en
    assert "limits the choice to far" in result.notes[0].en


def test_a_distance_is_never_below_zero(frame: Frame) -> None:
    nodes = pd.DataFrame([node("here", 106.5, 29.5)])
    result = measure_access(frame({"position_precision_m": 3000.0}), nodes, kind=PORT)
    assert (result.low["a"], result.raw["a"], result.high["a"]) == (0, 0, 5)


def test_gaps_have_their_reason(frame: Frame) -> None:
    sites = frame({"park_id": "a"}, {"park_id": "b", "lon": np.nan, "lat": np.nan})
    nodes = pd.DataFrame([node("near", 106.7, 29.5)])
    assert "position" in measure_access(sites, nodes, kind=PORT).missing["b"].en
    nothing = measure_access(sites, nodes, kind=PORT, chosen=("elsewhere",))
    assert nothing.raw.isna().all()
    assert "no node" in nothing.missing["a"].en
    assert "position" in nothing.missing["b"].en


def test_a_marshalling_yard_loads_no_goods() -> None:
    usable = usable_nodes(real_nodes(), RAIL)
    assert set(usable["node_id"]) == {"rf_tuanjiecun", "rf_xiaonanya", "rf_yuzui"}


def test_what_is_not_surely_operating_does_not_count() -> None:
    assert set(usable_nodes(real_nodes(), PORT)["status"]) == {"operating"}
    assert len(usable_nodes(real_nodes(), PORT)) == 7
    assert len(usable_nodes(real_nodes(), ACCESS_KINDS["access_airport"])) == 5


@pytest.mark.parametrize("criterion_id", list(ACCESS_KINDS))
def test_distances_of_the_real_parks_equal_a_brute_force_search(criterion_id: str) -> None:
    kind = ACCESS_KINDS[criterion_id]
    nodes = real_nodes()
    sites = site_frame(table("parks"), table("districts"))
    raw = measure_access(sites, nodes, kind=kind).raw
    usable = usable_nodes(nodes, kind)
    for site_id, lon, lat in zip(sites.index, sites["lon"], sites["lat"], strict=True):
        if np.isnan(lon):
            assert np.isnan(raw[site_id])
            continue
        metres = [GEOD.inv(lon, lat, x, y)[2] for x, y in zip(usable["lon"], usable["lat"], strict=True)]
        assert raw[site_id] == pytest.approx(min(metres) / 1000, rel=1e-12)


offsets = st.tuples(st.floats(0, 1), st.floats(0, 360))


@settings(max_examples=60)
@given(moves=st.lists(offsets, min_size=4, max_size=4))
def test_no_true_position_within_its_precision_leaves_the_range(moves: list[tuple[float, float]]) -> None:
    points = [(106.5, 29.5, 3.0), (106.6, 29.55, 4.0), (106.45, 29.6, 0.5), (106.9, 29.2, 5.0)]
    site, *ports = points
    sites = pd.DataFrame(
        {"lon": [site[0]], "lat": [site[1]], "position_precision_m": [site[2] * 1000]},
        index=pd.Index(["a"], name="site_id"),
    )
    nodes = pd.DataFrame(
        [node(str(key), lon, lat, position_precision_m=km * 1000) for key, (lon, lat, km) in enumerate(ports)]
    )
    result = measure_access(sites, nodes, kind=PORT)
    moved = [
        GEOD.fwd(lon, lat, azimuth, share * km * 1000)[:2]
        for (lon, lat, km), (share, azimuth) in zip(points, moves, strict=True)
    ]
    true = min(GEOD.inv(*moved[0], *port)[2] for port in moved[1:]) / 1000
    assert result.low["a"] - 1e-6 <= true <= result.high["a"] + 1e-6
