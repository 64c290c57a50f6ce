"""Grading on the screen: the rule of a case, the office's enterprises, grades and totals that reconcile."""

import math
from functools import lru_cache

import pandas as pd
import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config.landuse_cases import GradingCase, load_landuse_case
from layout.entities.wording import plain
from layout.i18n import translate
from layout.landuse.grading import MISSING, UNGRADED, Graded, grade
from layout.landuse.indicators.register import INDICATORS
from layout.resources import CASES_FOLDER, bundle_folder
from layout.ui.cells import number_text
from layout.ui.charts import download_table
from layout.ui.landuse.grading_form import ask_rule
from layout.ui.landuse.landuse_case import ask_case, offer_case, token_of
from layout.ui.landuse.office import ask_table
from layout.ui.widgets import heading, notice, table_html
from layout.workflow.landuse.office_store import office_firms

CASE = "grading-per-mu.toml"


def show_grading(language: Language) -> None:
    """Draw the rule as a form, the field for the enterprises and, where there are any, their grades."""
    left, right = st.columns([1.55, 1.5], gap="medium")
    with left:
        loaded = ask_case("grading", GradingCase, language=language)
        base = loaded or shipped_case()
        heading(base.rule.title.pick(language), base.rule.reason.pick(language))
        case = _asked(base, token_of(loaded), language)
    with right:
        ask_table("firms", language)
        if case is not None:
            if case.illustrative:
                notice(translate("grading_form.illustrative", language), "warn")
            offer_case(case, "grading.toml", language=language)
            _show_grades(case, language)


def _asked(base: GradingCase, token: str, language: Language) -> GradingCase | None:
    """Return the case as it stands in the form, None where it cannot be run."""
    try:
        return ask_rule(base, token, language=language)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return None


def _show_grades(case: GradingCase, language: Language) -> None:
    """Show grades and totals of the office's enterprises under a case, and each of them."""
    firms = office_firms()
    if firms is None:
        notice(translate("landuse.ui.grading_empty", language), "empty")
        return
    try:
        found = grade(firms, case.rule)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    st.html(summary_html(found, language))
    summary = found.summary.rename_axis("grade").assign(illustrative=case.illustrative)
    download_table(summary, "grade_summary", language=language)
    st.html(benchmarks_html(found, language))
    whole = firms.join(found.table).assign(illustrative=case.illustrative)
    download_table(whole, "grades", language=language)
    st.html(firms_html(firms, found, language=language))


@lru_cache(maxsize=1)
def shipped_case() -> GradingCase:
    """Return the example case that ships with the product."""
    return load_landuse_case(bundle_folder() / CASES_FOLDER / "landuse" / CASE, GradingCase)


def benchmarks_html(found: Graded, language: Language) -> str:
    """Return the value that earned the full weight, by indicator."""
    heads = [translate(f"landuse.column.{name}", language) for name in ("indicator", "benchmark", "unit")]
    rows = [
        (INDICATORS[name].name.pick(language), plain(value, 5), INDICATORS[name].unit_name.pick(language))
        for name, value in found.benchmarks.items()
    ]
    return table_html(heads, rows, numeric=(1,))


def firms_html(firms: pd.DataFrame, found: Graded, *, language: Language) -> str:
    """Return every enterprise with score and grade, the best first, or why it has none."""
    words = [translate(f"landuse.column.{name}", language) for name in ("firm", "score", "grade", "reason")]
    names = firms["name"].where(firms["name"] != "", firms.index) if "name" in firms else firms.index
    table = found.table.assign(shown=list(names)).sort_values("score", ascending=False, na_position="last")
    rows = [
        (
            str(row["shown"]),
            number_text(row["score"], language),
            translate("landuse.word.ungraded", language) if row["grade"] == UNGRADED else str(row["grade"]),
            why_text(str(row["why"]), language),
        )
        for row in table.to_dict("records")
    ]
    return table_html(words, rows, numeric=(1,), tall=True)


def why_text(why: str, language: Language) -> str:
    """Return why an enterprise has no grade: the office's own words, or the indicators that it lacks."""
    kind, _, rest = why.partition(": ")
    if kind != MISSING:
        return rest
    lacking = "; ".join(INDICATORS[one].name.pick(language) for one in rest.split(", "))
    return translate("landuse.word.lacking", language, indicators=lacking)


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
