from collections.abc import Callable

import numpy as np
import shapely

from geodata.quality import spatial
from geodata.quality.model import RawLayer, Reading

Maker = Callable[..., RawLayer]
CITY = shapely.Point(106.55, 29.56)


def judge(found: RawLayer, reading: Reading) -> None:
    assert found.geometry is not None
    spatial.check(found, found.geometry, reading=reading)


def test_points_in_the_city_leave_no_finding(layer: Maker, reading: Reading) -> None:
    judge(layer([CITY, shapely.Point(107.39, 29.70)], name=["a", "b"]), reading)
    assert reading.findings == []


def test_outside_is_named_by_row(layer: Maker, reading: Reading) -> None:
    judge(layer([CITY, shapely.Point(106.55, 2.956), shapely.Point(0, 0), None], name=list("abcd")), reading)
    assert {item.code: item.where.en for item in reading.findings} == {
        "null-island": "feature 3",
        "outside-municipality": "feature 2",
    }


def test_all_outside_and_far_reaching(layer: Maker, reading: Reading, codes: Callable[[], list[str]]) -> None:
    judge(layer([shapely.Point(116.39, 39.91)], name=["a"]), reading)
    judge(layer([shapely.box(-180, -90, 180, 90)], name=["a"]), reading)
    assert codes() == ["outside-municipality-all", "reaches-beyond"]


def test_a_feature_outside_of_the_district_it_names(layer: Maker, reading: Reading) -> None:
    fuling = shapely.Point(107.39, 29.70)
    judge(layer([fuling, CITY, CITY], 区县=["涪陵", "涪陵区", "渝中区"], name=list("abc")), reading)
    told = next(item for item in reading.findings if item.code == "outside-named-district")
    assert told.where.en == "feature 2, column 区县"
    assert "涪陵区" in told.message.zh


def test_copies_and_shared_places_are_told_apart(layer: Maker, reading: Reading) -> None:
    other = shapely.Point(106.6, 29.6)
    judge(layer([CITY, CITY, other, other], name=["a", "a", "b", "c"]), reading)
    assert {item.code: item.where.en for item in reading.findings} == {
        "duplicate-features": "features 1, 2",
        "several-at-one-place": "features 3, 4",
    }


def test_heights_make_a_difference(layer: Maker, reading: Reading) -> None:
    found = layer([shapely.Point(106.5, 29.5), shapely.Point(106.5, 29.5, 300.0)], name=["a", "b"])
    spatial.check(found, np.array([CITY, CITY]), reading=reading)
    assert reading.findings == []
