"""A computed rate by year on the screen: its units, its chart with breaks, what each year covers."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.entities.wording import plain
from layout.i18n import translate
from layout.landuse.rate_series import SUM
from layout.ui.charts import show_chart
from layout.ui.widgets import choice, notice, quiet, table_html
from layout.viz.path_charts import series_chart
from layout.workflow.landuse.office_store import office_parks, office_parks_by_year
from layout.workflow.landuse.rates_by_year import entities_with, entity_rate, rate_of, rates
from layout.workflow.maps.park_places import LEVELS

_RATE = "rate:"


def rate_options(language: Language) -> dict[str, str]:
    """Return the rates of which some unit has both figures in some year, by the value of their choice.

    Parameters
    ----------
    language
        Language of the names.
    """
    yearly = office_parks_by_year()
    return {
        f"{_RATE}{one.rate_id}": translate("rates.computed", language, name=one.name.pick(language))
        for one in rates()
        if entities_with(one.rate_id, yearly)
    }


def is_rate(chosen: str) -> bool:
    """Return whether a choice is one of `rate_options`."""
    return chosen.startswith(_RATE)


def ask_unit(chosen: str, language: Language, *, scopes: Mapping[str, str]) -> tuple[str, str]:
    """Draw the choice of a unit of which the rate is known in some year; return `<kind>:<id>` and its name.

    Parameters
    ----------
    chosen
        A key of `rate_options`.
    language
        Language of every word.
    scopes
        Names of the parks on the desk and of units by id.
    """
    years = entities_with(chosen.removeprefix(_RATE), office_parks_by_year())
    names = {**_office_names(), **scopes}
    options = {f"{kind}:{unit}": names.get(unit, unit) for kind, unit in _ordered(years)}
    label = translate("landuse.ui.series_entity", language)
    asked = choice("rate_of", options, label=label, default=next(iter(options)))
    return asked, options[asked]


def show_rate(chosen: str, unit: tuple[str, str], *, language: Language) -> None:
    """Draw a rate of a unit by year: chart, table, what it rests on.

    Parameters
    ----------
    chosen
        A key of `rate_options`.
    unit
        From `ask_unit`.
    language
        Language of every word.
    """
    rate = rate_of(chosen.removeprefix(_RATE))
    kind, _, unit_id = unit[0].partition(":")
    found = entity_rate(rate.rate_id, (kind, unit_id), yearly=office_parks_by_year())
    if found.empty:
        notice(translate("rates.none", language), "empty")
        return
    words = rate.unit.pick(language)
    show_chart(
        series_chart(found, words, language=language),
        "rate_series",
        table=found,
        language=language,
        title=f"{rate.name.pick(language)} · {unit[1]}",
    )
    st.html(rate_html(found, language))
    quiet(translate("rates.note", language))


def rate_html(found: pd.DataFrame, language: Language) -> str:
    """Return a rate by year as a table: value, what it rests on, what it covers, breaks.

    Parameters
    ----------
    found
        From `layout.workflow.landuse.rates_by_year.entity_rate`.
    language
        Language of the headings.
    """
    columns = ("year", "value", "basis", "parks_covered", "land_share", "break")
    heads = [translate(f"landuse.column.{name}", language) for name in columns]
    rows = [
        (
            str(row["year"]),
            plain(row["value"], 4),
            translate(f"rates.basis.{row['basis']}", language),
            f"{row['parks_covered']}/{row['parks_total']}" if row["basis"] == SUM else "",
            f"{100 * row['land_share']:.1f} %" if row["basis"] == SUM and pd.notna(row["land_share"]) else "",
            str(row[f"break_{language}"]),
        )
        for row in found.to_dict("records")
    ]
    return table_html(heads, rows, numeric=(1, 3, 4))


def _ordered(years: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Return the units with most years first, the city before zones, districts and parks."""
    order = (*LEVELS, "park")
    return sorted(years, key=lambda unit: (-years[unit], order.index(unit[0]), unit[1]))


def _office_names() -> dict[str, str]:
    """Return the names that the office's table gives its parks."""
    office = office_parks()
    if office is None or "name" not in office:
        return {}
    return {str(park): str(name) for park, name in office["name"].items() if name}
