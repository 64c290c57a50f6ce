"""The same things in pymcdm, which the tests of scoring compare with."""

from collections.abc import Callable

import numpy as np
from pymcdm import normalizations

from layout.scoring.normalise import Normalisation

NORMALISATIONS: dict[Normalisation, Callable[..., np.ndarray]] = {
    "minmax": normalizations.minmax_normalization,
    "vector": normalizations.vector_normalization,
    "sum": normalizations.sum_normalization,
    "max": normalizations.max_normalization,
}
