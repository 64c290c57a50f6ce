"""Textbook tables, and two independent ways to the same scores: the multiplier program and basic solutions by hand."""

import itertools

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from layout.errors import SampleError
from layout.landuse.dea import Envelopment, envelop, returns_to_scale, smallest_sample

Matrix = npt.NDArray[np.float64]

# Cooper, Seiford and Tone, Data Envelopment Analysis (2007), table 1.1: eight stores, employees and sales
STORES = (np.array([[2.0, 3, 3, 4, 5, 5, 6, 8]]).T, np.array([[1.0, 3, 2, 3, 4, 2, 3, 5]]).T)
STORE_EFFICIENCY = [0.5, 1, 0.667, 0.75, 0.8, 0.4, 0.5, 0.625]  # table 1.2

# the same, table 2.2: six units, two inputs, unit output; CCR scores and references of example 2.2 and 3.1
SIX = (np.array([[4.0, 3], [7, 3], [8, 1], [4, 2], [2, 4], [10, 1]]), np.ones((6, 1)))
SIX_EFFICIENCY = [0.8571, 0.6316, 1, 1, 1, 1]

# Coelli (1996), A Guide to DEAP 2.1, example 1 (input-oriented CRS; radial scores are the same output-oriented)
EG1 = (np.array([[2.0, 5], [2, 4], [6, 6], [3, 2], [6, 2]]), np.array([[1.0, 2, 3, 1, 2]]).T)
EG1_EFFICIENCY = [0.5, 1, 0.833, 0.714, 1]
EG1_PEERS = [{1: 0.5}, {1: 1.0}, {4: 0.5, 1: 1.0}, {4: 0.286, 1: 0.214}, {4: 1.0}]  # printed input-oriented

# Coelli (1996), example 2: one input, one output
EG2 = (np.array([[2.0, 4, 3, 5, 6]]).T, np.array([[1.0, 2, 3, 4, 5]]).T)
EG2_CRS = [0.5, 0.5, 1, 0.8, 0.833]
# printed input-oriented, where firm 2 is projected left of firm 3 (increasing); output-oriented it is projected upwards
# at input 4, right of firm 3, which has the most productive scale (decreasing)
EG2_RETURNS = ["increasing", "decreasing", "constant", "decreasing", "decreasing"]


def test_eight_stores_of_the_textbook() -> None:
    found = envelop(*STORES)
    assert found.efficiency.round(3).tolist() == STORE_EFFICIENCY
    assert all(found.reference(row)[0][0] == 1 for row in range(8))  # store B is the reference of all


def test_six_units_of_the_textbook_with_slack_and_reference() -> None:
    found = envelop(*SIX)
    assert found.efficiency.round(4).tolist() == SIX_EFFICIENCY
    # A: λ_D = 0.7143, λ_E = 0.2857 input-oriented, times φ here
    assert dict(found.reference(0)) == pytest.approx({3: 0.7143 / 0.8571, 4: 0.2857 / 0.8571}, rel=1e-3)
    assert dict(found.reference(1)) == pytest.approx({2: 0.1053 / 0.6316, 3: 0.8947 / 0.6316}, rel=1e-3)
    # F is on the frontier with a slack of 2 in its first input, against C
    assert found.input_slacks[5].tolist() == pytest.approx([2, 0])
    assert found.efficient.tolist() == [False, False, True, True, True, False]
    assert dict(found.reference(5)) == pytest.approx({2: 1.0})


def test_five_firms_of_the_deap_guide() -> None:
    found = envelop(*EG1)
    assert found.efficiency.round(3).tolist() == EG1_EFFICIENCY
    for row, printed in enumerate(EG1_PEERS):
        scaled = {peer: weight * found.phi[row] for peer, weight in printed.items()}
        assert dict(found.reference(row)) == pytest.approx(scaled, rel=5e-3)
    # the printed slack of firm 1 is 0.5 in input 2, input-oriented; twice that with twice the output
    assert found.input_slacks[0].tolist() == pytest.approx([0, 1])
    assert found.output_slacks.tolist() == [[0.0]] * 5


def test_returns_to_scale_of_the_deap_guide() -> None:
    crs, vrs, nirs = (envelop(*EG2, returns=kind) for kind in ("crs", "vrs", "nirs"))
    assert crs.efficiency.round(3).tolist() == EG2_CRS
    assert list(returns_to_scale(crs, vrs, nirs=nirs)) == EG2_RETURNS
    # output-oriented VRS by geometry: at input 4 the frontier from (3, 3) to (6, 5) stands at 3 + 2/3
    assert vrs.efficiency.tolist() == pytest.approx([1, 2 / (3 + 2 / 3), 1, 4 / (3 + 4 / 3), 1])


