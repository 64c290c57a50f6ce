"""Sets of weights that one is willing to defend, and draws from them that do not depend on how the work is split."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from layout.errors import WeightError

Array = npt.NDArray[np.float64]
SpaceKind = Literal["uniform", "around", "ordinal", "interval"]
Sampler = Callable[[np.random.Generator], Array]
"""Draws one chunk of weights from a stream."""
CHUNK = 256
"""Draws of one random stream: draw number d always comes from stream d // 256, however many draws are asked for."""
PILOT = 4096
LEAST_ACCEPTED = 0.01
STEPS_PER_PAIR = 20
_WEIGHTS, _PILOT = 0, 1


@dataclass(frozen=True, eq=False)
class WeightSpace:
    """Weights of sum 1 that are considered.

    Parameters
    ----------
    kind
        uniform: all, equally likely. around: a Dirichlet distribution about `centre`. ordinal: all that respect the
        order of `ranks`, equally likely. interval: all within `low` and `high`, equally likely.
    centre, concentration
        Mean weights, and how closely the draws keep to them: a weight w varies by √(w (1 − w) / (concentration + 1)).
    ranks
        Importance of each criterion, 1 first; equal ranks leave their order open.
    low, high
        Least and greatest weight of each criterion.
    """

    kind: SpaceKind
    centre: Array | None = None
    concentration: float = 50.0
    ranks: Array | None = None
    low: Array | None = None
    high: Array | None = None


