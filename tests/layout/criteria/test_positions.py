import numpy as np
import pandas as pd

from geodata.embedded import table
from layout.criteria.positions import COARSEST_KM, has_position, precision_km


def test_half_a_position_is_none() -> None:
    frame = pd.DataFrame({"lon": [106.5, np.nan, 106.5], "lat": [29.5, 29.5, np.nan]})
    assert has_position(frame).tolist() == [True, False, False]


def test_an_unrecorded_precision_is_the_coarsest_not_zero() -> None:
    frame = pd.DataFrame({"position_precision_m": [3000.0, np.nan]})
    assert precision_km(frame).tolist() == [3.0, COARSEST_KM]


def test_the_coarsest_is_that_of_the_park_table() -> None:
    assert table("parks")["position_precision_m"].max() == COARSEST_KM * 1000
