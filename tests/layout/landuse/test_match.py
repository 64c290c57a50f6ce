from layout.landuse.figures import Figure
from layout.landuse.match import EntityFigures, Match, by_entity


def figure(year: int, value: float = 1.0, **more: object) -> Figure:
    base = {
        "entity_kind": "park",
        "entity_id": "a",
        "qualifier": "exact",
        "source_ids": (f"s{year}",),
        "confidence": "seen_secondary",
        "note": "",
        "extent": "",
    }
    return Figure(year=year, value=value, **(base | more))


def matched(above: list[Figure], below: list[Figure], limit: int = 5) -> Match:
    return EntityFigures(("park", "a"), above, below).match(limit)


def test_the_latest_output_with_land_in_reach_is_taken_with_the_land_nearest_to_it() -> None:
    found = matched([figure(2015), figure(2022), figure(2010)], [figure(2014), figure(2020), figure(2018)])
    assert (found.above.year, found.below.year, found.gap) == (2022, 2020, 2)


def test_an_older_output_is_taken_when_the_latest_has_no_land_in_reach() -> None:
    found = matched([figure(2022), figure(2012)], [figure(2011)])
    assert (found.above.year, found.below.year) == (2012, 2011)


def test_of_two_lands_equally_near_the_later_is_taken() -> None:
    assert matched([figure(2020)], [figure(2019), figure(2021)]).below.year == 2021


def test_outside_the_gap_the_nearest_miss_is_named() -> None:
    found = matched([figure(2022)], [figure(2004), figure(2010)])
    assert (found.above.year, found.below.year, found.gap) == (2022, 2010, 12)


def test_figures_of_different_ground_are_not_paired_while_others_of_the_same_are() -> None:
    here, there = "directly_managed", "southern_zone"
    found = matched([figure(2020, extent=here)], [figure(2020, extent=there), figure(2017, extent=here)])
    assert (found.below.year, found.below.extent) == (2017, here)


def test_without_common_ground_the_latest_of_each_is_named() -> None:
    found = matched([figure(2020, extent="directly_managed")], [figure(2018), figure(2015)])
    assert (found.above.year, found.below.year) == (2020, 2018)
    assert found.above.extent != found.below.extent


def test_one_missing_side_stays_unknown() -> None:
    found = matched([], [figure(2018)])
    assert found.above is None
    assert found.gap == 0
    assert found.columns()["value_qualifier"] == ""


def test_columns_carry_sources_weakest_confidence_and_conflicts() -> None:
    above = figure(2022, confidence="seen_primary", note="n", conflicts=((2.0, ("x",)),))
    below = figure(2018, confidence="recalled", qualifier="at_least")
    columns = Match(above, below).columns()
    assert columns["source_ids"] == ("s2022", "s2018")
    assert columns["confidence"] == "recalled"
    assert columns["notes"] == ("n",)
    assert columns["value_qualifier"] == "at_most"
    assert columns["conflicts"] == (("numerator", 2022, 2.0, ("x",)),)
    assert columns["year_gap"] == 4


def test_by_entity_joins_all_three_kinds_of_rows() -> None:
    found = by_entity(
        [figure(2020)],
        [figure(2018, entity_id="b")],
        part_year={("zone", "z"): [(2020, "Q1")], ("park", "a"): [(2021, "Q1")]},
    )
    assert [one.entity for one in found] == [("park", "a"), ("park", "b"), ("zone", "z")]
    assert found[0].part_year == [(2021, "Q1")]
    assert found[0].latest().above.year == 2020
    assert found[2].latest().above is None
