"""The battery case that ships with the product, as the tests know it."""

CRITERIA = (
    "land_fit",
    "cluster_fit",
    "cluster_neighbourhood",
    "access_river_port",
    "access_rail_freight",
    "access_power",
    "target_contribution",
    "policy_role",
)
"""The criteria that count for it, in the order of the case."""
