import pandas as pd
import pytest

from geodata.embedded import table
from layout.i18n import catalogue
from layout.landuse.series import (
    SERIES_COLUMNS,
    break_words,
    breaks_between,
    part_years,
    scope_of,
    series,
)


def test_gdp_of_a_district_breaks_at_the_revision() -> None:
    statistics = table("statistics")
    counts = statistics[(statistics["indicator_id"] == "gdp") & (statistics["entity_kind"] == "district")]
    district = counts["entity_id"].value_counts().index[0]
    found = series(statistics, "district", entity_id=district, indicator_id="gdp")
    assert list(found.columns) == list(SERIES_COLUMNS)
    assert found["year"].is_monotonic_increasing
    row = found[found["year"] == 2024].iloc[0]
    assert row["break_before"] == ("revision",)
    assert row["segment"] == 1
    assert found[found["year"] < 2024]["segment"].unique().tolist() == [0]


def test_kinds_of_break() -> None:
    same = ("", "")
    assert breaks_between((2020, ""), (2021, ""), extents=same, changed=False) == ()
    assert breaks_between((2020, ""), (2021, ""), extents=("", "southern_zone"), changed=False) == ("extent",)
    scope = breaks_between(
        (2020, "all industry"), (2021, "above-scale industry"), extents=same, changed=False
    )
    assert scope == ("scope",)
    assert breaks_between((2024, ""), (2026, ""), extents=same, changed=True) == ("vintage",)
    assert breaks_between((2024, ""), (2026, ""), extents=same, changed=False) == ()


def test_the_first_figure_has_nothing_to_break_with() -> None:
    found = series(table("statistics"), "city", entity_id="500000", indicator_id="operating_revenue")
    assert found["value"].tolist() == [19_700, 28_200]
    assert found["break_before"].tolist() == [(), ()]


def test_a_redrawn_district_breaks_in_2026() -> None:
    rows = pd.DataFrame(
        {
            "entity_kind": "district",
            "entity_id": "500109",
            "indicator_id": "gdp",
            "year": pd.array([2023, 2024, 2026], dtype="Int64"),
            "period": "FY",
            "value": [1.0, 2.0, 3.0],
            "value_qualifier": "exact",
            "source_ids": [("a",)] * 3,
            "confidence": "seen_primary",
            "note": "",
        }
    )
    found = series(rows, "district", entity_id="500109", indicator_id="gdp")
    assert found["segment"].tolist() == [0, 0, 1]
    assert found["break_zh"].iloc[2] == catalogue()["landuse.break.vintage"].zh
    other = series(rows.assign(entity_id="500101"), "district", entity_id="500101", indicator_id="gdp")
    assert other["segment"].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("note", "scope"), [("all industry", "all_industry"), ("above-scale output", "above_scale"), ("", "")]
)
def test_scope_in_the_words_of_a_note(note: str, scope: str) -> None:
    assert scope_of(note) == scope


def test_part_years_are_listed_and_not_shown_as_years() -> None:
    statistics = table("statistics")
    assert part_years(statistics, ("city", "500000"), indicator_id="strategic_share") == [(2023, "Q1-Q3")]
    found = series(statistics, "city", entity_id="500000", indicator_id="strategic_share")
    assert found["year"].tolist() == [2022]


def test_no_break_is_no_word() -> None:
    assert break_words(()).en == ""
    assert ";" in break_words(("extent", "scope")).en
