import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.entities.model import Words
from layout.landuse.paths import path
from layout.landuse.scenario import PipelineProject, Scenario, certain
from layout.landuse.solve import UNKNOWNS, Unknown, solve_for

WORDS = Words(en="a", zh="甲")


def scenario(output: float = 100.0, land: float = 2.0, **change: object) -> Scenario:
    base = {
        "name": WORDS,
        "reason": WORDS,
        "base_year": 2024,
        "end_year": 2027,
        "output_yi": output,
        "land_km2": land,
        "growth_pct": certain(3.0),
        "added_km2": certain(0.0),
        "released_km2": certain(0.0),
        "released_yields_yi_per_km2": 10.0,
        "realised_pct": certain(100.0),
    }
    return Scenario(**(base | change))  # type: ignore[arg-type]


def put_in(base: Scenario, unknown: Unknown, value: float) -> Scenario:
    if unknown == "pipeline":
        project = PipelineProject(name="x", year=base.end_year, output_yi=value)
        return base.model_copy(update={"pipeline": (*base.pipeline, project)})
    field = {"growth": "growth_pct", "released": "released_km2", "added": "added_km2"}[unknown]
    return base.model_copy(update={field: certain(value)})


def test_growth_alone_has_a_closed_form() -> None:
    found = solve_for("growth", scenario(), target=75.0)
    assert found.value == pytest.approx(100 * ((75 * 2 / 100) ** (1 / 3) - 1))
    assert found.assumed == pytest.approx(3)


@settings(max_examples=30, deadline=None)
@given(st.floats(60, 140), st.floats(2.1, 3))
def test_whatever_is_solved_for_meets_the_target_when_put_in(output: float, land: float) -> None:
    base = scenario(output, land)
    for unknown in ("growth", "released", "pipeline"):
        found = solve_for(unknown, base, target=75.0)
        assert found.reason is None
        last = path(put_in(base, unknown, found.value), target=75.0).iloc[-1]
        assert last["intensity"] == pytest.approx(75, rel=1e-6)


def test_land_that_may_still_be_added() -> None:
    base = scenario(output=200.0)
    found = solve_for("added", base, target=75.0)
    assert found.value == pytest.approx((200 * 1.03**3 / 75 - 2) / 3)
    assert path(put_in(base, "added", found.value), target=75.0)["intensity"].iloc[-1] == pytest.approx(75)


def test_no_land_may_be_added_where_the_target_is_missed_anyway() -> None:
    found = solve_for("added", scenario(), target=75.0)
    assert math.isnan(found.value)
    assert found.reason is not None
    assert found.reason.zh


def test_releasing_land_that_yields_as_much_as_the_target_is_no_way() -> None:
    found = solve_for("released", scenario(released_yields_yi_per_km2=75.0), target=75.0)
    assert math.isnan(found.value)


def test_a_target_that_is_met_leaves_output_to_lose() -> None:
    assert solve_for("pipeline", scenario(output=200.0), target=75.0).value < 0


def test_all_unknowns_answer() -> None:
    assert {solve_for(unknown, scenario(), target=75.0).unknown for unknown in UNKNOWNS} == set(UNKNOWNS)
