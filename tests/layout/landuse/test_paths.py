import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.entities.model import Words
from layout.landuse.paths import Assumption, central, corners, path, walk
from layout.landuse.scenario import Band, PipelineProject, Scenario, certain

WORDS = Words(en="a", zh="甲")
PROJECT = PipelineProject(name="plant", year=2026, output_yi=30.0, land_km2=0.4)


def scenario(**change: object) -> Scenario:
    base = {
        "name": WORDS,
        "reason": WORDS,
        "base_year": 2024,
        "end_year": 2027,
        "output_yi": 100.0,
        "land_km2": 2.0,
        "growth_pct": Band(low=4.0, central=10.0, high=12.0),
        "added_km2": Band(low=0.0, central=0.1, high=0.2),
        "released_km2": Band(low=0.0, central=0.05, high=0.1),
        "released_yields_yi_per_km2": 20.0,
        "realised_pct": Band(low=50.0, central=100.0, high=100.0),
        "pipeline": (PROJECT,),
    }
    return Scenario(**(base | change))  # type: ignore[arg-type]


def test_worked_by_hand() -> None:
    output, land = walk(scenario(), central(scenario()))
    # 100 -> 110 - 1 = 109 -> 119.9 - 1 + 30 = 148.9 -> 163.79 - 1 = 162.79
    assert output.tolist() == pytest.approx([100, 109, 148.9, 162.79])
    assert land.tolist() == pytest.approx([2, 2.05, 2.5, 2.55])


def test_path_shows_central_band_and_gap() -> None:
    found = path(scenario(), target=75.0)
    assert found["year"].tolist() == [2024, 2025, 2026, 2027]
    last = found.iloc[-1]
    assert last["gap_yi"] == pytest.approx(75 * 2.55 - 162.79)
    assert last["intensity_low"] < last["intensity"] < last["intensity_high"]
    assert found.iloc[0][["output_low", "output", "output_high"]].tolist() == [100, 100, 100]
    assert found["reached"].iloc[0] == "no"


@pytest.mark.parametrize(("target", "reached"), [(40.0, "yes"), (200.0, "no"), (64.0, "open")])
def test_a_band_that_holds_the_target_is_open(target: float, reached: str) -> None:
    assert path(scenario(), target=target)["reached"].iloc[-1] == reached


@settings(max_examples=60, deadline=None)
@given(st.floats(0.04, 0.12), st.floats(0.0, 0.2), st.floats(0.0, 0.1), st.floats(0.5, 1.0))
def test_nothing_inside_the_bands_leaves_the_band(
    growth: float, added: float, released: float, realised: float
) -> None:
    output, land = walk(scenario(), Assumption(growth, added, released, realised))
    found = path(scenario(), target=75.0)
    for name, values in (("output", output), ("land", land), ("intensity", output / land)):
        assert (values >= found[f"{name}_low"] - 1e-9).all()
        assert (values <= found[f"{name}_high"] + 1e-9).all()


def test_certain_inputs_have_one_corner() -> None:
    sure = scenario(
        growth_pct=certain(5.0),
        added_km2=certain(0.0),
        released_km2=certain(0.0),
        realised_pct=certain(100.0),
    )
    assert corners(sure) == [central(sure)]
    found = path(sure, target=75.0)
    assert found["intensity_low"].tolist() == found["intensity_high"].tolist()


def test_land_that_is_all_released_is_unknown_and_not_infinite() -> None:
    gone = scenario(released_km2=certain(1.5), added_km2=certain(0.0), pipeline=())
    _, land = walk(gone, central(gone))
    assert np.isnan(land).tolist() == [False, False, True, True]
