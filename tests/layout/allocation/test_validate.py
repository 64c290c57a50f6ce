from collections.abc import Callable
from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from layout.allocation.problem import Problem
from layout.allocation.terms import (
    Incompatibility,
    Link,
    MinimumCluster,
    ObjectiveTerm,
    Quota,
    Scope,
    Side,
    Target,
)
from layout.errors import CaseError, MissingDataError
from tests.layout.allocation.small_problems import park, project


def sound() -> Problem:
    projects = (project(0, 1.0, max_parts=2, demands={"water": 1.0}), project(1, 2.0, demands={"water": 1.0}))
    return Problem(
        projects,
        (park(0, 5.0), park(1, 6.0, capacities={"water": 2.0})),
        np.ones((2, 2)),
        (ObjectiveTerm("value"),),
    )


def with_side(**parts: object) -> Callable[[Problem], Problem]:
    return lambda problem: replace(problem, side=replace(Side(), **parts))


def with_project(**parts: object) -> Callable[[Problem], Problem]:
    return lambda problem: replace(
        problem, projects=(replace(problem.projects[0], **parts), problem.projects[1])
    )


def with_park(**parts: object) -> Callable[[Problem], Problem]:
    return lambda problem: replace(problem, parks=(replace(problem.parks[0], **parts), problem.parks[1]))


def with_objective(objective: str) -> Callable[[Problem], Problem]:
    return lambda problem: replace(problem, objectives=(ObjectiveTerm(objective),), values=None)  # type: ignore[arg-type]


WRONG: dict[str, tuple[Callable[[Problem], Problem], str]] = {
    "no projects": (lambda p: replace(p, projects=()), "projects: the table is empty"),
    "twice": (with_project(project_id="p1"), "'p1' stands twice"),
    "no land": (with_project(land_ha=0.0), "land_ha = 0, expected a finite number > 0"),
    "infinite": (with_project(output_cny=inf), "output_cny = inf"),
    "parts": (with_project(max_parts=0), "max_parts = 0"),
    "unknown park": (with_project(allowed_parks=frozenset({"k9"})), "'k9' is not in the tables"),
    "shrinking": (
        lambda p: replace(p, years=(1, 2), parks=(park(0, 3.0, 2.0), park(1, 1.0, 1.0))),
        "shrinks",
    ),
    "phases": (lambda p: replace(p, years=(1, 2)), "1 figures of available land for 2"),
    "years": (lambda p: replace(p, years=(2, 1)), "expected increasing years"),
    "negative": (with_park(low_efficiency_ha=-1.0), "low_efficiency_ha = -1"),
    "infinite value": (lambda p: replace(p, values=np.full((2, 2), inf)), "infinite"),
    "fixed": (lambda p: replace(p, fixed={"p9": "k0"}), "fixed: 'p9'"),
    "scope": (
        with_side(quotas=(Quota("q", Scope("zone", "z9"), "land_ha"),)),
        "quotas: q: no park of the case lies in zone:z9",
    ),
    "both sides": (
        with_side(incompatible=(Incompatibility("i", frozenset({"p0"}), frozenset({"p0"})),)),
        "on both sides",
    ),
    "cluster": (with_side(clusters=(MinimumCluster("c", frozenset({"p7"}), 2),)), "'p7'"),
    "self link": (with_side(links=(Link("p0", "p0"),)), "linked with itself"),
    "split link": (with_side(links=(Link("p0", "p1"),)), "has no one place"),
    "goal": (with_side(targets=(Target("t", Scope("city"), "output_cny", 0.0),)), "goal = 0"),
    "no values": (with_objective("value"), "objective 'value' needs values"),
    "no targets": (with_objective("shortfall"), "at least one target"),
    "no links": (with_objective("compactness"), "at least one link"),
    "no scopes": (with_objective("balance"), "at least two scopes"),
    "no plan": (with_objective("disruption"), "an existing plan"),
    "no objective": (lambda p: replace(p, objectives=()), "objectives: give at least one"),
}


@pytest.mark.parametrize("name", WRONG)
def test_fault_is_refused_in_both_languages(name: str) -> None:
    change, words = WRONG[name]
    with pytest.raises(CaseError) as caught:
        change(sound())
    assert words in str(caught.value)
    assert caught.value.message("zh") != caught.value.message("en")


def test_unknown_figures_are_refused_only_where_they_are_needed() -> None:
    unknown = with_project(output_cny=nan)(sound())
    with pytest.raises(MissingDataError, match="output_cny of project p0"):
        replace(unknown, objectives=(ObjectiveTerm("output"),))
    with pytest.raises(MissingDataError, match="water is not known"):
        with_project(demands={})(sound())
    with pytest.raises(MissingDataError, match="gold of project p0"):
        with_side(quotas=(Quota("q", Scope("city"), "gold", maximum=1.0),))(sound())
