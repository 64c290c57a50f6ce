import pytest

from geodata.embedded import table
from layout.config import build_case, case_data, load_case
from layout.config.case import Case
from layout.resources import find_case
from layout.sites.candidates import site_frame
from layout.workflow.ranking.rank import read_surroundings
from layout.workflow.ranking.rank_criteria import measure_criteria


@pytest.fixture(scope="module")
def case() -> Case:
    """Return the battery case with every criterion that there is."""
    data = case_data(load_case(find_case("nev-battery")))
    fab = case_data(load_case(find_case("power-semiconductor")))
    data["project"]["needs"] = ["river_port", "rail_freight", "airport", "power"]
    data["criteria"]["access_airport"] = fab["criteria"]["access_airport"]
    return build_case(data, origin="all criteria")


def test_each_criterion_of_the_case_is_measured_at_every_site(case: Case) -> None:
    around = read_surroundings()
    sites = site_frame(around.parks, table("districts"))
    results = measure_criteria(case, sites, around=around)
    assert [result.criterion_id for result in results] == list(case.active_criteria())
    for result in results:
        assert list(result.raw.index) == list(sites.index)
        assert result.description.en
        assert result.description.zh
        assert result.source_ids


def test_the_settings_reach_the_measures(case: Case) -> None:
    around = read_surroundings()
    sites = site_frame(around.parks, table("districts"))
    results = {result.criterion_id: result for result in measure_criteria(case, sites, around=around)}
    assert results["land_fit"].raw["bishan_htz"] == pytest.approx(140 / 160)
    assert results["target_contribution"].raw["bishan_htz"] == pytest.approx(100 * 120 / (75 * 1.4))
    assert "to Chongqing Jiangbei" in results["access_airport"].phrases["wushan_ip"].en
    assert "60 km" in results["cluster_neighbourhood"].phrases["cq_htz"].en
    assert results["policy_role"].raw["jiangjin_ip"] == "western_yu"
    assert results["cluster_fit"].raw["wanzhou_etdz"] is None


def test_nodes_from_openstreetmap_count(case: Case) -> None:
    around = read_surroundings()
    sites = site_frame(around.parks, table("districts"))
    results = {result.criterion_id: result for result in measure_criteria(case, sites, around=around)}
    assert "ds_osm_rail_2026" in results["access_rail_freight"].source_ids
    assert "Yuzui" in results["access_rail_freight"].phrases["yufu_idz"].en
