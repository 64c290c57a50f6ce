import pytest

from geodata.embedded import table
from layout.errors import UnlikePairError
from layout.landuse.pairs import DENOMINATORS, NUMERATORS, PRINTED, pair, pair_of, pairs, printed_pair


def test_every_pair_is_found_again_by_its_id() -> None:
    every = pairs()
    assert len(every) == len(NUMERATORS) * len(DENOMINATORS) + len(PRINTED)
    assert len({one.pair_id for one in every}) == len(every)
    for one in every:
        assert pair(one.pair_id) == one


def test_a_pair_names_both_definitions_in_both_languages() -> None:
    one = pair("gross_output-per-approved_area")
    assert one.name.zh == "规模以上工业总产值 ÷ 核准面积"
    assert one.name.en == "gross industrial output, above designated size ÷ approved area"
    assert not one.printed
    assert len(one.notes) == 1


def test_value_added_is_noted_as_smaller_than_output() -> None:
    assert "增加值" in pair_of("value_added", "built_up_km2").notes[0].zh


def test_a_printed_ratio_says_that_its_definition_is_the_sources() -> None:
    one = printed_pair("output_per_km2")
    assert one.printed
    assert one.numerator == one.denominator == "output_per_km2"
    assert "各来源" in one.notes[0].zh


def test_numerators_are_money_and_denominators_land_in_the_vocabulary() -> None:
    units = dict(zip(table("indicators")["indicator_id"], table("indicators")["unit"], strict=True))
    assert {units[name] for name in NUMERATORS} == {"1e8 CNY"}
    assert {units[name] for name in DENOMINATORS if name != "approved_area"} == {"km2"}
    assert {units[name] for name in PRINTED} == {"1e8 CNY/km2"}


@pytest.mark.parametrize(
    "pair_id", ["", "gdp-per-approved_area", "gross_output-per-area", "gross_output", "printed-gdp", "best"]
)
def test_an_unknown_pair_is_refused_in_one_line(pair_id: str) -> None:
    with pytest.raises(UnlikePairError) as caught:
        pair(pair_id)
    assert repr(pair_id) in caught.value.text.en
    assert repr(pair_id) in caught.value.text.zh
    assert "\n" not in caught.value.text.en


def test_pair_of_refuses_land_above_the_line() -> None:
    with pytest.raises(UnlikePairError):
        pair_of("built_up_km2", "gross_output")
