import math
from dataclasses import replace

import pytest

from layout.targets.standing import JUDGED, STANDINGS, Course, standing_of

NAN = math.nan
COURSE = Course("at_least", baseline=(2022, 100.0), latest=(2024, 130.0), goal=(2027, 150.0))


@pytest.mark.parametrize(
    ("latest", "standing"),
    [(130.0, "ahead"), (120.0, "on_line"), (120.2, "on_line"), (110.0, "behind"), (150.0, "met")],
)
def test_against_the_straight_line(latest: float, standing: str) -> None:
    course = replace(COURSE, latest=(2024, latest))
    assert course.line_value == pytest.approx(120)
    assert standing_of(course, as_of=2025) == standing


def test_a_fall_is_ahead_when_it_is_lower() -> None:
    course = Course("at_most", (2022, 0.0), (2024, -8.0), (2027, -13.0))
    assert course.line_value == pytest.approx(-5.2)
    assert course.lead == pytest.approx(2.8)
    assert standing_of(course, as_of=2025) == "ahead"
    assert standing_of(replace(course, latest=(2024, -1.0)), as_of=2025) == "behind"
    assert standing_of(replace(course, latest=(2024, -13.5)), as_of=2025) == "met"


def test_a_count_that_must_be_exact() -> None:
    course = Course("exactly", (0, NAN), (2024, 3.0), (2027, 3.0))
    assert standing_of(course, as_of=2025) == "met"
    assert standing_of(replace(course, latest=(2024, 4.0)), as_of=2025) == "no_baseline"


@pytest.mark.parametrize(
    ("course", "standing"),
    [
        (replace(COURSE, latest=(0, NAN)), "baseline_only"),
        (replace(COURSE, latest=(2022, 100.0)), "baseline_only"),
        (replace(COURSE, baseline=(0, NAN)), "no_baseline"),
        (replace(COURSE, baseline=(0, NAN), latest=(0, NAN)), "no_figure"),
        (replace(COURSE, goal=(2027, NAN)), "no_target"),
        (replace(COURSE, comparable=False), "not_comparable"),
    ],
)
def test_what_cannot_be_judged_says_why(course: Course, standing: str) -> None:
    assert standing_of(course, as_of=2025) == standing
    assert standing not in JUDGED
    assert standing in STANDINGS


def test_a_goal_that_is_due() -> None:
    assert standing_of(COURSE, as_of=2028) == "not_checked"
    assert standing_of(replace(COURSE, latest=(2027, 149.0)), as_of=2028) == "missed"
    assert standing_of(replace(COURSE, latest=(2027, 151.0)), as_of=2028) == "met"
    assert standing_of(replace(COURSE, latest=(0, NAN)), as_of=2028) == "not_checked"


def test_the_pace_starts_from_the_latest_comparable_figure() -> None:
    assert COURSE.start == (2024, 130.0)
    assert replace(COURSE, comparable=False).start == (2022, 100.0)
    assert replace(COURSE, latest=(0, NAN)).start == (2022, 100.0)


def test_an_unknown_figure_satisfies_nothing() -> None:
    assert not COURSE.satisfies(NAN)
    assert not replace(COURSE, direction="at_most").satisfies(NAN)
