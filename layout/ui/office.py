"""The office's own tables on the page: a template to fill in, a field to load it, and what is wrong with it."""

from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from geodata.embedded import table
from geodata.errors import ExplainedError
from geodata.text import Language
from layout.i18n import translate
from layout.landuse.controls import Control, office_controls
from layout.ui.state import forget, recall, remember
from layout.ui.widgets import notice, quiet
from layout.workflow.office_tables import (
    TableKind,
    entity_table,
    office_statistics,
    read_cells,
    template_bytes,
)


def ask_table(kind: TableKind, language: Language) -> None:
    """Draw template, upload field and, where a table is loaded, its name with a button to leave it.

    Parameters
    ----------
    kind
        Which table; it is kept for the session and shared by the pages.
    language
        Language of every word.
    """
    with st.expander(
        translate(f"landuse.ui.office.{kind}", language), expanded=recall(_name(kind)) is not None
    ):
        quiet(translate(f"landuse.ui.office_note.{kind}", language))
        st.download_button(
            translate("landuse.ui.template", language),
            data=partial(template_bytes, kind),
            file_name=f"{kind}.csv",
            mime="text/csv",
            key=f"template_{kind}",
            on_click="ignore",
            width="stretch",
        )
        given = st.file_uploader(
            translate("landuse.ui.upload", language),
            type=["csv", "txt"],
            key=f"w_office_{kind}_{language}",
            label_visibility="collapsed",
        )
        if given is not None and recall(f"{_name(kind)}.seen") != given.file_id:
            remember(f"{_name(kind)}.seen", given.file_id)
            _take(kind, given.name, given.getvalue(), language)
        kept = recall(_name(kind))
        if kept is not None:
            notice(translate("landuse.ui.loaded", language, name=kept[0]))
            st.button(
                translate("landuse.ui.leave", language),
                key=f"leave_{kind}",
                width="stretch",
                on_click=forget,
                args=([_name(kind)],),
            )


def _take(kind: TableKind, name: str, content: bytes, language: Language) -> None:
    """Keep a table that reads whole; else say what is wrong and keep what was there."""
    try:
        _parsed(kind, name, content)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    remember(_name(kind), (name, content))


def office_parks() -> pd.DataFrame | None:
    """Return the office's parks that were loaded, None without."""
    return _entities("parks")


def office_firms() -> pd.DataFrame | None:
    """Return the office's enterprises that were loaded, None without."""
    return _entities("firms")


def office_figures() -> pd.DataFrame | None:
    """Return the office's statistics that were loaded, None without."""
    kept = recall(_name("figures"))
    if kept is None:
        return None
    return office_statistics(read_cells(kept[1], origin=kept[0]), table("indicators"), origin=kept[0])


def office_limits() -> tuple[Control, ...]:
    """Return the office's control indicators that were loaded, none without."""
    kept = recall(_name("controls"))
    return () if kept is None else office_controls(read_cells(kept[1], origin=kept[0]), origin=kept[0])


def _entities(kind: Literal["parks", "firms"]) -> pd.DataFrame | None:
    """Return the office's parks or enterprises, None without."""
    kept = recall(_name(kind))
    if kept is None:
        return None
    return entity_table(read_cells(kept[1], origin=kept[0]), kind, origin=kept[0])


def _parsed(kind: TableKind, name: str, content: bytes) -> None:
    """Read a table as it will be read, for its errors."""
    cells = read_cells(content, origin=name)
    if kind == "controls":
        office_controls(cells, origin=name)
    elif kind == "figures":
        office_statistics(cells, table("indicators"), origin=name)
    else:
        entity_table(cells, "firms" if kind == "firms" else "parks", origin=name)


def _name(kind: TableKind) -> str:
    """Return the name of a table in the store."""
    return f"office.{kind}"
