import json
from collections.abc import Callable
from typing import Any

import pytest

from geodata.quality.findings import finding
from geodata.read.check import Examined
from geodata.read.report import Report, account

Judge = Callable[..., Examined]


def test_the_object_that_others_rely_on(
    judge: Judge, geojson: Callable[..., bytes], square: dict[str, Any]
) -> None:
    record = json.loads(json.dumps(judge(geojson(square, square), "x.geojson").report.as_record()))
    assert set(record) == {"file", "verdict", "layer", "findings"}
    assert set(record["layer"]) >= {"features", "geometry", "crs", "fields", "bounds"}
    assert all(
        {"code", "severity", "where", "message_en", "message_zh", "remedy_en", "remedy_zh"} <= set(item)
        for item in record["findings"]
    )
    assert Report.from_record(record).as_record() == record


@pytest.mark.parametrize(
    "change",
    [
        {"findings": None}, {"layer": "x"}, {"verdict": "fine"}, {"findings": ["x"]}, {"findings": [{"code": 1, "choices": []}]},
    ],
)  # fmt: skip
def test_a_record_from_a_hostile_process_is_checked(change: dict[str, Any]) -> None:
    record = {**account("x", [finding("empty-file", file="x")], layer=None).as_record(), **change}
    with pytest.raises((KeyError, TypeError, ValueError)):
        Report.from_record(record)


def test_the_worst_comes_first_and_a_flood_is_cut() -> None:
    notes = [finding("heights", file="x", count=n) for n in range(500)]
    report = account("x", [*notes, finding("empty-file", file="x")], layer=None)
    assert report.findings[0].code == "empty-file"
    assert report.findings[-1].code == "more-findings"
    assert len(report.findings) == 201
