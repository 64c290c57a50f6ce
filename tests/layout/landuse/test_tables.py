import numpy as np
import pandas as pd
import pytest

from geodata.embedded import table
from geodata.units import wan_per_mu_to_yi_per_km2
from layout.errors import UnlikePairError
from layout.landuse.pairs import DENOMINATORS, NUMERATORS, pairs
from layout.landuse.tables import (
    INTENSITY_COLUMNS,
    all_intensities,
    best_available,
    intensity_table,
    printed_table,
    require_one_pair,
)

# Worked by hand from statistics.csv (line) and parks.csv (line): output 亿元 ÷ land km².
BY_HAND = [
    # changshou_etdz: gross_output 2022 = 1209 (328) ÷ 1000 ha of 2018 (4) = 1209 / 10
    ("gross_output", "approved_area", "changshou_etdz", 120.9, 2022, 2018),
    # fuling_ip: gross_output 2022 = 1225 (345) ÷ 1471.29 ha of 2018 (11) = 1225 / 14.7129
    ("gross_output", "approved_area", "fuling_ip", 83.2602682, 2022, 2018),
    # wulong_ip: gross_output 2021 = 25.16 (357) ÷ 241.03 ha of 2018 (38) = 25.16 / 2.4103
    ("gross_output", "approved_area", "wulong_ip", 10.4385346, 2021, 2018),
    # wulong_ip: 25.16 (357) ÷ built-up 2021 = 4 (356)
    ("gross_output", "built_up_km2", "wulong_ip", 6.29, 2021, 2021),
    # wulong_ip: 25.16 (357) ÷ planned 2021 = 11.5 (355)
    ("gross_output", "planned_area_km2", "wulong_ip", 2.1878261, 2021, 2021),
    # xipeng_ip: gross_output 2010 = 276 (350) ÷ planned 2011 = 65 (349)
    ("gross_output", "planned_area_km2", "xipeng_ip", 4.2461538, 2010, 2011),
    # changshou_etdz: operating_revenue_all 2022 = 1627 (329) ÷ 10
    ("operating_revenue_all", "approved_area", "changshou_etdz", 162.7, 2022, 2018),
    # fuling_ip: value_added 2022 = 370 (346) ÷ 14.7129
    ("value_added", "approved_area", "fuling_ip", 25.1479994, 2022, 2018),
    # cq_htz: value_added 2020 = 197.15 (335) ÷ managed 2021 = 313.5 (332), both of the directly managed area
    ("value_added", "managed_area_km2", "cq_htz", 0.6288676, 2020, 2021),
]


def facts_table(numerator: str, denominator: str, **more: object) -> pd.DataFrame:
    return intensity_table(
        table("statistics"), table("parks"), numerator=numerator, denominator=denominator, **more
    ).set_index("entity_id")


@pytest.mark.parametrize(("numerator", "denominator", "park", "value", "year_above", "year_below"), BY_HAND)
def test_every_computable_park_figure_by_hand(
    numerator: str, denominator: str, park: str, value: float, year_above: int, year_below: int
) -> None:
    row = facts_table(numerator, denominator).loc[park]
    assert row["status"] == "computed"
    assert row["value_yi_per_km2"] == pytest.approx(value, rel=1e-7)
    assert wan_per_mu_to_yi_per_km2(row["value_wan_per_mu"]) == pytest.approx(value, rel=1e-7)
    assert row["ratio_to_target"] == pytest.approx(value / 75, rel=1e-7)
    assert (row["numerator_year"], row["denominator_year"]) == (year_above, year_below)
    assert row["year_gap"] == abs(year_above - year_below)
    assert row["value_qualifier"] == "exact"
    assert row["source_ids"]


def test_the_list_by_hand_is_complete() -> None:
    computed = all_intensities(table("statistics"), table("parks"))
    computed = computed[computed["status"] == "computed"]
    found = set(
        zip(
            computed["numerator_indicator"],
            computed["denominator_indicator"],
            computed["entity_id"],
            strict=True,
        )
    )
    assert found == {case[:3] for case in BY_HAND}


def test_no_district_and_no_zone_has_land_figures_so_all_are_unknown_and_none_is_zero() -> None:
    every = all_intensities(table("statistics"), table("parks"))
    areas = every[every["entity_kind"].isin(["district", "zone"])]
    assert len(areas)
    assert areas["value_yi_per_km2"].isna().all()
    assert not (every["value_yi_per_km2"] == 0).any()


def test_columns_and_reasons_of_all_pairs() -> None:
    every = all_intensities(table("statistics"), table("parks"))
    assert tuple(every.columns) == INTENSITY_COLUMNS
    assert set(every["status"]) == {"computed", "printed", "refused", "missing"}
    known = every["value_yi_per_km2"].notna()
    assert (known == every["status"].isin(["computed", "printed"])).all()
    for column in ("reason_en", "reason_zh"):
        assert ((every[column] == "") == known).all()
    assert ((every["value_qualifier"] == "") == ~known).all()


def test_a_part_year_output_is_refused_and_named() -> None:
    row = facts_table("gross_output", "built_up_km2").loc[
        "wanzhou_etdz"
    ]  # 422.2 in Q1-Q3 2015 (327), 26.5 km² (326)
    assert row["status"] == "refused"
    assert np.isnan(row["value_yi_per_km2"])
    assert row["denominator_value"] == 26.5
    assert "第 1–3 季度" in row["reason_zh"]
    assert "2015" in row["reason_en"]


def test_figures_too_far_apart_are_refused_and_a_wider_gap_allows_them() -> None:
    narrow = facts_table("gross_output", "approved_area").loc["xipeng_ip"]
    assert (narrow["status"], narrow["year_gap"]) == ("refused", 8)
    assert "8" in narrow["reason_en"]
    wide = facts_table("gross_output", "approved_area", max_year_gap=8).loc["xipeng_ip"]
    assert wide["status"] == "computed"
    assert wide["value_yi_per_km2"] == pytest.approx(276 / 14.0639)


