"""References between the tables: whatever names a source, unit, zone, cluster, park or indicator finds it."""

import pandas as pd
import pytest

from geodata.embedded import TABLES, table

BENCHMARK_CITIES = {"500000", "310000"}  # Chongqing and, for comparison, Shanghai
MEMBERS = table("layout_zones").set_index("zone_id")["member_adcodes"]
PARKS = table("parks")
KEYS = {
    "adcode": set(table("districts")["adcode"]),
    "zone": set(MEMBERS.index),
    "cluster": set(table("clusters")["cluster_id"]),
    "park": set(PARKS["park_id"]),
}


def named(frame: pd.DataFrame, column: str) -> set[str]:
    cells = frame[column]
    return {item for cell in cells for item in (cell if isinstance(cell, tuple) else (cell,)) if item}


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"sources", "indicators"}))
def test_sources_exist(name: str) -> None:
    assert named(table(name), "source_ids") <= set(table("sources")["source_id"])


def test_no_source_is_listed_for_nothing() -> None:
    cited = set().union(
        *(named(table(name), "source_ids") for name in set(TABLES) - {"sources", "indicators"})
    )
    assert cited == set(table("sources")["source_id"])


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"sources", "indicators"}))
def test_confidence_fits_the_sources_cited(name: str) -> None:
    frame = table(name)
    from_memory = frame["source_ids"].map(lambda keys: "recalled" in keys)
    only_from_memory = frame["source_ids"].map(lambda keys: keys == ("recalled",))
    assert from_memory[frame["confidence"] == "recalled"].all()
    assert not only_from_memory[frame["confidence"] != "recalled"].any()


@pytest.mark.parametrize(
    ("name", "column", "kind"),
    [
        ("districts", "region_id", "zone"),
        ("layout_zones", "member_adcodes", "adcode"),
        ("parks", "adcode", "adcode"),
        ("parks", "zone_ids", "zone"),
        ("parks", "cluster_ids", "cluster"),
        ("parks", "parent_park_id", "park"),
        ("infrastructure", "adcode", "adcode"),
        ("infrastructure_osm", "adcode", "adcode"),
    ],
)
def test_what_is_named_exists(name: str, column: str, kind: str) -> None:
    assert named(table(name), column) <= KEYS[kind]
    assert named(table(name), column)


def test_no_park_is_its_own_parent_or_grandparent() -> None:
    parent = PARKS.set_index("park_id")["parent_park_id"]
    for park in parent.index:
        chain = [park]
        while parent[chain[-1]]:
            chain.append(parent[chain[-1]])
            assert len(chain) == len(set(chain)), chain


def test_a_park_lies_in_the_zones_that_it_claims() -> None:
    for park in PARKS.itertuples():
        for zone in park.zone_ids:
            if park.adcode and MEMBERS[zone]:
                assert park.adcode in MEMBERS[zone], park.park_id


def test_a_district_is_a_member_of_its_region_and_regions_share_no_unit() -> None:
    districts = table("districts")
    for adcode, region in zip(districts["adcode"], districts["region_id"], strict=True):
        assert adcode in MEMBERS[region]
    regions = ["central_urban", "main_new_urban", "three_gorges_northeast", "wuling_southeast"]
    assert sorted(adcode for region in regions for adcode in MEMBERS[region]) == sorted(KEYS["adcode"])


def test_statistics_name_entities_and_indicators_that_exist_in_their_unit() -> None:
    statistics = table("statistics")
    units = table("indicators").set_index("indicator_id")["unit"]
    allowed = {
        "city": BENCHMARK_CITIES,
        "district": KEYS["adcode"],
        "park": KEYS["park"],
        "zone": KEYS["zone"],
    }
    for kind, entity in zip(statistics["entity_kind"], statistics["entity_id"], strict=True):
        assert entity in allowed[kind]
    assert (statistics["indicator_id"].map(units) == statistics["unit"]).all()
    # no source gives tax or industrial land by unit; both stay in the vocabulary for the office's own figures
    assert set(units.index) - set(statistics["indicator_id"]) == {"tax", "industrial_land_km2"}


def test_shares_are_shares() -> None:
    statistics = table("statistics")
    shares = statistics[(statistics["unit"] == "%") & ~statistics["indicator_id"].str.contains("growth")]
    assert shares["value"].between(0, 100).all()
    assert len(shares) > 0


def test_targets_name_scopes_that_exist() -> None:
    assert set(table("targets")["scope"]) <= BENCHMARK_CITIES | KEYS["adcode"] | KEYS["zone"] | KEYS["park"]


def test_rules_apply_to_zones_that_exist_or_to_a_branch() -> None:
    branches = {
        *(
            "all",
            "chemical",
            "tailings_pond",
            "new_industrial_land",
            "district_plan",
            "new_park",
            "polluting",
        ),
        *("building_materials", "steel", "petrochemical", "coking", "non_ferrous", "pulp"),
        *(f"industry_class_{number}" for number in range(1, 5)),
    }
    plain = {word for word in named(table("rules"), "applies_to") if ":" not in word}
    assert plain <= branches | KEYS["zone"]


def test_industries_are_given_in_both_languages() -> None:
    assert (PARKS["leading_industries_zh"].map(len) == PARKS["leading_industries_en"].map(len)).all()
    clusters = table("clusters")
    assert (clusters["links_zh"].map(len) == clusters["links_en"].map(len)).all()


def test_openstreetmap_rows_stand_apart() -> None:
    osm = table("infrastructure_osm")
    assert (osm["licence"] == "ODbL 1.0").all()
    assert osm["source_ids"].map(lambda keys: "ds_osm_rail_2026" in keys).all()
    free = table("infrastructure")
    assert not free["licence"].str.contains("ODbL").any()
    assert not free["source_ids"].map(lambda keys: "ds_osm_rail_2026" in keys).any()
    assert not set(osm["node_id"]) & set(free["node_id"])
