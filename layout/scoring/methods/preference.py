"""The six preference functions of PROMETHEE (Brans, Vincke and Mareschal 1986, section 3)."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from layout.errors import CaseError

Array = npt.NDArray[np.float64]
PreferenceType = Literal["usual", "u-shape", "v-shape", "level", "linear", "gaussian"]
PREFERENCE_TYPES: tuple[PreferenceType, ...] = get_args(PreferenceType)
NEEDS: dict[PreferenceType, tuple[str, ...]] = {
    "usual": (),
    "u-shape": ("q",),
    "v-shape": ("p",),
    "level": ("q", "p"),
    "linear": ("q", "p"),
    "gaussian": ("s",),
}
"""Which thresholds each function needs, in the unit of its criterion."""


@dataclass(frozen=True)
class Preference:
    """How much better one alternative is, from the difference d on one criterion.

    Parameters
    ----------
    kind
        usual: d > 0. u-shape: d > q. v-shape: d / p, at most 1. level: 0.5 above q, 1 above p. linear: from 0 at q
        to 1 at p. gaussian: 1 − exp(−d² / 2s²).
    q, p, s
        Indifference, preference and Gaussian threshold.
    """

    kind: PreferenceType = "usual"
    q: float = 0.0
    p: float = 0.0
    s: float = 0.0

    def __post_init__(self) -> None:
        """Refuse thresholds that make no function."""
        if self.kind in ("v-shape", "gaussian") and not (self.p if self.kind == "v-shape" else self.s) > 0:
            name = "p" if self.kind == "v-shape" else "s"
            raise CaseError(
                en=f"preference {self.kind}: found {name} = {getattr(self, name):g}, expected {name} above 0.",
                zh=f"偏好函数 {self.kind}：{name} 现为 {getattr(self, name):g}，要求大于 0。",
            )
        if self.kind == "u-shape" and not self.q >= 0:
            raise CaseError(
                en=f"preference u-shape: found q = {self.q:g}, expected 0 or more.",
                zh=f"偏好函数 u-shape：q 现为 {self.q:g}，要求不小于 0。",
            )
        if self.kind in ("level", "linear") and not 0 <= self.q < self.p:
            raise CaseError(
                en=f"preference {self.kind}: found q = {self.q:g} and p = {self.p:g}, expected 0 ≤ q < p.",
                zh=f"偏好函数 {self.kind}：现为 q = {self.q:g}、p = {self.p:g}，要求 0 ≤ q < p。",
            )


def preference_degree(difference: Array, preference: Preference) -> Array:
    """Return the degree of preference, 0 to 1, of each difference (positive where better); 0 where not better."""
    kind, q, p = preference.kind, preference.q, preference.p
    if kind in ("usual", "u-shape"):
        return (difference > (q if kind == "u-shape" else 0.0)).astype(np.float64)
    if kind == "v-shape":
        return np.clip(difference / p, 0.0, 1.0)
    if kind == "level":
        return 0.5 * (difference > q) + 0.5 * (difference > p)
    if kind == "linear":
        return np.clip((difference - q) / (p - q), 0.0, 1.0)
    return np.where(difference > 0, -np.expm1(-(difference**2) / (2.0 * preference.s**2)), 0.0)
