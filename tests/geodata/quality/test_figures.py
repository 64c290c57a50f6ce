from collections.abc import Callable

import numpy as np
import pytest

from geodata.quality import figures
from geodata.quality.model import RawLayer, Reading

Maker = Callable[..., RawLayer]


def told(found: RawLayer, reading: Reading, areas: object = None) -> dict[str, str]:
    figures.check(found, reading, geodesic_m2=areas)  # type: ignore[arg-type]
    return {item.code: item.where.en for item in reading.findings}


def test_consistent_figures_leave_no_finding(layer: Maker, reading: Reading) -> None:
    found = layer(
        None,
        面积_公顷=[10, 20, 30, 40],
        面积_亩=[150, 300, 450, 600],
        年份=[2021, 2022, 2023, 2024],
        合计=[3, 5, 7, 9],
        a=[1, 2, 3, 4],
        b=[2, 3, 4, 5],
    )
    assert told(found, reading) == {}


def test_mu_beside_hectares(layer: Maker, reading: Reading) -> None:
    found = layer(None, **{"面积（公顷）": [10, 20, 30], "面积（亩）": [150, 200, 450]})
    assert told(found, reading) == {"units-differ": "feature 2, columns 面积（公顷）, 面积（亩）"}


def test_an_area_column_in_another_unit_than_it_says(layer: Maker, reading: Reading) -> None:
    found = layer(None, area_ha=[150.0, 300.0, 460.0])
    assert told(found, reading, np.array([1e5, 2e5, 3e5])) == {"area-unit": "column area_ha"}


def test_a_total_that_is_not_the_sum(layer: Maker, reading: Reading) -> None:
    found = layer(None, 一产=[1, 2, 3, 4, 5], 二产=[2, 2, 3, 3, 4], 合计=[3, 4, 6, 8, 9])
    assert told(found, reading) == {"total-not-sum": "feature 4, column 合计"}


@pytest.mark.parametrize("scale", [1, 100])
def test_a_rate_that_contradicts_its_parts(layer: Maker, reading: Reading, scale: float) -> None:
    done, planned = [10, 30, 45, 64, 90], [100, 100, 150, 160, 180]
    rate = [scale * a / b for a, b in zip(done, planned, strict=True)]
    rate[2] *= 2
    assert told(layer(None, 已建=done, 规划=planned, 完成率=rate), reading) == {
        "rate-contradicts": "feature 3, column 完成率"
    }


def test_columns_that_have_nothing_to_do_with_each_other(layer: Maker, reading: Reading) -> None:
    found = layer(None, total=[7, 1, 9, 4, 2], x=[1, 2, 3, 4, 5], y=[9, 9, 1, 7, 3], rate=[3, 8, 1, 9, 4])
    assert told(found, reading) == {}


def test_years(layer: Maker, reading: Reading) -> None:
    assert told(layer(None, 年份=[2019, 2020, 2022, 2023]), reading) == {"years-missing": "column 年份"}
    assert "2021" in reading.findings[0].message.en
    reading.findings.clear()
    assert told(layer(None, year=[2020, None, 20200]), reading) == {"year-odd": "feature 3, column year"}
    reading.findings.clear()
    assert told(layer(None, year=[2020, None, 2021]), reading) == {"year-empty": "feature 2, column year"}
