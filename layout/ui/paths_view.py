"""The scenario editor: assumptions with bands, the path year by year, what would be needed, the case to take away."""

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config.landuse_cases import ScenarioCase, dump_landuse_case, parse_landuse_case
from layout.entities.model import Words
from layout.entities.wording import plain
from layout.i18n import catalogue, translate
from layout.landuse.paths import path
from layout.landuse.scenario import Band, PipelineProject, Scenario
from layout.landuse.solve import UNKNOWNS, solve_for
from layout.ui.charts import show_chart
from layout.ui.number_field import number_field, whole_number
from layout.ui.widgets import choice, heading, notice, table_html
from layout.viz.escape import safe_html
from layout.viz.path_charts import path_chart
from layout.workflow.solutions import solution_text

if TYPE_CHECKING:
    from layout.workflow.efficiency import Efficiency

FIRST_YEAR, BASE_YEAR, END_YEAR, PIPELINE_YEAR = 2015, 2024, 2027, 2026
_OWN = ""
_COLUMNS = ("year", "output", "land", "intensity", "band", "gap", "reached")
# name of the field, what stands there at first, the unit's upper limit
_FIELDS = (
    ("growth", 6.0, 200.0),
    ("growth_band", 2.0, 100.0),
    ("added", 0.0, 1e3),
    ("released", 0.0, 1e3),
    ("yields", 15.0, 1e4),
    ("pipeline", 0.0, 1e6),
    ("pipeline_land", 0.0, 1e3),
    ("realised", 80.0, 100.0),
)


def show_paths(found: "Efficiency", language: Language) -> None:
    """Draw the editor and the path of the scenario as it stands.

    Parameters
    ----------
    found
        Parks with figures, to start from one of them.
    language
        Language of every word.
    """
    left, right = st.columns([1, 2.2], gap="medium")
    with left:
        scenario = _ask(found, language)
    with right:
        if scenario is None:
            notice(translate("landuse.ui.path_empty", language), "empty")
            return
        frame = path(scenario, target=found.target)
        heading(
            translate("landuse.ui.path", language),
            translate("landuse.ui.path_note", language, target=plain(found.target)),
        )
        show_chart(path_chart(frame, found.target, language=language), "path", table=frame, language=language)
        st.html(path_html(frame, language) + needs_html(scenario, found.target, language=language))
        st.download_button(
            translate("landuse.ui.download_case", language),
            data=case_text(scenario, found.target).encode(),
            file_name="scenario.toml",
            mime="application/toml",
            key="scenario_toml",
            on_click="ignore",
        )


def _ask(found: "Efficiency", language: Language) -> Scenario | None:
    """Return the scenario of the form, None while output or land is blank or the assumptions cannot be."""
    names = {_OWN: translate("landuse.ui.own_figures", language)}
    names |= dict(zip(found.parks.index.astype(str), found.parks[f"name_{language}"], strict=True))
    park = choice("path_of", names, label=translate("landuse.ui.path_of", language), default=_OWN)
    row = None if park == _OWN else found.parks.loc[[park]].to_dict("records")[0]
    year = float("nan") if row is None else row["output_year"]
    known_year = BASE_YEAR if pd.isna(year) else int(year)
    base_year = whole_number(
        f"path.{park}.year",
        translate("landuse.ui.field.base_year", language),
        start=min(max(known_year, FIRST_YEAR), END_YEAR - 1),
        low=FIRST_YEAR,
        high=END_YEAR - 1,
    )
    output = _field(
        f"path.{park}.output", "output", None if row is None else float(row["output_yi"]), language
    )
    land = _field(
        f"path.{park}.land", "land", None if row is None else float(row["land_km2"]), language, high=1e5
    )
    values = {
        name: _field(f"path.{name}", name, start, language, high=high) or 0.0 for name, start, high in _FIELDS
    }
    if output is None or land is None or land <= 0:
        return None
    try:
        return scenario_of(output, land, base_year=base_year, values=values)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return None


