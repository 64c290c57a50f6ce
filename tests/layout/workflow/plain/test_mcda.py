from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from layout.config.mcda_spec import McdaSpec
from layout.errors import CaseError, EmptyCandidatesError, MissingDataError
from layout.resources import bundle_folder
from layout.workflow.plain.mcda import McdaRun, prepare_table, run_mcda, solve_table

PLAIN = bundle_folder() / "cases" / "plain"
CELLS = pd.DataFrame(
    {"price": ["10", "12", "8", ""], "area": ["5", "7", "4", "6"], "rail": ["yes", "no", "yes", "no"]},
    index=pd.Index(["A", "B", "C", "D"], name="alternative"),
)


def run(**parts: Any) -> McdaRun:  # noqa: ANN401 - parts of a specification as plain data
    criteria = {"price": {"objective": "min", "weight": 1}, "area": {"objective": "max", "weight": 1}}
    return solve_table(prepare_table(CELLS, McdaSpec.model_validate({"criteria": criteria} | parts)))


def test_shipped_table_runs_and_compares() -> None:
    found = run_mcda(PLAIN / "sites.csv", PLAIN / "sites.toml")
    assert found.solution.method == "topsis"
    assert len(found.solution.scores) == 8
    assert found.agreement is not None
    assert list(found.agreement.ranks) == ["topsis", "weighted_sum", "vikor", "promethee2", "spotis"]
    assert found.screening.dominated == {"Site H": "Site B"} or "Site H" in (found.screening.dominated or {})


def test_blank_cells_without_a_policy_are_refused_by_name() -> None:
    for policy in ({}, {"missing": "refuse"}):
        with pytest.raises(
            MissingDataError, match=r'number: 1 \(D / price\).*choose missing = "drop", "worst"'
        ):
            run(**policy)


@pytest.mark.parametrize(("policy", "value"), [("worst", 12.0), ("neutral", 10.0)])
def test_filling_is_told(policy: str, value: float) -> None:
    found = run(missing=policy)
    assert found.table.problem.matrix[3, 0] == value
    assert any("as chosen: 1" in note.en for note in found.notes)


def test_dropping_is_told() -> None:
    found = run(missing="drop")
    assert found.solution.scores.index.tolist() == ["A", "B", "C"]
    assert "D" in found.notes[0].en


def test_hard_limits_come_first_and_name_the_reason() -> None:
    criteria = {"area": {"objective": "max", "weight": 1, "limits": {"least": 5, "greatest": 6.5}}}
    found = run(criteria=criteria)
    assert found.solution.scores.index.tolist() == ["A", "D"]
    assert "area is 7, outside the limits 5 to 6.5" in found.table.removed["B"].en
    with pytest.raises(EmptyCandidatesError):
        run(criteria={"area": {"objective": "max", "weight": 1, "limits": {"least": 99}}})
    with pytest.raises(CaseError, match="least 9 is above"):
        run(criteria={"area": {"objective": "max", "weight": 1, "limits": {"least": 9, "greatest": 1}}})


def test_value_functions_and_categories_make_a_fixed_scale() -> None:
    criteria = {
        "area": {"weight": 3, "value": {"kind": "linear", "worst": 0, "best": 10}},
        "rail": {"weight": 1, "value": {"kind": "category", "levels": {"yes": 1, "no": 0.2}}},
    }
    found = run(criteria=criteria, normalisation="none")
    assert found.solution.scores.tolist() == pytest.approx([0.625, 0.575, 0.55, 0.5])
    with pytest.raises(CaseError, match="beside a value function"):
        run(
            criteria={
                "area": {"objective": "min", "weight": 1, "value": {"kind": "linear", "worst": 0, "best": 1}}
            }
        )


def test_column_that_is_not_there_is_named() -> None:
    with pytest.raises(CaseError, match=r"criteria\.slope: the table has no such column; it has price, area"):
        run(criteria={"slope": {"objective": "min", "weight": 1}})


@pytest.mark.parametrize(
    "parts", [{"method": "owa"}, {"compare": ["owa", "weighted_sum"], "method": "topsis"}]
)
def test_owa_without_an_attitude_is_the_weighted_sum_and_it_is_told(parts: dict[str, Any]) -> None:
    found = run(missing="drop", **parts)
    assert any("OWA: no attitude to risk is stated" in note.en for note in found.notes)
    plain = run(missing="drop", method="weighted_sum").solution
    if found.agreement is None:
        assert found.solution.scores.tolist() == pytest.approx(plain.scores.tolist())
    else:
        assert found.agreement.ranks["owa"].tolist() == plain.ranks.tolist()
    stated = run(missing="drop", **parts, parameters={"alpha": 2})
    assert not any("OWA" in note.en for note in stated.notes)


def test_normalisation_without_effect_is_told() -> None:
    criteria = {"area": {"objective": "max", "weight": 1, "bounds": [0, 10]}}
    found = run(criteria=criteria, method="spotis", normalisation="vector")
    assert any("no effect" in note.en for note in found.notes)


def test_run_reads_files(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("n,a\nx,1\ny,2\n", encoding="utf-8")
    (tmp_path / "s.toml").write_text('[criteria.a]\nobjective = "max"\nweight = 1\n', encoding="utf-8")
    assert run_mcda(tmp_path / "t.csv", tmp_path / "s.toml").solution.ranks.tolist() == [2, 1]
