from dataclasses import asdict

import pytest

from geodata.workspace.raster_facts import facts_of, kept_facts

TOLD = {
    "cols": 80, "rows": 60, "cell": [30.0, 30.0], "bounds": [0.0, 0.0, 2400.0, 1800.0], "band": 1, "dtype": "float32",
    "nodata": "nan", "unit": "m", "minimum": 200.0, "maximum": 437.0, "mean": 300.0, "known": 4800, "classes": {"10": 4},
}  # fmt: skip


def test_what_was_told_is_kept_and_comes_back() -> None:
    facts = facts_of(TOLD)
    assert kept_facts(asdict(facts)) == facts
    assert (facts.unit, facts.classes, facts.cell) == ("m", {"10": 4}, (30.0, 30.0))
    assert facts_of(TOLD, unit="ft").unit == "ft"


@pytest.mark.parametrize(
    "change",
    [
        {"cols": 0},
        {"cols": "x"},
        {"cell": [30.0]},
        {"bounds": [0, 0, 1, float("inf")]},
        {"minimum": float("nan")},
        {"classes": {"a": 1}},
    ],
)
def test_a_process_that_was_taken_over_is_not_believed(change: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        facts_of(TOLD | change)
