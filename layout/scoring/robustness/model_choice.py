"""Which model scores the draws of SMAA: the method that ranks, or additive values, and why."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from geodata.text import Bilingual
from layout.entities.wording import say
from layout.scoring.methods.plan import MethodPlan
from layout.scoring.robustness.draw_models import DRAWN_METHODS, DrawModel
from layout.scoring.robustness.uncertain import UncertainValues

Array = npt.NDArray[np.float64]
DrawnBy = Literal["method", "additive"]
DRAWN_BY: tuple[DrawnBy, ...] = get_args(DrawnBy)
"""What a case or a specification may ask for: the method that ranks, or additive values whatever method ranks."""
Reason = Literal["sum", "method", "asked", "undefined", "costly"]
PAIRS_AT_MOST = 5_000_000_000
"""Pairs of alternatives over all draws and criteria that a Gaussian preference may have to compare anew."""


@dataclass(frozen=True, eq=False)
class ChosenModel:
    """What scores the draws.

    Parameters
    ----------
    model
        The method; None for additive values.
    reason
        sum: the weighted sum ranks, which is the additive model. method: the method that ranks. asked: additive values
        were asked for. undefined: the method gives no scores to draw. costly: it would compare too many pairs.
    """

    model: DrawModel | None
    reason: Reason

    def notes(self, method: Bilingual) -> tuple[Bilingual, ...]:
        """Return what the reader must know; nothing where the weighted sum ranks and is drawn.

        Parameters
        ----------
        method
            Name of the method that ranks.
        """
        if self.reason == "sum":
            return ()
        notes = [say(f"smaa_model.note.{self.reason}", method=method)]
        if self.model is not None and self.model.plan.order_weights is not None:
            notes.append(say("smaa_model.note.unweighted"))
        return tuple(notes)


def choose_model(
    plan: MethodPlan,
    sense: Array,
    *,
    values: UncertainValues,
    draws: int,
    drawn_by: DrawnBy,
    unit: bool = False,
) -> ChosenModel:
    """Return what scores the draws of a ranking by `plan`.

    Parameters
    ----------
    plan
        The method that ranks.
    sense
        +1 where more is better, −1 where less is better, shape (criteria,).
    values
        Values with their ranges, as the method takes them.
    draws
        Number of draws.
    drawn_by
        What was asked for.
    unit
        Whether the values are those of value functions, of which no draw leaves 0 to 1.
    """
    if plan.method == "weighted_sum":
        return ChosenModel(None, "sum")
    if drawn_by == "additive":
        return ChosenModel(None, "asked")
    if plan.method not in DRAWN_METHODS:
        return ChosenModel(None, "undefined")
    if _pairs(plan, values) * draws > PAIRS_AT_MOST:
        return ChosenModel(None, "costly")
    limits = (np.zeros(len(sense)), np.ones(len(sense))) if unit else _bounds(plan)
    return ChosenModel(DrawModel(plan, sense, limits), "method")


def _pairs(plan: MethodPlan, values: UncertainValues) -> int:
    """Return how many pairs each draw compares one by one: those of uncertain criteria with a Gaussian preference."""
    if plan.method != "promethee2" or plan.preferences is None:
        return 0
    unsure = (values.low != values.high).any(axis=0)
    gaussian = [one.kind == "gaussian" for one in plan.preferences]
    return int((unsure & np.array(gaussian)).sum()) * len(values.low) ** 2


def _bounds(plan: MethodPlan) -> tuple[Array, Array] | None:
    """Return the bounds of SPOTIS; None for the other methods, whose values may be anything."""
    if plan.method == "spotis" and plan.bounds is not None:
        return plan.bounds[:, 0], plan.bounds[:, 1]
    return None
