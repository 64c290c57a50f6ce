"""The columns of a table of figures on the screen: indicator, unit, year and part of the year of each, changed by the reader."""

from functools import partial

import streamlit as st

from geodata.embedded import table
from geodata.text import Language
from geodata.units import UNITS
from layout.fields import period_name
from layout.i18n import translate
from layout.ui.data.join_state import answer_column, field_key, picked
from layout.ui.widgets import heading, notice, table_html
from layout.viz.escape import safe_html
from layout.workflow.landuse.target_board import this_year
from layout.workflow.statistics.column_plans import ColumnPlan
from layout.workflow.statistics.headings import PERIODS, indicator_unit
from layout.workflow.statistics.join import Join
from layout.workflow.statistics.questions import unit_words

_WIDTHS = (0.5, 2.4, 2.6, 1.4, 1.1, 1.3)
_FIRST_YEAR = 1990
_OPEN = ""


def show_columns(join: Join, name: str, *, language: Language) -> None:
    """Draw a line of fields for each column of figures; what is open is marked.

    Parameters
    ----------
    join
        The table as it is understood now.
    name
        Name of the file, under which answers are kept.
    language
        Language of every word.
    """
    heading(translate("join.ui.columns", language), translate("join.ui.columns_note", language))
    said = dict.fromkeys(plan.said for plan in join.columns if plan.use and plan.said is not None)
    for one in said:
        key = "join.ui.unit_said" if one.unit else "join.ui.unit_unclear"
        notice(translate(key, language, said=one.words().pick(language)), "info" if one.unit else "warn")
    titles = ("use", "heading", "indicator", "unit", "year", "period")
    for place, title in zip(st.columns(_WIDTHS), titles, strict=True):
        place.html(f'<div class="cq-quiet">{safe_html(translate(f"join.ui.{title}", language))}</div>')
    for plan in join.columns:
        _line(plan, join, name, language)
    if join.table.unused:
        rows = [(column,) for column in join.table.unused]
        st.html(table_html([translate("join.ui.unused", language)], rows))


def _line(plan: ColumnPlan, join: Join, name: str, language: Language) -> None:
    """Draw the fields of one column."""
    use, title, indicator, unit, year, period = st.columns(_WIDTHS, vertical_alignment="center")
    with use:
        key, changed = field_key(
            (name, plan.heading, "use"),
            plan.use,
            taken=lambda wanted: answer_column(name, plan.heading, use=wanted),
        )
        st.checkbox(
            translate("join.ui.use", language), key=key, on_change=changed, label_visibility="collapsed"
        )
    mark = "cq-open" if plan.use and plan.open else ""
    asked = translate("join.ui.open", language) if mark else ""
    title.html(f'<div class="{mark}">{safe_html(plan.heading)} <b>{safe_html(asked)}</b></div>')
    if not plan.use:
        return
    with indicator:
        _indicator(plan, name, language)
    with unit:
        _unit(plan, name, language)
    with year:
        _year(plan, join, name, language)
    with period:
        words = {code: period_name(code).pick(language) for code in PERIODS}
        take = partial(_take, name, plan.heading, "period")
        picked(
            (name, plan.heading, "period"),
            words,
            value=plan.period,
            label=translate("join.ui.period", language),
            taken=take,
        )


def _take(name: str, column: str, field: str, chosen: str) -> None:
    """Take over what was chosen for a field of a column; the blank choice takes the answer back."""
    value: object = int(chosen) if field == "year" and chosen else chosen
    answer_column(name, column, **{field: value or None})


def _indicator(plan: ColumnPlan, name: str, language: Language) -> None:
    """Draw the choice of the indicator; a proposal stands first and must be chosen."""
    rows = table("indicators")
    names = {
        str(row["indicator_id"]): f"{row[f'name_{language}']} · {row['indicator_id']}"
        for row in rows.to_dict("records")
    }
    words = {_OPEN: translate("join.ui.choose", language)}
    if plan.indicator:
        words[plan.indicator] = names.pop(plan.indicator)
    if plan.proposed:
        words[plan.indicator] = translate("join.ui.proposed", language, name=words[plan.indicator])
    shown = _OPEN if plan.proposed else plan.indicator
    take = partial(_take, name, plan.heading, "indicator")
    label = translate("join.ui.indicator", language)
    picked((name, plan.heading, "indicator"), {**words, **names}, value=shown, label=label, taken=take)


def _unit(plan: ColumnPlan, name: str, language: Language) -> None:
    """Draw the choice of the unit among those that measure the indicator."""
    wanted = indicator_unit(plan.indicator).dimension if plan.indicator else ""
    fitting = [unit for unit, about in UNITS.items() if wanted in {"", about.dimension}]
    words = {_OPEN: translate("join.ui.choose", language)}
    names = {unit: unit_words(unit).pick(language) for unit in fitting}
    if plan.unit_proposed:
        words[plan.unit] = translate("join.ui.proposed", language, name=names.pop(plan.unit))
    words |= names
    take = partial(_take, name, plan.heading, "unit")
    label = translate("join.ui.unit", language)
    shown = _OPEN if plan.unit_proposed else plan.unit
    picked((name, plan.heading, "unit"), words, value=shown, label=label, taken=take)


def _year(plan: ColumnPlan, join: Join, name: str, language: Language) -> None:
    """Draw the choice of the year; rows that say their own need none."""
    of_rows = plan.year is None and "year" not in plan.open and any(row.year for row in join.table.rows)
    words = {_OPEN: translate("join.ui.in_rows" if of_rows else "join.ui.choose", language)}
    words |= {str(year): str(year) for year in range(this_year(), _FIRST_YEAR - 1, -1)}
    take = partial(_take, name, plan.heading, "year")
    shown = str(plan.year) if plan.year is not None and "year" not in plan.open else _OPEN
    label = translate("join.ui.year", language)
    picked((name, plan.heading, "year"), words, value=shown, label=label, taken=take)
