import pandas as pd
import pytest

from geodata.embedded import table
from layout.errors import OfficeTableError
from layout.workflow.statistics.answers import Answers, ColumnAnswer
from layout.workflow.statistics.figures import COLUMNS, OFFICE, against_embedded, join_table
from layout.workflow.statistics.join import Join, desk_register
from layout.workflow.statistics.table import figure_table

SAID = Answers(source="测试年鉴; 第二版", vintage="38")


def joined(frame: pd.DataFrame, answers: Answers = SAID) -> Join:
    return join_table(figure_table(frame, desk_register(answers.vintage)), answers)


def districts(**columns: list[object]) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    return pd.DataFrame(
        {"区县": ["万州区", "开县", "忠县", "梁平县"][:count], **columns}, index=range(5, 5 + count)
    )


def codes(join: Join) -> list[str]:
    return [question.code for question in join.questions]


def test_figures_come_in_the_units_of_the_vocabulary_with_source_and_vintage() -> None:
    join = joined(
        districts(**{"工业总产值（万元）2023年": [123_456.0, 1, 2], "工业用地面积（亩）2023": [1500, 15, 3]})
    )
    assert join.ready
    assert list(join.figures.columns) == list(COLUMNS)
    first = join.figures.iloc[0]
    assert (first["entity_kind"], first["entity_id"], first["indicator_id"]) == (
        "district",
        "500101",
        "gross_output",
    )
    assert (first["value"], first["unit"], first["year"], first["period"]) == (12.3456, "1e8 CNY", 2023, "FY")
    assert first["source_ids"] == ("测试年鉴， 第二版",)  # a list of the tables is joined by ";"
    assert (first["confidence"], first["vintage"], first["file_row"]) == (OFFICE, "38", 5)
    assert first["note"] == "工业总产值（万元）2023年; counted on 38 units"
    land = join.figures[join.figures["indicator_id"] == "industrial_land_km2"]["value"].tolist()
    assert land == [1.0, 0.01, 0.002]


def test_the_embedded_columns_are_all_there() -> None:
    assert set(table("statistics").columns) <= set(COLUMNS)


def test_without_source_and_vintage_nothing_is_ready() -> None:
    join = joined(districts(**{"GDP（亿元）2023": [1.0, 2.0]}), Answers())
    assert codes(join) == ["source", "vintage"]
    assert not join.ready


def test_parks_need_no_vintage() -> None:
    frame = pd.DataFrame({"园区": ["璧山高新区", "万州经开区"], "工业总产值（亿元）2023": [10.0, 20.0]})
    join = joined(frame, Answers(source="x"))
    assert join.ready
    assert join.figures["vintage"].tolist() == ["", ""]
    assert join.figures["note"].tolist() == ["工业总产值（亿元）2023"] * 2


def test_a_unit_that_does_not_measure_the_indicator_is_refused() -> None:
    join = joined(districts(**{"工业总产值（亩）2023": [1.0, 2.0]}))
    assert codes(join) == ["column"]
    assert join.columns[0].open == ("unit",)
    assert join.figures.empty
    assert "gross_output" in join.questions[0].text.en


def test_a_proposal_is_no_figure_until_it_is_confirmed() -> None:
    frame = districts(产值=[1.0, 2.0])
    join = joined(frame)
    assert join.columns[0].open == ("indicator", "unit", "year")
    assert join.figures.empty
    settled = ColumnAnswer(indicator="gross_output", unit="万元", year=2022)
    done = joined(frame, SAID.model_copy(update={"columns": {"产值": settled}}))
    assert done.ready
    assert done.figures["value"].tolist() == [0.0001, 0.0002]
    left = joined(frame, SAID.model_copy(update={"columns": {"产值": ColumnAnswer(use=False)}}))
    assert not left.questions
    assert not left.ready


def test_year_and_unit_said_for_all() -> None:
    frame = districts(**{"GDP": [1.0, 2.0], "工业增加值（亿元）2021": [3.0, 4.0]})
    join = joined(frame, SAID.model_copy(update={"year": 2023, "unit": "万元"}))
    assert join.ready
    found = {(row["indicator_id"], row["year"]): row["value"] for row in join.figures.to_dict("records")}
    assert found["gdp", 2023] == 0.0002
    assert found["value_added", 2021] == 4.0


def test_a_heading_and_its_rows_that_say_two_years_are_asked_about() -> None:
    frame = districts(**{"GDP（亿元）2023": [1.0, 2.0]}).assign(年份=[2022, 2022])
    assert joined(frame).columns[0].open == ("year",)
    same = districts(**{"GDP（亿元）2023": [1.0, 2.0]}).assign(年份=[2023, 2023])
    assert joined(same).ready


def test_a_long_table_takes_its_years_from_the_rows() -> None:
    frame = pd.DataFrame(
        {
            "code": ["500101"] * 2,
            "指标": ["GDP"] * 2,
            "年份": [2022, 2023],
            "数值": [1.0, 2.0],
            "单位": ["亿元"] * 2,
        }
    )
    assert joined(frame).figures["year"].tolist() == [2022, 2023]


def test_a_total_that_is_not_the_sum_of_its_parts_is_told() -> None:
    cells = {"区县": ["全市", "万州区", "开县", "忠县"], "工业增加值（亿元）2023": [100.0, 30.0, 30.0, 30.0]}
    join = joined(pd.DataFrame(cells))
    told = [note for note in join.notes if "100" in note.en and "90" in note.en]
    assert len(told) == 1
    assert join.figures[join.figures["entity_kind"] == "city"]["value"].tolist() == [100.0]
    right = joined(pd.DataFrame({**cells, "工业增加值（亿元）2023": [90.0, 30.0, 30.0, 30.0]}))
    assert not [note for note in right.notes if "90" in note.en]


