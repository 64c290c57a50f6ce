"""The Pareto front on the page: which objectives, the chart, and the plan behind each point."""

from typing import TYPE_CHECKING, cast

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.entities.document import Figure, Table
from layout.i18n import translate
from layout.report.plan_tables import objective_figure
from layout.ui.charts import show_chart
from layout.ui.kept.plans import PlanRun
from layout.ui.plan.result import dossier_of, grid_html
from layout.ui.plan.solve import study_controls
from layout.ui.widgets import heading, notice, several, words_of
from layout.viz.plan_charts import front_chart
from layout.workflow.allocation.edit import offered_objectives
from layout.workflow.allocation.studies import Studies

if TYPE_CHECKING:
    from layout.allocation.terms import ObjectiveId

_FEWEST, _MOST = 2, 3
_FIRST = ("value", "new_land")
_SECONDS = 90.0
_MONEY = ("output", "cost")
_CNY_PER_YI = 1e8


def show_front(found: PlanRun, language: Language) -> None:
    """Draw the choice of objectives, the front and its table."""
    problem, case = found.run.problem, found.case
    heading(translate("plan.front.title", language), translate("plan.front.note", language))
    offered = offered_objectives(case, problem.projects, parks=problem.parks)
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    with left:
        chosen = several(
            "plan.front",
            words_of(offered, "plan.objective", language=language),
            label=translate("plan.field.front", language),
            placeholder=translate("plan.word.none", language),
            default=tuple(key for key in _FIRST if key in offered) or offered[:_FEWEST],
        )
    with right:
        if _FEWEST <= len(chosen) <= _MOST:
            wanted = Studies(pareto=tuple(chosen))
            study_controls(found, "pareto", wanted=wanted, seconds=_SECONDS, language=language)
        else:
            notice(translate("plan.front.count", language), "warn")
    points = found.studies.get("pareto", [])
    if not points:
        notice(translate("plan.front.empty", language), "empty")
        return
    objectives = list(points[0]["figures"])
    frame = front_frame(points, objectives)
    show_chart(
        front_chart(frame, objectives, language=language), "plan_front", table=frame, language=language
    )
    st.html(grid_html(front_grid(found, objectives, language=language)))


def front_frame(points: list[dict[str, object]], objectives: list[str]) -> pd.DataFrame:
    """Return the front as a table: number, objectives (money in 亿元), whether proved, the assignment of every project.

    Parameters
    ----------
    points
        The study `pareto`.
    objectives
        Its objectives in their order.
    """
    rows = []
    for number, point in enumerate(points, start=1):
        figures = cast("dict[str, float]", point["figures"])
        shown = {key: figures[key] / (_CNY_PER_YI if key in _MONEY else 1) for key in objectives}
        assignment = cast("dict[str, object]", point["assignment"])
        rows.append(
            {
                "number": number,
                **shown,
                "proved": point["proved"],
                **{k: _cell(v) for k, v in assignment.items()},
            }
        )
    return pd.DataFrame(rows)


def _cell(place: object) -> str:
    """Return where a project is, as one cell."""
    return "; ".join(place) if isinstance(place, dict) else str(place or "")


def front_grid(found: PlanRun, objectives: list[str], *, language: Language) -> Table:
    """Return the plans of the front with what each moves against the plan."""
    dossier, points = dossier_of(found), found.studies["pareto"]
    base = dossier.report.plan.assignment(dossier.problem.project_index) if dossier.report else {}
    heads = (
        translate("plan.axis.number", language),
        *(translate(f"plan.objective.{key}", language) for key in objectives),
        translate("plan.head.moved", language),
        translate("plan.head.proof", language),
    )
    rows = []
    for number, point in enumerate(points, start=1):
        moved = sum(_cell(point["assignment"].get(key)) != _cell(place) for key, place in base.items())
        rows.append(
            (
                Figure(str(number)),
                *(
                    objective_figure(cast("ObjectiveId", key), point["figures"][key], language=language)
                    for key in objectives
                ),
                Figure(str(moved)),
                translate(f"plan.word.{'proved' if point['proved'] else 'not_proved'}", language),
            )
        )
    return Table(heads, tuple(rows))
