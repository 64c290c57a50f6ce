import numpy as np
import pandas as pd
import pytest

from layout.workflow.landuse.frontier import FRONTIER_COLUMNS, frontier, scale_name, usable


def parks(count: int) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    return pd.DataFrame(
        {
            "industrial_land_km2": rng.uniform(1, 20, count),
            "employees_persons": rng.uniform(1e3, 5e4, count),
            "output_yi": rng.uniform(20, 1500, count),
        },
        index=[f"p{place}" for place in range(count)],
    )


def test_targets_dominate_and_references_are_parks() -> None:
    found = frontier(parks(12), inputs=("industrial_land", "employees"), outputs=("output",))
    table = found.table
    assert set(FRONTIER_COLUMNS) <= set(table.columns)
    assert (table["output_target"] >= table["output"] * (1 - 1e-9)).all()
    assert (table["industrial_land_target"] <= table["industrial_land"] * (1 + 1e-9)).all()
    assert (table["efficiency_crs"] <= table["efficiency_vrs"] * (1 + 1e-9)).all()
    assert table["efficiency_vrs"].is_monotonic_increasing
    assert {park for reference in table["reference"] for park, _ in reference} <= set(table.index)
    assert found.notes == ()


def test_the_best_park_by_one_input_and_output_is_efficient() -> None:
    frame = parks(8)
    found = frontier(frame, inputs=("industrial_land",), outputs=("output",)).table
    best = (frame["output_yi"] / frame["industrial_land_km2"]).idxmax()
    assert found.loc[best, "efficiency_crs"] == pytest.approx(1)
    ratio = frame["output_yi"] / frame["industrial_land_km2"]
    assert found["efficiency_crs"].to_dict() == pytest.approx((ratio / ratio.max()).to_dict())


def test_parks_without_a_figure_are_named_and_left_out() -> None:
    frame = parks(9)
    frame.loc["p3", "output_yi"] = np.nan
    found = frontier(frame, inputs=("industrial_land",), outputs=("output",))
    assert found.left_out == ("p3",)
    assert len(found.table) == 8
    assert "1 parks" in found.notes[0].en


def test_too_few_parks_draw_no_frontier_and_the_reader_is_told() -> None:
    found = frontier(parks(2), inputs=("industrial_land",), outputs=("output",))
    assert found.table.empty
    assert "at least 3" in found.notes[0].en
    weak = frontier(parks(4), inputs=("industrial_land",), outputs=("output",))
    assert len(weak.table) == 4
    assert "below 6" in weak.notes[0].en


def test_what_a_table_can_be_asked_for() -> None:
    assert usable(parks(4)) == (("industrial_land", "employees"), ("output",))
    assert usable(parks(2)) == ((), ())
    assert scale_name("constant").zh == "规模报酬不变"
