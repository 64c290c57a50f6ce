from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from geodata.embedded import table
from geodata.text import Bilingual
from layout.criteria.neighbourhood import family_roots, measure_neighbourhood
from layout.criteria.result import CriterionResult
from layout.sites.candidates import site_frame

Frame = Callable[..., pd.DataFrame]
Names = dict[str, Bilingual]
GEOD = Geod(ellps="WGS84")


def north(km: float) -> float:
    """Return the latitude `km` north of the default site."""
    _, lat, _ = GEOD.fwd(106.5, 29.5, 0, km * 1000)
    return float(lat)


def carrier(park_id: str, km: float, **more: object) -> dict[str, object]:
    return {"park_id": park_id, "lat": north(km), "cluster_ids": ("icnev",), **more}


def measure(sites: pd.DataFrame, parks: pd.DataFrame, names: Names) -> CriterionResult:
    return measure_neighbourhood(sites, parks, cluster_id="icnev", radius_km=60.0, cluster_names=names)


def test_parks_within_the_radius_count(frame: Frame, cluster_names: Names) -> None:
    parks = frame(
        carrier("a", 0),
        carrier("b", 59.9),
        carrier("c", 60.1),
        {"park_id": "d", "cluster_ids": ("food",), "lat": north(1)},
    )
    result = measure(parks[:1], parks, cluster_names)
    assert result.raw["a"] == 1
    assert "(Park)" in result.phrases["a"].en


def test_a_family_counts_once_and_the_own_family_not_at_all(frame: Frame, cluster_names: Names) -> None:
    parks = frame(
        carrier("own", 0),
        carrier("own_child", 1, parent_park_id="own"),
        carrier("own_grandchild", 2, parent_park_id="own_child"),
        carrier("other", 10),
        carrier("other_child", 11, parent_park_id="other"),
        carrier("other_child_2", 12, parent_park_id="other"),
        carrier("orphan", 20, parent_park_id="outside"),
    )
    raw = measure(parks, parks, cluster_names).raw
    assert raw["own"] == raw["own_child"] == raw["own_grandchild"] == 2
    assert raw["other"] == raw["other_child"] == 2
    assert raw["orphan"] == 2


def test_the_range_follows_the_precision_of_both_points(frame: Frame, cluster_names: Names) -> None:
    parks = frame(
        {"park_id": "a", "position_precision_m": 2000.0},
        carrier("sure", 56.0, position_precision_m=1000.0),
        carrier("perhaps_out", 58.5, position_precision_m=1000.0),
        carrier("perhaps_in", 62.5, position_precision_m=1000.0),
        carrier("out", 63.5, position_precision_m=1000.0),
        carrier("nowhere", 0, lon=np.nan, lat=np.nan),
    )
    result = measure(parks[:1], parks, cluster_names)
    assert (result.low["a"], result.raw["a"], result.high["a"]) == (1, 2, 4)
    assert "no position: 1" in result.notes[0].en


def test_a_site_without_a_position_is_unknown(frame: Frame, cluster_names: Names) -> None:
    parks = frame({"park_id": "a", "lon": np.nan, "lat": np.nan}, carrier("b", 1))
    result = measure(parks[:1], parks, cluster_names)
    assert result.raw.isna().all()
    assert "position" in result.missing["a"].en


def test_a_cluster_that_no_park_carries_gives_zero_not_unknown(frame: Frame, cluster_names: Names) -> None:
    parks = frame({"park_id": "a"}, {"park_id": "b"})
    result = measure(parks, parks, cluster_names)
    assert result.raw.tolist() == [0, 0]
    assert "no other park within 60 km" in result.phrases["a"].en


def test_a_circle_of_parents_ends(frame: Frame) -> None:
    parks = frame({"park_id": "a", "parent_park_id": "b"}, {"park_id": "b", "parent_park_id": "a"})
    assert set(family_roots(parks)) == {"a", "b"}


def test_the_counts_of_the_real_parks_equal_a_brute_force_count(cluster_names: Names) -> None:
    parks = table("parks")
    sites = site_frame(parks, table("districts"))
    raw = measure(sites, parks, cluster_names).raw
    parent = dict(zip(parks["park_id"], parks["parent_park_id"], strict=True))
    rows = parks.to_dict("records")
    for site in rows:
        if np.isnan(site["lon"]):
            assert np.isnan(raw[site["park_id"]])
            continue
        families = set()
        for other in rows:
            if "icnev" not in other["cluster_ids"] or np.isnan(other["lon"]):
                continue
            _, _, metres = GEOD.inv(site["lon"], site["lat"], other["lon"], other["lat"])
            family = parent[other["park_id"]] or other["park_id"]
            if metres <= 60_000 and family != (parent[site["park_id"]] or site["park_id"]):
                families.add(family)
        assert raw[site["park_id"]] == len(families)


@pytest.mark.parametrize("park", ["yufu_idz", "longxing_ip", "liangjiang_na"])
def test_liangjiang_is_not_its_own_neighbour(park: str, cluster_names: Names) -> None:
    parks = table("parks")
    sites = site_frame(parks, table("districts"))
    phrase = measure(sites.loc[[park]], parks, cluster_names).phrases[park]
    assert "Liangjiang" not in phrase.en


def test_an_own_site_does_not_count_the_park_that_it_lies_in(frame: Frame, cluster_names: Names) -> None:
    parks = frame(carrier("host", 0), carrier("part", 1, parent_park_id="host"), carrier("other", 10))
    inside = frame({"park_id": "parcel", "parent_park_id": "host"})
    outside = frame({"park_id": "parcel", "parent_park_id": ""})
    assert measure(inside, parks, cluster_names).raw["parcel"] == 1
    assert measure(outside, parks, cluster_names).raw["parcel"] == 2
