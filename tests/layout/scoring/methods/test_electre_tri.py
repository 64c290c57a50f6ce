from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from layout.errors import CaseError
from layout.scoring.methods.electre_tri import Grading, assign, credibility, solve_electre_tri
from layout.scoring.problem import Problem

Table = Callable[..., Problem]
GRADING = Grading(
    grades=("poor", "fair", "good"),
    profiles=np.array([[3.0, 3.0, 7.0], [6.0, 6.0, 4.0]]),
    indifference=np.array([0.5, 0.5, 0.5]),
    preference=np.array([1.0, 1.0, 1.0]),
    veto=np.array([4.0, np.inf, 5.0]),
)
WEIGHTS = np.array([0.5, 0.3, 0.2])


def by_the_book(first: np.ndarray, second: np.ndarray, sense: np.ndarray) -> float:
    """σ(first, second) written out criterion by criterion (Mousseau, Slowinski and Zielniewicz 1999, section 2)."""
    agreed, against = [], []
    for j in range(3):
        gap = (second[j] - first[j]) * sense[j]
        q, p, v = GRADING.indifference[j], GRADING.preference[j], GRADING.veto[j]
        agreed.append(1.0 if gap <= q else 0.0 if gap >= p else (p - gap) / (p - q))
        against.append(0.0 if gap <= p or not np.isfinite(v) else 1.0 if gap >= v else (gap - p) / (v - p))
    whole = float(np.dot(agreed, WEIGHTS))
    sigma = whole
    for share in against:
        if share > whole:
            sigma *= (1 - share) / (1 - whole)
    return sigma


@given(arrays(np.float64, (5, 3), elements=st.floats(0, 10)))
def test_credibility_and_grades_as_written_out(values: np.ndarray) -> None:
    sense = np.array([1.0, 1.0, -1.0])
    gaps = (GRADING.profiles[None] - values[:, None]) * sense
    up, down = (credibility(side, WEIGHTS, grading=GRADING) for side in (gaps, -gaps))
    for i in range(5):
        for h in range(2):
            assert up[i, h] == pytest.approx(by_the_book(values[i], GRADING.profiles[h], sense), abs=1e-9)
            assert down[i, h] == pytest.approx(by_the_book(GRADING.profiles[h], values[i], sense), abs=1e-9)
    careful, bold = assign(up, down, cut=0.75)
    for i in range(5):
        expected = next((h + 1 for h in (1, 0) if up[i, h] >= 0.75), 0)
        assert careful[i] == expected
        beaten = next((h for h in (0, 1) if down[i, h] >= 0.75 and not up[i, h] >= 0.75), 2)
        assert bold[i] == beaten
    assert (careful <= bold).all()


def test_grades_by_name_and_order(table: Table) -> None:
    found = solve_electre_tri(
        table([[9, 9, 1], [1, 1, 9], [5, 5, 5]], "max max min", WEIGHTS), grading=GRADING
    )
    assert found.tables["grades"]["pessimistic"].tolist() == ["good", "poor", "fair"]
    assert found.ranks.tolist() == [1, 3, 2]


def test_veto_holds_a_good_site_down(table: Table) -> None:
    values = [[1.5, 9, 1]]
    problem = table(values, "max max min", [0.2, 0.4, 0.4])
    without = replace(GRADING, veto=np.full(3, np.inf))
    assert solve_electre_tri(problem, grading=without).tables["grades"]["pessimistic"].tolist() == ["good"]
    strict = replace(GRADING, veto=np.array([2.0, np.inf, 5.0]))
    assert solve_electre_tri(problem, grading=strict).tables["grades"]["pessimistic"].tolist() == ["fair"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"grades": ("a", "b")}, "2 grades"),
        ({"profiles": np.array([[6.0, 6, 4], [3, 6, 4]])}, "profile 2 is worse"),
        ({"indifference": np.array([2.0, 0, 0])}, "c1: the thresholds"),
        ({"cut": 0.4}, "0.5 to 1"),
    ],
)
def test_grading_that_does_not_fit_is_refused(table: Table, change: dict[str, object], named: str) -> None:
    with pytest.raises(CaseError, match=named):
        solve_electre_tri(table([[1, 1, 1]], "max max min", WEIGHTS), grading=replace(GRADING, **change))  # type: ignore[arg-type] # a table of tests
