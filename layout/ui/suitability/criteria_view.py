"""The criteria of a study: how raw values are spread over available land, the value function over them, and its reason."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from geodata.catalog import entry
from geodata.text import Language
from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_kinds import value_curve
from layout.entities.wording import plain
from layout.i18n import translate
from layout.suitability.criterion import GridCriterion
from layout.ui.charts import show_chart
from layout.ui.suitability.shown import Shown
from layout.ui.widgets import heading, notice, quiet
from layout.viz.suit_charts import criterion_chart
from layout.workflow.suitability.preview import histogram
from layout.workflow.suitability.regional import criterion_names

if TYPE_CHECKING:
    from layout.config.derived_layer import DerivedLayer
    from layout.config.layer_file import LayerFile

_UNITS = {"slope_pct": "%", "slope_deg": "°", "distance_m": "m", "value": ""}


def show_criteria_of(shown: Shown, language: Language) -> None:
    """Show each criterion with the spread of its raw values and its value function.

    Parameters
    ----------
    shown
        The open study.
    language
        Language of every word.
    """
    case = shown.preview.case
    heading(translate("suitpage.criteria.title", language), translate("suitpage.criteria.note", language))
    if not case.criteria:
        notice(translate("suitpage.criteria.none", language), "empty")
        return
    columns = st.columns(2)
    for place, item in enumerate(case.criteria):
        with columns[place % 2]:
            _criterion(shown, place, item, language)


def _criterion(shown: Shown, place: int, item: GridCriterion, language: Language) -> None:
    """Show one criterion."""
    layer = shown.preview.case.layers[item.layer]
    name = criterion_names(shown.preview.case)[item.id]
    heading(name.pick(language), source_text(layer, language))
    spread = histogram(shown.preview, place)
    chart = criterion_chart(spread, curve_of(item, spread), unit=_UNITS[item.measure], language=language)
    show_chart(chart, f"criterion_{item.id}", table=spread, language=language)
    lines = [translate("suitpage.criteria.reason", language, reason=item.value.reason.pick(language))]
    beyond = spread[~np.isfinite(spread["high"])]
    if len(beyond):
        lines.append(
            translate(
                "suitpage.criteria.beyond",
                language,
                far=f"{beyond['low'].iloc[0]:,.0f}",
                km2=plain(float(beyond["km2"].iloc[0]), 6),
            )
        )
    quiet(*lines)


def source_text(layer: "LayerFile | DerivedLayer", language: Language) -> str:
    """Return where a layer is from: the title of a dataset that ships, else what the case says."""
    if layer.dataset:
        return entry(layer.dataset).title.pick(language)
    return layer.source or layer.origin


def curve_of(item: GridCriterion, spread: pd.DataFrame) -> pd.DataFrame:
    """Return the points of a value function over the range that is shown.

    Parameters
    ----------
    item
        The criterion.
    spread
        Its histogram.

    Returns
    -------
    pandas.DataFrame
        Columns raw and value; for classes one row each of those found.
    """
    if isinstance(item.value, CategoryValue):
        table = item.value.table
        other = table.get("other", float("nan"))
        levels = {float(name): level for name, level in table.items() if name != "other"}
        return pd.DataFrame(
            {"raw": spread["low"], "value": [levels.get(float(code), other) for code in spread["low"]]}
        )
    seen = spread["low"].to_numpy(dtype=float)
    raws, values = value_curve(item.value, seen)
    low, high = min(float(seen.min()), raws[0]), max(float(seen.max()), raws[-1])
    return pd.DataFrame({"raw": [low, *raws, high], "value": [values[0], *values, values[-1]]})
