import numpy as np
import pytest

from layout.errors import WeightError
from layout.scoring.weighting.mixture import mix_linear, mix_product

PEOPLE, DATA = np.array([0.6, 0.3, 0.1]), np.array([0.2, 0.3, 0.5])


def test_shares_are_of_any_size() -> None:
    assert mix_linear([PEOPLE, DATA], shares=[3, 1]) == pytest.approx([0.5, 0.3, 0.2])
    assert mix_product([PEOPLE, DATA]) == pytest.approx(np.array([0.12, 0.09, 0.05]) / 0.26)


def test_mixtures_of_nothing_are_refused() -> None:
    with pytest.raises(WeightError, match="found 2 parts and 1 shares"):
        mix_linear([PEOPLE, DATA], shares=[1])
    with pytest.raises(WeightError, match="all are zero"):
        mix_linear([PEOPLE, DATA], shares=[0, 0])
    with pytest.raises(WeightError, match="every part"):
        mix_product([np.array([1.0, 0]), np.array([0, 1.0])])
