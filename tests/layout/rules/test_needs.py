from geodata.embedded import table
from layout.i18n import catalogue
from layout.rules.needs import NEEDS_OF_PARAMETER, what_is_needed
from layout.rules.register import PLAN_PARAMETERS


def test_every_parameter_that_can_bear_on_a_project_says_what_it_needs() -> None:
    rules = table("rules")
    grading = {"relief_m", "natural_slope_deg", "geohazard_level", "storey_height_m"}
    assert set(rules["parameter"]) - grading - set(PLAN_PARAMETERS) == set(NEEDS_OF_PARAMETER)
    assert set(NEEDS_OF_PARAMETER.values()) <= set(catalogue())


def test_a_rule_of_the_users_own_names_its_parameter() -> None:
    assert what_is_needed("noise_db").en == "data on noise_db"
    assert what_is_needed("noise_db").zh == "noise_db 的数据"
