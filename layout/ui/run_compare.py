"""Kept runs side by side: how ranks and weights changed, what was different going in, and where on the map."""

from collections.abc import Sequence
from dataclasses import astuple

import numpy as np
import pandas as pd
import streamlit as st

from geodata.text import Language
from layout.entities.vocabulary import CRITERION_IDS
from layout.i18n import translate
from layout.runs import Run, RunStore, compare_runs
from layout.runs.compare import RunComparison
from layout.ui.charts import download_table
from layout.ui.layers import drawn
from layout.ui.legends import show_legends
from layout.ui.map_view import LayerSpec, show_map
from layout.ui.payloads import payload_url
from layout.ui.widgets import heading, notice, table_html
from layout.workflow.desk import workspace_folder
from layout.workflow.run_moves import rank_moves

SHOWN = 15
MAP_HEIGHT = 420


def show_comparison(run_ids: Sequence[str], language: Language) -> None:
    """Show two or more kept runs side by side, the oldest first.

    Parameters
    ----------
    run_ids
        Their ids.
    language
        Language of every word.

    Raises
    ------
    DataMissingError, DataFormatError
        There is no such run, or it is damaged.
    """
    store = RunStore(workspace_folder())
    runs = sorted((store.open(run_id) for run_id in run_ids), key=lambda run: run.created_utc)
    found = compare_runs(runs)
    heading(translate("sites.compare.title", language, runs=" → ".join(found.run_ids)))
    if found.identical:
        notice(translate("sites.compare.identical", language))
        return
    old, new = runs[0], runs[-1]
    moves = rank_moves(old, new)
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        count = translate("sites.compare.moved", language, count=len(found.moved), total=len(found.ranks))
        heading(translate("sites.compare.ranks", language), count)
        st.html(moved_html(found, moves, new, language=language))
        download_table(moves.reset_index(), "moves", language=language)
    with right:
        heading(translate("sites.compare.weights", language))
        st.html(weights_html(found, new, language))
        _map(old, new, language)
    heading(translate("sites.compare.why", language), translate("sites.compare.why_note", language))
    st.html(differences_html(found, language))


def moved_html(found: RunComparison, moves: pd.DataFrame, new: Run, *, language: Language) -> str:
    """Return the sites that moved most: their rank in every run, and the criterion that did most.

    Parameters
    ----------
    found
        The comparison.
    moves
        What changed between the first and the last run.
    new
        The last run; it has the titles of the criteria.
    language
        Language of the heads.
    """
    heads = [
        translate("sites.column.site", language),
        *found.run_ids,
        translate("sites.column.cause", language),
    ]
    rows = []
    for site in found.moved[:SHOWN]:
        row = moves.loc[[site]].to_dict("records")[0]
        ranks = found.ranks.loc[site].to_numpy(dtype=np.float64)
        rows.append(
            (
                str(row[f"name_{language}"]),
                *("–" if np.isnan(rank) else f"{rank:.0f}" for rank in ranks),
                _cause(row["criterion"], row["criterion_change"], new, language),
            )
        )
    return table_html(heads, rows, numeric=range(1, len(found.run_ids) + 1))


def _cause(criterion: str, change: float, new: Run, language: Language) -> str:
    """Return the criterion whose contribution changed most, with the change."""
    if not criterion:
        return ""
    title = new.result["titles"].get(criterion, {}).get(language, criterion)
    return f"{title} {change:+.3f}"


def weights_html(found: RunComparison, new: Run, language: Language) -> str:
    """Return the weights of every run."""
    heads = [translate("sites.column.criterion", language), *found.run_ids]
    titles = new.result["titles"]
    table = found.weights.reindex([name for name in CRITERION_IDS if name in found.weights.index])
    rows = [
        (
            titles.get(str(name), {}).get(language, str(name)),
            *("–" if np.isnan(weight) else f"{100 * weight:.1f} %" for weight in row),
        )
        for name, row in zip(table.index, table.to_numpy(dtype=np.float64), strict=True)
    ]
    return table_html(heads, rows, numeric=range(1, len(heads)))


def differences_html(found: RunComparison, language: Language) -> str:
    """Return what was not the same going into the runs."""
    heads = [translate("sites.column.what", language), *found.run_ids]
    rows = [(what, *(value or "–" for value in values)) for what, values in map(astuple, found.differences)]
    return table_html(heads, rows)


def _map(old: Run, new: Run, language: Language) -> None:
    """Draw the sites by how many places they moved."""
    question = {"old": old.run_id, "new": new.run_id}
    layers = [
        LayerSpec(
            "outlines",
            payload_url("outlines", {}, language=language),
            translate("ui.map.layer.districts", language),
            10,
            interactive=False,
        ),
        LayerSpec(
            "moved",
            payload_url("moved", question, language=language),
            translate("sites.moves.title", language),
            50,
            label_zoom=8.0,
        ),
    ]
    show_map(layers, language=language, key="moved_map", height=MAP_HEIGHT, on_select=lambda *_: None)
    show_legends([drawn("moved", question)[1]], language)
