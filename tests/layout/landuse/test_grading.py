"""Wanzhou 2024: 170 firms on 8,024.06 mu; 30 A, 84 B, 30 C, 12 D and 14 not graded. Scores: Huangyan's published form."""

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from layout.entities.model import Words
from layout.errors import SampleError, UnknownKeyError
from layout.landuse.grading import UNGRADED, Grade, GradingIndicator, GradingRule, grade, summarise

WORDS = Words(en="a", zh="甲")
WANZHOU = {"A": 30, "B": 84, "C": 30, "D": 12, UNGRADED: 14}
WANZHOU_MU = 8_024.06


def part(indicator_id: str, weight: float, benchmark: object, **change: object) -> GradingIndicator:
    base = {"cap": 1.5, "missing": "zero", "reason": WORDS}
    return GradingIndicator(indicator_id=indicator_id, weight=weight, benchmark=benchmark, **(base | change))  # type: ignore[arg-type]


def rule(*parts: GradingIndicator, grades: tuple[Grade, ...], **change: object) -> GradingRule:
    base = {"title": WORDS, "reason": WORDS, "illustrative": True}
    return GradingRule(indicators=parts, grades=grades, **(base | change))  # type: ignore[arg-type]


THRESHOLDS = (
    Grade(label="A", from_score=80.0),
    Grade(label="B", from_score=50.0),
    Grade(label="C", from_score=25.0),
    Grade(label="D"),
)
SHARES = tuple(
    Grade(label=label, share_pct=100 * count / 156) for label, count in WANZHOU.items() if label != UNGRADED
)
TAX = part("tax_per_mu", 100.0, 20.0)


def wanzhou() -> pd.DataFrame:
    """170 firms whose land adds up to the printed total; their taxes are invented, their number is not."""
    rng = np.random.default_rng(7)
    land = rng.gamma(2.0, 25.0, 170)
    land *= WANZHOU_MU / land.sum()
    frame = pd.DataFrame({"land_mu": land, "tax_wan": land * rng.gamma(2.0, 6.0, 170), "not_graded": ""})
    frame.loc[rng.choice(170, 14, replace=False), "not_graded"] = "new plant"
    return frame


def test_wanzhou_2024_reconciles() -> None:
    found = grade(wanzhou(), rule(TAX, grades=SHARES)).summary
    assert found["firms"].drop("total").to_dict() == WANZHOU
    assert found.loc["total", "firms"] == 170
    assert found.loc["total", "land_mu"] == pytest.approx(WANZHOU_MU)
    assert found["land_mu"].drop("total").sum() == pytest.approx(WANZHOU_MU)
    assert found["land_share"].drop("total").sum() == pytest.approx(1)


def test_the_printed_numbers_add_up() -> None:
    assert sum(WANZHOU.values()) == 170


def test_huangyans_published_formula() -> None:
    published = rule(
        part("tax_per_mu", 30, 24.097),
        part("value_added_per_mu", 20, 136.16),
        part("value_added_per_energy", 20, 2.694),
        part("value_added_per_emission", 10, 4929.81, missing="mean"),
        part("labour_productivity", 10, 18.14),
        part("rd_share", 10, 3.02),
        grades=THRESHOLDS,
    )
    value_added = 136.16 * 100
    firms = pd.DataFrame(
        {
            "land_mu": [100.0, 100.0],
            "tax_wan": [2_409.7, 1_204.85],
            "value_added_wan": [value_added, value_added / 2],
            "energy_tce": [value_added / 2.694] * 2,
            "emissions_t": [value_added / 4929.81, np.nan],
            "employees_persons": [value_added / 18.14] * 2,
            "rd_spend_wan": [30.2, 15.1],
            "revenue_wan": [1_000.0] * 2,
        }
    )
    found = grade(firms, published).table
    assert found["score"].tolist() == pytest.approx(
        [100, 45 + 10]
    )  # half of all but emissions, and their mean
    assert found["grade"].tolist() == ["A", "B"]


def test_cap_floor_and_veto() -> None:
    firms = pd.DataFrame(
        {"land_mu": [1.0] * 3, "tax_wan": [1_000.0, -5.0, 20.0], "unsafe": [False, False, True]}
    )
    found = grade(firms, rule(TAX, grades=THRESHOLDS, lowest_if=("unsafe",))).table
    assert found["score"].tolist() == [150, 0, 100]
    assert found["grade"].tolist() == ["A", "D", "D"]


def test_who_lacks_a_figure_is_ungraded_with_the_reason_and_counted() -> None:
    firms = pd.DataFrame({"land_mu": [10.0, 20.0, 30.0], "tax_wan": [300.0, np.nan, 100.0]})
    outcome = grade(firms, rule(part("tax_per_mu", 100.0, "mean", missing="ungraded"), grades=THRESHOLDS))
    assert outcome.table["grade"].tolist() == ["A", UNGRADED, "D"]
    assert outcome.table["why"].tolist() == ["", "missing: tax_per_mu", ""]
    assert np.isnan(outcome.table["score"].iloc[1])
    assert outcome.benchmarks["tax_per_mu"] == pytest.approx((30 + 100 / 30) / 2)
    assert outcome.summary.loc[UNGRADED, "land_mu"] == 20


def test_ties_share_the_better_grade() -> None:
    firms = pd.DataFrame({"land_mu": [1.0] * 4, "tax_wan": [9.0, 5.0, 5.0, 1.0]})
    halves = (Grade(label="top", share_pct=50.0), Grade(label="rest", share_pct=50.0))
    assert grade(firms, rule(TAX, grades=halves)).table["grade"].tolist() == ["top", "top", "top", "rest"]


def test_unknown_land_is_counted_as_unknown() -> None:
    labels = pd.Series(["A", "D", "D"])
    found = summarise(labels, pd.Series([10.0, np.nan, 5.0]), rule=rule(TAX, grades=THRESHOLDS))
    assert found.loc["D", ["firms", "land_mu", "land_unknown"]].tolist() == [2, 5, 1]


def test_a_benchmark_out_of_an_empty_table_is_refused() -> None:
    firms = pd.DataFrame({"land_mu": [1.0], "tax_wan": [np.nan]})
    with pytest.raises(SampleError, match="give the benchmark"):
        grade(firms, rule(part("tax_per_mu", 1.0, "median"), grades=THRESHOLDS))


@pytest.mark.parametrize(
    "grades",
    [
        (Grade(label="A", from_score=10.0), Grade(label="B", from_score=20.0), Grade(label="C")),
        (Grade(label="A", from_score=10.0), Grade(label="B", from_score=5.0)),
        (Grade(label="A", share_pct=50.0), Grade(label="B", share_pct=40.0)),
        (Grade(label="A", share_pct=50.0), Grade(label="B", from_score=1.0)),
        (Grade(label="A"), Grade(label="B")),
    ],
)
def test_rules_that_are_not_whole_are_refused(grades: tuple[Grade, ...]) -> None:
    with pytest.raises(ValidationError, match="thresholds that fall"):
        rule(TAX, grades=grades)


def test_an_indicator_outside_the_register_is_refused() -> None:
    with pytest.raises((UnknownKeyError, ValidationError)):
        part("happiness", 1.0, 1.0)
