"""Grading on the screen: the rule of a case, the office's enterprises, grades and totals that reconcile."""

import math
from functools import lru_cache

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config.landuse_cases import GradingCase, load_landuse_case
from layout.entities.wording import plain
from layout.i18n import translate
from layout.landuse.grading import UNGRADED, Graded, GradingRule, grade
from layout.landuse.indicators.register import INDICATORS
from layout.resources import CASES_FOLDER, bundle_folder
from layout.ui.charts import download_table
from layout.ui.office import ask_table
from layout.ui.widgets import heading, notice, table_html
from layout.workflow.office_store import office_firms

CASE = "grading-per-mu.toml"


def show_grading(language: Language) -> None:
    """Draw the rule, the field for the enterprises and, where there are any, their grades."""
    rule = shipped_rule()
    left, right = st.columns([1, 2], gap="medium")
    with left:
        ask_table("firms", language)
        heading(rule.title.pick(language), rule.reason.pick(language))
        st.html(rule_html(rule, language))
    with right:
        firms = office_firms()
        if firms is None:
            notice(translate("landuse.ui.grading_empty", language), "empty")
            return
        try:
            found = grade(firms, rule)
        except ExplainedError as error:
            notice(error.message(language), "error")
            return
        st.html(summary_html(found, language))
        download_table(
            firms.join(found.table).assign(illustrative=rule.illustrative), "grades", language=language
        )


@lru_cache(maxsize=1)
def shipped_rule() -> GradingRule:
    """Return the example rule that ships with the product."""
    return load_landuse_case(bundle_folder() / CASES_FOLDER / "landuse" / CASE, GradingCase).rule


def rule_html(rule: GradingRule, language: Language) -> str:
    """Return weights, benchmarks and reasons of a rule as a table."""
    heads = [
        translate(f"landuse.column.{name}", language)
        for name in ("indicator", "weight", "benchmark", "reason")
    ]
    rows = [
        (
            INDICATORS[one.indicator_id].name.pick(language),
            plain(one.weight),
            translate(f"landuse.ui.benchmark.{one.benchmark}", language)
            if isinstance(one.benchmark, str)
            else plain(one.benchmark, 5),
            one.reason.pick(language),
        )
        for one in rule.indicators
    ]
    return table_html(heads, rows, numeric=(1,))


def summary_html(found: Graded, language: Language) -> str:
    """Return enterprises and land by grade with the total."""
    words = {
        UNGRADED: translate("landuse.word.ungraded", language),
        "total": translate("landuse.word.total", language),
    }
    heads = [
        translate(f"landuse.column.{name}", language) for name in ("grade", "firms", "land_mu", "land_share")
    ]
    rows = [
        (
            words.get(str(label), str(label)),
            str(row["firms"]),
            plain(row["land_mu"], 6),
            f"{100 * row['land_share']:.1f} %"
            if math.isfinite(row["land_share"])
            else translate("domain.no_data", language),
        )
        for label, row in zip(found.summary.index, found.summary.to_dict("records"), strict=True)
    ]
    return table_html(heads, rows, numeric=(1, 2, 3))
