"""What a further hectare is worth in each park, and how firm each assignment is when the scores are uncertain."""

import pandas as pd
import streamlit as st

from geodata.text import LANGUAGES, Language
from layout.allocation.account import Dossier
from layout.i18n import translate
from layout.report.plan_firmness import firmness, firmness_grid
from layout.report.plan_tables import land_grid
from layout.ui.charts import download_table, show_chart
from layout.ui.kept.plans import PlanRun
from layout.ui.number_field import whole_number
from layout.ui.plan.result import dossier_of, grid_frame, grid_html
from layout.ui.plan.solve import study_controls
from layout.ui.widgets import heading, notice, quiet
from layout.viz.plan_charts import firmness_chart
from layout.workflow.allocation.studies import Studies

_LAND_SECONDS, _DRAW_SECONDS = 120.0, 180.0
_DRAWS = 30


def show_land(found: PlanRun, language: Language) -> None:
    """Draw the worth of land in each park."""
    dossier = dossier_of(found)
    heading(translate("plan.report.land", language), translate("plan.note.land", language))
    with st.columns([1, 2])[0]:
        study_controls(
            found, "land", wanted=Studies(land_prices=True), seconds=_LAND_SECONDS, language=language
        )
    if "land_prices" not in found.studies:
        notice(translate("plan.land.empty", language), "empty")
        return
    table = land_grid(dossier, found.studies, language=language)
    if not table.rows:
        notice(translate("plan.land.nothing", language))
        return
    st.html(grid_html(table))
    with st.columns([1, 2])[0]:
        download_table(pd.DataFrame(found.studies["land_prices"]), "land_prices", language=language)


def show_firmness(found: PlanRun, language: Language) -> None:
    """Draw how often each assignment stays over the draws of the scores."""
    dossier = dossier_of(found)
    heading(translate("plan.report.robust", language), translate("plan.note.robust", language))
    problem = dossier.problem
    if problem.value_low is None or problem.value_high is None:
        notice(translate("plan.robust.no_bounds", language), "empty")
        return
    with st.columns([1, 2])[0]:
        label = translate("plan.field.draws", language)
        draws = whole_number("plan.draws", label, start=_DRAWS, low=5, high=1000)
        study_controls(found, "robust", wanted=Studies(draws=draws), seconds=_DRAW_SECONDS, language=language)
    results = found.studies.get("robustness")
    if not results or not results["draws"]:
        notice(translate("plan.robust.empty", language), "empty")
        return
    regret = results["regret"]
    quiet(
        translate(
            "plan.robust.regret",
            language,
            draws=results["draws"],
            mean=f"{regret['mean']:.2%}",
            most=f"{regret['greatest']:.2%}",
            proved=f"{results['proved']:.0%}",
        )
    )
    frame = firmness_frame(dossier)
    show_chart(firmness_chart(frame, language=language), "plan_firmness", table=frame, language=language)
    table = firmness_grid(dossier, language=language)
    st.html(grid_html(table))
    with st.columns([1, 2])[0]:
        download_table(grid_frame(table), "robustness", language=language)


def firmness_frame(dossier: Dossier) -> pd.DataFrame:
    """Return the shares of the draws of every project, the least firm first."""
    return pd.DataFrame(
        {
            "project_id": row.project_id,
            **{f"name_{language}": row.name.pick(language) for language in LANGUAGES},
            "stays": row.stays,
            "elsewhere": row.elsewhere,
            "out": row.out,
        }
        for row in firmness(dossier)
    )
