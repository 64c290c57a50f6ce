import pytest

from geodata.embedded import table
from layout.landuse.pairs import pair
from layout.viz.parks import CLUSTER_COLORS, ParkColors, by_cluster, by_intensity, by_level, park_style
from layout.viz.spec import class_of, radius_px
from layout.workflow.maps.layers import park_frame

PAIR = pair("gross_output-per-approved_area")


def colorings() -> dict[str, ParkColors]:
    return {
        "level": by_level(),
        "cluster": by_cluster(table("clusters")),
        "intensity": by_intensity(PAIR.name, target=75.0, notes=PAIR.notes),
    }


@pytest.mark.parametrize("name", ["level", "cluster", "intensity"])
def test_every_park_is_counted_once_and_falls_in_the_class_that_counts_it(name: str) -> None:
    frame = park_frame(PAIR.pair_id)
    spec = park_style(frame, colorings()[name])
    found = [class_of(spec, value) for value in frame[spec["property"]]]
    assert sum(one is None for one in found) == spec["no_data"]["count"]
    for entry in spec["classes"]:
        assert sum(one is entry for one in found) == entry["count"]
    assert len(found) == 64


@pytest.mark.parametrize("name", ["level", "cluster", "intensity"])
def test_every_property_is_in_the_frame(name: str) -> None:
    frame = park_frame(PAIR.pair_id)
    spec = park_style(frame, colorings()[name])
    named = {spec["property"], spec["key"], spec["radius"]["property"]}
    for line in spec["tooltip"]:
        named |= {line["property"]} if isinstance(line["property"], str) else set(line["property"].values())
    assert named <= set(frame.columns)


def test_the_30_clusters_share_eight_classes_and_none_is_lost() -> None:
    spec = park_style(park_frame(), by_cluster(table("clusters")))
    values = [value for entry in spec["classes"] for value in entry["values"]]
    assert sorted(values) == sorted(table("clusters")["cluster_id"])
    assert len(spec["classes"]) == 8
    assert set(CLUSTER_COLORS) == set(table("clusters").query("tier in ['trillion', '500bn']")["cluster_id"])
    assert spec["no_data"]["label"]["zh"] == "无对应集群"


def test_intensity_of_the_facts_is_known_for_three_parks_and_no_data_for_the_rest() -> None:
    spec = park_style(park_frame(PAIR.pair_id), colorings()["intensity"])
    assert sum(entry["count"] for entry in spec["classes"]) == 3
    assert spec["no_data"]["count"] == 61
    assert spec["unit"]["zh"] == "亿元/km²"
    assert any("64 个中有 3 个" in note["zh"] for note in spec["notes"])


def test_sizes_follow_the_approved_area() -> None:
    frame = park_frame()
    radius = park_style(frame, by_level())["radius"]
    assert radius["max"] == 2817.07
    assert radius_px(radius, 2817.07) == radius["max_px"]
    assert [step["value"] for step in radius["legend"]] == [250.0, 1000.0, 2500.0]
    assert radius["legend"][1]["px"] == pytest.approx(18 * (1000 / 2817.07) ** 0.5, abs=0.06)


def test_parks_without_any_area_still_have_a_size() -> None:
    frame = park_frame().assign(approved_area_ha=float("nan"))
    radius = park_style(frame, by_level())["radius"]
    assert radius["legend"] == []
    assert radius_px(radius, None) == radius["missing_px"]


def test_the_legend_says_how_precise_the_points_are() -> None:
    notes = park_style(park_frame(), by_level())["notes"]
    assert any("±" in note["zh"] for note in notes)
    precision = table("parks")["position_precision_m"]
    assert (precision.min(), precision.max()) == (3000, 12000)


def test_an_empty_selection_of_parks_is_styled() -> None:
    spec = park_style(park_frame().iloc[:0], by_level())
    assert [entry["count"] for entry in spec["classes"]] == [0, 0, 0]
    assert spec["radius"]["legend"] == []
