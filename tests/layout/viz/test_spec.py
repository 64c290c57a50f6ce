import json
import math

import pytest

from geodata.text import Bilingual
from layout.viz.areas import choropleth_style, intensity_style, prefecture_style, zone_style
from layout.viz.classes import assign
from layout.viz.spec import class_of, radius_px, text

WORDS = Bilingual(en="x", zh="某")
VALUES = [5.0, 18.75, 40.0, 75.0, 300.0, math.nan]


def test_a_text_is_json_in_both_languages() -> None:
    assert text(WORDS) == {"zh": "某", "en": "x"}


def test_class_of_agrees_with_the_classes_that_were_counted() -> None:
    spec = intensity_style(VALUES, name=WORDS, target=75.0)
    numbers = assign(VALUES, (18.75, 37.5, 56.25, 75.0, 112.5))
    for value, number in zip(VALUES, numbers, strict=True):
        found = class_of(spec, value)
        assert (found is None) == (number == -1)
        if found is not None:
            assert found["id"] == f"c{number}"


@pytest.mark.parametrize("value", [None, math.nan, math.inf, "75", "", True])
def test_what_is_not_a_finite_number_is_no_data(value: object) -> None:
    assert class_of(intensity_style(VALUES, name=WORDS, target=75.0), value) is None


def test_categories_and_single() -> None:
    zones = zone_style(["flagship", "flagship"])
    assert class_of(zones, "flagship")["count"] == 2
    assert class_of(zones, "other") is None
    assert class_of(prefecture_style(43), "510100")["id"] == "all"


def test_specs_are_plain_json() -> None:
    for spec in (
        choropleth_style(VALUES, title=WORDS, unit=WORDS),
        intensity_style(VALUES, name=WORDS, target=75.0),
        zone_style([]),
        prefecture_style(1),
    ):
        assert json.loads(json.dumps(spec, allow_nan=False)) == spec


def test_the_area_of_a_circle_is_proportional() -> None:
    radius = {"max": 2000.0, "min_px": 4.0, "max_px": 18.0, "missing_px": 5.0}
    assert radius_px(radius, 2000.0) == 18.0
    assert radius_px(radius, 1000.0) ** 2 == pytest.approx(18.0**2 / 2)
    assert radius_px(radius, 1.0) == 4.0
    assert radius_px(radius, 9000.0) == 18.0
    assert radius_px(radius, None) == radius_px(radius, math.nan) == 5.0
