import math
from pathlib import Path

import pandas as pd
import pytest

from geodata.embedded import source_citation, table
from layout.errors import UnknownKeyError, UnlikePairError
from layout.landuse.vintage import Vintage
from layout.workflow.maps.values import (
    INTENSITY_VALUES,
    citations,
    conflict_text,
    district_values,
    entities_with_intensity,
    entity_intensities,
    intensities,
    intensity_values,
)
from tests.layout.workflow.office_figures import keep_office


def values(
    indicator: str,
    year: int,
    vintage: Vintage = "38",
    adcodes: tuple[str, ...] = ("500101", "500102", "500105", "500109", "500242"),
) -> pd.DataFrame:
    frame = district_values(indicator, year, vintage=vintage, adcodes=adcodes)
    frame.index = list(adcodes)
    return frame


def test_figures_stand_in_the_order_asked_for_with_year_and_source() -> None:
    found = values("gdp", 2024)
    assert found.loc["500102", "value"] == 1710.7102
    assert (found["year"].dropna() == 2024).all()
    assert found.loc["500102", "source_en"] == source_citation("ds_qiao14_2024").en
    assert "GDP column only" in found.loc["500102", "note_en"]
    assert "分行业列有误" in found.loc["500102", "note_zh"]


def test_a_conflict_is_told_with_the_other_figure_and_its_source() -> None:
    found = values("gdp", 2024)
    assert "1,710" in found.loc["500102", "conflict_en"]
    assert source_citation("news_fuling_output").en in found.loc["500102", "conflict_en"]
    assert found.loc["500101", "conflict_en"] == ""


def test_an_unknown_figure_is_nan_without_year_and_never_zero() -> None:
    found = values("gdp", 2024)  # Youyang (500242) has no sound figure of 2024
    assert math.isnan(found.loc["500242", "value"])
    assert found.loc["500242", "year"] is pd.NA
    assert found.loc["500242", "source_en"] == ""
    assert not (found["value"] == 0).any()


def test_figures_of_38_units_are_not_carried_to_changed_units() -> None:
    old, new = values("gdp", 2024, "38"), values("gdp", 2024, "37")
    for adcode in ("500105", "500109"):
        assert old.loc[adcode, "value"] > 1000 or adcode == "500109"
        assert math.isnan(new.loc[adcode, "value"])
        assert "2025" in new.loc[adcode, "reason_zh"]
        assert "November 2025" in new.loc[adcode, "reason_en"]
    assert new.loc["500101", "value"] == old.loc["500101", "value"]


def test_an_indicator_without_full_year_figures_of_districts_is_refused() -> None:
    # Changshou's value added per km² of 2023 covers three quarters
    for indicator, year in (("value_added_per_km2", 2023), ("gdp", 1999), ("no_such", 2024)):
        with pytest.raises(UnknownKeyError, match=indicator):
            values(indicator, year)


def test_intensities_of_parks_by_pair() -> None:
    parks = ("changshou_etdz", "xipeng_ip", "gaozhu_na")
    found = intensity_values("gross_output-per-approved_area", "park", entity_ids=parks)
    assert tuple(found.columns) == INTENSITY_VALUES
    assert found["value"].iloc[0] == pytest.approx(120.9)
    assert found["value_wan_per_mu"].iloc[0] == pytest.approx(806)
    assert found["pair_zh"].iloc[0] == "规模以上工业总产值 ÷ 核准面积"
    assert source_citation("news_changshou_2023").zh in found["source_zh"].iloc[0]
    assert source_citation("ds_devzones_2018").zh in found["source_zh"].iloc[0]
    assert found["value"].iloc[1:].isna().all()
    assert "8 years apart" in found["reason_en"].iloc[1]
    assert found["reason_en"].iloc[2] == "Neither output nor land of this definition is known."


def test_best_names_the_pair_of_each_park() -> None:
    found = intensity_values("best", "park", entity_ids=("changshou_etdz", "wulong_ip", "cq_etdz"))
    assert len(set(found["pair_zh"])) == 3
    assert found["value_qualifier"].tolist() == ["exact", "exact", "at_least"]


def test_an_undefined_pair_is_refused() -> None:
    with pytest.raises(UnlikePairError):
        intensity_values("gdp-per-area", "park", entity_ids=("changshou_etdz",))


def test_what_is_cached_cannot_be_changed_from_outside() -> None:
    first = intensities("gross_output-per-approved_area")
    first["value_yi_per_km2"] = 0.0
    assert intensities("gross_output-per-approved_area")["value_yi_per_km2"].max() == pytest.approx(120.9)


def test_entity_intensities_has_a_row_a_pair_with_something_known() -> None:
    found = entity_intensities("park", "wulong_ip").set_index("pair")
    assert found.loc["gross_output-per-built_up_km2", "value_yi_per_km2"] == pytest.approx(6.29)
    assert found.loc["value_added-per-built_up_km2", "status"] == "missing"
    assert "operating_revenue-per-managed_area_km2" not in found.index


def test_how_many_entities_have_a_figure() -> None:
    assert entities_with_intensity("gross_output-per-approved_area") == (3, 0)
    assert entities_with_intensity("gross_output-per-industrial_land_km2") == (0, 0)
    assert entities_with_intensity("best") == (6, 0)


def test_conflict_text_of_none_is_none() -> None:
    assert conflict_text(2024, ()) is None
    told = conflict_text(2024, ((1710.0, ("news_fuling_output",)),))
    assert "2024" in told.zh
    assert "1,710" in told.zh


def test_citations_name_the_document_and_carry_no_link() -> None:
    every = citations(tuple(table("sources")["source_id"]))
    assert "http" not in every.en


def test_the_offices_figure_is_shown_and_the_other_is_told(own_workspace: Path) -> None:
    before = values("gdp", 2024)
    assert before.loc["500102", "value"] == 1710.7102
    keep_office(own_workspace, (("district", "500102", "gdp", 2024, 1800.0),))
    found = values("gdp", 2024)
    assert found.loc["500102", "value"] == 1800.0
    assert found.loc["500102", "source_zh"] == "测试年鉴2024"
    assert found.loc["500102", "confidence"] == "office"
    assert "1,710.71" in found.loc["500102", "conflict_zh"]
    assert found.loc["500101", "value"] == before.loc["500101", "value"]


def test_land_of_the_office_gives_districts_an_intensity(own_workspace: Path) -> None:
    pair_id = "gross_output-per-industrial_land_km2"
    assert entities_with_intensity(pair_id) == (0, 0)
    keep_office(
        own_workspace,
        (
            ("district", "500101", "gross_output", 2024, 600.0),
            ("district", "500101", "industrial_land_km2", 2024, 12.0),
            ("park", "wanzhou_etdz", "gross_output", 2024, 64.0),
            ("park", "wanzhou_etdz", "industrial_land_km2", 2024, 2.0),
        ),
    )
    assert entities_with_intensity(pair_id) == (1, 1)
    found = intensity_values(pair_id, "district", entity_ids=("500101", "500102"))
    assert found["value"].tolist()[0] == 50.0
    assert math.isnan(found["value"].tolist()[1])
