"""A scenario of a case as fields and two tables that the reader edits, and back into a case."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.config.landuse_cases import ScenarioCase, landuse_case_of
from layout.i18n import catalogue, translate
from layout.landuse.scenario import Scenario
from layout.ui.number_field import number_field, whole_number
from layout.ui.table_editor import edit_table
from layout.ui.widgets import heading, words_of

FIRST_YEAR, BASE_YEAR, END_YEAR, LAST_YEAR = 2015, 2024, 2027, 2040
BANDS = ("growth_pct", "added_km2", "released_km2", "realised_pct")
ENDS = ("low", "central", "high")
_PIPELINE = ("name", "year", "output_yi", "land_km2")
_YIELDS = 15.0


@dataclass(frozen=True, slots=True)
class Start:
    """Where a path starts.

    Parameters
    ----------
    year, output_yi, land_km2
        Base year and its figures; None where the reader has to give them.
    """

    year: int | None
    output_yi: float | None
    land_km2: float | None


def default_case(target: float) -> ScenarioCase:
    """Return the case that an empty form stands for; its output and land are put in by the reader."""
    own, why = catalogue()["landuse.ui.own_scenario"], catalogue()["landuse.ui.own_reason"]
    reason = {"en": why.en, "zh": why.zh}
    certain = {"low": 0.0, "central": 0.0, "high": 0.0}
    scenario = {
        "name": {"en": own.en, "zh": own.zh},
        "reason": reason,
        "base_year": BASE_YEAR,
        "end_year": END_YEAR,
        "output_yi": 0.0,
        "land_km2": 1.0,
        "growth_pct": {"low": 4.0, "central": 6.0, "high": 8.0},
        "added_km2": certain,
        "released_km2": certain,
        "released_yields_yi_per_km2": _YIELDS,
        "realised_pct": {"low": 80.0, "central": 80.0, "high": 80.0},
    }
    data = {
        "schema_version": 1,
        "kind": "scenario",
        "illustrative": False,
        "note": reason,
        "target_yi_per_km2": target,
        "scenarios": [scenario],
    }
    return landuse_case_of(data, ScenarioCase, origin="scenario")


def ask_scenario(
    case: ScenarioCase, place: int, *, start: Start, token: str, language: Language
) -> ScenarioCase | None:
    """Draw a scenario and return the case with it as it stands, None while output or land is blank.

    Parameters
    ----------
    case, place
        The case, and which of its scenarios.
    start
        Where the path starts: the scenario's own figures, or those of a park.
    token
        Short name of case, scenario and start: keeps what was typed for one from another.
    language
        Language of every word.

    Raises
    ------
    CaseError
        What stands there cannot be; the form keeps it.
    """
    scenario = case.scenarios[place]
    years = st.columns(2)
    with years[0]:
        first = whole_number(
            f"path.{token}.year",
            translate("landuse.ui.field.base_year", language),
            start=min(max(start.year or scenario.base_year, FIRST_YEAR), LAST_YEAR - 1),
            low=FIRST_YEAR,
            high=LAST_YEAR - 1,
        )
    with years[1]:
        last = whole_number(
            f"path.{token}.end",
            translate("scenario_form.end_year", language),
            start=scenario.end_year,
            low=FIRST_YEAR + 1,
            high=LAST_YEAR,
        )
    figures = {
        name: number_field(
            f"path.{token}.{name}", translate(f"landuse.ui.field.{label}", language), start=value, high=high
        )
        for name, label, value, high in (
            ("output_yi", "output", start.output_yi, 1e6),
            ("land_km2", "land", start.land_km2, 1e5),
            ("released_yields_yi_per_km2", "yields", scenario.released_yields_yi_per_km2, 1e4),
        )
    }
    bands, pipeline = _tables(scenario, token, language)
    if not figures["land_km2"] or figures["output_yi"] is None:
        return None
    plain = {name: value or 0.0 for name, value in figures.items()} | {"base_year": first, "end_year": last}
    return scenario_from(case, place, figures=plain, bands=bands, pipeline=pipeline)


def _tables(scenario: Scenario, token: str, language: Language) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the two tables of a scenario."""
    heading(translate("scenario_form.bands", language), translate("scenario_form.bands_note", language))
    numbers = {
        end: st.column_config.NumberColumn(translate(f"scenario_form.{end}", language), required=True)
        for end in ENDS
    }
    label = st.column_config.TextColumn(translate("scenario_form.assumption", language), width="medium")
    bands = edit_table(
        f"path.{token}.bands",
        band_rows(scenario),
        columns={"label": label, **numbers},
        language=language,
        labels=words_of(BANDS, "scenario_form.band", language=language),
    )
    heading(translate("scenario_form.pipeline", language), translate("scenario_form.pipeline_note", language))
    columns: dict[str, Any] = {
        "name": st.column_config.TextColumn(translate("scenario_form.column.name", language), required=True),
        "year": st.column_config.NumberColumn(
            translate("scenario_form.column.year", language), format="%d", step=1, required=True
        ),
    }
    columns |= {
        name: st.column_config.NumberColumn(
            translate(f"scenario_form.column.{name}", language), min_value=0.0
        )
        for name in _PIPELINE[2:]
    }
    return bands, edit_table(
        f"path.{token}.pipeline", pipeline_rows(scenario), columns=columns, language=language
    )


def band_rows(scenario: Scenario) -> pd.DataFrame:
    """Return the uncertain inputs of a scenario: index `BANDS`, columns `ENDS`."""
    bands = {name: getattr(scenario, name) for name in BANDS}
    return pd.DataFrame(
        {end: [float(getattr(band, end)) for band in bands.values()] for end in ENDS}, index=list(bands)
    )


def pipeline_rows(scenario: Scenario) -> pd.DataFrame:
    """Return the projects of a scenario: name, year, output_yi, land_km2."""
    rows = [(one.name, one.year, one.output_yi, one.land_km2) for one in scenario.pipeline]
    return pd.DataFrame(rows, columns=list(_PIPELINE)).astype(
        {"name": object, "year": "Int64", "output_yi": "float64", "land_km2": "float64"}
    )


def scenario_from(
    case: ScenarioCase, place: int, *, figures: dict[str, float], bands: pd.DataFrame, pipeline: pd.DataFrame
) -> ScenarioCase:
    """Return the case with one scenario as it stands in the form.

    Parameters
    ----------
    case, place
        The case, and which of its scenarios is replaced.
    figures
        base_year, end_year, output_yi, land_km2, released_yields_yi_per_km2.
    bands, pipeline
        As `band_rows` and `pipeline_rows`; a project without land stands on land that is counted already.

    Raises
    ------
    CaseError
        The scenario cannot be, such as a band that is out of order or a growth below -100 %.
    """
    data: dict[str, Any] = case.model_dump(mode="json", exclude_none=True)
    changed = data["scenarios"][place] | figures
    numbers = bands.astype("float64").to_dict("index")
    changed |= {name: {end: numbers[name][end] for end in ENDS} for name in BANDS}
    changed["pipeline"] = [
        {
            "name": str(row["name"]),
            "year": int(row["year"]),
            "output_yi": _known(row["output_yi"]),
            "land_km2": _known(row["land_km2"]),
        }
        for row in pipeline.to_dict("records")
        if isinstance(row["name"], str) and row["name"] and not pd.isna(row["year"])
    ]
    data["scenarios"][place] = changed
    return landuse_case_of(data, ScenarioCase, origin="scenario")


def _known(value: object) -> float:
    """Return a number of a project, 0 where the cell is blank: the project brings none."""
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else 0.0
