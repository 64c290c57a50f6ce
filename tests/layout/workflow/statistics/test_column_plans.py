import pytest

from geodata.unit_note import unit_note
from layout.workflow.statistics.answers import Answers, ColumnAnswer
from layout.workflow.statistics.column_plans import ColumnPlan, plan_columns
from layout.workflow.statistics.unit_said import UnitSaid

YEARS = {"工业总产值": frozenset({2023}), "工业用地面积": frozenset({2023})}


def planned(text: str, answers: Answers | None = None) -> tuple[ColumnPlan, ...]:
    said = UnitSaid((("", unit_note([(1, text)])),))
    return plan_columns(YEARS, answers or Answers(), row_years=YEARS, units=dict.fromkeys(YEARS, said))


def test_columns_are_settled_or_say_what_is_open() -> None:
    plans = plan_columns(
        ["GDP（亿元）2023", "GDP（亿元）", "产值", "GDP"],
        Answers(),
        row_years={"GDP": frozenset({2022})},
    )
    assert [plan.open for plan in plans] == [(), ("year",), ("indicator", "unit", "year"), ("unit",)]
    assert [plan.settled for plan in plans] == [True, False, False, False]


def test_a_unit_beside_the_table_is_proposed_where_it_measures_the_indicator() -> None:
    output, land = planned("单位：万元")
    assert (output.unit, output.unit_proposed, output.open) == ("1e4 CNY", True, ("unit",))
    assert (land.unit, land.unit_proposed, land.open) == ("", False, ("unit",))
    assert not output.settled


@pytest.mark.parametrize(
    "answers",
    [Answers(unit="万元"), Answers(columns={"工业总产值": ColumnAnswer(unit="1e4 CNY")})],
    ids=["for all", "for one"],
)
def test_a_proposed_unit_is_taken_once_confirmed(answers: Answers) -> None:
    output, land = planned("单位：万元", answers)
    assert (output.unit, output.unit_proposed, output.open) == ("1e4 CNY", False, ())
    assert output.said is not None
    assert land.open == ("unit",)


def test_several_units_in_one_line_are_never_spread_over_columns() -> None:
    for plan in planned("单位：万元、公顷"):
        assert (plan.unit, plan.unit_proposed, plan.open) == ("", False, ("unit",))
        assert plan.said is not None
        assert "单位：万元、公顷" in plan.said.question().zh