def scenario_of(output: float, land: float, *, base_year: int, values: dict[str, float]) -> Scenario:
    """Return the scenario of what stands in the form.

    Parameters
    ----------
    output, land
        亿元 and km² of the base year.
    base_year
        Year of both figures.
    values
        growth and its band (%), added, released (km² a year), yields (亿元/km²), pipeline (亿元), pipeline_land (km²),
        realised (%).

    Raises
    ------
    CaseError
        The assumptions cannot be, such as a growth below -100 %.
    """
    words = catalogue()
    own = words["landuse.ui.own_scenario"]
    growth, spread = values["growth"], values["growth_band"]
    projects = (
        PipelineProject(
            name=own.zh, year=PIPELINE_YEAR, output_yi=values["pipeline"], land_km2=values["pipeline_land"]
        ),
    )
    scenario = Scenario.model_construct(
        name=Words(en=own.en, zh=own.zh),
        reason=Words(en=words["landuse.ui.own_reason"].en, zh=words["landuse.ui.own_reason"].zh),
        base_year=base_year,
        end_year=END_YEAR,
        output_yi=output,
        land_km2=land,
        growth_pct=Band(low=growth - spread, central=growth, high=growth + spread),
        added_km2=_sure(values["added"]),
        released_km2=_sure(values["released"]),
        released_yields_yi_per_km2=values["yields"],
        realised_pct=_sure(values["realised"]),
        pipeline=projects if values["pipeline"] > 0 else (),
    )
    case = parse_landuse_case(case_text(scenario, 1.0), ScenarioCase, origin=own.en)
    return case.scenarios[0]


def case_text(scenario: Scenario, target: float) -> str:
    """Return the case file that `cqlayout landuse path` runs to the same path."""
    words = catalogue()["landuse.ui.own_reason"]
    case = ScenarioCase.model_construct(
        schema_version=1,
        kind="scenario",
        illustrative=False,
        note=Words(en=words.en, zh=words.zh),
        target_yi_per_km2=target,
        scenarios=(scenario,),
    )
    return dump_landuse_case(case)


def path_html(frame: pd.DataFrame, language: Language) -> str:
    """Return the path as a table."""
    heads = [translate(f"landuse.column.{name}", language) for name in _COLUMNS]
    rows = [
        (
            str(row["year"]),
            plain(row["output"], 5),
            plain(row["land"], 4),
            plain(row["intensity"], 4),
            f"{plain(row['intensity_low'], 4)} – {plain(row['intensity_high'], 4)}",
            plain(row["gap_yi"], 4),
            translate(f"landuse.reached.{row['reached']}", language),
        )
        for row in frame.to_dict("records")
    ]
    return table_html(heads, rows, numeric=(1, 2, 3, 5))


def needs_html(scenario: Scenario, target: float, *, language: Language) -> str:
    """Return what each input alone would have to be for the target to be met."""
    items = "".join(
        f'<div class="cq-fact"><div class="cq-fact-label">{safe_html(translate(f"landuse.unknown.{unknown}", language))}</div>'
        f'<div class="cq-fact-value">{safe_html(solution_text(solve_for(unknown, scenario, target=target)).pick(language))}</div></div>'
        for unknown in UNKNOWNS
    )
    title = safe_html(translate("landuse.ui.needs", language))
    return f'<h3 class="cq-h3">{title}</h3><div class="cq-facts">{items}</div>'


def _sure(value: float) -> Band:
    """Return a figure without a range."""
    return Band(low=value, central=value, high=value)


def _field(
    key: str, name: str, start: float | None, language: Language, *, high: float = 1e6
) -> float | None:
    """Return a number of the form."""
    low = -99.0 if name == "growth" else 0.0
    return number_field(key, translate(f"landuse.ui.field.{name}", language), start=start, low=low, high=high)
