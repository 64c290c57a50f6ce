import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.targets.pace import compound_pace, linear_pace, pace_line


def test_revenue_of_the_plan_from_28200_to_40000_in_five_years() -> None:
    growth = compound_pace(28_200, 40_000, years=5)
    assert 28_200 * (1 + growth) ** 5 == pytest.approx(40_000)
    assert growth == pytest.approx(0.0724, abs=5e-5)
    assert linear_pace(28_200, 40_000, years=5) == 2_360


def test_growth_printed_as_7_7_is_9_4_by_the_figures_beside_it() -> None:
    assert compound_pace(19_700, 28_200, years=4) == pytest.approx(0.0938, abs=5e-5)


@pytest.mark.parametrize(("start", "goal"), [(0.0, -13.0), (-1.0, 5.0), (5.0, 0.0), (math.nan, 3.0)])
def test_compound_growth_needs_positive_figures(start: float, goal: float) -> None:
    assert math.isnan(compound_pace(start, goal, years=5))


def test_a_fall_has_a_linear_pace() -> None:
    assert linear_pace(0, -13, years=5) == pytest.approx(-2.6)


def test_no_year_left_is_no_pace() -> None:
    assert math.isnan(linear_pace(1, 2, years=0))
    assert math.isnan(compound_pace(1, 2, years=-1))


@given(st.floats(1, 1e5), st.floats(1, 1e5), st.integers(1, 12))
def test_both_lines_meet_at_both_ends(start: float, goal: float, years: int) -> None:
    line = pace_line((2022, start), (2022 + years, goal))
    assert line["year"].tolist() == list(range(2022, 2023 + years))
    for name in ("linear", "compound"):
        assert line[name].iloc[[0, -1]].tolist() == pytest.approx([start, goal])


def test_no_line_without_years() -> None:
    assert pace_line((2027, 1.0), (2027, 2.0)).empty


def test_a_line_from_zero_has_no_compound_points() -> None:
    line = pace_line((2022, 0.0), (2027, -13.0))
    assert line["compound"].isna().all()
    assert line["linear"].iloc[-1] == pytest.approx(-13)