def multiplier_phi(x: Matrix, y: Matrix, row: int, *, vrs: bool) -> float:
    """min v·x_o + w,  u·y_o = 1,  v·x_j + w >= u·y_j: the dual program, written from the textbook."""
    n_in, n_out = x.shape[1], y.shape[1]
    cost = np.concatenate([x[row], np.zeros(n_out), [1.0 * vrs, -1.0 * vrs]])
    free = np.ones((len(x), 1)) if vrs else np.zeros((len(x), 1))
    upper = np.hstack([-x, y, -free, free])
    equal = np.concatenate([np.zeros(n_in), y[row], [0.0, 0.0]])[None, :]
    found = linprog(cost, A_ub=upper, b_ub=np.zeros(len(x)), A_eq=equal, b_eq=[1.0], method="highs")
    return float(found.fun)


def brute_phi(x: Matrix, y: Matrix, row: int, *, vrs: bool) -> float:
    """Largest φ over all basic solutions: every choice of basis of the program in equality form, no solver."""
    n, n_in, n_out = len(x), x.shape[1], y.shape[1]
    count = n_in + n_out
    matrix = np.zeros((count + vrs, 1 + n + count))
    matrix[:n_in, 1 : 1 + n] = x.T
    matrix[n_in:count, 0] = -y[row]
    matrix[n_in:count, 1 : 1 + n] = y.T
    matrix[:n_in, 1 + n : 1 + n + n_in] = np.eye(n_in)
    matrix[n_in:count, 1 + n + n_in :] = -np.eye(n_out)
    limit = np.concatenate([x[row], np.zeros(n_out), [1.0] * vrs])
    if vrs:
        matrix[-1, 1 : 1 + n] = 1
    best = 0.0
    for basis in itertools.combinations(range(1, matrix.shape[1]), len(matrix) - 1):
        square = matrix[:, (0, *basis)]
        if abs(np.linalg.det(square)) > 1e-9:
            solution = np.linalg.solve(square, limit)
            if (solution >= -1e-9).all():
                best = max(best, float(solution[0]))
    return best


@pytest.mark.parametrize("returns", ["crs", "vrs"])
@pytest.mark.parametrize("data", [SIX, EG1, EG2], ids=["six", "eg1", "eg2"])
def test_basic_solutions_by_hand_give_the_same_scores(data: tuple[Matrix, Matrix], returns: str) -> None:
    x, y = data
    found = envelop(x, y, returns="vrs" if returns == "vrs" else "crs")
    by_hand = [brute_phi(x, y, row, vrs=returns == "vrs") for row in range(len(x))]
    assert found.phi.tolist() == pytest.approx(by_hand, rel=1e-7)


def random_parks(seed: int) -> tuple[Matrix, Matrix]:
    rng = np.random.default_rng(seed)
    return rng.uniform(0.5, 40, (12, 3)), rng.uniform(1, 900, (12, 2))


@pytest.mark.parametrize("vrs", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_multiplier_program_gives_the_same_scores(seed: int, *, vrs: bool) -> None:
    x, y = random_parks(seed)
    found = envelop(x, y, returns="vrs" if vrs else "crs")
    assert found.phi.tolist() == pytest.approx(
        [multiplier_phi(x, y, row, vrs=vrs) for row in range(12)], rel=1e-6
    )


def holds(found: Envelopment, x: Matrix, y: Matrix) -> bool:
    """Every target is a combination of parks, dominates the park, and is what slacks and φ say."""
    rebuilt = found.phi[:, None] * y + found.output_slacks
    return bool(
        (found.weights >= -1e-9).all()
        and np.allclose(found.output_targets, rebuilt, rtol=1e-6)
        and np.allclose(found.input_targets, x - found.input_slacks, rtol=1e-6)
        and (found.input_slacks >= 0).all()
        and (found.output_slacks >= 0).all()
    )


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["crs", "vrs", "nirs"]), st.floats(1e-3, 1e5))
def test_scores_do_not_depend_on_units_and_targets_hold(seed: int, returns: str, unit: float) -> None:
    x, y = random_parks(seed)
    kind = {"crs": "crs", "vrs": "vrs", "nirs": "nirs"}[returns]
    found = envelop(x[:6], y[:6], returns=kind)  # type: ignore[arg-type]
    scaled = envelop(x[:6] * [unit, 1, 1], y[:6], returns=kind)  # type: ignore[arg-type]
    assert found.phi.tolist() == pytest.approx(scaled.phi.tolist(), rel=1e-6)
    assert (found.phi >= 1 - 1e-9).all()
    assert holds(found, x[:6], y[:6])


@pytest.mark.parametrize("wrong", [np.nan, -1.0, np.inf])
def test_figures_that_draw_no_frontier_are_refused(wrong: float) -> None:
    x, y = random_parks(3)
    x[4, 1] = wrong
    with pytest.raises(SampleError, match="row 5"):
        envelop(x, y)


def test_a_park_without_output_is_refused() -> None:
    x, y = random_parks(3)
    y[0] = 0
    with pytest.raises(SampleError, match="output of row 1"):
        envelop(x, y)


def test_rule_of_thumb_for_the_sample() -> None:
    assert (smallest_sample(2, 2), smallest_sample(3, 4), smallest_sample(5, 8)) == (12, 21, 40)
