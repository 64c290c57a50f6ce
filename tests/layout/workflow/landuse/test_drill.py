import pandas as pd
import pytest

from layout.workflow.landuse.drill import STEPS, Focus, focused, next_steps, options, parks_in, trail, valid
from layout.workflow.landuse.efficiency import Efficiency, efficiency
from layout.workflow.maps.park_places import CITY

PAIR = "gross_output-per-approved_area"


@pytest.fixture(scope="module")
def found() -> Efficiency:
    return efficiency(PAIR)


def test_the_parks_of_a_zone_and_a_district_are_those_in_both(found: Efficiency) -> None:
    zone = set(parks_in(found, Focus(zone="changfu_dianliang")))
    district = set(parks_in(found, Focus(district="500115")))
    assert set(parks_in(found, Focus(zone="changfu_dianliang", district="500115"))) == zone & district
    assert "changshou_etdz" in zone & district
    assert parks_in(found, Focus()) == tuple(found.places.index)


def test_totals_of_a_focus_are_those_of_its_parks(found: Efficiency) -> None:
    near = focused(found, Focus(zone="changfu_dianliang"))
    city = near.levels["city"].loc[CITY]
    assert city["numerator_value"] == pytest.approx(1209 + 1225)
    assert city["parks_total"] == len(near.places)
    assert near.levels["district"]["numerator_value"].sum() == pytest.approx(1209 + 1225)
    assert near.gini < found.gini or near.gini != found.gini
    pd.testing.assert_frame_equal(
        near.parts["district"], found.parts["district"].loc[near.parts["district"].index]
    )
    assert (
        near.parks["share_of_shortfall"].tolist()
        == found.parks.loc[near.parks.index, "share_of_shortfall"].tolist()
    )
    assert focused(found, Focus()) is found


def test_what_may_be_chosen_follows_from_the_steps_above(found: Efficiency) -> None:
    everywhere = options(found, Focus(), step="district")
    inside = options(found, Focus(zone="changfu_dianliang"), step="district")
    assert set(inside) < set(everywhere)
    assert next(iter(options(found, Focus(), step="park"))) == found.parks.index[0]
    assert set(options(found, Focus(district="500115"), step="park")) == set(
        parks_in(found, Focus(district="500115"))
    )


def test_a_link_to_what_is_not_there_leads_as_far_as_it_can(found: Efficiency) -> None:
    assert valid(found, Focus("nowhere", "500115", "nobody")) == Focus(district="500115")
    assert valid(found, Focus("changfu_dianliang", "500103")) == Focus(zone="changfu_dianliang")
    whole = Focus("changfu_dianliang", "500115", "changshou_etdz")
    assert valid(found, whole) == whole


def test_the_trail_leads_back_step_by_step(found: Efficiency) -> None:
    whole = Focus("changfu_dianliang", "500115", "changshou_etdz")
    assert [step for step, _ in trail(found, whole)] == ["city", *STEPS]
    assert [name.zh for _, name in trail(found, whole)][-2:] == ["长寿区", "长寿经济技术开发区"]
    assert whole.up_to("city") == Focus()
    assert whole.up_to("zone") == Focus(zone="changfu_dianliang")
    assert whole.up_to("district") == Focus("changfu_dianliang", "500115")


def test_each_step_leads_on(found: Efficiency) -> None:
    assert next_steps(Focus()) == ("zone", "district")
    assert next_steps(Focus(zone="x")) == ("district", "park")
    assert next_steps(Focus(zone="x", district="y")) == ("park",)
    assert next_steps(Focus(park="z")) == ()
    assert found.total_parks == 64
