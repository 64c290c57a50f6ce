from pathlib import Path

import pandas as pd
import pytest

from geodata.text import Language
from layout.cli.main import run
from layout.config.landuse_cases import GradingCase, dump_landuse_case
from layout.errors import CaseError, WeightError
from layout.ui.landuse.grading_form import grade_rows, indicator_rows, rule_from
from layout.ui.landuse.grading_view import shipped_case

FIRMS = Path(__file__).resolve().parents[4] / "cases" / "landuse" / "firms-example.csv"


def again(
    case: GradingCase, indicators: pd.DataFrame | None = None, grades: pd.DataFrame | None = None
) -> GradingCase:
    return rule_from(
        case,
        indicator_rows(case, "zh") if indicators is None else indicators,
        grades=grade_rows(case) if grades is None else grades,
        by="shares",
        own=False,
    )


def test_the_tables_give_the_same_case_back() -> None:
    assert again(shipped_case()) == shipped_case()


@pytest.mark.parametrize(("language", "word"), [("zh", "平均值"), ("en", "mean")])
def test_the_mean_is_said_and_read_in_either_language(language: Language, word: str) -> None:
    rows = indicator_rows(shipped_case(), language)
    assert set(rows["benchmark"]) == {word}
    assert again(shipped_case(), indicators=rows) == shipped_case()
    median = again(shipped_case(), indicators=rows.assign(benchmark=["中位数", "Median", *["mean"] * 4]))
    assert [one.benchmark for one in median.rule.indicators[:2]] == ["median", "median"]


def test_edited_weights_and_thresholds_are_the_case_that_the_command_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = shipped_case()
    indicators = indicator_rows(case, "zh").iloc[:2].assign(weight=[60.0, 40.0], benchmark=["12.5", "median"])
    grades = grade_rows(case).assign(from_score=[90.0, 60.0, 30.0, None])
    edited = rule_from(case, indicators, grades=grades, by="thresholds", own=True)
    assert [one.weight for one in edited.rule.indicators] == [60, 40]
    assert [one.benchmark for one in edited.rule.indicators] == [12.5, "median"]
    assert not edited.rule.by_shares
    assert not edited.illustrative
    assert edited.rule.indicators[0].reason == case.rule.indicators[0].reason
    file = tmp_path / "own.toml"
    file.write_text(dump_landuse_case(edited), encoding="utf-8")
    assert run(["--lang", "en", "landuse", "grade", str(file), "--firms", str(FIRMS)]) == 0
    assert "total" in capsys.readouterr().out


def test_a_new_row_gets_a_reason_and_an_empty_one_is_passed_over() -> None:
    case = shipped_case()
    rows = indicator_rows(case, "zh")
    rows.loc[len(rows)] = ["building_density", 5.0, "40", 1.0, "mean"]
    rows.loc[len(rows)] = [None, None, None, None, None]
    found = again(case, indicators=rows)
    assert len(found.rule.indicators) == 7
    assert found.rule.indicators[-1].reason.zh == "页面填写。"


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        ("weight", -1.0, WeightError),
        ("weight", float("nan"), CaseError),
        ("benchmark", "much", CaseError),
        ("benchmark", "", CaseError),
    ],
)
def test_what_cannot_be_run_is_said(column: str, value: object, error: type[Exception]) -> None:
    rows = indicator_rows(shipped_case(), "zh").astype(object)
    rows.loc[0, column] = value
    with pytest.raises(error):
        again(shipped_case(), indicators=rows)


def test_shares_that_are_not_whole_are_said() -> None:
    grades = grade_rows(shipped_case()).assign(share_pct=[20.0, 50.0, 25.0, 10.0])
    with pytest.raises(CaseError, match="100"):
        again(shipped_case(), grades=grades)
