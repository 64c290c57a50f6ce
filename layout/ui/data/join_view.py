"""The wizard that takes a table of figures in: origin, columns, rows, what is open, and what would be kept.

    settings = show_join([("", result.frame)], name=upload.name, language=language)

The settings are None before every question has its answer; the answers can be taken along as a file for `cqlayout data import`.
"""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from geodata.embedded import table
from geodata.errors import ExplainedError
from geodata.text import Language
from geodata.units import UNITS
from layout.entities.wording import plain
from layout.fields import period_name
from layout.i18n import translate
from layout.ui.charts import download_table
from layout.ui.data.join_columns import show_columns
from layout.ui.data.join_matches import show_matches
from layout.ui.data.join_state import answer, field_key, join_answers, keep_answers, picked
from layout.ui.downloads import file_button
from layout.ui.widgets import heading, notice, quiet, table_html
from layout.workflow.landuse.target_board import this_year
from layout.workflow.statistics.answers import Answers, dump_answers
from layout.workflow.statistics.figures import join_table
from layout.workflow.statistics.join import Join
from layout.workflow.statistics.questions import entity_words, unit_words
from layout.workflow.statistics.role import ANSWERS, ANSWERS_FILE, import_notes, table_of

Settings = Mapping[str, object]
MOST_SHOWN = 60
_FIRST_YEAR = 1990


def show_join(
    frames: Sequence[tuple[str, pd.DataFrame]], *, name: str, language: Language, source: str | None = None
) -> Settings | None:
    """Draw the wizard for a table of figures; return the settings of its import, None while a question is open.

    Parameters
    ----------
    frames
        Name and cells of each sheet, the index the numbers of the rows in the file.
    name
        Name of the file; answers are kept under it for the session.
    language
        Language of every word.
    source
        The source of the figures where the page asks for it elsewhere; None lets the wizard ask.
    """
    if source is not None and source != join_answers(name).source:
        answer(name, source=source)
    try:
        answers = join_answers(name)
        join = join_table(table_of(frames, answers.vintage), answers)
    except ExplainedError as error:
        notice(error.message(language), "error")
        keep_answers(name, Answers())
        return None
    _ask_origin(join, name, language, elsewhere=source is not None)
    show_columns(join, name, language=language)
    show_matches(join, name, language=language)
    _show_open(join, name, language)
    _show_figures(join, language)
    text = dump_answers(join.answers)
    file_button(
        translate("join.ui.answers", language),
        text.encode(),
        name="answers.toml",
        key="join_answers",
        wide=False,
    )
    return {ANSWERS: text, ANSWERS_FILE: name} if join.ready else None


def _ask_origin(join: Join, name: str, language: Language, *, elsewhere: bool) -> None:
    """Draw the fields that hold for the whole table: source, vintage, year and unit of headings that say none."""
    heading(translate("join.ui.origin", language), translate("join.ui.origin_note", language))
    source, vintage, year, unit = st.columns([2.4, 1.8, 1, 1.2], vertical_alignment="bottom")
    answers = join.answers
    with source:
        if elsewhere:
            quiet(
                translate("join.ui.source", language), answers.source or translate("domain.no_data", language)
            )
        else:
            _ask_source(answers.source, name, language)
    choose = translate("join.ui.choose", language)
    for place, field, value, words in (
        (vintage, "vintage", answers.vintage, {"": choose, **_vintages(language)}),
        (year, "year", str(answers.year or ""), {"": choose, **_years()}),
        (unit, "unit", answers.unit, {"": choose, **{one: unit_words(one).pick(language) for one in UNITS}}),
    ):
        with place:
            quiet(translate(f"join.ui.{field}_all", language))
            taken = _taker(name, field)
            picked(
                (name, field),
                words,
                value=value,
                label=translate(f"join.ui.{field}_all", language),
                taken=taken,
            )


def _ask_source(value: str, name: str, language: Language) -> None:
    """Draw the field for the source."""
    key, changed = field_key((name, "source"), value, taken=lambda text: answer(name, source=text.strip()))
    st.text_input(translate("join.ui.source", language), key=key, on_change=changed)


def _taker(name: str, field: str) -> Callable[[str], None]:
    """Return what takes over a choice that holds for the whole table."""

    def take(chosen: str) -> None:
        answer(name, **{field: (int(chosen) if chosen else None) if field == "year" else chosen})

    return take


def _vintages(language: Language) -> dict[str, str]:
    """Return the two maps in words."""
    return {code: translate(f"join.vintage.{code}", language) for code in ("38", "37")}


def _years() -> dict[str, str]:
    """Return the years that can be chosen, the latest first."""
    return {str(year): str(year) for year in range(this_year(), _FIRST_YEAR - 1, -1)}


def _show_open(join: Join, name: str, language: Language) -> None:
    """Draw what is open and what is to be known, and the two permissions to leave something out."""
    heading(translate("join.ui.open_questions", language))
    for code, field in (("unmatched", "leave_unmatched"), ("cells", "leave_unreadable")):
        value = bool(getattr(join.answers, field))
        if value or any(question.code == code for question in join.questions):
            key, changed = field_key((name, field), value, taken=_switch(name, field))
            st.checkbox(translate(f"join.ui.{field}", language), key=key, on_change=changed)
    if not join.questions:
        notice(translate("join.ui.nothing_open", language))
    shown = [question for question in join.questions if question.code != "match"]  # rows are marked above
    for question in shown[:MOST_SHOWN]:
        notice(question.text.pick(language), "warn")
    if not join.figures.empty:
        for note in import_notes(join):
            notice(note.pick(language))


def _switch(name: str, field: str) -> Callable[[bool], None]:
    """Return what takes over a permission."""

    def take(wanted: bool) -> None:  # noqa: FBT001 - what a checkbox hands over
        answer(name, **{field: wanted})

    return take


def _show_figures(join: Join, language: Language) -> None:
    """Draw the figures that would be kept."""
    figures = join.figures
    heading(
        translate("join.ui.figures", language, count=len(figures)),
        translate("join.ui.figures_note", language),
    )
    if figures.empty:
        notice(translate("join.ui.no_figures", language), "empty")
        return
    indicators = table("indicators")
    names = dict(zip(indicators["indicator_id"], indicators[f"name_{language}"], strict=True))
    titles = ("taken", "indicator", "year", "period", "value", "unit", "written", "source", "row")
    rows = [
        (
            entity_words((row["entity_kind"], row["entity_id"]), join.register).pick(language),
            names[str(row["indicator_id"])],
            str(row["year"]),
            period_name(row["period"]).pick(language),
            plain(row["value"], 8),
            unit_words(row["unit"]).pick(language),
            str(row["as_written"]),
            "; ".join(row["source_ids"]),
            str(row["file_row"]),
        )
        for row in figures.head(MOST_SHOWN).to_dict("records")
    ]
    st.html(
        table_html([translate(f"join.ui.{one}", language) for one in titles], rows, numeric=(4,), wide=True)
    )
    download_table(figures, "figures", language=language)
