"""Measures the criteria of a case on the embedded tables."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.text import Bilingual
from layout.config.case import Case
from layout.config.criteria import (
    AccessSetting,
    ClusterFitSetting,
    CriterionSetting,
    NeighbourhoodSetting,
    PolicyRoleSetting,
    TargetContributionSetting,
)
from layout.criteria.access import ACCESS_KINDS, measure_access
from layout.criteria.cluster_match import measure_cluster_fit
from layout.criteria.contribution import measure_target_contribution
from layout.criteria.land import measure_land_fit
from layout.criteria.neighbourhood import measure_neighbourhood
from layout.criteria.policy import measure_policy_role
from layout.criteria.result import CriterionResult
from layout.entities.vocabulary import CriterionId


@dataclass(frozen=True)
class Surroundings:
    """The tables that criteria are measured against.

    Parameters
    ----------
    parks, zones, nodes
        All parks, layout zones and infrastructure nodes.
    cluster_names
        Name of every cluster id.
    """

    parks: pd.DataFrame
    zones: pd.DataFrame
    nodes: pd.DataFrame
    cluster_names: Mapping[str, Bilingual]


def measure_criteria(case: Case, sites: pd.DataFrame, *, around: Surroundings) -> list[CriterionResult]:
    """Return every criterion of the case that counts, measured at every site.

    Parameters
    ----------
    case
        The case.
    sites
        Frame of sites, see `layout.sites`.
    around
        What the sites are measured against.
    """
    return [
        _measure(key, setting, case, sites, around=around) for key, setting in case.active_criteria().items()
    ]


def _measure(
    key: CriterionId, setting: CriterionSetting, case: Case, sites: pd.DataFrame, *, around: Surroundings
) -> CriterionResult:
    """Return one criterion; its setting decides how it is measured."""
    project, target = case.project, case.target
    match setting:
        case AccessSetting():
            return measure_access(sites, around.nodes, kind=ACCESS_KINDS[key], chosen=setting.nodes)
        case NeighbourhoodSetting():
            return measure_neighbourhood(
                sites,
                around.parks,
                cluster_id=project.cluster_id,
                radius_km=setting.radius_km,
                cluster_names=around.cluster_names,
            )
        case ClusterFitSetting():
            return measure_cluster_fit(sites, project, cluster_names=around.cluster_names)
        case PolicyRoleSetting():
            return measure_policy_role(sites, around.zones, level_values=setting.value.table)
        case TargetContributionSetting():
            return measure_target_contribution(
                sites, output_yi=project.output_yi, intensity_yi_per_km2=target.intensity_yi_per_km2
            )
        case _:
            return measure_land_fit(sites, land_need_ha=case.land_need_ha())
