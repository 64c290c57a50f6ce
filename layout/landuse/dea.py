"""Best-practice frontier by data envelopment: how much more output the best comparable parks would get.

Output-oriented radial model in two phases, solved with HiGHS (`scipy.optimize.linprog`). For entity o:

    phase 1   max φ             Σ λⱼ xⱼ ≤ x_o,  Σ λⱼ yⱼ ≥ φ y_o,  λ ≥ 0
    phase 2   max Σ slacks      with φ fixed: Σ λⱼ xⱼ + s⁻ = x_o,  Σ λⱼ yⱼ - s⁺ = φ y_o

constant returns (Charnes, Cooper and Rhodes, 1978): λ free; variable returns (Banker, Charnes and Cooper, 1984): Σλ = 1;
non-increasing returns: Σλ ≤ 1. Efficiency is 1/φ; the entities with λ > 0 are the reference. Slacks of phase 2 are
summed in units of each column's mean, so that the unit of a column does not decide which slack is found.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from layout.errors import SampleError

Returns = Literal["crs", "vrs", "nirs"]
Matrix = npt.NDArray[np.float64]

REFERENCE: Final = 1e-7
_EFFICIENT: Final = 1e-6
_SAME_SCALE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Envelopment:
    """The frontier seen from each of n entities with m inputs and s outputs.

    Parameters
    ----------
    returns
        Assumption on returns to scale.
    phi
        Shape (n,): factor by which all outputs could grow; 1 on the frontier.
    weights
        Shape (n, n): row o holds the λ of the reference of entity o.
    input_slacks, output_slacks
        Shapes (n, m) and (n, s): what remains beyond the radial part.
    input_targets, output_targets
        Shapes (n, m) and (n, s): the point of the frontier, x - s⁻ and φ y + s⁺.
    """

    returns: Returns
    phi: Matrix
    weights: Matrix
    input_slacks: Matrix
    output_slacks: Matrix
    input_targets: Matrix
    output_targets: Matrix

    @property
    def efficiency(self) -> Matrix:
        """Return 1/φ, shape (n,), 1 on the frontier."""
        return 1.0 / self.phi

    @property
    def efficient(self) -> npt.NDArray[np.bool_]:
        """Return which entities are efficient without slack, shape (n,)."""
        slack = np.abs(self.input_slacks).sum(axis=1) + np.abs(self.output_slacks).sum(axis=1)
        found: npt.NDArray[np.bool_] = (self.phi < 1 + _EFFICIENT) & (
            slack < _EFFICIENT * (1 + np.abs(self.output_targets).sum(axis=1))
        )
        return found

    def reference(self, entity: int) -> tuple[tuple[int, float], ...]:
        """Return the reference of an entity as (row, λ), the heaviest first."""
        row = self.weights[entity]
        found = [(int(place), float(row[place])) for place in np.flatnonzero(row > REFERENCE)]
        return tuple(sorted(found, key=lambda item: (-item[1], item[0])))


def envelop(inputs: Matrix, outputs: Matrix, *, returns: Returns = "crs") -> Envelopment:
    """Return the output-oriented envelopment of n entities.

    Parameters
    ----------
    inputs
        Shape (n, m), such as land (km²), investment (亿元), employees; not negative, each row with some input.
    outputs
        Shape (n, s), such as output and tax (亿元); not negative, each row with some output.
    returns
        "crs", "vrs" or "nirs".

    Raises
    ------
    SampleError
        A figure is unknown or negative, or a row has no input or no output.
    RuntimeError
        The solver did not finish: our own fault, since both programs always have a solution.
    """
    _check(inputs, outputs)
    # each column in units of its mean: the solver sees numbers near one, and slacks become comparable
    x_unit, y_unit = _unit(inputs), _unit(outputs)
    x, y = inputs / x_unit, outputs / y_unit
    n = len(x)
    phi = np.empty(n)
    weights = np.zeros((n, n))
    for entity in range(n):
        phi[entity] = _radial(x, y, entity=entity, returns=returns)
        weights[entity] = _most_slack(x, y, entity=entity, phi=phi[entity], returns=returns)
    input_targets, output_targets = weights @ inputs, weights @ outputs
    return Envelopment(
        returns=returns,
        phi=phi,
        weights=weights,
        input_slacks=_cleared(inputs - input_targets, x_unit),
        output_slacks=_cleared(output_targets - phi[:, None] * outputs, y_unit),
        input_targets=input_targets,
        output_targets=output_targets,
    )


def returns_to_scale(crs: Envelopment, vrs: Envelopment, *, nirs: Envelopment) -> tuple[str, ...]:
    """Return "constant", "increasing" or "decreasing" for each entity.

    Notes
    -----
    Färe, Grosskopf and Lovell (1985): constant where CRS and VRS efficiency agree; else decreasing where NIRS and VRS
    agree, increasing where they do not.
    """
    found = []
    for of_crs, of_vrs, of_nirs in zip(crs.phi, vrs.phi, nirs.phi, strict=True):
        if abs(of_crs - of_vrs) < _SAME_SCALE * of_crs:
            found.append("constant")
        else:
            found.append("decreasing" if abs(of_nirs - of_vrs) < _SAME_SCALE * of_crs else "increasing")
    return tuple(found)


def smallest_sample(n_inputs: int, n_outputs: int) -> int:
    """Return how many entities a frontier should at least rest on: max(m·s, 3·(m + s)).

    Notes
    -----
    Rule of thumb of Cooper, Seiford and Tone (2007), Data Envelopment Analysis.
    """
    return max(n_inputs * n_outputs, 3 * (n_inputs + n_outputs))


def _radial(x: Matrix, y: Matrix, *, entity: int, returns: Returns) -> float:
    """Return φ of one entity (phase 1); variables φ, λ₁ … λₙ."""
    n = len(x)
    cost = np.concatenate([[-1.0], np.zeros(n)])
    above = np.hstack([np.zeros((x.shape[1], 1)), x.T])
    below = np.hstack([y[entity][:, None], -y.T])
    solution = _solve(
        cost,
        upper=(np.vstack([above, below]), np.concatenate([x[entity], np.zeros(y.shape[1])])),
        returns=returns,
        n=n,
    )
    return float(solution[0])


def _most_slack(x: Matrix, y: Matrix, *, entity: int, phi: float, returns: Returns) -> Matrix:
    """Return λ of one entity with the greatest sum of slacks at φ (phase 2).

    The sum of slacks is Σ(x_o - Σλx) + Σ(Σλy - φy_o): only λ remains, and the limits are those of phase 1.
    """
    n = len(x)
    cost = x.sum(axis=1) - y.sum(axis=1)
    # a hair of room: φ comes from a solver too, and a limit met to the last bit may be met from outside
    room = phi * (1 - 1e-10)
    limits = (np.vstack([x.T, -y.T]), np.concatenate([x[entity], -room * y[entity]]))
    return _solve(cost, upper=limits, returns=returns, n=n)


def _solve(cost: Matrix, *, upper: tuple[Matrix, Matrix], returns: Returns, n: int) -> Matrix:
    """Return the solution of one program; the last n variables are λ."""
    sums = np.concatenate([np.zeros(len(cost) - n), np.ones(n)])[None, :]
    matrix, limit = upper
    if returns == "nirs":
        matrix, limit = np.vstack([matrix, sums]), np.append(limit, 1.0)
    exact = {"A_eq": sums, "b_eq": np.ones(1)} if returns == "vrs" else {}
    found = linprog(cost, A_ub=matrix, b_ub=limit, bounds=(0, None), method="highs", **exact)
    if not found.success:
        message = f"envelopment: HiGHS ended with status {found.status}: {found.message}"
        raise RuntimeError(message)
    return np.asarray(found.x, dtype=np.float64)


def _unit(columns: Matrix) -> Matrix:
    """Return the mean of each column, 1 where it is all zero."""
    mean = columns.mean(axis=0)
    return np.where(mean > 0, mean, 1.0)


def _cleared(slacks: Matrix, unit: Matrix) -> Matrix:
    """Return slacks without what is smaller than the solver's precision."""
    return np.where(np.abs(slacks) < REFERENCE * unit, 0.0, slacks)


def _check(inputs: Matrix, outputs: Matrix) -> None:
    """Refuse figures that no frontier can be drawn from."""
    for name, name_zh, array in (("input", "投入", inputs), ("output", "产出", outputs)):
        wrong = ~np.isfinite(array) | (array < 0)
        rows = np.flatnonzero(wrong.any(axis=1) | (np.where(wrong, 0.0, array).sum(axis=1) <= 0))
        if len(array) == 0 or rows.size:
            place = f"row {rows[0] + 1}" if rows.size else "no rows"
            place_zh = f"第 {rows[0] + 1} 行" if rows.size else "没有数据行"
            raise SampleError(
                en=f"frontier: {name} of {place}; expected known figures, not negative, at least one above zero; leave the entity out",
                zh=f"前沿面：{name_zh}（{place_zh}）无效；应为已知的非负数值且至少一项大于零；请剔除该单元",
            )
