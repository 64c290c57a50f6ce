"""The step "candidates": which sites are compared, the rest named by what keeps them out, and all of them in a table.

The choice of another layer of candidates (`layout.ui.candidates_view`) stands above the filter on parks.
"""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from geodata.embedded import table
from geodata.text import Language
from layout.entities.vocabulary import PARK_LEVELS, PARK_TYPES
from layout.fields import LEVELS, TYPES, word
from layout.i18n import translate
from layout.sites.candidates import select_candidates, site_frame
from layout.ui.cells import cell_text
from layout.ui.charts import download_table
from layout.ui.parks import park_names
from layout.ui.site_draft import draft_case
from layout.ui.site_edits import bind_edit, edits_of, is_edited, undo
from layout.ui.widgets import distinct, heading, quiet, table_html

_COLUMNS = ("site", "district", "type", "level", "area", "industries", "precision")
_HEIGHT = 460


def show_candidates(key: str, language: Language) -> None:
    """Draw the choice of candidates and the table of those that are compared.

    Parameters
    ----------
    key
        Key of the case.
    language
        Language of every word.

    Raises
    ------
    EmptyCandidatesError
        The choice leaves no site.
    """
    case = draft_case(key, language)
    heading(
        translate("sites.candidates.title", language),
        translate("sites.candidates.reason", language, reason=case.candidates.reason.pick(language)),
    )
    chosen = case.candidates
    first, second, third = st.columns(3)
    types: dict[str, str] = {item: word(TYPES, item).pick(language) for item in PARK_TYPES}
    levels: dict[str, str] = {item: word(LEVELS, item).pick(language) for item in PARK_LEVELS}
    with first:
        _several(key, "types", types, chosen=chosen.types, language=language)
    with second:
        _several(key, "levels", levels, chosen=chosen.levels, language=language)
    with third:
        _several(key, "exclude", park_names(language), chosen=chosen.exclude, language=language)
    if is_edited(key, "candidates"):
        st.button(
            translate("sites.back_to_case", language),
            key="w_candidates_back",
            on_click=lambda: undo(key, "candidates"),
        )
    sites = site_frame(table("parks"), table("districts"))
    found = select_candidates(sites, chosen)
    quiet(translate("sites.candidates.count", language, count=len(found), total=len(sites)))
    with st.container(height=_HEIGHT, border=False):
        st.html(candidates_html(found, language))
    with st.columns([1, 3])[0]:
        download_table(found.reset_index(), "candidates", language=language)


def _several(
    key: str, name: str, options: Mapping[str, str], *, chosen: tuple[str, ...], language: Language
) -> None:
    """Draw one filter; nothing chosen means that all count."""
    path = f"candidates.{name}"
    words = distinct(options)
    current = edits_of(key).get(path, list(chosen))
    widget, changed = bind_edit(key, path, value=[item for item in current if item in words])
    st.multiselect(
        translate(f"sites.candidates.{name}", language),
        tuple(words),
        format_func=words.__getitem__,
        key=widget,
        on_change=changed,
        placeholder=translate("ui.sites.none" if name == "exclude" else "sites.candidates.all", language),
    )


def candidates_html(sites: pd.DataFrame, language: Language) -> str:
    """Return the candidates as a table: what they are, how large, and how well their place is known."""
    heads = [translate(f"sites.column.{name}", language) for name in _COLUMNS]
    rows = [
        (
            str(row[f"name_{language}"]),
            cell_text(row[f"district_{language}"], language),
            word(TYPES, row["type"]).pick(language),
            word(LEVELS, row["level"]).pick(language),
            cell_text(row["approved_area_ha"], language),
            cell_text(row[f"leading_industries_{language}"], language),
            cell_text(row["position_precision_m"], language),
        )
        for row in sites.to_dict("records")
    ]
    return f'<div class="cq-even">{table_html(heads, rows, numeric=(4, 6))}</div>'
