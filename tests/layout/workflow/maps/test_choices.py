import pytest

from geodata.embedded import table
from geodata.errors import UnknownLayerError
from layout.landuse.pairs import BEST, pairs
from layout.workflow.maps import choices as map_choices
from layout.workflow.maps.choices import (
    cluster_choices,
    district_choices,
    infrastructure_choices,
    pair_choices,
    target_intensity,
)
from layout.workflow.maps.layers import district_frame, infrastructure_frame, park_frame


def test_every_choice_of_an_indicator_draws_as_many_units_as_it_says() -> None:
    for choice in district_choices():
        for year in choice.years:
            frame = district_frame("38", choice.indicator_id, year=year.year)
            assert frame["value"].notna().sum() == year.known
            assert year.total == len(frame)


def test_indicators_with_most_figures_come_first_and_years_latest_first() -> None:
    found = district_choices()
    assert [choice.indicator_id for choice in found[:2]] == ["population", "gdp"]
    for choice in found:
        years = [year.year for year in choice.years]
        assert years == sorted(years, reverse=True)


def test_indicators_with_part_year_figures_alone_are_not_offered() -> None:
    offered = {choice.indicator_id for choice in district_choices()}
    assert "value_added_per_mu" not in offered
    assert "gross_output_consumer" not in offered


def test_breaks_of_a_series_are_noted_for_the_legend() -> None:
    gdp = next(choice for choice in district_choices() if choice.indicator_id == "gdp")
    notes = {year.year: [note.zh for note in year.notes] for year in gdp.years}
    assert any("不可比" in note for note in notes[2020])
    assert not any("不可比" in note for note in notes[2024])
    assert (gdp.name.zh, gdp.unit.zh) == ("地区生产总值", "亿元")


def test_pairs_say_how_many_parks_they_know() -> None:
    found = {choice.pair_id: choice for choice in pair_choices()}
    assert set(found) == {BEST, *(pair.pair_id for pair in pairs())}
    assert pair_choices()[0].pair_id == BEST
    for pair_id in (BEST, "gross_output-per-approved_area", "gross_output-per-industrial_land_km2"):
        assert found[pair_id].parks == park_frame(pair_id)["value"].notna().sum()
    counts = [choice.parks + choice.districts for choice in pair_choices()[1:]]
    assert counts == sorted(counts, reverse=True)


def test_the_30_clusters_with_the_parks_that_carry_them() -> None:
    found = cluster_choices()
    assert len(found) == 30
    carried = {choice.cluster_id: choice.parks for choice in found}
    assert sum(carried.values()) == sum(len(ids) for ids in table("parks")["cluster_ids"])
    assert carried["metaverse"] == 0


def test_kinds_of_infrastructure_add_up() -> None:
    found = infrastructure_choices()
    assert sum(choice.nodes for choice in found) == 262
    assert sum(choice.odbl for choice in found) == 121
    for choice in found:
        frame = infrastructure_frame(choice.kind)
        assert choice.placed == frame.geometry.notna().sum()
        assert choice.operating == (frame["operating"] == "yes").sum()


def test_the_target_comes_from_the_table() -> None:
    assert target_intensity() == 75.0


def test_a_missing_target_is_an_error_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    target_intensity.cache_clear()
    monkeypatch.setattr(map_choices, "TARGET_ID", "no_such_target")
    try:
        with pytest.raises(Exception, match="no_such_target") as caught:
            target_intensity()
    finally:
        target_intensity.cache_clear()
    assert not isinstance(caught.value, UnknownLayerError)
    assert "no_such_target" in caught.value.text.zh
