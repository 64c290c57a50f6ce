"""A table that the reader edits on the page; what was typed survives leaving the view and switching the language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.ui.state import recall, remember

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

_LABEL = "label"


def edit_table(
    name: str,
    start: pd.DataFrame,
    *,
    columns: "Mapping[str, ColumnConfig]",
    language: Language,
    labels: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the table as it stands in the editor.

    Parameters
    ----------
    name
        Name in the store; another one for another case, so that its values do not mix.
    start
        What stands there at first.
    columns
        How each column is drawn and checked; with `labels`, `label` is the one of the words.
    language
        Language of the labels.
    labels
        Words of each row by its index: the rows are then fixed. Without, rows can be added and dropped.
    """
    key = f"w_{name}_{language}"
    if key not in st.session_state:
        # streamlit lays what was typed over the same first table at every run, so that one must not move meanwhile
        remember(f"{name}.base", recall(f"{name}.now", start))
    base: pd.DataFrame = recall(f"{name}.base")
    shown = base
    if labels is not None:
        shown = base.assign(**{_LABEL: [labels[str(row)] for row in base.index]})[[_LABEL, *base.columns]]
    edited: pd.DataFrame = st.data_editor(
        shown,
        key=key,
        hide_index=True,
        num_rows="fixed" if labels is not None else "dynamic",
        column_config=dict(columns),
        column_order=[column for column in shown.columns if column in columns],
        disabled=[_LABEL],
        width="stretch",
    )
    kept = edited.drop(columns=_LABEL) if labels is not None else edited.reset_index(drop=True)
    remember(f"{name}.now", kept)
    return kept
