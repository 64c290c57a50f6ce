"""Totals that were published, and the figures that the rest of the product is built around."""

import pytest

from geodata.embedded import table


def test_population_is_the_published_total_of_the_2020_census() -> None:
    assert table("districts")["population_2020"].sum() == 32_054_159


def test_district_areas_add_to_the_official_area() -> None:
    assert table("districts")["area_km2"].sum() == pytest.approx(82_403, rel=0.001)


def test_catalogue_area_of_2018() -> None:
    listed = table("parks").query("catalogue_code != ''")
    assert len(listed) == 49
    assert listed["catalogue_code"].is_unique
    assert listed["approved_area_ha"].sum() == pytest.approx(42_532.7, abs=0.05)
    # a code that begins with G stands in the national part of the catalogue: 8 zones in 2018
    assert listed["catalogue_code"].str.startswith("G").sum() == 8


def test_33618_means_thirty_clusters() -> None:
    tiers = table("clusters")["tier"].value_counts().to_dict()
    assert tiers == {"trillion": 3, "500bn": 3, "100bn": 6, "future": 6, "high_growth": 12}
    named = table("clusters").dropna(subset="target_output_cny").groupby("tier")["target_output_cny"].unique()
    assert {tier: values.tolist() for tier, values in named.items()} == {
        "trillion": [1e12],
        "500bn": [5e11],
        "100bn": [1e11],
    }


def test_land_output_target_of_2027() -> None:
    target = table("targets").set_index("target_id").loc["output_per_km2_2027"]
    assert (target["target_value"], target["unit"], target["target_year"]) == (75, "1e8 CNY/km2", 2027)
    assert target[["baseline_value"]].isna().all()


def test_the_corrupt_figure_of_2024_is_left_out() -> None:
    gdp = table("statistics").query(
        "indicator_id == 'gdp' and year == 2024 and 'ds_qiao14_2024' in source_ids"
    )
    assert "500242" not in set(gdp["entity_id"])


def test_nodes_by_kind() -> None:
    kinds = (
        table("infrastructure")["kind"]
        .value_counts()
        .add(table("infrastructure_osm")["kind"].value_counts(), fill_value=0)
    )
    assert kinds.astype(int).to_dict() == {
        "airport": 7,
        "river_port": 13,
        "rail_freight_hub": 4,
        "rail_station": 118,
        "power_plant": 87,
        "logistics_park": 3,
        "steel_plant": 3,
        "cement_plant": 27,
    }
