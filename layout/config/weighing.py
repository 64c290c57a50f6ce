"""From what a case says of its weights to the weights, with the consistency of every judgement behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from layout.config.case_weights import (
    AhpWeights,
    BestWorstWeights,
    CaseWeights,
    MixtureWeights,
    ObjectiveWeights,
    OrdinalWeights,
    SwingWeights,
)
from layout.config.checking_ahp import check_ahp, require_known
from layout.config.weighing_ahp import find_ahp
from layout.errors import WeightError
from layout.scoring.problem import Problem, unit_sum
from layout.scoring.weighting.best_worst import BestWorstResult, best_worst_weights
from layout.scoring.weighting.group import GroupResult
from layout.scoring.weighting.mixture import mix_linear, mix_product
from layout.scoring.weighting.objective import objective_weights
from layout.scoring.weighting.ordinal import ordinal_weights
from layout.scoring.weighting.swing import GREATEST, swing_weights

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class FoundWeights:
    """Weights with where they come from.

    Parameters
    ----------
    given
        What the case says.
    weights
        By criterion that counts, sum 1.
    levels
        AHP: weights and consistency of every expert, and of all together, at each level of the hierarchy; "" is the
        goal, the only level without groups.
    best_worst
        Best–worst: consistency.
    parts
        Mixture: what was mixed, with its share of the whole.
    sites
        Number of sites that objective weights were computed from, 0 for others.
    """

    given: CaseWeights
    weights: Mapping[str, float]
    best_worst: BestWorstResult | None = None
    parts: tuple[tuple[float, "FoundWeights"], ...] = ()
    sites: int = 0
    levels: Mapping[str, GroupResult] = field(default_factory=dict)


def find_weights(
    given: CaseWeights, direct: Mapping[str, float], *, problem: Problem | None = None
) -> FoundWeights:
    """Return the weights of the criteria that count.

    Parameters
    ----------
    given
        What the case says.
    direct
        Direct weight of each criterion that counts; its keys are those criteria.
    problem
        Values of the sites, for objective weights; its criteria are those of `direct`.

    Raises
    ------
    WeightError, CaseError
        Judgements that cannot be, with the cell; or data that leave an objective weighting undefined.
    """
    names = list(direct)
    if isinstance(given, MixtureWeights):
        return _mixture(given, direct, problem)
    if isinstance(given, AhpWeights):
        judged = find_ahp(given, names)
        return FoundWeights(given, judged.weights, levels=judged.levels)
    if isinstance(given, BestWorstWeights):
        return _best_worst(given, names)
    if isinstance(given, ObjectiveWeights):
        return _objective(given, names, problem)
    return _named(given, names, _stated_weights(given, direct))


def _stated_weights(given: CaseWeights, direct: Mapping[str, float]) -> Array:
    """Return weights that are stated by points, by a ranking, or as they are."""
    names = list(direct)
    if isinstance(given, SwingWeights):
        return swing_weights(_rescaled(dict(given.points), names))
    if isinstance(given, OrdinalWeights):
        stated = _stated(dict(given.ranks), names, path="weights.ranks")
        return ordinal_weights(np.array(stated, dtype=np.float64), given.formula)
    return unit_sum(np.array(list(direct.values()), dtype=np.float64), names)


def _named(given: CaseWeights, names: Sequence[str], weights: Array) -> FoundWeights:
    """Return weights with their names."""
    return FoundWeights(given, dict(zip(names, weights.tolist(), strict=True)))


def _stated(table: Mapping[str, float], names: Sequence[str], *, path: str) -> list[float]:
    """Return what a table states of each criterion, refusing one that it does not name."""
    for name in names:
        if name not in table:
            raise WeightError(
                en=f"{path}: {name} is missing; state it for every criterion that counts.",
                zh=f"{path}：缺少 {name}；请为每个参与评价的指标填写。",
            )
    return [float(table[name]) for name in names]


def _rescaled(points: Mapping[str, float], names: Sequence[str]) -> dict[str, float]:
    """Return the points of the criteria that count; where the 100 belonged to one that does not, scaled up to it."""
    swing_weights(points)
    kept = dict(zip(names, _stated(points, names, path="weights.points"), strict=True))
    highest = max(kept.values())
    if not highest > 0:
        raise WeightError(
            en="weights.points: the criteria that count have no points; give at least one of them some.",
            zh="weights.points：参与评价的指标均无分值；请至少为其中一个打分。",
        )
    return {
        name: GREATEST if value == highest else value * GREATEST / highest for name, value in kept.items()
    }


def _best_worst(given: BestWorstWeights, names: Sequence[str]) -> FoundWeights:
    """Return weights of the best–worst method over the criteria that count."""
    tables = []
    for path in ("best_to_others", "others_to_worst"):
        stated = _stated(dict(getattr(given, path)), names, path=f"weights.{path}")
        tables.append(dict(zip(names, stated, strict=True)))
    found = best_worst_weights(*tables)
    return FoundWeights(given, {name: found.weights[name] for name in names}, best_worst=found)


def _objective(given: ObjectiveWeights, names: Sequence[str], problem: Problem | None) -> FoundWeights:
    """Return weights from the values of the sites."""
    if given.method == "equal":
        return _named(given, names, np.full(len(names), 1.0 / len(names)))
    if problem is None:
        raise WeightError(
            en=f"weights.method = {given.method}: no sites to take the weights from.",
            zh=f"weights.method = {given.method}：没有可据以计算权重的候选地。",
        )
    weights = objective_weights(problem, given.method)
    return FoundWeights(
        given, dict(zip(names, weights.tolist(), strict=True)), sites=len(problem.alternatives)
    )


def _mixture(given: MixtureWeights, direct: Mapping[str, float], problem: Problem | None) -> FoundWeights:
    """Return a mixture."""
    found = [find_weights(part.weights, direct, problem=problem) for part in given.parts]
    vectors = [np.array(list(part.weights.values())) for part in found]
    shares = [part.share for part in given.parts]
    mixed = mix_product(vectors) if given.combine == "product" else mix_linear(vectors, shares=shares)
    whole = sum(shares)
    parts = tuple((share / whole, part) for share, part in zip(shares, found, strict=True))
    return FoundWeights(given, dict(zip(direct, mixed.tolist(), strict=True)), parts=parts)


def check_weights(given: CaseWeights, direct: Mapping[str, float], *, present: Sequence[str]) -> None:
    """Refuse weights that name criteria which the case does not have, or judgements that cannot be.

    Parameters
    ----------
    given
        What the case says.
    direct
        Direct weight of each criterion that counts.
    present
        All criteria of the case, also those that do not count for its project.

    Raises
    ------
    WeightError, CaseError
        What is wrong, with the place.
    """
    parts = [part.weights for part in given.parts] if isinstance(given, MixtureWeights) else [given]
    for part in parts:
        for path, name in _mentioned(part):
            require_known(name, present, path=path)
        if isinstance(part, AhpWeights):
            check_ahp(part, present)
        if not isinstance(part, ObjectiveWeights):
            find_weights(part, direct)


def _mentioned(given: CaseWeights) -> list[tuple[str, str]]:
    """Return every criterion that points, ranks or comparisons name, with the place."""
    paths = {
        BestWorstWeights: ("best_to_others", "others_to_worst"),
        SwingWeights: ("points",),
        OrdinalWeights: ("ranks",),
    }
    keys = paths.get(type(given), ())
    return [(f"weights.{key}", name) for key in keys for name, _ in getattr(given, key)]
