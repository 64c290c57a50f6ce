"""Several experts: their judgements or weights put together, and how far they disagree (Forman and Peniwati 1998).

Each may have judged only a part. What one's own judgements do not connect has no weights of its own: NaN, never zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.errors import CaseError
from layout.scoring.problem import unit_sum
from layout.scoring.weighting.ahp import AhpResult, ahp_weights, apart
from layout.scoring.weighting.pairwise import Pairwise

Array = npt.NDArray[np.float64]
_SEVERAL = 2


@dataclass(frozen=True, eq=False)
class GroupResult:
    """What a group of experts weighs.

    Parameters
    ----------
    joint
        Weights of the aggregated judgements (aggregation of individual judgements, geometric mean).
    together
        The aggregated judgements.
    judged
        Judgements of each expert as given, gaps where that expert did not judge.
    priorities
        Geometric mean of the individual weights, sum 1 (aggregation of individual priorities); NaN where an expert
        who counts has no weights alone.
    experts
        Weights of each expert alone, frame experts × items; NaN where the judgements of one do not connect the items.
    consistency
        Consistency ratio of each expert alone, NaN likewise.
    spread
        By item: least and greatest weight that an expert gives, over those who have weights alone.
    disagreement
        By pair: geometric standard deviation of the judgements, 1 where all agree, NaN where fewer than two judged;
        frame items × items.
    concordance
        Kendall's W of the rankings of the experts who have weights alone: 1 same ranking, 0 none in common, NaN for
        fewer than two of them.
    """

    joint: AhpResult
    together: Pairwise
    judged: Mapping[str, Pairwise]
    priorities: Array
    experts: pd.DataFrame
    consistency: pd.Series
    spread: pd.DataFrame
    disagreement: pd.DataFrame
    concordance: float

    @property
    def partial(self) -> tuple[str, ...]:
        """Return the experts whose judgements are not enough alone, in their order."""
        return tuple(str(name) for name in self.consistency.index[self.consistency.isna()])


def aggregate_judgements(matrices: Sequence[Pairwise], *, voices: Array) -> Pairwise:
    """Return the weighted geometric mean of the judgements of each pair, over those who judged it.

    The geometric mean is the only one that keeps reciprocity (Aczél and Saaty 1983).
    """
    logs = np.log(np.stack([matrix.judgements for matrix in matrices]))
    known = ~np.isnan(logs)
    weight = np.where(known, voices[:, None, None], 0.0)
    total = weight.sum(axis=0)
    summed = (np.where(known, logs, 0.0) * weight).sum(axis=0)
    mean = np.divide(summed, total, out=np.full_like(total, np.nan), where=total > 0)
    return Pairwise(matrices[0].names, np.exp(mean))


def group_weights(
    experts: Mapping[str, Pairwise], *, voices: Mapping[str, float] | None = None
) -> GroupResult:
    """Return the weights of a group, with its disagreement; only all judgements together must connect the items.

    Parameters
    ----------
    experts
        Judgements by expert, all over the same items in the same order; each may have judged a part, or nothing.
    voices
        How much each expert counts; equally where None.

    Raises
    ------
    CaseError
        No expert, experts who compare different items, or judgements that together do not connect the items.
    WeightError
        A voice that is negative or not finite, or all zero.
    """
    if len({matrix.names for matrix in experts.values()}) != 1:
        raise CaseError(
            en="The experts must compare the same items in the same order, and there must be at least one expert.",
            zh="各专家须按相同顺序比较相同的项目，且至少有一位专家。",
        )
    names = list(experts)
    given = unit_sum(np.array([1.0 if voices is None else voices[name] for name in names]), names)
    together = aggregate_judgements(list(experts.values()), voices=given)
    joint = ahp_weights(together)
    items = list(together.names)
    own = {name: None if apart(matrix) else ahp_weights(matrix) for name, matrix in experts.items()}
    blank = np.full(len(items), np.nan)
    weights = np.stack([blank if result is None else result.weights for result in own.values()])
    frame = pd.DataFrame(weights, index=names, columns=items)
    logs = np.log(np.stack([matrix.judgements for matrix in experts.values()]))
    return GroupResult(
        joint=joint,
        together=together,
        judged=dict(experts),
        priorities=_mean_of(weights, given),
        experts=frame,
        consistency=pd.Series({name: np.nan if one is None else one.cr for name, one in own.items()}),
        spread=pd.DataFrame({"least": frame.min(), "greatest": frame.max()}),
        disagreement=pd.DataFrame(np.exp(_deviation(logs)), index=items, columns=items),
        concordance=_concordance(weights[~np.isnan(weights).any(axis=1)]),
    )


def _mean_of(weights: Array, voices: Array) -> Array:
    """Return the geometric mean of the weights of the experts who count, of sum 1; NaN where one has none."""
    counting = voices > 0
    mean = np.exp(voices[counting] @ np.log(weights[counting]))
    shares: Array = mean / mean.sum()
    return shares


def _concordance(weights: Array) -> float:
    """Return Kendall's W of those who have weights, NaN for fewer than two."""
    return kendall_w(weights) if len(weights) >= _SEVERAL else float("nan")


def _deviation(logs: Array) -> Array:
    """Return the standard deviation over the experts who judged; NaN where fewer than two did."""
    known = ~np.isnan(logs)
    count = known.sum(axis=0)
    filled = np.where(known, logs, 0.0)
    mean = filled.sum(axis=0) / np.maximum(count, 1)
    squares = np.where(known, (filled - mean) ** 2, 0.0).sum(axis=0)
    deviation: Array = np.where(count >= _SEVERAL, np.sqrt(squares / np.maximum(count, 1)), np.nan)
    return deviation


def kendall_w(weights: Array) -> float:
    """Return Kendall's coefficient of concordance of rankings, corrected for ties; NaN where nobody ranks.

    Parameters
    ----------
    weights
        Shape (experts, items); ranked within each row, ties share the mean rank.
    """
    judges, items = weights.shape
    ranks = pd.DataFrame(weights).rank(axis=1).to_numpy()
    totals = ranks.sum(axis=0)
    squares = ((totals - totals.mean()) ** 2).sum()
    ties = sum(
        float((counts**3 - counts).sum())
        for row in ranks
        for counts in [np.unique(row, return_counts=True)[1]]
    )
    most = judges**2 * (items**3 - items) - judges * ties
    return float(12.0 * squares / most) if most > 0 else float("nan")
