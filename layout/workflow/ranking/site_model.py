"""The sites of a ranking as the engine of methods, robustness and reasons takes them, with names and raw values."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.text import Bilingual
from layout.config.case import Case
from layout.config.case_proof import case_plan
from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_kinds import ValueFunction, greatest_value, raw_of
from layout.entities.vocabulary import CLUSTER_MATCHES, METHOD_IDS, ZONE_KINDS, MethodId
from layout.entities.wording import both, plain, say
from layout.scoring.labels import Labels
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.methods.plan import MethodPlan
from layout.scoring.missing import CompletedMatrix
from layout.scoring.problem import Problem
from layout.scoring.site_methods import site_problem

Array = npt.NDArray[np.float64]
_SAME = 1e-9
_FILLERS = (0.0, 0.5)
"""What the policies put where a value is missing; nobody is told that it would have to be just that."""
AMOUNTS = {"target_contribution": "proof.value.target_contribution"}
"""Criteria whose unit is a phrase, which a number does not simply stand before."""


@dataclass(frozen=True, eq=False)
class SiteModel:
    """Sites and methods of a ranking.

    Parameters
    ----------
    problem
        Values between 0 and 1 after the missing-data policy, the weights, and how all is shown.
    plans
        The methods of the case; the first one ranks.
    low, high
        Least and greatest value of every cell: position precision, and 0 to 1 where missing; shape (sites, criteria).
    labels
        How names and values are shown.
    """

    problem: Problem
    plans: Mapping[MethodId, MethodPlan]
    low: Array
    high: Array
    labels: "SiteLabels"

    @property
    def plan(self) -> MethodPlan:
        """Return the method that ranks."""
        return next(iter(self.plans.values()))


def site_model(
    case: Case,
    sites: pd.DataFrame,
    *,
    matrix: DecisionMatrix,
    completed: CompletedMatrix,
    zones: pd.DataFrame,
) -> SiteModel:
    """Return the sites of a case for the engine.

    Parameters
    ----------
    case
        The case.
    sites
        Names of the sites.
    matrix, completed
        The decision matrix, weighed, and the same after the missing-data policy.
    zones
        Names of the layout zones.
    """
    functions: dict[str, ValueFunction] = {
        str(key): setting.value for key, setting in case.active_criteria().items()
    }
    names = {
        str(site): Bilingual(en=en, zh=zh)
        for site, en, zh in zip(sites.index, sites["name_en"], sites["name_zh"], strict=True)
    }
    labels = SiteLabels(names, matrix, functions, levels=level_names(zones))
    count = len(matrix.criterion_ids)
    return SiteModel(
        problem=site_problem(matrix, completed, policy=case.scoring.missing, labels=labels),
        plans={
            method: case_plan(method, case.scoring.parameters, criteria=count)
            for method in case.scoring.methods
        },
        low=completed.low,
        high=completed.high,
        labels=labels,
    )


class SiteLabels(Labels):
    """Names of sites, titles of criteria and methods, and raw values with their units.

    Parameters
    ----------
    sites
        Name of each site.
    matrix
        Raw values and criteria.
    functions
        Value function of each criterion.
    levels
        Words for the levels of categories.
    """

    def __init__(
        self,
        sites: Mapping[str, Bilingual],
        matrix: DecisionMatrix,
        functions: Mapping[str, ValueFunction],
        *,
        levels: Mapping[str, Bilingual],
    ) -> None:
        self.sites, self.matrix, self.functions, self.levels = sites, matrix, functions, levels

    def name(self, name: str) -> Bilingual:
        """Return the name of a site, the title of a criterion or of a method."""
        if name in self.sites:
            return self.sites[name]
        if name in self.matrix.criteria:
            return self.matrix.criteria[name].title
        return say(f"scoring.method.{name}") if name in METHOD_IDS else both(name)

    def value(self, alternative: str, criterion: str, *, value: float, digits: int = 4) -> Bilingual:
        """Return the raw value of a site, or the raw value that it would take to get `value`."""
        present = self._value(alternative, criterion)
        level = category_level(self.functions[criterion], value)
        if np.isnan(present) and value in _FILLERS:
            return say("proof.value.missing")
        if isinstance(self.functions[criterion], CategoryValue):
            if abs(present - value) <= _SAME:
                level = self._level(alternative, criterion)
            return self.level(level) if level is not None else both(plain(value))
        raw = self.raw(alternative, criterion, value=value)
        if raw is None:
            return say("proof.value.scale", value=plain(value, 3))
        key = AMOUNTS.get(criterion, "proof.value.raw")
        return say(key, number=plain(raw, digits), unit=self.matrix.criteria[criterion].unit)

    def _value(self, alternative: str, criterion: str) -> float:
        """Return the present value of a site, NaN where it is missing."""
        return float(self.matrix.value[criterion].iloc[self.matrix.site_ids.index(alternative)])

    def _level(self, alternative: str, criterion: str) -> str:
        """Return the level that a site has."""
        measured = self.matrix.criteria[criterion]
        levels = measured.raw if measured.levels is None else measured.levels
        return str(levels.loc[alternative])

    def level(self, level: str) -> Bilingual:
        """Return the words for a level of a category."""
        return self.levels.get(level) or both(level)

    def raw(self, alternative: str, criterion: str, *, value: float) -> float | None:
        """Return the raw value nearest to the present one whose value is `value`; None where no raw value has it."""
        function = self.functions[criterion]
        if isinstance(function, CategoryValue):
            return None
        observed = self.matrix.raw[criterion].to_numpy(dtype=np.float64, na_value=np.nan)
        now = float(observed[self.matrix.site_ids.index(alternative)])
        if abs(self._value(alternative, criterion) - value) <= _SAME:
            return now
        return raw_of(function, observed, value=value, present=now)

    def reachable(self, criterion: str, value: float) -> bool:
        """Return whether some raw value has at least `value`."""
        function = self.functions[criterion]
        if isinstance(function, CategoryValue):
            return greatest_value(function, np.empty(0)) >= value - _SAME
        observed = self.matrix.raw[criterion].to_numpy(dtype=np.float64, na_value=np.nan)
        return greatest_value(function, observed) >= value - _SAME


def category_level(function: ValueFunction, value: float) -> str | None:
    """Return the level of least value that reaches `value`; None for a numeric function, or where none does."""
    if not isinstance(function, CategoryValue):
        return None
    enough = {level: worth for level, worth in function.table.items() if worth >= value - _SAME}
    return min(enough, key=lambda level: enough[level]) if enough else None


def level_names(zones: pd.DataFrame) -> dict[str, Bilingual]:
    """Return the words for the levels of categories: cluster matches, kinds of zone, single zones.

    Parameters
    ----------
    zones
        Columns zone_id, name_en, name_zh.
    """
    single = zip(zones["zone_id"], zones["name_en"], zones["name_zh"], strict=True)
    return {
        **{match: say(f"proof.level.{match}") for match in CLUSTER_MATCHES},
        **{kind: say(f"map.zone_kind.{kind}") for kind in ZONE_KINDS},
        **{zone: Bilingual(en=en, zh=zh) for zone, en, zh in single},
    }
