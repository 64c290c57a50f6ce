from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from geodata.text import Bilingual, Language
from layout.config.mcda_spec import McdaSpec
from layout.i18n import catalogue
from layout.report import sheet as module
from layout.report.page import document_page
from layout.report.sheet import Sheet, method_sheet, sheet_title
from layout.scoring.methods.plan import TABLE_METHODS, MethodPlan, solve
from layout.scoring.problem import make_problem

Make = Callable[..., Sheet]
RAW = pd.DataFrame({"port <km>": [3.0, 8.0], "land": [5.0, 9.0]}, index=["甲 & co", "B"])


@pytest.fixture
def make() -> Make:
    """Return a maker of sheets of two sites."""

    def sheet(method: str = "topsis", **criteria: dict[str, object]) -> Sheet:
        given = {"port <km>": {"objective": "min", "unit": "km"}, "land": {"objective": "max"}}
        spec = McdaSpec.model_validate(
            {"method": method, "criteria": given | criteria, "weights": {"method": "equal"}}
        )
        problem = make_problem(RAW, objectives={"port <km>": "min", "land": "max"})
        return Sheet(
            title="sites",
            solution=solve(problem, MethodPlan(method)),  # type: ignore[arg-type] # a method
            spec=spec,
            raw=RAW,
            notes=(Bilingual(en="a note", zh="说明"),),
            removed={"C": Bilingual(en="too steep", zh="坡度过大")},
            inputs={"t.csv": "ab" * 32},
            environment={"Python": "3.11"},
            standing=(Bilingual(en="it rests on this", zh="依据如下"),),
            doubts=(Bilingual(en="it would be wrong if", zh="若如此则不成立"),),
        )

    return sheet


def drawn_page(sheet: Sheet, language: Language) -> str:
    return document_page(sheet_title(sheet, language), method_sheet(sheet, language), language=language)


@pytest.mark.parametrize("method", ["weighted_sum", "weighted_product", "topsis", "vikor", "promethee2"])
def test_sheet_holds_formula_weights_ranking_doubts_data_and_versions(make: Make, method: str) -> None:
    english, chinese = drawn_page(make(method), "en"), drawn_page(make(method), "zh")
    for needed in (catalogue()[f"report.method.{method}"].en[:20], "Equal weights", "a note", "too steep"):
        assert needed in english
    for needed in ("依据如下", "若如此则不成立", "坡度过大", "越小越好", "等权重"):
        assert needed in chinese
    for needed in ("abab", "3.11", "port &lt;km&gt; (km)", "甲 &amp; co", "<svg"):
        assert needed in english
        assert needed in chinese
    assert "port <km>" not in english


def test_value_functions_are_drawn_and_named(make: Make) -> None:
    drawn = drawn_page(make(land={"value": {"kind": "logistic", "middle": 6, "reach": 2}}), "en")
    assert "<polyline" in drawn
    assert "S-shaped" in drawn
    relative = drawn_page(make(land={"value": {"kind": "minmax", "better": "higher"}}), "en")
    assert "<polyline" not in relative


def test_low_scores_and_missing_certificate(make: Make) -> None:
    bare = drawn_page(replace(make("vikor"), standing=(), doubts=()), "en")
    assert "A low score is good" in bare
    assert "What would make it wrong" not in bare


def test_what_is_too_large_for_paper_is_named(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    short = drawn_page(make(), "en")
    assert "Not printed: 1 more" in short
    assert "Too large for paper: normalised" in short


def test_every_method_has_its_words() -> None:
    assert all(f"report.method.{method}" in catalogue() for method in TABLE_METHODS)
