import numpy as np
import pandas as pd
import pytest

from layout.landuse.indicators import building
from layout.landuse.indicators.table import indicator_values

# a plot of 600 mu: 24 ha floor area, 14 ha covered (11 buildings, 1 structures, 2 yards), 2.4 ha of offices
PLOT = pd.DataFrame(
    {
        "industrial_land_mu": [600.0],
        "industrial_floor_area_m2": [240_000.0],
        "covered_m2": [140_000.0],
        "service_land_ha": [2.4],
        "built_land_ha": [50.0],
        "floor_area_m2": [300_000.0],
        "footprint_m2": [160_000.0],
    }
)


def test_a_worked_plot_in_the_units_of_the_office() -> None:
    found = {
        name: indicator_values(PLOT, name).iloc[0]
        for name in (
            "floor_area_ratio",
            "building_density",
            "industrial_floor_area_ratio",
            "building_coefficient",
            "service_land_share",
        )
    }
    assert found == pytest.approx(
        {
            "floor_area_ratio": 0.6,
            "building_density": 32.0,
            "industrial_floor_area_ratio": 0.6,
            "building_coefficient": 35.0,
            "service_land_share": 6.0,
        }
    )


def test_floor_area_may_exceed_the_land_and_footprint_may_not() -> None:
    two, one = pd.Series([2.0]), pd.Series([1.0])
    assert building.floor_area_ratio(two, one).tolist() == [2.0]
    assert building.industrial_floor_area_ratio(two, one).tolist() == [2.0]
    assert np.isnan(building.building_density(two, one).iloc[0])
    assert np.isnan(building.building_coefficient(two, one).iloc[0])
    assert np.isnan(building.service_land_share(two, one).iloc[0])
