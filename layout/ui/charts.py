"""Charts on the page, drawn by streamlit's own Vega-Lite, each with its table and its specification to take away."""

import json
from functools import partial

import pandas as pd
import streamlit as st

from geodata.text import Language
from geodata.write import to_csv_bytes
from layout.i18n import translate
from layout.viz.charts import Spec

_CSV = "text/csv"
_JSON = "application/json"


def show_chart(spec: Spec, name: str, *, table: pd.DataFrame, language: Language) -> None:
    """Draw a chart and offer its table as CSV and the chart itself as Vega-Lite JSON with the data inside.

    Parameters
    ----------
    spec
        Specification with its data.
    name
        Identity of the chart on its page, also the name of the files.
    table
        The figures behind it, whole, with what they rest on.
    language
        Language of the buttons.
    """
    st.vega_lite_chart(spec, width="stretch", theme=None, key=f"chart_{name}")
    table_column, chart_column, _ = st.columns([1, 1, 1])
    with table_column:
        download_table(table, name, language=language)
    chart_column.download_button(
        translate("landuse.ui.download_chart", language),
        data=partial(chart_bytes, spec),
        file_name=f"{name}.vl.json",
        mime=_JSON,
        key=f"chart_file_{name}",
        on_click="ignore",
        width="stretch",
    )


def download_table(table: pd.DataFrame, name: str, *, language: Language) -> None:
    """Offer a table as CSV."""
    st.download_button(
        translate("landuse.ui.download_table", language),
        data=partial(to_csv_bytes, table),
        file_name=f"{name}.csv",
        mime=_CSV,
        key=f"table_{name}",
        on_click="ignore",
        width="stretch",
    )


def chart_bytes(spec: Spec) -> bytes:
    """Return a specification as a file that any Vega-Lite viewer opens."""
    return json.dumps(spec, ensure_ascii=False, indent=1, allow_nan=False).encode()
