"""Time series on the screen: one indicator of one entity, with its breaks."""

import pandas as pd
import streamlit as st

from geodata.embedded import table
from geodata.text import Language
from layout.entities.wording import aside, plain
from layout.fields import UNITS, word
from layout.i18n import translate
from layout.landuse.figures import annual_figures
from layout.landuse.series import part_years, series
from layout.ui.charts import show_chart
from layout.ui.landuse.rate_view import ask_unit, is_rate, rate_options, show_rate
from layout.ui.widgets import choice, quiet, table_html
from layout.viz.path_charts import series_chart
from layout.workflow.landuse.office_store import office_figures
from layout.workflow.landuse.target_board import scope_names, statistics_with
from layout.workflow.maps.values import citations


def show_series(language: Language) -> None:
    """Draw the choice of indicator and entity, and the series with its breaks."""
    statistics = statistics_with(office_figures())
    indicators = table("indicators").set_index("indicator_id")
    full = statistics[(statistics["period"] == "FY") & statistics["value"].notna()]
    known = [one for one in indicators.index if one in set(full["indicator_id"])]
    first, second = st.columns([1, 1])
    with first:
        names = {one: str(indicators.loc[one, f"name_{language}"]) for one in known} | rate_options(language)
        indicator = choice(
            "series", names, label=translate("landuse.ui.series_indicator", language), default="gdp"
        )
    scopes = scope_names()
    if is_rate(indicator):
        words = {one: name.pick(language) for one, name in scopes.items()}
        with second:
            asked = ask_unit(indicator, language, scopes=words)
        show_rate(indicator, asked, language=language)
        return
    figures = annual_figures(statistics, indicator)
    entities = {
        f"{kind}:{entity}": scopes[entity].pick(language) if entity in scopes else str(entity)
        for kind, entity in zip(figures["entity_kind"], figures["entity_id"], strict=True)
    }
    longest = str((figures["entity_kind"] + ":" + figures["entity_id"]).value_counts().index[0])
    with second:
        entity = choice(
            "series_of", entities, label=translate("landuse.ui.series_entity", language), default=longest
        )
    kind, _, entity_id = entity.partition(":")
    found = series(statistics, kind, entity_id=entity_id, indicator_id=indicator)
    unit = word(UNITS, str(indicators.loc[indicator, "unit"])).pick(language)
    title = f"{names[indicator]} · {entities[entity]}"
    show_chart(
        series_chart(found, unit, language=language), "series", table=found, language=language, title=title
    )
    st.html(series_html(found, unit, language=language))
    parts = part_years(statistics, (kind, entity_id), indicator_id=indicator)
    if parts:
        named = ", ".join(f"{year} {period}" for year, period in parts)
        quiet(translate("landuse.word.part_years", language, periods=named))


def series_html(found: pd.DataFrame, unit: str, *, language: Language) -> str:
    """Return a series as a table: year, figure under its unit, what breaks the series before it, source.

    Parameters
    ----------
    found
        From `layout.landuse.series.series`.
    unit
        Unit in words.
    language
        Language of every word.
    """
    heads = [translate(f"landuse.column.{name}", language) for name in ("year", "value", "break", "source")]
    heads[1] = aside(heads[1], unit, language=language)
    rows = [
        (
            str(row["year"]),
            plain(row["value"], 6),
            str(row[f"break_{language}"]),
            citations(row["source_ids"]).pick(language),
        )
        for row in found.to_dict("records")
    ]
    return table_html(heads, rows, numeric=(1,))
