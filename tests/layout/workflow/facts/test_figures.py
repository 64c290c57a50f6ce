from pathlib import Path

import pytest

from geodata.embedded import source_citation, table
from layout.workflow.facts.figures import intensity_facts, statistic_facts
from tests.layout.workflow.office_figures import keep_office


def test_every_printed_figure_of_an_entity_is_there_with_its_own_source() -> None:
    statistics = table("statistics")
    for kind, entity in (
        ("park", "cq_etdz"),
        ("district", "500102"),
        ("zone", "chengdu_chongqing"),
        ("city", "500000"),
    ):
        rows = statistics[(statistics["entity_kind"] == kind) & (statistics["entity_id"] == entity)]
        facts = statistic_facts(kind, entity)
        assert len(facts) == len(rows)
        assert len({fact.fact_id for fact in facts}) == len(rows)
        assert sorted(fact.value for fact in facts) == sorted(rows["value"])
        assert all(fact.sources and fact.year and fact.confidence for fact in facts)


def test_a_part_year_figure_carries_its_period_and_is_said_not_to_be_a_year() -> None:
    (output,) = [
        fact for fact in statistic_facts("park", "wanzhou_etdz") if fact.fact_id.startswith("gross_output@")
    ]
    assert output.text("zh") == "422.2 亿元"
    assert (output.year, output.period.zh) == (2015, "第 1–3 季度")
    assert "非全年数" in output.note.zh


def test_a_full_year_figure_has_no_period() -> None:
    facts = statistic_facts("park", "changshou_etdz")
    assert all(fact.period is None for fact in facts)


def test_conflicting_figures_stand_side_by_side_and_name_each_other() -> None:
    vehicles = [fact for fact in statistic_facts("zone", "chengdu_chongqing") if fact.unit.zh == "亿元"]
    assert sorted(fact.text("en") for fact in vehicles) == ["7,500 ×10⁸ CNY", "at least 700 ×10⁸ CNY"]
    notes = {fact.value: fact.note.en for fact in vehicles}
    assert "prints 7,500" in notes[700.0]
    assert "prints 700" in notes[7500.0]


def test_latest_year_first_within_an_indicator() -> None:
    years = [
        fact.year
        for fact in statistic_facts("district", "500102")
        if fact.fact_id.startswith("gross_output@")
    ]
    assert years == [2024, 2023, 2022, 2021]


def test_an_intensity_tells_both_units_both_years_and_the_share_of_the_target() -> None:
    (first, *_) = intensity_facts("park", "changshou_etdz")
    assert first.value == pytest.approx(120.9)
    assert first.text("zh") == "120.9 亿元/km²"
    for part in ("806 万元/亩", "161%", "1,209 亿元（2022 年）", "10 km²（2018 年）", "相差 4 年"):
        assert part in first.note.zh
    assert first.sources == (source_citation("news_changshou_2023"), source_citation("ds_devzones_2018"))
    assert first.label.zh == "土地产出强度：规模以上工业总产值 ÷ 核准面积"


def test_a_bound_stays_a_bound_in_every_unit() -> None:
    (printed,) = intensity_facts("park", "cq_etdz")
    assert printed.text("zh") == "不低于 60 亿元/km²"
    assert "at least 400" in printed.note.en
    assert "at least 80%" in printed.note.en


def test_a_refused_pair_is_a_fact_without_value_and_with_the_reason() -> None:
    facts = {fact.fact_id: fact for fact in intensity_facts("park", "xipeng_ip")}
    refused = facts["intensity:gross_output-per-approved_area"]
    assert refused.text("zh") == "无数据"
    assert "8 年" in refused.note.zh
    assert facts["intensity:gross_output-per-planned_area_km2"].value == pytest.approx(276 / 65)


def test_the_same_reason_is_told_once() -> None:
    notes = [fact.note.en for fact in intensity_facts("park", "wanzhou_etdz")]
    assert len(notes) == len(set(notes)) == 1


def test_an_entity_of_which_nothing_is_known_has_one_fact_that_says_so() -> None:
    (only,) = intensity_facts("park", "gaozhu_na")
    assert only.value is None
    assert "没有任一口径" in only.note.zh


def test_figures_of_the_office_stand_beside_the_printed_ones_with_their_source(own_workspace: Path) -> None:
    before = statistic_facts("district", "500102")
    keep_office(own_workspace, (("district", "500102", "gdp", 2024, 1800.0),))
    facts = statistic_facts("district", "500102")
    assert len(facts) == len(before) + 1
    (own,) = [fact for fact in facts if fact.confidence == "office"]
    assert (own.value, own.year, own.sources[0].zh) == (1800.0, 2024, "测试年鉴2024")
    assert own.note is not None
    assert "1,710.7102" in own.note.zh
