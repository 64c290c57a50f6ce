"""What each rule needs before it can be evaluated: the layer, list or project figure that is not there."""

from geodata.text import Bilingual
from layout.entities.wording import say

NEEDS_OF_PARAMETER: dict[str, str] = {
    "distance_to_yangtze_or_tributary_bank_km": "rule.needs.bank",
    "distance_to_yangtze_main_bank_km": "rule.needs.bank",
    "distance_to_important_tributary_bank_km": "rule.needs.bank",
    "share_in_permanent_basic_farmland": "rule.needs.farmland",
    "share_in_ecological_red_line": "rule.needs.red_line",
    "share_inside_urban_development_boundary": "rule.needs.boundary",
    "share_in_four_mountains_no_build_area": "rule.needs.four_mountains",
    "share_in_nature_reserve_core_buffer": "rule.needs.protected",
    "share_in_scenic_core": "rule.needs.protected",
    "share_in_national_wetland_park": "rule.needs.protected",
    "share_in_water_source_zone_1": "rule.needs.water_source",
    "share_in_water_source_zone_2": "rule.needs.water_source",
    "inside_compliant_park": "rule.needs.compliant_list",
    "inside_recognised_chemical_park": "rule.needs.chemical_list",
    "site_elevation_m": "rule.needs.elevation",
    "natural_slope_pct": "rule.needs.elevation",
    "planned_slope_pct": "rule.needs.grading",
    "fill_depth_m": "rule.needs.grading",
    "flood_protection_class": "rule.needs.flood",
    "flood_return_period_years": "rule.needs.flood",
    "building_coefficient": "rule.needs.design",
    "service_land_share": "rule.needs.design",
    "non_production_facilities_share": "rule.needs.design",
    "green_ratio": "rule.needs.design",
    "floor_area_ratio": "rule.needs.design",
    "normative_indicator_count": "rule.needs.district_values",
    "recommended_indicator_count": "rule.needs.district_values",
    "standard_land_share": "rule.needs.transfer",
    "output_per_km2": "rule.needs.zone",
}
"""Message key by the parameter of the table of rules."""


def what_is_needed(parameter: str) -> Bilingual:
    """Return what is missing to evaluate a rule on `parameter`; a parameter of a user's own rule names itself."""
    key = NEEDS_OF_PARAMETER.get(parameter)
    return say(key) if key else say("rule.needs.other", parameter=parameter)