def test_rates_are_never_summed() -> None:
    cells = {"区县": ["全市", "万州区", "开县"], "研发投入占比（%）2023": [2.0, 3.0, 4.0]}
    assert not joined(pd.DataFrame(cells)).notes[1:]


def test_a_bare_total_is_the_city_only_where_all_districts_stand_above_it() -> None:
    names = table("districts")["name_zh"].tolist()
    whole = pd.DataFrame({"区县": [*names, "合计"], "GDP（亿元）2023": [10.0] * 38 + [380.0]})
    assert joined(whole).figures.iloc[-1]["entity_id"] == "500000"
    some = joined(pd.DataFrame({"区县": [*names[:5], "合计"], "GDP（亿元）2023": [10.0] * 5 + [50.0]}))
    assert len(some.figures) == 5
    assert any("合计" in note.zh for note in some.notes)


def test_the_total_of_parks_is_not_the_city() -> None:
    frame = pd.DataFrame(
        {"园区": ["璧山高新区", "万州经开区", "全市"], "工业总产值（亿元）2023": [1.0, 2.0, 3.0]}
    )
    assert set(joined(frame).figures["entity_kind"]) == {"park"}


def test_differing_figures_of_one_thing_are_asked_about_and_equal_ones_taken_once() -> None:
    frame = pd.DataFrame({"区县": ["开县", "开州区"], "GDP（亿元）2023": [1.0, 2.0]}, index=[7, 9])
    join = joined(frame)
    assert codes(join) == ["duplicate"]
    assert join.questions[0].choices == ('"#7" = "skip"', '"#9" = "skip"')
    assert join.figures.empty
    one = joined(frame, SAID.model_copy(update={"matches": {"#7": "skip"}}))
    assert one.figures["value"].tolist() == [2.0]
    same = joined(frame.assign(**{"GDP（亿元）2023": [2.0, 2.0]}))
    assert same.ready
    assert len(same.figures) == 1


def test_cells_that_are_no_numbers_are_asked_about() -> None:
    frame = districts(**{"GDP（亿元）2023": [1.0, "约30"]})
    assert codes(joined(frame)) == ["cells"]
    left = joined(frame, SAID.model_copy(update={"leave_unreadable": True}))
    assert left.figures["value"].tolist() == [1.0]


def test_unknown_rows_are_listed_and_left_out_only_when_that_is_said() -> None:
    frame = pd.DataFrame({"区县": ["万州区", "忠县", "其他"], "GDP（亿元）2023": [1.0, 2.0, 3.0]})
    join = joined(frame)
    assert codes(join) == ["unmatched"]
    assert "其他" in join.questions[0].text.zh
    left = joined(frame, SAID.model_copy(update={"leave_unmatched": True}))
    assert left.ready
    assert any("其他" in note.zh for note in left.notes)


def test_rows_without_figures_ask_nothing() -> None:
    frame = pd.DataFrame({"区县": ["万州区", "忠县", "其他"], "GDP（亿元）2023": [1.0, 2.0, None]})
    assert joined(frame).ready


def test_restated_figures_of_redrawn_units_are_left_out_and_told() -> None:
    frame = pd.DataFrame({"区县": ["两江新区", "万州区", "北碚区"], "GDP（亿元）2023": [9.0, 1.0, 2.0]})
    join = joined(frame, Answers(source="x", vintage="37"))
    assert [row["entity_id"] for row in join.figures.to_dict("records")] == ["500101"]
    assert any("两江新区" in note.zh and "北碚区" in note.zh for note in join.notes)
    new = joined(
        frame.rename(columns={"GDP（亿元）2023": "GDP（亿元）2026"}), Answers(source="x", vintage="37")
    )
    assert set(new.figures["entity_id"]) == {"500101", "500105", "500109"}
    assert set(new.figures["vintage"]) == {"37"}


def test_figures_that_differ_from_the_embedded_ones_are_found() -> None:
    gdp = (
        table("statistics")
        .query("indicator_id == 'gdp' and entity_id == '500117' and period == 'FY'")
        .iloc[0]
    )
    heading = f"GDP（亿元）{gdp['year']}"
    join = joined(pd.DataFrame({"区县": ["合川区"], heading: [gdp["value"] + 1]}))
    found = against_embedded(join.figures)
    assert found["embedded"].tolist() == [gdp["value"]]
    same = joined(pd.DataFrame({"区县": ["合川区"], heading: [gdp["value"]]}))
    assert against_embedded(same.figures).empty


@pytest.mark.parametrize(
    "answers",
    [
        {"matches": {"万州区": "999999"}},
        {"columns": {"GDP（亿元）2023": ColumnAnswer(indicator="gdpp")}},
        {"columns": {"GDP（亿元）2023": ColumnAnswer(unit="斤")}},
        {"columns": {"GDP（亿元）2023": ColumnAnswer(period="Q9")}},
    ],
)
def test_answers_that_name_nothing_are_refused(answers: dict[str, object]) -> None:
    with pytest.raises(OfficeTableError):
        joined(districts(**{"GDP（亿元）2023": [1.0, 2.0]}), SAID.model_copy(update=answers))
