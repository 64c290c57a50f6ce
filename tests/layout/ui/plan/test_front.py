from layout.ui.plan.front import front_frame, front_grid
from tests.layout.ui.plan_runs_made import studied_plan


def test_the_front_is_a_table_with_every_assignment() -> None:
    points = studied_plan().studies["pareto"]
    frame = front_frame(points, ["value", "new_land"])
    assert list(frame["number"]) == list(range(1, len(points) + 1))
    assert set("ABCD") <= set(frame.columns)
    assert frame["value"].is_monotonic_decreasing
    assert frame["new_land"].is_monotonic_decreasing


def test_money_is_shown_in_yi() -> None:
    frame = front_frame(
        [{"figures": {"cost": 2e8}, "proved": True, "assignment": {"A": {"K1": 0.5, "K2": 0.5}}}], ["cost"]
    )
    assert frame.loc[0, "cost"] == 2.0
    assert frame.loc[0, "A"] == "K1; K2"


def test_the_table_counts_what_each_plan_moves() -> None:
    grid = front_grid(studied_plan(), ["value", "new_land"], language="en")
    assert len(grid.headings) == 5
    assert all(0 <= int(row[3]) <= 4 for row in grid.rows)
