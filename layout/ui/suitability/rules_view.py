"""The rules of a study: which are on, what each takes, and which could not be evaluated."""

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.i18n import translate
from layout.rules.article import article_text
from layout.rules.grid_register import rule_text
from layout.ui.charts import show_chart
from layout.ui.state import bind, recall, remember
from layout.ui.suitability.moment import off_name
from layout.ui.suitability.shown import Shown, Source
from layout.ui.widgets import heading, notice, quiet, table_html
from layout.viz.suit_charts import waterfall_chart
from layout.workflow.suitability.regional import told
from layout.workflow.suitability.study_register import named_register

_MEASURES = ("in_order", "remaining", "alone", "marginal", "shapley", "restored")


def ask_rules(source: Source, language: Language) -> None:
    """Draw the choice of the rules that are on.

    Parameters
    ----------
    source
        The chosen study, with all its rules.
    language
        Language of every word.
    """
    case = source.case
    if not case.rules:
        notice(translate("suitpage.rules.none", language), "empty")
        return
    register = named_register(case, source.folder, apart=source.apart)
    names = {
        rule.id: told(rule_text(rule, register), rule, case=case).name.pick(language) for rule in case.rules
    }
    off = set(recall(off_name(case), []))
    shown = f"{off_name(case)}.on"
    key, _ = bind(shown, [rule for rule in names if rule not in off])
    st.multiselect(
        translate("suitpage.rules.on", language),
        tuple(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_switch,
        args=(off_name(case), tuple(names), key),
        placeholder=translate("suitpage.rules.all_off", language),
    )


def _switch(name: str, rules: tuple[str, ...], key: str) -> None:
    """Take over which rules are on."""
    chosen = st.session_state[key]
    remember(name, [rule for rule in rules if rule not in chosen])


def show_rules(shown: Shown, language: Language) -> None:
    """Show the waterfall as chart and table, and the rules that were not evaluated.

    Parameters
    ----------
    shown
        The open study.
    language
        Language of every word.
    """
    found = shown.preview.waterfall
    heading(translate("suitpage.rules.waterfall", language), translate("suitpage.rules.note", language))
    if found["mode"].notna().any():
        show_chart(waterfall_chart(found, language), "waterfall", table=found, language=language)
        st.html(waterfall_html(found, language))
    else:
        notice(translate("suitpage.rules.nothing", language), "warn")
    heading(translate("suitpage.rules.not_evaluated", language))
    if not shown.preview.not_evaluated:
        quiet(translate("suitpage.rules.all_evaluated", language))
        return
    rows = [
        [
            item.text.name.pick(language),
            _source(item.text.document, article_text(item.text.article).pick(language), item.text.year),
            item.reason.pick(language),
        ]
        for item in shown.preview.not_evaluated
    ]
    columns = [translate(f"suitpage.rules.{name}", language) for name in ("rule", "source", "reason")]
    st.html(table_html(columns, rows))


def waterfall_html(found: pd.DataFrame, language: Language) -> str:
    """Return the waterfall as a table, with document and article of each rule."""
    heads = [translate(f"suitpage.rules.{name}", language) for name in ("rule", "source", "mode")]
    heads += [translate(f"suitpage.chart.{name}", language) for name in _MEASURES]
    rows = []
    for row in found[found["evaluated"].astype(bool)].to_dict("records"):
        rule = not pd.isna(row["mode"])
        name = row[f"name_{language}"] if rule else translate("suitpage.chart.area", language)
        mode = translate(f"suitpage.mode.{row['mode']}", language) if rule else ""
        source = (
            _source(row["document"], article_text(row["article"]).pick(language), row["year"]) if rule else ""
        )
        figures = ["–" if pd.isna(value := row[f"{key}_km2"]) else f"{value:,.2f}" for key in _MEASURES]
        rows.append([str(name), source, mode, *figures])
    return table_html(heads, rows, numeric=tuple(range(3, 9)))


def _source(document: str, article: str, year: int | None) -> str:
    """Return where a rule stands."""
    text = " ".join(part for part in (document, article) if part)
    return f"{text} ({year})" if text and year is not None and not pd.isna(year) else text or "–"
