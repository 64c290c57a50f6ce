"""The step "criteria": each value function over the candidates' raw values, with its fields, reason and gaps."""

import numpy as np
import pandas as pd
import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.config import Case, CriterionSetting
from layout.criteria.result import CriterionResult
from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_kinds import value_curve
from layout.entities.wording import plain
from layout.i18n import translate
from layout.ui.case.cases import case_by_key
from layout.ui.case.criteria_view import level_words, setting_source
from layout.ui.case.draft import measured, measured_case
from layout.ui.case.edits import is_edited, undo
from layout.ui.case.value_editor import ask_value, value_path
from layout.ui.charts import download_table
from layout.ui.widgets import heading, notice, quiet
from layout.viz.chart_frame import Spec
from layout.viz.value_charts import level_chart, value_chart
from layout.workflow.ranking.rank import RankingResult


def show_criteria_step(key: str, language: Language) -> None:
    """Draw one part a criterion: its value function over the candidates, its fields, reason, source and gaps.

    Parameters
    ----------
    key
        Key of the case.
    language
        Language of every word.
    """
    heading(translate("sites.criteria.title", language), translate("sites.criteria.note", language))
    case, result = _case_and_result(key, language)
    start = case_by_key(key)
    dropped = case.dropped_criteria()
    for criterion, setting in case.criteria.present().items():
        if criterion in dropped:
            title = translate(f"criterion.{criterion}.title", language)
            quiet(translate("sites.criteria.dropped", language, title=title))
            continue
        with st.container(border=True):
            _criterion(key, criterion, (start.criteria.present()[criterion], setting), result, language)
    with st.columns([1, 3])[0]:
        download_table(values_table(result), "values", language=language)


def _case_and_result(key: str, language: Language) -> tuple[Case, RankingResult]:
    """Return the draft with its values; where an edit cannot be run, say so and take the case without such edits."""
    try:
        return measured_case(key, language), measured(key, language)
    except ExplainedError as error:
        notice(error.message(language), "error")
    return measured_case(key, language, without="criteria"), measured(key, language, without="criteria")


def _criterion(
    key: str,
    criterion: str,
    settings: tuple[CriterionSetting, CriterionSetting],
    result: RankingResult,
    language: Language,
) -> None:
    """Draw one criterion; `settings` are those of the case started from and of the draft."""
    start, setting = settings
    about = result.matrix.criteria[criterion]
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        heading(about.title.pick(language), gap_words(about, language))
        st.vega_lite_chart(
            criterion_chart(result, criterion, setting=setting, language=language),
            width="stretch",
            theme=None,
            key=f"chart_value_{criterion}",
        )
        quiet(translate("sites.criteria.source", language, source=setting_source(setting, language)))
    with right:
        ask_value(
            key,
            criterion,
            setting=start,
            raw=result.matrix.raw[criterion],
            names=level_words(language),
            language=language,
        )
        if is_edited(key, value_path(criterion)):
            st.button(
                translate("sites.back_to_case", language),
                key=f"w_value_back_{criterion}",
                on_click=lambda: undo(key, value_path(criterion)),
            )


def criterion_chart(
    result: RankingResult, criterion: str, *, setting: CriterionSetting, language: Language
) -> Spec:
    """Return the value function of a criterion over the candidates of a result."""
    matrix = result.matrix
    about = matrix.criteria[criterion]
    if isinstance(setting.value, CategoryValue):
        words = level_words(language)
        levels = about.levels if about.levels is not None else about.raw
        counts = levels.value_counts().to_dict()
        return level_chart(
            [
                (words.get(level, level), worth, int(counts.get(level, 0)))
                for level, worth in setting.value.table.items()
            ],
            language,
        )
    raw = matrix.raw[criterion].to_numpy(dtype=np.float64, na_value=np.nan)
    sites = pd.DataFrame(
        {
            "name": result.sites.loc[matrix.value.index, f"name_{language}"].to_numpy(),
            "raw": raw,
            "value": matrix.value[criterion].to_numpy(),
        }
    )
    knots = value_curve(setting.value, raw)
    return value_chart(
        sites, knots, unit=about.unit.pick(language) or about.title.pick(language), language=language
    )


def gap_words(about: CriterionResult, language: Language) -> str:
    """Return how many candidates a criterion is known of, within which range, and how many are missing."""
    known, total = int(about.raw.notna().sum()), len(about.raw)
    if known == 0 or about.raw.dtype == object:
        return translate("sites.criteria.known", language, known=known, total=total, missing=total - known)
    return translate(
        "sites.criteria.range",
        language,
        known=known,
        total=total,
        missing=total - known,
        low=plain(float(about.raw.min())),
        high=plain(float(about.raw.max())),
        unit=about.unit.pick(language),
    )


def values_table(result: RankingResult) -> pd.DataFrame:
    """Return raw value and value of every criterion at every candidate, and why a gap is one."""
    matrix = result.matrix
    names = result.sites.loc[matrix.value.index, ["name_zh", "name_en"]]
    gaps = pd.DataFrame(
        {
            f"missing_{key}": [
                matrix.missing[site, key].en if (site, key) in matrix.missing else ""
                for site in matrix.site_ids
            ]
            for key in matrix.criterion_ids
        },
        index=matrix.value.index,
    )
    parts = [names, matrix.raw.add_prefix("raw_"), matrix.value.add_prefix("value_"), gaps]
    return pd.concat(parts, axis=1).rename_axis("site_id").reset_index()
