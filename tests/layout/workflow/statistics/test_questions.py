import tomllib
from dataclasses import replace

from geodata.unit_note import unit_note
from geodata.units import UNITS
from layout.entities.matching import match_row
from layout.workflow.statistics.column_plans import ColumnPlan
from layout.workflow.statistics.join import desk_register
from layout.workflow.statistics.questions import (
    MOST_NAMED,
    column_question,
    entity_words,
    match_question,
    rows_text,
    told,
    unit_words,
)
from layout.workflow.statistics.table import FigureRow
from layout.workflow.statistics.unit_said import UnitSaid

REGISTER = desk_register("38")


def test_the_answers_offered_for_a_column_are_toml() -> None:
    plan = ColumnPlan(
        "税收",
        use=True,
        indicator="tax",
        unit="",
        year=None,
        period="FY",
        proposed=True,
        open=("indicator", "unit", "year"),
    )
    question = column_question(plan)
    found = tomllib.loads("\n".join(question.choices))
    assert found["columns"]["税收"]["indicator"] == "tax"
    assert "tax" in question.text.zh


def test_a_proposed_unit_is_asked_with_where_it_stands() -> None:
    said = UnitSaid((("", unit_note([(1, "单位：万元")])),))
    plan = ColumnPlan(
        "税收",
        use=True,
        indicator="tax",
        unit="1e4 CNY",
        year=2023,
        period="FY",
        open=("unit",),
        said=said,
        unit_proposed=True,
    )
    question = column_question(plan)
    assert tomllib.loads("\n".join(question.choices))["columns"]["税收"]["unit"] == "1e4 CNY"
    assert "第 1 行“单位：万元”" in question.text.zh
    assert "建议单位：万元" in question.text.zh
    assert "does not measure" not in question.text.en
    land = replace(plan, indicator="industrial_land_km2", unit="", unit_proposed=False)
    assert "That unit does not measure the indicator." in column_question(land).text.en


def test_the_answers_offered_for_a_row_are_toml() -> None:
    match = match_row("潼南曲", "", register=REGISTER)
    question = match_question(FigureRow(8, "", "潼南曲", ""), match, register=REGISTER)
    assert tomllib.loads(question.choices[0]) == {"潼南曲": "district:500152"}
    assert "第 8 行" in question.text.zh
    assert "Tongnan" in question.text.en


def test_entities_and_units_have_words() -> None:
    assert entity_words(("district", "500152"), REGISTER).zh == "潼南区（500152）"
    assert unit_words("1e4 CNY").zh == "万元"
    assert unit_words("1e8 CNY").zh == "亿元"
    assert all(unit_words(unit).zh for unit in UNITS)


def test_long_lists_are_cut_and_counted() -> None:
    rows = [FigureRow(number, "", "x", "") for number in range(MOST_NAMED + 3)]
    assert rows_text([str(row.number) for row in rows]).endswith("+3")
    assert str(len(rows)) in told("join.note.unmatched", rows).en
