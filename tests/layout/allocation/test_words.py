from dataclasses import replace

import numpy as np
import pytest

from geodata.text import Bilingual
from layout.allocation.problem import Problem
from layout.allocation.terms import (
    OBJECTIVE_IDS,
    Incompatibility,
    MinimumCluster,
    ObjectiveTerm,
    Opening,
    Quota,
    Scope,
    Side,
)
from layout.allocation.words import describe, describe_groups, measure_name, say_objective
from tests.layout.allocation.small_problems import park, project


def spoken() -> Problem:
    projects = tuple(
        project(i, 2.0, allowed_parks=frozenset({"k0"}), demands={"water": 0.0}) for i in range(6)
    )
    parks = tuple(park(j, 3.0, 5.0, capacities={"water": 7.0}) for j in range(6))
    side = Side(
        quotas=(
            Quota("q", Scope("city"), "cost_cny", minimum=1.0, maximum=2.0, min_share=0.1, max_share=0.25),
        ),
        incompatible=(
            Incompatibility("near", frozenset({"p0"}), frozenset({"p1"}), within_km=3.0),
            Incompatibility("same", frozenset({"p0"}), frozenset({"p1"})),
        ),
        clusters=(MinimumCluster("c", frozenset({"p0"}), 2),),
        opening=Opening(1, 3),
    )
    return Problem(
        (replace(projects[0], name=Bilingual("Batteries", "电池")), *projects[1:]),
        parks,
        np.ones((6, 6)),
        (ObjectiveTerm("value"),),
        years=(2025, 2027),
        side=side,
        barred={("p0", "k1"): Bilingual("no", "否")},
        fixed={"p0": "k0"},
    )


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (("place", "p0"), "project Batteries (p0) must be placed (2 ha)"),
        (("allowed", "p1"), "project p1 may only go to k0"),
        (("barred", "p0"), "project Batteries (p0) may not go to k1"),
        (("fixed", "p0"), "project Batteries (p0) is fixed to k0"),
        (("no_value", "p2"), "project p2 has no value in some parks and cannot go there"),
        (("land", "k0", "0"), "k0 has 3 ha of land by 2025"),
        (("resource", "water", "k2"), "k2 can give 7 of water"),
        (("incompatible", "near"), "Batteries (p0) must not be within 3 km of p1"),
        (("incompatible", "same"), "Batteries (p0) must not share a park with p1"),
        (("cluster", "c"), "a park with a project of cluster c has at least 2 of them"),
        (("opening", "maximum"), "at most 3 parks take projects"),
        (("opening", "minimum"), "at least 1 parks take projects"),
        (("quota", "q", "maximum"), "quota q: cost (CNY) in the whole city is at most 2"),
        (("quota", "q", "minimum"), "quota q: cost (CNY) in the whole city is at least 1"),
        (("quota", "q", "max_share"), "quota q: the whole city has at most 25.0% of the city's cost (CNY)"),
        (("quota", "q", "min_share"), "quota q: the whole city has at least 10.0% of the city's cost (CNY)"),
        (("objective", "value"), "the level asked for of: total suitability"),
    ],
)
def test_every_limit_in_words(group: tuple[str, ...], words: str) -> None:
    found = describe(spoken(), group)
    assert found.en == words
    assert found.zh
    assert found.zh != found.en


def test_many_projects_and_parks_are_told_together() -> None:
    groups = [*(("place", f"p{i}") for i in range(6)), *(("land", f"k{j}", "1") for j in range(6))]
    found = describe_groups(spoken(), groups)
    assert len(found) == 2
    assert found[0].en.startswith("6 projects must be placed and need 12 ha: Batteries (p0), p1")
    assert found[1].en.startswith("6 limits of land add up to 30 ha")


def test_names_of_objectives_and_measures() -> None:
    assert len({say_objective(key).zh for key in OBJECTIVE_IDS}) == len(OBJECTIVE_IDS)
    assert measure_name("land_ha").en == "land (ha)"
    assert measure_name("power_mw").en == "power_mw"
