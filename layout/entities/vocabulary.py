"""Closed vocabularies that several packages share."""

from typing import Literal, get_args

ParkLevel = Literal["national", "municipal", "interprovincial"]
PARK_LEVELS: tuple[ParkLevel, ...] = get_args(ParkLevel)

ParkType = Literal[
    "industrial_park",
    "high_tech_zone",
    "economic_tech_zone",
    "economic_zone",
    "bonded_zone",
    "sub_park",
    "new_area",
    "logistics_park",
]
PARK_TYPES: tuple[ParkType, ...] = get_args(ParkType)

MethodId = Literal["weighted_sum", "topsis", "weighted_product", "vikor", "promethee2", "spotis", "owa"]
METHOD_IDS: tuple[MethodId, ...] = get_args(MethodId)

MissingPolicy = Literal["renormalise", "neutral", "worst", "refuse"]
MISSING_POLICIES: tuple[MissingPolicy, ...] = get_args(MissingPolicy)

CriterionId = Literal[
    "land_fit",
    "cluster_fit",
    "cluster_neighbourhood",
    "access_river_port",
    "access_rail_freight",
    "access_airport",
    "access_power",
    "target_contribution",
    "policy_role",
]
CRITERION_IDS: tuple[CriterionId, ...] = get_args(CriterionId)

ClusterMatch = Literal["carries", "named", "related", "other"]
CLUSTER_MATCHES: tuple[ClusterMatch, ...] = get_args(ClusterMatch)

ZoneKind = Literal["flagship", "cluster_group", "functional_region"]
ZONE_KINDS: tuple[ZoneKind, ...] = get_args(ZoneKind)
