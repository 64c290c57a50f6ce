"""The methods as SMAA draws them: what does not depend on the weights is prepared once, the scores of a draw follow.

Each pair of functions gives, to rounding, the scores that `layout.scoring.methods.plan.solve` gives for the drawn
values and weights, in many draws at once and always the more the better. The method is applied anew to each draw, its
normalisation and observed ideals included.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.scoring.methods.plan import MethodPlan, TableMethod
from layout.scoring.methods.preference import Preference
from layout.scoring.normalise import KERNELS
from layout.scoring.ranks import TIE_DECIMALS
from layout.scoring.robustness.net_flows import net_flows

Array = npt.NDArray[np.float64]
Terms = tuple[Array, ...]
"""Arrays of shape (draws or 1, criteria, alternatives)."""


@dataclass(frozen=True, eq=False)
class DrawModel:
    """A method that scores draws.

    Parameters
    ----------
    plan
        The method with its parameters.
    sense
        +1 where more is better, −1 where less is better, shape (criteria,).
    limits
        Least and greatest value that a draw may have, shape (criteria,) each: what is drawn beyond counts as the
        limit. None where there are none.
    """

    plan: MethodPlan
    sense: Array
    limits: tuple[Array, Array] | None = None

    @property
    def method(self) -> TableMethod:
        """Return the id of the method."""
        return self.plan.method

    def terms(self, values: Array) -> Terms:
        """Return what the scores are made of besides weights.

        Parameters
        ----------
        values
            Drawn values, shape (draws or 1, alternatives, criteria).
        """
        within = values if self.limits is None else np.clip(values, *self.limits)
        return tuple(np.ascontiguousarray(part) for part in _PREPARED[self.method](self, within))

    def scores(self, terms: Terms, weights: Array) -> Array:
        """Return the scores of draws, shape (draws, alternatives), the more the better.

        They are divided by the greatest magnitude of the draw and rounded as `rank_scores` does, so that ties are ties.

        Parameters
        ----------
        terms
            Of as many draws as there are weights, or of one that holds for all.
        weights
            Shape (draws, criteria), each row of sum 1.
        """
        found = _SCORED[self.method](self, terms, weights)
        magnitude = np.abs(found).max(axis=1, keepdims=True)
        np.divide(found, magnitude, out=found, where=magnitude > 0)
        return np.round(found, TIE_DECIMALS, out=found)


def _flat(values: Array) -> Array:
    """Return values with the alternatives last."""
    return np.swapaxes(values, 1, 2)


def _normalised(model: DrawModel, values: Array) -> Array:
    """Return the values after the normalisation of the plan, draw by draw."""
    return KERNELS[model.plan.scale](values, model.sense)


def _sum(part: Array, weights: Array) -> Array:
    """Return Σ weight × part, criterion after criterion."""
    total = np.zeros((len(weights), part.shape[2]))
    for place in range(part.shape[1]):
        total += weights[:, place, None] * part[:, place]
    return total


def _ends(model: DrawModel, values: Array) -> tuple[Array, Array]:
    """Return best and worst of normalised values: 1 and 0 where they are fixed, else those present in the draw."""
    if model.plan.reference == "fixed":
        return np.ones((1, 1, values.shape[2])), np.zeros((1, 1, values.shape[2]))
    return values.max(axis=1, keepdims=True), values.min(axis=1, keepdims=True)


def _product_terms(model: DrawModel, values: Array) -> Terms:
    """Return the logarithm of what is raised to the weights; −∞ for a value of zero."""
    with np.errstate(divide="ignore"):
        if model.plan.scale == "none":
            return (_flat(np.log(values) * model.sense),)
        return (_flat(np.log(_normalised(model, values))),)


def _product_scores(_model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return Π value ^ weight; a weight of zero leaves even a zero without effect."""
    total = np.zeros((len(weights), terms[0].shape[2]))
    for place in range(terms[0].shape[1]):
        weight = weights[:, place, None]
        total += np.where(weight > 0, weight, 1.0) * np.where(weight > 0, terms[0][:, place], 0.0)
    return np.exp(total, out=total)


def _topsis_terms(model: DrawModel, values: Array) -> Terms:
    """Return squared differences to the ideal and to the anti-ideal, before the weights."""
    scaled = _normalised(model, values)
    best, worst = _ends(model, scaled)
    return _flat((scaled - best) ** 2), _flat((scaled - worst) ** 2)


