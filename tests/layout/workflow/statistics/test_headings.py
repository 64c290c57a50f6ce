import pytest

from geodata.embedded import table
from geodata.units import UNITS
from layout.workflow.statistics.headings import (
    PERIODS,
    Heading,
    indicator_unit,
    known_indicators,
    plain_heading,
    read_heading,
)
from layout.workflow.statistics.template import heading_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2023年规模以上工业总产值（万元）", Heading("gross_output", "1e4 CNY", 2023, "FY")),
        ("工业总产值 2024年 （亿元）", Heading("gross_output", "1e8 CNY", 2024, "FY")),
        ("规模以上工业企业营业收入_亿元", Heading("operating_revenue", "1e8 CNY", None, "FY")),
        ("GDP（亿元）", Heading("gdp", "1e8 CNY", None, "FY")),
        ("常住人口(万人)2020", Heading("population", "1e4 persons", 2020, "FY")),
        ("工业用地面积（亩）", Heading("industrial_land_km2", "mu", None, "FY")),
        ("工业用地面积（公顷）2022年末", Heading("industrial_land_km2", "ha", 2022, "FY")),
        ("2024年1-9月工业增加值（亿元）", Heading("value_added", "1e8 CNY", 2024, "Q1-Q3")),
        ("2024年上半年工业增加值(亿元)", Heading("value_added", "1e8 CNY", 2024, "H1")),
        ("2024年1—10月工业增加值(亿元)", Heading("value_added", "1e8 CNY", 2024, "M01-M10")),
        ("Gross domestic product 2023 (1e8 CNY)", Heading("gdp", "1e8 CNY", 2023, "FY")),
        ("单位：万元 工业增加值", Heading("value_added", "1e4 CNY", None, "FY")),
        ("工业用地单位面积产出（亿元/km²）2023", Heading("output_per_km2", "1e8 CNY/km2", 2023, "FY")),
    ],
)
def test_headings_that_say_what_they_are(text: str, wanted: Heading) -> None:
    assert read_heading(text) == wanted


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("产值（亿元）", "gross_output"),
        ("税收", "tax"),
        ("面积", "planned_area_km2"),
        ("工业总产植（亿元）", "gross_output"),
        ("地区生产总值增速（%）", "gdp"),
    ],
)
def test_headings_that_leave_the_definition_open_are_proposals(text: str, proposal: str) -> None:
    found = read_heading(text)
    assert (found.indicator, found.proposed) == (proposal, True)


def test_what_is_not_said_stays_open() -> None:
    assert read_heading("其他费用") == Heading("", "", None, "FY")
    assert read_heading("工业增加值 2022年 2023年（亿元）").year is None  # two years are none
    assert read_heading("序号").unused


@pytest.mark.parametrize("language", ["zh", "en"])
def test_headings_of_the_template_leave_nothing_open(language) -> None:  # noqa: ANN001 - a language
    for indicator in known_indicators():
        found = read_heading(heading_of(indicator, 2024, language=language))
        assert found == Heading(indicator, indicator_unit(indicator).unit_id, 2024, "FY"), indicator


@pytest.mark.parametrize("period", PERIODS)
def test_headings_of_the_template_carry_parts_of_a_year(period: str) -> None:
    found = read_heading(heading_of("gdp", 2024, language="en", period=period))
    whole = {"M01-M03": "Q1", "M01-M06": "H1", "M01-M09": "Q1-Q3"}  # the same months under their other name
    assert (found.period, found.year) == (whole.get(period, period), 2024)


def test_units_of_the_vocabulary_are_units() -> None:
    assert {UNITS[unit].unit_id for unit in table("indicators")["unit"]} <= set(UNITS)


def test_plain_heading_has_no_brackets() -> None:
    assert plain_heading("工业总产值（规上）：") == "工业总产值"
