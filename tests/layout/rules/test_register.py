import pytest

from geodata.embedded import table
from layout.entities.project import Project
from layout.rules.register import COMPUTATION_RULES, GRADING_PREFIXES, Rule, relevant_rules

WORDS = {"en": "text", "zh": "文字"}


def project(*, chemical: bool = False, branch: str | None = None) -> Project:
    data = {
        "name": WORDS,
        "cluster_id": "icnev",
        "annual_output_cny": 1e9,
        "land_ha": 10,
        "chemical": chemical,
        "basis": WORDS,
    }
    if branch:
        data["branch_gb4754_2002"] = branch
    return Project.model_validate(data)


def relevant(of: Project) -> dict[str, Rule]:
    zones = frozenset(table("layout_zones")["zone_id"])
    return {rule.rule_id: rule for rule in relevant_rules(table("rules"), of, zone_ids=zones)}


def test_chemical_rules_bear_on_chemical_projects_only() -> None:
    chemical = {
        "yrpl_chem_1km",
        "chem_recognised_park",
        "nl_high_pollution_park",
        "nl_water_source_2",
        "gb50201_hazard_plants",
    }
    assert set(relevant(project(chemical=True))) - set(relevant(project())) == chemical


def test_the_floor_area_ratio_of_the_branch_alone_bears() -> None:
    assert {rule for rule in relevant(project(branch="39")) if rule.startswith("lci_far_")} == {"lci_far_39"}
    assert not [rule for rule in relevant(project()) if rule.startswith("lci_far_")]


@pytest.mark.parametrize(
    "rule_id",
    [
        "imap_leading",
        "imap_leading_flagship",
        "udb_inside",
        "yrpl_tailings_main_3km",
        "nl_building_materials_park",
    ],
)
def test_rules_on_plans_new_parks_and_other_branches_do_not_bear(rule_id: str) -> None:
    assert rule_id in set(table("rules")["rule_id"])
    assert rule_id not in relevant(project(chemical=True, branch="26"))


def test_every_general_rule_that_states_a_condition_bears() -> None:
    rules = table("rules")
    general = rules[[bool({"all", "new_industrial_land"} & set(terms)) for terms in rules["applies_to"]]]
    conditions = {
        rule_id
        for rule_id in general["rule_id"]
        if not rule_id.startswith(GRADING_PREFIXES) and rule_id not in COMPUTATION_RULES
    }
    assert conditions <= set(relevant(project()))


def test_the_rows_left_out_grade_or_compute_and_say_so() -> None:
    rules = table("rules")
    left_out = rules[
        [rule_id.startswith(GRADING_PREFIXES) or rule_id in COMPUTATION_RULES for rule_id in rules["rule_id"]]
    ]
    assert len(left_out) == 16
    assert not left_out["kind"].isin(["hard_exclusion", "setback"]).any()
    said = left_out["note"].str.contains("class|score|computation rule") | left_out["name_en"].str.contains(
        "class"
    )
    assert said.all()


def test_zone_rules_are_limited_to_their_zones() -> None:
    found = relevant(project())
    assert found["cq_output_density_2027"].zones == ("western_yu",)
    assert found["cq_entry_2014_three_gorges_northeast"].zones == (
        "three_gorges_northeast",
        "wuling_southeast",
    )
    assert found["erl_exclusion"].zones == ()


def test_hard_rules_are_exclusions_and_setbacks() -> None:
    found = relevant(project(chemical=True))
    assert found["yrpl_chem_1km"].is_hard
    assert found["erl_exclusion"].is_hard
    assert not found["cjj83_natural_slope"].is_hard
    assert not found["cq_output_density_2027"].is_hard


def test_an_unknown_year_stays_unknown() -> None:
    assert relevant(project())["tgr_normal_level"].year is None
    assert relevant(project())["cq_output_density_2027"].year == 2023


def test_the_order_is_that_of_the_table() -> None:
    order = list(table("rules")["rule_id"])
    found = list(relevant(project(chemical=True)))
    assert found == sorted(found, key=order.index)
