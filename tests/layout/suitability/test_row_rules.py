import itertools

import numpy as np
import pytest

from layout.rules.grid_rule import GridRule
from layout.suitability.criterion import Overlay
from layout.suitability.program import Program, build_program
from layout.suitability.row_rules import (
    AVAILABLE,
    EXCLUDED,
    NO,
    OUTSIDE,
    UNDECIDED,
    UNKNOWN,
    YES,
    apply_rules,
    mask_row,
    slope_row,
)
from layout.suitability.row_rules import (
    test_row as run_test,
)

WORDS = {"en": "x", "zh": "某"}


def slopes(heights: np.ndarray, *, degrees: bool = False) -> np.ndarray:
    rows, cols = heights.shape
    found = np.empty((rows - 2, cols - 2), np.float32)
    for row in range(rows - 2):
        slope_row(heights.astype(np.float32)[row : row + 3], 30.0, degrees, found[row])
    return found


@pytest.mark.parametrize(("east", "south"), [(0.0, 0.0), (0.25, 0.0), (0.1, -0.3), (-2.0, 1.0)])
def test_a_plane_has_its_slope(east: float, south: float) -> None:
    rows, cols = np.mgrid[:12, :15]
    plane = 100 + 30 * (east * cols + south * rows)
    rise = np.hypot(east, south)
    assert np.allclose(slopes(plane), 100 * rise, atol=2e-3)
    assert np.allclose(slopes(plane, degrees=True), np.degrees(np.arctan(rise)), atol=1e-3)


def test_a_cone_has_one_slope_away_from_its_tip() -> None:
    rows, cols = np.mgrid[-60:61, -60:61]
    cone = 30 * 0.4 * np.hypot(rows, cols)
    far = np.hypot(rows, cols)[1:-1, 1:-1] > 20
    assert np.abs(slopes(cone)[far] - 40).max() < 0.05


def test_horn_by_hand() -> None:
    """Weights 1-2-1 on both sides, divided by eight cells."""
    z = np.array([[10.0, 12.0, 16.0], [11.0, 50.0, 15.0], [9.0, 14.0, 22.0]])
    east = ((16 + 2 * 15 + 22) - (10 + 2 * 11 + 9)) / (8 * 30)
    north = ((10 + 2 * 12 + 16) - (9 + 2 * 14 + 22)) / (8 * 30)
    assert slopes(z)[0, 0] == pytest.approx(100 * np.hypot(east, north), rel=1e-6)


def test_no_data_in_any_of_nine_cells_is_no_slope() -> None:
    for place in range(9):
        z = np.zeros(9)
        z[place] = np.nan
        assert np.isnan(slopes(z.reshape(3, 3))[0, 0])


def program_of(*rules: dict[str, object]) -> Program:
    built = [
        GridRule.model_validate({"id": f"r{n}", "name": WORDS, "layer": f"l{n}"} | keys)
        for n, keys in enumerate(rules)
    ]
    return build_program(built, (), overlay=Overlay(), cell=30.0)[0]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ({"gt": 2}, [NO, NO, NO, YES, UNKNOWN]),
        ({"ge": 2}, [NO, NO, YES, YES, UNKNOWN]),
        ({"lt": 2, "ge": 1}, [NO, YES, NO, NO, UNKNOWN]),
        ({"le": 1}, [YES, YES, NO, NO, UNKNOWN]),
        ({"values": [0, 3]}, [YES, NO, NO, YES, UNKNOWN]),
    ],
)
def test_tests_of_values(test: dict[str, object], expected: list[int]) -> None:
    program = program_of({"exclude": test, "no_data": "keep"})
    results = np.empty(5, np.uint8)
    run_test(program, 0, np.array([0, 1, 2, 3, np.nan], np.float32), results)
    assert results.tolist() == expected


def test_masks_and_their_complement() -> None:
    results = np.empty(3, np.uint8)
    mask_row(np.array([0, 4, 7], np.uint8), 4, 0, results)
    assert results.tolist() == [NO, YES, YES]
    mask_row(np.array([0, 4, 7], np.uint8), 4, 1, results)
    assert results.tolist() == [YES, NO, NO]


def state_of(program: Program, results: list[int]) -> tuple[int, int, float]:
    tests = np.array(results, np.uint8).reshape(-1, 1)
    patterns, shares, state = np.zeros(1, np.uint64), np.zeros(1, np.float32), np.ones(1, np.uint8)
    apply_rules(program, tests, patterns, shares, state)
    return int(state[0]), int(patterns[0]), float(shares[0])


def test_exclude_and_include_and_force() -> None:
    program = program_of(
        {"exclude": {"gt": 0}, "no_data": "keep"},
        {"include": {"gt": 0}, "no_data": "keep"},
        {"force": {"gt": 0}, "no_data": "keep"},
    )
    for exclude, include, force in itertools.product((NO, YES), repeat=3):
        state, pattern, _ = state_of(program, [exclude, include, force])
        taken = exclude == YES or include == NO
        assert state == (AVAILABLE if force == YES or not taken else EXCLUDED)
        assert pattern == (exclude == YES) + 2 * (include == NO) + 4 * (force == YES)


@pytest.mark.parametrize(
    ("policy", "state"), [("exclude", EXCLUDED), ("keep", AVAILABLE), ("unknown", UNDECIDED)]
)
@pytest.mark.parametrize("mode", ["exclude", "include"])
def test_the_no_data_policy_is_followed(mode: str, policy: str, state: int) -> None:
    assert state_of(program_of({mode: {"gt": 0}, "no_data": policy}), [UNKNOWN])[0] == state


def test_what_is_excluded_for_sure_is_not_undecided() -> None:
    program = program_of(
        {"exclude": {"gt": 0}, "no_data": "unknown"}, {"exclude": {"gt": 0}, "no_data": "keep"}
    )
    assert state_of(program, [UNKNOWN, YES]) == (EXCLUDED, 2, 1.0)


def test_a_rule_holds_only_where_its_condition_does() -> None:
    program = program_of(
        {"exclude": {"gt": 0}, "no_data": "exclude", "only_where": {"layer": "other", "test": {"gt": 5}}}
    )
    assert state_of(program, [YES, YES])[0] == EXCLUDED
    assert state_of(program, [YES, NO])[0] == AVAILABLE
    assert state_of(program, [YES, UNKNOWN])[0] == EXCLUDED
    assert state_of(program, [NO, UNKNOWN])[0] == AVAILABLE


def test_shares_multiply() -> None:
    program = program_of(
        {"weight": {"gt": 0, "share": 0.5}, "no_data": "keep"},
        {"weight": {"gt": 0, "share": 0.25}, "no_data": "exclude"},
    )
    assert state_of(program, [YES, YES]) == (AVAILABLE, 3, 0.125)
    assert state_of(program, [UNKNOWN, NO]) == (AVAILABLE, 0, 1.0)
    assert state_of(program, [NO, UNKNOWN])[2] == 0.0


def test_outside_stays_outside() -> None:
    program = program_of({"exclude": {"gt": 0}, "no_data": "keep"})
    state = np.zeros(1, np.uint8)
    apply_rules(program, np.array([[YES]], np.uint8), np.zeros(1, np.uint64), np.zeros(1, np.float32), state)
    assert state[0] == OUTSIDE