def _topsis_scores(_model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return closeness; 0 where all are equal and none is defined."""
    squares = weights**2
    near, far = np.sqrt(_sum(terms[0], squares)), np.sqrt(_sum(terms[1], squares))
    total = near + far
    close: Array = np.divide(far, total, out=np.zeros_like(total), where=total > 0)
    return close


def _vikor_terms(model: DrawModel, values: Array) -> Terms:
    """Return the distance from the best as a share of the span; 0 where there is none."""
    scaled = _normalised(model, values)
    best, worst = _ends(model, scaled)
    span = best - worst
    return (_flat(np.divide(best - scaled, span, out=np.zeros_like(scaled), where=span > 0)),)


def _vikor_scores(model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return −Q."""
    utility, greatest = (np.zeros((len(weights), terms[0].shape[2])) for _ in range(2))
    for place in range(terms[0].shape[1]):
        regret = weights[:, place, None] * terms[0][:, place]
        utility += regret
        np.maximum(greatest, regret, out=greatest)
    score: Array = -(model.plan.v * _share(utility) + (1.0 - model.plan.v) * _share(greatest))
    return score


def _share(amounts: Array) -> Array:
    """Return each row between 0 (least) and 1 (greatest); 0 where all are equal."""
    low = amounts.min(axis=1, keepdims=True)
    span = amounts.max(axis=1, keepdims=True) - low
    share: Array = np.divide(amounts - low, span, out=np.zeros_like(amounts), where=span > 0)
    return share


def _spotis_terms(model: DrawModel, values: Array) -> Terms:
    """Return the distance to the ideal within the bounds."""
    bounds = np.asarray(model.plan.bounds)
    ideal = np.where(model.sense > 0, bounds[:, 1], bounds[:, 0])
    if model.plan.expected is not None:
        given = [np.nan if value is None else value for value in model.plan.expected]
        ideal = np.where(np.isnan(given), ideal, given)
    return (_flat(np.abs(values - ideal) / (bounds[:, 1] - bounds[:, 0])),)


def _spotis_scores(_model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return the distance, turned round."""
    return -_sum(terms[0], weights)


def _owa_terms(model: DrawModel, values: Array) -> Terms:
    """Return the values from the best down, and which criterion each belongs to."""
    scaled = _flat(_normalised(model, values))
    order = np.argsort(-scaled, axis=1, kind="stable")
    return np.take_along_axis(scaled, order, axis=1), order.astype(np.float64)


def _owa_scores(model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return Σ order weight × value; order weights of a quantifier follow the weights, stated ones do not."""
    values, order = terms[0], terms[1].astype(np.intp)
    shape = (len(weights), values.shape[2])
    if model.plan.alpha is None:
        given = np.asarray(model.plan.order_weights, dtype=np.float64)
        return np.broadcast_to(_sum(values, np.tile(given / given.sum(), (len(values), 1))), shape).copy()
    total, reached, before = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    last = values.shape[1] - 1
    for place in range(last + 1):
        reached += np.take_along_axis(weights, np.broadcast_to(order[:, place], shape), axis=1)
        raised = np.ones(shape) if place == last else reached**model.plan.alpha
        total += (raised - before) * values[:, place]
        before = raised
    return total


def _flow_terms(model: DrawModel, values: Array) -> Terms:
    """Return the net flows of each criterion alone."""
    preferences = model.plan.preferences or (Preference(),) * values.shape[2]
    return (net_flows(_normalised(model, values), preferences),)


def _flow_scores(_model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return φ, which is the weighted sum of the flows of single criteria."""
    return _sum(terms[0], weights)


_PREPARED: Mapping[str, Callable[[DrawModel, Array], Terms]] = {
    "weighted_product": _product_terms,
    "topsis": _topsis_terms,
    "vikor": _vikor_terms,
    "spotis": _spotis_terms,
    "owa": _owa_terms,
    "promethee2": _flow_terms,
}
_SCORED: Mapping[str, Callable[[DrawModel, Terms, Array], Array]] = {
    "weighted_product": _product_scores,
    "topsis": _topsis_scores,
    "vikor": _vikor_scores,
    "spotis": _spotis_scores,
    "owa": _owa_scores,
    "promethee2": _flow_scores,
}
DRAWN_METHODS = tuple(_PREPARED)
"""Methods that can be drawn; the weighted sum is the additive model itself."""
