"""The scenario editor: assumptions with bands, the path year by year, what would be needed, the case to take away."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config.landuse_cases import ScenarioCase
from layout.entities.wording import plain
from layout.i18n import translate
from layout.landuse.paths import path
from layout.landuse.scenario import Scenario
from layout.landuse.solve import UNKNOWNS, solve_for
from layout.ui.cells import number_text
from layout.ui.charts import download_table, show_chart
from layout.ui.landuse.landuse_case import ask_case, offer_case, token_of
from layout.ui.landuse.scenario_form import Start, ask_scenario, default_case
from layout.ui.widgets import choice, heading, notice, table_html
from layout.viz.escape import safe_html
from layout.viz.path_charts import path_chart
from layout.workflow.landuse.solutions import solution_text

if TYPE_CHECKING:
    from layout.workflow.landuse.efficiency import Efficiency

Row = Mapping[Hashable, Any]
_OWN = ""
_COLUMNS = ("year", "output", "land", "intensity", "band", "gap", "reached")


def show_paths(found: "Efficiency", language: Language) -> None:
    """Draw the editor and the path of the scenario as it stands.

    Parameters
    ----------
    found
        Parks with figures, to start from one of them.
    language
        Language of every word.
    """
    left, right = st.columns([1.15, 2], gap="medium")
    with left:
        case, place = _ask(found, language)
    with right:
        if case is None:
            notice(translate("landuse.ui.path_empty", language), "empty")
            return
        _show(case.scenarios[place], case, found.target, language=language)


def _show(scenario: Scenario, case: ScenarioCase, target: float, *, language: Language) -> None:
    """Show the path of a scenario, what it would need, the other scenarios of its case, and the case."""
    frame = path(scenario, target=target)
    heading(
        translate("landuse.ui.path", language),
        translate("landuse.ui.path_note", language, target=plain(target)),
    )
    table = frame.assign(scenario_en=scenario.name.en, scenario_zh=scenario.name.zh, target=target)
    title = scenario.name.pick(language)
    show_chart(
        path_chart(frame, target, language=language), "path", table=table, language=language, title=title
    )
    st.html(path_html(frame, language) + needs_html(scenario, target, language=language))
    download_table(needs_table(scenario, target), "path_needs", language=language)
    if len(case.scenarios) > 1:
        heading(translate("scenario_form.compare", language))
        st.html(compare_html(case, target, language=language))
    whole = case.model_copy(update={"target_yi_per_km2": target})
    offer_case(whole, "scenario.toml", language=language)


def _ask(found: "Efficiency", language: Language) -> tuple[ScenarioCase | None, int]:
    """Return the case of the form and which of its scenarios is edited; no case while it is not whole."""
    loaded = ask_case("scenario", ScenarioCase, language=language)
    base = loaded or default_case(found.target)
    token = token_of(loaded)
    if loaded is not None and loaded.illustrative:
        notice(loaded.note.pick(language), "warn")
    names = {str(place): one.name.pick(language) for place, one in enumerate(base.scenarios)}
    place = 0
    if len(names) > 1:
        place = int(choice(f"path.{token}.which", names, label=translate("scenario_form.which", language)))
    parks = {
        _OWN: translate("landuse.ui.own_figures" if loaded is None else "landuse.ui.case_figures", language)
    }
    parks |= dict(zip(found.parks.index.astype(str), found.parks[f"name_{language}"], strict=True))
    park = choice("path_of", parks, label=translate("landuse.ui.path_of", language), default=_OWN)
    own = base.scenarios[place]
    start = Start(None, None, None) if loaded is None else Start(own.base_year, own.output_yi, own.land_km2)
    if park != _OWN:
        row = found.parks.loc[[park]].to_dict("records")[0]
        year = None if pd.isna(row["output_year"]) else int(row["output_year"])
        start = Start(year, float(row["output_yi"]), float(row["land_km2"]))
    try:
        case = ask_scenario(base, place, start=start, token=f"{token}.{place}.{park}", language=language)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return None, place
    return case, place


def compare_html(case: ScenarioCase, target: float, *, language: Language) -> str:
    """Return the last year of every scenario of a case as a table."""
    heads = [translate("scenario_form.which", language)]
    heads += [translate(f"landuse.column.{name}", language) for name in _COLUMNS]
    rows = [
        (one.name.pick(language), *_cells(path(one, target=target).to_dict("records")[-1], language))
        for one in case.scenarios
    ]
    return table_html(heads, rows, numeric=(2, 3, 4, 6))


def path_html(frame: pd.DataFrame, language: Language) -> str:
    """Return the path as a table."""
    heads = [translate(f"landuse.column.{name}", language) for name in _COLUMNS]
    rows = [_cells(row, language) for row in frame.to_dict("records")]
    return table_html(heads, rows, numeric=(1, 2, 3, 5))


def _cells(row: Row, language: Language) -> tuple[str, ...]:
    """Return one year of a path as cells."""
    return (
        str(row["year"]),
        plain(row["output"], 5),
        number_text(row["land"], language),
        number_text(row["intensity"], language),
        f"{number_text(row['intensity_low'], language)} – {number_text(row['intensity_high'], language)}",
        number_text(row["gap_yi"], language),
        translate(f"landuse.reached.{row['reached']}", language),
    )


def needs_table(scenario: Scenario, target: float) -> pd.DataFrame:
    """Return what each input alone would have to be: unknown, value, assumed, and in words why or that there is none."""
    rows = []
    for unknown in UNKNOWNS:
        found = solve_for(unknown, scenario, target=target)
        words = solution_text(found)
        rows.append((unknown, found.value, found.assumed, words.zh, words.en))
    return pd.DataFrame(rows, columns=["unknown", "value", "assumed", "text_zh", "text_en"])


def needs_html(scenario: Scenario, target: float, *, language: Language) -> str:
    """Return what each input alone would have to be for the target to be met."""
    items = "".join(
        f'<div class="cq-fact"><div class="cq-fact-label">{safe_html(translate(f"landuse.unknown.{unknown}", language))}</div>'
        f'<div class="cq-fact-value">{safe_html(solution_text(solve_for(unknown, scenario, target=target)).pick(language))}</div></div>'
        for unknown in UNKNOWNS
    )
    title = safe_html(translate("landuse.ui.needs", language))
    return f'<h3 class="cq-h3">{title}</h3><div class="cq-facts">{items}</div>'
