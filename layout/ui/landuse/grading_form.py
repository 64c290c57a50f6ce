"""The rule of a grading case as two tables that the reader edits, and back into a case."""

import math
from collections.abc import Hashable, Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from geodata.text import LANGUAGES, Language
from layout.config.landuse_cases import GradingCase, landuse_case_of
from layout.i18n import catalogue, translate
from layout.landuse.indicators.register import INDICATORS
from layout.ui.state import bind, recall, remember
from layout.ui.table_editor import edit_table
from layout.ui.widgets import choice, heading, words_of

By = Literal["shares", "thresholds"]
MISSING = ("zero", "ungraded", "mean")
_MEANS = {
    words: kind
    for kind in ("mean", "median")
    for words in (kind, *(translate(f"grading_form.benchmark.{kind}", one) for one in LANGUAGES))
}
"""What may be typed for a benchmark that follows from those graded, in any language."""
_GRADE_VALUE = {"shares": "share_pct", "thresholds": "from_score"}


def ask_rule(case: GradingCase, token: str, *, language: Language) -> GradingCase:
    """Draw the rule as editable tables and return the case as it stands.

    Parameters
    ----------
    case
        What stands there at first.
    token
        Short name of the case: keeps what was typed for one from another.
    language
        Language of every word.

    Raises
    ------
    CaseError, UnknownKeyError, WeightError
        What stands there is no rule; the tables keep it.
    """
    indicators = _ask_indicators(case, token, language)
    start: By = "shares" if case.rule.by_shares else "thresholds"
    heading(translate("grading_form.grades", language))
    words = words_of(_GRADE_VALUE, "grading_form.by", language=language)
    by = choice(
        f"grading.{token}.by", words, label=translate("grading_form.by_label", language), default=start
    )
    grades = edit_table(
        f"grading.{token}.grades",
        grade_rows(case),
        columns={
            "label": st.column_config.TextColumn(translate("landuse.column.grade", language), required=True),
            _GRADE_VALUE[by]: st.column_config.NumberColumn(
                translate(f"grading_form.{_GRADE_VALUE[by]}", language)
            ),
        },
        language=language,
    )
    key, changed = bind(f"grading.{token}.own", recall(f"grading.{token}.own", default=not case.illustrative))
    own = bool(st.checkbox(translate("grading_form.own", language), key=key, on_change=changed))
    chosen: By = "shares" if by == "shares" else "thresholds"
    return rule_from(case, indicators, grades=grades, by=chosen, own=own)


def _ask_indicators(case: GradingCase, token: str, language: Language) -> pd.DataFrame:
    """Draw the indicators with their weights and return them as they stand."""
    heading(
        translate("grading_form.indicators", language), translate("grading_form.indicators_note", language)
    )
    column = st.column_config
    name = f"grading.{token}.indicators"
    typed = recall(f"{name}.now")
    if typed is not None:  # a switch of the language takes the words along
        remember(
            f"{name}.now", typed.assign(benchmark=[_said(cell, language) for cell in typed["benchmark"]])
        )
    return edit_table(
        name,
        indicator_rows(case, language),
        columns={
            "indicator_id": column.SelectboxColumn(
                translate("landuse.column.indicator", language),
                options=list(INDICATORS),
                format_func=lambda one: INDICATORS[str(one)].name.pick(language),
                required=True,
            ),
            "weight": column.NumberColumn(translate("landuse.column.weight", language), min_value=0.0),
            "benchmark": column.TextColumn(
                translate("landuse.column.benchmark", language),
                help=translate("grading_form.benchmark_help", language),
            ),
            "cap": column.NumberColumn(translate("grading_form.cap", language), min_value=1.0),
            "missing": column.SelectboxColumn(
                translate("grading_form.missing_column", language),
                options=list(MISSING),
                format_func=lambda one: translate(f"grading_form.missing.{one}", language),
            ),
        },
        language=language,
    )


def indicator_rows(case: GradingCase, language: Language) -> pd.DataFrame:
    """Return the indicators of a case: indicator_id, weight, benchmark (a number or a word for mean or median), cap, missing."""
    return pd.DataFrame(
        [
            (one.indicator_id, one.weight, _shown(one.benchmark, language), one.cap, one.missing)
            for one in case.rule.indicators
        ],
        columns=["indicator_id", "weight", "benchmark", "cap", "missing"],
    )


def grade_rows(case: GradingCase) -> pd.DataFrame:
    """Return the grades of a case, the best first: label, from_score, share_pct; NaN where not set."""
    rows = [(one.label, one.from_score, one.share_pct) for one in case.rule.grades]
    return pd.DataFrame(rows, columns=["label", "from_score", "share_pct"]).astype(
        {"from_score": "float64", "share_pct": "float64"}
    )


def rule_from(
    case: GradingCase, indicators: pd.DataFrame, *, grades: pd.DataFrame, by: By, own: bool
) -> GradingCase:
    """Return the case with the rule that stands in the tables.

    Parameters
    ----------
    case
        Title, notes, reasons and marks that give the last grade come from here.
    indicators, grades
        As `indicator_rows` and `grade_rows`; rows without an indicator or label are passed over.
    by
        Whether shares or thresholds make the grades; the other column is not used.
    own
        Whether the rules are the office's and no example.

    Raises
    ------
    CaseError, UnknownKeyError, WeightError
        The rule cannot be run.
    """
    reasons = {one.indicator_id: one.reason.model_dump() for one in case.rule.indicators}
    words = catalogue()["grading_form.reason"]
    new = {"en": words.en, "zh": words.zh}
    value = _GRADE_VALUE[by]
    data: dict[str, Any] = case.model_dump(mode="json", exclude_none=True)
    data["illustrative"] = data["rule"]["illustrative"] = not own
    data["rule"]["indicators"] = [
        _filled(row, {"indicator_id", "weight", "cap", "missing"})
        | _benchmark(row["benchmark"])
        | {"reason": reasons.get(str(row["indicator_id"]), new)}
        for row in indicators.to_dict("records")
        if _named(row["indicator_id"])
    ]
    data["rule"]["grades"] = [
        _filled(row, {"label", value}) for row in grades.to_dict("records") if _named(row["label"])
    ]
    return landuse_case_of(data, GradingCase, origin="grading")


def _named(cell: object) -> bool:
    """Return whether a row says what it is about; a new row says nothing yet."""
    return isinstance(cell, str) and bool(cell)


def _filled(row: Mapping[Hashable, Any], names: set[str]) -> dict[str, Any]:
    """Return the cells of a row that hold something."""
    return {
        str(name): cell
        for name, cell in row.items()
        if name in names and cell is not None and not (isinstance(cell, float) and math.isnan(cell))
    }


def _benchmark(cell: object) -> dict[str, Any]:
    """Return the benchmark that was typed: a number where it reads as one."""
    text = str(cell or "").strip()
    try:
        return {"benchmark": float(text)}
    except ValueError:
        return {"benchmark": _MEANS.get(text.lower(), text)} if text else {}


def _shown(benchmark: float | str, language: Language) -> str:
    """Return a benchmark as it is typed."""
    return _said(benchmark, language) if isinstance(benchmark, str) else f"{benchmark:g}"


def _said(cell: object, language: Language) -> Any:  # noqa: ANN401 - a cell of the table, which may be blank
    """Return what was typed, mean and median in the words of the language."""
    kind = _MEANS.get(cell.strip().lower()) if isinstance(cell, str) else None
    return cell if kind is None else translate(f"grading_form.benchmark.{kind}", language)
