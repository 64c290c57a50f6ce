from collections.abc import Callable

import pytest

from geodata.embedded import table
from layout.errors import UnknownKeyError
from layout.workflow.facts.entity import district_facts, park_facts, zone_facts
from layout.workflow.facts.fact import Fact

GROUPS = ("identity", "place", "land", "industry", "intensity", "statistic")


@pytest.mark.parametrize("park_id", table("parks")["park_id"])
def test_every_park_has_a_whole_panel(park_id: str) -> None:
    facts = park_facts(park_id)
    assert len({fact.fact_id for fact in facts}) == len(facts)
    order = [GROUPS.index(fact.group) for fact in facts]
    assert order == sorted(order)
    assert {"identity", "place", "land", "industry", "intensity"} <= {fact.group for fact in facts}
    for fact in facts:
        assert fact.text("zh")
        assert fact.text("en")
        if isinstance(fact.value, float) and fact.group in {"statistic", "intensity"}:
            assert fact.sources
            assert fact.year


def test_every_unit_of_both_maps_and_every_zone_has_a_panel() -> None:
    assert all(district_facts(adcode) for adcode in table("districts")["adcode"])
    assert all(zone_facts(zone_id) for zone_id in table("layout_zones")["zone_id"])


def test_figures_of_a_changed_unit_are_not_shown_on_the_new_map() -> None:
    assert any(fact.group == "statistic" for fact in district_facts("500109", "38"))
    assert not any(fact.group in {"statistic", "intensity"} for fact in district_facts("500109", "37"))
    assert any(fact.group == "statistic" for fact in district_facts("500102", "37"))


@pytest.mark.parametrize("ask", [park_facts, district_facts, zone_facts])
def test_a_strange_id_is_refused_in_both_languages(ask: Callable[[str], tuple[Fact, ...]]) -> None:
    with pytest.raises(UnknownKeyError, match="no_such") as caught:
        ask("no_such")
    assert "no_such" in caught.value.text.zh
