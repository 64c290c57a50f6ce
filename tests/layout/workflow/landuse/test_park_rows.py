import pandas as pd
import pytest

from layout.workflow.landuse.park_rows import (
    TABLE_COLUMNS,
    approved_land,
    embedded_rows,
    estimated_rows,
    office_rows,
    share_in_parks,
)

PAIR = "gross_output-per-approved_area"


def test_embedded_rows_carry_years_and_sources() -> None:
    found = embedded_rows(PAIR)
    assert list(found.columns) == list(TABLE_COLUMNS)
    row = found.loc["fuling_ip"]
    assert (row["output_year"], row["land_year"], row["basis"]) == (2022, 2018, "figure")
    assert "news_fuling_htz_2023" in row["source_ids"]


def test_estimates_leave_out_what_is_known() -> None:
    everyone = estimated_rows(frozenset())
    known = estimated_rows(frozenset({"fuling_ip"}))
    assert set(everyone["basis"]) == {"estimate"}
    assert set(known.index) <= set(everyone.index)
    assert share_in_parks() == pytest.approx(0.85)


def test_rows_of_the_office_take_industrial_land_before_land() -> None:
    office = pd.DataFrame(
        {
            "output_yi": [10.0, 10.0],
            "industrial_land_km2": [1.0, float("nan")],
            "land_mu": [9.0, 750.0],
            "kind": ["chips", ""],
        },
        index=["fuling_ip", "own"],
    )
    found = office_rows(office)
    assert found["land_km2"].tolist() == pytest.approx([1.0, 0.5])
    assert found.loc["own", "name_en"] == "own"
    assert found.loc["fuling_ip", "kind"] == "chips"
    assert found["output_year"].isna().all()


def test_approved_land_is_in_square_kilometres() -> None:
    assert approved_land()["changshou_etdz"] == 10