def draw_weights(space: WeightSpace, criteria: Sequence[str], *, draws: int, seed: int) -> Array:
    """Return weights, shape (draws, criteria), each row of sum 1; the first rows are the same for more draws.

    Parameters
    ----------
    space
        What to draw from.
    criteria
        Names, for messages.
    draws
        Number of rows.
    seed
        Seed of all streams.

    Raises
    ------
    WeightError
        The space lacks what its kind needs, or holds no weights.
    """
    check_space(space, criteria)
    sampler = _sampler(space, len(criteria), seed=seed)
    chunks = [sampler(_stream(seed, _WEIGHTS, place)) for place in range(-(-draws // CHUNK))]
    return np.concatenate(chunks)[:draws]


def _stream(seed: int, purpose: int, place: int) -> np.random.Generator:
    """Return the random stream of one chunk."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, purpose, place])))


def _sampler(space: WeightSpace, count: int, *, seed: int) -> Sampler:
    """Return the sampler of one chunk of draws."""
    if space.kind == "around" and space.centre is not None:
        return _Around(space.centre * space.concentration)
    if space.kind == "ordinal" and space.ranks is not None:
        return _Ordinal(space.ranks)
    if space.kind == "interval" and space.low is not None and space.high is not None:
        rare = acceptance(space.low, space.high, seed=seed) < LEAST_ACCEPTED
        return _Walk(space.low, space.high) if rare else _Reject(space.low, space.high)
    return _Uniform(count)


def acceptance(low: Array, high: Array, *, seed: int) -> float:
    """Return the share of uniform weights above `low` that also lie below `high`, by a pilot draw."""
    drawn = _above(low, _stream(seed, _PILOT, 0), PILOT)
    return float((drawn <= high).all(axis=1).mean())


@dataclass(frozen=True)
class _Uniform:
    """Uniform over the simplex: normalised exponentials."""

    count: int

    def __call__(self, stream: np.random.Generator) -> Array:
        """Return a chunk."""
        return _unit(stream.standard_exponential((CHUNK, self.count)))


@dataclass(frozen=True, eq=False)
class _Around:
    """Dirichlet: normalised gammas."""

    shape: Array

    def __call__(self, stream: np.random.Generator) -> Array:
        """Return a chunk."""
        return _unit(
            np.maximum(stream.standard_gamma(np.broadcast_to(self.shape, (CHUNK, len(self.shape)))), 1e-300)
        )


@dataclass(frozen=True, eq=False)
class _Ordinal:
    """Uniform over ordered weights: sorted uniform weights, dealt at random within equal ranks."""

    ranks: Array

    def __call__(self, stream: np.random.Generator) -> Array:
        """Return a chunk."""
        count = len(self.ranks)
        falling = -np.sort(-_unit(stream.standard_exponential((CHUNK, count))), axis=1)
        shuffled = np.argsort(self.ranks + 0.5 * stream.random((CHUNK, count)), axis=1)
        dealt = np.empty_like(falling)
        np.put_along_axis(dealt, shuffled, falling, axis=1)
        return dealt


@dataclass(frozen=True, eq=False)
class _Reject:
    """Uniform within bounds: uniform above the lower ones, redrawn where an upper one is broken."""

    low: Array
    high: Array

    def __call__(self, stream: np.random.Generator) -> Array:
        """Return a chunk."""
        kept = np.empty((0, len(self.low)))
        while len(kept) < CHUNK:
            drawn = _above(self.low, stream, CHUNK)
            kept = np.concatenate([kept, drawn[(drawn <= self.high).all(axis=1)]])
        return kept[:CHUNK]


@dataclass(frozen=True, eq=False)
class _Walk:
    """Close to uniform within narrow bounds: a Gibbs walk that moves weight between two criteria at a time."""

    low: Array
    high: Array

    def __call__(self, stream: np.random.Generator) -> Array:
        """Return a chunk: one walk a row, all from the middle of the bounds."""
        count = len(self.low)
        room = self.high - self.low
        share = (1.0 - self.low.sum()) / room.sum() if room.sum() > 0 else 0.0
        walk = np.tile(self.low + share * room, (CHUNK, 1))
        rows = np.arange(CHUNK)
        for _ in range(STEPS_PER_PAIR * count * (count - 1) // 2):
            one = stream.integers(0, count, CHUNK)
            other = (one + stream.integers(1, count, CHUNK)) % count
            least = np.maximum(self.low[one] - walk[rows, one], walk[rows, other] - self.high[other])
            most = np.minimum(self.high[one] - walk[rows, one], walk[rows, other] - self.low[other])
            step = least + stream.random(CHUNK) * (most - least)
            walk[rows, one] += step
            walk[rows, other] -= step
        return walk


def _above(low: Array, stream: np.random.Generator, count: int) -> Array:
    """Return weights uniform over the simplex above `low`."""
    above: Array = low + (1.0 - low.sum()) * _unit(stream.standard_exponential((count, len(low))))
    return above


def _unit(rows: Array) -> Array:
    """Return each row divided by its sum."""
    divided: Array = rows / rows.sum(axis=1, keepdims=True)
    return divided


def check_space(space: WeightSpace, criteria: Sequence[str]) -> None:
    """Refuse a space that is not stated whole or is empty.

    Raises
    ------
    WeightError
        What is wrong, with the criterion.
    """
    given = {"around": (space.centre,), "ordinal": (space.ranks,), "interval": (space.low, space.high)}
    parts = given.get(space.kind, ())
    if any(part is None or len(part) != len(criteria) or np.isnan(part).any() for part in parts):
        raise WeightError(
            en=f"Weight space {space.kind}: every criterion needs its weight (around), rank (ordinal) or weight_range (interval).",
            zh=f"权重空间 {space.kind}：每个指标都须给出权重（around）、重要性次序（ordinal）或权重区间（interval）。",
        )
    if space.kind == "around" and not space.concentration > 0:
        raise WeightError(
            en=f"Weight space around: found concentration = {space.concentration:g}, expected a number above 0.",
            zh=f"权重空间 around：concentration 现为 {space.concentration:g}，要求大于 0。",
        )
    if space.kind == "interval" and space.low is not None and space.high is not None:
        _check_bounds(space.low, space.high, criteria)


def _check_bounds(low: Array, high: Array, criteria: Sequence[str]) -> None:
    """Refuse intervals that are turned round, outside 0 to 1, or between which no weights have sum 1."""
    wrong = ~((low >= 0) & (low <= high) & (high <= 1))
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        raise WeightError(
            en=f"{criteria[place]}: found weight_range {low[place]:g} to {high[place]:g}, expected 0 ≤ least ≤ greatest ≤ 1.",
            zh=f"{criteria[place]}：weight_range 现为 {low[place]:g} 至 {high[place]:g}，要求 0 ≤ 下限 ≤ 上限 ≤ 1。",
        )
    if low.sum() > 1 + 1e-12 or high.sum() < 1 - 1e-12:
        raise WeightError(
            en=f"Weight ranges: the least weights add up to {low.sum():g} and the greatest to {high.sum():g}; 1 must lie between.",
            zh=f"权重区间：下限合计 {low.sum():g}，上限合计 {high.sum():g}；1 须介于两者之间。",
        )
