"""AHP hierarchies: weights multiply down the tree (Saaty 1980, chapter 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from layout.errors import CaseError
from layout.scoring.weighting.ahp import AhpResult, ahp_weights
from layout.scoring.weighting.pairwise import Pairwise


@dataclass(frozen=True, eq=False)
class Branch:
    """A goal or a group of criteria with the comparison of what is directly below it.

    Parameters
    ----------
    pairwise
        Judgements on the items below.
    below
        The branches among these items, by name; an item that is not here is a criterion (a leaf).
    """

    pairwise: Pairwise
    below: Mapping[str, "Branch"] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class HierarchyResult:
    """Weights of a hierarchy.

    Parameters
    ----------
    weights
        Global weight of each leaf, sum 1, in the order of the tree.
    local
        Result of each comparison by the path of names that leads to it, () for the goal.
    """

    weights: dict[str, float]
    local: dict[tuple[str, ...], AhpResult]


def hierarchy_weights(goal: Branch) -> HierarchyResult:
    """Return the global weights of the leaves below `goal`.

    Raises
    ------
    CaseError
        A branch is not among the items compared above it, a leaf stands twice, or a comparison is not connected.
    """
    weights: dict[str, float] = {}
    local: dict[tuple[str, ...], AhpResult] = {}
    waiting: list[tuple[tuple[str, ...], Branch, float]] = [((), goal, 1.0)]
    while waiting:
        path, branch, share = waiting.pop(0)
        stray = [name for name in branch.below if name not in branch.pairwise.names]
        if stray:
            where = " / ".join(path) or "-"
            raise CaseError(
                en=f"{stray[0]} has items below it but is not compared at {where}.",
                zh=f"{stray[0]} 下设有子项，但未在 {where} 层参与比较。",
            )
        result = local[path] = ahp_weights(branch.pairwise)
        for name, weight in zip(result.names, result.weights, strict=True):
            if name in branch.below:
                waiting.append(((*path, name), branch.below[name], share * float(weight)))
            elif name in weights:
                raise CaseError(
                    en=f"{name} stands in two places of the hierarchy; give each criterion one.",
                    zh=f"{name} 在层次结构中出现两次；每个指标只能有一个位置。",
                )
            else:
                weights[name] = share * float(weight)
    return HierarchyResult(weights, local)
