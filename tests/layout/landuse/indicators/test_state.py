"""The ministry's bulletin on national development zones prints a whole chain of rates that must fit together.

通报 (国家级开发区土地集约利用评价情况, 541 zones): 土地开发率 89.46 %, 土地供应率 92.68 %, 土地建成率 92.77 %, and built land is
76.92 % of the land that can be developed. The land still to be built is printed as 6.70 (10⁴ ha) or 13.84 % of it.
"""

import pandas as pd
import pytest

from layout.landuse.indicators import state

DEVELOPABLE = 6.70 / 0.1384  # 10⁴ ha
READY = DEVELOPABLE * 0.8946
SUPPLIED = READY * 0.9268
BUILT = DEVELOPABLE * 0.7692


def one(value: float) -> pd.Series:
    return pd.Series([value])


def test_published_chain_of_rates() -> None:
    developed = state.land_development_rate(one(READY), one(DEVELOPABLE)).iloc[0]
    supplied = state.land_supply_rate(one(SUPPLIED), one(READY)).iloc[0]
    built = state.built_up_rate(one(BUILT), one(SUPPLIED)).iloc[0]
    assert (developed, supplied) == pytest.approx((89.46, 92.68))
    assert built == pytest.approx(92.77, abs=0.01)
    assert developed * supplied * built / 1e4 == pytest.approx(76.92, abs=0.005)


def test_printed_rates_alone_give_the_printed_built_share() -> None:
    chain = 89.46 * 92.68 * 92.77 / 1e4
    assert chain == pytest.approx(76.92, abs=0.005)
    assert state.industrial_land_rate(one(48.52), one(100)).iloc[0] == pytest.approx(48.52)


def test_idle_land_is_counted_against_supplied_land() -> None:
    assert state.idle_land_rate(pd.Series([1.0, 0.0, 3.0]), pd.Series([50.0, 10.0, 2.0])).tolist()[:2] == [
        2,
        0,
    ]
    assert state.idle_land_rate(one(3), one(2)).isna().all()
