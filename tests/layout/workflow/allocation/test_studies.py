from pathlib import Path

import pytest

from layout.errors import CaseError
from layout.workflow.allocation.allocate import AllocationRun, allocate
from layout.workflow.allocation.studies import Studies, run_studies
from tests.layout.workflow.allocation_cases import CASE, VALUES, write_case


@pytest.fixture
def run(tmp_path: Path) -> AllocationRun:
    lines = VALUES.splitlines()
    bounded = [lines[0] + ",value_low,value_high"]
    for line in lines[1:]:
        value = float(line.rsplit(",", 1)[1])
        bounded.append(f"{line},{value - 0.1},{value + 0.1}")
    return allocate(write_case(tmp_path, values="\n".join(bounded) + "\n"))


def test_every_study_gives_plain_values(run: AllocationRun) -> None:
    wanted = Studies(3, ("value", "new_land"), (("A", "K2"), ("B", None)), land_prices=True, draws=20)
    found = run_studies(run, wanted, language="en")
    assert [item["objective"] for item in found["alternatives"]] == sorted(
        (item["objective"] for item in found["alternatives"]), reverse=True
    )
    assert found["pareto"][0]["figures"]["value"] == pytest.approx(2.2)
    prices = {item["project_id"]: item for item in found["forced"]}
    # A in K2 leaves 20 ha for B and C in K1: 0.2 + 0.8 + 0.6
    assert prices["A"]["after"] == pytest.approx(1.6)
    assert prices["A"]["sentence"] == "project A must go to K2: -27.27%"
    assert prices["B"]["after"] == pytest.approx(1.5)
    assert [item["park_id"] for item in found["land_prices"]] == ["K1", "K2"]
    assert found["robustness"]["draws"] == 20
    assert found["robustness"]["unplaced"]["D"] == 1.0


def test_nothing_is_studied_without_a_plan(tmp_path: Path) -> None:
    none = allocate(write_case(tmp_path, CASE + 'place = "all"\n'))
    assert run_studies(none, Studies(2), language="en") == {}


def test_unknown_objective_is_refused(run: AllocationRun) -> None:
    with pytest.raises(CaseError, match="unknown objective 'profit'"):
        run_studies(run, Studies(pareto=("value", "profit")), language="en")
    assert run_studies(run, Studies(), language="en") == {}
