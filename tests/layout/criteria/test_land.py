from collections.abc import Callable

import numpy as np
import pandas as pd

from layout.criteria.land import measure_land_fit, no_area

Frame = Callable[..., pd.DataFrame]


def test_the_ratio_by_hand(frame: Frame) -> None:
    sites = frame({"park_id": "a", "approved_area_ha": 320.0}, {"park_id": "b", "approved_area_ha": 80.0})
    result = measure_land_fit(sites, land_need_ha=160.0)
    assert result.raw.to_dict() == {"a": 2.0, "b": 0.5}
    assert result.low is result.raw
    assert "2 times the need of 160 ha" in result.phrases["a"].en
    assert "smaller than the need" in result.phrases["b"].en
    assert "小于需求" in result.phrases["b"].zh


def test_an_unknown_area_is_no_zero(frame: Frame) -> None:
    sites = frame(
        {"park_id": "a", "approved_area_ha": np.nan},
        {"park_id": "b", "approved_area_ha": np.nan, "parent_park_id": "a"},
    )
    result = measure_land_fit(sites, land_need_ha=160.0)
    assert result.raw.isna().all()
    assert result.missing == {"a": no_area(""), "b": no_area("a")}
    assert "part of a larger park" in result.missing["b"].en


def test_the_description_says_that_approved_area_is_not_free_land(frame: Frame) -> None:
    description = measure_land_fit(frame({}), land_need_ha=1.0).description
    assert "not free land" in description.en
    assert "并非可供地" in description.zh


def test_own_sites_count_with_free_land_else_with_their_parcel_and_say_which(frame: Frame) -> None:
    sites = frame(
        {"park_id": "a", "approved_area_ha": 320.0},
        {
            "park_id": "free",
            "free_land_ha": 40.0,
            "land_ha": 90.0,
            "land_basis": "stated",
            "origin": "office",
        },
        {"park_id": "stated", "land_ha": 80.0, "land_basis": "stated", "origin": "office"},
        {"park_id": "measured", "land_ha": 200.0, "land_basis": "measured", "origin": "office"},
        {"park_id": "dot", "land_basis": "", "origin": "office", "approved_area_ha": np.nan},
    ).fillna({"origin": "", "land_basis": ""})
    result = measure_land_fit(sites, land_need_ha=160.0)
    assert result.raw.dropna().to_dict() == {"a": 2.0, "free": 0.25, "stated": 0.5, "measured": 1.25}
    assert "free land" in result.phrases["free"].en
    assert "as stated" in result.phrases["stated"].en
    assert "measured" in result.phrases["measured"].en
    assert "approved area" in result.phrases["a"].en
    assert "column land_ha" in result.missing["dot"].en
    assert "Unlike areas" in result.notes[0].en


def test_free_land_that_the_office_states_goes_before_the_approved_area(frame: Frame) -> None:
    sites = frame({"park_id": "a", "approved_area_ha": 320.0, "free_land_ha": 80.0})
    assert measure_land_fit(sites, land_need_ha=160.0).raw.to_dict() == {"a": 0.5}
