"""The methods as SMAA draws them: what does not depend on the weights is prepared once, the scores of a draw follow.

Each pair of functions gives, to rounding, the scores that `layout.scoring.methods.plan.solve` gives for the drawn
values and weights, in many draws at once and always the more the better. The method is applied anew to each draw, its
normalisation and observed ideals included.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import draw_loops
from layout.scoring.fast.compiled import compiled
from layout.scoring.methods.plan import MethodPlan, TableMethod
from layout.scoring.methods.preference import Preference
from layout.scoring.normalise import KERNELS
from layout.scoring.ranks import TIE_DECIMALS
from layout.scoring.robustness.net_flows import net_flows
from layout.scoring.robustness.rank_draws import weighted_sums

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
    compiled
        Whether scores are summed by compiled loops, which pays where there are many; they are the same.
    """

    plan: MethodPlan
    sense: Array
    limits: tuple[Array, Array] | None = None
    compiled: bool = False

    @property
    def method(self) -> TableMethod:
        """Return the id of the method."""
        return self.plan.method

    def terms(self, values: Array) -> Terms:
        """Return what the scores are made of besides weights.

        Parameters
        ----------
        values
            Drawn values, shape (draws or 1, criteria, alternatives).
        """
        within = values if self.limits is None else np.clip(values, *(end[:, None] for end in self.limits))
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

    def leads(self, terms: Terms, weights: Array, *, sites: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        """Return whether one alternative of each draw has its greatest score, as `scores` rounds it, shape (draws,).

        Parameters
        ----------
        terms, weights
            As `scores` takes them.
        sites
            The alternative of each draw, shape (draws,).
        """
        found = _SCORED[self.method](self, terms, weights)
        top = found.max(axis=1)
        magnitude = np.maximum(np.abs(top), np.abs(found.min(axis=1)))
        ends = np.stack([found[np.arange(len(found)), sites], top])
        np.divide(ends, magnitude, out=ends, where=magnitude > 0)
        own, first = np.round(ends, TIE_DECIMALS)
        leads: npt.NDArray[np.bool_] = own >= first
        return leads


def _normalised(model: DrawModel, values: Array) -> Array:
    """Return the values after the normalisation of the plan, draw by draw."""
    return np.swapaxes(KERNELS[model.plan.scale](np.swapaxes(values, 1, 2), model.sense), 1, 2)


def _sum(model: DrawModel, part: Array, weights: Array) -> Array:
    """Return Σ weight × part, criterion after criterion."""
    return weighted_sums(part, weights, compile_it=model.compiled)


def _ends(model: DrawModel, values: Array) -> tuple[Array, Array]:
    """Return best and worst of normalised values: 1 and 0 where they are fixed, else those present in the draw."""
    if model.plan.reference == "fixed":
        return np.ones((1, values.shape[1], 1)), np.zeros((1, values.shape[1], 1))
    return values.max(axis=2, keepdims=True), values.min(axis=2, keepdims=True)


def _product_terms(model: DrawModel, values: Array) -> Terms:
    """Return the logarithm of what is raised to the weights; −∞ for a value of zero."""
    with np.errstate(divide="ignore"):
        if model.plan.scale == "none":
            return (np.log(values) * model.sense[:, None],)
        return (np.log(_normalised(model, values)),)


def _product_scores(model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return Π value ^ weight; a weight of zero leaves even a zero without effect."""
    if (weights > 0).all():
        total = _sum(model, terms[0], weights)
        return np.exp(total, out=total)
    total = np.zeros((len(weights), terms[0].shape[2]))
    for place in range(terms[0].shape[1]):
        weight = weights[:, place, None]
        total += np.where(weight > 0, weight, 1.0) * np.where(weight > 0, terms[0][:, place], 0.0)
    return np.exp(total, out=total)


def _topsis_terms(model: DrawModel, values: Array) -> Terms:
    """Return squared differences to the ideal and to the anti-ideal, before the weights."""
    scaled = _normalised(model, values)
    best, worst = _ends(model, scaled)
    return (scaled - best) ** 2, (scaled - worst) ** 2


def _topsis_scores(model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return closeness; 0 where all are equal and none is defined."""
    squares = weights**2
    near, far = np.sqrt(_sum(model, terms[0], squares)), np.sqrt(_sum(model, terms[1], squares))
    total = near + far
    close: Array = np.divide(far, total, out=np.zeros_like(total), where=total > 0)
    return close


def _vikor_terms(model: DrawModel, values: Array) -> Terms:
    """Return the distance from the best as a share of the span; 0 where there is none."""
    scaled = _normalised(model, values)
    best, worst = _ends(model, scaled)
    span = best - worst
    return (np.divide(best - scaled, span, out=np.zeros_like(scaled), where=span > 0),)


def _vikor_scores(model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return −Q."""
    regrets = np.zeros((2, len(weights), terms[0].shape[2]))
    utility, greatest = regrets
    if model.compiled:
        compiled(draw_loops.regret_draws)(terms[0], weights, regrets=regrets)
    for place in range(0 if model.compiled else terms[0].shape[1]):
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
    return (np.abs(values - ideal[:, None]) / (bounds[:, 1] - bounds[:, 0])[:, None],)


def _spotis_scores(model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return the distance, turned round."""
    return -_sum(model, terms[0], weights)


@cache
def _network(count: int) -> npt.NDArray[np.int64]:
    """Return the comparisons of Batcher's sorting network (Knuth, The Art of Computer Programming 3, 5.2.2 M)."""
    pairs = []
    steps = [1 << bit for bit in range((count - 1).bit_length())]
    for part in steps:
        for gap in reversed(steps[: steps.index(part) + 1]):
            for start in range(gap % part, count - gap, 2 * gap):
                ends = range(start, min(start + gap, count - gap))
                pairs += [(end, end + gap) for end in ends if end // (2 * part) == (end + gap) // (2 * part)]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _owa_terms(model: DrawModel, values: Array) -> Terms:
    """Return the values from the best down, and which criterion each belongs to."""
    scaled = np.ascontiguousarray(_normalised(model, values))
    if model.compiled:
        ranked, owners = scaled.copy(), np.empty(scaled.shape)
        compiled(draw_loops.sort_draws)(ranked, _network(scaled.shape[1]), order=owners)
        return ranked, owners
    order = np.argsort(-scaled, axis=1, kind="stable")
    return np.take_along_axis(scaled, order, axis=1), order.astype(np.float64)


def _owa_scores(model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return Σ order weight × value; order weights of a quantifier follow the weights, stated ones do not."""
    values, order = terms
    if model.plan.alpha is None:
        given = np.asarray(model.plan.order_weights, dtype=np.float64)
        return _sum(model, values, np.tile(given / given.sum(), (len(weights), 1)))
    reached = np.empty((len(weights), values.shape[1] - 1, values.shape[2]))
    total = np.zeros((len(weights), values.shape[2]))
    if model.compiled:
        compiled(draw_loops.reach_draws)(order, weights, reached=reached)
        compiled(draw_loops.step_draws)(values, reached**model.plan.alpha, scores=total)
        return total
    owners = np.broadcast_to(order, (len(weights), *order.shape[1:])).astype(np.intp)
    np.cumsum(np.take_along_axis(weights[:, :, None], owners[:, :-1], axis=1), axis=1, out=reached)
    before = np.zeros(total.shape)
    for place in range(values.shape[1]):
        raised = reached[:, place] ** model.plan.alpha if place < reached.shape[1] else np.ones(total.shape)
        total += (raised - before) * values[:, place]
        before = raised
    return total


def _flow_terms(model: DrawModel, values: Array) -> Terms:
    """Return the net flows of each criterion alone."""
    preferences = model.plan.preferences or (Preference(),) * values.shape[1]
    return (net_flows(_normalised(model, values), preferences),)


def _flow_scores(model: DrawModel, terms: Terms, weights: Array) -> Array:
    """Return φ, which is the weighted sum of the flows of single criteria."""
    return _sum(model, terms[0], weights)


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