def test_output_of_one_ground_is_not_divided_by_land_of_another() -> None:
    # cq_htz: value added of the directly managed area (313.5 km²) against the 20 km² of the catalogue
    row = facts_table("value_added", "approved_area").loc["cq_htz"]
    assert row["status"] == "refused"
    assert "直管园" in row["reason_zh"]
    # the city's output against the built-up land of its parks alone
    city = facts_table("gross_output", "built_up_km2").loc["500000"]
    assert city["status"] == "refused"
    assert "all parks" in city["reason_en"]


def test_one_known_figure_is_missing_the_other() -> None:
    row = facts_table("gross_output", "approved_area").loc["jianqiao_ip"]
    assert row["status"] == "missing"
    assert row["denominator_value"] == pytest.approx(11.5288)
    assert np.isnan(row["numerator_value"])
    assert "No full-year figure" in row["reason_en"]


def test_a_target_of_the_user_changes_the_ratio_alone() -> None:
    usual = facts_table("gross_output", "approved_area").loc["changshou_etdz"]
    other = facts_table("gross_output", "approved_area", target=60.45).loc["changshou_etdz"]
    assert other["ratio_to_target"] == pytest.approx(2.0)
    assert other["value_yi_per_km2"] == usual["value_yi_per_km2"]


def test_the_users_own_industrial_land_makes_a_district_known() -> None:
    base = table("statistics")
    land = base.iloc[[0]].assign(
        entity_kind="district", entity_id="500102", indicator_id="industrial_land_km2", year=2022, value=40.0
    )
    land = land.assign(unit="km2", source_ids=[("user",)], note="", value_qualifier="at_least", period="FY")
    found = intensity_table(
        pd.concat([base, land], ignore_index=True),
        table("parks"),
        numerator="gross_output",
        denominator="industrial_land_km2",
    ).set_index("entity_id")
    # 2024 is at_least 2700 and within five years of 2022: the latest output counts
    assert found.loc["500102", "value_yi_per_km2"] == pytest.approx(2700 / 40)
    assert found.loc["500102", "numerator_year"] == 2024
    assert found.loc["500102", "value_qualifier"] == "about"  # at least ÷ at least bounds nothing


def test_printed_ratios_are_shown_as_printed_with_their_qualifier() -> None:
    found = printed_table(table("statistics"), indicator_id="output_per_km2").set_index("entity_id")
    park = found.loc["cq_etdz"]  # at least 60 in 2010 (324)
    assert (park["value_yi_per_km2"], park["value_qualifier"], park["numerator_year"]) == (
        60.0,
        "at_least",
        2010,
    )
    assert park["value_wan_per_mu"] == pytest.approx(400)
    assert park["status"] == "printed"
    assert pd.isna(park["year_gap"])
    # 63.5 of 2012 covers January to October (44): the year shown is 2007
    assert (found.loc["500000", "value_yi_per_km2"], found.loc["500000", "numerator_year"]) == (30.0, 2007)


def test_a_printed_part_year_ratio_is_refused() -> None:
    found = printed_table(table("statistics"), indicator_id="value_added_per_km2").set_index("entity_id")
    assert found.loc["500115", "status"] == "refused"
    assert np.isnan(found.loc["500115", "value_yi_per_km2"])
    assert "Q1" not in found.loc["500115", "reason_en"]


def test_best_available_takes_industrial_land_first_and_names_each_pair() -> None:
    found = best_available(table("statistics"), table("parks")).set_index("entity_id")
    assert found.loc["wulong_ip", "pair"] == "gross_output-per-built_up_km2"
    assert found.loc["changshou_etdz", "pair"] == "gross_output-per-approved_area"
    assert found.loc["cq_etdz", "pair"] == "printed-output_per_km2"
    assert found["value_yi_per_km2"].notna().all()
    assert not found.index.duplicated().any()


def test_figures_of_unlike_pairs_are_refused_for_comparison() -> None:
    mixed = best_available(table("statistics"), table("parks"))
    with pytest.raises(UnlikePairError, match="expected figures of one pair"):
        require_one_pair(mixed)
    one = intensity_table(
        table("statistics"), table("parks"), numerator="gross_output", denominator="built_up_km2"
    )
    assert require_one_pair(one) == "gross_output-per-built_up_km2"
    with pytest.raises(UnlikePairError, match="found 0"):
        require_one_pair(one.iloc[:0])


def test_all_intensities_agrees_with_each_table_alone() -> None:
    every = all_intensities(table("statistics"), table("parks"))
    assert set(every["pair"]) <= {pair.pair_id for pair in pairs()}
    for numerator in NUMERATORS:
        for denominator in list(DENOMINATORS)[:2]:
            alone = facts_table(numerator, denominator).reset_index()
            same = every[every["pair"] == f"{numerator}-per-{denominator}"]
            assert list(same["entity_id"]) == list(alone["entity_id"])
            np.testing.assert_array_equal(same["value_yi_per_km2"], alone["value_yi_per_km2"])


def test_an_undefined_pair_is_refused() -> None:
    with pytest.raises(UnlikePairError):
        facts_table("gdp", "approved_area")
    with pytest.raises(UnlikePairError):
        printed_table(table("statistics"), indicator_id="gdp")


def test_a_table_without_statistics_is_empty_with_all_columns() -> None:
    nothing = table("statistics").iloc[:0]
    found = intensity_table(nothing, table("parks"), numerator="gross_output", denominator="built_up_km2")
    assert tuple(found.columns) == INTENSITY_COLUMNS
    assert found.empty
