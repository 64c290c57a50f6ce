from typing import Any

import pandas as pd
import pytest

from geodata.embedded import table
from layout.landuse.figures import (
    FIGURE_COLUMNS,
    annual_figures,
    approved_area_figures,
    choose_annual,
    part_year_periods,
)


def row(**changes: object) -> dict[str, Any]:
    base = {
        "entity_kind": "park",
        "entity_id": "a",
        "indicator_id": "gross_output",
        "year": 2022,
        "period": "FY",
        "value": 10.0,
        "value_qualifier": "exact",
        "source_ids": ("s1",),
        "confidence": "seen_secondary",
        "note": "",
    }
    return base | changes


def test_a_part_year_figure_is_never_a_year() -> None:
    assert choose_annual([row(period="Q1-Q3"), row(period="M01-M10")]) == []
    assert part_year_periods([row(period="Q1-Q3"), row()]) == {("park", "a"): [(2022, "Q1-Q3")]}


def test_no_part_year_row_of_the_facts_becomes_annual() -> None:
    statistics = table("statistics")
    part = statistics[statistics["period"] != "FY"]
    assert len(part) > 10
    for key, _ in part.groupby(["entity_kind", "entity_id", "indicator_id", "year"]):
        kind, entity, indicator, year = key
        found = annual_figures(statistics, indicator)
        hit = found[(found["entity_kind"] == kind) & (found["entity_id"] == entity) & (found["year"] == year)]
        assert hit.empty, key


def test_unknown_values_and_years_are_left_out() -> None:
    assert choose_annual([row(value=float("nan")), row(year=pd.NA)]) == []


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ({"confidence": "seen_primary"}, {"confidence": "seen_secondary"}),
        ({"confidence": "seen_secondary"}, {"confidence": "recalled"}),
        ({"value_qualifier": "exact"}, {"value_qualifier": "about"}),
        ({"value_qualifier": "about"}, {"value_qualifier": "at_least"}),
        ({"source_ids": ("a",)}, {"source_ids": ("b",)}),
    ],
)
def test_the_stronger_figure_is_shown_and_the_other_kept(
    stronger: dict[str, Any], weaker: dict[str, Any]
) -> None:
    rows = [row(value=1.0, **stronger), row(**({"value": 2.0, "source_ids": ("s2",)} | weaker))]
    for order in (rows, rows[::-1]):
        (figure,) = choose_annual(order)
        assert figure.value == 1.0
        assert figure.conflicts == ((2.0, rows[1]["source_ids"]),)


def test_the_source_with_more_figures_of_that_year_wins_a_tie() -> None:
    rows = [
        row(value=1.0, source_ids=("a",)),
        row(value=2.0, source_ids=("b",)),
        row(entity_id="x", source_ids=("b",)),
    ]
    by_id = {figure.entity_id: figure for figure in choose_annual(rows)}
    assert by_id["a"].value == 2.0
    assert by_id["a"].conflicts == ((1.0, ("a",)),)


def test_agreeing_sources_are_no_conflict() -> None:
    (figure,) = choose_annual([row(), row(source_ids=("s2",))])
    assert figure.conflicts == ()


def test_conflicts_of_the_facts_are_kept() -> None:
    gdp = annual_figures(table("statistics"), "gdp").set_index(["entity_id", "year"])
    fuling = gdp.loc[("500102", 2024)]
    assert fuling["value"] == 1710.7102
    assert fuling["conflicts"] == ((1710.0, ("news_fuling_output",)),)
    vehicles = annual_figures(table("statistics"), "gross_output_auto").set_index(["entity_id", "year"])
    chengyu = vehicles.loc[("chengdu_chongqing", 2022)]
    assert {chengyu["value"], *(value for value, _ in chengyu["conflicts"])} == {700.0, 7500.0}


def test_annual_figures_has_its_columns_even_when_empty() -> None:
    found = annual_figures(table("statistics"), "tax")
    assert tuple(found.columns) == FIGURE_COLUMNS
    assert found.empty


def test_approved_areas_carry_the_year_of_the_catalogue_or_of_the_approval() -> None:
    figures = {figure.entity_id: figure for figure in approved_area_figures(table("parks"))}
    assert len(figures) == 51
    assert (figures["fuling_ip"].value, figures["fuling_ip"].year) == (pytest.approx(14.7129), 2018)
    assert figures["fuling_ip"].source_ids == ("ds_devzones_2018",)
    assert (figures["wanzhou_cbz"].value, figures["wanzhou_cbz"].year) == (pytest.approx(1.85), 2021)
    assert figures["cq_etdz"].extent == "southern_zone"
    assert figures["cq_htz"].extent == ""
    assert "gaozhu_na" not in figures


def test_approved_area_without_any_year_is_left_out() -> None:
    parks = table("parks").iloc[[0]].assign(catalogue_code="", approved_date="")
    assert approved_area_figures(parks) == []
