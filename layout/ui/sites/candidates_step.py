"""The step "candidates": which sites are compared, the rest named by what keeps them out, and all of them in a table.

The choice of another layer of candidates (`layout.ui.sites.candidates_view`) stands above the filter on parks.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.config import Case
from layout.entities.vocabulary import PARK_LEVELS, PARK_TYPES
from layout.fields import LEVELS, TYPES, word
from layout.i18n import translate
from layout.sites.candidates import select_candidates
from layout.sites.user_model import OWN
from layout.ui.case.draft import draft_case
from layout.ui.case.edits import is_edited, several_edit, undo
from layout.ui.cells import cell_text
from layout.ui.charts import download_table
from layout.ui.kept.runs import workspace_in_use
from layout.ui.landuse.parks import park_names
from layout.ui.sites.candidates_view import NO_SITES, own_digest, own_names, show_layer_choice, show_own_sites
from layout.ui.sites.own_sites_table import area_text
from layout.ui.widgets import heading, quiet, table_html
from layout.workflow.sites.candidature import candidate_sites
from layout.workflow.sites.own import Whereabouts

_COLUMNS = ("site", "district", "type", "level", "area", "industries", "precision")
_HEIGHT = 460
_ROWS_IN_VIEW = 12
_OWN_AREA = "area_own"


def show_candidates(key: str, language: Language) -> None:
    """Draw the choice of candidates and the table of those that are compared.

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
    layer = show_layer_choice(key, case, language=language)
    if layer != "parks":
        show_own_sites(language)
    _filters(key, case, language)
    if is_edited(key, "candidates"):
        st.button(
            translate("sites.back_to_case", language),
            key="w_candidates_back",
            on_click=lambda: undo(key, "candidates"),
        )
    if layer == "sites" and own_digest() == NO_SITES:
        return
    sites = candidate_sites(case, Whereabouts(workspace=workspace_in_use())).sites
    found = select_candidates(sites, case.candidates)
    quiet(translate("sites.candidates.count", language, count=len(found), total=len(sites)))
    with st.container(height=_HEIGHT if len(found) > _ROWS_IN_VIEW else "content", border=False):
        st.html(candidates_html(found, language))
    with st.columns([1, 3])[0]:
        download_table(found.reset_index(), "candidates", language=language)


def _filters(key: str, case: Case, language: Language) -> None:
    """Draw what keeps sites out: type and level of parks, and names; own sites alone have no filter but their names."""
    chosen, names = case.candidates, own_names(language)
    if chosen.layer != "sites":
        names = park_names(language) | names if chosen.layer == "parks+sites" else park_names(language)
        first, second = st.columns(2)
        with first:
            types: dict[str, str] = {item: word(TYPES, item).pick(language) for item in PARK_TYPES}
            _several(key, "types", types, chosen=chosen.types, language=language)
        with second:
            levels: dict[str, str] = {item: word(LEVELS, item).pick(language) for item in PARK_LEVELS}
            _several(key, "levels", levels, chosen=chosen.levels, language=language)
    if names:
        _several(key, "exclude", names, chosen=chosen.exclude, language=language)


def _several(
    key: str, name: str, options: Mapping[str, str], *, chosen: tuple[str, ...], language: Language
) -> None:
    """Draw one filter; nothing chosen means that all count."""
    several_edit(
        key,
        f"candidates.{name}",
        options=options,
        chosen=chosen,
        label=translate(f"sites.candidates.{name}", language),
        placeholder=translate("ui.sites.none" if name == "exclude" else "sites.candidates.all", language),
    )


def candidates_html(sites: pd.DataFrame, language: Language) -> str:
    """Return the candidates as a table: what they are, how large, and how well their place is known."""
    own = "origin" in sites and bool((sites["origin"] == OWN).any())
    names = [_OWN_AREA if name == "area" and own else name for name in _COLUMNS]
    heads = [translate(f"sites.column.{name}", language) for name in names]
    rows = [
        (
            str(row[f"name_{language}"]),
            cell_text(row[f"district_{language}"], language),
            *_kind(row, language),
            cell_text(row[f"leading_industries_{language}"], language),
            cell_text(round(row["position_precision_m"], 0), language),
        )
        for row in sites.to_dict("records")
    ]
    return f'<div class="cq-even">{table_html(heads, rows, numeric=(4, 6))}</div>'


def _kind(row: Mapping[Hashable, Any], language: Language) -> tuple[str, str, str]:
    """Return type, level and area of a site; an own site has an area of another kind, which says so."""
    level = (
        word(LEVELS, row["level"]).pick(language)
        if row["level"]
        else translate("office_parks.not_stated", language)
    )
    if row.get("origin") == OWN:
        return translate("own_draw.title", language), level, area_text(row, language)
    kind = (
        word(TYPES, row["type"]).pick(language)
        if row["type"]
        else translate("office_parks.not_stated", language)
    )
    return kind, level, cell_text(row["approved_area_ha"], language)
