"""Charts on the page, drawn by streamlit's own Vega-Lite, each with its table and the drawing itself to take away."""

from functools import partial

import pandas as pd
import streamlit as st

from geodata.text import Language
from geodata.write import to_csv_bytes, to_xlsx_bytes
from layout.i18n import translate
from layout.ui.downloads import file_button
from layout.viz.chart_file import CHART_FORMS, chart_bytes, titled
from layout.viz.charts import Spec

_TABLES = {"csv": to_csv_bytes, "xlsx": lambda table: to_xlsx_bytes({"data": table})}


def show_chart(spec: Spec, name: str, *, table: pd.DataFrame, language: Language, title: str = "") -> None:
    """Draw a chart and offer its table and the chart itself.

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
    title
        A line above the drawing, on the screen and in the files: what it rests on, and whether it holds estimates.
    """
    st.vega_lite_chart(rooted(titled(spec, title)), width="stretch", theme=None, key=f"chart_{name}")
    with st.container(horizontal=True, gap="small"):
        download_table(table, name, language=language)
        with st.popover(translate("charts.download_chart", language)):
            for form in CHART_FORMS:
                file_button(
                    translate(f"charts.form.{form}", language),
                    partial(chart_bytes, spec, form, language=language, title=title),
                    name=f"{name}.{form}" if form != "json" else f"{name}.vl.json",
                    key=f"chart_{form}_{name}",
                )


def rooted(spec: Spec) -> Spec:
    """Return a specification whose data stand in its layers instead of above them.

    Streamlit takes data from above the drawing and sends them after it: the browser first draws an empty chart, warns
    of axes without extent, and flickers. Data in a layer stay where they are.
    """
    rest = {name: part for name, part in spec.items() if name != "data"}
    if not spec.get("data", {}).get("values"):
        return rest
    unit = ("mark", "encoding", "transform")
    layers = rest.pop("layer", None) or [{name: rest.pop(name) for name in unit if name in rest}]
    return {**rest, "layer": [{"data": spec["data"], **layer} for layer in layers]}


def download_table(table: pd.DataFrame, name: str, *, language: Language, label: str = "") -> None:
    """Offer a table as CSV and XLSX, under words of its own where there are several."""
    with st.popover(label or translate("charts.download_table", language)):
        for form, convert in _TABLES.items():
            file_button(
                translate(f"charts.form.{form}", language),
                partial(convert, table),
                name=f"{name}.{form}",
                key=f"table_{form}_{name}",
            )
