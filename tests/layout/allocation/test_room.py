import numpy as np

from layout.allocation.problem import Problem
from layout.allocation.room import Room
from layout.allocation.terms import Incompatibility, ObjectiveTerm, Opening, Quota, Scope, Side
from tests.layout.allocation.small_problems import park, project


def room() -> Room:
    projects = tuple(project(i, 4.0, year=2025 if i == 0 else 2027, demands={"water": 2.0}) for i in range(4))
    parks = (
        park(0, 4.0, 9.0, lon=106.0, lat=29.5, low_efficiency_ha=2.0, capacities={"water": 5.0}),
        park(1, 4.0, 20.0, lon=106.1, lat=29.5),
        park(2, 0.0, 20.0, lon=108.0, lat=29.5),
    )
    side = Side(
        quotas=(Quota("most", Scope("park", "k1"), "land_ha", maximum=8.0),),
        incompatible=(Incompatibility("apart", frozenset({"p0"}), frozenset({"p3"}), within_km=15.0),),
        opening=Opening(maximum=2),
    )
    return Room(
        Problem(projects, parks, np.ones((4, 3)), (ObjectiveTerm("value"),), years=(2025, 2027), side=side)
    )


def test_land_by_year_resources_and_released_land() -> None:
    found = room()
    assert found.obstacles(0, 2) == ["land"]
    found.place(0, 0)
    found.place(1, 0)
    assert found.low_efficiency_ha(1) == 0.0
    assert found.obstacles(2, 0) == ["land", "water"]
    assert found.free_ha(2, 0) == 3.0


def test_release_is_counted_when_it_is_needed() -> None:
    found = room()
    found.place(1, 0)
    found.place(2, 0)
    found.place(3, 0)
    assert [found.low_efficiency_ha(row) for row in (1, 2, 3)] == [0.0, 0.0, 3.0]


def test_neighbours_quotas_and_number_of_parks() -> None:
    found = room()
    found.place(0, 0)
    assert found.obstacles(3, 1) == ["apart"]
    assert found.takes(3, 2)
    found.place(1, 1)
    assert found.obstacles(2, 2) == ["opening"]
    assert found.takes(2, 1)
    found.place(2, 1)
    assert "most" in found.obstacles(3, 1)
