from collections.abc import Callable
from typing import Any

import pytest

from geodata.read import csv_table
from geodata.read.check import Examined

Judge = Callable[..., Examined]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_to_write_one_table(judge: Judge, codec: str, separator: str, end: str) -> None:
    rows = [
        ["名称", "经度", "纬度"],
        ["两江新区工业园", "106.55", "29.56"],
        ["江津工业园区", "106.40", "29.30"],
    ]
    raw = (end.join(separator.join(row) for row in rows) + end).encode(codec)
    found = judge(raw, "x.csv")
    assert found.report.verdict == "accept"
    assert found.layer.columns["名称"] == ["两江新区工业园", "江津工业园区"]
    assert found.report.layer["bounds"] == [106.40, 29.30, 106.55, 29.56]


def test_types_are_given_to_whole_columns_alone(reading: Callable[..., Any]) -> None:
    raw = "name,lon,lat,a,b,c\nx,106.5,29.5,1,1,007\ny,106.6,29.6,2.5,约2,008\nz,106.6,29.7,,3,009\n"
    layer = csv_table.read(raw.encode(), reading(name="x.csv"))
    assert layer.columns["a"] == [1, 2.5, None]
    assert layer.columns["b"] == ["1", "约2", "3"]
    assert layer.columns["c"] == ["007", "008", "009"]
