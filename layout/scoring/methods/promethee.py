"""PROMETHEE I and II (Brans, Vincke and Mareschal 1986): outranking flows from pairwise preferences."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.entities.wording import say
from layout.errors import CaseError
from layout.scoring.methods.preference import Preference, preference_degree
from layout.scoring.methods.preference_sums import preference_sums
from layout.scoring.normalise import Normalisation, normalise
from layout.scoring.problem import Problem
from layout.scoring.ranks import ALIKE
from layout.scoring.solution import Solution, rank_scores, solution_of

Array = npt.NDArray[np.float64]
BLOCK = 256
MATRIX_AT_MOST = 400
"""Alternatives up to which the matrix of preference indices and the partial order are given."""


@dataclass(frozen=True)
class Flows:
    """Outranking flows.

    Parameters
    ----------
    positive, negative
        φ⁺ and φ⁻, shape (alternatives,): mean preference over, and of, the others.
    single
        Net flow of each criterion alone, shape (alternatives, criteria); their weighted sum is φ.
    """

    positive: Array
    negative: Array
    single: Array

    @property
    def net(self) -> Array:
        """Return φ = φ⁺ − φ⁻, 0 where the two are the same but for the last bits of their sums."""
        net = self.positive - self.negative
        return np.where(np.abs(net) > ALIKE * (self.positive + self.negative), net, 0.0)


def preference_indices(values: Array, weights: Array, *, preferences: Sequence[Preference]) -> Array:
    """Return π(a, b) = Σ weight × preference of a over b, shape (alternatives, alternatives).

    Parameters
    ----------
    values
        More is better, shape (alternatives, criteria).
    weights
        Shape (criteria,), sum 1.
    preferences
        One a criterion.
    """
    indices = np.zeros((len(values), len(values)))
    for column, preference in enumerate(preferences):
        difference = values[:, column, None] - values[None, :, column]
        indices += weights[column] * preference_degree(difference, preference)
    return indices


def flows_by_comparison(
    values: Array, weights: Array, *, preferences: Sequence[Preference], block: int = BLOCK
) -> Flows:
    """Return the flows by comparing every pair, `block` rows at a time; arguments as `preference_indices`.

    Each row is compared with all others on its own, so the result does not depend on `block`.
    """
    count = len(values)
    over, under = np.zeros(values.shape), np.zeros(values.shape)
    for column, preference in enumerate(preferences):
        whole = np.ascontiguousarray(values[:, column])
        for begin in range(0, count, block):
            difference = whole[begin : begin + block, None] - whole[None, :]
            over[begin : begin + block, column] = preference_degree(difference, preference).sum(axis=1)
            under[begin : begin + block, column] = preference_degree(-difference, preference).sum(axis=1)
    return flows_of_counts(over, under, weights=weights)


def flows_of_known(
    values: Array, weights: Array, *, preferences: Sequence[Preference], known: npt.NDArray[np.bool_]
) -> Flows:
    """Return the flows where two alternatives are compared on the criteria known of both, weights scaled up to 1.

    Two that share no known criterion are indifferent. The net flows by criterion are divided by the weight, so that
    their weighted sum is φ here too.

    Parameters
    ----------
    values, weights, preferences
        As `preference_indices`; values that are not known may be anything finite.
    known
        Which cells count, shape (alternatives, criteria).
    """
    count = len(values)
    over, under = np.zeros(values.shape), np.zeros(values.shape)
    for row in range(count):
        over[row], under[row] = row_flows(
            values[row], (values, known & known[row]), weights=weights, preferences=preferences
        )
    others = max(count - 1, 1)
    single = np.divide(over - under, weights * others, out=np.zeros_like(over), where=weights > 0)
    return Flows(over.sum(axis=1) / others, under.sum(axis=1) / others, single)


def row_flows(
    row: Array,
    others: tuple[Array, npt.NDArray[np.bool_]],
    *,
    weights: Array,
    preferences: Sequence[Preference],
) -> tuple[Array, Array]:
    """Return Σ preference of one alternative over others, and of others over it, by criterion, shape (criteria,).

    Parameters
    ----------
    row
        Values of the one.
    others
        Values of the others, and the cells on which each is compared, shape (others, criteria).
    weights, preferences
        As `preference_indices`; the weights of the cells compared are scaled up to 1 for each of the others.
    """
    values, known = others
    shared = np.where(known, weights, 0.0)
    total = shared.sum(axis=1, keepdims=True)
    share = np.divide(shared, total, out=np.zeros_like(shared), where=total > 0)
    over, under = np.zeros(len(row)), np.zeros(len(row))
    for column, preference in enumerate(preferences):
        difference = row[column] - values[:, column]
        over[column] = (share[:, column] * preference_degree(difference, preference)).sum()
        under[column] = (share[:, column] * preference_degree(-difference, preference)).sum()
    return over, under


def flows_of_counts(over: Array, under: Array, *, weights: Array) -> Flows:
    """Return the flows of summed preferences over and of the others, shape (alternatives, criteria) each."""
    others = max(len(over) - 1, 1)
    return Flows(
        (over * weights).sum(axis=1) / others, (under * weights).sum(axis=1) / others, (over - under) / others
    )


def solve_promethee(
    problem: Problem, *, preferences: Sequence[Preference], normalisation: Normalisation = "none"
) -> Solution:
    """Return the net flow as score, with φ⁺, φ⁻, flows by criterion, and the partial order of PROMETHEE I.

    Parameters
    ----------
    problem
        Alternatives, criteria, objectives, weights.
    preferences
        One a criterion; thresholds in the unit of the criterion (or of its normalised values).
    normalisation
        Usually none: the preference functions bring the criteria to one scale.

    Raises
    ------
    CaseError
        Not one preference a criterion, or the normalisation is not defined.
    """
    if len(preferences) != len(problem.criteria):
        raise CaseError(
            en=f"PROMETHEE: found {len(preferences)} preference functions, expected one for each of {len(problem.criteria)} criteria.",
            zh=f"PROMETHEE：现有 {len(preferences)} 个偏好函数，要求 {len(problem.criteria)} 个指标各一个。",
        )
    values = normalise(problem, normalisation)
    if problem.unknown is None:
        flows = _flows(values, problem.weights, preferences)
    else:
        flows = flows_of_known(values, problem.weights, preferences=preferences, known=~problem.unknown)
    net = problem.scored(flows.net)
    tables: dict[str, pd.DataFrame | pd.Series] = {
        "phi_plus": problem.column(flows.positive),
        "phi_minus": problem.column(flows.negative),
        "phi": problem.column(net),
        "criterion_flows": problem.frame(flows.single),
    }
    small = len(values) <= MATRIX_AT_MOST
    if small and problem.unknown is None:
        indices = preference_indices(values, problem.weights, preferences=preferences)
        names = problem.alternatives
        tables["preference"] = pd.DataFrame(indices, index=names, columns=names)
        tables["promethee1"] = pd.DataFrame(partial_order(flows), index=names, columns=names)
    return solution_of(
        problem,
        net,
        method="promethee2",
        normalisation=normalisation,
        tables=tables,
        notes=() if small else (say("mcda.note.promethee_large", limit=MATRIX_AT_MOST),),
    )


def _flows(values: Array, weights: Array, preferences: Sequence[Preference]) -> Flows:
    """Return the flows, by sorting where there are many alternatives."""
    if len(values) <= MATRIX_AT_MOST:
        return flows_by_comparison(values, weights, preferences=preferences)
    sums = [preference_sums(values[:, column], preference) for column, preference in enumerate(preferences)]
    over, under = (np.stack(side, axis=1) for side in zip(*sums, strict=True))
    return flows_of_counts(over, under, weights=weights)


def partial_order(flows: Flows) -> npt.NDArray[np.str_]:
    """Return PROMETHEE I: P preferred, I indifferent, R incomparable, "-" preferred by the other; "" on the diagonal.

    a is preferred to b where it is not worse in φ⁺ and in φ⁻ and better in one; where one flow speaks for each,
    the two are incomparable.
    """
    plus = rank_scores(flows.positive)
    minus = rank_scores(flows.negative, higher_is_better=False)
    ahead = (plus[:, None] <= plus[None, :]) & (minus[:, None] <= minus[None, :])
    relation = np.where(ahead & ahead.T, "I", np.where(ahead, "P", np.where(ahead.T, "-", "R")))
    np.fill_diagonal(relation, "")
    return relation
