from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodata.text import Bilingual
from layout.entities.project import Project, Target
from layout.rules.evaluate import evaluate_rule, evaluate_rules, excluded_sites, not_evaluated_rules
from layout.rules.register import Rule

WORDS = {"en": "text", "zh": "文字"}
TARGET = Target.model_validate({"intensity_yi_per_km2": 75, "year": 2027, "reason": WORDS, "source_ids": []})


def project(land_ha: float | None) -> Project:
    """Return a project of 60 亿元 on so much land, or on the land that the target gives it."""
    land = {"land": "from_target"} if land_ha is None else {"land_ha": land_ha}
    return Project.model_validate(
        {
            "name": WORDS,
            "cluster_id": "icnev",
            "annual_output_cny": 6e9,
            "chemical": False,
            "basis": WORDS,
            **land,
        }
    )


RULE = Rule(
    rule_id="r",
    name=Bilingual(en="Output floor", zh="产出下限"),
    kind="control_indicator",
    parameter="output_per_km2",
    operator="ge",
    value=75.0,
    document="plan",
    article="1",
    year=2023,
    zones=(),
)


def rule(rule_id: str = "r", **changes: Any) -> Rule:  # noqa: ANN401 - a value of each field's type
    return replace(RULE, rule_id=rule_id, **changes)


def sites(**zones: tuple[str, ...]) -> pd.DataFrame:
    index = pd.Index(list(zones), name="site_id")
    return pd.DataFrame({"zone_ids": list(zones.values())}, index=index)


@pytest.mark.parametrize(
    ("land_ha", "outcome", "found"),
    [(80.0, "pass", "7.5"), (79.0, "pass", "7.59"), (81.0, "fail", "7.41"), (400.0, "fail", "1.5")],
)
def test_the_intensity_is_output_over_land_need(land_ha: float, outcome: str, found: str) -> None:
    # 60 亿元 on 80 ha are exactly 75 亿元/km² = 7.5 billion CNY/km²
    result, reason = evaluate_rule(rule(), project=project(land_ha), target=TARGET)
    assert result == outcome
    assert f"= {found} billion CNY/km²" in reason.en
    assert "by construction" not in reason.en


def test_derived_land_meets_its_own_target_and_says_why() -> None:
    for output in np.arange(1, 400) * 1e7:  # some of them come back as 74.99999999999999
        derived = project(None).model_copy(update={"annual_output_cny": float(output)})
        result, reason = evaluate_rule(rule(), project=derived, target=TARGET)
        assert result == "pass"
        assert "by construction" in reason.en
        assert "用地由目标倒算" in reason.zh
    assert evaluate_rule(rule(value=150.0), project=project(None), target=TARGET)[0] == "fail"


def test_a_rule_without_its_layer_never_passes() -> None:
    result, reason = evaluate_rule(
        rule(parameter="share_in_ecological_red_line", operator="le", value=0.0),
        project=project(None),
        target=TARGET,
    )
    assert result == "not_evaluated"
    assert reason == Bilingual(
        en="not evaluated: needs polygons of the ecological red line", zh="未评估：需要生态保护红线图斑"
    )


def test_a_zone_rule_holds_in_its_zone_only() -> None:
    outcomes = evaluate_rules(
        sites(inside=("western_yu", "x"), outside=("x",), unknown=()),
        [rule(zones=("western_yu",))],
        project=project(None),
        target=TARGET,
    )
    assert dict(zip(outcomes["site_id"], outcomes["outcome"], strict=True)) == {
        "inside": "pass",
        "unknown": "not_evaluated",
    }
    unknown = outcomes.set_index("site_id").loc["unknown", "reason_en"]
    assert unknown == "not evaluated: needs the layout zone of the park"


def test_a_failed_hard_rule_removes_and_a_control_indicator_only_when_enforced() -> None:
    hard, soft = rule("hard", kind="hard_exclusion"), rule("soft")
    where = sites(a=(), b=())
    for rules, enforce, removed in (
        ([hard], (), ["a", "b"]),
        ([soft], (), []),
        ([soft], ("soft",), ["a", "b"]),
        ([soft, hard], (), ["a", "b"]),
    ):
        outcomes = evaluate_rules(where, rules, project=project(400.0), target=TARGET)
        excluded = excluded_sites(outcomes, rules, enforce=enforce)
        assert list(excluded["site_id"]) == removed
        assert all(reason.startswith("Output floor: planned output") for reason in excluded["reason_en"])


def test_a_rule_that_passes_or_is_not_evaluated_removes_nothing() -> None:
    rules = [
        rule("passes", kind="setback"),
        rule("unknown", kind="hard_exclusion", parameter="share_in_ecological_red_line"),
    ]
    outcomes = evaluate_rules(sites(a=()), rules, project=project(80.0), target=TARGET)
    assert excluded_sites(outcomes, rules, enforce=("unknown",)).empty


def test_rules_not_evaluated_are_listed_with_what_they_need() -> None:
    rules = [
        rule("known"),
        rule("bank", parameter="distance_to_yangtze_main_bank_km", year=None, kind="setback"),
    ]
    outcomes = evaluate_rules(sites(a=(), b=()), rules, project=project(80.0), target=TARGET)
    listed = not_evaluated_rules(outcomes, rules)
    assert list(listed["rule_id"]) == ["bank"]
    assert listed.loc[0, "sites"] == 2
    assert listed.loc[0, "needs_zh"] == "长江及支流岸线图层"
    assert pd.isna(listed.loc[0, "year"])
