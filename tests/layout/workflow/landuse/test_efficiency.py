import pandas as pd
import pytest

from layout.errors import UnlikePairError
from layout.workflow.landuse.efficiency import (
    ESTIMATE_PAIR,
    TARGET_YEAR,
    Efficiency,
    basis_line,
    efficiency,
    level_names,
    narrowed,
)
from layout.workflow.landuse.park_rows import TABLE_COLUMNS
from layout.workflow.maps.park_places import CITY

PAIR = "gross_output-per-approved_area"
OFFICE = pd.DataFrame(
    {
        "output_yi": [100.0, 30.0, float("nan")],
        "industrial_land_mu": [3000.0, 3000.0, 600.0],
        "adcode": ["500102", "", "500102"],
        "name": ["", "自建园区", ""],
        "year": ["2024", "", "2023"],
    },
    index=pd.Index(["fuling_ip", "own", "wulong_ip"], name="park_id"),
)


def test_embedded_facts_know_three_parks_and_say_so() -> None:
    found = efficiency(PAIR)
    assert set(found.parks.index) == {"changshou_etdz", "fuling_ip", "wulong_ip"}
    assert found.parks.loc["changshou_etdz", "intensity_yi_per_km2"] == pytest.approx(120.9)
    assert found.parks.index[0] == "wulong_ip"
    assert not found.estimated
    assert found.notes[0].en.startswith("3 of 64 parks")
    assert any("园区数据表" in note.zh for note in found.notes)
    assert set(TABLE_COLUMNS) <= set(found.parks.columns)


def test_totals_are_of_what_is_known_and_tell_their_coverage() -> None:
    city = efficiency(PAIR).levels["city"].loc[CITY]
    assert city["value"] == pytest.approx((1209 + 1225 + 25.16) / (10 + 14.7129 + 2.4103))
    assert city["parks_covered"] == 3
    assert city["land_share"] == pytest.approx(27.1232 / 383.4821, rel=1e-4)
    zones = efficiency(PAIR).levels["zone"]
    assert zones.loc["wankaiyun", "value"] != zones.loc["wankaiyun", "value"]
    assert zones.loc["wuling_southeast", "value"] == pytest.approx(25.16 / 2.4103)


def test_estimates_only_when_asked_and_labelled_in_every_row() -> None:
    found = efficiency(ESTIMATE_PAIR, estimates=True)
    extra = found.parks[~found.parks.index.isin(efficiency(PAIR).parks.index)]
    assert found.estimated
    assert set(extra["basis"]) == {"estimate"}
    assert any("estimates, not figures" in note.en for note in found.notes)


def test_the_table_of_the_office_replaces_the_embedded_figures() -> None:
    found = efficiency(PAIR, office=OFFICE)
    assert set(found.parks.index) == {"fuling_ip", "own"}
    assert found.parks.loc["own", "intensity_yi_per_km2"] == pytest.approx(15)
    assert found.parks.loc["own", "name_zh"] == "自建园区"
    assert found.parks.loc["fuling_ip", "name_en"] == "Chongqing Fuling Industrial Park"
    assert set(found.parks["basis"]) == {"office"}
    assert found.total_parks == 3
    assert found.levels["city"].loc[CITY, ["parks_covered", "parks_total"]].tolist() == [2, 3]
    assert found.levels["district"].loc["500102", "value"] == pytest.approx(50)


def test_another_target_changes_the_gap_and_not_the_figures() -> None:
    found = efficiency(PAIR, target=100.0)
    assert found.parks.loc["fuling_ip", "gap_yi"] == pytest.approx(100 * 14.7129 - 1225)
    assert found.levels["city"].loc[CITY, "gap_yi"] == pytest.approx(found.parks["gap_yi"].sum())


def test_a_printed_ratio_has_nothing_to_add_up() -> None:
    with pytest.raises(UnlikePairError, match="printed ratio"):
        efficiency("printed-output_per_km2")


def test_a_pair_without_any_park_is_empty_and_honest() -> None:
    found = efficiency("gross_output-per-industrial_land_km2")
    assert found.parks.empty
    assert found.curve.empty
    assert found.notes[0].en.startswith("0 of 64 parks")
    assert found.levels["city"].loc[CITY, "value"] != found.levels["city"].loc[CITY, "value"]


def test_names_of_levels() -> None:
    assert level_names("city")[CITY].zh == "重庆市"
    assert level_names("zone")["western_yu"].en
    assert len(level_names("district")) == 38


def test_growth_that_each_park_needs_meets_the_target() -> None:
    parks = efficiency(PAIR).parks
    wulong = parks.loc["wulong_ip"]
    years = TARGET_YEAR - wulong["output_year"]
    reached = wulong["output_yi"] * (1 + wulong["growth_needed_pct"] / 100) ** years
    assert reached / wulong["land_km2"] == pytest.approx(75)
    assert parks.drop(index="wulong_ip")["growth_needed_pct"].isna().all()


def test_parts_of_the_districts_have_no_remainder() -> None:
    found = efficiency(PAIR)
    parts = found.parts["district"]
    rebuilt = parts["land_km2"] * (parts["common"] - parts["structure"] - parts["intensity"])
    assert rebuilt.tolist() == pytest.approx(parts["gap_yi"].tolist())
    assert parts["gap_yi"].sum() == pytest.approx(found.parks["gap_yi"].sum())
    assert parts.loc["500156", "name_zh"] == "武隆区"
    assert efficiency("gross_output-per-industrial_land_km2").parts["district"].empty


def test_zones_overlap_and_each_gives_its_own_gap_back() -> None:
    found = efficiency(PAIR)
    parts = found.parts["zone"]
    for zone, row in parts.iterrows():
        assert row["gap_yi"] == pytest.approx(found.levels["zone"].loc[zone, "gap_yi"])
        rebuilt = row["land_km2"] * (row["common"] - row["structure"] - row["intensity"])
        assert rebuilt == pytest.approx(row["gap_yi"])
    changshou = [zone for zone in parts.index if "changshou_etdz" in narrowed_zone(found, zone)]
    assert len(changshou) == 3


def narrowed_zone(found: Efficiency, zone: object) -> set[str]:
    return {str(park) for park, zones in found.places["zone_ids"].items() if zone in zones}


def test_a_park_inside_another_is_counted_once() -> None:
    found = efficiency(PAIR)
    inner = found.places["parent"].ne("")
    child = str(found.places.index[inner][0])
    parent = str(found.places.loc[child, "parent"])
    office = pd.DataFrame(
        {"output_yi": [100.0, 40.0], "industrial_land_km2": [2.0, 1.0]}, index=pd.Index([parent, child])
    )
    assert efficiency(PAIR, office=office).levels["city"].loc[CITY, "numerator_value"] == 140
    whole = narrowed(found, [parent, child])
    assert whole.levels["city"].loc[CITY, "parks_total"] == 1


def test_the_line_above_a_chart_names_the_pair_and_estimates() -> None:
    assert basis_line(efficiency(PAIR)) == efficiency(PAIR).pair
    assert basis_line(efficiency(PAIR, estimates=True)).zh.startswith("含估算值")
