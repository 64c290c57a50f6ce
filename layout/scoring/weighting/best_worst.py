"""Best–worst method, linear (Rezaei 2015, 2016): weights from two vectors of comparisons, with their consistency."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.errors import CaseError

Array = npt.NDArray[np.float64]
SCALE = (1.0, 9.0)


@dataclass(frozen=True, eq=False)
class BestWorstResult:
    """Weights of the best–worst method.

    Parameters
    ----------
    weights
        By criterion, sum 1.
    xi
        ξᴸ: greatest violation that the linear model leaves; 0 is fully consistent (Rezaei 2016).
    input_ratio
        Input-based consistency ratio max_j |a_Bj a_jW − a_BW| / (a_BW² − a_BW) (Liang, Brunelli and Rezaei 2020).
    worst
        The criterion whose two comparisons contradict a_BW most, None where none does.
    """

    weights: dict[str, float]
    xi: float
    input_ratio: float
    worst: str | None


def best_worst_kernel(over: Array, under: Array, *, best: int, worst: int) -> tuple[Array, float]:
    """Return weights and ξᴸ: min ξ with |w_B − a_Bj w_j| ≤ ξ and |w_j − a_jW w_W| ≤ ξ (Rezaei 2016, model 7).

    Parameters
    ----------
    over, under
        Best over each criterion, and each criterion over the worst, shape (criteria,).
    best, worst
        Places of the two.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - scipy is heavy and only this kernel needs it

    count = len(over)
    rows = []
    for place in range(count):
        by_best = np.zeros(count)
        by_best[best] += 1.0
        by_best[place] -= over[place]
        by_worst = np.zeros(count)
        by_worst[place] += 1.0
        by_worst[worst] -= under[place]
        rows += [by_best, -by_best, by_worst, -by_worst]
    limits = np.column_stack([np.stack(rows), -np.ones(len(rows))])
    cost = np.append(np.zeros(count), 1.0)
    whole = np.append(np.ones(count), 0.0)[None, :]
    found = linprog(cost, A_ub=limits, b_ub=np.zeros(len(rows)), A_eq=whole, b_eq=[1.0], method="highs")
    weights = np.maximum(found.x[:count], 0.0)
    return weights / weights.sum(), max(float(found.x[-1]), 0.0)


def best_worst_weights(
    best_to_others: Mapping[str, float], others_to_worst: Mapping[str, float]
) -> BestWorstResult:
    """Return weights and consistency of one person's two vectors.

    Parameters
    ----------
    best_to_others
        How much the best criterion is preferred to each, 1 to 9, with 1 for itself.
    others_to_worst
        How much each is preferred to the worst one, 1 to 9, with 1 for the worst itself.

    Raises
    ------
    CaseError
        Vectors over different criteria, a comparison outside 1 to 9, no best or no worst, or a_BW that the two
        vectors state differently.
    """
    names = list(best_to_others)
    if set(names) != set(others_to_worst):
        stray = ", ".join(sorted(set(names) ^ set(others_to_worst)))
        raise CaseError(
            en=f"Best–worst: {stray} stands in one vector only.",
            zh=f"最优最劣法：{stray} 只出现在一个向量中。",
        )
    over = np.array([float(best_to_others[name]) for name in names])
    under = np.array([float(others_to_worst[name]) for name in names])
    for label, vector in (("best_to_others", over), ("others_to_worst", under)):
        wrong = ~((vector >= SCALE[0]) & (vector <= SCALE[1]))
        if wrong.any():
            place = int(np.flatnonzero(wrong)[0])
            raise CaseError(
                en=f"{label}, {names[place]}: found {vector[place]:g}, expected 1 to 9.",
                zh=f"{label}，{names[place]}：现为 {vector[place]:g}，要求 1 至 9。",
            )
    best, worst = _ends(names, over, under)
    weights, xi = best_worst_kernel(over, under, best=best, worst=worst)
    whole = over[worst]
    gaps = np.abs(over * under - whole)
    gaps[[best, worst]] = 0.0
    ratios = gaps / (whole * whole - whole) if whole > 1 else np.where(gaps > 0, np.inf, 0.0)
    return BestWorstResult(
        weights=dict(zip(names, weights.tolist(), strict=True)),
        xi=xi,
        input_ratio=float(ratios.max()),
        worst=names[int(np.argmax(ratios))] if ratios.max() > 0 else None,
    )


def _ends(names: list[str], over: Array, under: Array) -> tuple[int, int]:
    """Return the places of the best and the worst criterion, refusing vectors that do not name them alike."""
    if 1.0 not in over or 1.0 not in under:
        raise CaseError(
            en="Best–worst: the best criterion needs 1 in best_to_others, and the worst 1 in others_to_worst.",
            zh="最优最劣法：最优指标在 best_to_others 中须为 1，最劣指标在 others_to_worst 中须为 1。",
        )
    # where several have 1, the best is the one that most beats the worst, and the other way round
    best = max(np.flatnonzero(over == 1.0), key=lambda place: under[place])
    worst = max(np.flatnonzero(under == 1.0), key=lambda place: over[place])
    if over[worst] != under[best]:
        raise CaseError(
            en=f"Best–worst: {names[best]} over {names[worst]} is {over[worst]:g} in best_to_others but {under[best]:g} in others_to_worst; state the same number.",
            zh=f"最优最劣法：{names[best]} 对 {names[worst]} 在 best_to_others 中为 {over[worst]:g}，在 others_to_worst 中为 {under[best]:g}；请填写同一数值。",
        )
    return int(best), int(worst)
