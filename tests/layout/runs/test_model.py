from collections.abc import Callable

import pytest

from geodata.errors import DataFormatError
from layout.runs.model import Run, canonical, environment, known_kind, result_digest

Finished = Callable[..., Run]


def test_run_knows_its_inputs_and_its_result(finished: Finished) -> None:
    run = finished({"x": 1, "y": 2})
    assert set(run.checksums) == {"table.csv", "spec.toml"}
    assert all(len(checksum) == 64 for checksum in run.checksums.values())
    assert run.digest == finished({"y": 2, "x": 1}).digest
    assert run.digest != finished({"x": 2, "y": 1}).digest
    assert run.run_id != finished({"x": 1}).run_id
    assert run.created_utc.endswith("Z")


def test_the_last_bit_counts() -> None:
    assert result_digest({"a": 0.1 + 0.2}) != result_digest({"a": 0.3})
    assert canonical({"b": 1, "a": "甲"}) == '{"a":"甲","b":1}'
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


def test_environment_and_kinds() -> None:
    assert environment()["packages"]["numpy"]
    assert known_kind("smaa") == "smaa"
    with pytest.raises(DataFormatError, match="newer version"):
        known_kind("dream")
