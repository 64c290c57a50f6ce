import pytest

from layout.allocation.terms import Scope
from layout.config.allocation import Allocation, Selection
from layout.errors import CaseError, MissingDataError
from layout.workflow.allocation.limits import chain_links, scope_of, selected, side_of
from tests.layout.allocation.small_problems import park, project

PROJECTS = (
    project(0, 1.0, cluster_id="icnev", chain_id="nev"),
    project(1, 1.0, cluster_id="icnev", chain_id="nev"),
    project(2, 1.0, cluster_id="food_agri", chain_id="nev", max_parts=2),
    project(3, 1.0, cluster_id="food_agri", chain_id="food"),
)
PARKS = (park(0, 5.0, adcode="1", base_land_ha=10.0, base_output_cny=1e9), park(1, 5.0, adcode="2"))


def setting(**parts: object) -> Allocation:
    return Allocation.model_validate({"projects": "p", "parks": "k", "objective": "compactness", **parts})


def test_scopes_and_selections() -> None:
    assert scope_of("city") == Scope("city")
    assert scope_of("district:500120") == Scope("district", "500120")
    assert selected(Selection(), PROJECTS, where="here") is None
    assert selected(Selection(clusters=("icnev",), projects=("p3",)), PROJECTS, where="here") == {
        "p0",
        "p1",
        "p3",
    }
    assert selected(Selection(chains=("nev",)), PROJECTS, where="here") == {"p0", "p1", "p2"}
    with pytest.raises(CaseError, match="here: clusters: no project of the table has 'x'"):
        selected(Selection(clusters=("x",)), PROJECTS, where="here")


def test_chains_link_every_two_whole_projects_once() -> None:
    assert [(link.project_id, link.other) for link in chain_links(PROJECTS)] == [("p0", "p1")]
    side = side_of(
        setting(links=[{"project": "p1", "near_project": "p0", "weight": 3.0}]),
        PROJECTS,
        parks=PARKS,
        existing=None,
    )
    assert [(link.project_id, link.other, link.weight) for link in side.links] == [("p1", "p0", 3.0)]
    assert side_of(setting(objective="output"), PROJECTS, parks=PARKS, existing=None).links == ()
    assert side_of(setting(compactness={"chains": False}), PROJECTS, parks=PARKS, existing=None).links == ()


def test_intensity_target_takes_its_base_from_the_parks_or_refuses() -> None:
    target = {"id": "t", "measure": "intensity_yi_per_km2", "goal": 75.0}
    found = side_of(
        setting(targets=[{**target, "scope": "district:1"}]), PROJECTS, parks=PARKS, existing=None
    ).targets[0]
    assert (found.goal, found.baseline_land_ha, found.baseline_output_cny) == (7.5e7, 10.0, 1e9)
    with pytest.raises(MissingDataError, match="base_output_cny"):
        side_of(setting(targets=[target]), PROJECTS, parks=PARKS, existing=None)
    given = {**target, "baseline_output_cny": 1.0, "baseline_land_ha": 2.0}
    assert (
        side_of(setting(targets=[given]), PROJECTS, parks=PARKS, existing=None).targets[0].baseline_land_ha
        == 2.0
    )


def test_every_limit_arrives() -> None:
    side = side_of(
        setting(
            quotas=[{"id": "q", "measure": "land_ha", "maximum": 3.0, "until_year": 2025, "chains": ["nev"]}],
            incompatible=[
                {"id": "i", "first": {"projects": ["p0"]}, "second": {"chains": ["food"]}, "within_km": 2.0}
            ],
            min_clusters=[{"cluster": "icnev", "minimum": 2}],
            opened={"maximum": 1},
            balance={"scopes": ["park:k0", "park:k1"], "measure": "projects"},
        ),
        PROJECTS,
        parks=PARKS,
        existing=None,
    )
    assert side.quotas[0].projects == {"p0", "p1", "p2"}
    assert side.incompatible[0].second == {"p3"}
    assert side.clusters[0].projects == {"p0", "p1"}
    assert side.opening.maximum == 1
    assert side.balance == (Scope("park", "k0"), Scope("park", "k1"))
    assert side.balance_measure == "projects"
