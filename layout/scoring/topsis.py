"""TOPSIS (Hwang and Yoon 1981): closeness to the ideal and distance from the anti-ideal.

The variant that ranks sites takes the values of the value functions as the normalised matrix and fixed reference
points, ideal 1 and anti-ideal 0 on every criterion, instead of vector normalisation and the best and worst site
observed. So a score does not depend on which other sites are compared, and dropping one reorders none. The kernel
also takes observed reference points and vector-normalised values, as in the textbook.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.entities.wording import say
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.missing import CompletedMatrix
from layout.scoring.ranks import competition_ranks
from layout.scoring.result import MethodResult

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class TopsisTables:
    """Every step of TOPSIS.

    Parameters
    ----------
    weighted
        Weight × value, shape (sites, criteria).
    ideal, anti_ideal
        Weighted reference points, shape (sites, criteria) (weights may differ by site after renormalising).
    to_ideal, to_anti_ideal
        Euclidean distances, shape (sites,).
    closeness
        to_anti_ideal ÷ (to_ideal + to_anti_ideal), shape (sites,); NaN where both distances are zero.
    """

    weighted: Array
    ideal: Array
    anti_ideal: Array
    to_ideal: Array
    to_anti_ideal: Array
    closeness: Array


def vector_normalise(values: Array) -> Array:
    """Return each column divided by its Euclidean length (Hwang and Yoon 1981); a column of zeros stays zero."""
    length = np.sqrt((values**2).sum(axis=0))
    normalised: Array = np.divide(values, length, out=np.zeros_like(values), where=length > 0)
    return normalised


def topsis_kernel(values: Array, weights: Array, *, ideal: Array, anti_ideal: Array) -> TopsisTables:
    """Return the tables of TOPSIS.

    Parameters
    ----------
    values
        Normalised values, higher is better, shape (sites, criteria).
    weights
        Shape (criteria,) or (sites, criteria).
    ideal, anti_ideal
        Reference points on the scale of `values`, shape (criteria,).
    """
    spread = np.broadcast_to(weights, values.shape)
    weighted = values * spread
    best, worst = spread * ideal, spread * anti_ideal
    to_ideal = np.sqrt(((weighted - best) ** 2).sum(axis=1))
    to_anti_ideal = np.sqrt(((weighted - worst) ** 2).sum(axis=1))
    total = to_ideal + to_anti_ideal
    closeness = np.divide(to_anti_ideal, total, out=np.full_like(total, np.nan), where=total > 0)
    return TopsisTables(weighted, best, worst, to_ideal, to_anti_ideal, closeness)


def score_by_topsis(matrix: DecisionMatrix, completed: CompletedMatrix) -> MethodResult:
    """Return scores and ranks by TOPSIS with fixed reference points, with every intermediate table.

    The tables are `normalised` (the values), `weights`, `weighted`, `ideal`, `anti_ideal` and `distances`
    (to_ideal, to_anti_ideal, closeness). Closeness rises with every value, so its range is that of the values.
    """
    index, columns = matrix.value.index, matrix.value.columns
    ones, zeros = np.ones(len(columns)), np.zeros(len(columns))
    steps = topsis_kernel(completed.value, completed.weights, ideal=ones, anti_ideal=zeros)
    low = topsis_kernel(completed.low, completed.full_weights, ideal=ones, anti_ideal=zeros).closeness
    high = topsis_kernel(completed.high, completed.full_weights, ideal=ones, anti_ideal=zeros).closeness
    scores = pd.Series(steps.closeness, index=index)
    known = scores.notna()

    def frame(values: Array) -> pd.DataFrame:
        return pd.DataFrame(values, index=index, columns=columns)

    return MethodResult(
        method_id="topsis",
        title=say("scoring.method.topsis"),
        variant=say("scoring.method.topsis_variant"),
        scores=scores,
        ranks=competition_ranks(scores),
        low=pd.Series(low, index=index).where(known),
        high=pd.Series(high, index=index).where(known),
        tables={
            "normalised": frame(completed.value),
            "weights": frame(completed.weights),
            "weighted": frame(steps.weighted),
            "ideal": frame(steps.ideal),
            "anti_ideal": frame(steps.anti_ideal),
            "distances": pd.DataFrame(
                {
                    "to_ideal": steps.to_ideal,
                    "to_anti_ideal": steps.to_anti_ideal,
                    "closeness": steps.closeness,
                },
                index=index,
            ),
        },
    )
