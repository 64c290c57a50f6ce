import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.embedded import table
from geodata.units import ha_to_mu, km2_to_ha
from layout.entities.model import Words
from layout.landuse.check import Finding, ProjectBrief, check_project, land_entitlement_km2, verdict
from layout.landuse.controls import SIX, Control, embedded_controls, office_controls

WORDS = Words(en="plant", zh="工厂")


def brief(**change: object) -> ProjectBrief:
    figures = {
        "name": WORDS,
        "note": WORDS,
        "land_km2": 0.4,
        "output_yi": 30.0,
        "tax_yi": 1.2,
        "investment_yi": 16.0,
        "floor_area_km2": 0.44,
        "covered_km2": 0.18,
        "service_land_km2": 0.02,
        "branch": "36",
        "adcode": "500117",
        "zone_ids": ("western_yu",),
    }
    return ProjectBrief(**(figures | change))  # type: ignore[arg-type]


def limits(**values: str) -> tuple[Control, ...]:
    """Office limits for all six: 'ge 75 yi_per_km2'."""
    rows = []
    for indicator, text in values.items():
        operator, value, unit = text.split()
        rows.append(
            {
                "adcode": "",
                "branch": "",
                "indicator_id": indicator,
                "operator": operator,
                "value": value,
                "unit": unit,
                "document": "d",
                "clause": "",
                "year": "2024",
            }
        )
    return office_controls(pd.DataFrame(rows), origin="office.csv")


ALL_SIX = {
    "floor_area_ratio": "ge 1.0 ratio",
    "building_coefficient": "ge 40 pct",
    "service_land_share": "le 7 pct",
    "investment_intensity": "ge 250 wan_per_mu",
    "output_per_km2": "ge 500 wan_per_mu",
    "tax_per_land": "ge 18 wan_per_mu",
}


def by_indicator(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {one.indicator_id: one for one in findings}


def test_thirty_yi_a_year_may_claim_forty_hectares_or_600_mu() -> None:
    land = land_entitlement_km2(30.0, target=75.0)
    assert km2_to_ha(land) == pytest.approx(40)
    assert ha_to_mu(km2_to_ha(land)) == pytest.approx(600)
    assert math.isnan(land_entitlement_km2(math.nan, target=75.0))
    assert math.isnan(land_entitlement_km2(30.0, target=0.0))


def test_a_project_on_the_bar_keeps_it() -> None:
    finding = by_indicator(check_project(brief(), limits(output_per_km2="ge 75 yi_per_km2")))[
        "output_per_km2"
    ]
    assert finding.outcome == "pass"
    assert finding.margin == pytest.approx(0, abs=1e-9)
    assert finding.largest_land_km2 == pytest.approx(0.4)


def test_by_how_much_and_what_would_pass() -> None:
    found = by_indicator(check_project(brief(land_km2=0.5), limits(output_per_km2="ge 75 yi_per_km2")))
    finding = found["output_per_km2"]
    assert finding.outcome == "fail"
    assert (finding.value, finding.margin) == pytest.approx((60, -15))
    assert finding.margin_share == pytest.approx(-0.2)
    assert finding.largest_land_km2 == pytest.approx(0.4)
    assert finding.smallest_figure == pytest.approx(37.5)


@given(st.floats(1, 500), st.floats(0.01, 5), st.floats(1, 300))
def test_the_counterfactual_just_passes(output: float, land: float, limit: float) -> None:
    controls = limits(output_per_km2=f"ge {limit!r} yi_per_km2")
    finding = by_indicator(check_project(brief(output_yi=output, land_km2=land), controls))["output_per_km2"]
    for change in (
        {"output_yi": output, "land_km2": finding.largest_land_km2},
        {"output_yi": finding.smallest_figure, "land_km2": land},
    ):
        again = by_indicator(check_project(brief(**change), controls))["output_per_km2"]
        assert again.outcome == "pass"
        assert again.margin == pytest.approx(0, abs=1e-6 * limit)


def test_a_ceiling_is_kept_from_below() -> None:
    controls = limits(service_land_share="le 7 pct")
    good = by_indicator(check_project(brief(), controls))["service_land_share"]
    assert (good.outcome, good.value, good.margin) == ("pass", pytest.approx(5), pytest.approx(2))
    bad = by_indicator(check_project(brief(service_land_km2=0.04), controls))["service_land_share"]
    assert bad.outcome == "fail"
    assert bad.largest_figure == pytest.approx(0.028)
    assert bad.smallest_land_km2 == pytest.approx(0.04 / 0.07)


def test_what_the_brief_does_not_state_is_not_evaluated_but_what_would_pass_is_said() -> None:
    finding = by_indicator(check_project(brief(tax_yi=None), limits(**ALL_SIX)))["tax_per_land"]
    assert finding.outcome == "not_evaluated"
    assert finding.reason is not None
    assert "annual tax" in finding.reason.en
    assert finding.smallest_figure == pytest.approx(18 * 600 / 1e4)  # 18 万元/亩 on 600 mu, in 亿元


def test_verdict_over_the_six() -> None:
    good = check_project(brief(), limits(**ALL_SIX))
    assert {one.outcome for one in good} == {"pass"}
    assert verdict(good) == "pass"
    assert verdict(check_project(brief(tax_yi=None), limits(**ALL_SIX))) == "not_evaluated"
    assert verdict(check_project(brief(tax_yi=0.1), limits(**ALL_SIX))) == "fail"


def test_embedded_limits_alone_never_say_pass_and_name_what_is_missing() -> None:
    findings = check_project(brief(), embedded_controls(table("rules")))
    assert verdict(findings) == "not_evaluated"
    assert {one.indicator_id for one in findings} >= set(SIX)
    without = {one.indicator_id for one in findings if one.control is None}
    assert without == {"investment_intensity", "tax_per_land"}
    target = [one for one in findings if one.control and one.control.control_id == "cq_output_density_2027"]
    assert [(one.outcome, one.binding) for one in target] == [("pass", False)]


def test_a_limit_of_another_branch_does_not_reach_the_project() -> None:
    findings = check_project(brief(branch="40"), embedded_controls(table("rules")))
    names = {one.control.control_id for one in findings if one.control is not None}
    assert "lci_far_40" in names
    assert "lci_far_36" not in names
