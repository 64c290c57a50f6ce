import pandas as pd
import pytest

from layout.landuse.aggregate import Grouping
from layout.landuse.rate_series import INPUT_COLUMNS, OWN, RATE_COLUMNS, SUM, rate_series, source_series

LAND = pd.Series({"a": 4.0, "b": 6.0, "c": 10.0})
GROUP = Grouping({"500101": ("a", "b", "c"), "500112": ("a", "b", "c")}, {})
Given = tuple[str, str, int, float, float]


def figures(*rows: Given, **changes: dict[int, object]) -> pd.DataFrame:
    """Return rows (kind, id, year, above, below); `changes` overrides a column at positions."""
    frame = pd.DataFrame(rows, columns=["entity_kind", "entity_id", "year", "above", "below"])
    for side in ("above", "below"):
        frame[f"{side}_sources"] = [(f"统计年鉴{year}",) for year in frame["year"]]
        frame[f"{side}_note"] = frame[f"{side}_extent"] = ""
    for column, cells in changes.items():
        frame[column] = [cells.get(place, old) for place, old in enumerate(frame[column])]
    return frame[list(INPUT_COLUMNS)]


def of(frame: pd.DataFrame, kind: str, name: str) -> pd.DataFrame:
    found = rate_series(frame, (kind, name), indicator_id="land_output_rate", grouping=GROUP, land_km2=LAND)
    assert list(found.columns) == list(RATE_COLUMNS)
    return found


def test_totals_are_summed_before_they_are_divided() -> None:
    found = of(
        figures(
            ("park", "a", 2022, 100.0, 4.0),
            ("park", "b", 2022, 300.0, 6.0),
            ("park", "a", 2023, 132.0, 4.4),
            ("park", "b", 2023, 330.0, 6.0),
        ),
        "district",
        "500101",
    )
    assert found["value"].tolist() == pytest.approx([400 / 10, 462 / 10.4])
    assert found["value"].iloc[0] != pytest.approx((25 + 50) / 2)
    assert set(found["basis"]) == {SUM}
    assert found[["parks_covered", "parks_total"]].to_numpy().tolist() == [[2, 3], [2, 3]]
    assert found["land_share"].tolist() == [0.5, 0.5]
    assert found["segment"].tolist() == [0, 0]
    assert found["break_before"].tolist() == [(), ()]


def test_other_parks_in_the_sum_break_the_line() -> None:
    found = of(
        figures(
            ("park", "a", 2022, 100.0, 4.0),
            ("park", "a", 2023, 132.0, 4.4),
            ("park", "b", 2023, 330.0, 6.0),
        ),
        "district",
        "500101",
    )
    assert found["break_before"].tolist() == [(), ("members",)]
    assert found["segment"].tolist() == [0, 1]


def test_a_unit_s_own_figures_come_first_and_the_change_is_marked() -> None:
    found = of(
        figures(
            ("park", "a", 2022, 100.0, 4.0),
            ("park", "a", 2023, 110.0, 4.0),
            ("district", "500101", 2023, 900.0, 20.0),
        ),
        "district",
        "500101",
    )
    assert found["basis"].tolist() == [SUM, OWN]
    assert found["value"].tolist() == [25.0, 45.0]
    assert found["break_before"].iloc[1] == ("basis",)


def test_ground_scope_and_revision_break_and_a_source_is_only_marked() -> None:
    rows = [("park", "a", year, 100.0, 4.0) for year in (2020, 2021, 2022, 2023)]
    found = of(
        figures(
            *rows,
            below_extent={1: "directly_managed", 2: "directly_managed", 3: "directly_managed"},
            above_note={2: "all industry", 3: "all industry"},
            above_sources={3: ("office",)},
        ),
        "park",
        "a",
    )
    assert found["break_before"].tolist() == [(), ("extent",), ("scope",), ("numerator_source",)]
    assert found["segment"].tolist() == [0, 1, 2, 2]
    assert "numerator" in found["break_en"].iloc[3]


def test_a_redrawn_district_breaks_at_the_vintage() -> None:
    rows = [("district", "500112", year, 100.0, 4.0) for year in (2024, 2026)]
    assert of(figures(*rows), "district", "500112")["break_before"].iloc[1] == ("vintage",)
    parks = [("park", "a", year, 100.0, 4.0) for year in (2024, 2026)]
    assert of(figures(*parks), "district", "500112")["break_before"].iloc[1] == ("vintage",)
    assert of(figures(*parks), "district", "500101")["break_before"].iloc[1] == ()


def test_years_without_both_figures_are_left_out_and_never_zero() -> None:
    nothing = float("nan")
    found = of(
        figures(
            ("park", "a", 2022, nothing, 4.0),
            ("park", "a", 2023, 110.0, 0.0),
            ("park", "a", 2024, 100.0, 4.0),
        ),
        "park",
        "a",
    )
    assert found["year"].tolist() == [2024]
    assert of(figures(("park", "a", 2022, 1.0, 1.0)), "park", "elsewhere").empty


def test_editions_of_a_yearbook_are_one_source() -> None:
    assert source_series(("Yearbook 2022",)) == source_series(("yearbook2023",))
    assert source_series(("Yearbook 2022",)) != source_series(("bulletin 2022",))
