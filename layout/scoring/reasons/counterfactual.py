"""What would have to change for an alternative to come first: one attribute, or the weights, as little as possible."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geodata.text import Bilingual
from layout.entities.wording import clauses, say
from layout.scoring.labels import PLAIN, Labels
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Problem
from layout.scoring.reasons.contributions import additive_parts
from layout.scoring.solution import Solution

Array = npt.NDArray[np.float64]
HALVINGS = 34
NAMED = 3
_CHANGED = 1e-6
_TIED = 1e-13
MARGINS = (0.0, 1e-9, 1e-7)
"""Lead that the linear program asks for; the first under which the answer holds when it is scored anew."""
_TIGHT = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True)
class AttributeChange:
    """The smallest change of one attribute that brings an alternative to the first rank.

    Parameters
    ----------
    alternative, criterion
        Whose attribute.
    present, needed
        Raw value now and then, in the unit of the criterion.
    share
        The change as a share of the range of the values present.
    labels
        How names and values are shown.
    """

    alternative: str
    criterion: str
    present: float
    needed: float
    share: float
    labels: Labels = PLAIN

    @property
    def text(self) -> Bilingual:
        """Return the sentence."""
        present, needed = (
            self.labels.value(self.alternative, self.criterion, value=value, digits=5)
            for value in (self.present, self.needed)
        )
        return say(
            "mcda.reason.attribute_change",
            alternative=self.labels.name(self.alternative),
            criterion=self.labels.name(self.criterion),
            present=present,
            needed=needed,
        )


def attribute_changes(problem: Problem, plan: MethodPlan, *, alternative: str) -> tuple[AttributeChange, ...]:
    """Return, for each criterion that can do it alone, the smallest change that brings `alternative` first.

    The attribute moves in the better direction, at most to the best value present (or the end of a fixed scale); the
    method is run anew at each step, so a normalisation that moves with the data is respected. A better value is
    taken to never lower a rank, which holds for every method here on a criterion that it scores.

    Parameters
    ----------
    problem
        Alternatives, criteria, weights.
    plan
        The method.
    alternative
        Who is to come first; empty where it is first already.

    Returns
    -------
    tuple of AttributeChange
        The smallest share of the range first.
    """
    row = problem.place(alternative)
    if _first(problem, plan, row):
        return ()
    found = []
    for column, name in enumerate(problem.criteria):
        present, best = float(problem.matrix[row, column]), _best(problem, plan, column)
        counts = problem.unknown is None or not problem.unknown[row, column]
        if (counts and best == present) or not _first(_changed(problem, row, column, best), plan, row):
            continue
        near, far = present, best
        for _ in range(HALVINGS):
            middle = 0.5 * (near + far)
            if _first(_changed(problem, row, column, middle), plan, row):
                far = middle
            else:
                near = middle
        span = float(np.ptp(problem.matrix[:, column])) or 1.0
        found.append(
            AttributeChange(
                alternative, str(name), present, far, abs(far - present) / span, labels=problem.labels
            )
        )
    return tuple(sorted(found, key=lambda change: change.share))


def _first(problem: Problem, plan: MethodPlan, row: int) -> bool:
    """Return whether the alternative is first, alone or shared."""
    return solve(problem, plan).is_first(row)


def _best(problem: Problem, plan: MethodPlan, column: int) -> float:
    """Return the best value that the attribute may take."""
    rising = problem.sense[column] > 0
    if plan.reference == "fixed":
        return 1.0 if rising else 0.0
    if plan.bounds is not None:
        return float(plan.bounds[column, 1 if rising else 0])
    return float(problem.matrix[:, column].max() if rising else problem.matrix[:, column].min())


def _changed(problem: Problem, row: int, column: int, value: float) -> Problem:
    """Return the problem with one cell changed."""
    values = problem.matrix.copy()
    values[row, column] = value
    changed = problem.with_values(values)
    if problem.unknown is None or not problem.unknown[row, column]:
        return changed
    unknown = problem.unknown.copy()
    unknown[row, column] = False
    return replace(changed, unknown=unknown)


@dataclass(frozen=True, eq=False)
class WeightChange:
    """The weights closest to the present ones that bring an alternative to the first rank.

    Parameters
    ----------
    alternative
        Who comes first.
    weights
        The changed weights by criterion.
    moved
        Share of the whole weight that changes place: Σ|difference| ÷ 2; infinite where no weights do it.
    present
        The present weights by criterion.
    labels
        How names are shown.
    exact
        Whether no smaller change does it; a search may have missed one.
    """

    alternative: str
    weights: dict[str, float]
    moved: float
    present: dict[str, float]
    labels: Labels = PLAIN
    exact: bool = True

    @property
    def possible(self) -> bool:
        """Return whether any weights bring the alternative first."""
        return bool(np.isfinite(self.moved))

    @property
    def text(self) -> Bilingual:
        """Return the sentence."""
        if not self.possible:
            key = "mcda.reason.no_weights" if self.exact else "mcda.reason.no_weights_found"
            return say(key, alternative=self.labels.name(self.alternative))
        changed = [name for name in self.weights if abs(self.weights[name] - self.present[name]) > _CHANGED]
        changed.sort(key=lambda name: -abs(self.weights[name] - self.present[name]))
        parts = clauses(
            say(
                "mcda.reason.weight_part",
                criterion=self.labels.name(name),
                present=f"{self.present[name]:.3f}",
                needed=f"{self.weights[name]:.3f}",
            )
            for name in changed[:NAMED]
        )
        moved = f"{100 * self.moved:.1f}"
        key = "mcda.reason.weight_change" if self.exact else "mcda.reason.weight_change_found"
        return say(key, alternative=self.labels.name(self.alternative), moved=moved, parts=parts)


def weight_change(solution: Solution, alternative: str) -> WeightChange | None:
    """Return the smallest change of weights (least Σ|difference|) that brings `alternative` first, a linear program.

    None for methods whose score is no sum over the criteria. A shared first rank counts as first.

    Parameters
    ----------
    solution
        Result of a method.
    alternative
        Who is to come first.
    """
    parts = additive_parts(solution)
    if parts is None:
        return None
    from scipy.optimize import linprog  # noqa: PLC0415 - scipy is heavy and only this function needs it

    problem = solution.problem
    row = problem.place(alternative)
    count = len(problem.criteria)
    # variables: new weights, then |difference| of each
    rivals = np.unique(np.delete(parts, row, axis=0) - parts[row], axis=0)
    identity = np.eye(count)
    limits = np.vstack(
        [
            np.hstack([rivals, np.zeros_like(rivals)]),
            np.hstack([identity, -identity]),
            np.hstack([-identity, -identity]),
        ]
    )
    bounds = np.concatenate([np.zeros(len(rivals)), problem.weights, -problem.weights])
    whole = np.concatenate([np.ones(count), np.zeros(count)])[None, :]
    cost = np.concatenate([np.zeros(count), np.ones(count)])
    present = dict(zip((str(name) for name in problem.criteria), problem.weights.tolist(), strict=True))
    for margin in MARGINS:
        bounds[: len(rivals)] = -margin
        done = linprog(cost, A_ub=limits, b_ub=bounds, A_eq=whole, b_eq=[1.0], method="highs", options=_TIGHT)
        if not done.success:
            break
        found = np.maximum(done.x[:count], 0.0)
        found /= found.sum()
        # scored anew: the solver keeps its limits to a tolerance, ranks are told apart more finely
        if (rivals @ found).max(initial=0.0) <= _TIED:
            weights = dict(zip(present, found.tolist(), strict=True))
            moved = 0.5 * float(np.abs(found - problem.weights).sum())
            return WeightChange(alternative, weights, moved, present, problem.labels)
    return WeightChange(alternative, {}, float("inf"), present, problem.labels)
