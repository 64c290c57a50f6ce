"""Indicators of the office's parks on the screen, park by park or summed, and the register of what can be computed."""

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.entities.wording import aside
from layout.i18n import translate
from layout.landuse.indicators.register import INDICATORS
from layout.landuse.indicators.table import available, indicator_table
from layout.ui.cells import number_text, share_text
from layout.ui.charts import download_table
from layout.ui.widgets import choice, heading, notice, quiet, table_html, words_of
from layout.workflow.landuse.indicator_levels import INDICATOR_LEVELS, indicator_level
from layout.workflow.landuse.office_store import office_parks


def show_indicators(language: Language) -> None:
    """Show one indicator of the office's parks at one level, and the register of what can be computed."""
    heading(translate("landuse.ui.indicators", language), translate("landuse.ui.indicators_note", language))
    office = office_parks()
    if office is not None:
        known = available(office)
        if known:
            _show_values(office, known, language)
        else:
            notice(translate("landuse.ui.no_indicators", language), "empty")
    heading(translate("indicators_view.register", language))
    st.html(register_html(language))
    download_table(register_table(), "indicator_register", language=language)


def _show_values(office: pd.DataFrame, known: tuple[str, ...], language: Language) -> None:
    """Show one of the indicators that a table gives."""
    first, second = st.columns([1.6, 1])
    with first:
        names = {one: INDICATORS[one].name.pick(language) for one in known}
        chosen = choice("indicator", names, label=translate("indicators_view.indicator", language))
    with second:
        words = words_of(INDICATOR_LEVELS, "indicators_view.level", language=language)
        level = choice("indicator_by", words, label=translate("indicators_view.by", language))
    one = INDICATORS[chosen]
    note = {"formula": one.formula.pick(language), "document": one.document.pick(language)}
    quiet(translate("indicators_view.note", language, **note), translate("indicators_view.summed", language))
    table = indicator_level(office, chosen, level=next(known for known in INDICATOR_LEVELS if known == level))
    st.html(level_html(table, chosen, language=language))
    with st.container(horizontal=True, gap="small"):
        download_table(table.assign(indicator_id=chosen), f"indicator_{chosen}", language=language)
        label = translate("indicators_view.whole", language)
        download_table(indicator_table(office), "indicators", language=language, label=label)


def level_html(table: pd.DataFrame, indicator_id: str, *, language: Language) -> str:
    """Return an indicator at a level as a table; what has no value says why."""
    one = INDICATORS[indicator_id]
    quantities = {
        name: translate(f"landuse.quantity.{quantity}", language)
        for name, quantity in (("numerator", one.numerator), ("denominator", one.denominator))
    }
    heads = [
        translate("landuse.column.name", language),
        aside(one.name.pick(language), one.unit_name.pick(language), language=language),
        translate("indicators_view.numerator", language, quantity=quantities["numerator"]),
        translate("indicators_view.denominator", language, quantity=quantities["denominator"]),
        translate("indicators_view.parks", language),
        translate("indicators_view.land_share", language),
        translate("landuse.column.reason", language),
    ]
    rows = [
        (
            str(row[f"name_{language}"]),
            number_text(row["value"], language),
            number_text(row["numerator_value"], language),
            number_text(row["denominator_value"], language),
            f"{row['parks_covered']}/{row['parks_total']}",
            share_text(row["land_share"], language),
            str(row[f"reason_{language}"]),
        )
        for row in table.to_dict("records")
    ]
    return table_html(heads, rows, numeric=(1, 2, 3, 4, 5), tall=True)


def register_table() -> pd.DataFrame:
    """Return every indicator with name, formula, unit, document and clause in both languages."""
    return pd.DataFrame(
        [
            {
                "indicator_id": one.indicator_id,
                "name_zh": one.name.zh,
                "name_en": one.name.en,
                "formula_zh": one.formula.zh,
                "formula_en": one.formula.en,
                "unit": one.unit,
                "document_zh": one.document.zh,
                "document_en": one.document.en,
                "clause": one.clause,
            }
            for one in INDICATORS.values()
        ]
    )


def register_html(language: Language) -> str:
    """Return every indicator with formula, unit, document and clause."""
    heads = [
        translate(f"landuse.column.{name}", language)
        for name in ("indicator", "formula", "unit", "document", "clause")
    ]
    rows = [
        (
            one.name.pick(language),
            one.formula.pick(language),
            one.unit_name.pick(language),
            one.document.pick(language),
            translate("landuse.word.clause_not_seen", language),
        )
        for one in INDICATORS.values()
    ]
    return table_html(heads, rows)
